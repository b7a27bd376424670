// A first look in four sentences: shown once, can be skipped, and comes back from the help.

import { button, h, iconButton } from "./dom.js";

const SEEN = "tour seen";
const SENTENCES = [
  "The workbench has read what people said and proposes candidates: passages that speak of the same thing. None of them is a barrier until somebody says so.",
  "Press B to review them one at a time, the decision that is worth most first; or open any from the list on the left and read it in peace.",
  "Confirm one with a sentence that is true, merge it, split it, or dismiss it: you see what an act would do before you do it, and Z takes any of it back.",
  "Nothing is dropped: what fits nowhere is under “Set aside”, every step is in the history (H), and ? shows all keys and this tour again.",
];

export class Tour {
  constructor(app) {
    this.app = app;
    this.at = 0;
    this.words = h("p", { class: "tour-words", tabindex: "-1", "aria-live": "polite" });
    this.where = h("span", { class: "tour-where" });
    this.next = button("Next", { kind: "primary", act: "tour-next", press: () => this.step(1) });
    this.before = button("Back", { kind: "quiet", act: "tour-back", press: () => this.step(-1) });
    this.root = h("section", { class: "tour", "aria-label": "First steps", hidden: true, on: { keydown: (event) => this.key(event) } },
      this.where, this.words, h("div", { class: "tour-acts" }, this.before, this.next, iconButton("close", "Skip the first steps", () => this.close())));
  }

  // Shown where there is something to decide, and nobody has been here in this browser.
  offer({ themes }) {
    if (themes.length && localStorage.getItem(SEEN) !== "yes") this.draw();
  }

  open() {
    this.at = 0;
    this.draw();
    this.words.focus();
  }

  step(by) {
    if (this.at + by >= SENTENCES.length) return this.close();
    this.at = Math.max(0, this.at + by);
    this.draw();
    return null;
  }

  close() {
    localStorage.setItem(SEEN, "yes");
    const focused = this.root.contains(this.root.getRootNode().activeElement);
    this.root.hidden = true;
    if (focused) this.app.main.focus({ preventScroll: true });
  }

  key(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.close();
  }

  draw() {
    const last = this.at === SENTENCES.length - 1;
    this.root.hidden = false;
    this.where.textContent = `${this.at + 1} of ${SENTENCES.length}`;
    this.words.textContent = SENTENCES[this.at];
    this.before.disabled = !this.at;
    this.next.firstChild.textContent = last ? "Begin" : "Next";
  }
}

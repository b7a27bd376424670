// What happened, and what went wrong: seen, and read out.

import { button, h, iconButton } from "./dom.js";

const LINGER = 9000;

export class Notices {
  constructor(root, { undo }) {
    this.undo = undo;
    this.live = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
    this.alert = h("div", { class: "alert", role: "alert", hidden: true });
    this.toast = h("div", { class: "toast", hidden: true });
    this.banner = h("div", { class: "banner", role: "alert", hidden: true });
    root.append(this.live, this.banner, this.alert, this.toast);
  }

  // Says what was decided, with the way back.
  told(words, { canUndo = true, more = null } = {}) {
    const sentence = sentenceOf(words);
    this.live.textContent = sentence;
    this.alert.hidden = true;
    const undo = canUndo ? button("Undo", { key: "Z", kind: "quiet", press: () => this.undo() }) : null;
    this.toast.replaceChildren(...[h("span", { class: "toast-words" }, sentence), more, undo, iconButton("close", "Hide", () => (this.toast.hidden = true))].filter(Boolean));
    this.toast.hidden = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.toast.hidden = true), LINGER);
  }

  hint(words) {
    this.told(words, { canUndo: false });
  }

  // For those who hear the page: what has come up without having been asked for by name.
  read(words) {
    this.live.textContent = words;
  }

  failed(sentence) {
    this.toast.hidden = true;
    this.alert.replaceChildren(h("span", {}, sentence), iconButton("close", "Hide", () => (this.alert.hidden = true)));
    this.alert.hidden = false;
  }

  lost() {
    this.banner.replaceChildren("The connection to the workbench is lost. What you typed stays here; this page comes back by itself.");
    this.banner.hidden = false;
  }
}

export function sentenceOf(words) {
  return words ? words[0].toUpperCase() + words.slice(1) + (/[.!?…]$/.test(words) ? "" : ".") : "";
}

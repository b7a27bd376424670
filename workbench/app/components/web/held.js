// The coding or offer that is open: who gave it, why it is offered, and what can be done with it.

import { button, h, icon, short } from "./dom.js";
import { look } from "./spans.js";
import { paint } from "./selecting.js";

export class Held {
  constructor(app) {
    this.app = app;
    this.root = h("section", { class: "held-card floating", "aria-label": "This coding", hidden: true });
    this.handles = ["start", "end"].map((which) => this.handle(which));
  }

  get open() {
    return !this.root.hidden;
  }

  show(mark) {
    const { app } = this;
    const code = app.store.byCode.get(mark.code);
    const changed = this.draft && (this.draft.start !== mark.start || this.draft.end !== mark.end);
    const swatch = h("span", { class: "swatch", "aria-hidden": "true" });
    Object.assign(swatch.style, { borderInlineStartColor: look(code.hue).colour, borderInlineStartStyle: look(code.hue).dash });
    const head = h("p", { class: "held-head" }, swatch, h("strong", {}, code.name), code.kind === "code" ? null : h("span", { class: "held-kind" }, code.kind));
    const focused = this.root.contains(this.root.getRootNode().activeElement) ? this.root.getRootNode().activeElement.dataset.focus : null;
    this.root.setAttribute("aria-label", mark.offer ? "This offer" : "This coding");
    this.root.replaceChildren(head, ...(mark.offer ? this.offer(mark) : changed ? this.adjusting() : this.coding(mark)));
    this.root.hidden = false;
    if (focused) [...this.root.querySelectorAll("[data-focus]")].find((each) => each.dataset.focus === focused)?.focus();
    this.placeHandles();
  }

  coding(mark) {
    const { app } = this;
    const against = mark.polarity === "contradicts" ? " Speaks against it." : "";
    return [
      h("p", { class: "held-from" }, `${mark.coder || "Somebody"}, ${mark.origin}, ${moment(mark.at)}.${against}`),
      h("div", { class: "held-acts" },
        button("Recode…", { key: "R", act: "recode", press: () => app.recode() }), button("Remove", { key: "X", act: "remove", press: () => app.remove() }),
        button("Also code…", { key: "C", act: "also", press: () => app.also() }), button("All of this code", { key: "N", act: "follow", press: () => app.beside(1) }),
        button("Memo…", { key: "M", act: "memo", press: () => app.memos.open() })),
      ...app.store.memosOn("passage", mark.passage).map((memo) => h("p", { class: "held-memo", dir: "auto" }, icon("memo"), h("span", {}, short(memo.text, 160)))),
      this.boundary(),
    ];
  }

  // Each end a word on or back, for those who neither drag nor know the keys.
  boundary() {
    const { app } = this;
    const step = (words, sign, which, by) => h("button", { type: "button", class: "nudge", "aria-label": words, title: words, "data-focus": words, on: { click: () => app.nudge(which, by) } }, sign);
    return h("div", { class: "nudges", role: "group", "aria-label": "Boundary" },
      h("span", {}, "Begins"), step("Begin a word earlier", "←", "start", -1), step("Begin a word later", "→", "start", 1),
      h("span", {}, "ends"), step("End a word earlier", "←", "end", -1), step("End a word later", "→", "end", 1));
  }

  adjusting() {
    const { app } = this;
    return [
      h("p", { class: "held-quote", dir: "auto" }, h("q", {}, short(app.store.quote(this.draft).replaceAll("\n", " "), 200))),
      h("div", { class: "held-acts" }, button("Save the boundary", { key: "↵", keys: "Enter", kind: "primary", act: "save-boundary", press: () => app.adjust(this.draft) }), button("As it was", { key: "Esc", keys: "Escape", kind: "quiet", act: "drop-boundary", press: () => app.escape() })),
      this.boundary(),
    ];
  }

  offer(mark) {
    const { app } = this;
    const reasons = mark.reasons.map((quote) => h("li", {}, h("q", { dir: "auto" }, short(quote.replaceAll("\n", " "), 200))));
    return [
      h("p", { class: "held-from" }, `Offered, ${mark.likely}. `, reasons.length ? "It reads like what is coded so:" : "It reads like what is coded so."),
      reasons.length ? h("ul", { class: "reasons", role: "list" }, ...reasons) : null,
      h("div", { class: "held-acts" }, button("Accept", { key: "C", kind: "primary", act: "accept", press: () => app.judge("accept") }), button("Refuse", { key: "D", act: "refuse", press: () => app.judge("refuse") }), button("Next offer", { key: "G", kind: "quiet", act: "next-offer", press: () => app.nextOffer(1) })),
    ].filter(Boolean);
  }

  close() {
    this.root.hidden = true;
    this.draft = null;
    paint("draft", null);
    this.placeHandles();
  }

  // A boundary that is not saved yet.
  try(span) {
    this.draft = span;
    paint("draft", this.app.text.range(span));
    this.show(this.app.held);
  }

  handle(which) {
    const root = h("div", { class: `handle handle-${which}`, hidden: true, "aria-hidden": "true" });
    root.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      event.stopPropagation();
      root.setPointerCapture(event.pointerId);
      // What floats must not stand between the pointer and the words.
      this.app.reading.classList.add("dragging");
      root.onpointermove = (moved) => this.drag(which, moved);
      root.onpointerup = root.onpointercancel = () => {
        root.onpointermove = root.onpointerup = root.onpointercancel = null;
        this.app.reading.classList.remove("dragging");
        if (this.draft) this.app.adjust(this.draft);
      };
    });
    return root;
  }

  drag(which, { clientX, clientY }) {
    const offset = this.app.selecting.offsetUnder(clientX, clientY);
    if (offset === null) return;
    const span = { ...(this.draft ?? { start: this.app.held.start, end: this.app.held.end }), [which]: offset };
    const whole = span.start < span.end && this.app.trim(span);
    if (whole) this.try(whole);
  }

  placeHandles() {
    const { app } = this;
    const span = this.open && app.held && !app.held.offer ? (this.draft ?? app.held) : null;
    const rects = span ? [...(app.text.range(span)?.getClientRects() ?? [])] : [];
    const origin = app.reading.getBoundingClientRect();
    this.handles.forEach((root, at) => {
      const rect = at ? rects.at(-1) : rects[0];
      root.hidden = !rect;
      if (!rect) return;
      root.style.left = `${(at ? rect.right : rect.left) - origin.left}px`;
      root.style.top = `${rect.top - origin.top}px`;
      root.style.height = `${rect.height}px`;
    });
  }
}

function moment(at) {
  const when = new Date(at);
  return Number.isNaN(when.getTime()) ? "" : when.toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

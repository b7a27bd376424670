// Asks for one name in a dialog: of a code that is made, of a search that is kept.

import { h, kbd } from "./dom.js";

export class Naming {
  constructor(app) {
    this.words = h("h2", { class: "picker-title" });
    this.field = h("input", { class: "field", "aria-label": "Name", maxlength: "120", autocomplete: "off", on: { keydown: (event) => { if (event.key === "Enter") { event.preventDefault(); this.end(); } }, input: () => this.check() } });
    this.go = h("button", { type: "button", class: "button primary", on: { click: () => this.end() } });
    const cancel = h("button", { type: "button", class: "button quiet", on: { click: () => this.dialog.close() } }, h("span", {}, "Cancel"), kbd("Esc"));
    this.dialog = h("dialog", { class: "picker naming", on: { keydown: (event) => event.stopPropagation() } }, h("div", { class: "picker-box" }, this.words, this.field, h("div", { class: "picker-foot" }, h("div", { class: "form-acts" }, this.go, cancel))));
    app.root.append(this.dialog);
  }

  open({ title, verb, start, done }) {
    this.done = done;
    this.words.textContent = title;
    this.dialog.setAttribute("aria-label", title);
    this.go.replaceChildren(h("span", {}, verb), kbd("↵"));
    this.field.value = start;
    this.dialog.showModal();
    this.check();
    this.field.focus();
    this.field.select();
  }

  check() {
    this.go.disabled = !this.field.value.trim();
  }

  end() {
    const name = this.field.value.trim();
    if (!name) return;
    this.dialog.close();
    this.done(name);
  }
}

// Why something is decided: an optional sentence that goes into the log with the next decision.

import { button, h } from "./dom.js";

const KEPT = "draft reason";

export class Reason {
  constructor() {
    this.field = h("input", { class: "field reason-field", "aria-label": "Why (optional)", placeholder: "Why? (optional, goes into the history)", maxlength: "1000", autocomplete: "off", "aria-keyshortcuts": "y", on: { input: () => this.keep(), keydown: (event) => this.key(event) } });
    this.more = button("Say why…", { key: "Y", kind: "quiet small", act: "reason", press: () => this.open() });
    this.root = h("div", { class: "reason-box" }, this.more, this.field);
    this.field.value = sessionStorage.getItem(KEPT) ?? "";
    this.show();
  }

  show() {
    const open = Boolean(this.field.value) || this.field === this.field.getRootNode().activeElement;
    this.field.hidden = !open;
    this.more.hidden = open;
  }

  open() {
    this.field.hidden = false;
    this.more.hidden = true;
    this.field.focus();
  }

  keep() {
    sessionStorage.setItem(KEPT, this.field.value);
  }

  // The reason goes with one decision only.
  get words() {
    return this.field.value.trim();
  }

  spent() {
    this.field.value = "";
    this.keep();
    this.show();
  }

  // Enter and Escape lead back to the keys that decide.
  key(event) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") this.spent();
    this.field.blur();
    this.show();
  }
}

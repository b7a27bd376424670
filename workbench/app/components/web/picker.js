// Choosing a theme by typing, with what the act would do before it is done.

import { count, h, kbd, reconcile } from "./dom.js";

const STATES = { open: "candidate", parked: "parked", confirmed: "" };

export class Picker {
  constructor(root) {
    this.words = h("h2", { class: "picker-title" });
    this.input = h("input", { class: "field", role: "combobox", "aria-expanded": "true", "aria-controls": "picker-list", "aria-autocomplete": "list", "aria-label": "Theme", placeholder: "Type part of a name", autocomplete: "off", on: { input: () => this.filter(), keydown: (event) => this.key(event) } });
    this.items = h("ul", { class: "picker-list", id: "picker-list", role: "listbox", "aria-label": "Themes" });
    this.preview = h("p", { class: "picker-preview", "aria-live": "polite" });
    this.go = h("button", { type: "button", class: "button primary", on: { click: () => this.choose() } });
    this.dialog = h("dialog", { class: "picker", "aria-label": "Choose a theme", on: { click: (event) => { if (event.target === this.dialog) this.dialog.close(); }, keydown: (event) => event.stopPropagation() } },
      h("div", { class: "picker-box" }, this.words, this.input, this.items, h("div", { class: "picker-foot" }, this.preview, h("div", { class: "form-acts" }, this.go, h("button", { type: "button", class: "button quiet", on: { click: () => this.dialog.close() } }, h("span", {}, "Cancel"), kbd("Esc"))))));
    root.append(this.dialog);
  }

  // `preview(row)` resolves with a sentence; `done(row)` does the act.
  open({ title, verb, rows, preview, done }) {
    Object.assign(this, { rows, describe: preview, done });
    this.words.textContent = title;
    this.dialog.setAttribute("aria-label", title);
    this.go.replaceChildren(h("span", {}, verb), kbd("↵"));
    this.input.value = "";
    this.dialog.showModal();
    this.filter();
    this.input.focus();
  }

  filter() {
    const words = this.input.value.trim().toLowerCase().split(/\s+/);
    this.shown = this.rows.filter((row) => words.every((word) => `${row.title} ${row.keywords.join(" ")}`.toLowerCase().includes(word)));
    this.mark(this.shown[0] ?? null);
  }

  mark(row) {
    this.marked = row;
    reconcile(this.items, this.shown, (each) => each.id, (each) => this.item(each), (element, each) => {
      element.setAttribute("aria-selected", String(each === row));
      if (each === row) element.scrollIntoView({ block: "nearest" });
    });
    if (row) this.input.setAttribute("aria-activedescendant", `pick-${row.id}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.go.disabled = !row;
    this.tell(row);
  }

  async tell(row) {
    this.preview.textContent = row ? "" : "No theme of that name.";
    if (!row) return;
    const words = await this.describe(row).catch((error) => error.message);
    if (this.marked === row) this.preview.textContent = words;
  }

  item(row) {
    const kind = row.kind === "candidate" ? STATES[row.status] : row.kind;
    return h("li", { role: "option", class: "option", id: `pick-${row.id}`, on: { click: () => this.mark(row), dblclick: () => this.choose() } },
      h("span", { class: "option-title" }, row.title), h("span", { class: "option-kind" }, kind), h("span", { class: "option-n" }, count(row.n, "passage")));
  }

  choose() {
    if (!this.marked) return;
    const row = this.marked;
    this.dialog.close();
    this.done(row);
  }

  key(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && this.shown.length) {
      event.preventDefault();
      const at = this.shown.indexOf(this.marked) + by;
      this.mark(this.shown[Math.max(0, Math.min(this.shown.length - 1, at))]);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      this.choose();
    }
  }
}

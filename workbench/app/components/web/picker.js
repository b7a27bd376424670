// Choosing a theme by typing, with what the act would do before it is done.

import { count, h, kbd, reconcile } from "./dom.js";

const STATES = { open: "candidate", parked: "parked", confirmed: "" };

export class Picker {
  constructor(root) {
    this.words = h("h2", { class: "picker-title" });
    this.input = h("input", { class: "field", role: "combobox", "aria-expanded": "true", "aria-controls": "picker-list", "aria-autocomplete": "list", "aria-label": "Theme", placeholder: "Type part of a name", autocomplete: "off", on: { input: () => this.filter(), keydown: (event) => this.key(event) } });
    this.items = h("ul", { class: "picker-list", id: "picker-list", role: "listbox", "aria-label": "Themes" });
    this.preview = h("div", { class: "picker-preview", "aria-live": "polite" });
    this.names = h("fieldset", { class: "picker-names", hidden: true });
    this.go = h("button", { type: "button", class: "button primary", on: { click: () => this.choose() } });
    this.dialog = h("dialog", { class: "picker", "aria-label": "Choose a theme", on: { click: (event) => { if (event.target === this.dialog) this.dialog.close(); }, keydown: (event) => event.stopPropagation() } },
      h("div", { class: "picker-box" }, this.words, this.input, this.items, h("div", { class: "picker-foot" }, this.preview, this.names, h("div", { class: "form-acts" }, this.go, h("button", { type: "button", class: "button quiet", on: { click: () => this.dialog.close() } }, h("span", {}, "Cancel"), kbd("Esc"))))));
    root.append(this.dialog);
  }

  // `preview(row)` resolves with a sentence, or with lines and perhaps names; `done(row, name)` does the act.
  // `start` is the theme that is marked first.
  open({ title, verb, rows, preview, done, start = null }) {
    Object.assign(this, { rows, describe: preview, done });
    this.words.textContent = title;
    this.dialog.setAttribute("aria-label", title);
    this.go.replaceChildren(h("span", {}, verb), kbd("↵"));
    this.input.value = "";
    this.dialog.showModal();
    this.filter(start);
    this.input.focus();
  }

  filter(start = null) {
    const words = this.input.value.trim().toLowerCase().split(/\s+/);
    this.shown = this.rows.filter((row) => words.every((word) => `${row.title} ${row.keywords.join(" ")}`.toLowerCase().includes(word)));
    this.mark(this.shown.find((row) => row.id === start) ?? this.shown[0] ?? null);
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

  // What the act would do; asked for when somebody stays on a theme, not at every step of an arrow.
  tell(row) {
    clearTimeout(this.waiting);
    this.names.hidden = true;
    this.preview.textContent = row ? "" : "No theme of that name.";
    if (row) this.waiting = setTimeout(() => this.look(row), 60);
  }

  async look(row) {
    const told = await this.describe(row).catch((error) => error.message);
    const { lines, names = [] } = typeof told === "string" ? { lines: [told] } : told;
    if (this.marked !== row || !this.dialog.open) return;
    this.preview.replaceChildren(...lines.filter(Boolean).map((line) => h("p", {}, line)));
    this.names.hidden = names.length < 2;
    this.names.replaceChildren(h("legend", {}, "It would be called"), ...names.map((name, at) => h("label", { class: "picker-name" }, h("input", { type: "radio", name: "called", value: name, checked: !at }), h("span", {}, name))));
  }

  get name() {
    return this.names.hidden ? "" : (this.names.querySelector(":checked")?.value ?? "");
  }

  item(row) {
    const kind = row.kind === "candidate" ? STATES[row.status] : row.kind;
    return h("li", { role: "option", class: "option", id: `pick-${row.id}`, on: { click: () => this.mark(row), dblclick: () => this.choose() } },
      h("span", { class: "option-title" }, row.title), h("span", { class: "option-kind" }, kind), h("span", { class: "option-n" }, count(row.n, "passage")));
  }

  choose() {
    if (!this.marked) return;
    const { marked: row, name } = this;
    this.dialog.close();
    this.done(row, name);
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

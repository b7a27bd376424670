// Choosing one condition of where people spoke, by typing part of a value: with keys or by a click.

import { count, h, kbd, reconcile } from "./dom.js";

export class Choosing {
  constructor(app) {
    this.field = h("input", { class: "field", role: "combobox", "aria-expanded": "true", "aria-controls": "choosing-list", "aria-autocomplete": "list", "aria-label": "Part of a value", placeholder: "Type part of a value: a role, a team, a place", autocomplete: "off", on: { input: () => this.filter(), keydown: (event) => this.key(event) } });
    this.items = h("ul", { class: "picker-list", id: "choosing-list", role: "listbox", "aria-label": "Values" });
    this.none = h("p", { class: "quiet-words choosing-none", role: "status" });
    const cancel = h("button", { type: "button", class: "button quiet", on: { click: () => this.dialog.close() } }, h("span", {}, "Cancel"), kbd("Esc"));
    this.dialog = h("dialog", { class: "picker choosing", "aria-label": "Only where", on: { click: (event) => { if (event.target === this.dialog) this.dialog.close(); }, keydown: (event) => event.stopPropagation() } },
      h("div", { class: "picker-box" }, h("h2", { class: "picker-title" }, "Only where…"), this.field, this.none, this.items, h("div", { class: "picker-foot" }, h("span", { class: "picker-preview" }, "Of several values of one attribute one is enough."), cancel)));
    app.root.append(this.dialog);
  }

  // `attributes` are names with values and how many people each has; `done` takes a name and a value.
  open(attributes, held, done) {
    this.done = done;
    this.rows = attributes.flatMap(([name, values]) => values.map(([value, people]) => ({ name, value, people }))).filter((row) => !held(row));
    this.field.value = "";
    this.dialog.showModal();
    this.filter();
    this.field.focus();
  }

  filter() {
    const words = this.field.value.trim().toLowerCase().split(/\s+/);
    this.shown = this.rows.filter(({ name, value }) => words.every((word) => `${name} ${value}`.toLowerCase().includes(word))).slice(0, 200);
    this.none.textContent = this.shown.length ? "" : "No value like that.";
    this.mark(this.shown[0] ?? null);
  }

  mark(row) {
    this.marked = row;
    reconcile(this.items, this.shown, keyOf, (each) => this.item(each), (element, each) => {
      const here = each === row;
      element.setAttribute("aria-selected", String(here));
      element.id = `choose-${this.shown.indexOf(each)}`;
      if (here) {
        this.field.setAttribute("aria-activedescendant", element.id);
        element.scrollIntoView({ block: "nearest" });
      }
    });
    if (!row) this.field.removeAttribute("aria-activedescendant");
  }

  item(row) {
    return h("li", { role: "option", class: "option", on: { click: () => this.choose(row) } }, h("span", { class: "option-kind choosing-name" }, row.name), h("span", { class: "option-title" }, row.value), row.people ? h("span", { class: "option-n" }, count(row.people, "person")) : null);
  }

  choose(row) {
    this.dialog.close();
    this.done(row.name, row.value);
  }

  key(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && this.shown.length) {
      event.preventDefault();
      const at = this.shown.indexOf(this.marked) + by;
      this.mark(this.shown[Math.max(0, Math.min(this.shown.length - 1, at))]);
    }
    if (event.key === "Enter" && this.marked) {
      event.preventDefault();
      this.choose(this.marked);
    }
  }
}

function keyOf({ name, value }) {
  return `${name}=${value}`;
}

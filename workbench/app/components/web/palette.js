// The palette: a code is found or made by typing, for the selected words or for a coding to be recoded.

import { count, h, kbd, reconcile, short } from "./dom.js";
import { look } from "./spans.js";

const MOST = 60;

export class Palette {
  constructor(app) {
    this.app = app;
    this.words = h("p", { class: "palette-words", dir: "auto" });
    this.input = h("input", { class: "field", role: "combobox", "aria-expanded": "true", "aria-controls": "palette-list", "aria-autocomplete": "list", "aria-label": "Code", placeholder: "Type to find or make a code", autocomplete: "off", spellcheck: "false", maxlength: "200", on: { input: () => this.filter(), keydown: (event) => this.key(event), focus: () => this.app.marked() } });
    this.items = h("ul", { class: "palette-list", id: "palette-list", role: "listbox", "aria-label": "Codes" });
    this.foot = h("div", { class: "palette-foot" });
    this.root = h("section", { class: "palette floating", "aria-label": "Give a code", hidden: true }, this.words, this.input, this.items, this.foot);
  }

  get open() {
    return !this.root.hidden;
  }

  // `done({ id, name })` does the act; `more` are buttons for what else can be done with the words.
  show({ title, span, done, more = [] }) {
    this.done = done;
    this.span = span;
    this.words.replaceChildren(h("span", { class: "palette-title" }, title), h("q", {}, short(this.app.store.quote(span).replaceAll("\n", " "), 140)));
    this.input.value = "";
    this.root.hidden = false;
    this.foot.replaceChildren(...more);
    this.filter();
  }

  close() {
    if (!this.open) return;
    const focused = this.root.contains(this.root.getRootNode().activeElement);
    this.root.hidden = true;
    if (focused) this.app.text.root.focus({ preventScroll: true });
  }

  // Takes the first letter that was typed on the page.
  type(letter = "") {
    this.input.focus({ preventScroll: true });
    if (!letter) return;
    this.input.value += letter;
    this.filter();
  }

  filter() {
    const typed = this.input.value.trim();
    const words = typed.toLowerCase().split(/\s+/);
    const found = this.app.store.ranked.filter((row) => words.every((word) => row.name.toLowerCase().includes(word)));
    const best = typed ? found.sort((one, other) => begins(other, typed) - begins(one, typed)) : found;
    this.rows = best.slice(0, MOST).map((row, at) => ({ ...row, key: typed ? "" : at < 9 ? String(at + 1) : "" }));
    const exact = found.some((row) => row.name.toLowerCase() === typed.toLowerCase());
    if (typed && !exact) this.rows.push({ id: "", name: typed, fresh: true });
    this.choose(this.rows[0] ?? null);
  }

  choose(row) {
    this.chosen = row;
    reconcile(this.items, this.rows, (each) => `${each.id}|${each.fresh ? "new" : each.key}`, (each) => this.item(each), (element, each) => {
      element.row = each;
      if (each.fresh) element.querySelector(".option-title").textContent = each.name;
      element.setAttribute("aria-selected", String(each === row));
      if (each === row) element.scrollIntoView({ block: "nearest" });
    });
    const name = row && idOf(row);
    if (name) this.input.setAttribute("aria-activedescendant", name);
    else this.input.removeAttribute("aria-activedescendant");
  }

  item(row) {
    const swatch = h("span", { class: `swatch${row.fresh ? " swatch-new" : ""}`, "aria-hidden": "true" });
    if (!row.fresh) {
      const { colour, dash } = look(row.hue);
      Object.assign(swatch.style, { borderInlineStartColor: colour, borderInlineStartStyle: dash });
    }
    const item = h("li", { role: "option", class: "option", id: idOf(row), on: { pointerdown: (event) => event.preventDefault(), click: () => this.pick(item.row) } }, swatch,
      row.fresh ? h("span", { class: "option-new" }, "New code ") : null, h("span", { class: "option-title" }, row.name), row.fresh ? null : h("span", { class: "option-n" }, count(row.n, "passage")), row.key ? kbd(row.key) : null);
    return item;
  }

  pick(row) {
    if (!row) return;
    this.done({ id: row.id, name: row.name });
  }

  key(event) {
    event.stopPropagation();
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && this.rows.length) {
      event.preventDefault();
      this.choose(this.rows[Math.max(0, Math.min(this.rows.length - 1, this.rows.indexOf(this.chosen) + by))]);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.pick(this.chosen);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.app.escape();
    } else if (/^[1-9]$/.test(event.key) && !this.input.value && this.rows[event.key - 1]) {
      // In an empty field a number is a choice, as it is on the page.
      event.preventDefault();
      this.pick(this.rows[event.key - 1]);
    }
  }
}

function begins(row, typed) {
  return row.name.toLowerCase().startsWith(typed.toLowerCase()) ? 1 : 0;
}

function idOf(row) {
  return row.fresh ? "code-new" : `code-${row.id}`;
}

// Memos on the open theme, in short, where it is judged; each opens the panel in which they are written.

import { button, h, icon, redraw, short } from "./dom.js";

const SHOWN = 3;
const LONG = 200;

export class Noted {
  constructor(app) {
    this.app = app;
    this.more = button("Memo…", { key: "⇧ M", keys: "Shift+M", kind: "quiet small", act: "memo", press: () => app.memoOnTheme() });
    this.root = h("section", { class: "noted", "aria-label": "Memos on this theme" });
  }

  draw(store) {
    const rows = store.theme ? store.memosOn("theme") : [];
    redraw(this.root, rows, () => (rows.length ? this.build(rows) : []));
  }

  // The latest say what was thought last.
  build(rows) {
    const left = rows.length - SHOWN;
    return [h("h2", {}, rows.length === 1 ? "Memo" : `${rows.length} memos`), h("ul", { role: "list" }, ...rows.slice(-SHOWN).map((row) => h("li", {}, this.line(row)))),
      left > 0 ? button(`And ${left} earlier`, { kind: "small quiet", act: "earlier memos", press: () => this.app.memoOnTheme() }) : null];
  }

  line({ id, text, coder }) {
    return h("button", { type: "button", class: "noted-memo", dir: "auto", "data-focus": `memo ${id}`, title: "Open the memos", on: { click: () => this.app.memoOnTheme() } },
      icon("memo"), h("span", { class: "noted-text" }, short(text, LONG)), h("span", { class: "noted-from" }, coder || "Somebody"));
  }
}

// Memos on one passage, under its words.
export function notesOn(rows) {
  return rows.map((row) => h("p", { class: "held-memo", dir: "auto" }, icon("memo"), h("span", {}, short(row.text, 160))));
}

// What a memo can be on: the passage in hand before the theme that is open.
export function scopesOf({ theme, main, passages, cursor, head }) {
  const row = passages.find((each) => each.id === cursor);
  return [row && { on: "passage", about: row.id, name: "These words", told: row.quote },
    theme && { on: main.code ? "code" : "candidate", about: theme.id, name: main.code ? "The code" : "The candidate", told: theme.title },
    { on: "project", about: "", name: "The project", told: head?.name ?? "" }].filter(Boolean);
}

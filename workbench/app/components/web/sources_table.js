// The table of sources: only the rows that are seen are there, however many there are.

import { button, count, day, h, inOrder, reconcile, redraw } from "./dom.js";
import { addressOf } from "./nav.js";

const PAGE = 200, SPARE = 8;
const SHOW = [["", "All"], ["uncoded", "Not coded yet"], ["warnings", "With something to look at"], ["earlier", "Earlier words"]];

export class Table {
  constructor(app) {
    this.app = app;
    this.rows = new Map();
    this.asked = new Set();
    this.find = h("input", { type: "search", class: "field find-source", placeholder: "Filter by name, file or attribute", "aria-label": "Filter the sources", "aria-keyshortcuts": "/", autocomplete: "off", on: { input: () => this.typed(), keydown: (event) => { if (event.key === "Escape") { this.find.value = ""; this.typed(); } } } });
    this.choices = h("div", { class: "table-choices" });
    this.undo = button("Undo the latest import…", { key: "U", kind: "small", act: "undo-import", press: () => app.result.ask() });
    this.told = h("p", { class: "quiet-words", role: "status", "aria-live": "polite" });
    this.items = h("div", { class: "table-rows", role: "rowgroup" });
    this.grid = h("div", { class: "table-grid", role: "table", "aria-label": "Sources" },
      h("div", { class: "table-head", role: "row" }, ...["Source", "Where it is from", "Came in", "Passages", "To look at"].map((words, at) => h("span", { role: "columnheader", class: `cell-${at}` }, words))), this.items);
    this.nothing = h("p", { class: "table-none quiet-words" });
    this.root = h("section", { class: "source-table", "aria-label": "The sources" }, h("div", { class: "table-filters" }, this.find, this.choices, this.undo), this.told, this.grid, this.nothing);
    this.items.addEventListener("keydown", (event) => this.key(event));
    app.main.addEventListener("scroll", () => this.scrolled(), { passive: true });
    window.addEventListener("resize", () => this.scrolled());
  }

  get height() {
    return window.innerWidth <= 760 ? 92 : 58;
  }

  // Another filter, or something came in: all rows are asked for anew.
  reset(table) {
    this.rows.clear();
    this.asked.clear();
    this.take(table);
  }

  take(table) {
    this.table = table;
    for (const row of table.rows) this.rows.set(row.place, row);
    if (table.rows.length) this.asked.add(Math.floor(table.first / PAGE));
    this.draw();
  }

  draw() {
    const { table } = this;
    if (!table) return;
    const { only } = this.app;
    this.root.hidden = !table.whole;
    redraw(this.choices, [table.kinds, table.imports, table.nWarnings, table.nEarlier, only], () => this.filters(table, only));
    const shown = table.total === table.whole - table.nEarlier ? count(table.total, "source") : `${table.total.toLocaleString("en-GB")} of ${count(table.whole, "source")}`;
    this.told.textContent = shown;
    this.grid.hidden = !table.total;
    this.grid.setAttribute("aria-rowcount", String(table.total + 1));
    this.nothing.hidden = table.total > 0;
    this.nothing.textContent = "No source is like that. Take a filter away, or type other words.";
    this.items.style.height = `${table.total * this.height}px`;
    this.fill();
  }

  filters(table, only) {
    const select = (name, label, options) => h("select", { class: "choice", "aria-label": label, "data-focus": name, on: { change: (event) => this.app.filter({ [name]: event.target.value }) } }, ...options.map(([value, words]) => h("option", { value, selected: value === only[name] }, words)));
    const shows = SHOW.filter(([value]) => !value || value === "uncoded" || value === only.show || (value === "warnings" ? table.nWarnings : table.nEarlier));
    return [
      select("kind", "Kind", [["", "All kinds"], ...Object.entries(table.kinds).map(([kind, n]) => [kind, `${kind} (${n.toLocaleString("en-GB")})`])]),
      select("at", "Import", [["", "All imports"], ...table.imports.map((each) => [each.at, `${moment(each.at)} (${each.n.toLocaleString("en-GB")})`])]),
      select("show", "Show", shows),
    ];
  }

  get seen() {
    const top = this.app.main.scrollTop - this.items.offsetTop;
    const first = Math.max(0, Math.floor(top / this.height) - SPARE);
    return [first, Math.min(this.table.total, first + Math.ceil(this.app.main.clientHeight / this.height) + 2 * SPARE)];
  }

  scrolled() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.table && this.fill());
  }

  fill() {
    const [first, last] = this.seen;
    const places = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);
    reconcile(this.items, places, (place) => `${place} ${this.rows.get(place)?.id ?? ""}`, (place) => this.row(place), (item, place) => { item.style.transform = `translateY(${place * this.height}px)`; });
    for (const page of new Set(places.filter((place) => !this.rows.has(place)).map((place) => Math.floor(place / PAGE)))) this.fetch(page);
  }

  async fetch(page) {
    if (this.asked.has(page)) return;
    this.asked.add(page);
    const { turn } = this.app;
    const found = await this.app.rows(page * PAGE).catch(() => null);
    if (found && turn === this.app.turn) this.take(found.table);
  }

  row(place) {
    const row = this.rows.get(place);
    const props = { class: "table-row", role: "row", "aria-rowindex": String(place + 2) };
    if (!row) return h("div", { ...props, class: "table-row waiting" }, h("span", { role: "cell" }, "…"));
    const from = inOrder(Object.entries(row.attributes).map(([name, value]) => ({ name, value }))).slice(0, 4).map(({ value }) => day(value)).join(" · ");
    const title = row.external || row.title;
    const under = [row.kind, row.origin !== title ? row.origin : ""].filter(Boolean).join(" · ");
    const codings = row.codings ? count(row.codings, "coding") : "not coded";
    return h("div", props,
      h("span", { role: "cell", class: "cell-0" }, h("a", { href: addressOf("/coding", { source: row.id }), class: "source-link", "data-place": String(place), dir: "auto" }, title), h("span", { class: "quiet-words", dir: "auto" }, under)),
      h("span", { role: "cell", class: "cell-1", dir: "auto", title: from }, from), h("span", { role: "cell", class: "cell-2" }, moment(row.at)),
      h("span", { role: "cell", class: "cell-3" }, row.n.toLocaleString("en-GB"), h("span", { class: "quiet-words" }, codings)), h("span", { role: "cell", class: "cell-4", dir: "auto", title: row.warnings.join("; ") }, row.warnings.join("; ")));
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.app.filter({ words: this.find.value.trim() }), 180);
  }

  key(event) {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    const at = Number(event.target.dataset?.place);
    if (!by || Number.isNaN(at)) return;
    event.preventDefault();
    this.go(Math.max(0, Math.min(this.table.total - 1, at + by)));
  }

  // Brings a row into view and the focus on it, once it is there.
  go(place) {
    const { main } = this.app;
    const top = this.items.offsetTop + place * this.height;
    if (top < main.scrollTop + 60) main.scrollTop = top - 60;
    if (top + this.height > main.scrollTop + main.clientHeight) main.scrollTop = top + this.height - main.clientHeight + 20;
    this.fill();
    this.items.querySelector(`[data-place='${place}']`)?.focus({ preventScroll: true });
  }
}

function moment(at) {
  const when = new Date(at);
  return Number.isNaN(when.getTime()) ? "" : when.toLocaleString("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
}

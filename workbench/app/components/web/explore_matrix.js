// The concept matrix: how many people speak of every barrier, by role, team, place, change or month.

import { bringIn, columnWords } from "./bringing.js";
import { count, h } from "./dom.js";
import { empty, few, heading, named, noBarriers, segments, select } from "./explore_parts.js";

const BY = [["role", "By role"], ["team", "By team"], ["authority", "By authority"], ["small change", "By small change"], ["month", "By month"]];
// What is asked for, and what its column is called when a table is brought in.
const WHICH = { month: "when" };
const COLUMN = { role: "Role", team: "Team", authority: "Authority", "small change": "Small change", month: "Date" };
const SHARES = [["", "People"], ["row", "% of those who speak of it"], ["column", "% of those heard there"]];
const KINDS = [["barrier", "Barriers"], ["enabler", "Enablers"], ["code", "Other codes"]];
const LARGEST = 34;

export class Matrix {
  constructor(app) {
    this.app = app;
  }

  ask({ by, share, kind, where }) {
    return this.app.ask("matrix", { by, share, kind, where });
  }

  draw(found, view) {
    const by = BY.find(([value]) => value === found.by);
    const head = [heading(`Who speaks of what, ${by[1].toLowerCase()}`, "A circle is as large as the number of people. An empty cell is silence: people were heard there, and none of them speaks of it."), this.choices(found, view)];
    if (!this.app.start.codes.length) return this.app.show(noBarriers(this.app));
    if (!found.rows.length) return this.app.show(...head, empty("None of this kind", "Nothing of this kind was confirmed yet. Choose another kind above, or confirm one on the board."));
    if (!found.columns.length) return this.app.show(...head, empty(`Nobody says ${WHICH[found.by] ?? `which ${found.by}`}`, columnWords(COLUMN[found.by] ?? found.by), bringIn("Open the sources")));
    const left = found.unknown ? h("p", { class: "quiet-words" }, `${count(found.unknown, "person")} ${found.unknown === 1 ? "is" : "are"} in no column: their ${found.by} is not known.`) : null;
    return this.app.show(...head, this.table(found), this.legend(), left);
  }

  choices({ by, normalise }, { kind }) {
    return h("div", { class: "filters", role: "group", "aria-label": "What is counted" },
      select("By", BY, by, (value) => this.app.go({ by: value })),
      segments("Circles show", SHARES, normalise, (share) => this.app.go({ share })),
      select("Of", KINDS, kind || "barrier", (value) => this.app.go({ kind: value === "barrier" ? "" : value })));
  }

  table(found) {
    const cells = found.rows.flatMap((row) => row.cells);
    this.most = Math.max(...cells.map((cell) => (found.normalise ? cell.share : cell.people)), Number.EPSILON);
    const columns = found.columns.map((each) => h("th", { scope: "col" }, h("span", { class: "column-name", title: each.value }, found.by === "month" ? named(each.value) : each.value), h("span", { class: "column-n" }, each.people ? `${each.people} heard` : "nobody heard")));
    const rows = found.rows.map((row, at) => this.row(row, at, found));
    const table = h("table", { class: "matrix", on: { keydown: (event) => this.key(event) } }, h("caption", { class: "unseen" }, `People who speak of each barrier, by ${found.by}. Arrow keys move between cells, Enter opens the words.`), h("thead", {}, h("tr", {}, h("td", {}), ...columns)), h("tbody", {}, ...rows));
    return h("div", { class: "table-box matrix-box" }, table);
  }

  row(row, at, found) {
    const name = this.app.link(row.name, { barrier: row.id }, { "data-focus": `row ${row.id}` });
    const cells = row.cells.map((cell, column) => h("td", {}, this.cell(cell, row, found, at, column)));
    return h("tr", {}, h("th", { scope: "row" }, name, h("span", { class: "column-n" }, count(row.people, "person"))), ...cells);
  }

  cell(cell, row, found, at, column) {
    const { value, people } = found.columns[column];
    const shown = found.by === "month" ? named(value) : value;
    const percent = `${Math.round(100 * cell.share)} %`;
    const words = cell.people ? `${count(cell.people, "person")}, ${count(cell.quotes, "quote")}${found.normalise ? `, ${percent}` : ""}` : people ? `silent: ${people} heard, nobody speaks of it` : "nobody heard";
    const circle = h("span", { class: `circle ${few(cell.people, this.app.hello) ? "few" : ""}` });
    const size = LARGEST * Math.sqrt((found.normalise ? cell.share : cell.people) / this.most);
    circle.style.width = circle.style.height = `${Math.max(6, size)}px`;
    const inside = cell.people ? [h("span", { class: "circle-box" }, circle), h("span", { class: "cell-n" }, found.normalise ? percent : String(cell.people))] : [h("span", { class: people ? "silence" : "unheard-cell" })];
    const first = at === 0 && column === 0;
    return h("button", { type: "button", class: "cell", tabindex: first ? "0" : "-1", "data-at": `${at} ${column}`, "data-focus": `cell ${row.id} ${value}`, title: `${row.name} · ${shown}: ${words}`, "aria-label": `${row.name}, ${shown}: ${words}`, on: { click: () => this.app.go({ cell: row.id, at: value }) } }, ...inside);
  }

  legend() {
    return h("ul", { class: "legend", role: "list", "aria-label": "How to read it" },
      h("li", {}, h("span", { class: "circle" }), `${this.app.hello.few} people or more`),
      h("li", {}, h("span", { class: "circle few" }), `fewer than ${this.app.hello.few}: not for leaders as it is`),
      h("li", {}, h("span", { class: "silence" }), "silence"));
  }

  // Arrows walk through the cells, which are one stop for Tab.
  key(event) {
    const by = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    const here = event.target.dataset?.at;
    if (!by || !here) return;
    const [row, column] = here.split(" ").map(Number);
    const next = event.currentTarget.querySelector(`[data-at="${row + by[0]} ${column + by[1]}"]`);
    if (!next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }
}

// Barriers by sides, teams, places, changes or months in general terms: numbers, or why there is none.

import { h } from "./dom.js";
import { of, widened } from "./explore_general.js";
import { empty, heading, named, select } from "./explore_parts.js";

const BY = [["role", "By role"], ["team", "By team"], ["authority", "By authority"], ["small change", "By small change"], ["month", "By month"]];
const KINDS = [["barrier", "Barriers"], ["enabler", "Enablers"], ["code", "Other codes"]];
const TITLES = { matrix: "Who speaks of what", time: "Over time", places: "By authority" };
const LARGEST = 34;

export class GeneralMatrix {
  constructor(app, what) {
    this.app = app;
    this.what = what;
  }

  ask({ by, kind, where }) {
    const asked = this.what === "places" ? "authority" : by;
    return this.what === "time" ? this.app.ask("time", { kind, where }) : this.app.ask("matrix", { by: asked, kind, where });
  }

  draw(found, view) {
    const about = `People who speak of it, of those heard there. “<${found.smallest}” stands for few or none; “not told apart” where a number would point at people.`;
    const head = [heading(TITLES[this.what], about), widened(found.scope), this.choices(found, view), found.widened ? h("p", { class: "widened", role: "status" }, found.widened) : null];
    if (!found.columns.length || !found.rows.length) return this.app.show(...head, empty("Nothing can be told here yet", `Fewer than ${found.smallest} people were heard whose words were reviewed, or too few speak of any of these.`));
    return this.app.show(...head, this.table(found), this.what === "places" ? h("p", { class: "no-ranking" }, "In the order of the alphabet. It is no ranking, as who was asked differs from place to place; and no plan to copy.") : null);
  }

  choices({ asked }, { kind }) {
    const by = this.what === "matrix" ? select("By", BY, asked, (value) => this.app.go({ by: value })) : null;
    return h("div", { class: "filters", role: "group", "aria-label": "What is counted" }, ...[by, select("Of", KINDS, kind || "barrier", (value) => this.app.go({ kind: value === "barrier" ? "" : value }))].filter(Boolean));
  }

  table(found) {
    this.most = Math.max(...found.rows.flatMap((row) => row.cells.map((cell) => cell.least)), 1);
    const column = ({ value, people, others }) => h("th", { scope: "col", class: others ? "others" : "" }, h("span", { class: "column-name", title: value }, found.by === "month" ? named(value) : value), h("span", { class: "column-n" }, `${people.toLocaleString("en-GB")} heard`));
    const row = (each) => h("tr", {}, h("th", { scope: "row" }, each.kind === "code" ? each.name : this.app.link(each.name, { barrier: each.id }, { "data-focus": `row ${each.id}` }), h("span", { class: "column-n" }, of(each.people))), ...each.cells.map((cell) => h("td", {}, this.cell(cell))));
    const table = h("table", { class: "matrix told" }, h("caption", { class: "unseen" }, `People who speak of each barrier, by ${found.by || "nothing: all together"}`), h("thead", {}, h("tr", {}, h("td", {}), ...found.columns.map(column))), h("tbody", {}, ...found.rows.map(row)));
    return h("div", { class: "table-box matrix-box", tabindex: "0", role: "region", "aria-label": TITLES[this.what] }, table);
  }

  cell({ words, least, known }) {
    const circle = h("span", { class: known ? "circle" : "circle more" });
    circle.style.width = circle.style.height = `${Math.max(6, LARGEST * Math.sqrt(least / this.most))}px`;
    return h("div", { class: "cell told-cell" }, least ? h("span", { class: "circle-box", "aria-hidden": "true" }, circle) : null, h("span", { class: least ? "cell-n" : "cell-n told-few" }, words));
  }
}

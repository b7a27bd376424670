// Over time: every barrier's share of the people heard, month by month, with the small changes marked.

import { bringIn, columnWords } from "./bringing.js";
import { count, h } from "./dom.js";
import { empty, few, heading, named, noBarriers, select } from "./explore_parts.js";

const KINDS = [["barrier", "Barriers"], ["enabler", "Enablers"], ["code", "Other codes"]];

export class OverTime {
  constructor(app) {
    this.app = app;
  }

  ask({ kind, where }) {
    return this.app.ask("time", { kind, where });
  }

  draw(found, view) {
    if (!this.app.start.codes.length) return this.app.show(noBarriers(this.app));
    const head = [heading("Over time", "A bar is the share of the people heard in that month who speak of it, so that a month with more reflections does not look like a worse one. That something came after a small change does not say that it came from it."), h("div", { class: "filters" }, select("Of", KINDS, view.kind || "barrier", (kind) => this.app.go({ kind: kind === "barrier" ? "" : kind })))];
    if (!found.months.length) return this.app.show(...head, empty("Nobody says when", columnWords("Date"), bringIn("Open the sources")));
    if (!found.lines.length) return this.app.show(...head, empty("None of this kind", "Nothing of this kind was confirmed yet. Choose another kind above, or confirm one on the board."));
    const undated = found.undated ? h("p", { class: "quiet-words" }, `${count(found.undated, "person")} said nothing with a date.`) : null;
    return this.app.show(...head, this.table(found), this.changes(found), undated);
  }

  table(found) {
    const numbers = numbered(found.months);
    const most = Math.max(...found.lines.flatMap((line) => line.shares.map(rate)), Number.EPSILON);
    const column = ({ month, people, changes }) => h("th", { scope: "col", class: changes.length ? "has-change" : "" },
      h("span", { class: "flags" }, ...changes.map((change) => h("a", { class: "flag", href: "#", title: change, "aria-label": `Small change ${numbers.get(change)}: ${change}`, on: { click: (event) => this.toChange(event, numbers.get(change)) } }, String(numbers.get(change))))),
      h("span", { class: "column-name" }, named(month)), h("span", { class: "column-n" }, people ? `${people} heard` : "nobody heard"));
    const row = (line) => h("tr", {}, h("th", { scope: "row" }, this.app.link(line.name, { barrier: line.id }, { "data-focus": `row ${line.id}` }), h("span", { class: "column-n" }, count(line.people, "person"))),
      ...line.shares.map((each, at) => h("td", { class: found.months[at].changes.length ? "has-change" : "" }, this.bar(each, line, found.months[at], most))));
    return h("div", { class: "table-box" }, h("table", { class: "over-time" }, h("caption", { class: "unseen" }, "Share of the people heard who speak of each barrier, by month"), h("thead", {}, h("tr", {}, h("td", {}), ...found.months.map(column))), h("tbody", {}, ...found.lines.map(row))));
  }

  bar(share, line, { month, people }, most) {
    const percent = Math.round(100 * rate(share));
    const words = share.people ? `${share.people} of ${people} people, ${percent} %` : people ? `silent: ${people} heard, nobody speaks of it` : "nobody heard";
    const bar = h("span", { class: `time-bar ${share.people ? "" : "none"} ${few(share.people, this.app.hello) ? "few" : ""}` });
    bar.style.height = `${share.people ? Math.max(8, (100 * rate(share)) / most) : 0}%`;
    return h("button", { type: "button", class: "time-cell", "data-focus": `time ${line.id} ${month}`, title: `${line.name} · ${named(month)}: ${words}`, "aria-label": `${line.name}, ${named(month)}: ${words}`, on: { click: () => this.app.go({ cell: line.id, at: month }) } },
      h("span", { class: "time-box" }, bar), h("span", { class: "cell-n" }, share.people ? `${percent} %` : people ? "–" : ""));
  }

  changes({ months }) {
    const numbers = numbered(months);
    if (!numbers.size) return null;
    const item = (month, change) => h("li", { "data-change": numbers.get(change), tabindex: "-1" }, h("span", { class: "flag" }, String(numbers.get(change))), h("span", {}, this.app.link(change, { show: "wall", where: [["small change", change]] }), h("span", { class: "quiet-words" }, ` first written of in ${named(month)}`)));
    return h("section", { class: "part" }, h("h2", {}, "Small changes"), h("ol", { class: "changes-list", role: "list" }, ...months.flatMap(({ month, changes }) => changes.map((change) => item(month, change)))));
  }

  toChange(event, number) {
    event.preventDefault();
    const item = this.app.body.querySelector(`[data-change="${number}"]`);
    item?.focus();
    item?.scrollIntoView({ block: "nearest" });
  }
}

function rate({ people, of }) {
  return of ? people / of : 0;
}

function numbered(months) {
  return new Map(months.flatMap(({ changes }) => changes).map((change, at) => [change, at + 1]));
}

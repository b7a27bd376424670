// The map without the picture: every group with its counts; choosing one lists its passages.

import { h, redraw } from "./dom.js";
import { hueOf, swatch } from "./map_colours.js";

const KINDS = { candidate: "Candidate", barrier: "Barrier", enabler: "Enabler", code: "Code" };

export class Groups {
  constructor(app) {
    this.app = app;
    this.root = h("div", { class: "map-groups", hidden: true });
  }

  draw() {
    const { app } = this;
    if (this.root.hidden) return;
    const groups = app.inOrder();
    const counts = app.counts();
    redraw(this.root, [groups, counts.none, app.colour, app.chosen], () => this.build(groups, counts));
  }

  build(groups, { none }) {
    const { app } = this;
    const kinds = groups.some((each) => each.kind !== "value");
    const head = ["Group", ...(kinds ? ["Kind"] : []), "Passages", "People"].map((words, at) => h("th", { scope: "col", class: at > (kinds ? 1 : 0) ? "number" : "" }, words));
    const rows = groups.map((each) => this.row(each.no, each.name, kinds ? (KINDS[each.kind] ?? "") : null, each.n, each.people, hueOf(each)));
    if (none) rows.push(this.row("none", app.none, kinds ? "" : null, none, null, 9));
    return [
      h("h2", { class: "view-title", tabindex: "-1" }, "The map as a list"),
      h("p", { class: "view-about" }, "Choose a group, and its passages are listed beside it: those nearest to its middle first. What can be done with points can be done there."),
      rows.length ? h("div", { class: "table-box" }, h("table", { class: "map-table" }, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows))) : h("p", {}, "There is nothing to group yet."),
    ];
  }

  row(key, name, kind, n, people, hue) {
    const dot = h("span", { class: "map-dot", "aria-hidden": "true" });
    dot.style.background = swatch(hue);
    const choose = h("button", { type: "button", class: "map-choose", "data-focus": `choose ${key}`, "aria-pressed": String(this.app.chosen === key), on: { click: () => this.app.choosing.choose(key, { focus: true }) } }, dot, h("span", {}, name));
    const number = (value) => h("td", { class: "number" }, value === null ? "" : value.toLocaleString("en-GB"));
    return h("tr", {}, h("th", { scope: "row" }, choose), kind === null ? null : h("td", {}, kind), number(n), number(people));
  }
}

// What the colours mean, with counts; each entry shows its points alone, or brings them into the list.

import { h, redraw } from "./dom.js";
import { hueOf, swatch } from "./map_colours.js";

export class Legend {
  constructor(app) {
    this.app = app;
    this.heading = h("h2", { class: "map-legend-title" }, "Colours");
    this.items = h("ul", { class: "map-keys", role: "list" });
    this.all = h("button", { type: "button", class: "button small map-all", hidden: true, "data-focus": "all groups", on: { click: () => app.press(null) } }, "Show all");
    this.root = h("section", { class: "map-legend", "aria-label": "What the colours mean" }, h("div", { class: "map-legend-head" }, this.heading, this.all), this.items);
  }

  draw() {
    const { app } = this;
    const rows = this.rows();
    this.all.hidden = !app.pressed.size;
    redraw(this.items, [rows, [...app.pressed], app.colour], () => rows.map((row) => this.item(row)));
  }

  // The eight with a colour of their own, whoever else is shown alone, all others together, and what is in none.
  rows() {
    const { app } = this;
    const groups = app.inOrder();
    const own = groups.filter((each) => each.hue !== null || app.pressed.has(each.no));
    const others = groups.filter((each) => each.hue === null);
    const rows = own.map((each) => ({ key: each.no, words: each.name, n: each.n, hue: hueOf(each), id: each.id }));
    const { others: n, none } = app.counts();
    if (others.length) rows.push({ key: "others", words: `${others.length.toLocaleString("en-GB")} others`, n, hue: 8 });
    if (none) rows.push({ key: "none", words: app.none, n: none, hue: 9 });
    return rows;
  }

  item({ key, words, n, hue }) {
    const on = this.app.pressed.has(key);
    const dot = h("span", { class: "map-dot", "aria-hidden": "true" });
    dot.style.background = swatch(hue);
    const toggle = h("button", { type: "button", class: "map-key", "aria-pressed": String(on), "data-focus": `key ${key}`, title: on ? "Show the others again" : "Show these alone", on: { click: () => this.app.press(key) } },
      dot, h("span", { class: "map-key-words" }, words), h("span", { class: "map-key-n" }, n.toLocaleString("en-GB")));
    const list = h("button", { type: "button", class: "map-key-list", "data-focus": `list ${key}`, "aria-label": `List: ${words}`, title: "List these passages", on: { click: () => this.app.choosing.choose(key) } }, "List");
    return h("li", { class: this.app.pressed.size && !on ? "map-key-off" : "" }, toggle, list);
  }
}

// The texts: what is open in each, which are cleared, and by whom.

import { bringIn } from "./bringing.js";
import { button, count, day, h } from "./dom.js";
import { clearButton, nothing } from "./identifiers.js";

const STATES = [["", "All"], ["open", "With something open"], ["ready", "Ready to be cleared"], ["cleared", "Cleared"]];
const STEP = 200;

export class Texts {
  constructor(app) {
    this.app = app;
    this.only = "";
    this.most = STEP;
  }

  ask() {
    return this.app.ask("texts", { only: this.only, most: this.most });
  }

  draw({ rows, total }) {
    const { state } = this.app;
    if (!state.sources) return this.app.put(nothing("No texts yet", "Bring some in: names in them are looked for at once, and shown to you here.", bringIn()));
    const more = total > rows.length ? button(`Show more of ${total.toLocaleString("en-GB")}`, { act: "more", press: () => this.further() }) : null;
    return this.app.put(
      h("div", { class: "view-head" }, h("h1", { class: "view-title", tabindex: "-1" }, "Texts and their names"), h("p", { class: "view-about" }, "A text in which nothing is open can be cleared: identifiers are removed and reviewed, and it may go into what leaves the project. Names that you keep are not hidden there.")),
      h("div", { class: "filters" }, this.filter(), h("span", { class: "filters-end" }, h("span", { class: "filters-n" }, count(total, "text")), clearButton(this.app))),
      rows.length ? h("ul", { class: "texts" }, ...rows.map((row) => this.row(row))) : h("p", { class: "quiet-words" }, "There is none of these."),
      more);
  }

  filter() {
    const one = ([name, words]) => h("button", { type: "button", class: "segment", "data-focus": `only ${name}`, "aria-pressed": String(name === this.only), on: { click: () => this.choose(name) } }, words);
    return h("div", { class: "switch", role: "group", "aria-label": "Which texts" }, ...STATES.map(one));
  }

  row(row) {
    const link = h("a", { class: "text-name", href: this.app.address({ text: row.id }), "data-focus": row.id, on: { click: (event) => this.app.follow(event, { text: row.id }) } }, row.name || "A text");
    return h("li", { class: "text-row" }, link, h("span", { class: "text-masked" }, `${row.masked.toLocaleString("en-GB")} masked`), stateOf(row),
      !row.open && !row.at ? button("Clear", { kind: "small", act: `clear ${row.id}`, press: () => this.app.act("clear", { source: row.id }) }) : h("span", {}));
  }

  choose(name) {
    this.only = name;
    this.most = STEP;
    return this.app.look();
  }

  further() {
    this.most += 5 * STEP;
    return this.app.look();
  }
}

export function stateOf({ open, by, at }) {
  if (open) return h("span", { class: "text-state is-open" }, `${open.toLocaleString("en-GB")} open`);
  if (at) return h("span", { class: "text-state is-cleared" }, `Cleared by ${by || "somebody"}, ${day(at)}`);
  return h("span", { class: "text-state" }, "Ready to be cleared");
}

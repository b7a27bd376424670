// Conditions of where people spoke: shown as chips in the bar, added from the values there are.

import { button, h, icon } from "./dom.js";
import { Choosing } from "./explore_choosing.js";

export class Where {
  constructor(app) {
    this.app = app;
    this.root = h("section", { class: "where", "aria-label": "Only where" });
    this.choosing = new Choosing(app);
  }

  draw({ where, show }, { attributes }) {
    const focused = this.root.getRootNode().activeElement?.dataset?.focus;
    const list = where.length ? h("ul", { class: "where-chips", role: "list", "aria-label": "Conditions" }, ...where.map((pair, place) => this.chip(pair, place))) : null;
    const add = attributes.length ? button(where.length ? "And where…" : "Only where…", { act: "where", press: () => this.choose(attributes, where) }) : null;
    this.root.replaceChildren(...[list, add].filter(Boolean));
    this.root.hidden = show === "places";
    if (focused) [...this.root.querySelectorAll("[data-focus]")].find((each) => each.dataset.focus === focused)?.focus();
  }

  chip([name, value], place) {
    const press = () => this.app.go({ where: this.app.view.where.filter((_, at) => at !== place) });
    return h("li", {}, h("button", { type: "button", class: "where-chip", "data-focus": `without ${place}`, on: { click: press } }, h("span", { class: "where-name" }, name), h("span", { class: "where-value" }, value), icon("close"), h("span", { class: "unseen" }, "Take away")));
  }

  choose(attributes, where) {
    const held = new Set(where.map(([name, value]) => `${name}=${value}`.toLowerCase()));
    this.choosing.open(attributes, ({ name, value }) => held.has(`${name}=${value}`.toLowerCase()), (name, value) => this.app.go({ where: [...this.app.view.where, [name, value]] }));
  }
}

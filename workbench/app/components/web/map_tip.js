// The point that one looks at: a ring around it, and its words beside it.

import { h, short } from "./dom.js";

const WAIT = 90;

export class Tip {
  constructor(app) {
    this.app = app;
    this.root = h("div", { class: "map-tip", hidden: true, "aria-hidden": "true" });
  }

  // Without a spot the point was looked at in the list, where its words stand already.
  look(row, spot) {
    const { chart } = this.app;
    if (chart.hover !== row) {
      chart.hover = row;
      chart.ask();
      chart.above.classList.toggle("over-point", row >= 0 && Boolean(spot));
    }
    clearTimeout(this.timer);
    if (row < 0 || !spot) this.root.hidden = true;
    else this.timer = setTimeout(() => this.show(row, spot), WAIT);
  }

  async show(row, [x, y]) {
    const { chart, groups, list, none, points } = this.app;
    if (!list.known.has(row)) await list.words_of([row]);
    const known = list.known.get(row);
    if (!known || chart.hover !== row) return;
    this.root.replaceChildren(h("p", { class: "map-tip-quote", dir: "auto" }, short(known.quote, 220)), h("p", { class: "map-tip-group" }, groups.get(points.of[row])?.name ?? none));
    this.root.hidden = false;
    const box = this.root.getBoundingClientRect();
    this.root.style.left = `${Math.max(8, Math.min(chart.width - box.width - 8, x + 16))}px`;
    this.root.style.top = `${y + 18 + box.height > chart.height ? Math.max(8, y - box.height - 14) : y + 18}px`;
  }
}

// Words that are lit up on the map, and listed if somebody wants to read them.

import { button, count, h, icon } from "./dom.js";
import { write } from "./map_route.js";

const WAIT = 240;

export class Search {
  constructor(app) {
    this.app = app;
    this.words = "";
    this.field = h("input", { type: "search", class: "search", "aria-label": "Light up what holds these words", placeholder: "Light up words on the map", autocomplete: "off", "data-focus": "search", on: { input: () => this.typed(), keydown: (event) => this.key(event) } });
    this.meaning = h("input", { type: "checkbox", "data-focus": "meaning", on: { change: () => this.look(this.field.value.trim()) } });
    this.told = h("span", { class: "map-found", role: "status" });
    this.lists = button("List them", { act: "list found", kind: "small", press: () => this.list() });
    this.lists.hidden = true;
    this.root = h("div", { class: "map-search", role: "search" }, h("div", { class: "top-search" }, icon("search"), this.field), h("label", { class: "tick" }, this.meaning, "also in other words"), this.told, this.lists);
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(this.field.value.trim()), WAIT);
  }

  key(event) {
    if (event.key === "Enter") this.enter();
    if (event.key === "Escape") {
      event.stopPropagation();
      this.clear();
    }
  }

  async enter() {
    clearTimeout(this.timer);
    if (this.field.value.trim() !== this.words) await this.look(this.field.value.trim());
    this.list();
  }

  async look(words, { quiet = false } = {}) {
    this.words = words;
    if (quiet) this.field.value = words;
    const { app } = this;
    const answer = words && app.points ? await app.tried("find", { words, meaning: this.meaning.checked }) : null;
    if (words !== this.words) return;
    const fits = answer && answer.stamp === app.points.stamp;
    app.lit = fits ? app.points.flags(answer.lit) : null;
    this.told.textContent = fits ? [answer.total ? count(answer.total, "passage") : "Nobody said that", answer.message].filter(Boolean).join(". ") : "";
    this.lists.hidden = !fits || !answer.total;
    if (!quiet) write({ find: words });
    app.chart.restate();
  }

  list() {
    const { app } = this;
    if (!app.lit) return;
    const rows = [...app.lit.keys()].filter((row) => app.lit[row] && app.shown(row));
    if (rows.length) app.choosing.select(rows, `found by “${this.words}”`, { focus: true });
  }

  clear() {
    this.field.value = "";
    return this.look("");
  }
}

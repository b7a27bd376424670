// How fine the candidates are: fewer and wider, or more and finer.

import { count, h } from "./dom.js";

const REST = 350;

export class Grain {
  constructor(app) {
    this.app = app;
    this.words = h("output", { class: "grain-words", id: "grain-words" });
    this.slider = h("input", { type: "range", class: "grain-slider", min: "0", max: "0", step: "1", "aria-label": "How fine the candidates are, from fewer and wider to more and finer", on: { input: () => this.moved(), change: () => this.rested() } });
    this.root = h("div", { class: "grain", hidden: true }, this.words, this.slider, h("div", { class: "grain-ends", "aria-hidden": "true" }, h("span", {}, "Fewer, wider"), h("span", {}, "More, finer")));
  }

  draw({ head }) {
    const levels = head?.grains ?? [];
    this.levels = levels;
    this.root.hidden = levels.length < 2 || head.grain === null;
    if (this.root.hidden || this.timer || this.sending) return;
    this.slider.max = String(levels.length - 1);
    this.slider.value = String(head.grain);
    this.moved();
  }

  moved() {
    const words = count(this.levels[Number(this.slider.value)], "candidate");
    this.words.textContent = words;
    this.slider.setAttribute("aria-valuetext", words);
  }

  // A key steps over levels on its way: only where it comes to rest is chosen.
  rested() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.choose(), REST);
  }

  async choose(grain = Number(this.slider.value)) {
    this.timer = null;
    const { app } = this;
    if (grain === app.store.head.grain) return;
    this.sending = true;
    try {
      const done = await app.wire.ask("grain", { grain, coder: app.coder });
      if (app.store.theme?.status === "superseded") await app.go({ kind: "nothing", what: "" });
      app.acts.told(done.words);
    } catch (error) {
      app.notices.failed(error.message);
    } finally {
      this.sending = false;
      this.draw(app.store);
    }
  }
}

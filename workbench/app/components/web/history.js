// The history: what each step was, by whom and why; any step can be undone, or all back to it.

import { button, count, h, redraw } from "./dom.js";
import { sentenceOf } from "./notices.js";
import { address } from "./router.js";
import { moment } from "./side.js";

const STATES = { "taken back": "taken back", step: "", machine: "by the machine; it changes no decision of a person" };
const STRETCH = 200;

export class History {
  constructor(app) {
    this.app = app;
    this.most = STRETCH;
    this.field = h("input", { type: "search", class: "field", "aria-label": "Search the history", placeholder: "Search: what, who or why", autocomplete: "off", on: { input: () => this.typed(), keydown: (event) => this.key(event) } });
    this.told = h("p", { class: "others", role: "status" });
    this.items = h("ol", { class: "lines", role: "list", "aria-label": "Decisions, the latest first" });
    this.more = h("div", { class: "more" });
  }

  get open() {
    return this.app.side.showing === "history";
  }

  async show() {
    this.field.value = "";
    this.most = STRETCH;
    this.app.side.show("history", "History", [this.field, this.told, this.items, this.more]);
    await this.look();
  }

  // After a step was taken while the history is open.
  async again() {
    if (this.open) await this.look();
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), 150);
  }

  key(event) {
    if (event.key !== "Escape" || !this.field.value) return;
    event.stopPropagation();
    this.field.value = "";
    this.look();
  }

  async look() {
    try {
      const { lines, more } = await this.app.wire.ask("steps", { words: this.field.value.trim(), most: this.most });
      this.draw(lines, more);
    } catch (error) {
      this.app.notices.failed(error.message);
    }
  }

  draw(lines, more) {
    const searched = Boolean(this.field.value.trim());
    this.told.textContent = lines.length ? (searched ? count(lines.length, "decision") : "") : searched ? "No decision says that." : "Nothing was decided yet.";
    redraw(this.items, lines, () => lines.map((line) => this.line(line)));
    this.more.replaceChildren(...(more ? [button("Show earlier ones", { act: "earlier", press: () => { this.most += STRETCH; this.look(); } })] : []));
  }

  line(line) {
    const { state } = line;
    const theme = state === "machine" ? null : line.theme;
    const view = theme && { kind: "theme", what: theme[0] };
    const link = theme ? h("a", { class: "line-theme", href: address(view), on: { click: (event) => this.app.follow(event, view) } }, theme[1]) : null;
    return h("li", { class: state === "stands" ? "line" : "line taken-back" },
      h("p", { class: "line-words" }, sentenceOf(line.words)),
      line.reason ? h("p", { class: "line-why" }, "Because: ", line.reason) : null,
      h("p", { class: "line-who" }, h("span", {}, [line.coder || "Somebody", moment(line.at), STATES[state]].filter(Boolean).join(" · ")), link ? h("span", {}, "see ", link) : null),
      state === "stands" ? h("p", { class: "line-acts" },
        button("Undo this", { kind: "small", act: `undo ${line.id}`, press: () => this.app.acts.undo(line.id) }),
        line.back > 1 ? button("Back to before this", { kind: "small quiet", act: `back ${line.id}`, title: `Takes back ${count(line.back, "step")}; each can be done again`, press: () => this.back(line) }) : null) : null);
  }

  // All steps since then, or none: what stands in the way is told.
  async back(line) {
    try {
      const done = await this.app.wire.ask("back", { decision: line.id, coder: this.app.coder });
      this.app.acts.told(`went back ${count(done.steps, "step")}, to before: ${line.words}`);
      await this.look();
    } catch (error) {
      this.app.notices.failed(error.message);
    }
  }
}

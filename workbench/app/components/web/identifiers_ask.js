// One decision at a time: the word in its sentence, why it is asked, and what to do with it.

import { bringIn } from "./bringing.js";
import { button, count, h } from "./dom.js";
import { clearButton, nothing } from "./identifiers.js";

const COMING = 12;

export class Ask {
  constructor(app) {
    this.app = app;
    this.later = new Set();
  }

  async ask() {
    return this.app.ask("review", { most: 200 });
  }

  draw(answer) {
    this.all = answer.asked;
    const left = this.all.filter((each) => !this.later.has(each.id));
    // Who has put all of them off goes round once more.
    if (!left.length) this.later.clear();
    this.waiting = left.length ? left : this.all;
    this.now = this.waiting.find((each) => each.id === this.wanted) ?? this.waiting[0] ?? null;
    if (!this.now) return this.app.put(this.done());
    return this.app.put(h("div", { class: "asking" }, this.card(this.now), this.coming()));
  }

  done() {
    const { masked, ready, sources } = this.app.state;
    if (!sources) return nothing("No texts yet", "Bring some in: names in them are looked for at once, and shown to you here.", bringIn());
    const words = `${count(masked, "place")} ${masked === 1 ? "is" : "are"} masked. ${ready ? "A text with nothing open can be cleared: then it may go into what leaves the project." : "Every text is cleared."}`;
    const look = h("a", { class: "button", href: this.app.address({ show: "texts" }), on: { click: (event) => this.app.follow(event, { show: "texts" }) } }, "Look through the texts");
    return nothing("Nothing is open", words, ...[clearButton(this.app, "primary"), look].filter(Boolean));
  }

  card(each) {
    const where = each.column ? h("span", { class: "asked-where" }, `in the column “${each.column}”`) : h("a", { class: "asked-where", href: this.app.address({ text: each.source }), "data-focus": "where", title: "The whole text (T)", on: { click: (event) => this.app.follow(event, { text: each.source }) } }, `in ${each.name}`);
    return h("section", { class: "asked", "aria-labelledby": "asked-title" },
      h("h1", { class: "asked-title", id: "asked-title", tabindex: "-1" }, each.ask, " ", where),
      h("p", { class: "asked-words", "data-id": each.id }, each.before, h("mark", { class: "asked-word" }, each.quote), each.after),
      h("dl", { class: "asked-facts" },
        fact("Why it is asked", each.why),
        each.column ? fact("It is the value of", `${count(each.texts, "text")}; what you decide holds in the whole column`) : fact("It stands", `${count(each.times, "time")} in ${count(each.texts, "text")}${each.open > 1 ? `, ${each.open} of them open` : ""}`),
        fact("Until you decide it is shown as", h("span", { class: "stand-in" }, each.label))),
      h("div", { class: "asked-acts", role: "toolbar", "aria-label": "What to do with it" },
        button("Mask", { key: "M", kind: "primary", act: "mask", press: () => this.judge("mask") }),
        button("Keep as written", { key: "K", act: "keep", press: () => this.judge("keep") }),
        button("Not sure", { key: "N", kind: "quiet", act: "later", press: () => this.notSure() })),
      h("div", { class: "asked-acts more" },
        button(each.open > 1 ? `Mask all ${each.open}` : "Mask everywhere", { key: "⇧ M", keys: "Shift+M", kind: "small", act: "mask all", press: () => this.judge("mask", true) }),
        button(each.open > 1 ? `Keep all ${each.open}` : "Keep everywhere", { key: "⇧ K", keys: "Shift+K", kind: "small", act: "keep all", press: () => this.judge("keep", true) }),
        button("Put on the list…", { key: "L", kind: "small", act: "list", press: () => this.list() })));
  }

  coming() {
    const others = this.waiting.filter((each) => each !== this.now);
    const row = (each) => h("li", {}, h("button", { type: "button", class: "coming-word", "data-focus": `coming ${each.id}`, on: { click: () => this.take(each.id) } }, h("span", { class: "coming-quote" }, each.quote), h("span", { class: "coming-ask" }, each.ask)));
    const more = this.app.state.open - Math.min(others.length, COMING) - 1;
    return h("aside", { class: "coming", "aria-label": "What comes next" },
      h("h2", {}, "Next"),
      others.length ? h("ol", {}, ...others.slice(0, COMING).map(row)) : h("p", { class: "quiet-words" }, "This is the last one."),
      more > 0 ? h("p", { class: "quiet-words" }, `and ${more.toLocaleString("en-GB")} more`) : null,
      clearButton(this.app));
  }

  take(id) {
    this.wanted = id;
    this.later.delete(id);
    this.draw({ asked: this.all });
    this.app.body.querySelector("h1")?.focus({ preventScroll: true });
  }

  async judge(verdict, everywhere = false) {
    const { now } = this;
    if (!now) return;
    const at = this.waiting.indexOf(now);
    this.wanted = this.waiting[at + 1]?.id;
    await this.app.act("judge", { id: now.id, verdict, everywhere });
    this.read();
  }

  // It stays open, and so masked; the next one is asked.
  notSure() {
    if (!this.now) return;
    const at = this.waiting.indexOf(this.now);
    this.later.add(this.now.id);
    this.wanted = this.waiting[at + 1]?.id;
    this.draw({ asked: this.all });
    this.read("It stays open, and masked. ");
  }

  whole() {
    if (this.now?.source) this.app.go({ text: this.now.source });
    else if (this.now) this.app.notices.hint("This is a value of a column, not of one text");
  }

  back() {
    const at = this.all.indexOf(this.now);
    const before = this.all[at - 1];
    if (before) this.take(before.id);
  }

  read(first = "") {
    const { now } = this;
    const where = now?.column ? `the column ${now.column}` : `${now?.before}${now?.quote}${now?.after}`;
    if (now && this.app.show === "ask") this.app.notices.read(`${first}${now.ask}: ${now.quote}, in: ${where}`);
  }

  list() {
    if (this.now) this.app.views.lists.offer(this.now.quote);
  }
}

function fact(name, what) {
  return h("div", {}, h("dt", {}, name), h("dd", {}, what));
}

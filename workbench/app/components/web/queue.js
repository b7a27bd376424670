// What to decide next: one question at a time, in words, over the page that it is about.

import { button, h, iconButton, redraw } from "./dom.js";

const VIEWS = { candidate: "theme", batch: "offers", passage: "alike" };
const KEPT = "put off";
const ASKED = "question";

export class Queue {
  constructor(app) {
    this.app = app;
    this.question = null;
    this.root = h("section", { class: "question", "aria-label": "What to decide next", hidden: true });
  }

  // What was put off in this tab.
  get putOff() {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
  }

  set putOff(keys) {
    sessionStorage.setItem(KEPT, JSON.stringify(keys));
  }

  // A reload asks the same question again, where the page still shows what it is about.
  restore() {
    this.question = JSON.parse(sessionStorage.getItem(ASKED) ?? "null");
    if (this.question) this.app.draw();
  }

  set(question) {
    this.question = question;
    sessionStorage.setItem(ASKED, JSON.stringify(question));
  }

  // Whether the page shows what is asked about.
  get answering() {
    const { main } = this.app.store;
    if (!this.question || main.kind !== VIEWS[this.question.kind]) return false;
    // What was decided, or replaced by a later run, is asked about no more.
    if (main.kind === "theme") return main.row.id === this.question.theme && ["open", "parked"].includes(main.row.status);
    return main.what === (this.question.passage || this.question.theme);
  }

  // Whether the question is about one passage and one code, so that Yes or No answers it.
  get plain() {
    return this.answering && Boolean(this.question.passage && this.question.theme);
  }

  // Whether placing these passages answers what is asked.
  isAbout(passages) {
    return this.answering && passages.includes(this.question.passage);
  }

  async ask() {
    try {
      const { question } = await this.app.wire.ask("next", { skip: this.putOff });
      this.set(question);
      if (!question) return this.nothing();
      const what = question.passage || question.theme;
      await this.app.go({ kind: VIEWS[question.kind], what }, { auto: false });
      this.app.notices.read(question.words);
      return this.app.main.focus({ preventScroll: true });
    } catch (error) {
      return this.app.notices.failed(error.message);
    }
  }

  nothing() {
    this.draw();
    const number = this.putOff.length;
    if (!number) return this.app.notices.hint("Nothing is left to ask: everything is decided or offered to nobody");
    const again = button("Ask them again", { kind: "quiet", press: () => { this.putOff = []; this.ask(); } });
    return this.app.notices.told(`Nothing is left but what you put off (${number})`, { canUndo: false, more: again });
  }

  notNow() {
    if (!this.answering) return this.app.notices.hint("No question is open: press G for the next one");
    this.putOff = [...new Set([...this.putOff, this.question.key])];
    return this.ask();
  }

  stop() {
    this.set(null);
    this.draw();
  }

  yes() {
    const { theme, passage } = this.question;
    return this.answer({ verb: "accept", to: theme, passages: [passage], struck: [] });
  }

  no() {
    const { theme, passage } = this.question;
    return this.answer({ verb: "refuse", theme, passages: [passage] });
  }

  // A second key before the next question stands must not answer the one that was just answered.
  async answer(act) {
    if (this.busy) return;
    this.busy = true;
    try {
      if (await this.app.acts.send(act)) await this.ask();
    } finally {
      this.busy = false;
    }
  }

  draw() {
    const shown = this.answering ? this.question : null;
    this.root.hidden = !shown;
    // What the code says is what a passage alone is held against.
    const statement = shown?.passage ? this.app.store.themes.find((row) => row.id === shown.theme)?.statement : "";
    const { length } = this.app.store.places;
    redraw(this.root, shown && [shown, length > 0, statement], () => shown ? [
      h("div", { class: "question-asked" }, h("p", { class: "question-words" }, shown.words), statement ? h("p", { class: "question-more" }, statement) : null),
      h("div", { class: "question-acts" }, ...this.answers(shown),
        button("Not now", { key: "W", act: "not-now", press: () => this.notNow() }),
        iconButton("close", "Stop asking", () => this.stop(), { "data-focus": "stop-asking" })),
    ] : []);
  }

  answers(question) {
    const { acts } = this.app;
    if (question.kind !== "passage") return [];
    if (question.theme) {
      return [button("Yes, it belongs", { key: "C", kind: "primary", act: "yes", press: () => this.yes() }), button("No", { key: "D", act: "no", press: () => this.no() })];
    }
    return [button("New code…", { key: "N", kind: "primary", act: "q-create", press: () => acts.create() }), this.app.store.places.length ? button("Place in…", { key: "V", act: "q-place", press: () => acts.add() }) : null];
  }
}

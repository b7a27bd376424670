// The review: one candidate fills the page, one key decides it, and the next one comes at once.

import { button, h, redraw } from "./dom.js";
import { empty } from "./empty.js";
import { ReviewCard } from "./reviewcard.js";

const SKIPPED = "skipped in review";

export class Review {
  constructor(app) {
    this.app = app;
    this.card = new ReviewCard(app);
    this.meter = h("div", { class: "meter", role: "progressbar", "aria-valuemin": "0", "aria-label": "Candidates decided" }, h("span", {}));
    this.words = h("p", { class: "review-left", role: "status" });
    this.leave = button("Leave review", { key: "Esc", keys: "Escape", kind: "quiet", act: "leave", press: () => this.close() });
    this.acts = h("div", { class: "review-acts", role: "toolbar", "aria-label": "What to do with this candidate" });
    this.root = h("section", { class: "review", "aria-label": "Review, one candidate at a time", hidden: true },
      h("div", { class: "review-bar" }, this.leave, this.meter, this.words), this.card.root, this.acts);
    const { acts } = app;
    this.does = {
      c: () => this.confirm(), m: () => this.merge(), s: () => acts.split(), p: () => this.settle("park"), d: () => this.settle("dismiss"), w: () => this.skip(),
      M: () => app.memos.open(), e: () => this.card.edit(), r: () => this.rename(), y: () => this.card.reason.open(), z: () => acts.undo(), Z: () => acts.redo(), h: () => app.history.show(), "?": () => app.keys.help(), q: () => this.close(),
      Escape: () => (app.side.busy ? app.side.close() : this.close()),
    };
  }

  get on() {
    return this.app.router.view.kind === "review";
  }

  get skipped() {
    return JSON.parse(sessionStorage.getItem(SKIPPED) ?? "[]");
  }

  set skipped(ids) {
    sessionStorage.setItem(SKIPPED, JSON.stringify(ids));
  }

  // What waits, in the order in which it is asked; what was skipped comes back at the end.
  get queue() {
    const order = this.app.store.review?.order ?? [];
    const late = this.skipped.filter((id) => order.includes(id));
    return [...order.filter((id) => !late.includes(id)), ...late];
  }

  after(id) {
    return this.queue.find((each) => each !== id) ?? null;
  }

  open() {
    const { theme } = this.app.store;
    return this.app.go({ kind: "review", what: theme?.status === "open" ? theme.id : "" });
  }

  close() {
    const { theme } = this.app.store;
    return this.app.go(theme ? { kind: "theme", what: theme.id } : { kind: "nothing", what: "" });
  }

  // The next one: where the address names none, or after one was decided.
  async next(id = this.after(this.app.store.theme?.id)) {
    await this.app.go({ kind: "review", what: id ?? "" });
  }

  // Decides the candidate on the page; the answer already brings the next one.
  async decide(act) {
    const { app } = this;
    if (this.busy || !this.waiting) return null;
    this.busy = true;
    try {
      const then = this.after(app.store.theme.id);
      const done = await app.acts.ask(act, { then: then ?? "" });
      app.router.push({ kind: "review", what: then ?? "" });
      if (then) app.moved();
      this.begin();
      app.acts.told(done.words);
      return done;
    } finally {
      this.busy = false;
    }
  }

  // Like `decide`; what goes wrong is told on the page.
  async send(act) {
    try {
      return await this.decide(act);
    } catch (error) {
      this.app.notices.failed(error.message);
      return null;
    }
  }

  get waiting() {
    return this.app.store.theme?.status === "open";
  }

  confirm() {
    if (!this.waiting) return this.app.notices.hint("This one is decided already");
    return this.card.form.submit();
  }

  settle(verb) {
    if (this.app.acts.may(verb)) return this.send({ verb, theme: this.app.store.theme.id });
    return null;
  }

  // Themes that this one could be taken for stand first in the list.
  merge() {
    if (!this.app.acts.may("merge")) return;
    const near = this.card.border.map((each) => each.id);
    this.app.acts.merge({ first: near, done: (act) => this.send(act) });
  }

  rename() {
    if (this.app.acts.may("rename")) this.app.editTitle((name) => this.app.acts.send({ verb: "rename", theme: this.app.store.theme.id, name }), this.card.root);
  }

  async skip() {
    const { theme } = this.app.store;
    if (this.busy || !theme) return;
    const next = this.after(theme.id);
    if (!next && this.waiting) return this.app.notices.hint("This is the only one left");
    if (this.waiting) this.skipped = [...this.skipped.filter((id) => id !== theme.id), theme.id];
    this.busy = true;
    await this.next(this.after(theme.id)).finally(() => (this.busy = false));
    this.begin();
  }

  // Keys go to the page, and who hears the page is told which one came.
  begin() {
    const { theme } = this.app.store;
    this.app.main.focus({ preventScroll: true });
    if (this.waiting) this.app.notices.read(`${theme.title}. ${this.app.store.review?.words ?? ""}`);
  }

  draw(store) {
    this.root.hidden = !this.on;
    this.app.root.classList.toggle("reviewing", this.on);
    if (!this.on || !store.review || !store.head) return;
    const { nCandidates, nDecided } = store.head;
    const left = store.review.order.length;
    this.words.textContent = store.review.words;
    this.meter.setAttribute("aria-valuemax", nCandidates);
    this.meter.setAttribute("aria-valuenow", nDecided);
    this.meter.firstChild.style.width = `${(100 * (nCandidates - left)) / Math.max(1, nCandidates)}%`;
    const done = !left && !(store.theme && this.app.router.view.what);
    this.card.draw(store, done ? this.finished(store) : null);
    redraw(this.acts, [done, store.theme?.id, store.theme?.status], () => (done ? [] : this.buttons()));
    this.acts.hidden = done;
  }

  buttons() {
    const { acts } = this.app;
    const skip = button(this.waiting ? "Skip" : "Next", { key: "W", act: "r-skip", kind: this.waiting ? "" : "primary", press: () => this.skip() });
    const undo = button("Undo", { key: "Z", act: "r-undo", kind: "quiet", press: () => acts.undo() });
    if (!this.waiting) return [skip, undo];
    return [
      button("Confirm", { key: "C", kind: "primary", act: "r-confirm", press: () => this.confirm() }),
      button("Merge into…", { key: "M", act: "r-merge", press: () => this.merge() }),
      button("Split…", { key: "S", act: "r-split", press: () => acts.split() }),
      button("Set aside", { key: "P", act: "r-park", title: "Park it for another evening", press: () => this.settle("park") }),
      button("Dismiss", { key: "D", act: "r-dismiss", title: "It is nothing", press: () => this.settle("dismiss") }),
      button("Memo…", { key: "⇧ M", keys: "Shift+M", act: "r-memo", kind: "quiet", press: () => this.app.memoOnTheme() }),
      skip, undo,
    ];
  }

  finished({ head, themes }) {
    const parked = themes.filter((row) => row.status === "parked").length;
    const later = parked ? ` ${parked} ${parked === 1 ? "is" : "are"} parked for another evening.` : "";
    const go = (words, key, kind, view) => button(words, { key, kind, act: `done ${view.kind}`, press: () => this.app.go(view) });
    const offered = head.nOffers > 0;
    return [
      empty(head.nCandidates ? "All is decided" : "No candidates yet", head.nCandidates ? `Every candidate has an answer.${later}` : "Look for candidates first; the menu has it.",
        offered ? "Next: see what is offered to your codes, and what stayed outside." : "Next: read what stayed outside, then let the workbench learn from what was decided."),
      h("div", { class: "acts centred" },
        offered ? go("See what is offered", "F", "primary", { kind: "offers", what: "" }) : button("Learn from what was decided", { kind: "primary", act: "suggest", press: () => this.app.work.start("suggest") }),
        go("Open what is set aside", "U", "", { kind: "aside", what: "" }), button("Back to the board", { key: "Esc", act: "done board", press: () => this.app.go({ kind: "nothing", what: "" }) })),
    ];
  }
}

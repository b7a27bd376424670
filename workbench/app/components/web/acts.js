// What each act asks of the person, sends to the workbench, and opens afterwards.

import { button, count } from "./dom.js";
import { Form } from "./form.js";
import { address } from "./router.js";
import { sent } from "./sending.js";
import { allowed } from "./theme.js";

export class Acts {
  constructor(app) {
    this.app = app;
    this.turn = Promise.resolve();
  }

  get store() {
    return this.app.store;
  }

  // Whether the open theme's state allows an act; says so in words when it does not.
  may(verb) {
    const { main } = this.store;
    if (main.kind === "theme" && allowed(main).includes(verb)) return true;
    this.app.notices.hint(main.kind === "theme" ? `You cannot ${verb} this as it stands` : "Open a theme first");
    return false;
  }

  // Sends an act; what went wrong is told, and null comes back.
  async send(act, options = {}) {
    try {
      return await this.decide(act, options);
    } catch (error) {
      this.app.notices.failed(error.message);
      return null;
    }
  }

  // Sends an act with its reason; the answer may bring another theme at once (`then`).
  async ask(act, { then = "" } = {}) {
    const { reason } = this.app;
    const done = await this.app.wire.ask("act", { act, seen: this.store.seq, coder: this.app.coder, reason: reason.words, then });
    reason.spent();
    return done;
  }

  async decide(act, { open = null, stay = true } = {}) {
    const done = await this.ask(act);
    const look = open ?? (stay ? null : done.theme);
    if (look) await this.app.go({ kind: "theme", what: look });
    this.told(done.words, stay && !open && done.theme !== this.store.theme?.id ? done.theme : null);
    return done;
  }

  // A memo judges no theme: the reason that is being written waits for what does.
  async act(act) {
    await sent(this.app, act).catch((error) => this.app.notices.failed(error.message));
  }

  told(words, theme = null) {
    const known = this.store.themes.some((row) => row.id === theme);
    const more = known ? button("Open", { kind: "quiet", press: () => this.app.go({ kind: "theme", what: theme }) }) : null;
    this.app.header.stored();
    this.app.notices.told(words, { more });
  }

  confirm() {
    if (!this.may("confirm")) return;
    const { row, evidence } = this.store.main;
    const proposed = evidence?.draft ?? "";
    const start = { name: row.title, statement: proposed, kind: "barrier", facets: [] };
    const save = async (values) => {
      const next = this.store.nextOpen(row.id);
      const asked = this.app.queue.answering;
      const done = await this.ask({ verb: "confirm", candidate: row.id, ...values });
      this.app.side.close();
      await this.app.onward(asked, next);
      this.told(done.words, done.theme);
    };
    this.form("Confirm", { draft: `confirm ${row.id}`, start, proposed, fields: ["words", "kind", "name", "facets"], submit: "Save and go on", save });
  }

  describe() {
    if (!this.may("describe")) return;
    const { row, code } = this.store.main;
    const fields = ["words", "kind", "facets", "codebook"];
    const save = async (values) => {
      await this.decide({ verb: "describe", theme: row.id, ...values });
      this.app.side.close();
    };
    this.form("Describe", { draft: `describe ${row.id}`, start: code, fields, submit: "Save", save });
  }

  create() {
    const passages = this.store.picked;
    const origin = this.held ? this.store.theme.id : "";
    const save = async (values) => {
      const asked = this.app.queue.isAbout(passages);
      await this.decide({ verb: "create", ...values, passages, origin }, { stay: true });
      this.app.clear();
      this.app.side.close();
      if (asked) await this.app.queue.ask();
    };
    const title = passages.length ? `New code from ${count(passages.length, "passage")}` : "New code";
    this.form(title, { draft: "create", start: { kind: "code" }, fields: ["name", "kind", "words", "facets"], submit: "Make it", save });
  }

  split() {
    if (!this.may("split")) return;
    const passages = this.store.picked;
    if (!this.store.selected.size) return this.app.cut.open(this.store.main.row);
    const { row } = this.store.main;
    const save = async (values) => {
      await this.decide({ verb: "split", theme: row.id, parts: [{ ...values, passages }] });
      this.app.clear();
      this.app.side.close();
    };
    this.form(`Split ${count(passages.length, "passage")} off`, { draft: `split ${row.id}`, start: {}, fields: ["name"], submit: "Split off", save });
  }

  form(title, options) {
    const form = new Form({ ...options, close: () => this.app.side.close() });
    this.app.side.show("form", title, [form.root], { focus: form.root.querySelector("textarea, input") });
    this.app.side.form = form;
    form.begin();
  }

  rename() {
    if (this.may("rename")) this.app.editTitle((name) => this.send({ verb: "rename", theme: this.store.theme.id, name }));
  }

  async park() {
    if (this.may("park")) await this.leave({ verb: "park", theme: this.store.theme.id });
  }

  async dismiss() {
    if (this.may("dismiss")) await this.leave({ verb: "dismiss", theme: this.store.theme.id });
  }

  async reopen() {
    if (this.may("reopen")) await this.send({ verb: "reopen", theme: this.store.theme.id }, { stay: false });
  }

  // Does an act that is done with the open theme and goes to the next one to decide.
  async leave(act) {
    const next = this.store.nextOpen(this.store.theme.id);
    const asked = this.app.queue.answering;
    const done = await this.send(act);
    if (done) await this.app.onward(asked, next);
  }

  // `first` are themes that come first in the list, `done` does the merge, `start` is marked first.
  merge({ first = [], start = null, done = (act, into) => this.send(act, { open: into.id }) } = {}) {
    if (!this.may("merge")) return;
    const { row, code } = this.store.main;
    const rows = this.store.places.filter((each) => each.id !== row.id && (!code || each.kind !== "candidate"));
    const rank = (each) => (first.indexOf(each.id) + 1 || first.length + 1);
    rows.sort((one, other) => rank(one) - rank(other));
    const preview = async (into) => mergeWords(await this.app.wire.ask("preview", { theme: row.id, into: into.id }), row);
    const merged = (into, name) => done({ verb: "merge", themes: [row.id], into: into.id, ...(name && name !== into.title ? { name } : {}) }, into);
    this.app.picker.open({ title: `Merge “${row.title}” into…`, verb: "Merge", rows, preview, done: merged, start });
  }

  move() {
    const passages = this.store.picked;
    if (!this.held) return this.add();
    if (!passages.length) return this.nothingPicked();
    const origin = this.store.theme.id;
    this.place(`Move ${count(passages.length, "passage")} to…`, "Move", passages, (to) => ({ verb: "move", passages, origin, to: to.id }));
  }

  add() {
    const passages = this.store.picked;
    if (!passages.length) return this.nothingPicked();
    const words = this.store.main.kind === "theme" ? "Also add" : "Place";
    this.place(`${words} ${count(passages.length, "passage")} ${words === "Place" ? "in" : "to"}…`, words === "Place" ? "Place" : "Add", passages, (to) => ({ verb: "add", passages, to: to.id }));
  }

  place(title, verb, passages, act) {
    const rows = this.store.places.filter((each) => each.id !== this.store.theme?.id);
    const origin = act({ id: "" }).origin ?? "";
    const preview = async (to) => ({ lines: moveLines(await this.app.wire.ask("preview", { passages, origin, to: to.id })) });
    const done = async (to) => {
      const asked = this.app.queue.isAbout(passages);
      if (!(await this.send(act(to)))) return;
      this.app.clear();
      if (asked) await this.app.queue.ask();
    };
    this.app.picker.open({ title, verb, rows, preview, done });
  }

  placeIn(passages, to) {
    return this.send({ verb: "add", passages, to });
  }

  async drop() {
    const passages = this.store.picked;
    if (!this.held) return this.app.notices.hint("Passages can be taken out of a theme that is open");
    if (!passages.length) return this.nothingPicked();
    if (await this.send({ verb: "drop", passages, origin: this.store.theme.id })) this.app.clear();
  }

  async undo(decision = "") {
    await this.step("undo", decision);
  }

  async redo() {
    await this.step("redo", "");
  }

  // Steps wait for each other: every one is about the decision that its button names by then.
  step(ask, decision) {
    this.turn = this.turn.then(() => this.stepNow(ask, decision || this.store.head[ask].id));
    return this.turn;
  }

  async stepNow(ask, decision) {
    try {
      const reason = ask === "undo" ? this.app.reason.words : "";
      const from = address(this.app.router.view);
      const follow = this.app.review.on || ["theme", "gone", "nothing"].includes(this.store.main.kind);
      const done = await this.app.wire.ask(ask, { decision, coder: this.app.coder, reason, follow });
      if (reason) this.app.reason.spent();
      // Whoever went elsewhere meanwhile stays there.
      if (follow && done.theme && address(this.app.router.view) === from) this.followed({ kind: this.app.review.on ? "review" : "theme", what: done.theme }, from);
      await this.app.history.again();
      this.app.header.stored();
      this.app.notices.told(done.words, { canUndo: ask === "redo" });
    } catch (error) {
      this.app.notices.failed(error.message);
    }
  }

  // What an answer brought along is open already: the address goes there, too.
  followed(view, from) {
    if (address(view) === from) return;
    this.app.router.push(view);
    this.app.settle(view);
    this.app.moved();
  }

  // Whether passages can be taken out of what is open.
  get held() {
    return ["open", "parked", "confirmed"].includes(this.store.theme?.status);
  }

  nothingPicked() {
    this.app.notices.hint("Select passages first: click them, or press X");
  }
}

const words = (list) => list.map((each) => `“${each}”`).join(", ");

// One side of an act, before and after.
function sideLine({ title, before, after, people_before: had, people_after: has }) {
  const people = had === has ? "" : `, from ${count(has, "person")} (was ${had})`;
  return `“${title}”: ${before} → ${count(after, "passage")}${people}.`;
}

function wordLine({ title, came, went }) {
  const told = [came.length ? `gains the words ${words(came)}` : "", went.length ? `loses ${words(went)}` : ""].filter(Boolean);
  return told.length ? `“${title}” ${told.join(" and ")}.` : "";
}

function mergeWords({ moved, both, after, into, names }, row) {
  const there = both ? `, ${both} ${both === 1 ? "is" : "are"} there already` : "";
  return { lines: [`${count(moved, "passage")} would move${there}; “${into.title}” would hold ${after}${into.people_after ? ` from ${count(into.people_after, "person")}` : ""}, and “${row.title}” would be gone.`, wordLine(into)], names };
}

export function moveLines({ both, into, origin }) {
  const there = both ? `${both} ${both === 1 ? "is" : "are"} there already.` : "";
  return [...origin.map(sideLine), sideLine(into), there, ...origin.map(wordLine), wordLine(into)];
}

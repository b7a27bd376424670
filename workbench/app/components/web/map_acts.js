// What is done with the selected passages: each act is one decision, with its way back.

import { count, short } from "./dom.js";

export class Acts {
  constructor(app) {
    this.app = app;
    this.done = [];
    this.undone = [];
  }

  get n() {
    return count(this.app.list.picked.length, "passage");
  }

  create() {
    if (!this.app.list.picked.length) return;
    this.app.naming.open({ title: `New code from ${this.n}`, verb: "Make it", start: "", done: (name) => this.act("create", { name }) });
  }

  async add() {
    const rows = await this.themes();
    if (!rows) return;
    if (!rows.length) return this.create();
    const preview = async (row) => {
      const fresh = this.app.list.picked.length - row.held;
      return fresh ? `“${short(row.title, 50)}” holds ${count(row.n, "passage")}; ${fresh.toLocaleString("en-GB")} would be new to it.` : `“${short(row.title, 50)}” holds all of them already.`;
    };
    this.app.picker.open({ title: `Add ${this.n} to…`, verb: "Add", rows, preview, done: (row) => this.act("add", { theme: row.id }) });
  }

  // Takes passages out of one theme; what is nowhere else is then set aside.
  async drop() {
    const rows = (await this.themes())?.filter((row) => row.held).sort((one, other) => other.held - one.held);
    if (!rows) return;
    if (!rows.length) return this.app.notices.hint("None of them is in a candidate or a code, so there is nothing to take them out of");
    const preview = async (row) => `${count(row.held, "passage")} of those selected would leave “${short(row.title, 50)}”; what is nowhere else is set aside.`;
    this.app.picker.open({ title: `Take out of…`, verb: "Take out", rows, preview, done: (row) => this.act("drop", { theme: row.id }) });
  }

  async themes() {
    const { app } = this;
    if (!app.list.picked.length) return null;
    return (await app.tried("themes", this.meant()))?.themes ?? null;
  }

  meant() {
    const { points, list } = this.app;
    return { stamp: points.stamp, picked: points.packed(list.picked) };
  }

  async act(verb, how) {
    const { app } = this;
    const told = await app.tried("act", { verb, ...how, ...this.meant(), seen: app.seq, coder: app.coder });
    if (!told) return;
    this.done.push(told.decision);
    this.undone = [];
    app.notices.told(told.words);
    app.list.forget();
  }

  // Only what was done in this tab: what others did meanwhile stays theirs.
  async undo() {
    const decision = this.done.pop();
    if (!decision) return this.app.notices.hint("There is nothing of yours to undo here; the board’s history takes back any other decision");
    return this.step("undo", decision, this.undone, this.done);
  }

  async redo() {
    const decision = this.undone.pop();
    if (!decision) return this.app.notices.hint("There is nothing to do again");
    return this.step("redo", decision, this.done, this.undone);
  }

  async step(verb, decision, onto, from) {
    const { app } = this;
    const told = await app.tried(verb, { decision, coder: app.coder });
    if (!told) return from.push(decision);
    onto.push(decision);
    app.list.forget();
    return app.notices.hint(told.words);
  }
}

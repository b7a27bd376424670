// What the Coding page asks the workbench to do, one act at a time, and what it shows afterwards.

import { Form } from "./form.js";
import { sent, since } from "./sending.js";

export class CodingActs {
  constructor(app) {
    this.app = app;
    this.turn = Promise.resolve();
  }

  // Acts wait for each other, so that a quick hand's second key means what it saw.
  ask(ask, details, then) {
    const run = () => this.askNow(ask, details, then);
    this.turn = this.turn.then(run, run);
    return this.turn;
  }

  async askNow(ask, details, then) {
    const { app } = this;
    try {
      const done = await app.wire.ask(ask, { seen: app.store.seq, coder: app.coder, ...details });
      then?.(done);
      app.header.stored();
      app.notices.told(done.words, { canUndo: ask !== "undo" });
      return done;
    } catch (error) {
      app.notices.failed(error.message);
      return null;
    }
  }

  // Codes a span with a code there is (`id`), or one that is made of a name.
  code(span, { id, name }) {
    const { app } = this;
    const { start, end } = span;
    const source = app.store.text.id;
    return this.ask("code", { source, start, end, code: id || name }, ({ code }) => {
      app.store.used(code);
      app.letGo();
      app.code = code;
      app.here = start;
      // The next unit is the one after these words; codings inside them are still ahead.
      app.after = end;
      app.draw();
      app.text.root.focus({ preventScroll: true });
    });
  }

  adjust({ passage, code }, { start, end }) {
    const { app } = this;
    return this.ask("adjust", { source: app.store.text.id, passage, code, start, end }, (done) => app.showPassage(`${done.passage} ${done.code}`, { reveal: false }));
  }

  recode({ passage, code }, { id, name }) {
    const act = id ? { verb: "move", passages: [passage], origin: code, to: id } : { verb: "create", name, passages: [passage], origin: code };
    return this.act(act, () => {
      const { app } = this;
      const to = id || app.store.codes.find((row) => row.name === name)?.id;
      app.letGo();
      if (!to) return;
      app.store.used(to);
      app.showPassage(`${passage} ${to}`, { reveal: false });
    });
  }

  drop({ passage, code }) {
    return this.act({ verb: "drop", passages: [passage], origin: code }, () => this.app.text.root.focus({ preventScroll: true }));
  }

  judge(verb, { passage, code }) {
    const act = verb === "accept" ? { verb, to: code, passages: [passage] } : { verb, theme: code, passages: [passage] };
    return this.act(act, () => this.app.nextOffer(1));
  }

  act(act, then) {
    return this.ask("act", { act }, then);
  }

  undo(decision = "") {
    return this.step("undo", decision);
  }

  redo() {
    return this.step("redo", "");
  }

  step(ask, decision) {
    const run = async () => {
      const { app } = this;
      const done = await this.askNow(ask, { decision: decision || app.store.head[ask].id });
      if (done && app.side.showing === "history") await app.showHistory();
    };
    this.turn = this.turn.then(run, run);
    return this.turn;
  }

  // Hangs a code under another one, or at the top.
  nest(code, parent) {
    return this.act({ verb: "nest", code, parent: parent ?? "" }, () => this.app.codebook.focus(code));
  }

  colour(code, colour) {
    return this.act({ verb: "describe", theme: code, colour });
  }

  dismiss({ id }) {
    return this.act({ verb: "dismiss", theme: id }, () => this.app.codebook.focus());
  }

  newCode() {
    const { app } = this;
    const save = async ({ name }) => {
      await this.saved({ verb: "create", name });
      app.code = app.store.codes.find((row) => row.name === name.trim())?.id ?? null;
      app.showTab("Codebook", { quiet: true });
      app.codebook.draw(app.store);
      app.codebook.focus(app.code);
    };
    this.form("New code", { draft: "new code", start: {}, fields: ["name"], submit: "Make the code", save });
  }

  describe(row) {
    const save = since(this.app, (values, seen) => this.saved({ verb: "describe", theme: row.id, ...values }, seen));
    this.form("Describe", { draft: `describe ${row.id}`, start: row, fields: ["words", "kind", "facets", "codebook"], submit: "Save", save });
  }

  rename(row) {
    const save = since(this.app, ({ name }, seen) => this.saved({ verb: "rename", theme: row.id, name }, seen));
    this.form("Rename", { draft: `rename ${row.id}`, start: row, fields: ["name"], submit: "Save", save });
  }

  // A form tells its own failure, beside what was typed.
  async saved(act, seen) {
    await sent(this.app, act, seen);
    this.app.side.close();
  }

  form(title, options) {
    const { side } = this.app;
    const form = new Form({ ...options, close: () => side.close() });
    side.show("form", title, [form.root], { focus: form.root.querySelector("textarea, input") });
    side.form = form;
    form.begin();
  }
}

// What an import did, and the next step; and taking the latest import back.

import { button, count, h, redraw } from "./dom.js";
import { addressOf } from "./nav.js";
import { reasonsOf } from "./sources_plan.js";

export class Done {
  constructor(app) {
    this.app = app;
    this.root = h("section", { class: "done", "aria-label": "What came in", hidden: true });
    this.asked = null;
    this.undo = h("section", { class: "undo-import", "aria-label": "Undo the latest import", hidden: true });
  }

  draw() {
    const { done, job, head } = this.app;
    this.root.hidden = !done;
    if (done) redraw(this.root, [done.message, job.state, job.work, head.nThemes], () => this.parts(done, job, head));
    this.undo.hidden = !this.asked;
    if (this.asked) redraw(this.undo, this.asked, () => this.question(this.asked));
  }

  parts(done, job, head) {
    const out = done.files.filter((file) => file.error);
    const told = done.files.filter((file) => !file.error && reasonsOf(file).length);
    const list = (files) => h("ul", { class: "reasons", role: "list" }, ...files.slice(0, 100).map((file) => h("li", { dir: "auto" }, file.error ? null : h("strong", {}, `${file.file}: `), reasonsOf(file).slice(0, 4).join("; "))));
    return [
      h("h2", { tabindex: "-1" }, done.message),
      out.length ? h("div", {}, h("h3", {}, `${count(out.length, "file")} did not come in`), list(out)) : null,
      told.length ? h("details", {}, h("summary", {}, `${count(told.length, "file")} to look at`), list(told)) : null,
      h("div", { class: "plan-acts" }, ...this.next(done, job, head), button("Close", { kind: "quiet", act: "close-done", press: () => this.app.letGo() })),
    ];
  }

  next(done, job, head) {
    if (job.state === "running") return [h("p", { class: "quiet-words" }, "The workbench is at work; you can go on meanwhile.")];
    const board = h("a", { class: "button", href: addressOf("/") }, "Go to the board");
    if (job.work === "propose" && job.state === "done") return [h("a", { class: "button primary", href: addressOf("/") }, head.nThemes ? `See ${count(head.nThemes, "theme")} on the board` : "Go to the board")];
    return done.new ? [button("Propose candidates", { key: "P", kind: "primary", act: "propose", press: () => this.app.work.start("propose") }), board] : [board];
  }

  // First what would go, then the act.
  async ask() {
    try {
      const { undone } = await this.app.wire.ask("undo-import", { coder: this.app.coder });
      this.asked = undone;
      this.draw();
      this.undo.querySelector("h2").focus();
    } catch (error) {
      this.app.notices.failed(error.message);
    }
  }

  question(undone) {
    const files = undone.files.slice(0, 8).join(", ") + (undone.files.length > 8 ? ` and ${undone.files.length - 8} more` : "");
    const corrected = undone.corrections ? ` ${count(undone.corrections, "earlier text")} ${undone.corrections === 1 ? "is" : "are"} in force again, with the codings.` : "";
    const agreed = undone.answers ? ` What ${count(undone.answers, "person")} agreed to in them is taken back, too.` : "";
    return [
      h("h2", { tabindex: "-1" }, `Take back ${count(undone.sources, "source")} with ${count(undone.passages, "passage")}?`),
      h("p", { class: "quiet-words", dir: "auto" }, `They came from ${files}.${corrected}${agreed} The files themselves are not touched; they can be imported again.`),
      h("div", { class: "plan-acts" }, button("Take the import back", { kind: "primary", act: "really-undo", press: () => this.really() }), button("Leave it", { key: "Esc", keys: "Escape", kind: "quiet", act: "leave", press: () => this.leave() })),
    ];
  }

  async really() {
    try {
      const { undone } = await this.app.wire.ask("undo-import", { really: true, coder: this.app.coder });
      this.leave();
      await this.app.forget();
      this.app.notices.hint(`${count(undone.sources, "source")} taken back`);
      await this.app.refresh();
    } catch (error) {
      this.leave();
      this.app.notices.failed(error.message);
    }
  }

  leave() {
    this.asked = null;
    this.draw();
    this.app.table.undo.focus();
  }
}

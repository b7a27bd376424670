// Texts that an earlier version screened: a calm word about them, how far a look through them is, what came of it.

import { button, h, redraw } from "./dom.js";

const EVERY = 500;

export class Again {
  constructor(app) {
    this.app = app;
    this.watching = false;
    this.words = h("p", { class: "work-words" });
    this.bar = h("div", { class: "work-bar", role: "progressbar", "aria-valuemin": "0", "aria-valuemax": "100", "aria-label": "How far it is" }, h("span", {}));
    this.acts = h("div", { class: "work-acts" });
    this.root = h("section", { class: "work again", "aria-label": "Texts of an earlier version", hidden: true }, h("div", { class: "work-told" }, this.words, this.bar), this.acts);
  }

  draw(again) {
    this.held = again;
    const { many, one, running, stage, fraction } = again;
    if (many || running) this.done = null;
    this.root.hidden = !many && !running && !this.done;
    this.root.dataset.state = this.done ? "done" : "";
    this.bar.hidden = !running;
    this.words.replaceChildren(...this.sentence(again));
    const percent = Math.round(100 * fraction);
    this.bar.setAttribute("aria-valuenow", percent);
    this.bar.setAttribute("aria-valuetext", `${percent} per cent: ${stage}`);
    this.bar.firstChild.style.width = `${Math.max(2, percent)}%`;
    redraw(this.acts, [running, many && one, this.done, this.canUndo], () => this.buttons(again));
    if (running && !this.watching) this.watch();
  }

  // Only while nothing was decided since: then the way back is the next step back.
  get canUndo() {
    return Boolean(this.done?.undo) && this.done.seq === this.app.state.seq;
  }

  sentence({ many, one, running, stage }) {
    const more = (words) => h("span", { class: "again-more" }, words);
    if (running) return [h("strong", {}, "Looking through the texts again"), h("span", { class: "work-stage" }, `${stage || "Starting"}…`)];
    if (this.done) return [this.done.words];
    return [h("strong", {}, `${many} ${one ? "was" : "were"} looked through by an earlier version.`), " ", more("This one may find names that it missed. What people decided stays.")];
  }

  buttons({ one, running }) {
    if (running) return [button("Cancel", { act: "again", press: () => this.letGo() })];
    if (!this.done) return [button(`Look through ${one ? "it" : "them"} again`, { key: "R", act: "again", press: () => this.start() })];
    const undo = this.canUndo ? button("Undo", { key: "Z", act: "again-undo", press: () => this.app.step("undo") }) : null;
    return [undo, button("Dismiss", { kind: "quiet", act: "again", press: () => this.dismiss() })];
  }

  dismiss() {
    this.done = null;
    this.draw(this.held);
    this.app.body.querySelector("h1")?.focus({ preventScroll: true });
  }

  async start() {
    if (!this.held?.many && !this.held?.running) return this.app.notices.hint("Every text was screened by the present version");
    if (this.held.running) return this.app.notices.hint("The texts are being looked through already");
    return this.say("rescreen", { coder: this.app.coder });
  }

  letGo() {
    return this.say("let-go");
  }

  async say(name, details = {}) {
    try {
      const { again } = await this.app.ask(name, details);
      this.app.notices.read(again.running ? (name === "rescreen" ? "Looking through the texts again." : "Stopping.") : "");
      if (!again.running && !this.watching) await this.tell(again);
      else this.draw(again);
    } catch (error) {
      this.app.notices.failed(error.message);
    }
  }

  // Asks how far it is until it is over; every tab that saw it run tells what came of it.
  async watch() {
    this.watching = true;
    try {
      let again = this.held;
      while (again.running) {
        await new Promise((resolve) => setTimeout(resolve, EVERY));
        ({ again } = await this.app.ask("rescreening"));
        if (again.running) this.draw(again);
      }
      await this.tell(again);
    } catch (error) {
      this.app.notices.failed(error.message);
    } finally {
      this.watching = false;
    }
  }

  // What came of it stays until it is dismissed: it may say that texts are no longer cleared.
  async tell(again) {
    const { ok, words, error, ...outcome } = again.outcome;
    await this.app.look({ quiet: true });
    if (ok && !again.many) this.done = { words, ...outcome };
    this.draw(again);
    if (error) this.app.notices.failed(error);
    else if (again.many) this.app.notices.hint(words);
    else this.app.notices.read(words);
  }
}

// The machine's work: started from here, told how far it is, and how it ended.

import { button, h, redraw } from "./dom.js";

const NAMES = { import: "Bringing files in", propose: "Looking for candidates", suggest: "Learning from what was decided" };

export class Work {
  constructor(app) {
    this.app = app;
    this.words = h("p", { class: "work-words" });
    this.bar = h("div", { class: "work-bar", role: "progressbar", "aria-valuemin": "0", "aria-valuemax": "100", "aria-label": "How far it is" }, h("span", {}));
    this.acts = h("div", { class: "work-acts" });
    this.live = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
    this.strip = h("section", { class: "work", "aria-label": "The machine's work", hidden: true }, h("div", { class: "work-told" }, this.words, this.bar), this.acts);
    this.root = h("div", { class: "work-box" }, this.strip, this.live);
  }

  get running() {
    return this.app.store.job.state === "running";
  }

  async start(work) {
    if (this.running) return this.app.notices.hint("The workbench is at work already: wait for it, or cancel it");
    this.app.worked({ state: "running", work, stage: "Starting", fraction: 0, message: "" });
    return this.ask("work", { work, coder: this.app.coder });
  }

  async ask(ask, details) {
    try {
      await this.app.wire.ask(ask, details);
    } catch (error) {
      this.app.worked({ state: "none" });
      this.app.notices.failed(error.message);
    }
  }

  draw({ job, main, head, themes }) {
    this.strip.hidden = job.state === "none";
    this.strip.dataset.state = job.state;
    this.tell(job);
    if (this.strip.hidden) return;
    this.words.replaceChildren(...this.sentence(job));
    this.bar.hidden = !this.running;
    const percent = Math.round(100 * (job.fraction ?? 0));
    this.bar.setAttribute("aria-valuenow", percent);
    this.bar.setAttribute("aria-valuetext", job.stage ? `${percent} per cent: ${job.stage}` : `${percent} per cent`);
    this.bar.firstChild.style.width = `${Math.max(2, percent)}%`;
    redraw(this.acts, [job.state, job.work, main.kind, head?.nOffers > 0, themes.length > 0], () => this.buttons({ job, main, head, themes }));
  }

  sentence(job) {
    const name = NAMES[job.work] ?? "The workbench is at work";
    if (this.running) return [h("strong", {}, name), h("span", { class: "work-stage" }, `${job.stage || "Starting"}…`)];
    return [h("strong", {}, `${name}: ${job.state}.`), h("span", { class: "work-stage" }, job.message)];
  }

  buttons({ job, main, head, themes }) {
    const { app } = this;
    if (this.running) return [button("Cancel", { act: "work-cancel", press: () => this.cancel() })];
    const dismiss = button("Dismiss", { kind: "quiet", act: "work-dismiss", press: () => this.ask("forget") });
    if (job.state !== "done") return [job.work === "import" ? null : button("Start again", { act: "work-again", press: () => this.start(job.work || "propose") }), dismiss];
    const changes = job.work === "propose" && themes.length && main.kind !== "changes" ? button("What it changed", { act: "work-changes", press: () => app.go({ kind: "changes", what: "" }) }) : null;
    const offers = head?.nOffers && main.kind !== "offers" ? button("See what is offered", { act: "work-offers", press: () => app.go({ kind: "offers", what: "" }) }) : null;
    return [changes, offers, dismiss];
  }

  cancel() {
    const { job } = this.app.store;
    this.app.worked({ ...job, stage: "Stopping" });
    return this.ask("cancel");
  }

  // Read out when it begins and ends, and not for every step between.
  tell({ state, work, message }) {
    if (this.told === state) return;
    const first = this.told === undefined;
    this.told = state;
    if (first && state !== "running") return;
    this.live.textContent = state === "running" ? `${NAMES[work] ?? "The workbench is at work"}.` : message || "";
  }
}

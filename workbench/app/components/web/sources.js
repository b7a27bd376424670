// Sources: files in, with a look at what will happen first; and the table of what is here.

import { count, h } from "./dom.js";
import { nav, withRole } from "./nav.js";
import { Notices } from "./notices.js";
import { Done } from "./sources_done.js";
import { Drop } from "./sources_drop.js";
import { Help } from "./sources_keys.js";
import { Plan } from "./sources_plan.js";
import { Table } from "./sources_table.js";
import { Wire } from "./wire.js";
import { Work } from "./work.js";

const BATCH = "sources batch";

class Sources {
  constructor(model, root) {
    this.root = root;
    this.hello = model.hello;
    this.coder = sessionStorage.getItem("coder") || this.hello.coder;
    this.only = onlyOf(location.search);
    this.turn = 0;
    this.refused = [];
    this.limits = { fileMb: 50, words: [] };
    this.head = { name: "", nThemes: 0 };
    this.job = { state: "none" };
    this.main = h("main", { class: "explore-main", tabindex: "-1" });
    this.work = new Work(this);
    this.drop = new Drop(this);
    this.plan = new Plan(this);
    this.result = new Done(this);
    this.table = new Table(this);
    this.build(root);
    this.notices = new Notices(root, { undo: () => this.result.ask() });
    this.help = new Help(this);
    this.wire = new Wire(model, { patched: () => {}, worked: (job) => this.worked(job), lost: () => this.notices.lost(), pending: (number) => this.main.setAttribute("aria-busy", String(number > 0)) });
    window.addEventListener("popstate", () => this.filter(onlyOf(location.search), { quiet: true }));
  }

  get coming() {
    return this.job.state === "running" && this.job.work === "import";
  }

  get store() {
    return { job: this.job };
  }

  build(root) {
    this.name = h("span", { class: "project" });
    this.who = h("input", { class: "coder", "aria-label": "Who brings them in", title: "Your name, as the history shows it", maxlength: "80", autocomplete: "off", spellcheck: "false", value: this.coder, on: { change: () => this.setCoder() } });
    this.title = h("h1", { class: "view-title", tabindex: "-1" }, "Sources");
    this.about = h("p", { class: "view-about" });
    this.teach = h("div", { class: "teach" });
    this.limitsList = h("ul", { role: "list" });
    this.limitsBox = h("details", { class: "limits" }, h("summary", {}, "Limits, and how to change them"), h("p", { class: "quiet-words" }, "Each is set by an environment variable before the workbench is started."), this.limitsList);
    root.classList.add("explore", "sources", "at-list");
    this.main.append(h("div", { class: "view" }, h("header", { class: "view-head" }, this.title, this.about), this.drop.root, this.plan.root, this.result.root, this.result.undo, this.teach, this.table.root, this.limitsBox));
    root.append(h("header", { class: "top" }, h("div", { class: "top-name" }, this.name), nav(this.hello), h("div", { class: "top-acts" }, h("label", { class: "who" }, h("span", { class: "who-words" }, "Working as"), this.who))), this.work.root, this.main, h("div", { class: "drop-over", "aria-hidden": "true" }, "Let go to bring these files in"));
  }

  async start() {
    try {
      const found = await this.wire.ask("open", { ...this.only, first: 0 });
      this.limits = found.limits;
      this.limitsList.replaceChildren(...found.limits.words.map((words) => h("li", {}, words)));
      this.apply(found);
      const waiting = sessionStorage.getItem(BATCH);
      if (waiting) await this.comeBack(waiting);
    } catch (error) {
      this.notices.failed(error.message);
    }
    this.draw();
    document.getElementById("opening")?.remove();
    this.root.dataset.ready = "yes";
  }

  // After a reload: what waited is looked through again, and what was imported is told.
  async comeBack(waiting) {
    await this.fetchBatch(waiting);
    if (!this.batch.files.length && !this.done) return;
    if (!this.done && this.job.state !== "running") this.look();
  }

  apply({ table, head, job }) {
    this.head = head ?? this.head;
    if (table) this.table.reset(table);
    if (job) this.job = job;
  }

  rows(first) {
    return this.wire.ask("rows", { ...this.only, first });
  }

  async refresh() {
    const turn = ++this.turn;
    const found = await this.rows(0).catch(() => null);
    if (found && turn === this.turn) this.apply(found);
    this.draw();
  }

  filter(change, { quiet = false } = {}) {
    this.only = { ...this.only, ...change };
    if (!quiet) history.replaceState(null, "", addressOf(this.only));
    return this.refresh();
  }

  // What was imported is told until more is dropped.
  async begin() {
    if (this.done) await this.forget();
    await this.fetchBatch(this.batch?.id ?? "");
  }

  async fetchBatch(wanted) {
    const found = await this.wire.ask("batch", { batch: wanted });
    this.batch = found.batch;
    this.done = found.done;
    sessionStorage.setItem(BATCH, this.batch.id);
  }

  dropped(refused) {
    this.refused = [...this.refused, ...refused];
    if (this.batch?.files.length) this.look();
    this.draw();
  }

  // Looks through what waits; an answer that was overtaken is not shown.
  async look() {
    const turn = (this.looking = Symbol("look"));
    this.stage = "Reading";
    this.plan.problem = "";
    this.draw();
    const telling = setInterval(async () => {
      this.stage = (await this.wire.ask("planning").catch(() => ({}))).stage ?? "";
      this.plan.draw();
    }, 900);
    try {
      const { plan } = await this.wire.ask("plan", { batch: this.batch.id, mappings: this.plan.columns.said });
      if (turn === this.looking) this.planned = plan;
    } catch (error) {
      if (turn === this.looking && this.batch) this.notices.failed(error.message);
    } finally {
      clearInterval(telling);
      if (turn === this.looking) this.looking = null;
      this.draw();
    }
  }

  async leaveOut(number) {
    const { batch } = await this.wire.ask("drop", { batch: this.batch.id, files: [number] });
    this.batch = batch;
    if (batch.files.length) return this.look();
    return this.letGo();
  }

  async import() {
    const { planned } = this;
    if (!(planned?.new || planned?.answers) || this.looking) return;
    if (planned.corrected && !this.plan.how) return this.plan.refuse("Say first what becomes of the texts that were here before with other words.");
    try {
      const { job } = await this.wire.ask("import", { batch: this.batch.id, mappings: this.plan.columns.said, corrections: this.plan.how, coder: this.coder });
      this.planned = null;
      this.plan.forget();
      this.worked(job);
    } catch (error) {
      this.notices.failed(error.message);
    }
  }

  async letGo() {
    this.drop.cancel();
    await this.forget();
    this.drop.root.querySelector("button").focus();
  }

  async forget() {
    const { batch } = this;
    Object.assign(this, { batch: null, planned: null, done: null, refused: [], looking: null });
    this.plan.forget();
    sessionStorage.removeItem(BATCH);
    if (batch) await this.wire.ask("let-go", { batch: batch.id }).catch(() => null);
    this.draw();
  }

  // Every answer tells of the machine's work; only where that has changed is anything asked anew.
  async worked(job) {
    const before = this.job;
    this.job = job;
    const moved = before.state !== job.state || before.id !== job.id;
    if (moved && job.state !== "running" && this.root.dataset.ready) await this.ended(job);
    this.draw();
  }

  async ended({ work }) {
    const mine = work === "import" && this.batch;
    if (mine) await this.fetchBatch(this.batch.id).catch(() => null);
    await this.refresh();
    if (mine && this.done) this.result.root.querySelector("h2")?.focus();
    // What did not come in after all waits as before.
    else if (mine && this.batch.files.length) this.look();
  }

  draw() {
    const { table } = this.table;
    const whole = table?.whole ?? 0;
    const waits = Boolean(this.batch?.files.length || this.looking || this.refused.length);
    this.name.textContent = this.name.title = this.head.name;
    document.title = `Sources · ${this.head.name} · Sensemaking workbench`;
    this.about.textContent = whole ? `${count(whole - table.nEarlier, "source")} with ${count(table.nPassages, "passage")}, from ${count(table.imports.length, "import")}.` : this.coming ? "The files are coming in. You can go on elsewhere meanwhile." : "Nothing is here yet.";
    this.drop.draw({ limits: this.limits, whole: waits || this.done ? 1 : whole });
    this.teach.hidden = whole > 0 || waits || Boolean(this.done) || this.job.state === "running";
    if (!this.teach.hidden && !this.teach.firstChild) this.teach.append(...teaching());
    this.drop.root.hidden = this.coming;
    // What an import did is told at length below, once it has ended.
    const told = this.done && this.job.work === "import" && this.job.state === "done";
    this.work.draw({ job: told ? { state: "none" } : this.job, main: { kind: "" }, head: {}, themes: [] });
    if (!this.coming && !this.done) this.plan.draw();
    else this.plan.root.hidden = true;
    this.result.draw();
    this.table.draw();
  }

  setCoder() {
    this.coder = this.who.value.trim() || this.hello.coder;
    sessionStorage.setItem("coder", this.coder);
    this.who.value = this.coder;
  }
}

function teaching() {
  const step = (title, words) => h("li", {}, h("strong", {}, title), h("span", {}, words));
  return [
    h("h2", {}, "How it goes"),
    h("ol", { class: "teach-steps", role: "list" },
      step("Drop", "One file or a whole folder: reflections, workshop notes, voice notes, survey comments, transcripts. A table gives one source a row, a document one source."),
      step("Look", "You see what each file was recognised as, which columns hold what people wrote, what is new and what cannot come in, and why."),
      step("Import", "Only then is anything stored, on this machine. The latest import can be taken back as a whole.")),
    h("p", { class: "quiet-words" }, "Columns that name people stay out unless you ask for them. Names in the words are looked for when they come in, and shown to you before anybody else sees them."),
  ];
}

function onlyOf(search) {
  const query = new URLSearchParams(search);
  return Object.fromEntries(["words", "kind", "at", "show"].map((name) => [name, query.get(name) ?? ""]));
}

function addressOf(only) {
  const query = withRole(Object.fromEntries(Object.entries(only).filter(([, value]) => value))).toString();
  return query ? `?${query}` : location.pathname;
}

export function mount(model, root) {
  new Sources(model, root).start();
}

// The board: puts the parts together and keeps them in step with what the workbench says.

import { Acts } from "./acts.js";
import { Changes } from "./changes.js";
import { Cut } from "./cut.js";
import { h, opensElsewhere } from "./dom.js";
import { Drag } from "./drag.js";
import { Empty } from "./empty.js";
import { Evidence } from "./evidence.js";
import { Grain } from "./grain.js";
import { Header } from "./header.js";
import { History } from "./history.js";
import { Keys } from "./keys.js";
import { List } from "./list.js";
import { Memos } from "./memos.js";
import { Noted, scopesOf } from "./noted.js";
import { Notices } from "./notices.js";
import { Offers } from "./offers.js";
import { Passages } from "./passages.js";
import { Picker } from "./picker.js";
import { Queue } from "./queue.js";
import { Reason } from "./reason.js";
import { Review } from "./review.js";
import { Router } from "./router.js";
import { Salience } from "./salience.js";
import { Side } from "./side.js";
import { Store } from "./store.js";
import { ThemeHead } from "./theme.js";
import { Tour } from "./tour.js";
import { Wire } from "./wire.js";
import { Work } from "./work.js";

const NARROW = matchMedia("(max-width: 760px)");
const STRETCH = 100;
const TITLES = { aside: "Set aside", find: "Search", offers: "Offered", alike: "Reads alike", changes: "What the last run changed" };

class Board {
  constructor(model, root) {
    this.root = root;
    this.hello = model.hello;
    this.coder = sessionStorage.getItem("coder") || this.hello.coder;
    this.store = new Store();
    this.router = new Router((view) => this.arrive(view));
    this.acts = new Acts(this);
    this.header = new Header(this);
    this.work = new Work(this);
    this.grain = new Grain(this);
    this.list = new List(this);
    this.queue = new Queue(this);
    this.empty = new Empty(this);
    this.changes = new Changes(this);
    this.offers = new Offers(this);
    this.head = new ThemeHead(this);
    this.evidence = new Evidence(this);
    this.passages = new Passages(this);
    this.salience = new Salience(this);
    this.side = new Side(this);
    this.memos = new Memos(this);
    this.noted = new Noted(this);
    this.history = new History(this);
    this.freely = new Reason();
    this.review = new Review(this);
    this.tour = new Tour(this);
    this.build(root);
    this.notices = new Notices(root, { undo: () => this.acts.undo() });
    this.picker = new Picker(root);
    this.cut = new Cut(this);
    this.drag = new Drag(this);
    this.keys = new Keys(this);
    this.wire = new Wire(model, { patched: (patch) => this.patched(patch), worked: (job) => this.worked(job), lost: () => this.notices.lost(), pending: (number) => this.header.pending(number) });
  }

  build(root) {
    this.actsBeside = h("div", { class: "beside-acts" }, this.freely.root, this.noted.more);
    const reading = h("div", { class: "reading" }, this.head.root, this.actsBeside, this.noted.root, this.evidence.root, this.passages.root, this.offers.root);
    this.main = h("main", { class: "main", tabindex: "-1", "aria-label": "Open theme" }, this.queue.root, reading, this.review.root);
    root.append(this.header.root, this.work.root, this.tour.root, h("div", { class: "columns" }, this.list.root, this.main, this.side.root));
  }

  async start() {
    await this.arrive(this.router.view, { afresh: true });
    this.queue.restore();
    this.tour.offer(this.store);
    document.getElementById("opening")?.remove();
    this.root.dataset.ready = "yes";
  }

  patched(patch) {
    this.store.apply(patch);
    this.draw();
  }

  // How far the machine's work is; what it left behind comes as a patch.
  worked(job) {
    this.store.job = job;
    this.draw();
  }

  draw() {
    const parts = [this.header, this.work, this.grain, this.list, this.queue, this.head, this.noted, this.evidence, this.passages, this.offers, this.salience, this.side, this.review];
    for (const part of parts) part.draw(this.store);
    this.memos.draw();
    this.actsBeside.hidden = this.store.main.kind !== "theme";
    this.root.classList.toggle("at-list", this.router.view.kind === "nothing" && this.store.themes.length > 0);
  }

  // Opens what the address says; on a wide screen an empty address opens the first to decide.
  async arrive(view, { afresh = false, auto = true } = {}) {
    const before = this.store.identity(this.store.main);
    try {
      await this.ask(view, { most: STRETCH, afresh });
    } catch (error) {
      return this.notices.failed(error.message);
    }
    if (view.kind === "review" && !view.what && this.store.review.order.length) {
      this.router.replace({ kind: "review", what: this.review.queue[0] });
      return this.arrive(this.router.view);
    }
    const first = this.store.open[0];
    if (view.kind === "nothing" && first && auto && !NARROW.matches) {
      this.router.replace({ kind: "theme", what: first.id });
      return this.arrive(this.router.view);
    }
    this.settle(view);
    if (this.store.identity(this.store.main) !== before) this.moved();
  }

  // A review looks at one theme, and is told how much is left.
  ask({ kind, what }, details) {
    const review = kind === "review";
    return this.wire.ask("open", { ...details, kind: review ? (what ? "theme" : "nothing") : kind, what, review, coder: this.coder });
  }

  // Where the reason stands that goes with the next decision.
  get reason() {
    return this.review.on ? this.review.card.reason : this.freely;
  }

  // A candidate that became a code is at the code's address from now on.
  settle(view) {
    const id = this.store.theme?.id;
    if (view.kind === "theme" && id && id !== view.what) this.router.replace({ kind: "theme", what: id });
    this.draw();
  }

  moved() {
    this.main.scrollTop = 0;
    this.learn();
    if (this.side.form || ["source", "memos"].includes(this.side.showing)) this.side.close();
    const { main, head } = this.store;
    this.main.setAttribute("aria-label", TITLES[main.kind] ?? "Open theme");
    document.title = `${this.review.on ? "Review: " : ""}${this.store.theme?.title ?? TITLES[main.kind] ?? head.name} · Sensemaking workbench`;
    // A passage that others are compared with is meant along with them.
    if (main.kind === "alike") {
      this.store.cursor = main.what;
      this.select(main.what, { on: true });
    }
  }

  // What is nearly the same, near, or quiet among what is shown: looked up after it stands.
  async learn() {
    const { main, passages } = this.store;
    if (!["theme", "aside"].includes(main.kind) || !passages.length) return;
    const asked = { theme: main.kind === "theme" ? main.row.id : "", passages: passages.map((row) => row.id) };
    const found = await this.wire.ask("about", asked).catch(() => null);
    if (!found || this.store.identity(this.store.main) !== this.store.identity(main)) return;
    this.store.know(found.about);
    this.draw();
  }

  go(view, options) {
    this.router.push(view);
    return this.arrive(view, options);
  }

  follow(event, view) {
    if (opensElsewhere(event)) return;
    event.preventDefault();
    this.go(view);
  }

  find(words) {
    if (words) {
      if (this.router.view.kind === "find") this.router.replace({ kind: "find", what: words });
      return this.go({ kind: "find", what: words });
    }
    if (this.router.view.kind === "find") this.go({ kind: "nothing", what: "" });
    return null;
  }

  // After the open theme was seen to: the next question while questions are asked, else the next theme.
  onward(asked, next) {
    if (asked) return this.queue.ask();
    return this.go(next ? { kind: "theme", what: next } : { kind: "nothing", what: "" }, { auto: false });
  }

  // What C and D mean depends on what is open: a batch, a question, a theme.
  affirm() {
    if (this.offers.open) return this.offers.accept();
    if (this.queue.plain) return this.queue.yes();
    return this.store.main.code ? this.acts.describe() : this.acts.confirm();
  }

  deny() {
    if (this.offers.open) return this.offers.refuse();
    return this.queue.plain ? this.queue.no() : this.acts.dismiss();
  }

  alike(id = this.store.cursor) {
    if (id) return this.go({ kind: "alike", what: id });
    return this.notices.hint("Go to a passage first, with the arrow keys");
  }

  async showMore() {
    await this.ask(this.router.view, { most: this.store.passages.length + STRETCH });
    return this.learn();
  }

  showHistory() {
    return this.history.show();
  }

  async showSource(row) {
    const { source } = await this.wire.ask("source", { source: row.source, passage: row.id });
    this.side.source(source, row);
  }

  memoScopes() {
    return scopesOf(this.store);
  }

  memoOnTheme() {
    return this.memos.open(this.store.main.code ? "code" : "candidate");
  }

  memoOn(passage) {
    this.cursor(passage);
    return this.memos.open("passage");
  }

  setCoder(name) {
    this.coder = name.trim() || this.hello.coder;
    sessionStorage.setItem("coder", this.coder);
    this.draw();
  }

  select(id, how) {
    this.store.select(id, how);
    this.marked();
  }

  cursor(id) {
    this.store.cursor = id;
    this.passages.draw(this.store);
  }

  clear() {
    this.store.selected.clear();
    this.marked();
  }

  marked() {
    this.passages.draw(this.store);
    this.offers.draw(this.store);
  }

  toggle() {
    if (!this.store.cursor) this.step(1);
    if (this.store.cursor) this.select(this.store.cursor);
  }

  step(by) {
    const id = this.store.step(by);
    if (id) this.passages.focus(id);
    this.passages.draw(this.store);
  }

  // Shift with an arrow selects the passage that is left and the one that is reached.
  stepOn(by) {
    if (!this.store.cursor) return this.toggle();
    this.store.select(this.store.cursor, { on: true });
    this.step(by);
    return this.select(this.store.cursor, { on: true });
  }

  context() {
    const row = this.store.passages.find((each) => each.id === this.store.cursor);
    if (row) this.showSource(row);
    else this.notices.hint("Go to a passage first, with the arrow keys");
  }

  beside(by) {
    const id = this.list.beside(this.store.theme?.id, by);
    if (id) this.go({ kind: "theme", what: id });
  }

  escape() {
    if (this.store.selected.size) this.clear();
    else this.side.close();
  }

  // Turns the title into a field; Enter saves, Escape leaves it as it was.
  editTitle(save, root = this.head.root) {
    const title = root.querySelector(".title");
    const before = title.textContent;
    const field = h("input", { class: "title title-field", value: before, "aria-label": "Name", maxlength: "200", autocomplete: "off" });
    let ended = false;
    const end = (keep) => {
      // Taking the field away takes its focus, which would end it once more.
      if (ended) return;
      ended = true;
      if (field.isConnected) field.replaceWith(title);
      const name = field.value.trim();
      if (keep && name && name !== before) save(name);
    };
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter") end(true);
      if (event.key === "Escape") end(false);
    });
    field.addEventListener("blur", () => end(true));
    title.replaceWith(field);
    field.select();
  }
}

export function mount(model, root) {
  const board = new Board(model, root);
  board.start();
}

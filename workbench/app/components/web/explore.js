// Explore: looks around in what was confirmed. One question a view; the address says which.

import { h, opensElsewhere } from "./dom.js";
import { Drawer } from "./explore_drawer.js";
import { Find } from "./explore_find.js";
import { Line } from "./explore_line.js";
import { Matrix } from "./explore_matrix.js";
import { Places } from "./explore_places.js";
import { address, around, read, VIEWS } from "./explore_route.js";
import { generalViews, GeneralStory } from "./explore_general.js";
import { Story } from "./explore_story.js";
import { OverTime } from "./explore_time.js";
import { waiting } from "./explore_waiting.js";
import { Wall } from "./explore_wall.js";
import { Where } from "./explore_where.js";
import { nav } from "./nav.js";
import { Notices } from "./notices.js";
import { Picker } from "./picker.js";

class Explore {
  constructor(model, root) {
    this.root = root;
    this.hello = model.hello;
    this.coder = sessionStorage.getItem("coder") || this.hello.coder;
    this.start = { name: "", codes: [], attributes: [], saved: [], sources: 0, candidates: 0 };
    this.turn = 0;
    this.where = new Where(this);
    this.drawer = new Drawer(this);
    // Who sees no words looks at the same page in general terms.
    const { general } = this.hello;
    this.views = general ? generalViews(this) : { wall: new Wall(this), matrix: new Matrix(this), time: new OverTime(this), places: new Places(this), find: new Find(this) };
    this.story = general ? new GeneralStory(this) : new Story(this);
    this.build(root);
    this.notices = new Notices(root, { undo: () => this.undo() });
    this.picker = new Picker(root);
    this.line = new Line(model, { patched: () => this.look({ quiet: true }), worked: () => {}, lost: () => this.notices.lost(), pending: (number) => this.busy(number) });
    window.addEventListener("popstate", () => this.arrive());
    root.addEventListener("keydown", (event) => this.key(event));
  }

  build(root) {
    this.name = h("span", { class: "project" });
    this.saving = h("span", { class: "saved", "aria-hidden": "true" });
    this.who = h("input", { class: "coder", "aria-label": "Who decides", title: "Your name, as the history shows it", maxlength: "80", autocomplete: "off", spellcheck: "false", value: this.coder, on: { change: () => this.setCoder() } });
    this.tabs = h("nav", { class: "tabs", "aria-label": "Ways to look" });
    this.body = h("div", { class: "view" });
    this.main = h("main", { class: "explore-main", tabindex: "-1" }, this.body, this.hello.fewWords ? h("p", { class: "few-words" }, this.hello.fewWords) : null);
    root.classList.add("explore", "at-list");
    root.append(
      h("header", { class: "top" }, h("div", { class: "top-name" }, this.name), nav(this.hello), h("div", { class: "top-acts" }, this.saving, this.hello.general ? null : h("label", { class: "who" }, h("span", { class: "who-words" }, "Deciding as"), this.who))),
      h("div", { class: "bar" }, this.tabs, this.where.root),
      h("div", { class: "below" }, this.main, this.drawer.root));
  }

  async begin() {
    await this.arrive();
    document.getElementById("opening")?.remove();
    this.root.dataset.ready = "yes";
  }

  get current() {
    return this.view.barrier && this.view.show === "wall" ? this.story : this.views[this.view.show] ?? this.views.wall;
  }

  // Shows what the address says.
  async arrive({ focus = false } = {}) {
    const before = this.view;
    this.view = read();
    // Opening a cell changes what is beside the view, and leaves the view as it is.
    if (!before || around(before) !== around(this.view)) {
      this.drawTabs();
      await this.look();
      this.main.scrollTop = 0;
    }
    await this.drawer.follow(this.view);
    if (focus) this.body.querySelector("h1")?.focus({ preventScroll: true });
  }

  // Asks for the view anew; an answer that was overtaken by another question is not shown.
  async look({ quiet = false } = {}) {
    const turn = ++this.turn;
    const { view, current } = this;
    const here = this.root.dataset.ready ? () => {} : waiting(this);
    try {
      const start = await this.ask("start");
      if (turn !== this.turn) return;
      const answer = await current.ask(view);
      if (turn !== this.turn) return;
      this.start = start;
      this.name.textContent = this.name.title = start.name;
      this.where.draw(view, start);
      current.draw(answer, view);
      this.title();
      if (!quiet) this.notices.alert.hidden = true;
    } catch (error) {
      if (turn === this.turn) this.notices.failed(error.message);
    } finally {
      here();
    }
  }

  ask(name, details) {
    return this.line.ask(name, details);
  }

  title() {
    const heading = this.body.querySelector("h1")?.textContent ?? "Explore";
    document.title = `${heading} · ${this.start.name} · Sensemaking workbench`;
  }

  show(...parts) {
    this.keepFocus(() => this.body.replaceChildren(...parts.flat().filter(Boolean)));
  }

  // Changes elements of the view and leaves the focus on what is called as it was.
  keepFocus(change) {
    const focused = this.root.getRootNode().activeElement;
    const name = this.body.contains(focused) ? focused.dataset.focus : null;
    change();
    if (!name || focused.isConnected) return focused?.isConnected && name ? focused.focus({ preventScroll: true }) : undefined;
    return [...this.body.querySelectorAll("[data-focus]")].find((each) => each.dataset.focus === name)?.focus({ preventScroll: true });
  }

  go(change, { focus = false, replace = false } = {}) {
    // A cell that is open beside the view goes with anything else that changes.
    const next = { ...this.view, cell: "", at: "", ...change };
    if (address(next) !== address(this.view)) history[replace ? "replaceState" : "pushState"](null, "", address(next));
    return this.arrive({ focus });
  }

  // A link to another view, which the browser may also open in a tab of its own.
  link(words, change, props = {}) {
    const href = address({ ...blank(this.view), ...change });
    const press = (event) => {
      if (opensElsewhere(event)) return;
      event.preventDefault();
      this.go({ ...blank(this.view), ...change }, { focus: true });
    };
    return h("a", { href, ...props, on: { click: press } }, words);
  }

  drawTabs() {
    const tab = ([show, words]) => this.link(words, { show, barrier: show === "places" ? this.view.barrier : "" }, { class: "tab", "aria-current": show === this.view.show ? "page" : null });
    this.tabs.replaceChildren(...VIEWS.filter(([show]) => show in this.views).map(tab));
  }

  async undo() {
    try {
      const done = await this.ask("undo", { decision: this.latest ?? "", coder: this.coder });
      this.latest = null;
      await this.look();
      this.notices.hint(done.words);
    } catch (error) {
      this.notices.failed(error.message);
    }
  }

  told(done) {
    this.latest = done.decision;
    this.notices.told(done.words);
  }

  async showSource(row) {
    const { source } = await this.ask("source", { source: row.source, passage: row.id });
    this.drawer.source(source, row);
  }

  busy(number) {
    this.saving.textContent = number ? "…" : "";
    this.main.setAttribute("aria-busy", number ? "true" : "false");
  }

  setCoder() {
    this.coder = this.who.value.trim() || this.hello.coder;
    sessionStorage.setItem("coder", this.coder);
    this.who.value = this.coder;
  }

  key(event) {
    if (event.key === "Escape" && this.drawer.open) return this.drawer.leave();
    if (event.target.closest("input, select, textarea, dialog") || event.ctrlKey || event.metaKey || event.altKey) return null;
    if (event.key === "/" && this.views.find) {
      event.preventDefault();
      return this.toSearch();
    }
    if (event.key === "z" && this.latest) return this.undo();
    return null;
  }

  async toSearch() {
    if (this.view.show !== "find") await this.go({ ...blank(this.view), show: "find" });
    this.body.querySelector(".find-words")?.focus();
  }
}

// What stays when another view is opened: the conditions of where.
function blank({ where }) {
  return { show: "wall", where, barrier: "", by: "", share: "", kind: "", sees: "", facet: "", voices: "", form: "", words: "", meaning: "", within: "", cell: "", at: "" };
}

export function mount(model, root) {
  new Explore(model, root).begin();
}

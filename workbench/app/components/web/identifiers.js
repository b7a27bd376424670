// Names: what may point at somebody, decided one by one; texts with their masks; the project's lists.

import { button, h, iconButton, opensElsewhere, refill } from "./dom.js";
import { Line } from "./explore_line.js";
import { Again } from "./identifiers_again.js";
import { Ask } from "./identifiers_ask.js";
import { Keys } from "./identifiers_keys.js";
import { Lists } from "./identifiers_lists.js";
import { Reading } from "./identifiers_reading.js";
import { Texts } from "./identifiers_texts.js";
import { nav, withRole } from "./nav.js";
import { Notices } from "./notices.js";

const VIEWS = [["ask", "To decide"], ["texts", "Texts"], ["lists", "Lists"]];

class Names {
  constructor(model, root) {
    this.root = root;
    this.hello = model.hello;
    this.coder = sessionStorage.getItem("coder") || this.hello.coder;
    this.turn = 0;
    this.again = new Again(this);
    this.views = { ask: new Ask(this), texts: new Texts(this), text: new Reading(this), lists: new Lists(this) };
    this.build(root);
    this.notices = new Notices(root, { undo: () => this.step("undo") });
    this.keys = new Keys(this);
    this.line = new Line(model, { patched: () => this.look({ quiet: true }), worked: () => {}, lost: () => this.notices.lost(), pending: (number) => this.main.setAttribute("aria-busy", number ? "true" : "false") });
    window.addEventListener("popstate", () => this.look());
  }

  build(root) {
    this.name = h("span", { class: "project" });
    this.who = h("input", { class: "coder", "aria-label": "Who decides", title: "Your name, as the history shows it", maxlength: "80", autocomplete: "off", spellcheck: "false", value: this.coder, on: { change: () => this.setCoder() } });
    this.steps = Object.fromEntries([["undo", "Undo", "z Control+Z"], ["redo", "Redo", "Shift+Z"]].map(([name, words, keys]) => [name, iconButton(name, words, () => this.step(name), { "aria-keyshortcuts": keys })]));
    this.tabs = h("nav", { class: "tabs", "aria-label": "Ways to look" });
    this.meter = h("div", { class: "names-meter" });
    this.body = h("div", { class: "view names-view" });
    this.main = h("main", { class: "explore-main", tabindex: "-1" }, this.body);
    root.classList.add("explore", "names", "at-list");
    const help = iconButton("help", "Keyboard shortcuts (?)", () => this.keys.help(), { "aria-keyshortcuts": "?" });
    const past = iconButton("history", "History (h)", () => this.history(), { "aria-keyshortcuts": "h" });
    root.append(
      h("header", { class: "top" }, h("div", { class: "top-name" }, this.name), nav(this.hello), h("div", { class: "top-acts" }, this.steps.undo, this.steps.redo, past, help, h("label", { class: "who" }, h("span", { class: "who-words" }, "Deciding as"), this.who))),
      h("div", { class: "bar" }, this.tabs, this.meter),
      this.again.root,
      h("div", { class: "below" }, this.main));
  }

  get show() {
    const asked = new URLSearchParams(location.search);
    if (asked.get("text")) return "text";
    return this.views[asked.get("show")] ? asked.get("show") : "ask";
  }

  async begin() {
    await this.look();
    document.getElementById("opening")?.remove();
    this.root.dataset.ready = "yes";
  }

  // Asks for the view anew; an answer that another question has overtaken is not shown.
  async look({ quiet = false } = {}) {
    const turn = ++this.turn;
    const { show } = this;
    try {
      const answer = await this.views[show].ask();
      if (turn !== this.turn) return;
      this.draw(answer);
      if (!quiet) this.notices.alert.hidden = true;
    } catch (error) {
      if (turn === this.turn) this.notices.failed(error.message);
    }
  }

  draw(answer) {
    this.state = answer.state;
    this.name.textContent = this.name.title = answer.project;
    this.drawTabs();
    this.drawMeter();
    this.again.draw(answer.state.again);
    this.views[this.show].draw(answer);
    document.title = `${this.body.querySelector("h1")?.textContent ?? "Names"} · ${answer.project} · Sensemaking workbench`;
  }

  drawTabs() {
    const { show, state } = this;
    const here = show === "text" ? "texts" : show;
    const tab = ([name, words], at) => h("a", { class: "tab", href: this.address({ show: name }), "data-focus": `tab ${name}`, "aria-current": name === here ? "page" : null, "aria-keyshortcuts": String(at + 1), on: { click: (event) => this.follow(event, { show: name }) } }, words, name === "ask" && state.open ? h("span", { class: "tab-n" }, state.open.toLocaleString("en-GB")) : null);
    this.tabs.replaceChildren(...VIEWS.map(tab));
    for (const name of ["undo", "redo"]) {
      const words = state[name];
      const verb = name === "undo" ? "Undo" : "Redo";
      this.steps[name].disabled = !words;
      this.steps[name].title = words ? `${verb}: ${words}` : `Nothing to ${name}`;
      this.steps[name].setAttribute("aria-label", this.steps[name].title);
    }
  }

  drawMeter() {
    const { open, masked, sources, cleared } = this.state;
    const share = sources ? Math.round((100 * cleared) / sources) : 0;
    const bar = h("span", {});
    bar.style.width = `${share}%`;
    const said = (number) => number.toLocaleString("en-GB");
    this.meter.replaceChildren(
      h("span", { class: "meter-words" }, h("strong", {}, said(open)), " open · ", h("strong", {}, said(masked)), " masked · ", h("strong", {}, `${said(cleared)} of ${said(sources)}`), " texts cleared"),
      h("div", { class: "meter", role: "progressbar", "aria-label": "Texts cleared", "aria-valuemin": "0", "aria-valuemax": "100", "aria-valuenow": String(share) }, bar));
  }

  ask(name, details = {}) {
    return this.line.ask(name, { coder: this.coder, ...details });
  }

  put(...parts) {
    refill(this.body, ...parts);
  }

  address(query) {
    const address = new URL(location.href);
    address.search = withRole(query.show === "ask" ? {} : query).toString();
    return address.href;
  }

  follow(event, query) {
    if (opensElsewhere(event)) return;
    event.preventDefault();
    this.go(query);
  }

  async go(query) {
    history.pushState(null, "", this.address(query));
    this.main.scrollTop = 0;
    await this.look();
    this.body.querySelector("h1")?.focus({ preventScroll: true });
  }

  // Does something that is saved when the answer is here; what it says is told, with the way back.
  async act(name, details = {}, { canUndo = true } = {}) {
    if (this.acting) return null;
    this.acting = true;
    try {
      const done = await this.ask(name, { seen: this.state?.seq, ...details });
      await this.look({ quiet: true });
      this.notices.told(done.words, { canUndo });
      return done;
    } catch (error) {
      await this.look({ quiet: true });
      this.notices.failed(error.message);
      return null;
    } finally {
      this.acting = false;
    }
  }

  step(name) {
    return this.act(name, {}, { canUndo: name === "redo" });
  }

  async history() {
    const { lines } = await this.ask("history");
    const line = ({ words, coder, at }) => h("li", {}, h("span", {}, words), h("span", { class: "quiet-words" }, `${coder} · ${at.slice(0, 16).replace("T", " ")}`));
    this.past?.remove();
    this.past = h("dialog", { class: "help", "aria-label": "History", on: { click: (event) => { if (event.target === this.past) this.past.close(); }, keydown: (event) => event.stopPropagation() } },
      h("div", { class: "help-box" }, h("div", { class: "side-head" }, h("h2", {}, "History"), iconButton("close", "Close", () => this.past.close())),
        lines.length ? h("ol", { class: "names-past" }, ...lines.map(line)) : h("p", { class: "quiet-words" }, "Nothing was decided yet.")));
    this.root.append(this.past);
    this.past.showModal();
  }

  clearAll() {
    return this.act("clear", {});
  }

  setCoder() {
    this.coder = this.who.value.trim() || this.hello.coder;
    sessionStorage.setItem("coder", this.coder);
    this.who.value = this.coder;
  }
}

// What stands where there is nothing to show: what it means, and what to do next.
export function nothing(title, words, ...acts) {
  return h("div", { class: "nothing" }, h("h1", { class: "view-title", tabindex: "-1" }, title), h("p", {}, words), acts.length ? h("p", { class: "nothing-acts" }, ...acts) : null);
}

export function clearButton(app, kind = "") {
  const { ready } = app.state;
  const many = ready === 1 ? "1 text" : `${ready.toLocaleString("en-GB")} texts`;
  return ready ? button(`Clear ${many} with nothing open`, { key: "C", kind, act: "clear all", press: () => app.clearAll() }) : null;
}

export function mount(model, root) {
  new Names(model, root).begin();
}

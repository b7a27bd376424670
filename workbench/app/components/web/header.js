// The bar on top: which project, search, the way back and forward, export, and who decides.

import { h, icon, iconButton, kbd } from "./dom.js";
import { nav } from "./nav.js";

export class Header {
  // `machine`: whether the menu sets the machine to work, as the board's does.
  constructor(app, { machine = true } = {}) {
    this.app = app;
    this.machine = machine;
    this.name = h("a", { class: "project", href: location.pathname, on: { click: (event) => app.follow(event, { kind: "nothing", what: "" }) } });
    this.saved = h("span", { class: "saved", "aria-live": "polite" });
    this.search = h("input", {
      type: "search", class: "search", placeholder: "Search", "aria-label": "Search passages and themes",
      "aria-keyshortcuts": "/", autocomplete: "off", on: { input: () => this.typed(), keydown: (event) => this.key(event) },
    });
    this.undo = this.step("undo", () => app.acts.undo());
    this.redo = this.step("redo", () => app.acts.redo());
    this.coder = h("input", {
      class: "coder", "aria-label": "Who decides", title: "Your name, as the history shows it", maxlength: "80", autocomplete: "off", spellcheck: "false",
      on: { change: () => app.setCoder(this.coder.value) },
    });
    this.root = h("header", { class: "top" },
      h("div", { class: "top-name" }, iconButton("back", "Back to the list", () => app.go({ kind: "nothing", what: "" }), { class: "icon-button only-narrow back" }), this.name),
      nav(app.hello),
      h("div", { class: "top-search" }, icon("search"), this.search, kbd("/")),
      h("div", { class: "top-acts" }, this.saved, this.undo.root, this.redo.root, this.menu(), this.who()));
  }

  step(name, press) {
    const words = h("span", { class: "step-words" });
    const verb = h("span", { class: "step-verb" }, name === "undo" ? "Undo" : "Redo");
    const root = h("button", { type: "button", class: `step step-${name}`, "aria-keyshortcuts": name === "undo" ? "z Control+Z" : "Shift+Z Control+Shift+Z", on: { click: press } }, icon(name), verb, words);
    return { root, words, name };
  }

  menu() {
    const links = this.app.hello.formats.map(({ format, words }) => h("a", { href: `export/${encodeURIComponent(format)}`, download: "", class: "menu-item", role: "menuitem", on: { click: () => (menu.open = false) } }, words));
    const item = (words, key, press) => h("button", { type: "button", class: "menu-item", role: "menuitem", on: { click: () => { menu.open = false; press(); } } }, h("span", {}, words), key ? kbd(key) : null);
    const menu = h("details", { class: "menu", on: { keydown: (event) => { if (event.key === "Escape" && menu.open) { menu.open = false; summary.focus(); event.stopPropagation(); } } } });
    const summary = h("summary", { class: "icon-button wide", "aria-label": this.machine ? "Menu: look for candidates, export, and more" : "Menu: export, history and more" }, icon("menu"), h("span", { class: "menu-words" }, "Menu"));
    const work = this.machine ? [h("p", { class: "menu-head" }, "Work"),
      item("Look for candidates", "", () => this.app.work.start("propose")), item("Learn from what was decided", "", () => this.app.work.start("suggest")),
      item("What the last run changed", "", () => this.app.go({ kind: "changes", what: "" }))] : [];
    menu.append(summary, h("div", { class: "menu-list", role: "menu" }, ...work,
      h("p", { class: "menu-head" }, "Export"), ...(links.length ? links : [h("p", { class: "menu-none" }, "Nothing can be exported here.")]),
      h("p", { class: "menu-head" }, "More"), item("History", "H", () => this.app.showHistory()), item("Keyboard shortcuts", "?", () => this.app.keys.help())));
    document.addEventListener("click", (event) => { if (!event.composedPath().includes(menu)) menu.open = false; });
    this.history = iconButton("history", "History (h)", () => this.app.showHistory(), { "aria-keyshortcuts": "h", class: "icon-button only-wide" });
    return h("div", { class: "menus" }, this.history, menu);
  }

  who() {
    return h("label", { class: "who" }, h("span", { class: "who-words" }, "Deciding as"), this.coder);
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.find(), 180);
  }

  find() {
    clearTimeout(this.timer);
    this.timer = null;
    this.app.find(this.search.value.trim());
  }

  key(event) {
    if (event.key === "Escape") {
      this.search.value = "";
      this.app.find("");
      this.search.blur();
    }
    if (event.key === "Enter") this.find();
  }

  draw({ head, main }) {
    if (!head) return;
    this.name.textContent = head.name;
    this.name.title = head.name;
    for (const step of [this.undo, this.redo]) {
      const { words, coder } = head[step.name];
      const whose = coder && coder !== this.app.coder ? `${coder} ` : "";
      step.words.textContent = words ? `: ${whose}${words}` : "";
      step.root.disabled = !words;
      const verb = step.name === "undo" ? "Undo" : "Redo";
      const sentence = words ? `${verb}: ${whose}${words}` : `Nothing to ${step.name}`;
      step.root.title = `${sentence} (${step.name === "undo" ? "z" : "shift z"})`;
      step.root.setAttribute("aria-label", sentence);
    }
    if (this.coder !== this.coder.getRootNode().activeElement) this.coder.value = this.app.coder;
    // What is being typed stays, also where an act that was done before draws its answer meanwhile.
    const typing = this.timer || this.search === this.search.getRootNode().activeElement;
    if (main.kind !== "find" && !typing) this.search.value = "";
    if (main.kind === "find" && !this.search.value) this.search.value = main.what;
  }

  pending(number) {
    this.saved.textContent = number ? "…" : "";
  }

  stored() {
    this.saved.textContent = "Saved";
    clearTimeout(this.fade);
    this.fade = setTimeout(() => (this.saved.textContent = ""), 4000);
  }
}

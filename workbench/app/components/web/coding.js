// Coding: a whole source to be read and coded in the text, with the codebook and the sources beside it.

import { Codebook } from "./codebook.js";
import { CodingActs } from "./codingacts.js";
import { CodingKeys } from "./codingkeys.js";
import { addressOf, viewOf } from "./codingroute.js";
import { CodingStore } from "./codingstore.js";
import { button, h, kbd, opensElsewhere } from "./dom.js";
import { Header } from "./header.js";
import { Hand } from "./hand.js";
import { Held } from "./held.js";
import { Memos } from "./memos.js";
import { Notices } from "./notices.js";
import { Palette } from "./palette.js";
import { Selecting } from "./selecting.js";
import { Side } from "./side.js";
import { SourceList } from "./sourcelist.js";
import { SourceText } from "./sourcetext.js";
import { Wire } from "./wire.js";

class Coding extends Hand {
  constructor(model, root) {
    super();
    this.root = root;
    root.classList.add("coding");
    this.hello = model.hello;
    this.coder = sessionStorage.getItem("coder") || this.hello.coder;
    this.store = new CodingStore();
    this.view = viewOf(location.search);
    this.acts = new CodingActs(this);
    this.header = new Header(this, { machine: false });
    this.header.search.setAttribute("aria-label", "Search the sources");
    this.codebook = new Codebook(this);
    this.list = new SourceList(this);
    this.main = h("main", { class: "main", tabindex: "-1", "aria-label": "Source", on: { scroll: () => this.placed() } });
    this.text = new SourceText(this, this.main);
    this.selecting = new Selecting(this, this.text);
    this.palette = new Palette(this);
    this.card = new Held(this);
    this.side = new Side(this);
    this.memos = new Memos(this);
    this.build(root);
    this.notices = new Notices(root, { undo: () => this.acts.undo() });
    this.keys = new CodingKeys(this);
    this.wire = new Wire(model, { patched: (patch) => this.patched(patch), worked: () => {}, lost: () => this.notices.lost(), pending: (number) => this.header.pending(number) });
    window.addEventListener("popstate", () => this.arrive(viewOf(location.search)));
  }

  build(root) {
    this.tabs = ["Codebook", "Sources"].map((name) => h("button", { type: "button", class: "tab", role: "tab", id: `tab-${name}`, "aria-controls": "beside-panel", on: { click: () => this.showTab(name) } }, name));
    this.panel = h("div", { class: "beside-panel", id: "beside-panel", role: "tabpanel" }, this.codebook.root, this.list.root);
    const shut = button("Back to the text", { kind: "small only-narrow", press: () => this.root.classList.remove("at-list") });
    const column = h("nav", { class: "list", "aria-label": "Codebook and sources" }, h("div", { class: "tabs", role: "tablist", "aria-label": "Beside the text" }, ...this.tabs, shut), this.panel);
    this.hint = h("p", { class: "hint", id: "how-to-code" }, h("span", { class: "only-narrow" }, "Select words, then say what they are about. Tap a coding to change it."), h("span", { class: "only-wide" }, "Select words, or press ", kbd("↓"), " for the next unit of meaning; then type what they are about. ", kbd("?"), " lists all keys."));
    this.reading = h("div", { class: "coding-reading" }, this.list.head, this.hint, this.text.root, this.palette.root, this.card.root, ...this.card.handles);
    this.main.append(this.reading);
    root.append(this.header.root, h("div", { class: "columns coding-columns" }, column, this.main, this.side.root));
    this.showTab("Codebook", { quiet: true });
  }

  async start() {
    await this.arrive(this.view, { afresh: true });
    document.getElementById("opening")?.remove();
    this.root.dataset.ready = "yes";
  }

  async arrive(view, { afresh = false } = {}) {
    const before = this.store.text?.id;
    this.view = view;
    this.store.words = view.words;
    try {
      await this.wire.ask("open", { source: view.source, uncoded: view.uncoded, words: view.words, afresh });
    } catch (error) {
      return this.notices.failed(error.message);
    }
    const now = this.store.text?.id ?? "";
    if (now !== view.source) {
      this.view = { ...view, source: now };
      history.replaceState(null, "", addressOf(this.view));
    }
    if (before !== now) this.moved(view);
    this.draw();
    if (view.passage) this.showPassage(view.passage);
  }

  moved({ passage }) {
    this.letGo();
    this.here = 0;
    this.after = 0;
    if (!passage) this.main.scrollTop = 0;
    const { text, head } = this.store;
    const name = text ? text.external || text.title : head.name;
    this.text.root.setAttribute("aria-label", `Source ${name}`);
    document.title = `${name} · Coding · Sensemaking workbench`;
    this.root.classList.remove("at-list");
  }

  go(view = {}) {
    // The bar on top asks for the list when it goes back.
    if ("kind" in view) return this.root.classList.add("at-list");
    if (!view.source) return null;
    const next = { ...this.view, passage: "", ...view };
    if (addressOf(next) !== addressOf(this.view)) history.pushState(null, "", addressOf(next));
    return this.arrive(next);
  }

  follow(event, view) {
    if (opensElsewhere(event) || "kind" in view) return;
    event.preventDefault();
    this.go(view);
  }

  find(words) {
    if (words !== this.view.words) this.filter({ words });
    if (words) this.showTab("Sources", { quiet: true });
  }

  async filter(change) {
    const next = { ...this.view, passage: "", ...change };
    history.replaceState(null, "", addressOf(next));
    await this.arrive(next);
    const { total } = this.store.list;
    this.notices.read(`${total} sources in the list`);
    if (change.words) this.hit(1, { first: true });
  }

  turn(where) {
    const id = this.store.list[where];
    if (id) this.go({ source: id });
    else this.notices.hint(where === "after" ? "This is the last source of the list" : "This is the first source of the list");
  }

  patched(patch) {
    this.store.apply(patch);
    this.rehold();
    this.draw();
    // Who else noted something, or renamed the code, is told there, too.
    if (this.card.open) this.card.show(this.held);
  }

  draw() {
    this.header.draw(this.store);
    this.codebook.draw(this.store);
    this.list.draw(this.store);
    this.hint.hidden = this.text.root.hidden = !this.store.text;
    if (this.store.lanes) this.text.draw(this.store);
    this.side.draw({ main: this.store.main });
    this.memos.draw();
  }

  // What a memo can be on: what is in hand before what is around it.
  memoScopes() {
    const { text, byCode } = this.store;
    const code = byCode.get(this.held?.code ?? this.code);
    const words = this.held && { on: "passage", about: this.held.passage, name: "These words", told: this.store.quote(this.held) };
    const coded = code && { on: "code", about: code.id, name: "The code", told: code.name };
    const source = text && { on: "source", about: text.id, name: "The source", told: text.external || text.title };
    return [words, words && coded, source, !words && coded, { on: "project", about: "", name: "The project", told: this.store.head?.name ?? "" }].filter(Boolean);
  }

  // Leads from a memo to the words it is on, coded or not.
  showMemo({ about, span }) {
    const coded = this.store.codings.find((row) => row.passage === about);
    if (coded) return this.hold(coded, { reveal: true });
    const [start, end] = span;
    this.selecting.mark({ start, end });
    return this.text.reveal({ start, end });
  }

  openCode(id) {
    this.code = this.code === id ? null : id;
    this.codebook.draw(this.store);
  }

  showTab(name = this.tab === "Codebook" ? "Sources" : "Codebook", { quiet = false } = {}) {
    this.tab = name;
    for (const tab of this.tabs) {
      const on = tab.textContent === name;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
    }
    this.codebook.root.hidden = name !== "Codebook";
    this.list.root.hidden = name !== "Sources";
    this.panel.setAttribute("aria-labelledby", `tab-${name}`);
    if (!quiet) (this.panel.querySelector("[tabindex='0'], [aria-current], a.row, .code-row") ?? this.tabs[0]).focus();
  }

  async showHistory() {
    const { lines } = await this.wire.ask("history");
    this.side.history(lines);
  }

  describe(row) {
    this.acts.describe(row);
  }

  rename(row) {
    this.acts.rename(row);
  }

  setCoder(name) {
    this.coder = name.trim() || this.hello.coder;
    sessionStorage.setItem("coder", this.coder);
    this.draw();
  }
}

export function mount(model, root) {
  const coding = new Coding(model, root);
  coding.start();
}

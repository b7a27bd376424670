// Search: by words, by what means the same, by where people spoke; what is found can be coded as a whole.

import { button, count, h, icon, iconButton, redraw } from "./dom.js";
import { heading, more, noBarriers, quote, select } from "./explore_parts.js";
import { Naming } from "./explore_naming.js";

const STRETCH = 50;
const WAIT = 220;
const BY = { words: "these words", meaning: "means the same", code: "coded alike" };

export class Find {
  constructor(app) {
    this.app = app;
    this.struck = new Set();
    this.most = STRETCH;
    this.field = h("input", { type: "search", class: "field find-words", "aria-label": "What to look for", "aria-keyshortcuts": "/", placeholder: "Words, a “phrase”, or what it means: people frightened to decide", autocomplete: "off", "data-focus": "words", on: { input: () => this.typed(), keydown: (event) => { if (event.key === "Enter") this.now(); } } });
    this.meaning = h("input", { type: "checkbox", "data-focus": "meaning", on: { change: () => this.now() } });
    this.naming = new Naming(app);
    this.how = h("div", { class: "find-how" });
    this.results = h("div", { class: "find-results" });
    this.frame = h("div", {}, heading("Search"), h("div", { class: "find", role: "search" }, h("div", { class: "find-line" }, icon("search"), this.field), this.how), this.results);
  }

  ask(view) {
    const { words, where, within } = view;
    if (!this.ready) this.ready = this.app.line.wire.ask("ready").catch(() => null);
    const key = JSON.stringify([words, where, within, view.meaning]);
    if (key !== this.key) {
      this.struck.clear();
      this.most = STRETCH;
    }
    this.key = key;
    if (!words && !where.length && !within) return Promise.resolve(null);
    return this.app.ask("find", { words, where, within, meaning: view.meaning !== "no", most: this.most });
  }

  draw(found, view) {
    if (!this.app.start.sources) return this.app.show(noBarriers(this.app));
    this.found = found;
    if (this.field !== this.field.getRootNode().activeElement) this.field.value = view.words;
    this.meaning.checked = view.meaning !== "no";
    const within = [["", "In all passages"], ["uncoded", "Only what no code holds"], ...this.app.start.codes.map((each) => [each.id, `In: ${each.title}`])];
    // The field stays where it is while its results change: whoever types is not interrupted.
    if (!this.frame.isConnected) this.app.show(this.frame);
    this.app.keepFocus(() => {
      // What is the same stays as it is: a button that is put anew while it is pressed hears no click.
      redraw(this.how, [within, view], () => [h("label", { class: "tick" }, this.meaning, "also what means the same in other words"), select("Where to look", within, view.within, (value) => this.app.go({ within: value })), this.keeping(view)]);
      redraw(this.results, [this.key, this.app.start.saved, found, [...this.struck]], () => [this.saved(), found ? this.result(found) : this.hints()].flat());
    });
  }

  hints() {
    return h("p", { class: "quiet-words find-hint" }, "Words must all be in one passage; the last may be a beginning; put a phrase in double quotes. With the tick, passages that say the same in other words are found, too. Narrow it down with “Only where” above.");
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now({ replace: Boolean(this.app.view.words) }), WAIT);
  }

  // While one is typing, the address follows without leaving a trail of half words behind.
  now({ replace = false } = {}) {
    clearTimeout(this.timer);
    return this.app.go({ words: this.field.value.trim(), meaning: this.meaning.checked ? "" : "no" }, { replace });
  }

  result(found) {
    if (!found.total) return h("div", { class: "nothing" }, h("h2", {}, "Nobody said that"), h("p", {}, found.message || "Try fewer words, another form of them, or what it means."));
    const line = `${count(found.total, "passage")} by ${count(found.people, "person")}`;
    return [
      h("p", { class: "find-n", role: "status" }, h("strong", {}, line), found.message ? h("span", { class: "quiet-words" }, ` ${found.message}`) : null),
      this.codes(found.codes),
      this.acts(found),
      h("ul", { class: "saids hits", role: "list", "aria-label": "What was found" }, ...found.hits.map((hit) => this.hit(hit))),
      more(found.hits.length, found.total, () => { this.most += STRETCH; return this.app.look({ quiet: true }); }),
    ];
  }

  codes(codes) {
    if (!codes.length) return null;
    const link = (each) => h("li", {}, this.app.link(each.name, { barrier: each.id }, { class: `code-chip chip-${each.kind}` }), h("span", { class: "quiet-words" }, each.near ? "means something near" : `holds ${each.hits} of the best`));
    return h("ul", { class: "found-codes", role: "list", "aria-label": "Codes that are near" }, ...codes.slice(0, 5).map(link));
  }

  hit(hit) {
    const box = h("input", { type: "checkbox", class: "pick", checked: !this.struck.has(hit.id), "aria-label": `Take along: ${hit.quote.slice(0, 60)}`, "data-focus": `take ${hit.id}`, on: { change: () => this.strike(hit.id, !box.checked) } });
    const codes = hit.themes.map(([id]) => this.app.start.codes.find((each) => each.id === id)).filter(Boolean);
    const held = codes.map(({ id, title, kind }) => this.app.link(title, { barrier: id }, { class: `code-chip chip-${kind}` }));
    const why = hit.by.map((each) => h("span", { class: `why why-${each}` }, BY[each]));
    const item = quote(this.app, hit, ...why, ...held);
    item.prepend(box);
    item.classList.toggle("left-out", !box.checked);
    return item;
  }

  strike(id, out) {
    if (out) this.struck.add(id);
    else this.struck.delete(id);
    this.draw(this.found, this.app.view);
  }

  acts({ total }) {
    const taken = total - this.struck.size;
    const all = this.struck.size ? `${taken.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")}` : `all ${total.toLocaleString("en-GB")}`;
    return h("div", { class: "find-acts", role: "toolbar", "aria-label": "The whole result" },
      button(`Add ${all} to a code…`, { kind: "primary", act: "add", disabled: !taken, press: () => this.add(all) }),
      button(`New code from ${all}…`, { act: "create", disabled: !taken, press: () => this.create(all) }));
  }

  add(all) {
    const rows = this.app.start.codes;
    if (!rows.length) return this.create(all);
    const preview = async (row) => `“${row.title}” holds ${count(row.n, "passage")} from ${count(row.people, "person")}; what is there already stays as it is.`;
    return this.app.picker.open({ title: `Add ${all} to…`, verb: "Add", rows, preview, done: (row) => this.code({ to: row.id }) });
  }

  create(all) {
    return this.naming.open({ title: `New code from ${all}`, verb: "Make it", start: this.app.view.words, done: (name) => this.code({ name }) });
  }

  async code(how) {
    const { result, seen } = this.found;
    try {
      const done = await this.app.ask("code", { ...how, result, seen, struck: [...this.struck], coder: this.app.coder });
      await this.app.look({ quiet: true });
      this.app.told(done);
    } catch (error) {
      this.app.notices.failed(error.message);
    }
  }

  keeping(view) {
    const nothing = !view.words && !view.where.length && !view.within;
    return button("Keep this search…", { kind: "quiet", act: "keep", disabled: nothing, press: () => this.naming.open({ title: "Keep this search as", verb: "Keep", start: view.words, done: (name) => this.keep(name, view) }) });
  }

  async keep(name, { words, where, within, meaning }) {
    try {
      const { kept } = await this.app.ask("keep", { name, words, where, within, meaning: meaning !== "no", coder: this.app.coder });
      await this.app.look({ quiet: true });
      this.app.notices.hint(`kept as “${kept}”`);
    } catch (error) {
      this.app.notices.failed(error.message);
    }
  }

  saved() {
    const { saved } = this.app.start;
    if (!saved.length) return null;
    const item = ({ id, name, search }) => {
      const where = search.where;
      const change = { show: "find", words: search.words, within: search.within, meaning: search.meaning ? "" : "no", where };
      return h("li", { class: "kept" }, this.app.link(name, change, { class: "kept-name", "data-focus": `kept ${id}` }), iconButton("close", `Forget “${name}”`, () => this.forget(id), { class: "icon-button kept-forget" }));
    };
    return h("div", { class: "kepts" }, h("span", { class: "quiet-words", id: "kept-words" }, "Kept"), h("ul", { class: "kept-list", role: "list", "aria-labelledby": "kept-words" }, ...saved.map(item)));
  }

  async forget(id) {
    await this.app.ask("forget", { id });
    await this.app.look({ quiet: true });
  }
}

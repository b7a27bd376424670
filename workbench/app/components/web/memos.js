// Memos: notes on whatever is open, read and written in the panel beside it; the same on every page.
//
// A page that mounts this has `side`, `wire`, `acts.act(act)`, `store.memosOn(on, about)`, `store.memos` and
// `memoScopes()`: what a memo can be on at the moment, the nearest first, as { on, about, name, told }.

import { button, h, reconcile, short } from "./dom.js";
import { sent, since } from "./sending.js";
import { drafts } from "./wire.js";

const KINDS = [["analytic", "Analytic", "What it may mean"], ["reflexive", "Reflexive", "What it does to you who read it"], ["method", "Method", "How you went about it"]];

export class Memos {
  constructor(app) {
    this.app = app;
    this.scope = null;
  }

  get shown() {
    return this.app.side.showing === "memos";
  }

  // Opens the memos on what is nearest, or on the nearest thing of a kind.
  open(on) {
    const scopes = this.app.memoScopes();
    const scope = on ? scopes.find((each) => each.on === on) : scopes[0];
    if (!scope) return this.app.notices.hint("Choose a code first: click a coding, or a code of the codebook");
    this.scopes = scopes;
    this.choose(scope);
    return null;
  }

  choose(scope) {
    this.scope = scope;
    this.editing = null;
    this.tabs = h("div", { class: "segments memo-scopes", role: "group", "aria-label": "Memos on" });
    this.about = h("p", { class: "memo-about", dir: "auto" }, scope.told ? short(scope.told.replaceAll("\n", " "), 160) : "");
    this.list = h("ul", { class: "memos", role: "list" });
    this.composer = this.form({ name: `memo ${scope.on} ${scope.about}`, words: "New memo", start: { kind: "analytic", text: "" }, submit: "Save the memo", save: (values) => sent(this.app, { verb: "note", about_kind: scope.on, about: scope.about, ...values }) });
    this.app.side.show("memos", "Memos", [this.tabs, this.about, this.list, this.composer], { focus: this.composer.querySelector("textarea") });
    this.draw();
  }

  // What is being written stays; what others wrote comes in around it.
  draw() {
    if (!this.shown) return;
    const { store } = this.app;
    this.tabs.replaceChildren(...this.scopes.map((scope) => this.tab(scope, store.memosOn(scope.on, scope.about).length)));
    const rows = store.memosOn(this.scope.on, this.scope.about);
    const inside = this.scope.on === "source" ? store.memos.filter((each) => each.on === "passage") : [];
    if (this.editing && !rows.some((row) => row.id === this.editing)) this.editing = null;
    const items = [...rows.map((row) => ({ row, words: row.id === this.editing ? "being changed" : JSON.stringify(row) })), ...inside.map((row) => ({ row, quote: row.name, words: JSON.stringify(row) }))];
    const make = ({ row, quote, words }) => (words === "being changed" ? this.changing(row) : this.item(row, quote));
    reconcile(this.list, items, ({ row, words }) => `${row.id} ${words}`, make, () => {});
  }

  tab(scope, number) {
    const on = scope === this.scope;
    return h("button", { type: "button", class: "memo-scope", "aria-pressed": String(on), on: { click: () => this.choose(scope) } }, scope.name, number ? h("span", { class: "memo-n" }, ` ${number}`) : null);
  }

  item(row, quote = "") {
    const changed = row.changedBy ? `, changed by ${row.changedBy} ${moment(row.changedAt)}` : "";
    const [, kind] = KINDS.find(([value]) => value === row.kind);
    return h("li", { class: "memo", "data-memo": row.id },
      quote ? h("button", { type: "button", class: "memo-quote", dir: "auto", on: { click: () => this.app.showMemo?.(row) } }, h("q", {}, short(quote.replaceAll("\n", " "), 120))) : null,
      h("p", { class: "memo-text", dir: "auto" }, row.text),
      h("p", { class: "memo-from" }, h("span", { class: `memo-kind memo-${row.kind}` }, kind), ` ${row.coder || "Somebody"}, ${moment(row.at)}${changed}`),
      h("div", { class: "memo-acts" },
        quote ? null : button("Change", { kind: "small", act: `change ${row.id}`, press: () => this.change(row) }),
        button("Remove", { kind: "small", act: `remove ${row.id}`, press: () => this.remove(row) })));
  }

  change(row) {
    this.editing = row.id;
    this.draw();
    this.list.querySelector("textarea").focus();
  }

  changing(row) {
    const { store } = this.app;
    const change = since(this.app, (values, seen) => sent(this.app, { verb: "change-memo", memo: row.id, ...values }, seen));
    const save = async (values) => {
      try {
        await change(values);
      } catch (error) {
        const now = store.memos.find((each) => each.id === row.id);
        throw error.stale && now ? new Error(`${error.message} It says now: “${short(now.text, 200)}”.`) : error;
      }
      this.shut();
    };
    return h("li", { class: "memo" }, this.form({ name: `change memo ${row.id}`, words: "The memo", start: row, submit: "Save the change", save, cancel: () => this.shut() }));
  }

  shut() {
    this.editing = null;
    this.draw();
    this.composer.querySelector("textarea").focus();
  }

  async remove(row) {
    await this.app.acts.act({ verb: "remove-memo", memo: row.id });
    this.composer.querySelector("textarea").focus();
  }

  form({ name, words, start, submit, save, cancel }) {
    const kept = { ...start, ...drafts.read(name) };
    const area = h("textarea", { class: "field memo-words", rows: "4", value: kept.text, dir: "auto", "aria-label": words, placeholder: "What do you notice?" });
    const kinds = KINDS.map(([value, label, about]) => h("label", { class: "kind kind-memo", title: about }, h("input", { type: "radio", name: `kind ${name}`, value, checked: value === kept.kind }), h("span", {}, label)));
    const problem = h("p", { class: "problem", role: "alert", hidden: true });
    const read = () => ({ text: area.value, kind: root.querySelector("input:checked").value });
    const send = async () => {
      if (root.classList.contains("saving")) return;
      root.classList.add("saving");
      try {
        await save(read());
        drafts.drop(name);
        area.value = start.text;
        problem.hidden = true;
      } catch (error) {
        problem.textContent = error.message;
        problem.hidden = false;
      }
      root.classList.remove("saving");
      area.focus();
    };
    const leave = () => (cancel ? (drafts.drop(name), cancel()) : this.app.side.close());
    const keyed = (event) => {
      if (event.key === "Escape") leave();
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const root = h("form", { class: "memo-form form", novalidate: true, on: { submit: (event) => { event.preventDefault(); send(); }, input: () => drafts.write(name, read()), keydown: keyed } },
      h("label", { class: "labelled" }, h("span", { class: "label-words" }, words), area),
      h("fieldset", { class: "kinds" }, h("legend", { class: "unseen" }, "Kind of memo"), h("div", { class: "segments" }, ...kinds)), problem,
      h("div", { class: "form-acts" }, h("button", { type: "submit", class: "button primary" }, h("span", {}, submit), h("kbd", { "aria-hidden": "true" }, "Ctrl ↵")), button(cancel ? "Cancel" : "Close", { key: "Esc", keys: "Escape", kind: "quiet", press: leave })));
    return root;
  }
}

function moment(at) {
  const when = new Date(at);
  return Number.isNaN(when.getTime()) ? "" : when.toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

// The codebook beside the text: codes in their tree with their counts, and one code's words when it is open.

import { CodeTree, nested, under } from "./codetree.js";
import { button, count, h, reconcile, redraw } from "./dom.js";
import { look } from "./spans.js";

const KINDS = [["code", "Codes"], ["barrier", "Barriers"], ["enabler", "Enablers"]];
const WORDS = [["statement", ""], ["definition", "Definition"], ["use_when", "Use when"], ["not_when", "Not when"], ["example", "Example"], ["near_miss", "Near miss"]];
const COLOURS = ["blue", "orange", "green", "pink", "gold", "grey", "sky", "brown"];

export class Codebook {
  constructor(app) {
    this.app = app;
    this.folded = new Set();
    this.groups = h("div", { class: "code-groups", on: { keydown: (event) => this.key(event) } });
    this.about = h("div", { class: "code-about" });
    this.none = h("p", { class: "code-none" }, "No code yet. Select some words in the text and type what they are about.");
    this.tree = new CodeTree(app, this.groups);
    const more = h("div", { class: "code-new" }, this.tree.top, button("New code…", { key: "+", kind: "small", act: "new-code", press: () => app.acts.newCode() }));
    this.root = h("div", { class: "codebook-list" }, more, this.none, this.groups, this.about);
  }

  draw({ codes }) {
    this.none.hidden = codes.length > 0;
    const rows = nested(codes, this.folded);
    const shown = KINDS.map(([kind, words]) => ({ kind, words, rows: rows.filter((row) => row.root === kind) })).filter((each) => each.rows.length);
    reconcile(this.groups, shown, ({ kind }) => kind, ({ words }) => h("section", { class: "code-group" }, h("h2", {}, words), h("ul", { role: "list" })), (element, group) => {
      reconcile(element.lastChild, group.rows, (row) => row.id, (row) => this.row(row), (item, row) => this.update(item, row, group.kind));
    });
    const links = this.links;
    const here = links.find((each) => each.getAttribute("aria-current")) ?? links[0];
    for (const link of links) link.tabIndex = link === here ? 0 : -1;
    const { app } = this;
    const open = app.store.byCode.get(app.code);
    const memos = open ? app.store.memosOn("code", open.id).length : 0;
    const places = open ? placesFor(codes, open.id) : [];
    redraw(this.about, open ? [open, memos, places.map(({ id, name }) => [id, name])] : null, () => (open ? this.describe(open, memos, places) : []));
  }

  get links() {
    return [...this.groups.querySelectorAll(".code-row")];
  }

  // Puts the focus on a code, or on the one that is open; a moved row has lost it.
  focus(id = null) {
    const item = id && [...this.groups.querySelectorAll("li")].find((each) => each.dataset.key === id);
    (item?.querySelector(".code-row") ?? this.links.find((each) => each.tabIndex === 0))?.focus();
  }

  row({ id }) {
    const fold = h("button", { type: "button", class: "fold", tabindex: "-1", on: { click: () => this.fold(id) } });
    const link = h("button", { type: "button", class: "code-row", on: { click: () => this.app.openCode(id) } }, h("span", { class: "swatch", "aria-hidden": "true" }), h("span", { class: "code-name" }), h("span", { class: "code-kind" }), h("span", { class: "code-n" }));
    return h("li", { class: "code-item" }, fold, link, h("span", { class: "grip", "aria-hidden": "true" }, "⠿"));
  }

  update(item, row, kind) {
    const [fold, link] = item.children;
    const [swatch, name, kindOf, number] = link.children;
    const { colour, dash } = look(row.hue);
    Object.assign(swatch.style, { borderInlineStartColor: colour, borderInlineStartStyle: dash });
    item.style.setProperty("--depth", Math.min(row.depth, 6));
    fold.classList.toggle("bare", !row.children);
    fold.textContent = row.folded ? "▸" : "▾";
    fold.setAttribute("aria-label", `${row.folded ? "Show" : "Hide"} what is under ${row.name}`);
    fold.setAttribute("aria-expanded", String(!row.folded));
    name.textContent = row.name;
    kindOf.textContent = row.kind === kind ? "" : row.kind;
    const above = this.app.store.byCode.get(row.parent)?.name;
    redraw(number, [row.here, row.n, above], () => [row.here ? `${row.here} of ${row.n}` : String(row.n), h("span", { class: "unseen" }, `${row.here ? " passages are in this source" : " passages"}${above ? `, under ${above}` : ""}`)]);
    if (row.id === this.app.code) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }

  fold(id, shut = !this.folded.has(id)) {
    if (shut) this.folded.add(id);
    else this.folded.delete(id);
    this.draw(this.app.store);
  }

  describe(row, memos, places) {
    const { app } = this;
    const told = WORDS.filter(([name]) => row[name]).map(([name, words]) => h("p", { class: name === "statement" ? "code-statement" : "" }, words ? h("strong", {}, `${words}: `) : null, row[name]));
    return [
      h("div", { class: "code-about-head" }, h("h2", {}, row.name)),
      ...told,
      told.length ? null : h("p", { class: "code-bare" }, "Not described yet: say what it means, when to use it and when not."),
      h("div", { class: "acts slim bare" },
        button("Previous", { key: "P", act: "code-before", disabled: !row.n, press: () => app.beside(-1) }), button("Next", { key: "N", act: "code-next", disabled: !row.n, press: () => app.beside(1) }),
        button("Describe…", { act: "code-describe", press: () => app.describe(row) }), button("Rename…", { act: "code-rename", press: () => app.rename(row) }),
        button(memos ? count(memos, "memo") : "Memo…", { key: "⇧ M", keys: "Shift+M", act: "code-memo", press: () => app.memos.open("code") }), button("Dismiss", { act: "code-dismiss", title: "Takes the code away, with its codings; what hangs under it moves up", press: () => app.acts.dismiss(row) })),
      this.place(row, places),
      this.colours(row),
    ];
  }

  // The same as dragging, for those who do not drag.
  place(row, places) {
    const choices = places.map(({ id, name, depth }) => h("option", { value: id, selected: id === row.parent }, `${"\u2003".repeat(Math.min(depth, 6))}${name}`));
    const select = h("select", { class: "field", "aria-label": "Hangs under", "data-focus": "code-place", on: { change: () => this.app.acts.nest(row.id, select.value) } }, h("option", { value: "", selected: !row.parent }, "The top of the codebook"), ...choices);
    return h("label", { class: "code-place" }, h("span", {}, "Under"), select);
  }

  colours(row) {
    const choice = (value, words) => {
      const root = h("label", { class: value ? "colour" : "colour colour-own", title: words }, h("input", { type: "radio", name: "colour", value, "aria-label": words, "data-focus": `colour ${value}`, checked: value === row.colour, on: { change: () => this.app.acts.colour(row.id, value) } }), h("span", { "aria-hidden": "true" }, value ? "" : "Auto"));
      if (value) root.style.setProperty("--code-colour", `var(--hue-${COLOURS.indexOf(value)})`);
      return root;
    };
    return h("fieldset", { class: "colours" }, h("legend", { class: "unseen" }, "Colour"), choice("", "Given by the workbench"), ...COLOURS.map((value) => choice(value, value)));
  }

  key(event) {
    const item = event.target.closest?.(".code-item");
    const does = item && this.does(event, item);
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  }

  does({ key, altKey, shiftKey, ctrlKey, metaKey }, item) {
    if (ctrlKey || metaKey || shiftKey) return null;
    const id = item.dataset.key;
    if (altKey) return { ArrowRight: () => this.tree.into(id), ArrowLeft: () => this.tree.out(id), ArrowUp: () => this.tree.toTop(id), ArrowDown: () => {} }[key];
    return { ArrowDown: () => this.step(item, 1), ArrowUp: () => this.step(item, -1), ArrowRight: () => this.fold(id, false), ArrowLeft: () => this.fold(id, true) }[key];
  }

  step(item, by) {
    const { links } = this;
    const link = links[links.indexOf(item.querySelector(".code-row")) + by];
    if (!link) return;
    link.focus();
    this.app.code = null;
    link.click();
  }
}

// Where a code may hang: under any other one that does not hang under it.
function placesFor(codes, id) {
  const below = under(codes, id);
  return nested(codes, new Set()).filter((row) => !below.has(row.id));
}

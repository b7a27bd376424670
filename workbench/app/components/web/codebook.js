// The codebook beside the text: codes by kind with their counts, and one code's words when it is open.

import { button, h, reconcile, redraw } from "./dom.js";
import { look } from "./spans.js";

const KINDS = [["code", "Codes"], ["barrier", "Barriers"], ["enabler", "Enablers"]];
const WORDS = [["statement", ""], ["definition", "Definition"], ["use_when", "Use when"], ["not_when", "Not when"], ["example", "Example"], ["near_miss", "Near miss"]];

export class Codebook {
  constructor(app) {
    this.app = app;
    this.groups = h("div", { class: "code-groups", on: { keydown: (event) => this.key(event) } });
    this.about = h("div", { class: "code-about" });
    this.none = h("p", { class: "code-none" }, "No code yet. Select some words in the text and type what they are about.");
    this.root = h("div", { class: "codebook-list" }, this.none, this.groups, this.about);
  }

  draw({ codes }) {
    this.none.hidden = codes.length > 0;
    const shown = KINDS.map(([kind, words]) => ({ kind, words, rows: nested(codes.filter((row) => row.kind === kind)) })).filter(({ rows }) => rows.length);
    reconcile(this.groups, shown, ({ kind }) => kind, ({ words }) => h("section", { class: "code-group" }, h("h2", {}, words), h("ul", { role: "list" })), (element, { rows }) => {
      reconcile(element.lastChild, rows, (row) => row.id, (row) => this.row(row), (item, row) => this.update(item, row));
    });
    const links = [...this.groups.querySelectorAll(".code-row")];
    const here = links.find((each) => each.getAttribute("aria-current")) ?? links[0];
    for (const link of links) link.tabIndex = link === here ? 0 : -1;
    const open = this.app.store.byCode.get(this.app.code);
    redraw(this.about, open ?? null, () => (open ? this.describe(open) : []));
  }

  row({ id }) {
    return h("li", {}, h("button", { type: "button", class: "code-row", on: { click: () => this.app.openCode(id) } }, h("span", { class: "swatch", "aria-hidden": "true" }), h("span", { class: "code-name" }), h("span", { class: "code-n" })));
  }

  update(item, row) {
    const [link] = item.children;
    const [swatch, name, number] = link.children;
    const { colour, dash } = look(row.hue);
    Object.assign(swatch.style, { borderInlineStartColor: colour, borderInlineStartStyle: dash });
    item.style.paddingInlineStart = `${row.depth * 16}px`;
    name.textContent = row.name;
    redraw(number, [row.here, row.n], () => [row.here ? `${row.here} of ${row.n}` : String(row.n), h("span", { class: "unseen" }, row.here ? " passages are in this source" : " passages")]);
    if (row.id === this.app.code) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }

  describe(row) {
    const { app } = this;
    const told = WORDS.filter(([name]) => row[name]).map(([name, words]) => h("p", { class: name === "statement" ? "code-statement" : "" }, words ? h("strong", {}, `${words}: `) : null, row[name]));
    return [
      h("div", { class: "code-about-head" }, h("h2", {}, row.name)),
      ...told,
      h("div", { class: "acts slim bare" },
        button("Previous", { key: "P", act: "code-before", disabled: !row.n, press: () => app.beside(-1) }), button("Next", { key: "N", act: "code-next", disabled: !row.n, press: () => app.beside(1) }),
        button("Describe…", { act: "code-describe", press: () => app.describe(row) }), button("Rename…", { act: "code-rename", press: () => app.rename(row) })),
    ];
  }

  key(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const links = [...this.groups.querySelectorAll(".code-row")];
    const link = links[links.indexOf(event.target) + by];
    link?.focus();
    link?.click();
  }
}

// Codes under their parents; whose parent is of another kind, or gone, stands at the top.
function nested(rows, parent = null, depth = 0) {
  const ids = new Set(rows.map((row) => row.id));
  const children = rows.filter((row) => (parent === null ? !ids.has(row.parent) : row.parent === parent));
  return children.flatMap((row) => [{ ...row, depth }, ...nested(rows, row.id, depth + 1)]);
}

// Beside a view: the words behind a number, and a quote in its whole source.

import { button, count, h, iconButton, provenance } from "./dom.js";
import { named, quotes } from "./explore_parts.js";

export class Drawer {
  constructor(app) {
    this.app = app;
    this.heading = h("h2", { class: "side-title", tabindex: "-1" });
    this.body = h("div", { class: "drawer-body" });
    this.root = h("aside", { class: "drawer", "aria-label": "Details", hidden: true }, h("div", { class: "drawer-head" }, this.heading, iconButton("close", "Close (Esc)", () => this.leave(), { "data-focus": "close" })), this.body);
    this.before = [];
  }

  get open() {
    return !this.root.hidden;
  }

  // Opens over what was open in it, so that closing a source leads back to the words.
  show(title, ...content) {
    if (!this.open) this.back = this.root.getRootNode().activeElement;
    this.heading.textContent = title;
    this.body.replaceChildren(...content.flat().filter(Boolean));
    this.root.hidden = false;
    this.app.root.classList.add("with-drawer");
    this.body.scrollTop = 0;
    this.heading.focus();
  }

  // What a cell of a view holds, as the address says it.
  follow({ show, by, cell, at, where }) {
    if (!cell) {
      this.behind = null;
      return this.close();
    }
    const name = { matrix: by || "role", time: "month", places: "authority" }[show];
    const code = this.app.start.codes.find((each) => each.id === cell);
    const others = where.filter(([each]) => plain(each) !== name);
    return this.words(`${code?.title ?? "Gone"} · ${name === "month" ? named(at) : at}`, cell, [...others, [name, at]]);
  }

  // Closes what is open; of a cell the address knows, so Back opens it again.
  leave() {
    if (!this.behind && this.app.view.cell) return this.app.go({ cell: "", at: "" });
    return this.close();
  }

  close() {
    if (!this.open) return;
    if (this.behind) {
      const { title, nodes, top } = this.behind;
      this.behind = null;
      this.show(title, nodes);
      this.body.scrollTop = top;
      return;
    }
    this.root.hidden = true;
    this.app.root.classList.remove("with-drawer");
    if (this.back?.isConnected) this.back.focus({ preventScroll: true });
    this.back = null;
  }

  // What was said for a barrier under the conditions of a cell, a month or a place.
  async words(title, barrier, where, most = 50) {
    const { quotes: rows = [], total = 0, gone } = await this.app.ask("words", { barrier, where, most });
    this.behind = null;
    if (gone) return this.show(title, h("p", {}, "This barrier is not here any more."));
    const left = total - rows.length;
    return this.show(title,
      h("p", { class: "drawer-about" }, rows.length ? count(total, "quote") : "Nobody who was heard here speaks of it. That is an answer, too: ask why."),
      quotes(this.app, rows, title),
      left > 0 ? button(`Show ${Math.min(50, left)} more`, { press: () => this.words(title, barrier, where, most + 50) }) : null,
      this.app.link("The whole story", { show: "wall", barrier }, { class: "drawer-link" }));
  }

  source(source, row) {
    this.behind = this.open && !this.behind ? { title: this.heading.textContent, nodes: [...this.body.childNodes], top: this.body.scrollTop } : this.behind;
    const here = h("mark", {}, row.quote);
    const text = source ? source.pieces.map((piece) => (piece.here ? here : document.createTextNode(piece.text))) : ["This source is not here any more."];
    const from = provenance({ attributes: source?.attributes ?? {}, external: "", title: source?.title ?? "" }).join(" · ");
    this.show(source?.external || source?.title || "Source", h("p", { class: "drawer-about" }, from), h("p", { class: "source-text", dir: "auto" }, ...text));
    here.scrollIntoView({ block: "center" });
  }
}

function plain(name) {
  return name.toLowerCase().replace(/[_-]/g, " ");
}

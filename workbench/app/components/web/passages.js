// Passages in order of centrality: what was said, under it where that came from.

import { button, count, h, icon, iconButton, provenance, reconcile, redraw } from "./dom.js";
import { address } from "./router.js";

export class Passages {
  constructor(app) {
    this.app = app;
    this.items = h("ol", { class: "passages", role: "list", "aria-label": "Passages" });
    this.more = h("div", { class: "more" });
    this.bar = h("div", { class: "selection", role: "toolbar", "aria-label": "Selected passages", hidden: true });
    this.root = h("div", { class: "passages-box" }, this.items, this.more, this.bar);
  }

  draw(store) {
    reconcile(this.items, store.passages, (row) => row.id, (row) => this.item(row), (item, row) => this.update(item, row, store));
    const left = (store.main.total ?? 0) - store.passages.length;
    redraw(this.more, left, () => left > 0 ? [button(`Show ${Math.min(100, left)} more`, { act: "more", press: () => this.app.showMore() }), h("span", { class: "more-words" }, `${count(left, "passage")} below`)] : []);
    this.drawBar(store);
  }

  item({ id }) {
    const box = h("input", { type: "checkbox", class: "pick", on: { click: (event) => this.pick(id, event) } });
    const item = h("li", { class: "passage", tabindex: "-1", on: { click: (event) => this.clicked(id, event), focus: () => this.app.cursor(id) } },
      h("label", { class: "pick-box" }, box),
      h("div", { class: "passage-body" }, h("p", { class: "quote", dir: "auto" }), h("div", { class: "from" }), h("div", { class: "held" })));
    return item;
  }

  update(item, row, store) {
    const selected = store.selected.has(row.id);
    item.classList.toggle("selected", selected);
    item.classList.toggle("cursor", store.cursor === row.id);
    const box = item.querySelector(".pick");
    box.checked = selected;
    const quote = item.querySelector(".quote");
    if (quote.textContent !== row.quote) {
      quote.textContent = row.quote;
      box.setAttribute("aria-label", `Select: ${row.quote.slice(0, 80)}`);
    }
    redraw(item.querySelector(".from"), [row.attributes, row.external, row.title, row.score, row.origin, store.main.kind], () => this.from(row, store));
    redraw(item.querySelector(".held"), [row.themes, row.nearest, store.theme?.id], () => this.held(row, store));
  }

  from(row, store) {
    const words = provenance(row);
    const parts = words.map((part, index) => h("span", { class: index < words.length - 1 ? "part dotted" : "part" }, part));
    const context = h("button", { type: "button", class: "context", "data-focus": "context", on: { click: () => this.app.showSource(row) } }, icon("text"), "In context");
    const byHand = store.main.kind === "theme" && row.origin === "by hand" ? h("span", { class: "by-hand" }, "placed by hand") : null;
    return [this.score(row), ...parts, byHand, context];
  }

  score({ score }) {
    if (score === null) return null;
    const bar = h("span", { class: "score", role: "img", "aria-label": `Central to ${Math.round(score * 100)} per cent`, title: `How central it is: ${Math.round(score * 100)} %` }, h("span", {}));
    bar.firstChild.style.width = `${Math.round(score * 100)}%`;
    return bar;
  }

  held(row, store) {
    const others = row.themes.filter(([id]) => id !== store.theme?.id);
    const chips = others.map(([id, title]) => this.chip(id, title, store.theme ? "also in" : "in"));
    if (store.main.kind === "find" && !others.length) chips.push(h("span", { class: "relation" }, "set aside"));
    if (row.nearest) chips.push(this.chip(...row.nearest, "nearest"), button("Place there", { kind: "small", act: "place", press: () => this.app.acts.placeIn([row.id], row.nearest[0]) }));
    return chips;
  }

  chip(id, title, relation) {
    const view = { kind: "theme", what: id };
    return h("span", { class: "held-chip" }, h("span", { class: "relation" }, relation), h("a", { class: "chip link", href: address(view), on: { click: (event) => this.app.follow(event, view) } }, title));
  }

  pick(id, event) {
    event.stopPropagation();
    this.app.select(id, { on: event.target.checked, range: event.shiftKey });
  }

  // A click anywhere on a passage selects it, unless it was a link or words were marked.
  clicked(id, event) {
    if (event.target.closest("a, button, label")) return;
    const marked = this.root.getRootNode().getSelection?.() ?? document.getSelection();
    if (marked && !marked.isCollapsed && !event.shiftKey) return;
    if (event.shiftKey) document.getSelection()?.removeAllRanges();
    this.app.select(id, { on: event.shiftKey ? true : undefined, range: event.shiftKey });
  }

  drawBar(store) {
    const number = store.selected.size;
    this.bar.hidden = !number;
    if (!number) return;
    const { acts } = this.app;
    const inTheme = store.main.kind === "theme";
    const held = inTheme && ["open", "parked", "confirmed"].includes(store.theme.status);
    redraw(this.bar, [number, inTheme, held, store.theme?.id], () => [
      h("strong", { class: "selection-n" }, `${number} selected`),
      h("div", { class: "selection-acts" },
        held ? button("Move to…", { key: "V", act: "move", press: () => acts.move() }) : null,
        button(inTheme ? "Add to…" : "Place in…", { key: inTheme ? "A" : "V", act: "add", press: () => acts.add() }),
        held ? button("Take out", { key: "T", act: "drop", press: () => acts.drop() }) : null,
        button("New code…", { key: "N", act: "create", press: () => acts.create() }),
        held ? button("Split off…", { key: "S", act: "split", press: () => acts.split() }) : null),
      iconButton("close", "Clear the selection (Esc)", () => this.app.clear(), { "data-focus": "clear", "aria-keyshortcuts": "Escape" }),
    ]);
  }

  focus(id) {
    const item = [...this.items.children].find((each) => each.dataset.key === id);
    item?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: "nearest" });
  }
}

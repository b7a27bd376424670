// Passages in order of what matters: what was said, under it where that came from.

import { button, count, h, icon, iconButton, provenance, reconcile, redraw, short } from "./dom.js";
import { notesOn } from "./noted.js";
import { address } from "./router.js";

export class Passages {
  constructor(app) {
    this.app = app;
    this.items = h("ol", { class: "passages", role: "list", "aria-label": "Passages" });
    this.lower = h("ol", { class: "passages", role: "list", "aria-label": "Passages that matter less" });
    this.fold = h("details", { class: "fold", hidden: true }, h("summary", {}), this.lower);
    this.more = h("div", { class: "more" });
    this.bar = h("div", { class: "selection", role: "toolbar", "aria-label": "Selected passages", hidden: true });
    this.root = h("div", { class: "passages-box" }, this.items, this.fold, this.more, this.bar);
  }

  draw(store) {
    const rows = store.unrepeated;
    const below = rows.filter((row) => isLess(row));
    const above = below.length ? rows.filter((row) => !isLess(row)) : rows;
    this.fill(this.items, above, store);
    this.fill(this.lower, below, store);
    this.drawFold(above.length, below.length, store);
    const left = (store.main.total ?? 0) - store.passages.length;
    redraw(this.more, left, () => left > 0 ? [button(`Show ${Math.min(100, left)} more`, { act: "more", press: () => this.app.showMore() }), h("span", { class: "more-words" }, `${count(left, "passage")} below`)] : []);
    this.drawBar(store);
  }

  fill(list, rows, store) {
    reconcile(list, rows, (row) => row.id, (row) => this.item(row), (item, row) => this.update(item, row, store));
  }

  // What says nothing, and offers that are hardly likely, are folded below the rest.
  drawFold(above, below, { main }) {
    this.fold.hidden = !below;
    if (!below) return;
    const words = main.kind === "offers" ? `${count(below, "passage")} might belong: tick those that do` : `${count(below, "passage")} ${below === 1 ? "says" : "say"} nothing that could be coded`;
    this.fold.firstChild.textContent = words;
    const place = `${main.kind} ${main.what} ${!above}`;
    if (this.place !== place) this.fold.open = !above;
    this.place = place;
  }

  item({ id }) {
    const box = h("input", { type: "checkbox", class: "pick", on: { click: (event) => this.pick(id, event) } });
    const item = h("li", { class: "passage", tabindex: "-1", on: { click: (event) => this.clicked(id, event), focus: () => this.app.cursor(id) } },
      h("label", { class: "pick-box", draggable: "true", title: "Drag it to a theme of the list" }, box),
      h("div", { class: "passage-body" }, h("p", { class: "quote", dir: "auto" }), h("div", { class: "from" }), h("div", { class: "held" }), h("div", { class: "notes" }), h("div", { class: "why" }), h("div", { class: "repeats" })));
    return item;
  }

  update(item, row, store) {
    const offered = Boolean(row.offer);
    const selected = offered ? store.takes(row) : store.selected.has(row.id);
    item.classList.toggle("selected", selected && !offered);
    item.classList.toggle("taken", selected && offered);
    item.classList.toggle("struck", offered && row.offer.likely && !selected);
    item.classList.toggle("here", row.alike === null);
    item.classList.toggle("cursor", store.cursor === row.id);
    const box = item.querySelector(".pick");
    box.checked = selected;
    const quote = item.querySelector(".quote");
    if (quote.textContent !== row.quote) {
      quote.textContent = row.quote;
      box.setAttribute("aria-label", `${offered ? "Belongs" : "Select"}: ${short(row.quote)}`);
    }
    redraw(item.querySelector(".from"), [row.attributes, row.external, row.title, row.score, row.origin, row.aside, row.alike, row.offer?.percent, store.main.kind, store.about?.quiet.has(row.id)], () => this.from(row, store));
    redraw(item.querySelector(".held"), [row.themes, row.nearest, store.about?.near.get(row.id), store.theme?.id, store.main.kind], () => this.held(row, store));
    const notes = store.memosOn("passage", row.id);
    redraw(item.querySelector(".notes"), notes, () => notesOn(notes));
    const repeats = store.repeats(row.id).length;
    redraw(item.querySelector(".repeats"), [repeats, store.unfolded.has(row.id)], () => (repeats ? this.repeats(row, repeats, store) : []));
    item.classList.toggle("repeat", Boolean(store.about?.same.has(row.id)));
    redraw(item.querySelector(".why"), row.offer?.reasons ?? null, () => this.why(row));
  }

  from(row, store) {
    const words = provenance(row);
    const parts = words.map((part, index) => h("span", { class: index < words.length - 1 ? "part dotted" : "part" }, part));
    const context = h("button", { type: "button", class: "context", "data-focus": "context", on: { click: () => this.app.showSource(row) } }, icon("text"), "In context");
    const alike = row.alike === null ? null : h("button", { type: "button", class: "context", "data-focus": "alike", on: { click: () => this.app.alike(row.id) } }, icon("alike"), "Reads alike");
    const memo = h("button", { type: "button", class: "context", "data-focus": "memo", on: { click: () => this.app.memoOn(row.id) } }, icon("memo"), "Memo");
    const byHand = store.main.kind === "theme" && row.origin === "by hand" ? h("span", { class: "by-hand" }, "placed by hand") : null;
    const quiet = store.about?.quiet.has(row.id) && !row.aside ? h("span", { class: "chance quiet-voice", title: "Unlike all other passages: nobody else says anything near it" }, "quiet voice") : null;
    return [this.score(row), this.likeness(row), quiet, ...parts, byHand, h("span", { class: "contexts" }, alike, memo, context)];
  }

  // How likely an offer is right, how alike a passage reads, why it says nothing: in words.
  likeness({ offer, alike, aside }) {
    if (offer) return h("span", { class: `chance ${offer.words.replaceAll(" ", "-")}` }, `${offer.words} · ${offer.percent} %`);
    if (alike === null) return h("span", { class: "chance" }, "this passage");
    if (alike !== undefined) return h("span", { class: "chance" }, `${alike} % alike`);
    return aside ? h("span", { class: "says-nothing" }, aside) : null;
  }

  // The coded quotes that an offer is nearest to; each opens where it was said.
  why({ offer }) {
    if (!offer?.reasons.length) return [];
    const quote = (each) => h("button", { type: "button", class: "reason", dir: "auto", "data-focus": `reason ${each.id}`, title: "In context", on: { click: () => this.app.showSource(each) } }, each.quote);
    const [first, ...others] = offer.reasons;
    return [h("p", { class: "why-words" }, "reads like what is coded:"), quote(first), others.length ? h("details", { class: "more-reasons" }, h("summary", {}, `and ${others.length} more`), ...others.map(quote)) : null];
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
    const near = row.aside ? [] : this.near(row, store);
    for (const [at, [id, title]] of near.entries()) chips.push(this.placing(row, id, title, at));
    return chips;
  }

  // Where the last run found a passage nearest comes first, then what lies nearest now.
  near({ id, nearest }, { about }) {
    const others = (about?.near.get(id) ?? []).filter(([each]) => each !== nearest?.[0]);
    return [...(nearest ? [nearest] : []), ...others].slice(0, 3);
  }

  placing(row, id, title, at) {
    const press = () => this.app.acts.placeIn(this.app.store.whole(row.id), id);
    const words = `Place it in “${title}”`;
    const place = at ? iconButton("next", words, press, { class: "icon-button tiny", "data-focus": `place ${id}` }) : button("Place there", { kind: "small", act: `place ${id}`, title: words, press });
    return h("span", { class: "held-chip" }, this.chip(id, title, at ? "then" : "nearest"), place);
  }

  repeats({ id }, number, store) {
    const open = store.unfolded.has(id);
    const words = open ? "Fold them away" : `and ${number} nearly the same`;
    return h("button", { type: "button", class: "repeats-fold", "aria-expanded": String(open), "data-focus": `repeats ${id}`, on: { click: () => this.unfold(id) } }, words);
  }

  unfold(id) {
    const { unfolded } = this.app.store;
    if (!unfolded.delete(id)) unfolded.add(id);
    this.draw(this.app.store);
  }

  chip(id, title, relation) {
    const view = { kind: "theme", what: id };
    return h("span", { class: "held-chip" }, h("span", { class: "relation" }, relation), h("a", { class: "chip link", href: address(view), on: { click: (event) => this.app.follow(event, view) } }, title));
  }

  pick(id, event) {
    event.stopPropagation();
    const row = this.app.store.passages.find((each) => each.id === id);
    this.app.select(id, { on: event.target.checked !== Boolean(row?.offer?.likely), range: event.shiftKey });
  }

  // A click anywhere on a passage selects it, unless it was a link or words were marked.
  clicked(id, event) {
    if (event.target.closest("a, button, label, summary")) return;
    const marked = this.root.getRootNode().getSelection?.() ?? document.getSelection();
    if (marked && !marked.isCollapsed && !event.shiftKey) return;
    if (event.shiftKey) document.getSelection()?.removeAllRanges();
    this.app.select(id, { on: event.shiftKey ? true : undefined, range: event.shiftKey });
  }

  drawBar(store) {
    const number = store.selected.size;
    this.bar.hidden = !number || store.main.kind === "offers";
    if (this.bar.hidden) return;
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
    const item = [...this.items.children, ...this.lower.children].find((each) => each.dataset.key === id);
    if (item?.parentElement === this.lower) this.fold.open = true;
    item?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: "nearest" });
  }
}

function isLess(row) {
  return Boolean(row.aside) || row.offer?.likely === false;
}

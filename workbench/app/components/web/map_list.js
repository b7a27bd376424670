// What was chosen on the map, as a list: however long it is, only what can be seen is there.

import { button, count, h, iconButton, provenance, reconcile } from "./dom.js";

const HIGH = 126;
const AROUND = 4;
const STRETCH = 60;
const WAIT = 60;

export class List {
  constructor(app) {
    this.app = app;
    this.rows = new Uint32Array();
    this.known = new Map();
    this.active = -1;
    this.heading = h("h2", { class: "side-title", tabindex: "-1" });
    this.about = h("p", { class: "map-list-about" });
    this.acts = h("div", { class: "map-acts", role: "toolbar", "aria-label": "The selected passages" });
    this.space = h("div", { class: "map-space", role: "presentation" });
    this.box = h("div", { class: "map-list", role: "listbox", tabindex: "0", "aria-multiselectable": "true", "aria-label": "Passages", "data-focus": "passages" }, this.space);
    this.foot = h("p", { class: "map-hint" });
    this.whole = h("div", { class: "map-list-box" }, this.about, this.acts, this.box, this.foot);
    this.source = h("div", { class: "map-source", hidden: true });
    this.root = h("aside", { class: "map-side", "aria-label": "Passages" }, h("div", { class: "side-head" }, this.heading, this.closer = iconButton("close", "Close (Esc)", () => app.choosing.escape(), { "data-focus": "close" })), this.whole, this.source);
    this.box.addEventListener("scroll", () => this.draw());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("focus", () => this.mark(this.active < 0 ? 0 : this.active));
    this.box.addEventListener("blur", () => app.hover(-1));
    new ResizeObserver(() => this.draw()).observe(this.box);
  }

  // Lists rows in this order, all of them taken along.
  show(rows, words) {
    this.rows = rows;
    this.words = words;
    this.taken = new Uint8Array(this.app.points?.n ?? 0);
    for (const row of rows) this.taken[row] = 1;
    this.listed = this.taken.slice();
    this.active = -1;
    this.box.scrollTop = 0;
    this.leaveSource();
    this.changed();
  }

  get picked() {
    return this.rows.filter((row) => this.taken[row]);
  }

  get length() {
    return this.rows.length;
  }

  take(rows, on) {
    for (const row of rows) this.taken[row] = on ? 1 : 0;
    this.changed();
  }

  changed() {
    const { app } = this;
    const picked = this.length ? this.picked.length : 0;
    const none = !this.length;
    this.heading.textContent = none ? "Nothing chosen yet" : picked === this.length ? `${count(picked, "passage")} selected` : `${picked.toLocaleString("en-GB")} of ${count(this.length, "passage")} selected`;
    this.about.textContent = none ? "" : this.words;
    this.box.hidden = this.acts.hidden = this.closer.hidden = none;
    this.root.classList.toggle("map-side-empty", none);
    this.foot.textContent = none ? "Draw round points with the lasso, click one, or choose “List” beside a colour. What you choose is listed here, nearest to the middle first." : "";
    app.root.classList.toggle("with-list", !none);
    const again = app.keepFocus(this.acts);
    this.acts.replaceChildren(
      button("New code…", { key: "N", act: "create", kind: "primary", disabled: !picked, press: () => app.acts.create() }),
      button("Add to…", { key: "A", act: "add", disabled: !picked, press: () => app.acts.add() }),
      button("Take out…", { key: "T", act: "drop", disabled: !picked, press: () => app.acts.drop() }),
      button(picked === this.length ? "Select none" : "Select all", { kind: "quiet", act: "all", press: () => this.take(this.rows, picked < this.length) }));
    again();
    this.draw();
    app.chart.restate();
  }

  forget() {
    this.known.clear();
    this.draw();
  }

  draw() {
    if (!this.length) return this.space.replaceChildren();
    this.space.style.height = `${this.length * HIGH}px`;
    const first = Math.max(0, Math.floor(this.box.scrollTop / HIGH) - AROUND);
    const last = Math.min(this.length, Math.ceil((this.box.scrollTop + this.box.clientHeight) / HIGH) + AROUND);
    const places = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);
    if (this.active >= 0 && (this.active < first || this.active >= last)) places.push(this.active);
    reconcile(this.space, places, (at) => `${this.rows[at]}`, (at) => this.item(at), (item, at) => this.update(item, at));
    if (places.some((at) => !this.known.has(this.rows[at]))) this.fetch(first, last);
    return null;
  }

  item(at) {
    const row = this.rows[at];
    const item = h("div", { class: "map-item", role: "option", id: `map-row-${row}` }, h("span", { class: "map-tick", "aria-hidden": "true" }), h("div", { class: "map-item-body" }, h("p", { class: "map-quote", dir: "auto" }), h("p", { class: "map-from" })));
    item.addEventListener("pointerenter", () => this.app.hover(row));
    item.addEventListener("pointerleave", () => this.app.hover(-1));
    item.addEventListener("click", (event) => this.clicked(row, event));
    return item;
  }

  update(item, at) {
    const row = this.rows[at];
    const known = this.known.get(row);
    item.style.transform = `translateY(${at * HIGH}px)`;
    item.classList.toggle("active", at === this.active);
    item.classList.toggle("left-out", !this.taken[row]);
    item.setAttribute("aria-selected", String(Boolean(this.taken[row])));
    item.setAttribute("aria-setsize", String(this.length));
    item.setAttribute("aria-posinset", String(at + 1));
    if (item.shown === known) return;
    item.shown = known;
    item.querySelector(".map-quote").textContent = known ? known.quote : "…";
    const held = known?.themes.map(([, title]) => title).join(", ");
    item.querySelector(".map-from").textContent = known ? [...provenance(known), held && `in ${held}`].filter(Boolean).join(" · ") : "";
  }

  // Asks for the words of what can be seen, a moment after the scrolling has stopped.
  fetch(first, last) {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const wanted = Array.from(this.rows.slice(first, Math.min(this.length, Math.max(last, first + STRETCH)))).filter((row) => !this.known.has(row));
      if (wanted.length && (await this.words_of(wanted))) this.draw();
    }, WAIT);
  }

  async words_of(rows) {
    const { stamp } = this.app.points;
    const answer = await this.app.tried("rows", { rows, stamp });
    if (!answer || stamp !== this.app.points.stamp) return false;
    for (const each of answer.rows) this.known.set(each.row, each);
    return answer.rows.length > 0;
  }

  clicked(row, event) {
    this.mark(this.rows.indexOf(row));
    if (event.target.closest(".map-tick")) return this.take([row], !this.taken[row]);
    return this.open();
  }

  mark(at) {
    if (!this.length) return;
    this.active = Math.max(0, Math.min(this.length - 1, at));
    const top = this.active * HIGH;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    if (top + HIGH > this.box.scrollTop + this.box.clientHeight) this.box.scrollTop = top + HIGH - this.box.clientHeight;
    this.box.setAttribute("aria-activedescendant", `map-row-${this.rows[this.active]}`);
    this.draw();
    this.app.hover(this.rows[this.active]);
  }

  key(event) {
    const page = Math.max(1, Math.floor(this.box.clientHeight / HIGH) - 1);
    const to = { ArrowDown: this.active + 1, ArrowUp: this.active - 1, Home: 0, End: this.length - 1, PageDown: this.active + page, PageUp: this.active - page }[event.key];
    const acts = { Enter: () => this.open(), " ": () => this.toggle(), x: () => this.toggle(), i: () => this.open() }[event.key];
    if ((to === undefined && !acts) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (acts) acts();
    else this.mark(to);
  }

  toggle() {
    const row = this.rows[this.active];
    if (row !== undefined) this.take([row], !this.taken[row]);
  }

  // The passage in its whole source; closing it leads back to the list.
  async open() {
    const row = this.known.get(this.rows[this.active]);
    const answer = row && (await this.app.tried("source", { source: row.source, passage: row.id }));
    if (!answer) return;
    const here = h("mark", {}, row.quote);
    const { source } = answer;
    const text = source ? source.pieces.map((piece) => (piece.here ? here : document.createTextNode(piece.text))) : ["This source is not here any more."];
    const about = provenance({ attributes: source?.attributes ?? {}, external: "", title: "" }).join(" · ");
    this.heading.textContent = source?.external || source?.title || "Source";
    this.source.replaceChildren(
      button("Back to the list", { key: "Esc", keys: "Escape", act: "back", press: () => this.back() }),
      h("p", { class: "map-list-about" }, about),
      h("p", { class: "source-text", dir: "auto", tabindex: "0" }, ...text),
      h("p", {}, h("a", { href: this.app.codingAddress(row), "data-focus": "coding" }, "Open it in Coding")));
    this.whole.hidden = true;
    this.source.hidden = false;
    this.heading.focus();
    here.scrollIntoView({ block: "center" });
  }

  leaveSource() {
    this.whole.hidden = false;
    this.source.hidden = true;
  }

  back() {
    this.leaveSource();
    this.changed();
    this.box.focus();
  }
}

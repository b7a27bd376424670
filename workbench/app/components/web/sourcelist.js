// The sources: filtered, with how far each is coded; and the head of the open one with the way on.

import { BRING, bringIn } from "./bringing.js";
import { button, count, day, h, iconButton, inOrder, reconcile, redraw } from "./dom.js";
import { addressOf } from "./nav.js";

const ENOUGH = 4;

export class SourceList {
  constructor(app) {
    this.app = app;
    this.uncoded = h("input", { type: "checkbox", on: { change: () => app.filter({ uncoded: this.uncoded.checked }) } });
    this.told = h("p", { class: "counts", "aria-live": "polite" });
    this.items = h("ul", { class: "rows", role: "list", on: { keydown: (event) => this.key(event) } });
    this.root = h("div", { class: "source-list" }, h("div", { class: "source-filter" }, h("label", { class: "only-uncoded" }, this.uncoded, h("span", {}, "Only those not coded yet")), this.told), this.items);
    this.head = h("div", { class: "source-head" });
  }

  draw(store) {
    const { list, sources, text } = store;
    this.uncoded.checked = this.app.view.uncoded;
    const words = store.words ? ` with “${store.words}”` : "";
    this.told.textContent = list.total ? `${count(list.total, "source")}${words}; ${list.nUncoded.toLocaleString("en-GB")} without a coding` : `No source${words}${this.app.view.uncoded ? " that is not coded yet" : ""}`;
    reconcile(this.items, sources, (row) => row.id, (row) => this.row(row), (item, row) => this.update(item, row, text));
    if (text && this.revealed !== text.id) {
      this.revealed = text.id;
      this.items.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
    }
    redraw(this.head, [text?.id, list, store.codings.length, store.offers.length, store.words, store.memosOn("source", text?.id).length], () => (text ? this.about(store) : this.nothing(store)));
  }

  row({ id }) {
    return h("li", {}, h("a", { class: "row", href: addressOf("/coding", { source: id }), on: { click: (event) => this.app.follow(event, { source: id }) } }, h("span", { class: "row-title" }), h("span", { class: "row-line" }, h("span", { class: "row-counts" }))));
  }

  update(item, row, text) {
    const [link] = item.children;
    link.firstChild.textContent = row.external || row.title;
    const from = inOrder(Object.entries(row.attributes).map(([name, value]) => ({ name, value }))).slice(0, 2).map(({ value }) => day(value));
    const codings = row.n ? count(row.n, "coding") : "not coded";
    link.querySelector(".row-counts").textContent = [row.hits ? count(row.hits, "hit") : "", codings, ...from].filter(Boolean).join(" · ");
    if (row.id === text?.id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }

  about({ text, list, codings, offers, words }) {
    const { app } = this;
    const memos = app.store.memosOn("source", text.id).length;
    const place = list.place ? `Source ${list.place.toLocaleString("en-GB")} of ${list.total.toLocaleString("en-GB")}` : `${count(list.total, "source")} in the list`;
    const attributes = inOrder(Object.entries(text.attributes).map(([name, value]) => ({ name, value })));
    const chip = ({ name, value }) => h("span", { class: "chip" }, h("span", { class: "chip-name" }, `${name.replaceAll("_", " ")} `), day(value));
    const step = (name, label, key, id) => iconButton(name, label, () => app.go({ source: id }), { disabled: !id, "data-focus": name, "aria-keyshortcuts": key, class: `icon-button turn-${name}` });
    return [
      h("div", { class: "source-steps" }, h("p", { class: "status" }, place), button(memos ? count(memos, "memo") : "Memo…", { key: memos ? "" : "M", keys: "m", kind: "quiet small source-memo", act: "source-memo", title: "Memos on this source", press: () => app.memos.open("source") }), step("back", "Source before (k)", "k", list.before), step("next", "Next source (j)", "j", list.after)),
      h("h1", { class: "title", tabindex: "-1", dir: "auto" }, text.external || text.title),
      h("p", { class: "spread" }, [text.external && text.external !== text.title ? text.title : "", text.kind, count(codings.length, "coding"), offers.length ? `${count(offers.length, "offer")}` : ""].filter(Boolean).join(" · ")),
      h("p", { class: "chips" }, ...attributes.slice(0, ENOUGH * 2).map(chip)),
      words ? h("div", { class: "acts slim bare" }, button("Previous hit", { kind: "small", act: "hit-before", press: () => app.hit(-1) }), button("Next hit", { key: ".", kind: "small", act: "hit-next", press: () => app.hit(1) })) : null,
    ].filter(Boolean);
  }

  nothing({ head }) {
    const words = head?.nSources ? "The list has no source like that. Take the filter away, or search for other words." : BRING;
    return [h("div", { class: "empty" }, h("h1", { class: "title", tabindex: "-1" }, head?.nSources ? "No source to show" : "Nothing to code yet"), h("p", {}, words)), head?.nSources ? null : h("div", { class: "acts centred" }, bringIn())].filter(Boolean);
  }

  key(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const links = [...this.items.querySelectorAll("a.row")];
    links[links.indexOf(event.target) + by]?.focus();
  }
}

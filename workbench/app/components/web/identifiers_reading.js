// A whole text as others see it: its masks can be opened, and what was missed can be masked by hand.

import { button, h, iconButton } from "./dom.js";
import { stateOf } from "./identifiers_texts.js";
import { focusOf, valuesOf } from "./identifiers_values.js";

const KINDS = [["person", "Person"], ["child", "Child"], ["parent", "Parent"], ["relative", "Relative"], ["worker", "Worker"], ["place", "Place"], ["school", "School"], ["reference", "Number"]];
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’.@_-][\p{L}\p{N}\p{M}]+)*/gu;

export class Reading {
  constructor(app) {
    this.app = app;
    this.picked = null;
    document.addEventListener("selectionchange", () => this.selected());
  }

  get source() {
    return new URLSearchParams(location.search).get("text");
  }

  ask() {
    return this.app.ask("text", { source: this.source });
  }

  draw(answer) {
    const { text, pieces, values } = answer;
    if (this.held?.text.id !== text.id) this.kind = "person";
    this.held = answer;
    this.picked = null;
    this.words = [];
    this.shown = pieces.map((piece) => piece.words).join("");
    let at = 0;
    const parts = pieces.map((piece) => {
      const start = at;
      at += piece.words.length;
      return piece.id ? this.stand(piece) : this.plain(piece.words, start);
    });
    this.root = h("div", { class: "masked-text", tabindex: "0", role: "document", "aria-label": `Text ${text.name}`, "data-focus": "the text" }, ...parts.flat());
    this.tray = h("div", { class: "mark-tray", role: "toolbar", "aria-label": "Mask the words that are selected", hidden: true });
    this.app.put(...[this.head(text), valuesOf(this, values), this.root, this.tray].filter(Boolean));
  }

  head(text) {
    const back = h("a", { href: this.app.address({ show: "texts" }), "data-focus": "back", on: { click: (event) => this.app.follow(event, { show: "texts" }) } }, "All texts");
    const step = (name, where, words) => iconButton(name, words, () => this.turn(where), { disabled: !this.held[where], "data-focus": where });
    return h("div", { class: "view-head" },
      h("p", { class: "text-steps" }, back, h("span", { class: "steps" }, step("back", "before", "The text before (shift J)"), step("next", "after", "The next text (J)"))),
      h("h1", { class: "view-title", tabindex: "-1" }, text.name || "A text"),
      h("p", { class: "text-line" }, stateOf(text), !text.open && !text.at ? button("Clear this text", { key: "C", kind: "small", act: "clear", press: () => this.clear() }) : null),
      h("p", { class: "view-about" }, "This is what others see. Press a stand-in to see what it hides and to change it. Select words that were missed, by mouse or with the arrow keys, and mask them."));
  }

  plain(words, start) {
    const found = [];
    let at = 0;
    for (const match of words.matchAll(WORD)) {
      found.push(words.slice(at, match.index));
      const word = h("span", { class: "word" }, match[0]);
      this.words.push({ word, start: start + match.index, end: start + match.index + match[0].length });
      found.push(word);
      at = match.index + match[0].length;
    }
    return [...found, words.slice(at)];
  }

  stand(piece) {
    const state = piece.kept ? "is-kept" : piece.open ? "is-open" : "";
    const words = `${piece.words}: ${piece.kept ? "kept as written" : piece.open ? "open" : "masked"}`;
    return h("button", { type: "button", class: `stand-in ${state}`, "aria-label": words, "data-focus": piece.id, on: { click: () => this.open(piece), focus: () => this.letGo() } }, piece.words);
  }

  // Shows what a stand-in hides, with what can be done about it.
  open(piece) {
    this.piece = piece;
    this.masks = null;
    const where = piece.column ? ` · in ${piece.texts === 1 ? "1 text" : `${piece.texts.toLocaleString("en-GB")} texts`}` : "";
    this.tray.replaceChildren(
      h("p", { class: "tray-words" }, h("strong", {}, piece.quote), " ", h("span", { class: "quiet-words" }, `${piece.kind} · ${piece.why}${where}`)),
      piece.kept || piece.open ? button("Mask", { key: "M", kind: "small", press: () => this.judge("mask") }) : null,
      piece.kept ? null : button("Keep as written", { key: "K", kind: "small", press: () => this.judge("keep") }),
      button("Everywhere", { kind: "small", title: piece.kept ? "Mask it wherever it stands" : "Keep it wherever it stands", press: () => this.judge(piece.kept ? "mask" : "keep", true) }),
      button("Close", { key: "Esc", kind: "small quiet", press: () => this.escape() }));
    for (const each of [...this.tray.childNodes]) if (each.nodeType === Node.TEXT_NODE) each.remove();
    this.tray.hidden = false;
    this.app.notices.read(`${piece.words} stands for ${piece.quote}: ${piece.why}`);
  }

  // Shows a value in which nothing was found, with the way to mask it.
  offerValue(value, masks, parts) {
    this.letGo();
    Object.assign(this, { piece: value, masks });
    this.tray.replaceChildren(...parts);
    this.tray.hidden = false;
    this.app.notices.read(`${value.column}: ${value.quote}, shown as written`);
  }

  // The mask that the keys mean: the one that is open, or the one with the focus.
  get meant() {
    const focused = this.app.root.getRootNode().activeElement;
    const all = [...(this.held?.pieces ?? []), ...(this.held?.values ?? [])];
    return this.piece ?? all.find((each) => each.id && each.id === focused?.dataset?.focus);
  }

  async judge(verdict, everywhere = false) {
    const piece = this.meant;
    if (!piece?.id) return;
    this.piece = null;
    await this.app.act("judge", { id: piece.id, verdict, everywhere });
  }

  // By keys: one word on or back, or one word more or fewer.
  move(by, more = false) {
    if (!this.words?.length) return;
    const last = this.words.length - 1;
    const { from, to } = this.picked ?? { from: by > 0 ? -1 : this.words.length, to: by > 0 ? -1 : this.words.length };
    const place = Math.max(0, Math.min(last, to + by));
    this.pick(more && this.picked ? Math.min(from, place) : place, place, true);
  }

  pick(from, to, scroll = false) {
    this.piece = null;
    this.picked = { from, to };
    this.words.forEach(({ word }, at) => word.classList.toggle("is-picked", from <= at && at <= to));
    if (scroll) this.words[to].word.scrollIntoView({ block: "nearest" });
    this.offer();
  }

  // By mouse and touch: the words that a selection touches.
  selected() {
    if (this.app.show !== "text" || !this.root?.isConnected) return;
    const range = rangeIn(this.root);
    if (!range) return;
    const touched = this.words.flatMap(({ word }, at) => (range.intersectsNode(word) && touches(range, word) ? [at] : []));
    if (touched.length) this.pick(touched[0], touched.at(-1));
  }

  get span() {
    return { start: this.words[this.picked.from].start, end: this.words[this.picked.to].end };
  }

  offer() {
    const { start, end } = this.span;
    const words = this.shown.slice(start, end);
    this.tray.replaceChildren(h("p", { class: "tray-words" }, h("strong", {}, words)), kindOf(this), button("Mask here", { key: "M", kind: "small primary", press: () => this.mask() }), button("Mask everywhere…", { kind: "small", press: () => this.app.views.lists.offer(words) }), button("Let go", { key: "Esc", kind: "small quiet", press: () => this.escape() }));
    this.tray.hidden = false;
    this.app.notices.read(`Selected: ${words}`);
  }

  mask() {
    if (!this.picked) return this.masks ? this.masks() : this.judge("mask");
    const { start, end } = this.span;
    document.getSelection()?.removeAllRanges();
    return this.app.act("mark", { source: this.held.text.id, start, end, words: this.shown.slice(start, end), kind: this.kind });
  }

  letGo() {
    this.picked = this.piece = this.masks = null;
    this.words?.forEach(({ word }) => word.classList.remove("is-picked"));
    if (this.tray) this.tray.hidden = true;
  }

  escape() {
    if (!this.picked && !this.piece) return this.app.go({ show: "texts" });
    const piece = this.piece;
    this.piece = null;
    document.getSelection()?.removeAllRanges();
    this.letGo();
    if (piece) [...this.app.body.querySelectorAll("[data-focus]")].find((each) => each.dataset.focus === focusOf(piece))?.focus();
    return null;
  }

  clear() {
    return this.app.act("clear", { source: this.held.text.id });
  }

  turn(where) {
    if (this.held?.[where]) this.app.go({ text: this.held[where] });
    else this.app.notices.hint(where === "after" ? "This is the last text" : "This is the first text");
  }
}

export function kindOf(reading) {
  const kind = h("select", { class: "choice", "aria-label": "What it is", on: { change: () => (reading.kind = kind.value) } }, ...KINDS.map(([value, label]) => h("option", { value, selected: value === reading.kind }, label)));
  return kind;
}

function rangeIn(element) {
  const root = element.getRootNode();
  const selection = document.getSelection();
  const range = selection?.getComposedRanges ? selection.getComposedRanges({ shadowRoots: [root] })[0] : root.getSelection?.()?.rangeCount ? root.getSelection().getRangeAt(0) : null;
  if (!range || range.collapsed || !element.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
  const found = document.createRange();
  found.setStart(range.startContainer, range.startOffset);
  found.setEnd(range.endContainer, range.endOffset);
  return found;
}

// A word whose edge alone is touched is not selected.
function touches(range, word) {
  const mine = document.createRange();
  mine.selectNodeContents(word);
  return range.compareBoundaryPoints(Range.END_TO_START, mine) < 0 && range.compareBoundaryPoints(Range.START_TO_END, mine) > 0;
}

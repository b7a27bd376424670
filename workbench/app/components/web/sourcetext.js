// The words of a source in blocks, painted where they are coded, with brackets and names beside them.

import { h, icon } from "./dom.js";
import { blocksOf, look, piecesOf } from "./spans.js";

const NEAR = "600px 0px";
// More brackets than these beside each other share their lanes.
const LANES = 9;
// A piece under several codings shows so many of their lines.
const LINES = 4;
// Blocks are drawn by the chunk: only those near the window are painted and laid out.
const CHUNK = 24;
const AT_FIRST = 3;

export class SourceText {
  constructor(app, scroller) {
    this.app = app;
    this.root = h("div", { class: "source", tabindex: "0", role: "document", "aria-label": "Source", "aria-describedby": "how-to-code" });
    this.blocks = [];
    this.chunks = [];
    this.seen = new Set();
    this.watcher = new IntersectionObserver((entries) => this.scrolled(entries), { root: scroller, rootMargin: NEAR });
    new ResizeObserver(([{ contentRect }]) => this.resized(contentRect.width)).observe(this.root);
  }

  draw(store) {
    if (store.text !== this.shown) this.rebuild(store);
    this.covers = this.coversByBlock(store);
    for (const chunk of this.seen) this.paintChunk(chunk);
    this.placeSoon();
  }

  rebuild(store) {
    this.shown = store.text;
    this.watcher.disconnect();
    this.blocks = store.text ? blocksOf(store.text.text) : [];
    this.blocks.forEach((block, at) => this.build(block, at));
    this.chunks = [];
    for (let at = 0; at < this.blocks.length; at += CHUNK) this.chunks.push(this.chunk(this.blocks.slice(at, at + CHUNK)));
    this.seen = new Set(this.chunks.slice(0, AT_FIRST));
    this.root.replaceChildren(...this.chunks.map((chunk) => chunk.root));
    for (const chunk of this.chunks) this.watcher.observe(chunk.root);
  }

  chunk(blocks) {
    // About how high it will be: keeps the scroll bar steady before a chunk was ever drawn.
    const high = blocks.reduce((sum, { text, gap }) => sum + Math.ceil(text.length / 72) * 30 + 4 + (gap > 1 ? 12 : 0), 0);
    const chunk = { blocks, root: h("div", { class: "chunk", style: `contain-intrinsic-size: auto ${high}px` }, ...blocks.map((block) => block.root)) };
    chunk.root.chunk = chunk;
    for (const block of blocks) block.chunk = chunk;
    return chunk;
  }

  build(block, at) {
    block.at = at;
    block.pieces = [{ start: block.start, end: block.end, text: block.text, covers: [] }];
    block.words = h("p", { class: "words", dir: "auto" }, ...block.pieces.map((piece) => this.piece(piece)));
    block.root = h("div", { class: block.gap > 1 ? "block apart" : "block" }, block.words);
    block.root.block = block;
    block.signature = "[]";
  }

  paintChunk(chunk) {
    for (const block of chunk.blocks) this.paint(block, this.covers[block.at] ?? []);
  }

  // What lies over each block, by the block's place.
  coversByBlock({ text, codings, offers }) {
    const covers = [];
    const turns = (text?.turns ?? []).map(([start, end]) => ({ start, end, turn: true }));
    const marks = [...codings, ...offers.map((each) => ({ ...each, offer: true })), ...turns];
    for (const mark of marks) {
      for (let at = this.blockAt(mark.start); at < this.blocks.length && this.blocks[at].start < mark.end; at++) {
        if (this.blocks[at].end > mark.start) (covers[at] ??= []).push(mark);
      }
    }
    return covers;
  }

  // The place of the block that holds an offset, or of the first one after it.
  blockAt(offset) {
    let [low, high] = [0, this.blocks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.blocks[middle].end <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  paint(block, covers) {
    const { store, held } = this.app;
    const signature = JSON.stringify(covers.map(({ id, start, end, code, likely, coder, passage }) => [id, start, end, code, likely, coder, store.memosOn("passage", passage).length, store.byCode.get(code)?.name, store.byCode.get(code)?.hue, store.lanes.lanes.get(id), id !== undefined && id === held?.id]));
    if (block.signature === signature) return;
    block.signature = signature;
    block.placed = false;
    this.beside(block);
    this.focusKept(block, () => {
      block.pieces = piecesOf(block, covers);
      block.words.replaceChildren(...block.pieces.map((piece) => this.piece(piece)));
      const codings = covers.filter((each) => each.code && !each.offer && store.byCode.has(each.code));
      const starting = covers.filter((each) => each.code && store.byCode.has(each.code) && each.start >= block.start);
      block.bars = codings.map((coding) => ({ coding, root: this.bar(block, coding) }));
      block.chips = starting.map((mark) => ({ mark, root: mark.offer ? this.offerChip(mark) : this.chip(mark) }));
      block.gutter.replaceChildren(...block.bars.map(({ root }) => root));
      block.margin.replaceChildren(...block.chips.map(({ root }) => root));
    });
  }

  // The room beside a block's words, once there is anything to put there.
  beside(block) {
    if (block.gutter) return;
    block.gutter = h("div", { class: "gutter", "aria-hidden": "true" });
    block.margin = h("div", { class: "margin" });
    block.root.prepend(block.gutter);
    block.root.append(block.margin);
  }

  // Drawing anew takes the focused name away: the new one of the same coding gets it.
  focusKept(block, draw) {
    const focused = this.root.getRootNode().activeElement;
    const name = block.root.contains(focused) ? focused.dataset.mark : null;
    draw();
    if (name) [...block.margin.children].find((each) => each.dataset.mark === name)?.focus({ preventScroll: true });
  }

  piece(piece) {
    const { store, held } = this.app;
    const codings = piece.covers.filter((each) => each.code && !each.offer && store.byCode.has(each.code));
    const classes = ["piece", codings.length && "coded", piece.covers.some((each) => each.turn) && "speaker", piece.covers.some((each) => each.offer) && !codings.length && "offered", held && piece.covers.some((each) => each.id === held.id) && "is-held"];
    piece.root = h("span", { class: classes.filter(Boolean).join(" "), "data-start": piece.start }, piece.text);
    if (codings.length) this.lines(piece.root, codings);
    return piece.root;
  }

  // A line under the words for each coding, in its code's colour.
  lines(root, codings) {
    const shown = codings.slice(-LINES);
    const colours = shown.map(({ code }) => look(this.app.store.byCode.get(code).hue).colour);
    root.style.setProperty("--wash", colours.at(-1));
    root.style.backgroundImage = colours.map((colour) => `linear-gradient(${colour}, ${colour})`).join(", ");
    root.style.backgroundPosition = colours.map((_, at) => `0 calc(100% - ${at * 3}px)`).join(", ");
    root.style.paddingBottom = `${colours.length * 3}px`;
  }

  bar(block, coding) {
    const { colour, dash } = look(this.app.store.byCode.get(coding.code).hue);
    const edges = `${coding.start >= block.start ? " begins" : ""}${coding.end <= block.end ? " ends" : ""}${coding.id === this.app.held?.id ? " is-held" : ""}`;
    const root = h("span", { class: `bar${edges}`, on: { click: () => this.app.hold(coding) } });
    root.style.setProperty("--code-colour", colour);
    root.style.borderInlineStartStyle = dash;
    return root;
  }

  chip(coding) {
    const { app } = this;
    const code = app.store.byCode.get(coding.code);
    const { colour, dash } = look(code.hue);
    const noted = app.store.memosOn("passage", coding.passage).length > 0;
    const label = `${code.name}: “${app.store.quote(coding).slice(0, 160)}”, coded by ${coding.coder || "somebody"}${noted ? ", with a memo" : ""}`;
    const root = h("button", { type: "button", class: "mark", "data-mark": coding.id, "aria-pressed": String(coding.id === app.held?.id), "aria-label": label, title: label, on: { click: () => app.hold(coding, { focus: true }) } }, h("span", { class: "mark-line", "aria-hidden": "true" }), h("span", { class: "mark-name" }, code.name), noted ? icon("memo") : "");
    root.style.setProperty("--code-colour", colour);
    root.firstChild.style.borderInlineStartStyle = dash;
    return root;
  }

  offerChip(offer) {
    const { app } = this;
    const code = app.store.byCode.get(offer.code);
    const label = `Offered: ${code.name}, ${offer.likely}, for “${app.store.quote(offer).slice(0, 160)}”`;
    const root = h("button", { type: "button", class: "mark mark-offer", "data-mark": offer.id, "aria-pressed": String(offer.id === app.held?.id), "aria-label": label, title: label, on: { click: () => app.hold({ ...offer, offer: true }, { focus: true }) } }, h("span", { class: "mark-line", "aria-hidden": "true" }), h("span", { class: "mark-name" }, `${code.name}?`), h("span", { class: "mark-likely" }, offer.likely));
    root.style.setProperty("--code-colour", look(code.hue).colour);
    return root;
  }

  scrolled(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.seen.add(target.chunk);
      else this.seen.delete(target.chunk);
      if (isIntersecting && this.covers) this.paintChunk(target.chunk);
    }
    this.placeSoon();
  }

  resized(width) {
    if (width === this.width) return;
    this.width = width;
    for (const block of this.blocks) block.placed = false;
    this.placeSoon();
  }

  placeSoon() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = null;
      this.place();
    });
  }

  // Puts brackets and names beside their words, for the blocks near the window: first all is read, then written.
  place() {
    const flows = getComputedStyle(this.root).getPropertyValue("--margin-flows").trim() === "yes";
    const blocks = [...this.seen].flatMap((chunk) => chunk.blocks).filter((block) => !block.placed && (block.bars?.length || block.chips?.length));
    for (const { block, bars, chips } of blocks.map((each) => this.measure(each))) {
      block.placed = true;
      const lanes = this.lanesBeside(block, bars);
      bars.forEach(({ top, height }, at) => Object.assign(block.bars[at].root.style, { top: `${top}px`, height: `${height}px`, right: `${lanes[at] * 7}px` }));
      let below = 0;
      chips.sort((one, other) => one.top - other.top).forEach(({ root, top }) => {
        const at = Math.max(top, below);
        root.style.top = flows ? "" : `${at}px`;
        below = at + 26;
      });
      block.margin.style.minHeight = flows || !chips.length ? "" : `${below}px`;
    }
    if (blocks.length) this.app.placed?.();
  }

  // Codings that follow each other on one line have one lane in the text; beside it they need two.
  lanesBeside(block, bars) {
    const taken = [];
    return bars.map(({ top, height }, at) => {
      const wanted = this.app.store.lanes.lanes.get(block.bars[at].coding.id) % LANES;
      const free = (lane) => !taken.some((each) => each.lane === lane && each.top < top + height && top < each.bottom);
      const lane = [...Array(LANES).keys()].map((step) => (wanted + step) % LANES).find(free) ?? wanted;
      taken.push({ lane, top, bottom: top + height });
      return lane;
    });
  }

  measure(block) {
    const [{ top }, margin] = [block.root.getBoundingClientRect(), block.margin.getBoundingClientRect()];
    const ofPiece = (start) => block.pieces.find((piece) => piece.start === start)?.root.getClientRects();
    const lastPiece = (end) => block.pieces.find((piece) => piece.end === end)?.root.getClientRects();
    const from = (start) => (ofPiece(Math.max(start, block.start))?.[0]?.top ?? top) - top;
    const until = (end) => ([...(lastPiece(Math.min(end, block.end)) ?? [])].at(-1)?.bottom ?? top) - top;
    return {
      block,
      bars: block.bars.map(({ coding }) => ({ top: from(coding.start), height: until(coding.end) - from(coding.start) })),
      chips: block.chips.map(({ mark, root }) => ({ root, top: from(mark.start) + top - margin.top - 1 })),
    };
  }

  // A place in the text as a node and an offset in it, for ranges.
  point(offset, { end = false } = {}) {
    const block = this.blocks[Math.min(this.blocks.length - 1, this.blockAt(end ? Math.max(0, offset - 1) : offset))];
    if (!block) return null;
    // What is far away was not painted yet, and its pieces will be others then.
    if (this.covers && !this.seen.has(block.chunk)) this.paintChunk(block.chunk);
    const inside = Math.max(block.start, Math.min(block.end, offset));
    const piece = block.pieces.find((each) => (end ? each.end >= inside : each.end > inside)) ?? block.pieces.at(-1);
    return { node: piece.root.firstChild, offset: inside - piece.start, block };
  }

  range({ start, end }) {
    const [from, to] = [this.point(start), this.point(end, { end: true })];
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  // The offset that a node and an offset in it mean; null outside the words.
  offsetAt(node, offset) {
    if (node.nodeType === Node.TEXT_NODE) {
      const piece = node.parentElement?.closest(".piece");
      return piece ? Number(piece.dataset.start) + offset : null;
    }
    const next = node.childNodes[offset];
    const after = next && (next.matches?.(".piece") ? next : next.querySelector?.(".piece"));
    if (after) return Number(after.dataset.start);
    const pieces = node.querySelectorAll?.(".piece") ?? [];
    const last = pieces[pieces.length - 1];
    if (last) return Number(last.dataset.start) + last.textContent.length;
    const block = node.closest?.(".block")?.block;
    return block ? block.end : null;
  }

  reveal(span, { block = "center" } = {}) {
    const point = this.point(span.start);
    if (!point) return;
    // Blocks that were never drawn have guessed heights: a second look is right.
    point.node.parentElement.scrollIntoView({ block });
    requestAnimationFrame(() => point.node.parentElement?.scrollIntoView({ block }));
  }
}

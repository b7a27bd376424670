// Selecting words: by mouse, touch and keys; the same selection for the eye, the clipboard and the code.

import { edge, startEdge, trimmed } from "./spans.js";

const SETTLE = 250;

export class Selecting {
  constructor(app, text) {
    this.app = app;
    this.text = text;
    this.span = null;
    document.addEventListener("selectionchange", () => this.changed());
    text.root.addEventListener("pointerdown", (event) => this.down(event));
    document.addEventListener("pointerup", (event) => this.up(event));
  }

  down(event) {
    this.dragging = !event.target.closest(".mark, .bar");
    this.from = [event.clientX, event.clientY];
  }

  up(event) {
    if (!this.dragging) return;
    this.dragging = false;
    const moved = Math.hypot(event.clientX - this.from[0], event.clientY - this.from[1]);
    // The browser settles its selection after this event.
    setTimeout(() => {
      const span = this.read();
      if (span) this.take(span);
      else if (moved < 6) this.app.clicked(this.offsetUnder(event.clientX, event.clientY));
    });
  }

  // Handles on a touch screen, and a browser's own caret keys, tell of themselves by this event alone.
  changed() {
    clearTimeout(this.timer);
    if (this.dragging) return;
    this.timer = setTimeout(() => {
      const span = this.read();
      if (span && !this.dragging && !same(span, this.span)) this.take(span);
    }, SETTLE);
  }

  // The selected words as a span, or null.
  read() {
    const found = this.boundaries();
    if (!found) return null;
    const start = this.text.offsetAt(found.startContainer, found.startOffset);
    const end = this.text.offsetAt(found.endContainer, found.endOffset);
    if (start === null || end === null || start >= end) return null;
    return trimmed(this.app.store.text.text, { start, end });
  }

  boundaries() {
    const root = this.text.root.getRootNode();
    const selection = document.getSelection();
    const own = root.getSelection?.() ?? selection;
    const range = selection?.getComposedRanges ? selection.getComposedRanges({ shadowRoots: [root] })[0] : own?.rangeCount ? own.getRangeAt(0) : null;
    if (!range || range.collapsed) return null;
    const inside = (node) => this.text.root.contains(node);
    return inside(range.startContainer) && inside(range.endContainer) ? range : null;
  }

  take(span) {
    this.span = span;
    this.app.selected(span);
  }

  clear() {
    this.span = null;
    clearTimeout(this.timer);
    const selection = document.getSelection();
    if (this.boundaries()) selection.removeAllRanges();
    paint("picked", null);
  }

  // Selects by the page itself: seen, copied and read like what a person selected.
  set(span, { reveal = true } = {}) {
    const range = this.text.range(span);
    if (!range) return;
    document.getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    if (reveal) this.text.reveal(span, { block: "nearest" });
    this.take(span);
  }

  // Keeps the words marked while a field has the focus.
  mark(span) {
    paint("picked", span && this.text.range(span));
  }

  unit(by) {
    const { units } = this.app.store.text;
    const at = this.span?.start ?? this.app.here;
    const found = by > 0 ? units.find(([start]) => start > at) : units.findLast(([start]) => start < at);
    const [start, end] = (this.span || by < 0 ? found : units.find(([from]) => from >= Math.max(at, this.app.after))) ?? [];
    if (start !== undefined) this.set({ start, end });
  }

  // The selection grows by the next unit, or gives its last one back.
  more(by) {
    if (!this.span) return this.unit(1);
    const { units } = this.app.store.text;
    const { start, end } = this.span;
    const found = by > 0 ? units.find(([, until]) => until > end) : units.findLast(([from, until]) => until < end && from >= start);
    return found && this.set({ start, end: found[1] });
  }

  // Moves one end of a span by a word or a letter; null when nothing would be left.
  moved({ start, end }, which, by, letters) {
    const { text } = this.app.store.text;
    const other = which === "end" ? { start, end: edge(text, end, by, { letters }) } : { start: letters ? edge(text, start, by, { letters }) : startEdge(text, start, by), end };
    return other.start < other.end ? other : null;
  }

  offsetUnder(x, y) {
    const root = this.text.root.getRootNode();
    const place = document.caretPositionFromPoint?.(x, y, { shadowRoots: [root] });
    const [node, offset] = place ? [place.offsetNode, place.offset] : caretOf(root, x, y);
    return node && this.text.root.contains(node) ? this.text.offsetAt(node, offset) : null;
  }
}

function caretOf(root, x, y) {
  const range = (root.caretRangeFromPoint ? root : document).caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : [null, 0];
}

function same(one, other) {
  return one?.start === other?.start && one?.end === other?.end;
}

// Marks a range without touching the words; browsers without highlights show the words in the palette alone.
export function paint(name, range) {
  if (!globalThis.CSS?.highlights) return;
  if (range) CSS.highlights.set(name, new Highlight(range));
  else CSS.highlights.delete(name);
}

// Text as blocks and pieces: all offsets are the browser's own (UTF-16 units) in the whole source.

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const WORDS = new Intl.Segmenter(undefined, { granularity: "word" });
const HUES = 8;
const DASHES = ["solid", "dashed", "dotted", "double"];

// Lines of a text with where they begin; blank lines become the gap before the next block.
export function blocksOf(text) {
  const blocks = [];
  for (const { 0: words, index } of text.matchAll(/[^\n]+/g)) {
    const last = blocks.at(-1);
    blocks.push({ start: index, end: index + words.length, text: words, gap: last ? index - last.end : 0 });
  }
  return blocks;
}

// A block's text cut wherever something begins or ends, each piece with what covers it.
export function piecesOf(block, covers) {
  const inside = covers.filter(({ start, end }) => start < block.end && end > block.start);
  const edges = new Set([block.start, block.end]);
  for (const { start, end } of inside) {
    edges.add(Math.max(start, block.start));
    edges.add(Math.min(end, block.end));
  }
  const cuts = [...edges].sort((one, other) => one - other);
  return cuts.slice(0, -1).map((start, at) => {
    const end = cuts[at + 1];
    return { start, end, text: block.text.slice(start - block.start, end - block.start), covers: inside.filter((each) => each.start < end && each.end > start) };
  });
}

// Gives each coding a lane in the gutter that no coding beside it has.
export function lanesOf(codings) {
  const ends = [];
  const lanes = new Map();
  for (const { id, start, end } of codings) {
    let lane = ends.findIndex((each) => each <= start);
    if (lane < 0) lane = ends.length;
    ends[lane] = end;
    lanes.set(id, lane);
  }
  return { lanes, count: ends.length };
}

// What a person meant: no space around the words, and no letter cut in two.
export function trimmed(text, { start, end }) {
  const words = text.slice(start, end);
  const from = start + (words.length - words.trimStart().length);
  const to = end - (words.length - words.trimEnd().length);
  if (from >= to) return null;
  return { start: whole(text, from, false), end: whole(text, to, true) };
}

// An offset moved to the edge of the letter that it lies in: combining marks and joined emoji stay together.
function whole(text, offset, onward) {
  const from = Math.max(0, text.lastIndexOf("\n", offset - 1) + 1);
  const until = text.indexOf("\n", offset);
  const line = text.slice(from, until < 0 ? text.length : until);
  if (offset - from >= line.length) return offset;
  const letter = GRAPHEMES.segment(line).containing(offset - from);
  if (!letter || letter.index === offset - from) return offset;
  return from + letter.index + (onward ? letter.segment.length : 0);
}

// The next edge of a word (or letter) from an offset, onward or back.
export function edge(text, offset, by, { letters = false } = {}) {
  const around = 400;
  const from = Math.max(0, offset - around);
  const segments = [...(letters ? GRAPHEMES : WORDS).segment(text.slice(from, offset + around))];
  const edges = segments.flatMap(({ index, segment, isWordLike }) => {
    if (letters) return [from + index, from + index + segment.length];
    return isWordLike ? [by > 0 ? from + index + segment.length : from + index] : [];
  });
  const found = by > 0 ? edges.find((each) => each > offset) : edges.findLast((each) => each < offset);
  return found ?? (by > 0 ? text.length : 0);
}

// The edge of the next word's other side: where a selection's beginning may move to.
export function startEdge(text, offset, by) {
  const around = 400;
  const from = Math.max(0, offset - around);
  const words = [...WORDS.segment(text.slice(from, offset + around))].filter((each) => each.isWordLike);
  const starts = words.map(({ index }) => from + index);
  const found = by > 0 ? starts.find((each) => each > offset) : starts.findLast((each) => each < offset);
  return found ?? offset;
}

// A code's colour; where there are more codes than colours, its line differs, too.
export function look(hue = 0) {
  return { colour: `var(--hue-${hue % HUES})`, dash: DASHES[Math.floor(hue / HUES) % DASHES.length] };
}

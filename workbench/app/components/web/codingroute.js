// The address of the Coding page says what is open; and where searched words stand in a text.

import { withRole } from "./nav.js";

export function viewOf(search) {
  const query = new URLSearchParams(search);
  return { source: query.get("source") ?? "", passage: query.get("passage") ?? "", uncoded: query.get("show") === "uncoded", words: query.get("find") ?? "" };
}

export function addressOf({ source, uncoded, words, passage }) {
  const query = withRole();
  if (source) query.set("source", source);
  if (passage) query.set("passage", passage);
  if (uncoded) query.set("show", "uncoded");
  if (words) query.set("find", words);
  const search = query.toString();
  return search ? `?${search}` : location.pathname;
}

const WORD = /(?:[\p{L}\p{N}][\u0300-\u036f]*)+/gu;

// Where what was searched for stands: phrases in quotes, whole words, the last one as a beginning, as the
// search itself finds them; in units of meaning that hold all of them, where there are such.
export function hitsIn(text, words, units = []) {
  const parts = [...words.normalize("NFC").matchAll(/"([^"]*)"|(\S+)/g)].map(([, phrase, bare]) => wordsOf(phrase ?? bare).map(({ word }) => word)).filter((part) => part.length);
  const found = wordsOf(text);
  const hits = parts.flatMap((part, number) => placesOf(found, part, number === parts.length - 1).map((place) => ({ number, start: found[place].start, end: found[place + part.length - 1].end })));
  const whole = units.filter(([start, end]) => new Set(hits.filter((hit) => hit.start >= start && hit.end <= end).map((hit) => hit.number)).size === parts.length);
  const shown = whole.length ? hits.filter((hit) => whole.some(([start, end]) => hit.start >= start && hit.end <= end)) : hits;
  return shown.map(({ start, end }) => ({ start, end })).sort((one, other) => one.start - other.start);
}

function wordsOf(text) {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word: folded(word), start: index, end: index + word.length }));
}

function placesOf(found, part, begins) {
  const last = part.length - 1;
  const fits = (place) => part.every((word, at) => (at === last && begins ? found[place + at]?.word.startsWith(word) : found[place + at]?.word === word));
  return found.map((_, place) => place).filter(fits);
}

// Capitals and accents do not count.
function folded(word) {
  return word.normalize("NFD").replace(/[\u0300-\u036f]+/g, "").normalize("NFC").toLowerCase();
}

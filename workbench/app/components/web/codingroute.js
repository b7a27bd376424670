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

// Where any of the words begins a word of the text.
export function hitsIn(text, words) {
  const wanted = words.replaceAll('"', " ").split(/\s+/).filter(Boolean).map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!wanted.length) return [];
  return [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${wanted.join("|")})`, "giu"))].map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

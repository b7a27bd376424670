// What stands where the map would be when there is nothing to lay out.

import { BRING, bringIn } from "./bringing.js";
import { h } from "./dom.js";

// Fewer passages than this are read sooner than a map of them.
const FEW = 12;

// What to say instead of a map, or null when there is one.
export function empty(start, { n, message }) {
  const board = h("a", { class: "button primary", href: new URL(".", document.baseURI).href }, "Open the board");
  if (!start.sources || !n) return [h("h2", { class: "view-title" }, "No words yet"), h("p", {}, BRING), h("p", { class: "nothing-acts" }, bringIn())];
  if (message.startsWith("The passages have not been read yet")) return [h("h2", { class: "view-title" }, "Nothing was read yet"), h("p", {}, message), h("p", { class: "nothing-acts" }, board)];
  return null;
}

export function fewWords(n) {
  return n <= FEW ? "So few passages are better read than mapped: “As a list” shows them all." : "";
}


// The first step of every project, as empty pages teach it: bring in what people wrote.

import { h } from "./dom.js";
import { addressOf } from "./nav.js";

export const BRING = "Bring in what people wrote: files, or a whole folder. You see what will happen before anything is stored.";

export function bringIn(words = "Bring files in") {
  return h("a", { class: "button primary", href: addressOf("/sources") }, words);
}

// What to do where no source tells something that the pages count by.
export function columnWords(column) {
  return `No source tells it. When you bring a table in, choose “${column}” for the column that holds it; the latest import can be taken back and made again.`;
}

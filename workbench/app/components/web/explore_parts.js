// What several views of Explore are made of: shares with intervals, quotes, switches, empty states.

import { BRING, bringIn } from "./bringing.js";
import { button, count, h, icon, provenance } from "./dom.js";

export const SEES = {
  practitioners: "Felt by practitioners, unseen by leaders",
  leaders: "Seen by leaders, not told by practitioners",
  both: "Seen by both",
  neither: "Not known whose it is",
};
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

// One side's share: a point for those heard, a band for where all of them likely lie.
export function share(name, { people, of, low, high }) {
  if (!of) return h("div", { class: "side-share unheard" }, h("p", {}, h("span", {}, name), h("span", { class: "share-n" }, "nobody heard")), h("div", { class: "track" }));
  const percent = Math.round((100 * people) / of);
  const [from, to] = [low, high].map((each) => Math.round(100 * each));
  const band = h("span", { class: "track-band" });
  const dot = h("span", { class: people ? "track-dot" : "track-dot none" });
  band.style.left = `${from}%`;
  band.style.width = `${to - from}%`;
  dot.style.left = `${percent}%`;
  return h("div", { class: `side-share ${people ? "" : "silent"}` },
    h("p", { title: `If all had been asked, likely ${from} to ${to} %` }, h("span", {}, name), h("span", { class: "share-n" }, `${people} of ${of}`, h("span", { class: "unseen" }, `, if all had been asked likely ${from} to ${to} per cent`))),
    h("div", { class: "track", "aria-hidden": "true" }, band, dot));
}

// A quote with where it is from; it opens in its source.
export function quote(app, row, ...extra) {
  const from = provenance(row).map((part, at, all) => h("span", { class: at < all.length - 1 ? "part dotted" : "part" }, part));
  const open = h("button", { type: "button", class: "in-context", "data-focus": `context ${row.id}`, on: { click: () => app.showSource(row) } }, icon("text"), "In context", h("span", { class: "unseen" }, `: ${row.quote.slice(0, 60)}`));
  return h("li", { class: "said" }, h("blockquote", { class: "said-words", dir: "auto" }, row.quote), h("p", { class: "said-from" }, ...from, ...extra, open));
}

export function quotes(app, rows, name) {
  return h("ul", { class: "saids", role: "list", "aria-label": name }, ...rows.map((row) => quote(app, row)));
}

// A few choices beside each other, of which one holds.
export function segments(name, choices, chosen, choose) {
  const each = ([value, words]) => h("button", { type: "button", class: "segment", "aria-pressed": String(value === chosen), "data-focus": `${name} ${value}`, on: { click: () => choose(value) } }, words);
  return h("div", { class: "switch", role: "group", "aria-label": name }, ...choices.map(each));
}

export function select(name, choices, chosen, choose) {
  const field = h("select", { class: "choice", "aria-label": name, "data-focus": name, on: { change: () => choose(field.value) } }, ...choices.map(([value, words]) => h("option", { value }, words)));
  field.value = choices.some(([value]) => value === chosen) ? chosen : choices[0]?.[0];
  return field;
}

export function heading(words, ...about) {
  return h("div", { class: "view-head" }, h("h1", { class: "view-title", tabindex: "-1" }, words), ...about.filter(Boolean).map((each) => h("p", { class: "view-about" }, each)));
}

export function empty(title, words, ...acts) {
  return h("div", { class: "nothing" }, h("h1", { class: "view-title", tabindex: "-1" }, title), h("p", {}, words), acts.length ? h("p", { class: "nothing-acts" }, ...acts) : null);
}

// Nothing was confirmed yet: what to do about that, at every stage of the work.
export function noBarriers(app) {
  const { sources, candidates } = app.start;
  const board = h("a", { class: "button primary", href: new URL(".", document.baseURI).href }, "Open the board");
  if (!sources) return empty("No words yet", BRING, bringIn());
  if (candidates) return empty("No barrier yet", `${count(candidates, "candidate")} wait on the board. Confirm one with a sentence, and its card hangs here.`, board);
  return empty("No barrier yet", "A barrier is a code with a sentence: what gets in the way of what, for whom, by what mechanism. Look for candidates on the board, or make one by hand.", board);
}

export function more(shown, total, press) {
  const left = total - shown;
  return left > 0 ? h("div", { class: "more-said" }, button(`Show ${Math.min(50, left)} more`, { act: "more", press }), h("span", {}, `${count(left, "quote")} below`)) : null;
}

export function named(month) {
  const [year, number] = month.split("-").map(Number);
  return number ? MONTH.format(Date.UTC(year, number - 1, 1)) : month;
}

// A count that may tell who it was, when somebody else reads it.
export function few(people, hello) {
  return people > 0 && people < hello.few;
}

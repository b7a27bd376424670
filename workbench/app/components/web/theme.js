// What is open in the middle: a theme with its acts, the tray, what was found, or nothing left.

import { button, count, h, icon, redraw } from "./dom.js";
import { address } from "./router.js";

const KINDS = { barrier: "Barrier", enabler: "Enabler", code: "Code" };
const STATES = { open: "To decide", parked: "Parked", dismissed: "Dismissed", superseded: "Replaced by a later run", merged: "Merged" };
const SPREAD = ["authority", "service", "team"];

export class ThemeHead {
  constructor(app) {
    this.app = app;
    this.root = h("div", { class: "head" });
  }

  draw(store) {
    const { main, head, themes } = store;
    const counts = head && [head.nSources, head.nCandidates, store.open.length, head.message];
    const extra = main.kind === "nothing" || main.kind === "find" ? [counts, themes.map((row) => [row.id, row.title, row.keywords, row.n, row.status])] : null;
    redraw(this.root, [main, extra], () => this.build(store));
  }

  build(store) {
    switch (store.main.kind) {
      case "theme": return this.theme(store.main);
      case "aside": return this.aside(store.main);
      case "find": return this.found(store);
      case "gone": return [empty("This theme is not here any more", "It was merged, dismissed or taken back in the meantime. The history tells how."), h("div", { class: "acts centred" }, button("History", { key: "H", press: () => this.app.showHistory() }))];
      default: return store.head ? this.nothing(store) : [];
    }
  }

  theme(main) {
    const { row } = main;
    return [
      h("p", { class: `status status-${row.status === "confirmed" ? row.kind : row.status}` }, KINDS[row.kind] ?? STATES[row.status]),
      h("h1", { class: "title", tabindex: "-1" }, row.title),
      row.statement ? h("p", { class: "statement" }, row.statement) : null,
      h("p", { class: "spread" }, spreadWords(row)),
      this.keywords(main),
      main.mergedInto ? h("p", { class: "leads" }, "It went into ", this.link(main.mergedInto)) : null,
      h("div", { class: "acts", role: "toolbar", "aria-label": "What to do with this theme" }, ...this.acts(main)),
    ];
  }

  link([id, title]) {
    const view = { kind: "theme", what: id };
    return h("a", { href: address(view), on: { click: (event) => this.app.follow(event, view) } }, title);
  }

  keywords({ keywords, code }) {
    const chips = [...keywords.map((word) => h("li", { class: "chip" }, word)), ...(code?.facets ?? []).map((facet) => h("li", { class: "chip facet" }, facet))];
    return chips.length ? h("ul", { class: "chips", "aria-label": "Keywords" }, ...chips) : null;
  }

  acts(main) {
    const { acts } = this.app;
    const all = {
      confirm: button("Confirm…", { key: "C", kind: "primary", act: "confirm", press: () => acts.confirm() }),
      describe: button("Describe…", { key: "E", kind: "primary", act: "describe", press: () => acts.describe() }),
      rename: button("Rename", { key: "R", act: "rename", press: () => acts.rename() }),
      merge: button("Merge…", { key: "M", act: "merge", press: () => acts.merge() }),
      split: button("Split…", { key: "S", act: "split", press: () => acts.split() }),
      park: button("Park", { key: "P", act: "park", press: () => acts.park() }),
      dismiss: button("Dismiss", { key: "D", act: "dismiss", press: () => acts.dismiss() }),
      reopen: button("Reopen", { key: "O", kind: main.code ? "" : "primary", act: "reopen", title: main.code ? "Make it a candidate again" : undefined, press: () => acts.reopen() }),
    };
    return allowed(main).map((verb) => all[verb]);
  }

  aside({ total }) {
    return [h("p", { class: "status status-aside" }, "Set aside"), h("h1", { class: "title", tabindex: "-1" }, total ? `${count(total, "passage")} in no theme` : "Nothing is set aside"),
      h("p", { class: "spread" }, total ? "Select some and place them where they belong, make a code of them, or leave them: not everything is a theme." : "Every passage is in a candidate or a code.")];
  }

  found({ main, themes }) {
    const words = main.what.toLowerCase();
    const hits = themes.filter((row) => [row.title, row.statement, ...row.keywords].join(" ").toLowerCase().includes(words));
    return [
      h("p", { class: "status" }, "Search"),
      h("h1", { class: "title", tabindex: "-1" }, main.total || hits.length ? `${count(main.total, "passage")} with “${main.what}”` : `Nobody said “${main.what}”`),
      main.total || hits.length ? null : h("p", { class: "spread" }, "All the words must be in one passage; the last may be a beginning. Put a phrase in double quotes."),
      hits.length ? h("ul", { class: "hits", "aria-label": "Themes" }, ...hits.slice(0, 8).map((row) => h("li", {}, this.link([row.id, row.title]), h("span", { class: "hit-n" }, count(row.n, "passage"))))) : null,
    ];
  }

  nothing(store) {
    const { head } = store;
    if (!head.nSources) return [empty("No words yet", "Import what people wrote: workbench import PROJECT FILE…")];
    if (!store.themes.length) return [empty(head.message || "No candidates yet", head.message ? "You can still code by hand: open what is set aside, select passages and make a code of them." : "Let the workbench propose some: workbench propose PROJECT"), this.asideButton()];
    if (!store.open.length) return [h("div", { class: "done-mark" }, icon("check")), empty("Nothing left to decide", `${count(head.nDecided, "candidate")} decided. ${head.nAside ? `${count(head.nAside, "passage")} are set aside: a last look may be worth it.` : ""}`), this.asideButton()];
    return [empty("Choose a theme", "Open one from the list, or press J for the next.")];
  }

  asideButton() {
    return h("div", { class: "acts centred" }, button("Open what is set aside", { key: "U", press: () => this.app.go({ kind: "aside", what: "" }) }));
  }
}

// Which acts a theme's state allows; the workbench itself refuses the others too.
export function allowed({ row, code, candidate }) {
  if (code) return ["describe", "rename", "merge", "split", ...(candidate ? ["reopen"] : []), "dismiss"];
  if (row.status === "open") return ["confirm", "rename", "merge", "split", "park", "dismiss"];
  if (row.status === "parked") return ["confirm", "reopen", "rename", "merge", "split", "dismiss"];
  return row.status === "dismissed" ? ["reopen"] : [];
}

export function spreadWords(row) {
  const spread = new Map(Object.entries(row.spread).map(([name, number]) => [name.toLowerCase(), number]));
  const places = SPREAD.filter((name) => spread.has(name)).map((name) => count(spread.get(name), name));
  return `${count(row.n, "passage")} from ${count(row.people, "person")}${places.length ? ` in ${places.join(", ")}` : ""}`;
}

function empty(title, words) {
  return h("div", { class: "empty" }, h("h1", { class: "title", tabindex: "-1" }, title), h("p", {}, words));
}

// What is open in the middle: a theme with its acts, the tray, what was found, or nothing left.

import { button, count, h, redraw } from "./dom.js";
import { centred, empty } from "./empty.js";
import { addressOf } from "./nav.js";
import { address } from "./router.js";

const KINDS = { barrier: "Barrier", enabler: "Enabler", code: "Code" };
const STATES = { open: "To decide", parked: "Parked", dismissed: "Dismissed", superseded: "Replaced by a later run", merged: "Merged" };
// How firm a candidate is, in words that somebody could check.
export const STEADY = {
  steady: "Steady: it comes back nearly every time the texts are drawn anew",
  "fairly steady": "Fairly steady: it comes back most times the texts are drawn anew",
  unstable: "Unstable: it often falls apart when the texts are drawn anew, so read it with care",
};
const SPREAD = ["authority", "service", "team"];

export class ThemeHead {
  constructor(app) {
    this.app = app;
    this.root = h("div", { class: "head" });
  }

  draw(store) {
    const { main, head, themes } = store;
    const counts = head && [head.nSources, head.nCandidates, store.open.length, head.message, head.nOffers, store.job.state];
    const needsList = ["nothing", "find", "offers"].includes(main.kind);
    const extra = main.kind === "alike" ? [store.passages.slice(0, 2), store.job.state] : needsList ? [counts, themes.map((row) => [row.id, row.title, row.keywords, row.n, row.status])] : null;
    redraw(this.root, [main, extra, store.about?.same.size, store.about?.quiet.size], () => this.build(store));
  }

  build(store) {
    switch (store.main.kind) {
      case "theme": return this.theme(store.main);
      case "aside": return this.aside(store.main);
      case "offers": return this.app.offers.head(store);
      case "alike": return this.alike(store);
      case "changes": return this.app.changes.head(store);
      case "find": return this.found(store);
      case "gone": return this.gone();
      default: return store.head ? this.app.empty.build(store) : [];
    }
  }

  // A theme that the run sees at a wider or finer look is not lost: it can be brought onto the board.
  elsewhere(look) {
    const { level, title, n } = look;
    const here = level === this.app.store.head.grain;
    const why = here ? "Its passages are in what people made of them since." : this.lookWords(look);
    return [empty(here ? `“${title}” is not a theme of its own any more` : `“${title}” is seen at a ${this.named(look)} look`, `${count(n, "passage")} as the run left it. ${why}`),
      centred(here ? null : this.show(look, "primary"), button("History", { key: "H", act: "history", press: () => this.app.showHistory() }))];
  }

  gone() {
    if (this.app.store.main.title) return this.elsewhere(this.app.store.main);
    const words = this.app.router.view.kind === "alike" ? "This passage is not here any more" : "This theme is not here any more";
    return [empty(words, "It was merged, dismissed or taken back in the meantime. The history tells how."), centred(button("History", { key: "H", act: "history", press: () => this.app.showHistory() }))];
  }

  theme(main) {
    const { row } = main;
    return [
      h("p", { class: `status status-${row.status === "confirmed" ? row.kind : row.status}` }, KINDS[row.kind] ?? STATES[row.status], this.steadiness(main)),
      h("h1", { class: "title", tabindex: "-1" }, row.title),
      row.statement ? h("p", { class: "statement" }, row.statement) : null,
      h("p", { class: "spread" }, spreadWords(row, this.app.store.about), " ", h("button", { type: "button", class: "who-link", "data-focus": "who", on: { click: () => this.app.side.who() } }, "Who says this"), " ",
        h("a", { class: "map-link", href: `${addressOf("/map")}#theme=${encodeURIComponent(row.id)}` }, "On the map")),
      this.keywords(main),
      this.offered(main),
      row.status === "superseded" ? this.superseded(main) : null,
      main.mergedInto ? h("p", { class: "leads" }, "It went into ", this.link(main.mergedInto)) : null,
      h("div", { class: "acts", role: "toolbar", "aria-label": "What to do with this theme" }, ...this.acts(main)),
    ];
  }

  // Another look at the texts of the same run is no later run: it can be brought back.
  superseded({ look }) {
    if (!look) return h("p", { class: "leads" }, "A later run went on without it. ", this.changes());
    return h("p", { class: "leads" }, `${this.lookWords(look)} `, this.show(look, "small"));
  }

  lookWords(look) {
    return `The board shows another look at the same texts, and this is seen at a ${this.named(look)} one. What people decided stays, whichever look is shown.`;
  }

  named({ level }) {
    return level < this.app.store.head.grain ? "wider" : "finer";
  }

  show(look, kind) {
    return button(`Show the ${this.named(look)} look`, { kind, act: "grain", press: () => this.app.grain.choose(look.level) });
  }

  changes() {
    const view = { kind: "changes", what: "" };
    return h("a", { href: address(view), on: { click: (event) => this.app.follow(event, view) } }, "What it changed");
  }

  steadiness({ steadiness, code }) {
    if (code || !STEADY[steadiness]) return null;
    return h("span", { class: `steadiness ${steadiness === "unstable" ? "unsure" : ""}`, title: STEADY[steadiness] }, steadiness);
  }

  // What the machine would add to a code, and what it was told does not belong.
  offered({ row, code, offered, refused }) {
    if (!code || !(offered || refused)) return null;
    const view = { kind: "offers", what: row.id };
    const words = `${count(offered, "passage")} ${offered === 1 ? "is" : "are"} offered`;
    return h("p", { class: "leads" },
      offered ? h("a", { class: "offered-link", href: address(view), "data-focus": "offered", on: { click: (event) => this.app.follow(event, view) } }, words) : null,
      refused ? h("span", { class: "refused" }, `${offered ? " · " : ""}${count(refused, "passage")} ${refused === 1 ? "was" : "were"} refused`) : null);
  }

  alike({ main, passages }) {
    if (!passages.length) return [];
    const head = [h("p", { class: "status" }, "Reads alike"), h("h1", { class: "title", tabindex: "-1" }, passages.length > 1 ? "What reads like this passage" : "Nothing to compare it with yet")];
    if (passages.length > 1) return [...head, h("p", { class: "spread" }, "The nearest come first. Select what belongs together, then make a code of it (N) or place it in one (V).")];
    return [...head, h("p", { class: "spread" }, "The workbench has not read the passages yet. Looking for candidates reads them, even where there are too few for any."),
      h("div", { class: "acts" }, button("Look for candidates", { act: "propose", press: () => this.app.work.start("propose") }))];
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

  aside({ total, what }) {
    const { nOffers } = this.app.store.head;
    const repeats = this.app.store.about?.same.size ?? 0;
    const many = repeats ? `${count(total - repeats, "passage")} in no theme, ${repeats} nearly the same` : `${count(total, "passage")} in no theme`;
    const go = (words, view) => h("a", { href: address(view), "data-focus": words, on: { click: (event) => this.app.follow(event, view) } }, words);
    return [h("p", { class: "status status-aside" }, "Set aside"), h("h1", { class: "title", tabindex: "-1" }, total ? many : "Nothing is set aside"),
      h("p", { class: "spread" }, total ? "Select some and place them where they belong, make a code of them, or leave them: not everything is a theme." : "Every passage is in a candidate or a code."),
      total ? h("p", { class: "spread" }, what ? "What lies farthest from every theme comes first: quiet voices among them. " : "What lies nearest to a theme comes first. ", what ? go("Nearest first", { kind: "aside", what: "" }) : go("Quiet voices first", { kind: "aside", what: "quiet" })) : null,
      nOffers ? h("p", { class: "spread" }, `Not counted here: ${count(nOffers, "passage")} offered to a code and waiting for a yes or no. `, go("See what is offered", { kind: "offers", what: "" })) : null];
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
}

// Which acts a theme's state allows; the workbench itself refuses the others too.
export function allowed({ row, code, candidate }) {
  if (code) return ["describe", "rename", "merge", "split", ...(candidate ? ["reopen"] : []), "dismiss"];
  if (row.status === "open") return ["confirm", "rename", "merge", "split", "park", "dismiss"];
  if (row.status === "parked") return ["confirm", "reopen", "rename", "merge", "split", "dismiss"];
  return row.status === "dismissed" ? ["reopen"] : [];
}

// What nearly repeats another passage counts once, and is told beside.
export function spreadWords(row, about = null) {
  const spread = new Map(Object.entries(row.spread).map(([name, number]) => [name.toLowerCase(), number]));
  const places = SPREAD.filter((name) => spread.has(name)).map((name) => count(spread.get(name), name));
  const repeats = about?.same.size ?? 0;
  const many = repeats ? `${count(row.n - repeats, "passage")} (and ${repeats} nearly the same)` : count(row.n, "passage");
  return `${many} from ${count(row.people, "person")}${places.length ? ` in ${places.join(", ")}` : ""}`;
}

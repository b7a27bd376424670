// The wall: every barrier as a card, or as a line of a table, with who sees it side by side.

import { count, h } from "./dom.js";
import { empty, heading, noBarriers, segments, select, SEES, share } from "./explore_parts.js";

const KINDS = { barrier: "Barrier", enabler: "Enabler" };
const FACETS = ["structure", "process", "culture", "resources", "relationships"];

export class Wall {
  constructor(app) {
    this.app = app;
  }

  ask({ where }) {
    return this.app.ask("wall", { where });
  }

  draw(wall, view) {
    if (!wall.cards.length) return this.app.show(noBarriers(this.app));
    const cards = wall.cards.filter((card) => shown(card, view));
    const table = view.form === "table";
    return this.app.show(
      heading(view.where.length ? "Barriers, as they look from here" : "Barriers", `${count(wall.people, "person")} ${wall.people === 1 ? "was" : "were"} heard: ${count(wall.practitioners, "practitioner")}, ${count(wall.leaders, "leader")}${wall.teams ? `, in ${count(wall.teams, "team")}` : ""}. Evidence is how many of them speak of something, never how often it was said.`),
      this.filters(view, cards.length, wall.cards.length),
      cards.length ? (table ? this.table(cards) : h("ul", { class: "wall", role: "list", "aria-label": "Barriers" }, ...cards.map((card) => this.card(card)))) : empty("None like this", "No card meets all of the filters above."));
  }

  filters(view, shownN, all) {
    const go = (change) => this.app.go(change);
    return h("div", { class: "filters", role: "group", "aria-label": "Which cards" },
      select("Who sees it", [["", "Whoever sees it"], ...Object.entries(SEES)], view.sees, (sees) => go({ sees })),
      select("Kind", [["", "Barriers and enablers"], ["barrier", "Barriers"], ["enabler", "Enablers"]], view.kind, (kind) => go({ kind })),
      select("Facet", [["", "All facets"], ...FACETS.map((each) => [each, each])], view.facet, (facet) => go({ facet })),
      select("Evidence", [["", "Any evidence"], ["many voices", "Many voices"], ["several voices", "Several voices"], ["few voices", "Few voices"], ["against", "With counter-examples"], ["apart", "Sides clearly apart"]], view.voices, (voices) => go({ voices })),
      h("div", { class: "filters-end" }, h("span", { class: "filters-n", role: "status" }, shownN === all ? count(all, "card") : `${shownN} of ${count(all, "card")}`), segments("Show as", [["", "Cards"], ["table", "Table"]], view.form === "table" ? "table" : "", (form) => go({ form }))));
  }

  card(card) {
    const title = this.app.link(card.name, { barrier: card.id }, { class: "card-title", "data-focus": `card ${card.id}` });
    return h("li", { class: `card card-${card.kind} ${card.people ? "" : "card-silent"}` },
      h("p", { class: "card-kind" }, h("span", {}, KINDS[card.kind] ?? "Code"), h("span", { class: `voices voices-${card.strength.split(" ")[0]}` }, card.people ? card.strength : "silent here")),
      h("h2", { class: "card-head" }, title),
      card.sentence ? h("p", { class: "card-sentence" }, card.sentence) : null,
      h("p", { class: "card-people" }, h("strong", {}, card.people.toLocaleString("en-GB")), ` ${card.people === 1 ? "person" : "people"}${spread(card)}`),
      h("div", { class: "sides" }, share("Practitioners", card.practitioners), share("Leaders", card.leaders)),
      this.marks(card));
  }

  marks(card) {
    const marks = [
      card.seen_by === "practitioners" ? h("li", { class: "mark mark-gap" }, "unseen by leaders") : null,
      card.seen_by === "leaders" ? h("li", { class: "mark mark-gap" }, "not told by practitioners") : null,
      card.apart && card.seen_by === "both" ? h("li", { class: "mark mark-gap" }, "clearly more on one side") : null,
      card.against ? h("li", { class: "mark mark-against" }, `${count(card.against, "person")} ${card.against === 1 ? "says" : "say"} otherwise`) : null,
      ...card.facets.map((facet) => h("li", { class: "mark" }, facet)),
    ].filter(Boolean);
    return marks.length ? h("ul", { class: "marks", role: "list" }, ...marks) : null;
  }

  table(cards) {
    const heads = ["Barrier", "People", "Teams", "Practitioners", "Leaders", "Otherwise", "Evidence"];
    const row = (card) => h("tr", {},
      h("th", { scope: "row" }, this.app.link(card.name, { barrier: card.id }, { "data-focus": `card ${card.id}` }), h("span", { class: "table-sentence" }, card.sentence)),
      h("td", { class: "number" }, String(card.people)), h("td", { class: "number" }, String(card.teams)),
      h("td", {}, share("", card.practitioners)), h("td", {}, share("", card.leaders)),
      h("td", { class: "number" }, card.against ? String(card.against) : "–"), h("td", {}, card.people ? card.strength : "silent here"));
    return h("div", { class: "table-box", tabindex: "0", role: "region", "aria-label": "Barriers as a table" }, h("table", { class: "cards-table" }, h("thead", {}, h("tr", {}, ...heads.map((each) => h("th", { scope: "col" }, each)))), h("tbody", {}, ...cards.map(row))));
  }
}

export function spread({ teams, authorities }) {
  const places = [teams ? count(teams, "team") : "", authorities > 1 ? count(authorities, "authority") : ""].filter(Boolean);
  return places.length ? ` in ${places.join(", ")}` : "";
}

function shown(card, { sees, kind, facet, voices }) {
  if (sees && card.seen_by !== sees) return false;
  if (kind && card.kind !== kind) return false;
  if (facet && !card.facets.includes(facet)) return false;
  if (voices === "against") return card.against > 0;
  if (voices === "apart") return card.apart;
  return !voices || card.strength === voices;
}

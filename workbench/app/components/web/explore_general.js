// Explore in general terms, for who does not see what people said: nothing here can single anybody out.

import { h } from "./dom.js";
import { GeneralMatrix } from "./explore_general_matrix.js";
import { empty, heading, select } from "./explore_parts.js";

const KINDS = { barrier: "Barrier", enabler: "Enabler" };
const SEEN = {
  both: "Both sides speak of it.",
  practitioners: "Felt by practitioners; hardly any leader who was heard speaks of it.",
  leaders: "Leaders speak of it; hardly any practitioner who was heard does.",
  neither: "Too few people to say who sees it.",
};
const MARKS = { both: "seen by both", practitioners: "hardly seen by leaders", leaders: "hardly told by practitioners" };

export function generalViews(app) {
  return { wall: new GeneralWall(app), matrix: new GeneralMatrix(app, "matrix"), time: new GeneralMatrix(app, "time"), places: new GeneralMatrix(app, "places") };
}

class GeneralWall {
  constructor(app) {
    this.app = app;
  }

  ask({ where }) {
    return this.app.ask("wall", { where });
  }

  draw(wall, view) {
    if (!wall.enough || !wall.cards.length) return this.app.show(nothing(this.app, wall), ...leftOut(wall.left_out));
    const cards = wall.cards.filter((card) => (!view.sees || card.seen_by === view.sees) && (!view.kind || card.kind === view.kind));
    return this.app.show(
      heading(view.where.length ? "Barriers, as they look from here" : "Barriers", `${wall.people.toLocaleString("en-GB")} people were heard. Fewer than ${wall.smallest} are never told of on their own: they are put together with others.`),
      widened(wall.scope),
      this.filters(view, cards.length, wall.cards.length),
      cards.length ? h("ul", { class: "wall", role: "list", "aria-label": "Barriers" }, ...cards.map((card) => this.card(card))) : empty("None like this", "No card meets all of the filters above."),
      wall.held ? h("p", { class: "quiet-words held-words" }, wall.held === 1 ? "One more is spoken of by so few people that it is not shown." : `${wall.held} more are spoken of by so few people that they are not shown.`) : null,
      ...leftOut(wall.left_out));
  }

  filters(view, shown, all) {
    return h("div", { class: "filters", role: "group", "aria-label": "Which cards" },
      select("Who sees it", [["", "Whoever sees it"], ["practitioners", "Felt by practitioners, hardly seen by leaders"], ["leaders", "Seen by leaders, hardly told by practitioners"], ["both", "Seen by both"]], view.sees, (sees) => this.app.go({ sees })),
      select("Kind", [["", "Barriers and enablers"], ["barrier", "Barriers"], ["enabler", "Enablers"]], view.kind, (kind) => this.app.go({ kind })),
      h("div", { class: "filters-end" }, h("span", { class: "filters-n", role: "status" }, shown === all ? `${all} ${all === 1 ? "card" : "cards"}` : `${shown} of ${all} cards`)));
  }

  card(card) {
    const title = this.app.link(card.name, { barrier: card.id }, { class: "card-title", "data-focus": `card ${card.id}` });
    const marks = [MARKS[card.seen_by] ? h("li", { class: card.seen_by === "both" ? "mark mark-both" : "mark mark-gap" }, MARKS[card.seen_by]) : null, card.against ? h("li", { class: "mark mark-against" }, "some see it otherwise") : null, ...card.facets.map((facet) => h("li", { class: "mark" }, facet))].filter(Boolean);
    return h("li", { class: `card card-${card.kind}` }, kind(card), h("h2", { class: "card-head" }, title), card.sentence ? h("p", { class: "card-sentence" }, card.sentence) : null, sides(card), marks.length ? h("ul", { class: "marks", role: "list" }, ...marks) : null);
  }
}

export class GeneralStory {
  constructor(app) {
    this.app = app;
  }

  ask({ barrier, where }) {
    return this.app.ask("story", { barrier, where });
  }

  draw(story) {
    const back = this.app.link("All barriers", { show: "wall" }, { class: "back-link" });
    if (story.gone) return this.app.show(back, empty("This barrier is not shown here", "It is not on the board any more, or so few people speak of it that it cannot be told of."));
    const { card } = story;
    return this.app.show(h("article", { class: `story story-${card.kind}` }, back, kind(card),
      h("h1", { class: "view-title", tabindex: "-1" }, card.name),
      card.sentence ? h("p", { class: "story-sentence" }, card.sentence) : null,
      widened(story.scope),
      h("div", { class: "story-columns" }, h("div", { class: "story-words" }, this.words(story)), h("div", { class: "story-side" }, part("Who sees it", sides(card), h("p", { class: "quiet-words" }, SEEN[card.seen_by])), card.against ? part("What speaks against it", h("p", {}, card.against)) : null, this.places(story)))));
  }

  words({ quotes, unquoted }) {
    if (!quotes.length) return part("In people’s words", h("p", { class: "quiet-words" }, unquoted));
    const quote = ({ words, by }) => h("li", { class: "said" }, h("blockquote", { class: "said-words", dir: "auto" }, words), h("p", { class: "said-from" }, by));
    return part("In people’s words", h("ul", { class: "saids", role: "list", "aria-label": "Quotes" }, ...quotes.map(quote)), h("p", { class: "quiet-words" }, "Identifiers removed and reviewed. The order is drawn anew each time and means nothing."));
  }

  places({ places }) {
    if (places.length < 2) return null;
    const row = ({ authority, people }) => h("li", {}, h("span", {}, authority), h("span", { class: "share-n" }, of(people)));
    return part("By authority", h("ul", { class: "told-places", role: "list" }, ...places.map(row)), h("p", { class: "quiet-words" }, "No ranking, as who was asked differs from place to place."));
  }
}

function kind(card) {
  return h("p", { class: "card-kind" }, h("span", {}, KINDS[card.kind] ?? "Code"), h("span", { class: `voices voices-${card.strength.split(" ")[0]}` }, card.strength));
}

function sides(card) {
  return h("div", { class: "sides" }, told("Everybody", card.people), told("Practitioners", card.practitioners), told("Leaders", card.leaders));
}

// A number as it may be told; the bar reaches as far as is certain, and fades where it may go on.
function told(name, amount) {
  const track = h("div", { class: amount.of ? "track" : "track unheard-track", "aria-hidden": "true" });
  if (amount.least) {
    const bar = h("span", { class: amount.known ? "told-bar" : "told-bar more" });
    bar.style.width = `${Math.round((100 * amount.least) / amount.of)}%`;
    track.append(bar);
  }
  return h("div", { class: "side-share" }, h("p", {}, h("span", {}, name), h("span", { class: "share-n" }, of(amount))), track);
}

export function of({ words, of: heard }) {
  if (!heard) return words;
  return words === "not told apart" ? `not told apart, of ${heard.toLocaleString("en-GB")}` : `${words} of ${heard.toLocaleString("en-GB")}`;
}

export function widened({ widened: words }) {
  return words ? h("p", { class: "widened", role: "status" }, words) : null;
}

function part(title, ...content) {
  return h("section", { class: "part" }, h("h2", {}, title), ...content);
}

function leftOut(reasons) {
  return reasons.length ? [h("section", { class: "part left-out-words" }, h("h2", {}, "What is not in here"), h("ul", { role: "list" }, ...reasons.map((each) => h("li", { class: "quiet-words" }, each))))] : [];
}

function nothing(app, { enough, smallest, held }) {
  if (!enough) return empty("Not enough can be shown yet", `Barriers are shown in general terms when at least ${smallest} people were heard whose words were reviewed for names.`);
  if (held) return empty("Nothing can be shown yet", `What was confirmed so far is spoken of by so few people that it cannot be told of.`);
  return empty("No barrier yet", "Nothing was confirmed yet. When facilitators and teams have confirmed a barrier, its card hangs here.");
}

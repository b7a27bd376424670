// One barrier's story: its sentence, who sees it, every quote in context, what speaks against it, how it came to be.

import { count, day, h } from "./dom.js";
import { empty, more, quotes, share } from "./explore_parts.js";
import { spread } from "./explore_wall.js";
import { sentenceOf } from "./notices.js";

const KINDS = { barrier: "Barrier", enabler: "Enabler", code: "Code" };
const FIELDS = [["definition", "What it means"], ["use_when", "Use when"], ["not_when", "Not when"], ["example", "Example"], ["near_miss", "Near miss"], ["locus", "Who could change it"], ["level", "How deep it lies"]];
const STRETCH = 50;

export class Story {
  constructor(app) {
    this.app = app;
  }

  ask({ barrier, where }) {
    if (this.of !== barrier) this.most = STRETCH;
    this.of = barrier;
    return this.app.ask("story", { barrier, where, most: this.most });
  }

  draw(story, view) {
    const back = this.app.link("All barriers", { show: "wall" }, { class: "back-link" });
    if (story.gone) return this.app.show(back, empty("This barrier is not here any more", "It was dismissed, merged or taken back in the meantime. The history on the board tells how."));
    const { card, code } = story;
    return this.app.show(h("article", { class: `story story-${card.kind}` },
      back,
      h("p", { class: "card-kind" }, h("span", {}, KINDS[card.kind]), h("span", { class: `voices voices-${card.strength.split(" ")[0]}` }, card.people ? card.strength : "silent here")),
      h("h1", { class: "view-title", tabindex: "-1" }, card.name),
      card.sentence ? h("p", { class: "story-sentence" }, card.sentence) : null,
      h("div", { class: "story-columns" }, h("div", { class: "story-words" }, this.words(story), this.against(story)), h("div", { class: "story-side" }, this.seen(card, view), this.ways(card), this.related(card), this.codebook(code), this.history(story)))));
  }

  words({ quotes: rows, total, card }) {
    const title = total ? `What ${count(card.people, "person")} said` : "Nobody who was heard here speaks of it";
    return section(title, quotes(this.app, rows, title), more(rows.length, total, () => this.further()));
  }

  further() {
    this.most += STRETCH;
    return this.app.look({ quiet: true });
  }

  against({ against, card }) {
    if (!against.length) return section("What speaks against it", h("p", { class: "quiet-words" }, "No counter-example was coded yet. One that is looked for and found makes a barrier stronger than ten that agree."));
    return h("section", { class: "part part-against" }, h("h2", {}, `What speaks against it: ${count(card.against, "person")}`), quotes(this.app, against, "Counter-examples"));
  }

  seen(card) {
    const words = { practitioners: "Practitioners feel it; no leader who was heard speaks of it.", leaders: "Leaders speak of it; no practitioner who was heard does.", both: card.apart ? "Both speak of it, one side clearly more." : "Oh, they see that too: both sides speak of it.", neither: "It is not known which side speaks of it." }[card.seen_by];
    return section("Who sees it", h("p", { class: "card-people" }, h("strong", {}, card.people.toLocaleString("en-GB")), ` ${card.people === 1 ? "person" : "people"}${spread(card)}`), h("div", { class: "sides" }, share("Practitioners", card.practitioners), share("Leaders", card.leaders)), h("p", { class: "quiet-words" }, words));
  }

  ways({ id, name }) {
    const links = [["Compare places", { show: "places", barrier: id }], ["By role", { show: "matrix", by: "role" }], ["Over time", { show: "time" }], ["Search in it", { show: "find", within: id }]];
    return h("nav", { class: "ways", "aria-label": `More about ${name}` }, ...links.map(([words, change]) => this.app.link(words, change, { class: "button small" })));
  }

  related({ related }) {
    if (!related.length) return null;
    const item = (each) => h("li", {}, this.app.link(each.name, { barrier: each.id }), h("p", { class: "quiet-words" }, `${count(each.people, "person")} ${each.people === 1 ? "speaks" : "speak"} of both, ${each.lift.toFixed(1)} times as often as by chance`));
    return section("The same people also speak of", h("ul", { class: "related", role: "list" }, ...related.map(item)));
  }

  codebook(code) {
    const rows = FIELDS.filter(([name]) => code[name]).map(([name, words]) => [h("dt", {}, words), h("dd", {}, code[name])]);
    return rows.length ? section("In the codebook", h("dl", { class: "codebook-fields" }, ...rows.flat())) : null;
  }

  history({ history }) {
    const line = (each) => h("li", { class: each.undoable ? "line" : "line taken-back" }, h("p", { class: "line-words" }, sentenceOf(each.words)), each.reason ? h("p", { class: "quiet-words" }, each.reason) : null, h("p", { class: "line-who" }, `${each.coder || "Somebody"} · ${day(each.at)}`));
    return section("How it came to be", h("ol", { class: "lines", role: "list" }, ...history.map(line)));
  }
}

function section(title, ...content) {
  return h("section", { class: "part" }, h("h2", {}, title), ...content.filter(Boolean));
}

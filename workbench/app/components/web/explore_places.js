// Places: one barrier's different local shape in every authority, beside each other and never ranked.

import { bringIn, columnWords } from "./bringing.js";
import { count, h } from "./dom.js";
import { empty, heading, noBarriers, quotes, select, share } from "./explore_parts.js";

export class Places {
  constructor(app) {
    this.app = app;
  }

  // Without a barrier in the address the first one is shown: there is always something to look at.
  async ask({ barrier }) {
    const id = barrier || (await this.first());
    return id ? { ...(await this.app.ask("places", { barrier: id })), asked: id } : { none: true };
  }

  async first() {
    const { cards } = await this.app.ask("wall", { where: [] });
    return cards[0]?.id ?? "";
  }

  draw(found) {
    if (found.none) return this.app.show(noBarriers(this.app));
    if (found.gone) return this.app.show(empty("This barrier is not here any more", "Choose another one."), this.choice(""));
    const head = [heading(found.name, found.sentence), h("div", { class: "filters" }, this.choice(found.id)), h("p", { class: "no-ranking" }, "In the order of the alphabet. It is no ranking, as who was asked differs from place to place; and no plan to copy. What can travel is a question: why is it different here?")];
    if (!found.places.length) return this.app.show(...head, empty("Nobody says from which authority", columnWords("Authority"), bringIn("Open the sources")));
    return this.app.show(...head, h("ul", { class: "places", role: "list", "aria-label": "Authorities" }, ...found.places.map((place) => this.place(place, found))));
  }

  choice(id) {
    const rows = this.app.start.codes.filter((each) => each.kind !== "code");
    return select("Which barrier", rows.map((each) => [each.id, each.title]), id, (barrier) => this.app.go({ barrier }));
  }

  place(place, { id }) {
    const { share: all } = place;
    const title = h("h2", {}, place.authority);
    if (!all.people) return h("li", { class: "place place-silent" }, title, h("p", {}, `${count(all.of, "person")} ${all.of === 1 ? "was" : "were"} heard here, and nobody speaks of it. Is it not there, or not told?`));
    const words = place.words.length ? h("ul", { class: "marks", role: "list", "aria-label": "How it is spoken of here" }, ...place.words.map((word) => h("li", { class: "mark" }, word))) : h("p", { class: "quiet-words" }, "In the same words as elsewhere.");
    const left = place.total - place.quotes.length;
    const openAll = () => this.app.go({ barrier: id, cell: id, at: place.authority });
    return h("li", { class: "place" }, title,
      share("Everybody heard here", all), h("div", { class: "sides" }, share("Practitioners", place.practitioners), share("Leaders", place.leaders)),
      h("h3", {}, "How it is spoken of here"), words,
      place.changes.length ? [h("h3", {}, "What they were trying"), h("p", {}, place.changes.slice(0, 4).join(" · "), place.changes.length > 4 ? ` and ${place.changes.length - 4} more` : "")] : null,
      h("h3", {}, "In their words"), quotes(this.app, place.quotes, `Quotes from ${place.authority}`),
      left > 0 ? h("button", { type: "button", class: "button small", "data-focus": `all ${place.authority}`, on: { click: openAll } }, `All ${place.total} quotes from here`) : null);
  }
}

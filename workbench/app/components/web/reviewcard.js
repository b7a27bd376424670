// One candidate on one screen: why it is one, who says it, what it could be taken for, and its sentence.

import { count, day, h, inOrder, provenance, redraw } from "./dom.js";
import { Form } from "./form.js";
import { Noted } from "./noted.js";
import { Reason } from "./reason.js";
import { address } from "./router.js";
import { STEADY, spreadWords } from "./theme.js";

const QUOTES = [["central", "Most typical"], ["edge", "Doubtful"], ["counter", "Speaks against"]];
const SHOWN = { central: 3, edge: 2, counter: 1 };
const MOST_VALUES = 4;
const STATES = { confirmed: "It is confirmed", parked: "It is parked for another evening", dismissed: "It was dismissed", merged: "It went into another theme", superseded: "A later run went on without it" };

export class ReviewCard {
  constructor(app) {
    this.app = app;
    this.reason = new Reason();
    this.border = [];
    this.told = h("div", { class: "review-told" });
    this.sentence = h("div", { class: "review-sentence" });
    this.crowd = h("dl", { class: "review-crowd" });
    this.noted = new Noted(app);
    this.quotes = h("div", { class: "review-quotes" });
    this.near = h("section", { class: "review-near", "aria-label": "What it could be taken for" });
    this.page = h("div", { class: "review-page" },
      h("div", { class: "review-left-side" }, this.told, this.sentence, this.crowd),
      h("div", { class: "review-right-side" }, this.noted.root, this.quotes, this.near));
    this.end = h("div", { class: "review-end", hidden: true });
    this.root = h("div", { class: "review-card" }, this.page, this.end);
  }

  edit() {
    if (this.form) this.form.begin({ focus: true });
  }

  // `finished` is what stands here when nothing is left.
  draw(store, finished) {
    this.end.hidden = !finished;
    this.page.hidden = Boolean(finished) || !store.theme;
    redraw(this.end, finished ? [store.head, store.review.order.length] : null, () => finished ?? []);
    if (this.page.hidden) return;
    const { main } = store;
    const about = store.about;
    redraw(this.told, [main.row, main.keywords, main.mergedInto, about?.same?.size], () => this.head(main, about));
    redraw(this.crowd, main.people, () => inOrder(main.people).map((each) => this.people(each)));
    redraw(this.quotes, [main.row.id, main.evidence], () => this.evidence(main));
    this.noted.draw(store);
    this.drawSentence(main);
    this.drawNear(main);
  }

  head(main, about) {
    const { row } = main;
    const open = row.status === "open";
    return [
      h("p", { class: `status status-${row.status === "confirmed" ? row.kind : row.status}` }, open ? "Candidate" : `${STATES[row.status] ?? "Decided"}.`),
      h("h1", { class: "title", tabindex: "-1" }, row.title),
      main.keywords.length ? h("p", { class: "review-words" }, "People say: ", ...main.keywords.slice(0, 8).flatMap((word, at) => [at ? ", " : "", h("em", {}, word)])) : null,
      h("p", { class: "review-spread" }, `${spreadWords(row, about)}.`),
      STEADY[row.steadiness] ? h("p", { class: row.steadiness === "unstable" ? "review-steady unsure" : "review-steady" }, `${STEADY[row.steadiness]}.`) : null,
    ];
  }

  // Words that were begun stay: the form is made anew for another candidate only.
  drawSentence({ row, evidence }) {
    const open = row.status === "open";
    const shown = `${row.id} ${open} ${row.title}`;
    if (this.shown === shown) return;
    this.shown = shown;
    this.form = open ? this.made(row, evidence?.draft ?? "") : null;
    this.sentence.replaceChildren(...(this.form ? [this.form.root, this.reason.root] : []));
    this.reason.show();
    // Not `begin`: selecting words would take the keys away from the page.
    this.form?.mark();
  }

  made(row, proposed) {
    const start = { statement: proposed, kind: "barrier", name: row.title };
    const save = async (values) => {
      await this.app.review.decide({ verb: "confirm", candidate: row.id, name: row.title, ...values });
    };
    return new Form({ draft: `confirm ${row.id}`, start, proposed, fields: ["words", "kind"], submit: "Confirm", save, leave: () => this.app.main.focus({ preventScroll: true }) });
  }

  people({ name, values, others, from, to }) {
    const title = h("dt", {}, name.replaceAll("_", " "));
    if (from) return h("div", {}, title, h("dd", {}, from === to ? day(from) : `${day(from)} to ${day(to)}`));
    const shown = values.slice(0, MOST_VALUES).flatMap(([value, number], at) => [at ? " · " : "", value, " ", h("b", {}, number.toLocaleString("en-GB"))]);
    const rest = others + Math.max(0, values.length - MOST_VALUES);
    return h("div", {}, title, h("dd", {}, ...shown, rest ? ` and ${rest} more` : ""));
  }

  evidence({ evidence, row }) {
    const rows = evidence ?? { central: this.app.store.passages.slice(0, 3), edge: this.app.store.passages.slice(3).slice(-2), counter: null };
    if (!row.n) return [h("p", { class: "review-none" }, "It holds no passage any more.")];
    return QUOTES.map(([name, words]) => [words, [rows[name]].flat().filter(Boolean).slice(0, SHOWN[name])])
      .filter(([, found]) => found.length)
      .map(([words, found]) => h("section", { class: "review-group" }, h("h2", {}, words), this.list(found)));
  }

  list(rows) {
    return h("ul", { class: "evidence-quotes", role: "list" }, ...rows.map((row) => h("li", {},
      h("button", { type: "button", class: "evidence-quote", dir: "auto", "data-focus": `r ${row.id}`, title: "In context", on: { click: () => this.app.showSource(row) } }, row.quote),
      h("span", { class: "evidence-from" }, provenance(row).slice(0, 3).join(" · ")))));
  }

  // What it could be taken for is looked up after the rest stands.
  drawNear({ row }) {
    if (this.nearOf !== row.id) {
      this.nearOf = row.id;
      this.border = [];
      this.find(row.id);
    }
    redraw(this.near, [row.id, this.border.map((each) => [each.id, each.title, each.n])], () => this.neighbours());
  }

  async find(id) {
    const { border } = await this.app.wire.ask("border", { theme: id }).catch(() => ({ border: [] }));
    if (this.nearOf !== id) return;
    this.border = border;
    this.app.draw();
  }

  neighbours() {
    if (!this.border.length) return [];
    return [h("h2", {}, "Could be taken for"), ...this.border.map((each) => this.neighbour(each))];
  }

  neighbour({ id, title, n, ours, theirs }) {
    const view = { kind: "theme", what: id };
    const link = h("a", { href: address(view), on: { click: (event) => this.app.follow(event, view) } }, "Open “", h("span", {}, title), "”");
    const side = (words, rows) => (rows.length ? [h("h3", {}, words), this.list(rows.slice(0, 1))] : []);
    return h("details", { class: "review-neighbour", open: this.border[0].id === id },
      // A link inside a summary would be two things to press in one.
      h("summary", {}, title, h("span", { class: "review-n" }, count(n, "passage"))),
      h("p", { class: "review-open" }, link),
      ...side("Here, but leaning there", ours), ...side("There, but leaning here", theirs));
  }
}

// Beside the open theme: who says it, a source in full, the history, or a form.

import { button, count, day, h, iconButton, inOrder, provenance, redraw } from "./dom.js";
import { sentenceOf } from "./notices.js";
import { STEADY } from "./theme.js";

const NARROW = matchMedia("(max-width: 1280px)");

export class Side {
  constructor(app) {
    this.app = app;
    this.body = h("div", { class: "side-body" });
    this.heading = h("h2", { class: "side-title", tabindex: "-1" });
    this.closer = iconButton("close", "Close", () => this.close());
    this.root = h("aside", { class: "side", "aria-label": "Details" }, h("div", { class: "side-head" }, this.heading, this.closer), this.body);
    this.showing = "about";
  }

  get busy() {
    return this.showing !== "about";
  }

  // Whether somebody can see who says it: in a small window only after having asked for it.
  get seen() {
    return this.showing === "who" || (!this.busy && !NARROW.matches);
  }

  // Opens who says it as a drawer, where there is no room for it beside the theme.
  who() {
    const { store } = this.app;
    if (store.main.kind !== "theme") return;
    this.show("who", "Who says this", []);
    this.app.draw();
  }

  show(name, title, content, { focus } = {}) {
    this.back ??= this.root.getRootNode().activeElement;
    this.showing = name;
    this.heading.textContent = title;
    this.heading.hidden = false;
    delete this.body.dataset.shown;
    this.body.replaceChildren(...content.filter(Boolean));
    this.body.scrollTop = 0;
    this.frame();
    (focus ?? this.heading).focus();
  }

  close() {
    if (!this.busy) return;
    this.showing = "about";
    this.form = null;
    this.frame();
    this.draw(this.app.store);
    if (this.back?.isConnected) this.back.focus({ preventScroll: true });
    this.back = null;
  }

  frame() {
    this.closer.hidden = !this.busy;
    this.root.dataset.showing = this.showing;
    this.app.root.classList.toggle("side-busy", this.busy);
  }

  draw({ main }) {
    if (this.showing === "who" && main.kind === "theme") return this.fill(main);
    if (this.showing === "who") return this.close();
    if (this.busy) return;
    this.frame();
    this.heading.textContent = main.kind === "theme" ? "Who says this" : "";
    this.heading.hidden = main.kind !== "theme";
    this.root.classList.toggle("bare", main.kind !== "theme");
    this.fill(main);
  }

  fill(main) {
    const theme = main.kind === "theme";
    redraw(this.body, theme ? [main.people, main.steadiness, main.code, this.app.salience.found] : [], () => (theme ? this.about(main) : []));
  }

  about(main) {
    return [...this.codebook(main), ...inOrder(main.people).map((each) => this.people(each)), ...this.app.salience.build(), this.steadiness(main)];
  }

  people({ name, values, others, from, to }) {
    const title = h("h3", {}, name.replaceAll("_", " "));
    if (from) return h("section", { class: "who-says" }, title, h("p", { class: "period" }, from === to ? day(from) : `${day(from)} to ${day(to)}`));
    const most = Math.max(...values.map(([, number]) => number));
    const rows = values.map(([value, number]) => {
      const bar = h("span", { class: "share" }, h("span", {}));
      bar.firstChild.style.width = `${(100 * number) / most}%`;
      return h("li", {}, h("span", { class: "value" }, value), bar, h("span", { class: "value-n" }, String(number)));
    });
    return h("section", { class: "who-says" }, title, h("ul", { role: "list", "aria-label": `People by ${name}` }, ...rows), others ? h("p", { class: "others" }, `and ${others} more`) : null);
  }

  steadiness({ steadiness }) {
    if (!STEADY[steadiness]) return null;
    return h("section", { class: "who-says" }, h("h3", {}, "how firm"), h("p", {}, `${STEADY[steadiness]}.`));
  }

  codebook({ code }) {
    const fields = [["definition", "Definition"], ["use_when", "Use when"], ["not_when", "Not when"], ["example", "Example"], ["near_miss", "Near miss"], ["locus", "Who could change it"], ["level", "How deep it lies"]];
    return fields.filter(([name]) => code?.[name]).map(([name, words]) => h("section", { class: "who-says" }, h("h3", {}, words.toLowerCase()), h("p", {}, code[name])));
  }

  source(source, row) {
    const title = source?.external || source?.title || "Source";
    const here = h("mark", {}, row.quote);
    const text = source ? source.pieces.map((piece) => (piece.here ? here : document.createTextNode(piece.text))) : ["This source is not here any more."];
    this.show("source", title, [h("p", { class: "from" }, provenance({ attributes: source?.attributes ?? {}, external: "", title: source?.title ?? "" }).join(" · ")), h("p", { class: "source-text", dir: "auto" }, ...text)]);
    here.scrollIntoView({ block: "center" });
  }

  // The latest decisions in short, for pages without a history of their own.
  history(lines) {
    const items = lines.map((line) => h("li", { class: line.undoable ? "line" : "line taken-back" },
      h("p", { class: "line-words" }, sentenceOf(line.words)),
      h("p", { class: "line-who" }, h("span", {}, `${line.coder || "Somebody"} · ${moment(line.at)}`), line.undoable ? button("Undo this", { kind: "small", press: () => this.app.acts.undo(line.id) }) : null)));
    this.show("history", "History", [items.length ? h("ol", { class: "lines", role: "list" }, ...items) : h("p", {}, "Nothing was decided yet."), lines.length >= 200 ? h("p", { class: "others" }, `The latest ${count(lines.length, "decision")}.`) : null]);
  }
}

export function moment(at) {
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) return "";
  const today = when.toDateString() === new Date().toDateString();
  return when.toLocaleString("en-GB", today ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

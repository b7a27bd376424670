// Why this candidate: what is most typical, on its border, and against it, and a draft sentence.

import { count, h, provenance, redraw } from "./dom.js";
import { address } from "./router.js";

const GROUPS = [["central", "Most typical"], ["edge", "On the border"], ["counter", "Speaks against"]];

export class Evidence {
  constructor(app) {
    this.app = app;
    this.unfolded = { open: true, decided: false };
    this.root = h("div", { class: "evidence-box" });
  }

  draw({ main }) {
    const shown = main.kind === "theme" && (main.evidence || main.parts.length || main.group);
    redraw(this.root, shown ? [main.row.id, main.row.status, main.evidence, main.parts, main.group, main.total] : null, () => shown ? this.build(main) : []);
  }

  build(main) {
    const stage = ["open", "parked"].includes(main.row.status) ? "open" : "decided";
    const fold = h("details", { class: "evidence", open: this.unfolded[stage], on: { toggle: () => (this.unfolded[stage] = fold.open) } },
      h("summary", {}, h("h2", {}, stage === "open" ? "Why this candidate?" : "Why it was proposed")),
      main.evidence?.draft && stage === "open" ? this.draft(main.evidence) : null,
      ...this.groups(main.evidence), this.levels(main));
    if (!main.total) return [fold];
    return [fold, h("h2", { class: "all-passages" }, main.total === 1 ? "The passage" : `All ${count(main.total, "passage")}`)];
  }

  draft({ draft, sources }) {
    return h("section", { class: "draft", "aria-label": "Draft sentence" },
      h("p", { class: "draft-mark" }, h("strong", {}, "Draft"), " · put together from what people said; nobody has said that it is true"),
      h("p", { class: "draft-sentence", dir: "auto" }, draft),
      sources.length ? h("details", { class: "draft-sources" }, h("summary", {}, `From ${count(sources.length, "passage")}`), this.quotes(sources)) : null);
  }

  groups(evidence) {
    if (!evidence) return [];
    return GROUPS.map(([name, words]) => [words, [evidence[name]].flat().filter(Boolean)])
      .filter(([, rows]) => rows.length)
      .map(([words, rows]) => h("section", { class: "evidence-group" }, h("h3", {}, words), this.quotes(rows)));
  }

  quotes(rows) {
    return h("ul", { class: "evidence-quotes", role: "list" }, ...rows.map((row) => h("li", {},
      h("button", { type: "button", class: "evidence-quote", dir: "auto", "data-focus": `why ${row.id}`, title: "In context", on: { click: () => this.app.showSource(row) } }, row.quote),
      h("span", { class: "evidence-from" }, provenance(row).slice(0, 3).join(" · ")))));
  }

  link(id, title) {
    const view = { kind: "theme", what: id };
    return h("a", { href: address(view), "data-focus": `level ${id}`, on: { click: (event) => this.app.follow(event, view) } }, title);
  }

  levels({ parts, group }) {
    if (!parts.length && !group) return null;
    const sized = ({ id, title, n }) => [this.link(id, title), ` (${count(n, "passage")})`];
    const finer = parts.flatMap((part, index) => [index ? ", " : "", ...sized(part)]);
    return h("details", { class: "levels" }, h("summary", {}, "Seen wider or finer"),
      group ? h("p", {}, "A wider look has it in ", ...sized(group), ".") : null,
      parts.length > 1 ? h("p", {}, `A finer look sees ${parts.length} in it: `, ...finer, ".") : null,
      parts.length === 1 ? h("p", {}, "A finer look sees it the same.") : null);
  }
}

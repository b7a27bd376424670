// The list of themes, grouped by where they stand, with how far the evening has come.

import { button, count, h, icon, reconcile, redraw } from "./dom.js";
import { address } from "./router.js";
import { STEADY } from "./theme.js";

const GROUPS = [
  { name: "open", words: "To decide", has: (row) => row.status === "open" },
  { name: "barrier", words: "Barriers", has: (row) => row.kind === "barrier" },
  { name: "enabler", words: "Enablers", has: (row) => row.kind === "enabler" },
  { name: "code", words: "Codes", has: (row) => row.kind === "code" },
  { name: "parked", words: "Parked", has: (row) => row.status === "parked" },
  { name: "dismissed", words: "Dismissed", has: (row) => row.status === "dismissed" },
];

function progressWords({ nCandidates, nDecided }, parked) {
  if (!nCandidates) return "No candidates yet";
  if (nDecided === nCandidates) return `Nothing left to decide: all ${nCandidates} done`;
  return `${nDecided} of ${nCandidates} decided${parked ? ` · ${parked} parked` : ""}`;
}

export class List {
  constructor(app) {
    this.app = app;
    this.folded = new Set(["dismissed"]);
    this.meter = h("div", { class: "meter", role: "progressbar", "aria-valuemin": "0", "aria-label": "Candidates decided" }, h("span", {}));
    this.progress = h("p", { class: "progress-words" });
    this.counts = h("p", { class: "counts" });
    this.groups = h("div", { class: "groups", on: { keydown: (event) => this.key(event) } });
    this.aside = h("a", { class: "aside-link", href: "?show=aside", "aria-keyshortcuts": "u", on: { click: (event) => app.follow(event, { kind: "aside", what: "" }) } }, icon("tray"), h("span", { class: "aside-words" }, "Set aside "), h("span", { class: "aside-n" }), h("span", { class: "unseen" }, " passages"));
    this.offered = h("a", { class: "aside-link", href: "?show=offers", hidden: true, "aria-keyshortcuts": "f", on: { click: (event) => app.follow(event, { kind: "offers", what: "" }) } }, icon("offered"), h("span", { class: "aside-words" }, "Offered "), h("span", { class: "aside-n" }));
    // On a phone the list is a screen of its own, and a screen has a heading.
    this.heading = h("h1", { class: "unseen only-narrow" });
    this.next = button("What next?", { key: "G", act: "next", press: () => app.queue.ask() });
    this.review = button("Review one by one", { key: "B", act: "review", kind: "primary", press: () => app.review.open() });
    this.root = h("nav", { class: "list", "aria-label": "Themes" }, this.heading, h("div", { class: "progress" }, h("div", { class: "progress-line" }, this.progress, this.next), this.meter, this.counts, this.review), app.grain.root, this.groups, this.offered, this.aside);
  }

  draw({ themes, head, main }) {
    if (!head) return;
    const current = main.kind === "theme" ? main.row.id : null;
    const parked = themes.filter((row) => row.status === "parked").length;
    this.heading.textContent = head.name;
    this.progress.textContent = progressWords(head, parked);
    this.meter.setAttribute("aria-valuemax", head.nCandidates);
    this.meter.setAttribute("aria-valuenow", head.nDecided);
    this.meter.firstChild.style.width = `${(100 * head.nDecided) / Math.max(1, head.nCandidates)}%`;
    this.counts.textContent = `${count(head.nPassages, "passage")} from ${count(head.nSources, "source")}`;
    this.largest = Math.max(1, ...themes.map((row) => row.n));
    const shown = GROUPS.map((group) => ({ ...group, rows: themes.filter(group.has) })).filter((group) => group.rows.length);
    reconcile(this.groups, shown, (group) => group.name, (group) => this.group(group), (element, group) => this.fill(element, group, current));
    this.aside.querySelector(".aside-n").textContent = head.nAside.toLocaleString("en-GB");
    this.aside.toggleAttribute("data-current", main.kind === "aside");
    this.drawOffered(head, main, themes);
    this.next.hidden = !themes.length;
    this.review.hidden = !themes.some((row) => row.status === "open");
    this.reveal(current);
  }

  drawOffered({ nOffers, offered }, { kind }, themes) {
    const codes = Object.keys(offered).length;
    // Where there are codes there may be offers: the page says how to get them.
    this.offered.hidden = !nOffers && kind !== "offers" && !themes.some((row) => row.status === "confirmed");
    this.offered.querySelector(".aside-n").textContent = nOffers ? `${count(nOffers, "passage")} to ${count(codes, "code")}` : "nothing yet";
    this.offered.toggleAttribute("data-current", kind === "offers");
  }

  group({ name, words }) {
    const rows = h("ul", { class: "rows", role: "list" });
    const fold = h("details", { class: `group group-${name}`, open: !this.folded.has(name) }, h("summary", { class: "group-head" }, h("h2", {}, words), h("span", { class: "group-n" })), rows);
    return fold;
  }

  fill(element, { rows }, current) {
    element.querySelector(".group-n").textContent = rows.length;
    reconcile(element.querySelector(".rows"), rows, (row) => row.id, (row) => this.row(row), (item, row) => this.update(item, row, current));
  }

  row({ id }) {
    const link = h("a", { class: "row", href: address({ kind: "theme", what: id }), on: { click: (event) => this.app.follow(event, { kind: "theme", what: id }) } },
      h("span", { class: "row-title" }), h("span", { class: "row-line" }, h("span", { class: "row-bar" }, h("span", {})), h("span", { class: "row-counts" }), h("span", { class: "row-unsure" })));
    return h("li", {}, link);
  }

  update(item, row, current) {
    const link = item.firstChild;
    const offered = this.app.store.head.offered[row.id];
    const unsure = row.status === "open" && row.steadiness === "unstable" ? "unstable" : "";
    link.querySelector(".row-title").textContent = row.title;
    const teams = Object.entries(row.spread).find(([name]) => name.toLowerCase() === "team");
    const more = offered ? `${offered.toLocaleString("en-GB")} offered` : teams ? count(teams[1], "team") : "";
    redraw(link.querySelector(".row-counts"), [row.n, row.people, more], () => [row.n.toLocaleString("en-GB"), h("span", { class: "unseen" }, " passages"), ["", count(row.people, "person"), more].filter((each, at) => !at || each).join(" · ")]);
    link.querySelector(".row-bar").firstChild.style.width = `${Math.max(4, (100 * row.n) / this.largest)}%`;
    link.querySelector(".row-unsure").textContent = unsure;
    link.title = STEADY[row.steadiness] ?? "";
    if (row.id === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }

  // Keeps the open theme's row in sight and makes it the list's one tab stop.
  reveal(current) {
    const links = [...this.groups.querySelectorAll("a.row")];
    const here = links.find((link) => link.hasAttribute("aria-current"));
    for (const link of links) link.tabIndex = link === (here ?? links[0]) ? 0 : -1;
    if (!here || current === this.revealed) return;
    this.revealed = current;
    const fold = here.closest("details");
    if (fold && !fold.open) fold.open = true;
    here.parentElement.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || !event.target.matches("a.row")) return;
    event.preventDefault();
    event.stopPropagation();
    const links = [...this.groups.querySelectorAll("details[open] a.row")];
    links[links.indexOf(event.target) + by]?.focus();
  }

  // The theme before or after the open one, in the order of the list.
  beside(current, by) {
    const ids = [...this.groups.querySelectorAll("details[open] .rows > li")].map((item) => item.dataset.key);
    const at = ids.indexOf(current);
    return at < 0 ? ids[0] : ids[at + by];
  }
}

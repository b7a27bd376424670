// What the last run changed since the run before, and why.

import { button, count, h } from "./dom.js";
import { address } from "./router.js";

const PARTS = [
  ["offered", "Offered to codes", "Passages that read like what is coded; nobody has judged them yet."],
  ["new", "New", "Candidates that were not there before."],
  ["moved", "Changed", "Candidates that go on with other passages."],
  ["gone", "Gone", "Candidates that did not come back."],
  ["unchanged", "As before", "What people decided stays as it was, and so do these."],
];

// A reason longer than this is shown as its beginning, to be opened.
const LONG = 170;

export class Changes {
  constructor(app) {
    this.app = app;
  }

  head({ main }) {
    const told = PARTS.filter(([name]) => main.difference[name].length);
    if (!told.length) return this.none();
    const summary = told.filter(([name]) => name !== "unchanged").map(([name, words]) => summed(name, words, main.difference[name].length));
    return [
      h("p", { class: "status" }, "The last run"),
      h("h1", { class: "title", tabindex: "-1" }, "What it changed"),
      h("p", { class: "spread" }, summary.length ? `${summary.join(", ")}. No decision of a person was touched.` : "Nothing: everything is as it was before."),
      ...told.map((part) => this.part(part, main.difference)),
    ];
  }

  none() {
    return [
      h("div", { class: "empty" }, h("h1", { class: "title", tabindex: "-1" }, "Nothing to compare with yet"), h("p", {}, "After new texts came in, look for candidates again: here it then says what is new, what changed, what is gone, and why.")),
      h("div", { class: "acts centred" }, button("Look for candidates", { act: "propose", press: () => this.app.work.start("propose") })),
    ];
  }

  part([name, words, about], difference) {
    const shifts = difference[name];
    const title = h("h2", {}, words, h("span", { class: "changes-n" }, shifts.length.toLocaleString("en-GB")));
    const list = h("ul", { class: "shifts", role: "list" }, ...shifts.map((shift) => this.shift(name, shift)));
    if (name !== "unchanged") return h("section", { class: `changes changes-${name}` }, title, h("p", { class: "changes-about" }, about), list);
    return h("details", { class: `changes changes-${name}` }, h("summary", {}, title), h("p", { class: "changes-about" }, about), list);
  }

  shift(name, { theme, title, n, why }) {
    const view = { kind: name === "offered" ? "offers" : "theme", what: theme };
    const heading = theme ? h("a", { class: "shift-title", href: address(view), on: { click: (event) => this.app.follow(event, view) } }, title) : h("span", { class: "shift-title" }, title);
    return h("li", {}, h("div", { class: "shift-line" }, heading, h("span", { class: "shift-n" }, count(n, "passage"))), this.why(why));
  }

  why(words) {
    if (words.length <= LONG) return h("p", { class: "shift-why" }, words);
    return h("details", { class: "shift-why" }, h("summary", { title: "Show all of it" }, words));
  }
}

function summed(name, words, number) {
  if (name === "offered") return `${count(number, "code")} ${number === 1 ? "is" : "are"} offered passages`;
  return `${number.toLocaleString("en-GB")} ${words.toLowerCase()}`;
}

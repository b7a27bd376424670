// How long: dates of the project, of imports and of people, and erasing what is over.

import { button, count, day, h } from "./dom.js";
import { heading, moment, receipt, saved, sure } from "./safekeeping_parts.js";

export class Dates {
  constructor(app) {
    this.app = app;
    this.chosen = "project";
    this.until = this.name = "";
  }

  ask() {
    return this.app.ask("dates");
  }

  draw(told) {
    this.told = told;
    const about = "The last day that something is kept. From thirty days before, every start of the workbench says so. What is over goes by the same act as an erasure, after a look at what would go: codes and decisions stay, without the words.";
    this.app.put(heading("How long things are kept", about), this.form(told), told.dates.length ? [this.table(told), this.over(told)] : h("div", { class: "nothing" }, h("h2", {}, "No date is set"), h("p", {}, "Set one for the whole project, for an import, or for a person.")), this.box ??= h("div", { class: "rehearsal", "aria-live": "polite" }));
  }

  form({ imports, people }) {
    const what = h("select", { class: "choice", "aria-label": "Of what", "data-focus": "of", on: { change: () => { this.chosen = what.value; name.hidden = what.value !== "case"; } } },
      h("option", { value: "project" }, "The whole project"), ...imports.map(({ at, sources }) => h("option", { value: `import ${at}` }, `Import of ${moment(at)} (${count(sources, "source")})`)), people.length ? h("option", { value: "case" }, "One person") : null);
    what.value = this.chosen;
    const name = h("input", { class: "field", list: "dated-people", placeholder: "Who", "aria-label": "Which person", "data-focus": "who", value: this.name, hidden: this.chosen !== "case", on: { input: () => { this.name = name.value; } } });
    const until = h("input", { type: "date", class: "field", "aria-label": "Kept until", "data-focus": "until", value: this.until, required: true, on: { input: () => { this.until = until.value; } } });
    const submit = (event) => { event.preventDefault(); this.set(until.value); };
    return h("form", { class: "date-form", on: { submit } }, h("label", {}, h("span", {}, "Keep"), what), name, h("label", {}, h("span", {}, "until the end of"), until),
      h("button", { type: "submit", class: "button primary", "data-focus": "set" }, "Set the date"), h("datalist", { id: "dated-people" }, ...people.map((each) => h("option", { value: each.name }))));
  }

  set(until) {
    if (!until) return this.app.notices.failed("Choose a day first.");
    const [holding, target] = this.meant();
    if (holding === "case" && !target) return this.app.notices.failed(`There is nobody called “${this.name}”.`);
    return this.keep(holding, target, until);
  }

  meant() {
    if (this.chosen !== "case") return [this.chosen.split(" ")[0], this.chosen.split(" ").slice(1).join(" ")];
    return ["case", this.told.people.find((each) => each.name === this.name.trim())?.id ?? ""];
  }

  keep(holding, target, until) {
    return this.app.act("keep", { holding, target, until }, ({ before }) => ["keep", { holding, target, until: before }]);
  }

  table({ dates, today }) {
    const row = (each) => h("li", { class: `dated ${each.until < today ? "over" : ""}` },
      h("strong", { dir: "auto" }, each.holding === "import" ? `Import of ${moment(each.target)}` : each.name),
      h("span", {}, each.until < today ? `was to be kept until ${day(each.until)}` : `until ${day(each.until)}`), h("span", { class: "quiet-words" }, `${count(each.sources, "source")}; set by ${each.by || "somebody"}`),
      button("Take the date away", { kind: "small", act: `drop ${each.holding} ${each.target}`, press: () => this.keep(each.holding, each.target, "") }));
    return h("ul", { class: "dates" }, ...dates.map(row));
  }

  over({ dates, today }) {
    const over = dates.filter((each) => each.until < today && each.sources);
    if (!over.length) return h("p", { class: "quiet-words" }, "Nothing is over today.");
    return h("div", { class: "take" }, h("p", {}, `${count(over.length, "date")} ${over.length === 1 ? "is" : "are"} over.`), button("See what would go", { kind: "primary", act: "rehearse", press: () => this.rehearse() }));
  }

  async rehearse() {
    try {
      const told = await this.app.ask("rehearse", { person: "" });
      this.box.replaceChildren(receipt(told), sure({ word: "erase", words: "Erase for good", erase: (typed) => this.erase(typed) }));
      this.box.querySelector(".receipt").focus();
    } catch (error) {
      this.app.notices.failed(error.message);
    }
  }

  async erase(typed) {
    try {
      const told = await this.app.ask("erase", { person: "", typed });
      this.box.replaceChildren(receipt(told), h("div", { class: "take-acts" }, saved(told.lines, "receipt.txt")));
      this.box.querySelector(".receipt").focus();
      await this.app.look({ quiet: true });
    } catch (error) {
      this.app.notices.failed(error.message);
    }
  }
}

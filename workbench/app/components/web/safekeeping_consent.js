// Consent: everybody whom texts are from, with what they said to each use.

import { bringIn } from "./bringing.js";
import { button, count, h } from "./dom.js";
import { heading } from "./safekeeping_parts.js";

const STRETCH = 100;
const ANSWERS = [["given", "Yes"], ["withdrawn", "No"]];

export class Consent {
  constructor(app) {
    this.app = app;
    this.words = this.only = "";
    this.most = STRETCH;
  }

  ask() {
    return this.app.ask("consent", { words: this.words, only: this.only, most: this.most });
  }

  draw({ people, total, sums }) {
    const about = "What nobody said yes to is not quoted to leaders or everyone. Pressing an answer again makes it not known. Every answer is kept with who noted it and when.";
    this.app.put(heading("What people agreed to", about), this.sums(sums),
      sums.people ? [this.filters(sums), this.table(people, total), this.more(people, total)] : this.nobody());
  }

  sums({ people, asked, quotable, stopped }) {
    const tile = (number, words, kind = "") => h("li", { class: `tile ${kind}` }, h("strong", {}, number.toLocaleString("en-GB")), h("span", {}, words));
    return h("ul", { class: "tiles" }, tile(people, people === 1 ? "person" : "people"), tile(asked, "have answered"), tile(quotable, "may be quoted to leaders", "tile-new"), tile(stopped, "stopped any use", stopped ? "tile-not" : ""));
  }

  nobody() {
    return h("div", { class: "nothing" }, h("h2", {}, "No text of anybody is here yet"), h("p", {}, "Once texts are brought in, the people they are from are listed here, by the column that says who. A column in which they were asked for consent is read along with it."), h("p", { class: "nothing-acts" }, bringIn()));
  }

  filters({ stopped }) {
    const look = () => { this.most = STRETCH; this.app.look({ quiet: true }); };
    const type = () => { clearTimeout(this.timer); this.words = field.value; this.timer = setTimeout(look, 180); };
    const field = h("input", { type: "search", class: "field find-person", placeholder: "Find a person", "aria-label": "Find a person by name", "aria-keyshortcuts": "/", value: this.words, "data-focus": "find", on: { input: type } });
    const only = h("button", { type: "button", class: "segment", "aria-pressed": this.only ? "true" : "false", "data-focus": "only", on: { click: () => { this.only = this.only ? "" : "stopped"; look(); } } }, "Only those who stopped");
    return h("div", { class: "filters" }, field, stopped || this.only ? h("span", { class: "switch" }, only) : null);
  }

  table(people, total) {
    const { uses } = this.app.hello;
    if (!people.length) return h("p", { class: "quiet-words" }, "Nobody of that name.");
    const head = h("tr", {}, h("th", { scope: "col" }, "Person"), ...uses.map(({ name, words }) => h("th", { scope: "col", title: words }, name)), h("th", { scope: "col" }, "Any use"));
    const everybody = h("tr", { class: "everybody" }, h("th", { scope: "row" }, `Everybody (${total.toLocaleString("en-GB")})`),
      ...uses.map(({ use, name }) => h("td", { "data-name": name }, this.both("everybody", use, "", "Everybody", name))), h("td", {}));
    const whole = !this.words && !this.only;
    return h("div", { class: "consent-scroll" }, h("table", { class: "consent" }, h("thead", {}, head), h("tbody", {}, whole ? everybody : null, ...people.map((each) => this.row(each)))));
  }

  row(person) {
    const { uses } = this.app.hello;
    const where = [count(person.sources, "text"), person.releases ? `in ${count(person.releases, "release")}` : null].filter(Boolean).join(", ");
    return h("tr", { class: person.stopped ? "stopped" : "" },
      h("th", { scope: "row" }, h("span", { class: "person-name", dir: "auto" }, person.name), h("span", { class: "quiet-words" }, where)),
      ...uses.map(({ use, name }) => h("td", { "data-name": name }, this.both(person.id, use, person.stances[use], person.name, name))),
      h("td", { "data-name": "Any use" }, this.stop(person)));
  }

  // Yes and no beside each other; the one that was said is pressed.
  both(id, use, said, name, called) {
    const one = ([stance, words]) => h("button", { type: "button", class: `segment answer answer-${stance}`, "aria-pressed": said === stance ? "true" : "false", "aria-label": `${name}, ${called}: ${words}`, "data-focus": `${id} ${use} ${stance}`,
      on: { click: () => this.note(id, use, said === stance ? "unknown" : stance) } }, words);
    return h("span", { class: "switch", role: "group", "aria-label": `${name}: ${called}` }, ...ANSWERS.map(one));
  }

  stop(person) {
    const words = person.stopped ? "Use again" : "Stop using";
    const press = () => this.note(person.id, "any", person.stopped ? "given" : "withdrawn");
    return h("span", { class: "stop" }, person.stopped ? h("span", { class: "stop-mark" }, "Stopped") : null,
      h("button", { type: "button", class: "button small", "aria-label": `${words}: ${person.name}`, "data-focus": `${person.id} any`, on: { click: press } }, words));
  }

  async note(person, use, stance) {
    const done = await this.app.act("note", { person, use, stance }, ({ act }) => (act ? ["undo", { act }] : null));
    if (done?.hasIt.length) this.app.notices.failed(`These have it already and cannot be called back: ${done.hasIt.join(" · ")}`);
  }

  more(people, total) {
    if (people.length >= total) return null;
    const press = () => { this.most += STRETCH; this.app.look({ quiet: true }); };
    return h("div", { class: "more-said" }, button("Show more", { act: "more", press }), h("span", {}, `${people.length.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")}`));
  }
}

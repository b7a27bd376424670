// Erase a person: first what would go, then by typing the name, then the receipt.

import { button, h } from "./dom.js";
import { heading, receipt, saved, sure } from "./safekeeping_parts.js";

export class Erase {
  constructor(app) {
    this.app = app;
    this.name = "";
  }

  ask() {
    return this.app.ask("people");
  }

  draw({ people }) {
    this.people = people;
    const about = "Everything that is from a person goes, for good: texts, passages, codings, what the machine made of them, and their words in the log. Older backups are cleared when they are restored. To keep the words and only let nothing go out, choose “Stop using” under Consent.";
    this.app.put(heading("Erase a person", about), people.length ? this.form() : h("div", { class: "nothing" }, h("h2", {}, "No text of anybody is here yet"), h("p", {}, "There is nobody to erase before texts are brought in.")), this.box ??= h("div", { class: "rehearsal", "aria-live": "polite" }));
  }

  form() {
    const field = h("input", { class: "field", list: "erased-people", "aria-label": "Who is to be erased", placeholder: "Who", autocomplete: "off", "data-focus": "who", value: this.name, on: { input: () => { this.name = field.value; this.box.replaceChildren(); } } });
    return h("form", { class: "date-form", on: { submit: (event) => { event.preventDefault(); this.rehearse(); } } }, field,
      button("See what would go", { kind: "primary", act: "rehearse", press: () => this.rehearse() }), h("datalist", { id: "erased-people" }, ...this.people.map((each) => h("option", { value: each.name }))));
  }

  async rehearse() {
    const person = this.people.find((each) => each.name === this.name.trim());
    if (!person) return this.app.notices.failed(this.name.trim() ? `There is nobody called “${this.name.trim()}”; choose from the list.` : "Choose who first.");
    try {
      const told = await this.app.ask("rehearse", { person: person.id });
      this.box.replaceChildren(receipt(told), sure({ word: person.name, words: "Erase for good", erase: (typed) => this.erase(person, typed) }));
      return this.box.querySelector(".receipt").focus();
    } catch (error) {
      return this.app.notices.failed(error.message);
    }
  }

  async erase(person, typed) {
    try {
      const told = await this.app.ask("erase", { person: person.id, typed });
      this.name = "";
      this.box.replaceChildren(receipt(told), h("div", { class: "take-acts" }, saved(told.lines, "receipt.txt")));
      this.box.querySelector(".receipt").focus();
      await this.app.look({ quiet: true });
    } catch (error) {
      this.app.notices.failed(error.message);
    }
  }
}

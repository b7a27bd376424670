// The project's own lists: names that are masked wherever they stand, and words that point at nobody.

import { button, h, iconButton } from "./dom.js";

const KINDS = [["person", "A person"], ["place", "A place"], ["school", "A school"], ["allowed", "Nobody: never ask again"]];
const GROUPS = [["person", "People"], ["place", "Places"], ["school", "Schools"], ["allowed", "Words that point at nobody"]];

export class Lists {
  constructor(app) {
    this.app = app;
  }

  ask() {
    return this.app.ask("lists");
  }

  draw({ entries, place }) {
    this.app.put(
      h("div", { class: "view-head" }, h("h1", { class: "view-title", tabindex: "-1" }, "What this project knows by name"), h("p", { class: "view-about" }, "Staff, teams, places: what stands here is masked wherever it stands, now and in every text that comes in. Words that point at nobody are not asked about again.")),
      this.form("", "list-form"),
      ...GROUPS.map(([kind, words]) => this.group(words, entries.filter((each) => each.kind === kind))),
      h("section", { class: "key-note" },
        h("h2", {}, "The key to real names"),
        h("p", {}, "Who has which stand-in, and these lists, lie encrypted in your own folder and not in the project: ", h("code", {}, place), ". No backup and no export holds them."),
        button("Destroy the key…", { kind: "small", act: "destroy", press: () => this.destroy() })));
  }

  group(words, entries) {
    if (!entries.length) return null;
    const row = (each) => h("li", {}, h("span", { class: "entry-words" }, each.words), iconButton("close", `Take “${each.words}” off the list`, () => this.app.act("unlist", { entry: each.id }), { "data-focus": each.id }));
    return h("section", { class: "entries" }, h("h2", {}, words), h("ul", {}, ...entries.map(row)));
  }

  form(words, id, saved = () => {}) {
    const field = h("input", { class: "field", "aria-label": "Name or words", name: "words", value: words, maxlength: "200", autocomplete: "off", placeholder: "Karolina Nowak", "data-focus": `${id} words` });
    const kind = h("select", { class: "choice", "aria-label": "What it is", name: "kind", "data-focus": `${id} kind` }, ...KINDS.map(([value, label]) => h("option", { value }, label)));
    const send = async (event) => {
      event.preventDefault();
      if (!field.value.trim()) return field.focus();
      const done = await this.app.act("list", { words: field.value, kind: kind.value });
      return done && saved();
    };
    return h("form", { class: "list-form", id, on: { submit: send } }, field, kind, h("button", { type: "submit", class: "button primary", "data-focus": `${id} add` }, "Add"));
  }

  // Beside the question: the word is there already, what it is has to be said.
  offer(words) {
    this.dialog?.remove();
    const close = () => this.dialog.close();
    this.dialog = h("dialog", { class: "picker", "aria-label": "Put on the list", on: { click: (event) => { if (event.target === this.dialog) close(); }, keydown: (event) => event.stopPropagation() } },
      h("div", { class: "picker-box offer-box" }, h("h2", { class: "picker-title" }, "Put on the list"), h("p", { class: "quiet-words" }, "It is masked everywhere, also in texts that come in later; or, if it points at nobody, never asked about again."), this.form(words, "offer-form", close)));
    this.app.root.append(this.dialog);
    this.dialog.showModal();
    this.dialog.querySelector("select").focus();
  }

  destroy() {
    this.dialog?.remove();
    const close = () => this.dialog.close();
    const sure = async () => {
      close();
      await this.app.act("destroy", {}, { canUndo: false });
    };
    this.dialog = h("dialog", { class: "picker", "aria-label": "Destroy the key", on: { keydown: (event) => event.stopPropagation() } },
      h("div", { class: "picker-box offer-box" }, h("h2", { class: "picker-title" }, "Destroy the key to real names?"),
        h("p", {}, "All masks stay. But nobody can look up any more who has which stand-in, these lists are gone, and the same person gets another stand-in in texts that come in later."),
        h("p", {}, "The texts themselves are not changed: to have the names gone for good, erase the texts. This cannot be undone."),
        h("div", { class: "asked-acts" }, button("Destroy the key", { kind: "danger", press: sure }), button("Leave it", { key: "Esc", press: close }))));
    this.app.root.append(this.dialog);
    this.dialog.showModal();
  }
}

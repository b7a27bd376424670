// Forms beside the passages: confirming, describing, a new code, a part split off.

import { button, h } from "./dom.js";
import { drafts } from "./wire.js";

const KINDS = [["barrier", "Barrier"], ["enabler", "Enabler"], ["code", "Code"]];
const ASKS = {
  barrier: ["What gets in the way of what, for whom, and how?", "Vouchers need a senior signature, so families wait for hours and workers chase."],
  enabler: ["What helps what, for whom, and how?", "A protected afternoon lets workers see families without being called back."],
  code: ["What is it about? (may stay empty)", ""],
};
const FACETS = ["structure", "process", "culture", "resources", "relationships"];
const CODEBOOK = [["definition", "Definition"], ["use_when", "Use when"], ["not_when", "Not when"], ["example", "Example"], ["near_miss", "Near miss"]];
const LOCI = [["", "Not said"], ["team", "The team"], ["authority", "The authority"], ["partners", "Partners"], ["national", "National rules"]];
const LEVELS = [["", "Not said"], ["event", "Event"], ["pattern", "Pattern"], ["structure", "Structure"], ["mental model", "Mental model"]];

export class Form {
  // `save` takes the values and returns a promise; its rejection is shown here and the words stay.
  // `proposed` is a sentence that the machine put together: it is marked until somebody edits it.
  // A form that stays on the page has `leave`: Escape goes from its fields and keeps what was typed.
  constructor({ draft, start, proposed = "", fields, submit, save, close, leave }) {
    this.draft = draft;
    this.proposed = proposed;
    this.save = save;
    this.close = close;
    this.leave = leave;
    this.values = { ...start, ...drafts.read(draft) };
    this.problem = h("p", { class: "problem", role: "alert", hidden: true });
    this.ask = h("span", { class: "label-words" });
    const parts = { name: () => this.name(), words: () => this.words(), kind: () => this.kind(), facets: () => this.facets(), codebook: () => this.codebook() };
    this.root = h("form", { class: "form", novalidate: true, on: { submit: (event) => { event.preventDefault(); this.submit(); }, input: () => this.keep(), keydown: (event) => this.key(event) } },
      ...fields.map((name) => parts[name]()), this.problem,
      h("div", { class: "form-acts", hidden: Boolean(leave) },
        h("button", { type: "submit", class: "button primary" }, h("span", {}, submit), h("kbd", { "aria-hidden": "true" }, "Ctrl ↵")),
        button("Cancel", { key: "Esc", keys: "Escape", kind: "quiet", press: () => this.cancel() })));
    this.rephrase();
  }

  name() {
    this.nameInput = h("input", { name: "name", class: "field", value: this.values.name ?? "", maxlength: "200", autocomplete: "off" });
    return h("label", { class: "labelled" }, h("span", { class: "label-words" }, "Name"), this.nameInput);
  }

  words() {
    this.area = h("textarea", { name: "statement", class: "field", rows: "4", value: this.values.statement ?? "" });
    this.note = h("div", { class: "draft-note", hidden: true }, h("p", { id: "draft-note" }, h("strong", {}, "Draft"), " · put together from what people said. Edit it until it is true."), button("Clear", { kind: "small", press: () => this.clear() }));
    this.area.addEventListener("input", () => this.mark());
    return h("div", { class: "worded" }, h("label", { class: "labelled" }, this.ask, this.area), this.note);
  }

  // A draft is selected as a whole: the first key replaces it, an arrow begins to edit it.
  begin({ focus = false } = {}) {
    if (!this.area) return;
    if (focus) this.area.focus();
    this.mark();
    if (!this.note.hidden) this.area.select();
  }

  mark() {
    const draft = Boolean(this.proposed) && this.area.value === this.proposed;
    this.note.hidden = !draft;
    this.area.classList.toggle("is-draft", draft);
    if (draft) this.area.setAttribute("aria-describedby", "draft-note");
    else this.area.removeAttribute("aria-describedby");
  }

  clear() {
    this.area.value = "";
    this.keep();
    this.mark();
    this.area.focus();
  }

  kind() {
    const chosen = this.values.kind;
    const options = KINDS.map(([value, words]) => h("label", { class: `kind kind-${value}` }, h("input", { type: "radio", name: "kind", value, checked: value === chosen, on: { change: () => this.rephrase() } }), h("span", {}, words)));
    return h("fieldset", { class: "kinds" }, h("legend", { class: "label-words" }, "It is a"), h("div", { class: "segments" }, ...options));
  }

  facets() {
    const on = new Set(this.values.facets ?? []);
    const boxes = FACETS.map((facet) => h("label", { class: "toggle" }, h("input", { type: "checkbox", name: "facet", value: facet, checked: on.has(facet) }), h("span", {}, facet)));
    return h("fieldset", { class: "facets" }, h("legend", { class: "label-words" }, "It sits in (optional)"), h("div", { class: "toggles" }, ...boxes));
  }

  codebook() {
    const areas = CODEBOOK.map(([name, words]) => h("label", { class: "labelled" }, h("span", { class: "label-words" }, words), h("textarea", { name, class: "field", rows: "2", value: this.values[name] ?? "" })));
    const choice = (name, words, options) => h("label", { class: "labelled" }, h("span", { class: "label-words" }, words), h("select", { name, class: "field", value: "" }, ...options.map(([value, label]) => h("option", { value, selected: value === (this.values[name] ?? "") }, label))));
    return h("details", { class: "codebook" }, h("summary", {}, "For the codebook"), choice("locus", "Who could change it", LOCI), choice("level", "How deep it lies", LEVELS), ...areas);
  }

  get chosen() {
    return this.root?.querySelector("[name=kind]:checked")?.value ?? this.values.kind;
  }

  rephrase() {
    const [ask, example] = ASKS[this.chosen] ?? ASKS.code;
    this.ask.textContent = ask;
    if (this.area) this.area.placeholder = example;
  }

  read() {
    const data = new FormData(this.root);
    const { facet: _, ...rest } = Object.fromEntries(data.entries());
    return this.root.querySelector("[name=facet]") ? { ...rest, facets: data.getAll("facet") } : rest;
  }

  keep() {
    drafts.write(this.draft, this.read());
  }

  missing(values) {
    if (values.name !== undefined && !values.name.trim()) return [this.nameInput, "Give it a name first."];
    if (this.area && values.kind !== "code" && !values.statement.trim()) return [this.area, `A ${values.kind} needs its sentence: ${ASKS[values.kind][0].toLowerCase()}`];
    return [null, ""];
  }

  async submit() {
    const values = this.read();
    const [field, sentence] = this.missing(values);
    if (field) return this.refuse(sentence, field);
    if (this.root.classList.contains("saving")) return null;
    this.root.classList.add("saving");
    try {
      await this.save(values);
      drafts.drop(this.draft);
    } catch (error) {
      this.refuse(error.message, this.area ?? this.nameInput);
    } finally {
      this.root.classList.remove("saving");
    }
    return null;
  }

  refuse(sentence, field) {
    this.problem.textContent = sentence;
    this.problem.hidden = false;
    field.focus();
  }

  cancel() {
    drafts.drop(this.draft);
    this.close();
  }

  key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.submit();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      if (this.leave) this.leave();
      else this.cancel();
    }
  }
}

// What the columns of a table are for: said once for all tables that have the same ones.

import { count, h } from "./dom.js";
import { Consent, mappingOf, together } from "./sources_consent.js";

// Attributes that the pages count by go by these names, whatever their column is called.
const NAMED = ["authority", "team", "role", "small change", "date"];
const ROLES = [["text", "What people wrote"], ["id", "Number or id"], ...NAMED.map((name) => [`is ${name}`, name[0].toUpperCase() + name.slice(1)]), ["attribute", "Another attribute"], ["case", "Who it is from"], ["consent", "Consent"], ["never", "Never import"]];

export class Columns {
  constructor(app, change) {
    this.app = app;
    this.change = change;
    this.said = {};
    this.consent = new Consent((of, said) => this.say(of, said));
  }

  forget() {
    this.said = {};
  }

  // Tables by their columns, each with what the workbench guesses or was told before.
  groups(files) {
    const groups = new Map();
    for (const file of files.filter((each) => each.signature)) {
      const group = groups.get(file.signature) ?? { signature: file.signature, files: [] };
      group.files.push(file);
      groups.set(file.signature, group);
    }
    return [...groups.values()];
  }

  draw(files) {
    return this.groups(files).map((group) => this.group(group));
  }

  group({ signature, files }) {
    const first = together(files);
    const columns = Object.keys(first.samples);
    const names = files.slice(0, 3).map((file) => file.file).join(", ");
    const more = files.length > 3 ? ` and ${files.length - 3} more` : "";
    const how = this.said[signature] ? "As you said." : first.remembered ? "Read as you said before." : "This is a guess: look it through.";
    const rows = columns.map((column, at) => this.row({ signature }, column, first, `${signature}-${at}`));
    return h("section", { class: "columns-of", "aria-label": `Columns of ${names}` },
      h("h3", {}, `${count(columns.length, "column")} of ${names}${more}`),
      h("p", { class: "quiet-words" }, `${how} It is kept for all tables with the same columns.`),
      h("div", { class: "columns-scroll" }, h("table", { class: "columns-table" },
        h("thead", {}, h("tr", {}, ...["Column", "What it holds", "For example"].map((words) => h("th", { scope: "col" }, words)))),
        h("tbody", {}, ...rows))),
      ...this.consent.draw(signature, first));
  }

  row(of, column, file, name) {
    const role = roleOf(file, column);
    const choose = h("select", { class: "choice", "aria-label": `What “${column}” holds`, "data-focus": name, on: { change: () => this.choose(of, file, column, choose.value) } }, ...ROLES.map(([value, words]) => h("option", { value, selected: value === role }, words)));
    const some = file.samples[column];
    const sample = some.length ? some.map((each) => h("span", { class: "sample", dir: "auto" }, each)) : [h("span", { class: "quiet-words" }, role === "consent" ? "see below" : role === "never" ? "not shown: it may name people" : "empty")];
    if (file.asks_consent.includes(column)) sample.unshift(h("span", { class: "looks-like" }, "Looks like a question of consent: choose “Consent” to keep the answers."));
    return h("tr", { class: `column-${role.startsWith("is ") ? "attribute" : role}` }, h("th", { scope: "row", dir: "auto" }, column), h("td", {}, choose), h("td", { class: "samples" }, ...sample));
  }

  choose({ signature }, file, column, role) {
    const said = mappingOf(file);
    said.text = said.text.filter((each) => each !== column);
    if (said.id === column) said.id = null;
    if (said.case === column) said.case = null;
    delete said.consent[column];
    said.attributes = Object.fromEntries(Object.entries(said.attributes).filter(([, each]) => each !== column));
    if (role === "text") said.text = Object.keys(file.samples).filter((each) => each === column || said.text.includes(each));
    if (role === "id") said.id = column;
    if (role === "case") said.case = column;
    if (role === "consent") said.consent[column] = {};
    if (role === "attribute") said.attributes[column] = column;
    if (role.startsWith("is ")) said.attributes[role.slice(3)] = column;
    if (!said.text.length) return this.app.plan.refuse("One column has to hold what people wrote.");
    return this.say(signature, said);
  }

  say(signature, said) {
    this.said[signature] = said;
    return this.change();
  }
}

function roleOf(file, column) {
  if (file.text.includes(column)) return "text";
  if (file.id === column) return "id";
  if (file.case === column) return "case";
  if (file.consent.some((each) => each.column === column)) return "consent";
  const [name] = Object.entries(file.attributes).find(([, each]) => each === column) ?? [];
  return NAMED.includes(name) ? `is ${name}` : name ? "attribute" : "never";
}

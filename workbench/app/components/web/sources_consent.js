// What people answered when they were asked for consent, and what each answer allows.

import { count, h } from "./dom.js";

const USES = [["verbatim", "Quoted as said"], ["paraphrase", "In other words"], ["leaders", "To leaders"], ["other-authorities", "To other authorities"]];
const STANCES = [["", "–"], ["given", "yes"], ["withdrawn", "no"]];

export class Consent {
  // `say(signature, mapping)` is told what the columns are for from then on.
  constructor(say) {
    this.say = say;
  }

  // `all` are tables with the same columns, as one.
  draw(signature, all) {
    return all.consent.map((each, at) => this.column({ signature, all, column: each.column, name: `${signature}-${at}` }, each));
  }

  column(of, { answers, silent, unclear }) {
    const told = [
      unclear ? `${count(unclear, "text")} ${unclear === 1 ? "has" : "have"} an answer that is not understood.` : "",
      silent ? `${count(silent, "text")} ${silent === 1 ? "has" : "have"} no answer.` : "",
      "Words are quoted to leaders where “Quoted as said” and “To leaders” are both yes, and to everyone where “To other authorities” is, too. Without a yes they are counted and not quoted. Of several answers of one person a no outweighs a yes.",
    ].filter(Boolean).join(" ");
    const head = ["Answer", "Texts", ...USES.map(([, words]) => words)];
    return h("section", { class: "consent-answers", "aria-label": `Answers to ${of.column}` },
      h("h4", { dir: "auto" }, "What people answered to “", of.column, "”"), h("p", { class: "quiet-words" }, told),
      h("div", { class: "columns-scroll" }, h("table", { class: "columns-table consent-table" },
        h("thead", {}, h("tr", {}, ...head.map((words) => h("th", { scope: "col" }, words)))),
        h("tbody", {}, ...answers.map((row, at) => this.row({ ...of, name: `${of.name}-${at}` }, row))))));
  }

  row(of, { answer, texts, said }) {
    const choice = ([use, words]) => {
      const stance = said?.[use] ?? "";
      const choose = h("select", { class: `choice consent-${stance || "open"}`, "aria-label": `${words}, for the answer “${answer}”`, "data-focus": `consent-${of.name}-${use}`, on: { change: () => this.choose(of, answer, use, choose.value) } }, ...STANCES.map(([value, label]) => h("option", { value, selected: value === stance }, label)));
      return h("td", { "data-label": words }, choose);
    };
    return h("tr", { class: said ? "" : "consent-unclear" }, h("th", { scope: "row", dir: "auto" }, answer, said ? null : h("span", { class: "unclear-mark" }, "not understood")), h("td", { class: "consent-n", "data-label": "Texts" }, texts.toLocaleString("en-GB")), ...USES.map(choice));
  }

  // All answers that were understood are said along with it, so that none changes its meaning by this.
  choose({ signature, all, column }, answer, use, stance) {
    const mapping = mappingOf(all);
    const said = { ...mapping.consent[column][answer] };
    if (stance) said[use] = stance;
    else delete said[use];
    mapping.consent[column][answer] = said;
    return this.say(signature, mapping);
  }
}

// What the columns are for as it stands, with what every answer about consent was taken for.
export function mappingOf(file) {
  const understood = ({ answers }) => Object.fromEntries(answers.filter(({ said }) => said).map(({ answer, said }) => [answer, { ...said }]));
  const consent = Object.fromEntries(file.consent.map((each) => [each.column, understood(each)]));
  return { text: [...file.text], id: file.id, case: file.case, attributes: { ...file.attributes }, consent };
}

// Several tables with the same columns as one: their answers together, the most frequent first.
export function together(files) {
  const consent = files[0].consent.map(({ column }) => {
    const found = files.map((file) => file.consent.find((each) => each.column === column)).filter(Boolean);
    const answers = new Map();
    for (const { answer, texts, said } of found.flatMap((each) => each.answers)) answers.set(answer, { answer, said, texts: texts + (answers.get(answer)?.texts ?? 0) });
    const sum = (key) => found.reduce((total, each) => total + each[key], 0);
    return { column, answers: [...answers.values()].sort((one, other) => other.texts - one.texts), unclear: sum("unclear"), silent: sum("silent") };
  });
  return { ...files[0], consent };
}

// What an import would do, before anything is stored; and what it did.

import { button, count, h, iconButton, redraw } from "./dom.js";
import { Columns } from "./sources_columns.js";
import { size } from "./sources_drop.js";

const HOW = [
  ["replace", "Put the corrected words in place of the earlier ones", "What is coded moves along to the same words. What has no place in the new words stays with the earlier ones, which stay readable."],
  ["add", "Keep both", "The earlier words and their codings stay; the corrected ones come in beside them."],
  ["keep", "Keep the earlier words", "The corrected ones do not come in."],
];
const TOLD = 6;

export class Plan {
  constructor(app) {
    this.app = app;
    this.columns = new Columns(app, () => app.look());
    this.root = h("section", { class: "plan", "aria-labelledby": "plan-title", hidden: true });
    this.problem = "";
    this.how = "";
  }

  forget() {
    this.columns.forget();
    this.how = "";
    this.problem = "";
    this.root.hidden = true;
    delete this.root.dataset.shown;
  }

  refuse(words) {
    this.problem = words;
    this.draw();
  }

  draw() {
    const { planned, batch, refused, looking, stage } = this.app;
    this.root.hidden = !batch?.files.length && !refused.length && !looking;
    if (this.root.hidden) return;
    this.root.setAttribute("aria-busy", String(Boolean(looking)));
    redraw(this.root, [planned, batch?.files.length, refused, looking, this.problem, this.how], () => this.parts());
    const told = this.root.querySelector(".looking-stage");
    if (told) told.textContent = stage;
  }

  parts() {
    const { planned: plan, refused, looking } = this.app;
    const head = h("div", { class: "plan-head" }, h("h2", { id: "plan-title", tabindex: "-1" }, looking && !plan ? "Looking through the files" : "What will happen"), h("p", { class: "quiet-words" }, "Nothing is stored yet."));
    const busy = looking ? h("p", { class: "looking" }, h("span", { class: "looking-mark", "aria-hidden": "true" }), h("span", { class: "looking-stage" }, ""), button("Stop", { kind: "small", act: "stop-looking", press: () => this.app.letGo() })) : null;
    if (!plan) return [head, busy, ...this.left(refused)];
    return [head, busy, this.counts(plan, refused), ...this.columns.draw(plan.files), this.corrections(plan), this.list(plan), ...this.left(refused), this.problem ? h("p", { class: "problem", role: "alert" }, this.problem) : null, this.acts(plan)];
  }

  counts(plan, refused) {
    const tile = (n, words, kind) => (n ? h("li", { class: `tile tile-${kind}` }, h("strong", {}, n.toLocaleString("en-GB")), h("span", {}, words)) : null);
    return h("ul", { class: "tiles", role: "list", "aria-label": "Counts" }, ...[
      tile(plan.new, plan.new === 1 ? "new source" : "new sources", "new"), tile(plan.known, "here already", "known"), tile(plan.nearly, "nearly the same as another", "look"),
      tile(plan.corrected, "here before with other words", "look"), tile(plan.answers, plan.answers === 1 ? "person whose consent is new" : "people whose consent is new", "new"), tile(plan.with_warnings, plan.with_warnings === 1 ? "file to look at" : "files to look at", "look"), tile(plan.failed + refused.length, plan.failed + refused.length === 1 ? "file cannot come in" : "files cannot come in", "not")].filter(Boolean));
  }

  corrections(plan) {
    if (!plan.corrected) return null;
    const held = plan.files.flatMap((file) => file.corrected);
    const placed = held.reduce((sum, each) => sum + each.placed, 0);
    const all = held.reduce((sum, each) => sum + each.held, 0);
    const told = all ? `${placed} of ${count(all, "passage")} that are coded, or in a candidate, stand in the new words, too.` : "Nothing of the earlier words is coded.";
    const lost = held.flatMap((each) => each.unplaced);
    const option = ([value, words, more]) => h("label", { class: "how" }, h("input", { type: "radio", name: "corrections", value, checked: this.how === value, "data-focus": `how-${value}`, on: { change: () => { this.how = value; this.problem = ""; this.draw(); } } }), h("span", {}, h("strong", {}, words), h("span", { class: "quiet-words" }, more)));
    return h("fieldset", { class: "corrections" }, h("legend", {}, `${count(plan.corrected, "text")} ${plan.corrected === 1 ? "was" : "were"} here before with other words`), h("p", { class: "quiet-words" }, told),
      lost.length ? h("details", {}, h("summary", {}, `${count(lost.length, "quote")} without a place in the new words`), h("ul", { class: "reasons", role: "list" }, ...lost.slice(0, 30).map((quote) => h("li", {}, h("q", { dir: "auto" }, quote))))) : null,
      ...HOW.map(option));
  }

  list(plan) {
    const order = { not: 0, look: 1, fine: 2 };
    const files = [...plan.files].sort((one, other) => order[stateOf(one)] - order[stateOf(other)]);
    return h("ul", { class: "plan-files", role: "list", "aria-label": "Files" }, ...files.slice(0, 300).map((file) => this.file(file)), files.length > 300 ? h("li", { class: "quiet-words" }, `and ${files.length - 300} more`) : null);
  }

  file(file) {
    const state = stateOf(file);
    const brings = [file.new ? count(file.new, "new source") : "", file.known ? `${file.known.toLocaleString("en-GB")} here already` : "", letters(file)].filter(Boolean).join(" · ");
    const waiting = this.app.batch.files.find((each) => each.number === file.number);
    const reasons = reasonsOf({ ...file, changed: before(file) });
    const more = reasons.length > TOLD ? h("details", { class: "more-reasons" }, h("summary", {}, `${reasons.length - TOLD} more`), h("ul", { class: "reasons", role: "list" }, ...reasons.slice(TOLD).map((words) => h("li", { dir: "auto" }, words)))) : null;
    return h("li", { class: `plan-file file-${state}` },
      h("div", { class: "file-line" }, h("span", { class: "file-mark", "aria-hidden": "true" }), h("strong", { class: "file-name", dir: "auto" }, file.file), h("span", { class: "quiet-words" }, [file.format || "not recognised", waiting ? size(waiting.size) : ""].filter(Boolean).join(", ")), h("span", { class: "file-brings" }, brings),
        iconButton("close", `Leave ${file.file} out`, () => this.app.leaveOut(file.number), { "data-focus": `out-${file.number}` })),
      reasons.length ? h("ul", { class: "reasons", role: "list" }, ...reasons.slice(0, TOLD).map((words) => h("li", { dir: "auto" }, words))) : null, more);
  }

  left(refused) {
    if (!refused.length) return [];
    return [h("ul", { class: "plan-files", role: "list", "aria-label": "Files that were not taken" }, ...refused.map(({ file, reason }) => h("li", { class: "plan-file file-not" }, h("div", { class: "file-line" }, h("span", { class: "file-mark", "aria-hidden": "true" }), h("strong", { class: "file-name", dir: "auto" }, file)), h("ul", { class: "reasons", role: "list" }, h("li", { dir: "auto" }, reason)))))];
  }

  acts(plan) {
    const nothing = !plan.new && !plan.answers;
    const words = nothing ? "Nothing new to import" : plan.new ? `Import ${count(plan.new, "source")}` : `Write down the consent of ${count(plan.answers, "person")}`;
    return h("div", { class: "plan-acts" }, button(words, { key: "Ctrl ↵", keys: "Control+Enter", kind: "primary", act: "import", disabled: nothing || Boolean(this.app.looking), press: () => this.app.import() }), button("Cancel", { key: "Esc", keys: "Escape", kind: "quiet", act: "let-go", press: () => this.app.letGo() }));
  }
}

function stateOf(file) {
  if (file.error) return "not";
  return file.warnings.length || file.skipped.length || file.changed.length || file.near_duplicates.length ? "look" : "fine";
}

// What a person should know of a file, the worst first; the same sentences as on the command line.
export function reasonsOf(file) {
  const alike = file.near_duplicates.map(({ source, like, share }) => `${source} says ${Math.round(100 * share)} % the same as ${like}`);
  const more = Object.values(file.more ?? {}).reduce((sum, n) => sum + n, 0);
  return [file.error, ...file.skipped, ...file.changed, ...alike, ...file.warnings, more ? `and ${more.toLocaleString("en-GB")} more of these` : ""].filter(Boolean);
}

// What becomes of them is asked, so nothing is said of that yet.
function before({ changed, corrected }) {
  if (changed.length > corrected.length) return changed;
  return corrected.map(({ source, held, placed }) => `${source} was here before with other words${held ? `; ${placed} of ${count(held, "passage")} that are coded, or in a candidate, have a place in the new ones` : ""}`);
}

function letters(file) {
  if (!file.characters_read) return "";
  const read = file.characters_read.toLocaleString("en-GB");
  return file.characters_read === file.characters_stored ? `all ${read} characters` : `${file.characters_stored.toLocaleString("en-GB")} of ${read} characters`;
}

// The register: every file that left the project, the latest first.

import { count, h } from "./dom.js";
import { addressOf } from "./nav.js";
import { heading, moment } from "./safekeeping_parts.js";

const LEADERS = { audience: "leaders" };
const WHO = { facilitators: "For facilitators", leaders: "For leaders", everyone: "For everyone" };

export class Releases {
  constructor(app) {
    this.app = app;
  }

  ask() {
    return this.app.ask("releases");
  }

  draw({ releases }) {
    const about = "Every export is written down before it is there, from this page, the command line and Python alike. A file that went out cannot be called back; when somebody is erased, the receipt names those that they were in.";
    this.app.put(heading("What left the project", about), this.take(), releases.length ? h("ol", { class: "releases", reversed: true }, ...releases.map((each) => this.release(each))) : this.nothing());
  }

  take() {
    const link = ([format, words]) => {
      const each = h("a", { class: "button", href: addressOf(`/export/${format}`, LEADERS), download: "", "data-focus": format, on: { click: () => this.app.leaving(each, format, LEADERS) } }, h("span", {}, words));
      return each;
    };
    return h("div", { class: "take" }, h("p", {}, "Take out for leaders: only cleared texts count, only who agreed is quoted."), h("div", { class: "take-acts" }, ...[["html", "Summary"], ["xlsx", "Codebook (Excel)"], ["codebook-csv", "Codebook (CSV)"]].map(link)));
  }

  nothing() {
    return h("div", { class: "nothing" }, h("h2", {}, "Nothing has left this project yet"), h("p", {}, "What is exported from now on is listed here: to whom, when and by whom, with its fingerprint."));
  }

  release(each) {
    const said = each.passages || each.sources ? `${count(each.passages, "passage")} of ${count(each.sources, "source")}` : "no words of anybody";
    const erased = each.erased ? h("p", { class: "erased-since" }, `${count(each.erased, "person")} in it ${each.erased === 1 ? "was" : "were"} erased since: delete it, and tell those who have it.`) : null;
    return h("li", { value: each.number, class: "release" },
      h("div", { class: "release-line" }, h("span", { class: `audience audience-${each.audience}` }, WHO[each.audience]), h("strong", { dir: "auto" }, each.file || each.kind), each.file ? h("span", { class: "quiet-words" }, each.kind) : null),
      h("p", { class: "quiet-words" }, `${moment(each.at)}, by ${each.by || "somebody"}; ${said}`), erased,
      h("details", {}, h("summary", {}, "Fingerprint and what was held back"), h("p", { class: "sha" }, `sha256 ${each.sha256}`), each.held.length ? h("ul", {}, ...each.held.map((words) => h("li", {}, words))) : h("p", { class: "quiet-words" }, "Nothing was held back.")));
  }
}

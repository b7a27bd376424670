// Keys for everything here, and the list of them.

import { h, iconButton } from "./dom.js";

const HELP = [
  ["Going about", [["1", "consent"], ["2", "what left"], ["3", "how long"], ["4", "erase"], ["/", "find a person"], ["D", "download the assessment"]]],
  ["Answers and dates", [["Tab", "to the next answer"], ["Space", "press it; again: not known"], ["Z", "undo the latest answer or date"], ["?", "this list"]]],
];

export class Help {
  constructor(app) {
    this.app = app;
    this.dialog = h("dialog", { class: "help", "aria-label": "Keyboard shortcuts", on: { click: (event) => { if (event.target === this.dialog) this.dialog.close(); }, keydown: (event) => event.stopPropagation() } },
      h("div", { class: "help-box" }, h("div", { class: "side-head" }, h("h2", {}, "Keyboard shortcuts"), iconButton("close", "Close", () => this.dialog.close())),
        h("div", { class: "help-groups" }, ...HELP.map(([words, rows]) => h("section", {}, h("h3", {}, words), h("dl", {}, ...rows.map(([key, does]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)))))))));
    app.root.append(this.dialog);
    this.does = {
      1: () => app.go("consent"), 2: () => app.go("releases"), 3: () => app.go("dates"), 4: () => app.go("erase"),
      "/": () => this.find(), d: () => app.dpia.click(), z: () => app.undo(), "?": () => this.dialog.showModal(),
    };
    document.addEventListener("keydown", (event) => this.pressed(event));
  }

  async find() {
    if (this.app.show !== "consent") await this.app.go("consent");
    this.app.body.querySelector(".find-person")?.focus();
  }

  pressed(event) {
    const target = event.composedPath()[0];
    if (event.defaultPrevented || this.dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    const does = this.does[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }
}

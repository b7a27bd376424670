// Keys for everything on the map, and the list of them.

import { h, iconButton } from "./dom.js";

const HELP = [
  ["The map", [["M", "move about"], ["L", "lasso: draw round points"], ["B", "box"], ["+ −", "nearer, farther"], ["← ↑ → ↓", "move, when the map has the focus"], ["0", "the whole map"], ["⇧", "while drawing or clicking: add to the selection"]]],
  ["Looking", [["/", "search"], ["V", "as a list, or as a map"], ["G", "to the groups"], ["P", "to the passages"], ["C", "next way to colour"], ["D", "save as a picture"], ["S", "stop laying the map out, or begin it"]]],
  ["The list", [["↓ ↑", "next and previous passage"], ["X", "select it, or leave it out"], ["↵", "open it in its source"], ["Esc", "back, or clear"]]],
  ["The selected", [["N", "new code from them"], ["A", "add to a code or candidate"], ["T", "take out of a theme"], ["Z", "undo"], ["⇧ Z", "redo"], ["?", "this list"]]],
];

export class Help {
  constructor(app) {
    this.app = app;
    this.dialog = h("dialog", { class: "help", "aria-label": "Keyboard shortcuts", on: { click: (event) => { if (event.target === this.dialog) this.dialog.close(); }, keydown: (event) => event.stopPropagation() } },
      h("div", { class: "help-box" }, h("div", { class: "side-head" }, h("h2", {}, "Keyboard shortcuts"), iconButton("close", "Close", () => this.dialog.close())),
        h("div", { class: "help-groups" }, ...HELP.map(([words, rows]) => h("section", {}, h("h3", {}, words), h("dl", {}, ...rows.map(([key, does]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)))))))));
    app.root.append(this.dialog);
    const { acts, chart } = app;
    this.does = {
      m: () => app.take("move"), l: () => app.take("lasso"), b: () => app.take("box"), "+": () => chart.zoom(1.4), "=": () => chart.zoom(1.4), "-": () => chart.zoom(1 / 1.4), 0: () => chart.fit(),
      "/": () => app.field.focus(), v: () => app.asList(!app.listed), g: () => app.toGroups(), p: () => app.list.length && app.list.box.focus(), c: () => app.nextColour(), d: () => app.picture(),
      s: () => app.laying.press(), n: () => acts.create(), a: () => acts.add(), t: () => acts.drop(), z: () => acts.undo(), Z: () => acts.redo(), x: () => app.list.toggle(), i: () => app.list.open(), "?": () => this.dialog.showModal(), Escape: () => app.choosing.escape(),
    };
    document.addEventListener("keydown", (event) => this.pressed(event));
  }

  pressed(event) {
    const target = event.composedPath()[0];
    if (event.defaultPrevented || this.app.root.querySelector("dialog[open]") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== "checkbox" && event.key !== "Escape") return;
    const does = this.does[event.key];
    if (!does || ((this.app.laying.state || !this.app.points) && !"s?".includes(event.key))) return;
    event.preventDefault();
    does();
  }
}

// Keys for everything here, and the list of them; none of them act while somebody types.

import { h, iconButton } from "./dom.js";

const HELP = [
  ["The word that is asked about", [["M", "mask it"], ["K", "keep it as written"], ["N", "not sure: it stays masked"], ["P", "the one before"], ["⇧ M", "mask it everywhere"], ["⇧ K", "keep it everywhere"], ["L", "put it on the list"], ["T", "the whole text"]]],
  ["A whole text", [["→ ←", "to the next word, or back"], ["⇧ → ←", "more words, or fewer"], ["Tab", "to the next value or mask"], ["M", "mask the words or value, or the mask again"], ["K", "keep what is masked"], ["J", "the next text"], ["⇧ J", "the text before"], ["Esc", "let go, or back to the texts"]]],
  ["Texts", [["C", "clear all with nothing open; in a text, this one"], ["R", "look again through texts that an earlier version screened"]]],
  ["Going about", [["1 2 3", "to decide, texts, lists"], ["H", "history"], ["Z", "undo"], ["⇧ Z", "redo"], ["?", "this list"]]],
];

export class Keys {
  constructor(app) {
    this.app = app;
    this.dialog = h("dialog", { class: "help", "aria-label": "Keyboard shortcuts", on: { click: (event) => { if (event.target === this.dialog) this.dialog.close(); }, keydown: (event) => event.stopPropagation() } },
      h("div", { class: "help-box" }, h("div", { class: "side-head" }, h("h2", {}, "Keyboard shortcuts"), iconButton("close", "Close", () => this.dialog.close())),
        h("div", { class: "help-groups" }, ...HELP.map(([words, rows]) => h("section", {}, h("h3", {}, words), h("dl", {}, ...rows.map(([key, does]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)))))))));
    app.root.append(this.dialog);
    document.addEventListener("keydown", (event) => this.pressed(event));
    const { ask, text } = app.views;
    this.always = {
      1: () => app.go({ show: "ask" }), 2: () => app.go({ show: "texts" }), 3: () => app.go({ show: "lists" }),
      h: () => app.history(), z: () => app.step("undo"), Z: () => app.step("redo"), "?": () => this.help(), c: () => app.clearAll(), r: () => app.again.start(),
    };
    this.on = {
      ask: { m: () => ask.judge("mask"), k: () => ask.judge("keep"), M: () => ask.judge("mask", true), K: () => ask.judge("keep", true), n: () => ask.notSure(), p: () => ask.back(), l: () => ask.list(), t: () => ask.whole() },
      text: {
        ArrowRight: () => text.move(1), ArrowLeft: () => text.move(-1), "shift ArrowRight": () => text.move(1, true), "shift ArrowLeft": () => text.move(-1, true),
        m: () => text.mask(), k: () => text.judge("keep"), c: () => text.clear(), j: () => text.turn("after"), J: () => text.turn("before"), Escape: () => text.escape(),
      },
      texts: {}, lists: {},
    };
  }

  help() {
    this.dialog.showModal();
  }

  pressed(event) {
    const target = event.composedPath()[0];
    if (event.defaultPrevented || this.app.root.querySelector("dialog[open]") || isTyping(target)) return;
    const does = this.find(event);
    if (!does) return;
    event.preventDefault();
    does();
  }

  find(event) {
    const { key } = event;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z") return event.shiftKey ? this.always.Z : this.always.z;
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    const here = { ...this.always, ...this.on[this.app.show] };
    if (event.shiftKey && key.startsWith("Arrow")) return here[`shift ${key}`];
    return here[key] ?? here[event.shiftKey ? key : key.toLowerCase()];
  }
}

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

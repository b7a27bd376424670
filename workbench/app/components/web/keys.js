// Keys for everything; none of them act while somebody types.

import { button, h, iconButton } from "./dom.js";

const HELP = [
  ["Going about", [["J", "next theme"], ["K", "theme before"], ["B", "review, one at a time"], ["↓ ↑", "next and previous passage"], ["/", "search"], ["U", "what is set aside"], ["F", "what is offered"], ["H", "history"]]],
  ["Review", [["C", "confirm with its sentence"], ["E", "edit the sentence"], ["⇧ M", "memo on it"], ["M S P D", "merge, split, set aside, dismiss"], ["W", "skip; it comes back at the end"], ["Z", "undo, and back to it"], ["Esc", "leave the review"]]],
  ["What next", [["G", "what to decide next"], ["W", "not now: the next question"], ["C", "yes, or accept what is offered"], ["D", "no, or none of these"]]],
  ["The theme", [["C", "confirm, or describe a code"], ["R", "rename"], ["M", "merge into another"], ["P", "park"], ["D", "dismiss"], ["O", "reopen"], ["E", "describe"], ["S", "split, with a cut to begin from"], ["⇧ M", "memo on it"], ["Y", "say why, with the next decision"]]],
  ["Passages", [["X", "select, or strike out an offer"], ["⇧ ↓", "select on"], ["⇧ click", "select up to here"], ["V", "move, or place"], ["A", "also add elsewhere"], ["T", "take out"], ["N", "new code from them"], ["S", "split off what is selected"], ["I", "in context"], ["L", "what reads alike"], ["⇧ M", "memo on it"], ["Esc", "clear"]]],
  ["Steps", [["Z", "undo"], ["⇧ Z", "redo"], ["Ctrl ↵", "save a form and go on"], ["?", "this list"]]],
];

export class Keys {
  constructor(app) {
    this.app = app;
    const tour = button("Show the first steps again", { kind: "small", press: () => { this.dialog.close(); app.tour.open(); } });
    this.dialog = h("dialog", { class: "help", "aria-label": "Keyboard shortcuts", on: { click: (event) => { if (event.target === this.dialog) this.dialog.close(); }, keydown: (event) => event.stopPropagation() } },
      h("div", { class: "help-box" }, h("div", { class: "side-head" }, h("h2", {}, "Keyboard shortcuts"), tour, iconButton("close", "Close", () => this.dialog.close())),
        h("div", { class: "help-groups" }, ...HELP.map(([words, rows]) => h("section", {}, h("h3", {}, words), h("dl", {}, ...rows.map(([key, does]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)))))))));
    app.root.append(this.dialog);
    document.addEventListener("keydown", (event) => this.pressed(event));
    const { acts } = app;
    this.does = {
      j: () => app.beside(1), k: () => app.beside(-1), "/": () => app.header.search.focus(), u: () => app.go({ kind: "aside", what: "" }), h: () => app.showHistory(),
      f: () => app.go({ kind: "offers", what: "" }), b: () => app.review.open(), y: () => app.freely.open(), g: () => app.queue.ask(), w: () => app.queue.notNow(), l: () => app.alike(), c: () => app.affirm(), e: () => acts.describe(), r: () => acts.rename(), m: () => acts.merge(), M: () => app.memos.open(), s: () => acts.split(),
      p: () => acts.park(), d: () => app.deny(), o: () => acts.reopen(), v: () => acts.move(), a: () => acts.add(), t: () => acts.drop(), n: () => acts.create(),
      x: () => app.toggle(), i: () => app.context(), z: () => acts.undo(), Z: () => acts.redo(), "?": () => this.help(),
      ArrowDown: () => app.step(1), ArrowUp: () => app.step(-1), "shift ArrowDown": () => app.stepOn(1), "shift ArrowUp": () => app.stepOn(-1), Escape: () => app.escape(),
    };
  }

  help() {
    this.dialog.showModal();
  }

  pressed(event) {
    const target = event.composedPath()[0];
    if (event.defaultPrevented || this.app.root.querySelector("dialog[open]")) return;
    if (isTyping(target) || (target.type === "range" && /^(Arrow|Home|End|Page)/.test(event.key))) return;
    const does = this.find(event);
    if (!does) return;
    event.preventDefault();
    does();
  }

  find(event) {
    const { key } = event;
    const does = this.app.review.on ? this.app.review.does : this.does;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z") return event.shiftKey ? does.Z : does.z;
    const form = this.app.side.form;
    if ((event.ctrlKey || event.metaKey) && key === "Enter" && form) return () => form.submit();
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    if (event.shiftKey && key.startsWith("Arrow")) return does[`shift ${key}`];
    return does[key] ?? does[event.shiftKey ? key : key.toLowerCase()];
  }
}

// Letters mean something to every field but those that are ticked or slid.
function isTyping(target) {
  return target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !["checkbox", "range"].includes(target.type));
}

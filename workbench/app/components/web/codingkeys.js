// Keys of the Coding page. While words are selected, letters are the beginning of a code's name.

import { h, iconButton } from "./dom.js";

const HELP = [
  ["Selecting", [["↓ ↑", "next and previous unit of meaning"], ["⇧ ↓", "and the next one, too"], ["⇧ → ←", "end a word on, or back"], ["[ ]", "begin a word earlier, or later"], ["Alt", "with these: by letters"], ["Esc", "clear"]]],
  ["Coding what is selected", [["A–Z ↵", "type a code's name, Enter"], ["1–9", "a recent code"], ["Q", "the same code again"], ["V", "the words themselves"], ["↵", "into the field"]]],
  ["A coding", [["click", "or , . to go to one"], ["R", "recode"], ["X", "remove"], ["C", "another code, too"], ["N P", "next and previous of this code"], ["M", "memo on its words"], ["⇧ M", "memo on its code"], ["⇧ → ←", "move its end"], ["[ ]", "move its beginning"], ["↵", "save the boundary"]]],
  ["Offers", [["G", "next offer"], ["C", "accept"], ["D", "refuse"]]],
  ["Going about", [["J", "next source"], ["K", "source before"], ["U", "only sources not coded yet"], ["/", "search"], ["B", "codebook or sources"], ["H", "history"], ["M", "memo on the source"]]],
  ["The codebook", [["↓ ↑", "next and previous code"], ["→ ←", "unfold, fold"], ["Alt →", "under the code before it"], ["Alt ←", "out by one"], ["Alt ↑", "to the top"], ["+", "new code"], ["⇧ M", "memo on the open code"]]],
  ["Steps", [["Z", "undo"], ["⇧ Z", "redo"], ["?", "this list"]]],
];

export class CodingKeys {
  constructor(app) {
    this.app = app;
    this.dialog = h("dialog", { class: "help", "aria-label": "Keyboard shortcuts", on: { click: (event) => { if (event.target === this.dialog) this.dialog.close(); }, keydown: (event) => event.stopPropagation() } },
      h("div", { class: "help-box" }, h("div", { class: "side-head" }, h("h2", {}, "Keyboard shortcuts"), iconButton("close", "Close", () => this.dialog.close())),
        h("div", { class: "help-groups" }, ...HELP.map(([words, rows]) => h("section", {}, h("h3", {}, words), h("dl", {}, ...rows.map(([key, does]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)))))))));
    app.root.append(this.dialog);
    document.addEventListener("keydown", (event) => this.pressed(event));
    const { acts, selecting } = app;
    this.always = {
      ArrowDown: () => selecting.unit(1), ArrowUp: () => selecting.unit(-1), "shift ArrowDown": () => selecting.more(1), "shift ArrowUp": () => selecting.more(-1),
      "shift ArrowRight": () => app.nudge("end", 1), "shift ArrowLeft": () => app.nudge("end", -1), "[": () => app.nudge("start", -1), "]": () => app.nudge("start", 1),
      "alt shift ArrowRight": () => app.nudge("end", 1, true), "alt shift ArrowLeft": () => app.nudge("end", -1, true), "alt [": () => app.nudge("start", -1, true), "alt ]": () => app.nudge("start", 1, true),
      Escape: () => app.escape(), "?": () => this.help(), "/": () => app.header.search.focus(), ".": () => app.hit(1), ",": () => app.hit(-1),
    };
    this.going = {
      j: () => app.turn("after"), k: () => app.turn("before"), u: () => app.filter({ uncoded: !app.view.uncoded }), b: () => app.showTab(), h: () => app.showHistory(),
      g: () => app.nextOffer(1), n: () => app.beside(1), p: () => app.beside(-1), z: () => acts.undo(), Z: () => acts.redo(),
      m: () => app.memos.open(), M: () => app.memos.open("code"), "+": () => acts.newCode(),
    };
    this.onCoding = { ...this.going, r: () => app.recode(), x: () => app.remove(), Delete: () => app.remove(), Backspace: () => app.remove(), c: () => app.also(), Enter: () => app.enter() };
    this.onOffer = { ...this.going, c: () => app.judge("accept"), d: () => app.judge("refuse") };
  }

  help() {
    this.dialog.showModal();
  }

  pressed(event) {
    const target = event.composedPath()[0];
    if (event.defaultPrevented || this.app.root.querySelector("dialog[open]") || isTyping(target)) return;
    const does = this.find(event, target);
    if (!does) return;
    event.preventDefault();
    does();
  }

  find(event, target) {
    const { key } = event;
    const { app } = this;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z") return event.shiftKey ? this.going.Z : this.going.z;
    if (event.ctrlKey || event.metaKey) return null;
    // A button keeps its own keys; but the name of a coding waits while its boundary is to be saved.
    const saves = key === "Enter" && app.card.draft && target.matches?.(".mark");
    if (["Enter", " "].includes(key) && target.matches?.("button, a, summary") && !saves) return null;
    const arrow = key.startsWith("Arrow") || key === "[" || key === "]";
    const named = `${event.altKey && arrow ? "alt " : ""}${event.shiftKey && key.startsWith("Arrow") ? "shift " : ""}${key}`;
    if (this.always[named]) return this.always[named];
    if (event.altKey) return null;
    if (app.selecting.span) return this.onWords(event);
    const does = app.held ? (app.held.offer ? this.onOffer : this.onCoding) : this.going;
    return does[key] ?? does[event.shiftKey ? key : key.toLowerCase()];
  }

  onWords({ key }) {
    const { app } = this;
    if (key === "q") return () => app.again();
    if (key === "v") return () => app.inVivo();
    if (/^[1-9]$/.test(key)) return () => app.recent(Number(key));
    if (key === "Z") return this.going.Z;
    if (key === "z") return this.going.z;
    if (key === "Enter") return () => app.palette.type();
    return /^\p{L}$/u.test(key) ? () => app.palette.type(key) : null;
  }
}

function isTyping(target) {
  return target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== "checkbox");
}

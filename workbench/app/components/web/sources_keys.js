// Keys of the Sources page, and the list of them.

import { h, iconButton } from "./dom.js";

const HELP = [
  ["Files in", [["A", "choose files"], ["F", "choose a folder"], ["Ctrl ↵", "import what was looked through"], ["Esc", "let go of it; nothing is stored"]]],
  ["The sources", [["/", "filter"], ["↓ ↑", "next and previous source"], ["↵", "open it, to read and code"], ["U", "undo the latest import"]]],
  ["Next", [["P", "propose candidates"], ["?", "this list"]]],
];

export class Help {
  constructor(app) {
    this.app = app;
    this.dialog = h("dialog", { class: "help", "aria-label": "Keyboard shortcuts", on: { click: (event) => { if (event.target === this.dialog) this.dialog.close(); }, keydown: (event) => event.stopPropagation() } },
      h("div", { class: "help-box" }, h("div", { class: "side-head" }, h("h2", {}, "Keyboard shortcuts"), iconButton("close", "Close", () => this.dialog.close())),
        h("div", { class: "help-groups" }, ...HELP.map(([words, rows]) => h("section", {}, h("h3", {}, words), h("dl", {}, ...rows.map(([key, does]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)))))))));
    app.root.append(this.dialog);
    this.open = iconButton("help", "Keyboard shortcuts (?)", () => this.dialog.showModal(), { "aria-keyshortcuts": "?" });
    app.root.querySelector(".top-acts").prepend(this.open);
    document.addEventListener("keydown", (event) => this.pressed(event));
    this.does = {
      a: () => app.drop.files.click(), f: () => app.drop.folder.click(), "/": () => app.table.find.focus(), u: () => app.result.ask(),
      p: () => { if (app.done) app.work.start("propose"); }, "?": () => this.dialog.showModal(), Escape: () => this.escape(), ArrowDown: () => app.table.table?.total && app.table.go(0),
    };
  }

  escape() {
    if (this.app.result.asked) this.app.result.leave();
    else if (this.app.batch) this.app.letGo();
  }

  pressed(event) {
    const target = event.composedPath()[0];
    if (event.defaultPrevented || this.dialog.open) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") return void this.app.import();
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    const does = this.does[event.key] ?? this.does[event.shiftKey ? "" : event.key.toLowerCase()];
    if (!does || (event.key === "ArrowDown" && target.closest?.(".table-rows"))) return;
    event.preventDefault();
    does();
  }
}

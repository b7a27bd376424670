// Splitting a theme: a cut that the machine proposes, or one by hand; seen before it is made.

import { button, count, h, iconButton, redraw, short } from "./dom.js";

const WAYS = [[2, "In two"], [3, "In three"], [0, "By hand"]];
const SHOWN = 40;

export class Cut {
  constructor(app) {
    this.app = app;
    this.title = h("h2", {});
    this.ways = h("div", { class: "segments cut-ways", role: "radiogroup", "aria-label": "How to split" });
    this.how = h("p", { class: "cut-how", role: "status" });
    this.columns = h("div", { class: "cut-columns" });
    this.problem = h("p", { class: "problem", role: "alert", hidden: true });
    this.go = h("button", { type: "button", class: "button primary", on: { click: () => this.submit() } }, h("span", {}, "Split"), h("kbd", { "aria-hidden": "true" }, "Ctrl ↵"));
    this.dialog = h("dialog", { class: "cut", "aria-label": "Split this theme", on: { keydown: (event) => this.key(event), close: () => this.app.main.focus({ preventScroll: true }) } },
      h("div", { class: "cut-box" }, h("div", { class: "side-head" }, this.title, iconButton("close", "Close", () => this.dialog.close())), this.ways, this.how, this.columns, this.problem,
        h("div", { class: "form-acts" }, this.go, button("Cancel", { key: "Esc", keys: "Escape", kind: "quiet", press: () => this.dialog.close() }), h("p", { class: "cut-keys" }, "Drag a passage to another part, or press 1, 2, 3 on it."))));
    app.root.append(this.dialog);
  }

  async open(row) {
    if (this.dialog.open) return;
    Object.assign(this, { row, way: 2, parts: [], rows: new Map() });
    this.title.textContent = `Split “${row.title}”`;
    this.how.textContent = "Looking for a cut…";
    this.problem.hidden = true;
    this.draw();
    this.dialog.showModal();
    try {
      const { passages } = await this.app.wire.ask("whole", { theme: row.id });
      this.rows = new Map(passages.map((each) => [each.id, each]));
      await this.choose(2);
    } catch (error) {
      this.dialog.close();
      this.app.notices.failed(error.message);
    }
  }

  async choose(way) {
    this.way = way;
    this.drawWays();
    if (!way) return this.byHand("Begin with everything where it is; move what belongs elsewhere.");
    const { cut } = await this.app.wire.ask("cut", { theme: this.row.id, parts: way });
    if (this.way !== way) return null;
    if (cut.how === "nothing") return this.byHand(cut.words);
    this.how.textContent = cut.how === "finer" ? "A finer look at the texts sees these parts." : "These parts read most alike within themselves.";
    this.parts = cut.parts.map((part, at) => ({ name: part.name, keywords: part.keywords, ids: part.passages, off: at > 0 }));
    return this.draw({ focus: true });
  }

  byHand(words) {
    this.way = 0;
    this.drawWays();
    this.how.textContent = words;
    this.parts = [{ name: this.row.title, keywords: [], ids: [...this.rows.keys()], off: false }, { name: "", keywords: [], ids: [], off: true }];
    return this.draw({ focus: true });
  }

  drawWays() {
    redraw(this.ways, this.way, () => WAYS.map(([way, words]) => h("label", { class: "kind" }, h("input", { type: "radio", name: "cut-way", value: way, checked: way === this.way, "data-focus": `way ${way}`, on: { change: () => this.choose(way) } }), h("span", {}, words))));
  }

  // A part that is refused stays where it is, so its passages count there.
  get staying() {
    return this.parts.filter((part, at) => !at || !part.off).reduce((sum, part) => sum + part.ids.length, 0);
  }

  draw({ focus = false } = {}) {
    this.drawWays();
    const shown = this.parts.map(({ ids, off, keywords }) => [ids, off, keywords]);
    redraw(this.columns, [this.row.id, this.way, shown], () => this.parts.map((part, at) => this.column(part, at)));
    this.count();
    if (focus) (this.columns.querySelector(".cut-name") ?? this.columns.querySelector(".cut-passage"))?.focus();
  }

  count() {
    const off = this.parts.filter((part, at) => at && part.off && part.ids.length).length;
    this.go.disabled = !off;
    this.go.firstChild.textContent = off > 1 ? `Split ${off} parts off` : "Split off";
  }

  column(part, at) {
    const refused = at > 0 && !part.off;
    const column = h("section", { class: `cut-part${refused ? " refused-part" : ""}`, "aria-label": at ? `Part ${at + 1}` : "What stays",
      on: { dragover: (event) => { event.preventDefault(); column.classList.add("drop-here"); }, dragleave: () => column.classList.remove("drop-here"), drop: (event) => this.dropped(event, at) } },
      h("p", { class: "cut-mark" }, h("kbd", {}, String(at + 1)), at ? this.tick(part, at) : h("strong", {}, "Stays")),
      at ? this.name(part, at) : h("p", { class: "cut-stays" }, this.row.title),
      h("p", { class: "cut-n" }, this.effect(part, at)),
      part.keywords.length ? h("p", { class: "cut-words" }, part.keywords.join(", ")) : null,
      h("ol", { class: "cut-passages", role: "list", "aria-label": `Passages of part ${at + 1}` }, ...part.ids.slice(0, SHOWN).map((id) => this.passage(id, at))),
      part.ids.length > SHOWN ? h("p", { class: "others" }, `and ${part.ids.length - SHOWN} more`) : null,
      part.ids.length ? null : h("p", { class: "others" }, "Nothing yet: drag passages here, or press its number on them."));
    return column;
  }

  effect(part, at) {
    const people = new Set(part.ids.map((id) => this.rows.get(id)).filter(Boolean).map((row) => row.case || row.source)).size;
    const held = `${count(part.ids.length, "passage")} from ${count(people, "person")}`;
    const stays = this.staying === part.ids.length ? held : `${count(this.staying, "passage")} with what is not split off`;
    return at ? held : `${this.row.n} → ${stays}`;
  }

  tick(part, at) {
    const box = h("input", { type: "checkbox", checked: part.off, "data-focus": `off ${at}`, on: { change: () => { part.off = box.checked; this.draw(); } } });
    return h("label", { class: "cut-off" }, box, h("span", {}, "Split off"));
  }

  name(part, at) {
    const field = h("input", { class: "field cut-name", value: part.name, maxlength: "200", autocomplete: "off", "aria-label": `Name of part ${at + 1}`, placeholder: "Its name", disabled: !part.off, "data-focus": `name ${at}`, on: { input: () => (part.name = field.value) } });
    return field;
  }

  passage(id, at) {
    const quote = this.rows.get(id)?.quote ?? "";
    return h("li", { class: "cut-passage", tabindex: "0", draggable: "true", dir: "auto", "data-focus": id, title: short(quote, 400), on: {
      dragstart: (event) => { event.dataTransfer.setData("text/plain", quote); this.dragged = { id, at }; },
      keydown: (event) => this.moveKey(event, id, at) } }, h("span", { class: "cut-quote" }, quote));
  }

  dropped(event, to) {
    event.preventDefault();
    const { dragged } = this;
    this.dragged = null;
    if (dragged) this.move(dragged.id, dragged.at, to);
  }

  moveKey(event, id, at) {
    const step = { ArrowRight: at + 1, ArrowLeft: at - 1 }[event.key] ?? Number.parseInt(event.key, 10) - 1;
    const list = event.currentTarget.parentElement;
    const beside = { ArrowDown: event.currentTarget.nextElementSibling, ArrowUp: event.currentTarget.previousElementSibling }[event.key];
    if (beside) beside.focus();
    if (beside || this.parts[step]) event.preventDefault();
    if (!this.parts[step] || step === at) return;
    const next = event.currentTarget.nextElementSibling ?? event.currentTarget.previousElementSibling;
    const goOn = next?.dataset.focus;
    this.move(id, at, step);
    if (goOn) [...this.columns.querySelectorAll(".cut-passage")].find((each) => each.dataset.focus === goOn)?.focus();
    else list.closest(".cut-part")?.focus();
  }

  move(id, from, to) {
    if (from === to) return;
    this.parts[from].ids = this.parts[from].ids.filter((each) => each !== id);
    this.parts[to].ids = [id, ...this.parts[to].ids];
    this.draw();
    this.how.textContent = `Moved to part ${to + 1}: ${this.parts.map((part) => part.ids.length).join(", ")} passages.`;
  }

  async submit() {
    const parts = this.parts.filter((part, at) => at && part.off && part.ids.length).map(({ name, ids }) => ({ name: name.trim(), passages: ids }));
    const unnamed = parts.some((part) => !part.name);
    if (!parts.length || unnamed) return this.refuse(unnamed ? "Give every part a name first." : "Nothing would be split off: tick a part, or move passages into one.");
    if (this.busy) return null;
    this.busy = true;
    try {
      const act = { verb: "split", theme: this.row.id, parts };
      if (this.app.review.on) await this.app.review.decide(act);
      else await this.app.acts.decide(act);
      this.app.clear();
      this.dialog.close();
    } catch (error) {
      this.refuse(error.message);
    } finally {
      this.busy = false;
    }
    return null;
  }

  refuse(sentence) {
    this.problem.textContent = sentence;
    this.problem.hidden = false;
    [...this.columns.querySelectorAll(".cut-name")].find((each) => !each.value.trim())?.focus();
  }

  key(event) {
    event.stopPropagation();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.submit();
    }
  }
}

// Dragging: passages onto a theme of the list, or a theme onto another; what it would do is told on the way.

import { count, h } from "./dom.js";
import { moveLines } from "./acts.js";

export class Drag {
  constructor(app) {
    this.app = app;
    this.held = null;
    this.told = new Map();
    this.note = h("div", { class: "drag-note", hidden: true, "aria-hidden": "true" });
    app.root.append(this.note);
    this.listen(app.passages.root, (event) => this.passages(event));
    this.listen(app.list.groups, (event) => this.theme(event));
    const { groups } = app.list;
    groups.addEventListener("dragover", (event) => this.over(event));
    groups.addEventListener("dragleave", (event) => { if (!groups.contains(event.relatedTarget)) this.mark(null); });
    groups.addEventListener("drop", (event) => this.drop(event));
  }

  listen(root, begins) {
    root.addEventListener("dragstart", (event) => begins(event));
    root.addEventListener("dragend", () => this.end());
  }

  // A passage that is not selected goes alone; one that is takes the others along.
  passages(event) {
    const id = event.target.closest?.(".passage")?.dataset.key;
    const { store } = this.app;
    if (!id || store.main.kind === "offers") return event.preventDefault();
    const passages = store.selected.has(id) ? store.picked : [id];
    return this.begin(event, { passages, origin: this.app.acts.held ? store.theme.id : "" }, count(passages.length, "passage"));
  }

  // Only the open theme can be put into another one, as it is what is previewed.
  theme(event) {
    const id = event.target.closest?.("li")?.dataset.key;
    const row = this.app.store.themes.find((each) => each.id === id);
    if (!row || row.status === "dismissed") return event.preventDefault();
    return this.begin(event, { theme: row.id }, row.title);
  }

  begin(event, held, words) {
    this.held = held;
    this.told.clear();
    const item = event.target.closest(".passage");
    if (item) event.dataTransfer.setDragImage(item, 12, 12);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", words);
    this.app.root.classList.add("dragging-to-list");
  }

  target(event) {
    const item = event.target.closest?.(".rows > li");
    const id = item?.dataset.key;
    const there = this.app.store.places.some((row) => row.id === id);
    return there && id !== this.held?.origin && id !== this.held?.theme ? item : null;
  }

  over(event) {
    if (!this.held) return;
    const item = this.target(event);
    this.mark(item);
    if (!item) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    Object.assign(this.note.style, { left: `${event.clientX + 16}px`, top: `${event.clientY + 12}px` });
  }

  mark(item) {
    if (this.marked === item) return;
    this.marked?.classList.remove("drop-here");
    item?.classList.add("drop-here");
    this.marked = item;
    this.note.hidden = !item;
    if (item) this.tell(item.dataset.key);
  }

  async tell(id) {
    const { passages, origin, theme } = this.held;
    const asked = passages ? { passages, origin, to: id } : { theme, into: id };
    this.note.replaceChildren(h("p", {}, "…"));
    if (!this.told.has(id)) this.told.set(id, this.app.wire.ask("preview", asked).catch(() => null));
    const found = await this.told.get(id);
    if (this.marked?.dataset.key !== id || !found) return;
    this.note.replaceChildren(...moveLines(found).filter(Boolean).slice(0, 3).map((line) => h("p", {}, line)));
  }

  // Moving is done at once and can be undone; a merge is asked about once more, as it ends a theme.
  async drop(event) {
    const item = this.target(event);
    const { held } = this;
    this.end();
    if (!item || !held) return;
    event.preventDefault();
    const to = item.dataset.key;
    if (held.theme) return this.merge(held.theme, to);
    const { passages, origin } = held;
    if (await this.app.acts.send(origin ? { verb: "move", passages, origin, to } : { verb: "add", passages, to })) this.app.clear();
  }

  async merge(theme, into) {
    if (this.app.store.theme?.id !== theme) await this.app.go({ kind: "theme", what: theme });
    this.app.acts.merge({ start: into });
  }

  end() {
    this.mark(null);
    this.held = null;
    this.app.root.classList.remove("dragging-to-list");
  }
}

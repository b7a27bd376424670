// The codebook's tree: who hangs under whom, and moving a code by mouse, touch and keys.

import { h } from "./dom.js";

// A pointer that moves less than this clicks.
const STILL = 6;
// So near an edge of the list it scrolls under a code that is dragged.
const EDGE = 36;

export class CodeTree {
  constructor(app, groups) {
    this.app = app;
    this.groups = groups;
    this.top = h("div", { class: "code-top", hidden: true }, "The top of the codebook");
    groups.addEventListener("pointerdown", (event) => this.down(event));
    groups.addEventListener("pointermove", (event) => this.moved(event));
    groups.addEventListener("pointerup", (event) => this.up(event));
    groups.addEventListener("pointercancel", () => this.end());
    // The click that ends a drag opens no code.
    groups.addEventListener("click", (event) => { if (this.dragged) event.stopPropagation(); this.dragged = false; }, true);
    groups.addEventListener("keydown", (event) => { if (event.key === "Escape" && this.held?.moving) { event.stopPropagation(); this.end(); } }, true);
  }

  // A finger scrolls the list; it moves a code by its grip.
  down(event) {
    this.dragged = false;
    const item = event.target.closest(".code-item");
    const grip = event.target.closest(".grip");
    if (!item || event.button || !(grip || (event.pointerType === "mouse" && event.target.closest(".code-row")))) return;
    this.held = { id: item.dataset.key, item, pointer: event.pointerId, x: event.clientX, y: event.clientY, below: under(this.app.store.codes, item.dataset.key) };
  }

  moved(event) {
    const { held } = this;
    if (!held) return;
    if (!held.moving && Math.hypot(event.clientX - held.x, event.clientY - held.y) < STILL) return;
    if (!held.moving) this.begin();
    event.preventDefault();
    const box = this.groups.getBoundingClientRect();
    if (event.clientY < box.top + EDGE) this.groups.scrollTop -= 10;
    if (event.clientY > box.bottom - EDGE) this.groups.scrollTop += 10;
    this.mark(this.targetAt(event));
  }

  begin() {
    const { held } = this;
    held.moving = true;
    this.groups.setPointerCapture(held.pointer);
    held.item.classList.add("is-dragged");
    this.top.hidden = false;
  }

  // The place under the pointer: a code, the top, or none that will do.
  targetAt({ clientX, clientY }) {
    const found = this.groups.getRootNode().elementFromPoint(clientX, clientY);
    if (found?.closest(".code-top")) return this.top;
    const item = found?.closest(".code-item");
    return item && !this.held.below.has(item.dataset.key) ? item : null;
  }

  mark(target) {
    this.held.target?.classList.remove("is-target");
    this.held.target = target;
    target?.classList.add("is-target");
  }

  up() {
    const { held } = this;
    if (!held?.moving) return this.end();
    this.dragged = true;
    const parent = held.target === this.top ? "" : held.target?.dataset.key;
    this.end();
    return parent === undefined ? null : this.put(held.id, parent);
  }

  end() {
    const { held } = this;
    this.held = null;
    if (!held) return;
    held.target?.classList.remove("is-target");
    held.item.classList.remove("is-dragged");
    this.top.hidden = true;
  }

  // Under the code before it on the same level.
  into(id) {
    const row = this.row(id);
    const beside = nested(this.app.store.codes, new Set()).filter((each) => each.parent === row.parent && each.root === this.rootOf(id));
    const before = beside[beside.findIndex((each) => each.id === id) - 1];
    if (!before) return this.app.notices.hint("There is no code before it on this level");
    this.app.codebook.folded.delete(before.id);
    return this.put(id, before.id);
  }

  // Out by one level: beside the code that it hung under.
  out(id) {
    const parent = this.row(this.row(id).parent);
    return parent ? this.put(id, parent.parent ?? "") : this.app.notices.hint("It stands at the top already");
  }

  toTop(id) {
    return this.row(id).parent ? this.put(id, "") : this.app.notices.hint("It stands at the top already");
  }

  put(id, parent) {
    if ((this.row(id).parent ?? "") === parent) return null;
    return this.app.acts.nest(id, parent);
  }

  row(id) {
    return this.app.store.byCode.get(id);
  }

  rootOf(id) {
    return nested(this.app.store.codes, new Set()).find((each) => each.id === id).root;
  }
}

// Codes under their parents, each with how deep it hangs, the kind of the code at the top, and whether it has children.
export function nested(codes, folded) {
  const children = Map.groupBy(codes, (row) => row.parent ?? "");
  const known = new Set(codes.map((row) => row.id));
  const found = [];
  const walk = (row, depth, root) => {
    const below = children.get(row.id) ?? [];
    const shut = folded.has(row.id) && below.length > 0;
    found.push({ ...row, depth, root, children: below.length, folded: shut });
    if (!shut) for (const child of below) walk(child, depth + 1, root);
  };
  for (const row of codes) if (!known.has(row.parent)) walk(row, 0, row.kind);
  return found;
}

// A code with everything that hangs under it.
export function under(codes, id) {
  const children = Map.groupBy(codes, (row) => row.parent ?? "");
  const found = new Set();
  const waiting = [id];
  while (waiting.length) {
    const next = waiting.pop();
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(children.get(next) ?? []).map((row) => row.id));
  }
  return found;
}

// What this tab shows: the list, the open theme or tray or search, and what is selected.

export class Store {
  constructor() {
    this.seq = 0;
    this.head = null;
    this.job = { state: "none" };
    this.review = null;
    this.about = null;
    this.unfolded = new Set();
    this.themes = [];
    this.main = { kind: "nothing" };
    this.passages = [];
    this.memos = [];
    this.selected = new Set();
    this.cursor = null;
    this.rows = { themes: new Map(), passages: new Map(), memos: new Map() };
  }

  apply(patch) {
    this.seq = patch.seq;
    this.head = patch.head;
    this.job = patch.job;
    this.review = patch.review;
    this.themes = this.patchRows("themes", patch.list, this.themes);
    this.memos = this.patchRows("memos", patch.memos, this.memos);
    const same = this.identity(patch.main) === this.identity(this.main);
    const { passages, ...main } = patch.main;
    this.main = main;
    if (!same) {
      this.rows.passages = new Map();
      this.selected = new Set();
      this.cursor = null;
      this.passages = [];
      this.about = null;
    }
    this.passages = passages ? this.patchRows("passages", passages, this.passages) : [];
    const held = new Set(this.passages.map((row) => row.id));
    for (const id of [...this.selected]) if (!held.has(id)) this.selected.delete(id);
    if (this.cursor && !held.has(this.cursor)) this.cursor = null;
  }

  patchRows(name, { rows, order }, before) {
    const known = this.rows[name];
    for (const row of rows) known.set(row.id, row);
    const ids = order ?? before.map((row) => row.id);
    const wanted = new Set(ids);
    for (const id of [...known.keys()]) if (!wanted.has(id)) known.delete(id);
    return ids.map((id) => known.get(id));
  }

  // A candidate and the code it was confirmed as are one place to a reader.
  identity(main) {
    return main.kind === "theme" ? `theme ${main.candidate ?? main.row.id}` : `${main.kind} ${main.what ?? ""}`;
  }

  // Memos on one thing, the first written first. Of themes only the open one's are here, whether it
  // is a candidate still or the code that it was confirmed as.
  memosOn(kind, about) {
    if (["theme", "candidate", "code"].includes(kind)) return this.memos.filter(({ on }) => on === "candidate" || on === "code");
    return this.memos.filter((row) => row.on === kind && row.about === about);
  }

  get theme() {
    return this.main.kind === "theme" ? this.main.row : null;
  }

  get open() {
    return this.themes.filter((row) => row.status === "open");
  }

  // Themes that passages can be put into.
  get places() {
    return this.themes.filter((row) => row.status !== "dismissed");
  }

  // The candidate to look at after this one: the next open one, or the first.
  nextOpen(id) {
    const open = this.open;
    const at = open.findIndex((row) => row.id === id);
    return (open[at + 1] ?? open.find((row) => row.id !== id))?.id ?? null;
  }

  // What is known of passages beyond what they are: what repeats what, what is near, who is quiet.
  know({ same, near, quiet }) {
    this.about = { same: new Map(Object.entries(same)), near: new Map(Object.entries(near)), quiet: new Set(quiet) };
  }

  // Passages that nearly repeat this one, and stand with it as one.
  repeats(id) {
    return this.about?.same.size ? this.passages.filter((row) => this.about.same.get(row.id) === id) : [];
  }

  // What is not folded away, each repeat after what it repeats.
  get unrepeated() {
    const { about, main } = this;
    const quiet = main.kind === "aside" && main.what && about?.quiet.size;
    const rank = (row) => (row.aside ? 2 : about.quiet.has(row.id) ? 0 : 1);
    const passages = quiet ? [...this.passages].sort((one, other) => rank(one) - rank(other)) : this.passages;
    if (!about?.same.size) return passages;
    const there = new Set(passages.map((row) => row.id));
    return passages.filter((row) => !there.has(about.same.get(row.id))).flatMap((row) => (this.unfolded.has(row.id) ? [row, ...this.repeats(row.id)] : [row]));
  }

  // A passage with what is folded under it: what is done with one is done with all.
  whole(id) {
    return this.unfolded.has(id) ? [id] : [id, ...this.repeats(id).map((row) => row.id)];
  }

  select(id, { on = !this.selected.has(id), range = false } = {}) {
    const ids = this.unrepeated.map((row) => row.id);
    const from = range && this.cursor ? ids.indexOf(this.cursor) : ids.indexOf(id);
    const to = ids.indexOf(id);
    for (const each of ids.slice(Math.min(from, to), Math.max(from, to) + 1).flatMap((one) => this.whole(one))) {
      if (on) this.selected.add(each);
      else this.selected.delete(each);
    }
    this.cursor = id;
  }

  step(by) {
    const ids = this.unrepeated.map((row) => row.id);
    const at = ids.indexOf(this.cursor);
    this.cursor = ids[Math.max(0, Math.min(ids.length - 1, at < 0 ? 0 : at + by))] ?? null;
    return this.cursor;
  }

  // Whether a passage is marked to be taken. Among offers a mark turns round what would be done:
  // a likely one is struck out by it, and another one is taken along.
  takes(row) {
    return Boolean(row.offer?.likely) !== this.selected.has(row.id);
  }

  get struck() {
    return this.passages.filter((row) => row.offer?.likely && this.selected.has(row.id)).map((row) => row.id);
  }

  get taken() {
    return this.passages.filter((row) => this.takes(row)).map((row) => row.id);
  }

  // The passages an act means: the selected ones in reading order, else the one at the cursor.
  get picked() {
    if (this.main.kind === "offers") return this.cursor ? [this.cursor] : [];
    const chosen = this.passages.filter((row) => this.selected.has(row.id)).map((row) => row.id);
    return chosen.length || !this.cursor ? chosen : this.whole(this.cursor);
  }
}

// What the Coding tab shows: a source with its codings and offers, the codebook, the list of sources.

import { lanesOf } from "./spans.js";

export class CodingStore {
  constructor() {
    this.seq = 0;
    this.head = null;
    this.text = null;
    this.codes = [];
    this.codings = [];
    this.offers = [];
    this.sources = [];
    this.memos = [];
    this.list = { total: 0, first: 0, place: null, before: null, after: null, nUncoded: 0 };
    this.rows = { codes: new Map(), codings: new Map(), offers: new Map(), sources: new Map(), memos: new Map() };
    this.byCode = new Map();
    this.words = "";
    this.recent = JSON.parse(sessionStorage.getItem("recent codes") ?? "[]");
  }

  // What the bar on top asks: what is searched for, or the source that is open.
  get main() {
    return this.words ? { kind: "find", what: this.words } : { kind: "source", what: this.text?.id ?? "" };
  }

  apply(patch) {
    this.seq = patch.seq;
    this.head = patch.head;
    if ("text" in patch) {
      this.text = patch.text;
      this.rows.codings = new Map();
      this.rows.offers = new Map();
      this.rows.memos = new Map();
      this.codings = this.offers = this.memos = [];
    }
    this.codes = this.patchRows("codes", patch.codes, this.codes);
    this.byCode = new Map(this.codes.map((row) => [row.id, row]));
    this.codings = this.patchRows("codings", patch.codings, this.codings);
    this.offers = this.patchRows("offers", patch.offers, this.offers);
    this.memos = this.patchRows("memos", patch.memos, this.memos);
    this.memosBy = Map.groupBy(this.memos, ({ on, about }) => `${on} ${about}`);
    const { rows, ...list } = patch.sources;
    this.sources = this.patchRows("sources", rows, this.sources);
    this.list = list;
    this.lanes = lanesOf(this.codings);
  }

  patchRows(name, { rows, order }, before) {
    const known = this.rows[name];
    for (const row of rows) known.set(row.id, row);
    const ids = order ?? before.map((row) => row.id);
    const wanted = new Set(ids);
    for (const id of [...known.keys()]) if (!wanted.has(id)) known.delete(id);
    return ids.map((id) => known.get(id));
  }

  // Memos on one thing, the first written first.
  memosOn(kind, about) {
    return this.memosBy?.get(`${kind} ${about}`) ?? [];
  }

  quote({ start, end }) {
    return this.text?.text.slice(start, end) ?? "";
  }

  // The codes that were given last, then the most used ones: what 1 to 9 stand for.
  get ranked() {
    const recent = this.recent.map((id) => this.byCode.get(id)).filter(Boolean);
    const others = this.codes.filter((row) => !this.recent.includes(row.id)).sort((one, other) => other.n - one.n);
    return [...recent, ...others];
  }

  used(code) {
    this.recent = [code, ...this.recent.filter((each) => each !== code)].slice(0, 9);
    sessionStorage.setItem("recent codes", JSON.stringify(this.recent));
  }

  // Codings over a place, the innermost first.
  at(offset) {
    return this.codings.filter((row) => row.start <= offset && offset < row.end).sort((one, other) => one.end - one.start - (other.end - other.start));
  }
}

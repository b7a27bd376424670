// What a person has in hand: words that are selected, or a coding or offer that is open; and what is done with it.

import { hitsIn } from "./codingroute.js";
import { button } from "./dom.js";
import { trimmed } from "./spans.js";

const PHONE = matchMedia("(max-width: 760px)");

// The Coding page is one of these: it brings the store, the text, the palette, the card and the acts.
export class Hand {
  constructor() {
    this.held = null;
    this.code = null;
    this.here = 0;
    // Where the words end that were coded last, as long as nothing else was in hand.
    this.after = 0;
  }

  // Words were selected: the palette opens beside them and waits for a letter, a number, or nothing.
  selected(span) {
    this.letGo({ keep: true });
    this.here = span.start;
    this.after = 0;
    const more = [
      button("Same again", { key: "Q", kind: "small", act: "again", press: () => this.again() }),
      button("These words", { key: "V", kind: "small", act: "in-vivo", title: "The words themselves become a code", press: () => this.inVivo() }),
    ];
    this.palette.show({ title: "Code", span, done: (code) => this.acts.code(span, code), more });
    this.placed();
    this.notices.read(`Selected: ${this.store.quote(span).slice(0, 200)}. Type a code.`);
  }

  // Keeps the words marked, as the field takes the browser's own selection away.
  marked() {
    this.selecting.mark(this.selecting.span ?? this.held);
  }

  clicked(offset) {
    const rows = offset === null ? [] : this.store.at(offset);
    if (!rows.length) return this.escape();
    // A second click on the same words leads to the coding around them.
    const at = rows.findIndex((row) => row.id === this.held?.id);
    return this.hold(rows[(at + 1) % rows.length]);
  }

  hold(mark, { focus = false, reveal = false } = {}) {
    this.letGo();
    this.held = mark;
    this.code = mark.code;
    this.here = mark.start;
    this.after = 0;
    this.draw();
    this.card.show(mark);
    if (reveal || PHONE.matches) this.text.reveal(mark, { block: "center" });
    this.placed();
    if (!focus) this.text.root.focus({ preventScroll: true });
    const name = this.store.byCode.get(mark.code).name;
    this.notices.read(`${mark.offer ? "Offered" : "Coded"}: ${name}. ${this.store.quote(mark).slice(0, 200)}`);
  }

  letGo({ keep = false } = {}) {
    if (!keep) this.selecting.clear();
    this.palette.close();
    const held = this.held;
    this.held = null;
    this.card.close();
    if (held && this.store.lanes) this.text.draw(this.store);
  }

  // What is open may be another thing after a patch, or gone.
  rehold() {
    if (!this.held) return;
    const rows = this.held.offer ? this.store.offers : this.store.codings;
    const found = rows.find((row) => row.id === this.held.id);
    if (found) this.held = { ...found, offer: this.held.offer };
    else this.letGo();
  }

  // The palette and the card stay beside their words.
  placed() {
    if (!this.palette.open && !this.card.open) return;
    for (const [part, span, when] of [[this.palette.root, this.selecting.span ?? this.held, this.palette.open], [this.card.root, this.card.draft ?? this.held, this.card.open]]) {
      if (when && span) this.beneath(part, span);
    }
    this.card.placeHandles();
  }

  beneath(part, span) {
    if (PHONE.matches) return part.removeAttribute("style");
    const rects = [...(this.text.range(span)?.getClientRects() ?? [])];
    if (!rects.length) return null;
    const origin = this.reading.getBoundingClientRect();
    const window_ = this.main.getBoundingClientRect();
    const [first, last] = [rects[0], rects.at(-1)];
    const room = window_.bottom - last.bottom > part.offsetHeight + 12 || first.top - window_.top < part.offsetHeight + 12;
    const top = room ? Math.min(last.bottom + 8, window_.bottom - part.offsetHeight - 8) : first.top - part.offsetHeight - 8;
    // Over the words, and not over the names beside them.
    const edge = this.text.point(span.start).block.words.getBoundingClientRect().right - origin.left;
    const left = Math.max(8, Math.min((room ? last.left : first.left) - origin.left, edge - part.offsetWidth));
    part.style.top = `${top - origin.top}px`;
    part.style.left = `${left}px`;
    return null;
  }

  trim(span) {
    return trimmed(this.store.text.text, span);
  }

  // Moves an end of what is selected, or of the coding that is open.
  nudge(which, by, letters = false) {
    const now = this.selecting.span ?? this.card.draft ?? this.held;
    if (!now || now.offer) return;
    const span = this.selecting.moved(now, which, by, letters);
    if (!span) return;
    if (this.selecting.span) this.selecting.set(span, { reveal: false });
    else {
      this.card.try(span);
      this.placed();
      this.notices.read(this.store.quote(span).slice(which === "end" ? -80 : 0, which === "end" ? undefined : 80));
    }
  }

  enter() {
    if (this.card.draft) this.acts.adjust(this.held, this.card.draft);
  }

  adjust(span) {
    return this.acts.adjust(this.held, span);
  }

  recode() {
    const { held } = this;
    this.pick("Recode to", held, (code) => this.acts.recode(held, code));
  }

  also() {
    const { held } = this;
    this.pick("Also code", held, (code) => this.acts.code(held, code));
  }

  pick(title, span, done) {
    this.card.close();
    this.palette.show({ title, span, done });
    this.placed();
    this.palette.type();
  }

  remove() {
    return this.acts.drop(this.held);
  }

  judge(verb) {
    return this.acts.judge(verb, this.held);
  }

  again() {
    const [last] = this.store.recent;
    if (this.store.byCode.has(last)) return this.acts.code(this.selecting.span, { id: last });
    return this.notices.hint("No code was given yet");
  }

  recent(number) {
    const row = this.store.ranked[number - 1];
    if (row) return this.acts.code(this.selecting.span, { id: row.id });
    return this.notices.hint(`There is no code number ${number} yet`);
  }

  inVivo() {
    const { span } = this.selecting;
    const name = this.store.quote(span).split(/\s+/).join(" ").trim();
    if (name.length > 200) return this.notices.hint("These are too many words for a name: select fewer");
    return this.acts.code(span, { id: "", name });
  }

  // The next or previous passage of the code that is open, in this source or another one.
  async beside(by) {
    if (!this.code) return this.notices.hint("Choose a code first: click a coding, or a code of the codebook");
    const { source, passage } = await this.wire.ask("beside", { code: this.code, source: this.store.text.id, start: this.held?.start ?? null, by });
    if (!source) return this.notices.hint("This code has no passage yet");
    if (source !== this.store.text.id) return this.go({ source, passage: `${passage} ${this.code}` });
    return this.showPassage(`${passage} ${this.code}`);
  }

  showPassage(named, { reveal = true } = {}) {
    const [passage, code] = named.split(" ");
    const found = this.store.codings.find((row) => row.passage === passage && (!code || row.code === code));
    if (found) this.hold(found, { reveal });
  }

  nextOffer(by) {
    const { offers } = this.store;
    const at = offers.findIndex((row) => row.id === this.held?.id);
    const next = at >= 0 ? offers[(at + by + offers.length) % offers.length] : (offers.find((row) => row.start >= this.here) ?? offers[0]);
    if (next) this.hold({ ...next, offer: true }, { reveal: true });
    else this.notices.hint("Nothing more is offered in this source");
  }

  // The next place where the searched words stand; without a search, the next coding.
  hit(by, { first = false } = {}) {
    const places = this.store.words ? hitsIn(this.store.text?.text ?? "", this.store.words, this.store.text?.units) : this.store.codings;
    const here = first ? -1 : (this.selecting.span?.start ?? this.held?.start ?? this.here);
    const found = by > 0 ? (places.find((each) => each.start > here) ?? places[0]) : (places.findLast((each) => each.start < here) ?? places.at(-1));
    if (!found) return;
    if (!this.store.words) return this.hold(found, { reveal: true });
    this.selecting.mark(found);
    this.here = found.start;
    this.text.reveal(found);
  }

  escape() {
    if (this.card.draft && this.held) {
      this.card.close();
      this.card.show(this.held);
      return this.placed();
    }
    const { held } = this;
    const back = this.palette.open && held;
    if (!held && !this.selecting.span) this.side.close();
    this.letGo();
    if (back) this.hold(held);
    else this.text.root.focus({ preventScroll: true });
    return null;
  }
}

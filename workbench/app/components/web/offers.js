// What codes are offered: by code, and for one code its passages, to be accepted at once.

import { button, count, h, redraw } from "./dom.js";
import { address } from "./router.js";

export class Offers {
  constructor(app) {
    this.app = app;
    this.root = h("div", { class: "selection offers-bar", role: "toolbar", "aria-label": "What is done with these offers", hidden: true });
  }

  // Whether there is a batch to be judged on the page.
  get open() {
    const { main, passages } = this.app.store;
    return main.kind === "offers" && passages.length > 0;
  }

  head(store) {
    return store.main.what ? this.ofCode(store) : this.byCode(store);
  }

  byCode({ main, head }) {
    if (!main.batches.length) return this.none();
    return [
      h("p", { class: "status" }, "Offered"),
      h("h1", { class: "title", tabindex: "-1" }, head.nOffers ? `${count(head.nOffers, "passage")} to ${count(main.batches.filter((batch) => batch.likely).length, "code")}` : "Nothing that is likely yet"),
      h("p", { class: "spread" }, "Nobody has judged these yet; they read like what is coded. Open a code, strike out what does not belong, and accept the rest at once."),
      h("div", { class: "acts slim bare" }, button("Learn anew from what was decided", { act: "suggest", title: "Offers are made of what was decided by then", press: () => this.app.work.start("suggest") })),
      h("ul", { class: "batches", role: "list", "aria-label": "Codes" }, ...main.batches.map((batch) => h("li", {}, this.batch(batch)))),
    ];
  }

  batch({ id, title, kind, n, likely }) {
    const view = { kind: "offers", what: id };
    const words = likely ? `${likely.toLocaleString("en-GB")} likely` : "none likely";
    const rest = n > likely ? `${(n - likely).toLocaleString("en-GB")} perhaps` : "";
    return h("a", { class: "batch", href: address(view), "data-focus": `batch ${id}`, on: { click: (event) => this.app.follow(event, view) } },
      h("span", { class: `batch-mark mark-${kind}`, "aria-hidden": "true" }), h("span", { class: "batch-title" }, title),
      h("span", { class: "batch-n" }, h("strong", {}, words), rest ? h("span", {}, rest) : null));
  }

  ofCode(store) {
    const { main } = store;
    const [batch] = main.batches;
    const row = store.themes.find((each) => each.id === main.what);
    if (!batch) return this.noneLeft(row);
    const perhaps = batch.n - batch.likely;
    return [
      h("p", { class: `status status-${batch.kind}` }, "Offered to"),
      h("h1", { class: "title", tabindex: "-1" }, this.link(main.what, batch.title)),
      row?.statement ? h("p", { class: "statement" }, row.statement) : null,
      h("p", { class: "spread" }, batch.likely
        ? `${count(batch.likely, "passage")} likely ${batch.likely === 1 ? "belongs" : "belong"} here. Strike out those that do not (click, or X), then accept the rest.`
        : "None of these is likely to belong here: tick those that do."),
      perhaps && batch.likely ? h("p", { class: "spread" }, `Another ${perhaps.toLocaleString("en-GB")} might; they are below the likely ones and stay as they are unless you tick them.`) : null,
      h("div", { class: "acts slim" }, this.back()),
    ];
  }

  noneLeft(row) {
    return [
      h("div", { class: "empty" }, h("h1", { class: "title", tabindex: "-1" }, "Nothing more is offered here"), row ? h("p", {}, "All that was offered to ", this.link(row.id, row.title), " is judged.") : h("p", {}, "This code is not here any more.")),
      h("div", { class: "acts centred" }, this.back(), button("What next?", { key: "G", act: "next", press: () => this.app.queue.ask() })),
    ];
  }

  none() {
    const coded = this.app.store.themes.some((row) => row.status === "confirmed");
    const words = coded ? "Let the workbench learn from what was decided: it then offers what reads like your codes." : "Confirm a candidate first, or make a code by hand. The workbench then offers what reads like it.";
    return [
      h("div", { class: "empty" }, h("h1", { class: "title", tabindex: "-1" }, "Nothing is offered"), h("p", {}, words)),
      h("div", { class: "acts centred" }, coded ? button("Learn from what was decided", { kind: "primary", act: "suggest", press: () => this.app.work.start("suggest") }) : null),
    ];
  }

  back() {
    return button("All that is offered", { key: "F", act: "offers", press: () => this.app.go({ kind: "offers", what: "" }) });
  }

  link(id, title) {
    const view = { kind: "theme", what: id };
    return h("a", { href: address(view), on: { click: (event) => this.app.follow(event, view) } }, title);
  }

  draw(store) {
    const { main } = store;
    this.root.hidden = !this.open;
    if (this.root.hidden) {
      this.counted = null;
      return;
    }
    const [taken, struck] = [store.taken.length, store.struck.length];
    const counted = acceptWords(taken, struck);
    if (this.counted && this.counted !== counted) this.app.notices.read(counted);
    this.counted = counted;
    redraw(this.root, [taken, struck, main.what], () => [
      h("strong", { class: "selection-n" }, `${taken.toLocaleString("en-GB")} to accept`),
      h("div", { class: "selection-acts" },
        button(counted, { key: "C", kind: "primary", act: "accept", disabled: !taken && !struck, press: () => this.accept() }),
        button("None of these", { key: "D", act: "none", press: () => this.refuse() })),
    ]);
  }

  // One act for the whole batch: what is taken, and what was struck out of it.
  async accept() {
    const { store } = this.app;
    const { taken: passages, struck } = store;
    if (!passages.length && !struck.length) return this.app.notices.hint("Tick those that belong first");
    return this.done(passages.length ? { verb: "accept", to: store.main.what, passages, struck } : { verb: "refuse", theme: store.main.what, passages: struck });
  }

  refuse() {
    const { store } = this.app;
    const likely = store.passages.filter((row) => row.offer.likely);
    const passages = (likely.length ? likely : store.passages).map((row) => row.id);
    return this.done({ verb: "refuse", theme: store.main.what, passages });
  }

  // A second key must not be about the offers that come up in place of these.
  async done(act) {
    if (this.busy) return;
    const asked = this.app.queue.answering;
    this.busy = true;
    try {
      if (!(await this.app.acts.send(act))) return;
      this.app.clear();
      if (asked) return await this.app.queue.ask();
      this.app.main.scrollTop = 0;
      this.app.main.focus({ preventScroll: true });
    } finally {
      this.busy = false;
    }
  }
}

function acceptWords(taken, struck) {
  const [many, out] = [taken, struck].map((number) => number.toLocaleString("en-GB"));
  if (!taken && struck) return `Strike out ${out}`;
  return struck ? `Accept ${many}, strike out ${out}` : `Accept ${many}`;
}

// What stands in the middle when nothing is open: what to do next, at every stage of the work.

import { BRING, bringIn } from "./bringing.js";
import { button, count, h, icon } from "./dom.js";

export function empty(title, ...words) {
  return h("div", { class: "empty" }, h("h1", { class: "title", tabindex: "-1" }, title), ...words.map((each) => h("p", {}, each)));
}

export function centred(...buttons) {
  return h("div", { class: "acts centred" }, ...buttons.filter(Boolean));
}

export class Empty {
  constructor(app) {
    this.app = app;
  }

  build(store) {
    const { head, themes, open, job } = store;
    if (!head.nSources) return [empty("No words yet", BRING), centred(bringIn())];
    if (job.state === "running" && !themes.length) return [empty("The workbench is reading", "It looks for candidates in what people said. You can go on here meanwhile: read, search, code by hand.")];
    if (!themes.length) return head.message ? this.byHand(head) : this.first(head);
    if (!open.length) return this.done(head);
    return [empty("Choose a theme", "Open one from the list, or let the workbench say what is worth most."), centred(this.next("primary"))];
  }

  first(head) {
    return [
      empty("No candidates yet", `${count(head.nPassages, "passage")} from ${count(head.nSources, "source")} are here. The workbench can read them and propose what they have in common; you decide what is real.`),
      centred(this.look("primary"), this.aside()),
    ];
  }

  // Few or scattered texts: one passage, and what reads like it, is the way in.
  byHand(head) {
    return [
      empty(head.message, "Begin with one passage: the workbench shows what reads like it, you select what belongs together and make a code of it."),
      centred(button("Begin with one passage", { key: "G", kind: "primary", act: "next", press: () => this.app.queue.ask() }), this.aside(), this.look("quiet")),
    ];
  }

  done(head) {
    const aside = head.nAside ? ` ${count(head.nAside, "passage")} ${head.nAside === 1 ? "is" : "are"} set aside: a last look may be worth it.` : "";
    const offered = head.nOffers ? ` ${count(head.nOffers, "passage")} ${head.nOffers === 1 ? "is" : "are"} offered to your codes.` : "";
    const learn = head.nOffers ? button("See what is offered", { key: "F", kind: "primary", act: "offers", press: () => this.app.go({ kind: "offers", what: "" }) }) : button("Learn from what was decided", { act: "suggest", press: () => this.app.work.start("suggest") });
    return [h("div", { class: "done-mark" }, icon("check")), empty("Nothing left to decide", `${count(head.nDecided, "candidate")} decided.${aside}${offered}`), centred(learn, this.aside())];
  }

  next(kind) {
    return button("What next?", { key: "G", kind, act: "next", press: () => this.app.queue.ask() });
  }

  look(kind) {
    return button("Look for candidates", { kind, act: "propose", press: () => this.app.work.start("propose") });
  }

  aside() {
    return button("Open what is set aside", { key: "U", act: "aside", press: () => this.app.go({ kind: "aside", what: "" }) });
  }
}

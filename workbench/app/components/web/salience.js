// How a theme is felt, by whom and when: asked for after it was opened, and shown beside it.

import { count, h } from "./dom.js";
import { address } from "./router.js";

const WAIT = 250;
const ACUTE = [[0.45, "Very acutely"], [0.3, "Acutely"], [0.18, "Noticeably"], [0, "Calmly"]];
const PARTS = { "intense words": "strong words", length: "said at length", repetition: "said again" };
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

export class Salience {
  constructor(app) {
    this.app = app;
    this.found = null;
  }

  // Asks once for every theme and state of the project, when somebody can see the answer.
  draw({ main, seq }) {
    const key = main.kind === "theme" && this.app.side.seen ? `${main.row.id} ${seq}` : null;
    if (key === this.key) return;
    this.key = key;
    if (this.found?.id !== main.row?.id) this.found = null;
    clearTimeout(this.timer);
    if (key) this.timer = setTimeout(() => this.ask(key, main.row.id), WAIT);
  }

  async ask(key, id) {
    const answer = await this.app.wire.ask("salience", { theme: id }).catch(() => null);
    if (key !== this.key) return;
    this.found = answer?.salience ? { id, ...answer.salience } : null;
    this.app.side.draw(this.app.store);
  }

  build() {
    if (!this.found) return [];
    const { found } = this;
    return [this.acute(found), this.shares(found), this.months(found), this.together(found), this.quiet(found)].filter(Boolean);
  }

  acute({ acute, parts }) {
    const [, words] = ACUTE.find(([from]) => acute >= from);
    const rows = parts.map(([name, share]) => h("li", {}, h("span", { class: "value" }, PARTS[name] ?? name), track(share), h("span", { class: "value-n" }, `${Math.round(100 * share)}`)));
    return section("How acutely it is felt", h("p", { class: "felt" }, words, h("span", { class: "others-inline" }, ` ${Math.round(100 * acute)} of 100`)), h("ul", { role: "list", class: "felt-parts" }, ...rows));
  }

  shares({ practitioners, leaders }) {
    const known = [["practitioners", practitioners], ["leaders", leaders]].filter(([, share]) => share.of);
    if (!known.length) return null;
    return section("Whose it is", ...known.map(([name, share]) => this.share(name, share)));
  }

  share(name, { people, of, low, high }) {
    const percent = Math.round((100 * people) / of);
    const [from, to] = [low, high].map((each) => Math.round(100 * each));
    const line = h("div", { class: "interval", "aria-hidden": "true" }, h("span", { class: "interval-band" }), h("span", { class: "interval-dot" }));
    line.firstChild.style.left = `${from}%`;
    line.firstChild.style.width = `${to - from}%`;
    line.lastChild.style.left = `${percent}%`;
    return h("div", { class: "whose" }, h("p", {}, h("strong", {}, `${people} of ${of} ${name}`), ` speak of it (${percent} %)`), line, h("p", { class: "others" }, `If all had been asked, likely ${from} to ${to} %.`));
  }

  months({ months }) {
    if (months.length < 2) return null;
    const most = Math.max(1, ...months.map(([, number]) => number));
    const bars = months.map(([month, number]) => {
      const bar = h("span", { class: number ? "month" : "month none", title: `${named(month)}: ${count(number, "passage")}` });
      bar.style.height = `${Math.max(4, (100 * number) / most)}%`;
      return bar;
    });
    const [first, last] = [months[0], months[months.length - 1]];
    const top = months.find(([, number]) => number === most);
    const words = `From ${named(first[0])} to ${named(last[0])}; most in ${named(top[0])}, with ${count(most, "passage")}.`;
    return section("Over time", h("div", { class: "months", role: "img", "aria-label": words }, ...bars), h("div", { class: "months-ends", "aria-hidden": "true" }, h("span", {}, named(first[0])), h("span", {}, named(last[0]))));
  }

  together({ together }) {
    if (!together.length) return null;
    const items = together.map(({ id, title, sources, lift }) => {
      const view = { kind: "theme", what: id };
      const more = lift >= 1.5 ? `, ${lift.toFixed(1)} times as often as by chance` : "";
      return h("li", {}, h("a", { href: address(view), on: { click: (event) => this.app.follow(event, view) } }, title), h("p", { class: "others" }, `together in ${count(sources, "source")}${more}`));
    });
    return section("What it stands beside", h("ul", { role: "list", class: "beside" }, ...items));
  }

  quiet({ quiet }) {
    return quiet ? section("Quiet voices", h("p", {}, quiet)) : null;
  }
}

function section(title, ...content) {
  return h("section", { class: "who-says" }, h("h3", {}, title), ...content);
}

function track(share) {
  const bar = h("span", { class: "share", "aria-hidden": "true" }, h("span", {}));
  bar.firstChild.style.width = `${Math.round(100 * share)}%`;
  return bar;
}

function named(month) {
  const [year, number] = month.split("-").map(Number);
  return MONTH.format(Date.UTC(year, number - 1, 1));
}

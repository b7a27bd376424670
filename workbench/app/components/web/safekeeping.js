// Safekeeping: what people agreed to, what left the project, how long it is kept, and erasing.

import { h, opensElsewhere, refill } from "./dom.js";
import { Line } from "./explore_line.js";
import { addressOf, nav, withRole } from "./nav.js";
import { Notices } from "./notices.js";
import { Consent } from "./safekeeping_consent.js";
import { Dates } from "./safekeeping_dates.js";
import { Erase } from "./safekeeping_erase.js";
import { Help } from "./safekeeping_help.js";
import { Releases } from "./safekeeping_releases.js";

const VIEWS = [["consent", "Consent"], ["releases", "What left"], ["dates", "How long"], ["erase", "Erase"]];

class Safekeeping {
  constructor(model, root) {
    this.root = root;
    this.hello = model.hello;
    this.coder = sessionStorage.getItem("coder") || this.hello.coder;
    this.turn = 0;
    this.views = { consent: new Consent(this), releases: new Releases(this), dates: new Dates(this), erase: new Erase(this) };
    this.build(root);
    this.notices = new Notices(root, { undo: () => this.undo() });
    this.help = new Help(this);
    this.line = new Line(model, { patched: () => this.look({ quiet: true }), worked: () => {}, lost: () => this.notices.lost(), pending: (number) => this.main.setAttribute("aria-busy", number ? "true" : "false") });
    window.addEventListener("popstate", () => this.look());
    // What another window has noted shows when somebody comes back to this one.
    window.addEventListener("focus", () => this.look({ quiet: true }));
  }

  build(root) {
    this.name = h("span", { class: "project" });
    this.who = h("input", { class: "coder", "aria-label": "Who writes this down", title: "Your name, as the register shows it", maxlength: "80", autocomplete: "off", spellcheck: "false", value: this.coder, on: { change: () => this.setCoder() } });
    this.tabs = h("nav", { class: "tabs", "aria-label": "What to keep safe" });
    this.dpia = h("a", { class: "button dpia", href: addressOf("/export/dpia"), download: "", title: "A data protection impact assessment, filled in as far as the workbench knows (D)" }, h("span", {}, "Download the assessment"));
    this.dpia.addEventListener("click", () => this.leaving(this.dpia, "dpia"));
    this.due = h("ul", { class: "due", "aria-label": "Dates that are over or near", hidden: true });
    this.body = h("div", { class: "view" });
    this.main = h("main", { class: "explore-main", tabindex: "-1" }, this.due, this.body);
    root.classList.add("explore", "safekeeping", "at-list");
    root.append(
      h("header", { class: "top" }, h("div", { class: "top-name" }, this.name), nav(this.hello), h("div", { class: "top-acts" }, h("label", { class: "who" }, h("span", { class: "who-words" }, "Noting as"), this.who))),
      h("div", { class: "bar" }, this.tabs, h("div", { class: "bar-end" }, this.dpia)),
      h("div", { class: "below" }, this.main));
  }

  get show() {
    const asked = new URLSearchParams(location.search).get("show");
    return this.views[asked] ? asked : "consent";
  }

  async begin() {
    await this.look();
    document.getElementById("opening")?.remove();
    this.root.dataset.ready = "yes";
  }

  // Asks for the view anew; an answer that another question has overtaken is not shown.
  async look({ quiet = false } = {}) {
    const turn = ++this.turn;
    const { show } = this;
    this.drawTabs();
    try {
      const answer = await this.views[show].ask();
      if (turn !== this.turn) return;
      this.name.textContent = this.name.title = answer.name;
      this.due.replaceChildren(...answer.warnings.map((words) => h("li", {}, words)));
      this.due.hidden = !answer.warnings.length;
      this.views[show].draw(answer);
      document.title = `${this.body.querySelector("h1")?.textContent ?? "Safekeeping"} · ${answer.name} · Sensemaking workbench`;
      if (!quiet) this.notices.alert.hidden = true;
    } catch (error) {
      if (turn === this.turn) this.notices.failed(error.message);
    }
  }

  ask(name, details = {}) {
    return this.line.ask(name, { coder: this.coder, ...details });
  }

  put(...parts) {
    refill(this.body, ...parts);
  }

  go(show) {
    history.pushState(null, "", this.address(show));
    this.main.scrollTop = 0;
    return this.look().then(() => this.body.querySelector("h1")?.focus({ preventScroll: true }));
  }

  address(show) {
    const address = new URL(location.href);
    address.search = withRole(show === "consent" ? {} : { show }).toString();
    return address.href;
  }

  drawTabs() {
    const press = (event, show) => {
      if (opensElsewhere(event)) return;
      event.preventDefault();
      this.go(show);
    };
    const tab = ([show, words], place) => h("a", { href: this.address(show), class: "tab", "data-focus": show, "aria-current": show === this.show ? "page" : null, "aria-keyshortcuts": String(place + 1), on: { click: (event) => press(event, show) } }, words);
    this.tabs.replaceChildren(...VIEWS.map(tab));
  }

  // Does something that can be taken back: `back` is the question that does so.
  async act(name, details, back) {
    try {
      const done = await this.ask(name, details);
      this.back = back(done);
      await this.look({ quiet: true });
      this.notices.told(done.words, { canUndo: Boolean(this.back) });
      return done;
    } catch (error) {
      this.notices.failed(error.message);
      return null;
    }
  }

  async undo() {
    const { back } = this;
    this.back = null;
    if (!back) return;
    try {
      const [name, details] = back;
      const done = await this.ask(name, details);
      await this.look({ quiet: true });
      this.notices.hint(done.words);
    } catch (error) {
      this.notices.failed(error.message);
    }
  }

  // A download goes out under the name that stands in the bar now; the register shows it after that.
  leaving(link, format, query = {}) {
    link.href = addressOf(`/export/${format}`, { coder: this.coder, ...query });
    setTimeout(() => this.look({ quiet: true }), 1500);
  }

  setCoder() {
    this.coder = this.who.value.trim() || this.hello.coder;
    sessionStorage.setItem("coder", this.coder);
    this.who.value = this.coder;
  }
}

export function mount(model, root) {
  new Safekeeping(model, root).begin();
}

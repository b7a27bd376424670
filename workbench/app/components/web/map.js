// Map: every passage a point, near ones say similar things. The picture and the list do the same.

import { Line } from "./explore_line.js";
import { Naming } from "./explore_naming.js";
import { Acts } from "./map_acts.js";
import { Chart, OUT, PAST, USUAL } from "./map_chart.js";
import { Choosing } from "./map_choosing.js";
import { build, drawTools, drawWays } from "./map_frame.js";
import { Groups } from "./map_groups.js";
import { Help } from "./map_help.js";
import { Laying } from "./map_laying.js";
import { Legend } from "./map_legend.js";
import { List } from "./map_list.js";
import { Points } from "./map_points.js";
import { Pointer } from "./map_pointer.js";
import { read, write } from "./map_route.js";
import { Search } from "./map_search.js";
import { empty, fewWords } from "./map_states.js";
import { printing, save } from "./map_still.js";
import { Tip } from "./map_tip.js";
import { addressOf } from "./nav.js";
import { Notices } from "./notices.js";
import { Picker } from "./picker.js";

class PassageMap {
  constructor(model, root) {
    Object.assign(this, { root, hello: model.hello, groups: new Map(), pressed: new Set(), colour: "candidate", seq: null, version: -1, lit: null, listed: false });
    this.coder = sessionStorage.getItem("coder") || this.hello.coder;
    this.chart = new Chart(this);
    this.acts = new Acts(this);
    this.choosing = new Choosing(this);
    this.laying = new Laying(this);
    this.legend = new Legend(this);
    this.table = new Groups(this);
    this.list = new List(this);
    this.search = new Search(this);
    this.field = this.search.field;
    this.tip = new Tip(this);
    build(this, root);
    this.notices = new Notices(root, { undo: () => this.acts.undo() });
    this.picker = new Picker(root);
    this.naming = new Naming(this);
    this.help = new Help(this);
    this.pointer = new Pointer(this, this.chart);
    this.line = new Line(model, { patched: (patch) => this.patched(patch), worked: () => {}, lost: () => this.notices.lost(), pending: (number) => this.busy(number) });
    window.addEventListener("hashchange", () => this.arrive());
    printing(this);
  }

  async begin() {
    this.chart.begin();
    drawTools(this);
    this.list.changed();
    await this.load();
    document.getElementById("opening")?.remove();
    this.root.dataset.ready = "yes";
  }

  // Loads everything: at the start, and when the texts have changed.
  async load() {
    const start = await this.tried("start");
    if (!start) return;
    this.start = start;
    this.name.textContent = this.name.title = start.name;
    document.title = `Map · ${start.name} · Sensemaking workbench`;
    const laid = await this.laying.map();
    if (!laid) return;
    this.points = new Points(laid);
    this.say.textContent = laid.message || fewWords(laid.n);
    this.list.known.clear();
    this.list.show(new Uint32Array(), "");
    const nothing = empty(start, laid);
    this.showState(nothing);
    if (nothing) return;
    this.chart.show(this.points);
    if (this.version < 0) this.colour = start.colour;
    Object.assign(this, { version: -1, lit: null });
    this.search.words = "";
    await this.arrive();
    this.laying.giveFocus();
  }

  showState(parts) {
    this.state.replaceChildren(...(parts ?? []));
    this.state.hidden = !parts;
    this.root.classList.toggle("map-blank", Boolean(parts));
  }

  // Shows what the address says: the colours, a theme, a search, the list.
  async arrive() {
    // Whoever waits for the map gets there when it is laid out.
    if (!this.points || this.laying.state) return;
    const wanted = read();
    const known = this.start.colours.includes(wanted.colour) ? wanted.colour : null;
    const theme = wanted.theme;
    const colour = known ?? (theme ? (this.start.codes.includes(theme) ? "code" : "candidate") : this.colour);
    if (colour !== this.colour || this.version < 0) await this.recolour(colour);
    this.asList(wanted.as === "list", { quiet: true });
    if (wanted.find !== this.search.words) await this.search.look(wanted.find, { quiet: true });
    if (theme && theme !== this.theme) this.choosing.showTheme(theme);
    this.theme = theme;
  }

  async recolour(colour) {
    const answer = await this.tried("colour", { colour });
    if (!answer) return;
    if (answer.stamp !== this.points.stamp) return this.load();
    this.colour = answer.colour;
    this.pressed.clear();
    this.chosen = null;
    this.points.colour(answer);
    this.take_groups(answer);
  }

  take_groups({ groups, none, version, seq }) {
    this.groups = new Map(groups.map((each) => [each.no, each]));
    Object.assign(this, { none, version, seq: seq ?? this.seq });
    for (const key of [...this.pressed]) if (typeof key === "number" && !this.groups.has(key)) this.pressed.delete(key);
    this.redraw();
  }

  // What others decide, and what was decided here, arrives as what has changed.
  async patched({ again, seq, since, moved, also, groups, none, version }) {
    if (!this.points) return this.load();
    this.seq = seq ?? this.seq;
    this.list.forget();
    if (again) {
      const { map } = (await this.tried("map")) ?? {};
      if (map?.stamp !== this.points.stamp) return this.load();
      return this.repaint();
    }
    if (!groups) return null;
    if (since !== this.version) return this.repaint();
    this.points.change({ moved, also });
    return this.take_groups({ groups, none, version });
  }

  // Asks for the colours anew and keeps what is pressed, chosen and selected.
  async repaint() {
    const answer = await this.tried("colour", { colour: this.colour });
    if (!answer || answer.stamp !== this.points.stamp) return;
    this.pressed.clear();
    this.points.colour(answer);
    this.take_groups(answer);
  }

  redraw() {
    drawWays(this);
    this.legend.draw();
    this.table.draw();
    this.chart.restate();
  }

  inOrder() {
    return [...this.groups.values()];
  }

  counts() {
    const found = { others: 0, none: 0 };
    for (const each of this.points?.of ?? []) {
      if (each < 0) found.none += 1;
      else if (this.groups.get(each)?.hue === null) found.others += 1;
    }
    return found;
  }

  // Whether the legend lets a point through.
  shown(row) {
    if (!this.pressed.size) return true;
    const number = this.points.of[row];
    if (number < 0) return this.pressed.has("none");
    if (this.pressed.has(number) || (this.pressed.has("others") && this.groups.get(number)?.hue === null)) return true;
    return this.points.also.get(row)?.some((each) => this.pressed.has(each)) ?? false;
  }

  level(row) {
    if (this.list.length) return this.list.taken[row] ? OUT : this.list.listed[row] ? USUAL : PAST;
    if (!this.shown(row)) return PAST;
    if (this.lit) return this.lit[row] ? OUT : PAST;
    return USUAL;
  }

  press(key) {
    if (key === null) this.pressed.clear();
    else if (!this.pressed.delete(key)) this.pressed.add(key);
    this.redraw();
  }

  hover(row, spot) {
    this.tip.look(row, spot);
  }

  nextColour() {
    const { colours } = this.start;
    write({ colour: colours[(colours.indexOf(this.colour) + 1) % colours.length], theme: "" });
  }

  take(tool) {
    this.pointer.tool = tool;
    drawTools(this);
  }

  asList(on, { quiet = false } = {}) {
    this.listed = on;
    this.toggle.setAttribute("aria-pressed", String(on));
    this.table.root.hidden = !on;
    this.plot.hidden = on;
    this.table.draw();
    if (!on) this.chart.sized();
    if (quiet) return;
    write({ as: on ? "list" : "" });
    if (on) this.table.root.querySelector("h2")?.focus();
  }

  toGroups() {
    (this.listed ? this.table.root.querySelector("button") : this.legend.items.querySelector("button"))?.focus();
  }

  picture() {
    return save(this);
  }

  codingAddress(row) {
    return addressOf("/coding", { source: row.source, passage: row.id });
  }

  // Asks, and tells what went wrong; null then.
  async tried(name, details) {
    try {
      return await this.line.ask(name, details);
    } catch (error) {
      this.notices.failed(error.message);
      return null;
    }
  }

  // Remembers what has the focus in a part that is drawn anew, and gives it back.
  keepFocus(part) {
    const focused = this.root.getRootNode().activeElement;
    const name = part.contains(focused) ? focused.dataset.focus : null;
    return () => name && [...part.querySelectorAll("[data-focus]")].find((each) => each.dataset.focus === name)?.focus({ preventScroll: true });
  }

  busy(number) {
    // While the map is laid out the page asks how far that is, which is no work of anybody's here.
    if (this.laying.state) return;
    this.saving.textContent = number ? "…" : "";
    this.middle.setAttribute("aria-busy", number ? "true" : "false");
  }

  setCoder() {
    this.coder = this.who.value.trim() || this.hello.coder;
    sessionStorage.setItem("coder", this.coder);
    this.who.value = this.coder;
  }
}

export function mount(model, root) {
  new PassageMap(model, root).begin();
}

// While the map is laid out: how far it is, in words and as a share; it can be stopped and begun again.
// It runs beside the server, so every tab sees the same one, also after a reload.

import { button, h } from "./dom.js";

const AGAIN = 350;
// So long one waits without being told why.
const SOON = 500;
// Nothing runs: a look now and then tells whether somebody else has begun it.
const CALM = 2000;
// What has just ended is asked for at once: the map is there then.
const RUNS = new Set(["running", "done", "none"]);
const KEPT = "It is done once for these texts and for everybody, and goes on while you look at other pages.";

export class Laying {
  constructor(app) {
    this.app = app;
    this.title = h("h2", { class: "view-title" });
    this.words = h("p", { class: "laying-words" });
    this.bar = h("div", { class: "meter", role: "progressbar", "aria-label": "How far it is", "aria-valuemin": "0", "aria-valuemax": "100" }, h("span", {}));
    this.about = h("p", {}, KEPT);
    this.acts = h("p", { class: "nothing-acts" });
    this.live = h("p", { class: "unseen", role: "status" });
    this.parts = [this.title, this.words, this.bar, this.about, this.acts];
    this.state = "";
    this.turn = 0;
  }

  // Waits for the map, and returns it; null when somebody else waits for it by now, or nobody can.
  async map() {
    const turn = ++this.turn;
    for (let begin = false; ; begin = this.wanted) {
      this.wanted = false;
      const soon = setTimeout(() => this.look(), SOON);
      const { map, laying } = (await this.app.tried("map", { begin })) ?? {};
      clearTimeout(soon);
      if (turn !== this.turn) return null;
      if (map) return this.laidOut(map);
      if (!laying || !(await this.follow(turn, laying))) return null;
    }
  }

  // Of very many passages it takes a moment to read where they lie.
  look() {
    if (this.state || this.app.points) return;
    this.title.textContent = "Opening the map…";
    this.words.textContent = "Where every passage lies is read once after each start.";
    this.bar.hidden = this.about.hidden = true;
    this.app.showState(this.parts);
    document.getElementById("opening")?.remove();
  }

  // Shows how far it is until that may have changed what "map" answers.
  async follow(turn, told) {
    const { state } = told;
    for (let now = told; now.state === state && !this.wanted; ) {
      this.show(now);
      await new Promise((resolve) => { this.wake = resolve; setTimeout(resolve, RUNS.has(state) ? AGAIN : CALM); });
      if (turn !== this.turn) return false;
      now = (await this.app.tried("laying"))?.laying;
      if (!now || turn !== this.turn) return false;
    }
    return true;
  }

  laidOut(map) {
    if (this.state) this.live.textContent = "The map is laid out.";
    this.focused = this.holdsFocus();
    this.state = "";
    return map;
  }

  // Whoever waited at the button goes on at the map, once that can be seen.
  giveFocus() {
    if (this.focused) this.app.chart.above.focus();
    this.focused = false;
  }

  holdsFocus() {
    return this.acts.contains(this.app.root.getRootNode().activeElement);
  }

  show({ state, stage, fraction, message }) {
    const running = RUNS.has(state);
    const percent = Math.round(100 * fraction);
    this.words.textContent = running ? `${this.stopping ? "Stopping" : stage || "Starting"}: ${percent} %` : message;
    this.bar.setAttribute("aria-valuenow", String(percent));
    this.bar.setAttribute("aria-valuetext", `${percent} per cent: ${stage || "Starting"}`);
    this.bar.firstChild.style.width = `${Math.max(2, percent)}%`;
    if (this.state !== state) this.turned(state, running);
    if (!this.title.isConnected) this.app.showState(this.parts);
    if (!this.live.isConnected) this.app.root.append(this.live);
    document.getElementById("opening")?.remove();
    this.app.root.dataset.ready = "yes";
  }

  turned(state, running) {
    const focused = this.holdsFocus();
    this.state = state;
    this.stopping = false;
    this.title.textContent = running ? "The map is being laid out" : "The map is not laid out";
    this.bar.hidden = this.about.hidden = !running;
    const act = running ? button("Cancel", { key: "S", act: "stop laying out", press: () => this.press() }) : button("Lay the map out", { key: "S", kind: "primary", act: "lay out", press: () => this.press() });
    this.acts.replaceChildren(act);
    if (focused) act.focus();
    this.live.textContent = running ? `${this.title.textContent}.` : this.words.textContent;
  }

  // Stops what runs, or begins what does not.
  async press() {
    if (!this.state || this.stopping) return;
    if (!RUNS.has(this.state)) {
      this.wanted = true;
      return this.wake?.();
    }
    this.stopping = true;
    this.words.textContent = "Stopping…";
    await this.app.tried("cancel");
    this.stopping = false;
    this.wake?.();
  }
}

// Mouse, pen, touch and keys on the map: moving about, and drawing round what is meant.

const CLICK = 5;
const STEP = 60;

export class Pointer {
  constructor(app, chart) {
    this.app = app;
    this.chart = chart;
    this.held = new Map();
    this.tool = "move";
    const { above } = chart;
    above.addEventListener("pointerdown", (event) => this.down(event));
    above.addEventListener("pointermove", (event) => this.move(event));
    above.addEventListener("pointerup", (event) => this.up(event));
    above.addEventListener("pointercancel", (event) => this.cancel(event));
    above.addEventListener("pointerleave", () => !this.held.size && this.app.hover(-1));
    above.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    above.addEventListener("keydown", (event) => this.key(event));
  }

  spot(event) {
    const box = this.chart.above.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  down(event) {
    if (event.button > 1) return;
    this.chart.above.setPointerCapture(event.pointerId);
    this.held.set(event.pointerId, this.spot(event));
    this.moved = this.held.size > 1;
    if (this.held.size > 1) return this.stopDrawing();
    this.start = this.spot(event);
    this.draws = this.tool !== "move" && event.button === 0;
    if (this.draws) this.chart.drawn = [this.start];
    return null;
  }

  move(event) {
    const now = this.spot(event);
    const before = this.held.get(event.pointerId);
    if (!before) return this.app.hover(event.pointerType === "touch" ? -1 : this.chart.at(...now), now);
    if (this.held.size > 1) return this.pinch(event.pointerId, now);
    this.held.set(event.pointerId, now);
    this.moved ||= Math.hypot(now[0] - this.start[0], now[1] - this.start[1]) > CLICK;
    if (!this.moved) return null;
    if (this.draws) this.draw(now);
    else this.chart.pan(now[0] - before[0], now[1] - before[1]);
    return null;
  }

  draw([x, y]) {
    const [left, top] = this.start;
    if (this.tool === "box") this.chart.drawn = [[left, top], [x, top], [x, y], [left, y]];
    else this.chart.drawn.push([x, y]);
    this.chart.ask();
  }

  // Two fingers move and zoom the map, whichever tool is chosen.
  pinch(id, now) {
    const [other] = [...this.held].filter(([each]) => each !== id).map(([, spot]) => spot);
    const before = this.held.get(id);
    const far = (spot) => Math.max(1, Math.hypot(spot[0] - other[0], spot[1] - other[1]));
    this.held.set(id, now);
    this.chart.pan((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
    this.chart.zoom(far(now) / far(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
  }

  up(event) {
    if (!this.held.delete(event.pointerId)) return;
    if (this.held.size) return;
    const loop = this.draws && this.moved ? this.chart.drawn : null;
    this.stopDrawing();
    if (loop?.length > 2) this.app.choosing.around(this.tool, loop.map(([x, y]) => this.chart.toMap(x, y)), event.shiftKey);
    else if (!this.moved) this.app.choosing.clicked(this.chart.at(...this.spot(event)), event.shiftKey);
  }

  cancel(event) {
    this.held.delete(event.pointerId);
    this.stopDrawing();
  }

  stopDrawing() {
    this.draws = false;
    this.chart.drawn = null;
    this.chart.ask();
  }

  wheel(event) {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 18 : 1;
    this.chart.zoom(Math.exp((-event.deltaY * lines) / 420), ...this.spot(event));
  }

  key(event) {
    const steps = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] }[event.key];
    if (!steps || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.chart.pan(...steps);
  }
}

// Draws the points: into a picture in memory, so that a frame costs the same with and without a graphics card.

import { Colours, hueOf } from "./map_colours.js";
import { place } from "./map_labels.js";

const PADDING = 34;
const SLOWEST = 0.5;
const FARTHEST = 260;
// What a point is at the moment: looked past, as usual, or brought out.
export const PAST = 0;
export const USUAL = 1;
export const OUT = 2;

export class Chart {
  constructor(app) {
    this.app = app;
    this.points = null;
    this.base = document.createElement("canvas");
    this.above = document.createElement("canvas");
    this.base.className = "map-base";
    this.above.className = "map-above";
    this.view = { scale: 1, x: 0, y: 0 };
    this.hover = -1;
    this.drawn = null;
    this.labels = [];
  }

  begin() {
    this.colours = new Colours(this.app.root);
    new ResizeObserver(() => this.sized()).observe(this.above.parentElement);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
  }

  show(points) {
    this.points = points;
    this.levels = new Uint8Array(points.n);
    this.order = new Uint32Array(points.n);
    this.hues = new Uint8Array(points.n);
    this.hover = -1;
    this.sized();
    this.fit();
  }

  recolour() {
    this.colours.read();
    this.ask();
  }

  sized() {
    const box = this.above.parentElement.getBoundingClientRect();
    const ratio = Math.min(2, devicePixelRatio || 1);
    const before = [this.width, this.height];
    Object.assign(this, { ratio, width: Math.max(1, box.width), height: Math.max(1, box.height) });
    for (const each of [this.base, this.above]) {
      each.width = Math.round(this.width * ratio);
      each.height = Math.round(this.height * ratio);
    }
    this.image = null;
    // What was in the middle stays there.
    if (before[0]) {
      this.view.x += (this.width - before[0]) / 2;
      this.view.y += (this.height - before[1]) / 2;
    }
    if (this.whole || before[0] <= 1) this.fit();
    this.paint();
  }

  get smallest() {
    const tall = this.points?.tall ?? 1;
    return Math.max(20, Math.min(this.width - 2 * PADDING, (this.height - 2 * PADDING) / tall));
  }

  fit(box = [0, 0, 1, this.points?.tall ?? 1]) {
    this.whole = box[2] - box[0] >= 1;
    const [wide, high] = [Math.max(0.03, box[2] - box[0]), Math.max(0.03, box[3] - box[1])];
    const scale = Math.min((this.width - 2 * PADDING) / wide, (this.height - 2 * PADDING) / high);
    this.view.scale = this.bounded(scale);
    this.view.x = this.width / 2 - ((box[0] + box[2]) / 2) * this.view.scale;
    this.view.y = this.height / 2 - ((box[1] + box[3]) / 2) * this.view.scale;
    this.ask();
  }

  bounded(scale) {
    return Math.max(this.smallest * SLOWEST, Math.min(this.smallest * FARTHEST, scale));
  }

  zoom(by, x = this.width / 2, y = this.height / 2) {
    const scale = this.bounded(this.view.scale * by);
    const real = scale / this.view.scale;
    this.view = { scale, x: x - (x - this.view.x) * real, y: y - (y - this.view.y) * real };
    this.whole = false;
    this.ask();
  }

  pan(dx, dy) {
    this.view.x += dx;
    this.view.y += dy;
    this.whole = false;
    this.ask();
  }

  toMap(x, y) {
    return [(x - this.view.x) / this.view.scale, (y - this.view.y) / this.view.scale];
  }

  toScreen(x, y) {
    return [x * this.view.scale + this.view.x, y * this.view.scale + this.view.y];
  }

  at(x, y) {
    const reach = (this.radius + 6) / this.view.scale;
    return this.points ? this.points.nearest(...this.toMap(x, y), reach, (row) => this.app.shown(row)) : -1;
  }

  // Larger with fewer points, and a little larger the nearer one looks.
  get radius() {
    const n = this.points?.n ?? 0;
    const usual = n < 1500 ? 4.6 : n < 12_000 ? 3 : n < 40_000 ? 1.9 : 1.5;
    return Math.min(9, usual * (this.view.scale / this.smallest) ** 0.32);
  }

  // Which points are looked past, usual or brought out; in the order in which they are drawn.
  restate() {
    const { points, app } = this;
    if (!points) return;
    const counts = new Uint32Array(64);
    for (let row = 0; row < points.n; row += 1) {
      const hue = hueOf(app.groups.get(points.of[row]));
      const level = app.level(row);
      this.hues[row] = hue;
      this.levels[row] = level;
      counts[level * 16 + 16 - hue] += 1;
    }
    for (let key = 1; key < 64; key += 1) counts[key] += counts[key - 1];
    for (let row = points.n - 1; row >= 0; row -= 1) this.order[--counts[this.levels[row] * 16 + 16 - this.hues[row]]] = row;
    this.ask();
  }

  ask() {
    this.frame ??= requestAnimationFrame(() => this.paint());
  }

  paint() {
    cancelAnimationFrame(this.frame);
    this.frame = null;
    if (!this.points || this.width <= 1) return;
    this.paintPoints();
    this.paintAbove();
  }

  paintPoints() {
    const { ratio, points, view, colours } = this;
    const edge = 24;
    const wide = this.base.width + 2 * edge;
    const high = this.base.height + 2 * edge;
    this.image ??= new ImageData(wide, high);
    const pixels = new Uint32Array(this.image.data.buffer);
    pixels.fill(colours.paper);
    const dot = disc(this.radius * ratio);
    const rim = disc((this.radius + 1.6) * ratio);
    const scale = view.scale * ratio;
    const [left, top] = [view.x * ratio + edge, view.y * ratio + edge];
    for (let at = 0; at < points.n; at += 1) {
      const row = this.order[at];
      const x = Math.round(points.x[row] * scale + left);
      const y = Math.round(points.y[row] * scale + top);
      if (x < edge - 12 || y < edge - 12 || x >= wide - edge + 12 || y >= high - edge + 12) continue;
      const level = this.levels[row];
      const middle = y * wide + x;
      if (level === OUT) stamp(pixels, wide, middle, rim, colours.ring);
      stamp(pixels, wide, middle, dot, level === PAST ? colours.faded[this.hues[row]] : colours.full[this.hues[row]]);
    }
    this.base.getContext("2d", { alpha: false }).putImageData(this.image, -edge, -edge);
  }

  paintAbove() {
    const brush = this.above.getContext("2d");
    brush.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    brush.clearRect(0, 0, this.width, this.height);
    const { css } = this.colours;
    this.labels = place(brush, this);
    brush.lineJoin = "round";
    for (const { words, x, y, font } of this.labels) {
      Object.assign(brush, { font, textAlign: "center", textBaseline: "middle", lineWidth: 4, strokeStyle: css.sheet, fillStyle: css.ink });
      brush.strokeText(words, x, y);
      brush.fillText(words, x, y);
    }
    if (this.hover >= 0) this.circle(brush, this.hover);
    if (this.drawn?.length > 1) this.outline(brush);
  }

  circle(brush, row) {
    const [x, y] = this.toScreen(this.points.x[row], this.points.y[row]);
    Object.assign(brush, { lineWidth: 5, strokeStyle: this.colours.css.sheet });
    brush.beginPath();
    brush.arc(x, y, this.radius + 6, 0, 2 * Math.PI);
    brush.stroke();
    Object.assign(brush, { lineWidth: 2.5, strokeStyle: this.colours.css.ink });
    brush.stroke();
  }

  // The lasso or box while it is drawn; in the colour of what can be acted on.
  outline(brush) {
    Object.assign(brush, { lineWidth: 2, strokeStyle: this.colours.css.accent, fillStyle: this.colours.css.accent });
    brush.beginPath();
    for (const [x, y] of this.drawn) brush.lineTo(x, y);
    brush.closePath();
    brush.globalAlpha = 0.12;
    brush.fill();
    brush.globalAlpha = 1;
    brush.stroke();
  }
}

// A disc as steps from its middle: rows of pixels, and how much each one covers.
const discs = new Map();
function disc(radius) {
  const key = Math.round(radius * 4);
  if (discs.has(key)) return discs.get(key);
  const size = Math.ceil(radius + 0.5);
  const found = { dx: [], dy: [], cover: [] };
  for (let dy = -size; dy <= size; dy += 1) {
    for (let dx = -size; dx <= size; dx += 1) {
      const cover = Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(dx, dy)));
      if (cover <= 0.04) continue;
      found.dx.push(dx);
      found.dy.push(dy);
      found.cover.push(Math.round(cover * 255));
    }
  }
  const made = { dx: Int32Array.from(found.dx), dy: Int32Array.from(found.dy), cover: Uint8Array.from(found.cover) };
  discs.set(key, made);
  return made;
}

function stamp(pixels, wide, middle, { dx, dy, cover }, colour) {
  const red = colour & 255;
  const green = (colour >> 8) & 255;
  const blue = (colour >> 16) & 255;
  for (let step = 0; step < cover.length; step += 1) {
    const at = middle + dy[step] * wide + dx[step];
    const part = cover[step];
    if (part > 250) {
      pixels[at] = colour;
      continue;
    }
    const under = pixels[at];
    const rest = 255 - part;
    pixels[at] = (0xff000000 | ((((blue * part + ((under >> 16) & 255) * rest) / 255) | 0) << 16) | ((((green * part + ((under >> 8) & 255) * rest) / 255) | 0) << 8) | (((red * part + (under & 255) * rest) / 255) | 0)) >>> 0;
  }
}

// Names of the largest groups on the map: as many as find room, none over another.

import { short } from "./dom.js";

const LETTERS = 30;
const MOST = 24;
const FONT = '600 14px "Segoe UI", -apple-system, "Inter", Roboto, "Liberation Sans", Arial, sans-serif';
const HIGH = 20;

// Only themes lie together; people of one role are everywhere, so a name would point nowhere.
export function place(brush, chart) {
  const { app, width, height } = chart;
  if (!["candidate", "code"].includes(app.colour)) return [];
  brush.font = FONT;
  const found = [];
  for (const group of app.inOrder()) {
    if (found.length >= MOST) break;
    if (app.pressed.size && !app.pressed.has(group.no)) continue;
    const [x, y] = chart.toScreen(...group.at);
    if (x < 0 || y < 0 || x > width || y > height) continue;
    const words = short(group.name, LETTERS);
    const half = brush.measureText(words).width / 2 + 4;
    if (2 * half > width - 12) continue;
    const label = { words, font: FONT, half, no: group.no, x: Math.max(half + 6, Math.min(width - half - 6, x)), y: Math.max(HIGH, Math.min(height - HIGH, y)) };
    if (!found.some((other) => Math.abs(other.x - label.x) < other.half + half && Math.abs(other.y - label.y) < HIGH)) found.push(label);
  }
  return found;
}

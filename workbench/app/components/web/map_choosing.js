// What is chosen on the map, however it was: a group, a theme, a line drawn round points, one point.

import { count, short } from "./dom.js";
import { write } from "./map_route.js";

const NARROW = matchMedia("(max-width: 760px)");

export class Choosing {
  constructor(app) {
    this.app = app;
  }

  // Lists a whole group, the passages nearest to its middle first.
  choose(key, { focus = false } = {}) {
    const rows = this.rowsOf(key);
    const words = key === "none" ? this.app.none : key === "others" ? "in the other groups" : this.app.groups.get(key)?.name ?? "";
    this.app.chosen = key;
    this.select(rows, words, { focus });
    this.app.table.draw();
  }

  rowsOf(key) {
    const { points } = this.app;
    if (typeof key === "number") return points.inGroup(key);
    const wanted = (row) => (key === "none" ? points.of[row] < 0 : this.app.groups.get(points.of[row])?.hue === null);
    return Array.from({ length: points.n }, (_, row) => row).filter(wanted);
  }

  showTheme(id) {
    const group = this.app.inOrder().find((each) => each.id === id);
    if (!group) return this.app.notices.failed("This theme is not on the map: it holds no passages any more, or was dismissed.");
    this.choose(group.no);
    return this.app.chart.fit(this.app.points.bounds(this.app.list.rows));
  }

  around(tool, loop, adds) {
    const xs = loop.map(([x]) => x);
    const ys = loop.map(([, y]) => y);
    const seen = (row) => this.app.shown(row) && (!this.app.lit || this.app.list.length || this.app.lit[row]);
    const rows = tool === "box" ? this.app.points.inBox([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], seen) : this.app.points.inLoop(loop, seen);
    if (!rows.length && !adds) return this.app.notices.hint("No passage lies inside; draw round some points");
    return this.select(adds ? [...new Set([...this.app.list.picked, ...rows])] : rows, tool === "box" ? "in the box that you drew" : "inside the line that you drew");
  }

  clicked(row, adds) {
    if (row < 0) return adds ? null : this.escape();
    if (!adds) return this.select([row], "the point that you clicked");
    const picked = new Set(this.app.list.picked);
    if (!picked.delete(row)) picked.add(row);
    return this.select([...picked], "the points that you clicked");
  }

  select(rows, words, { focus = false } = {}) {
    this.app.list.show(this.app.points.fromTheMiddle(Array.from(rows)), words);
    this.app.notices.read(rows.length ? `${count(rows.length, "passage")} selected: ${short(words)}` : "Nothing is selected.");
    if (focus) this.app.list.box.focus({ preventScroll: !NARROW.matches });
    // On a phone the list lies below the map.
    else if (NARROW.matches && rows.length) this.app.notices.hint(`${count(rows.length, "passage")} selected; they are listed below the map`);
  }

  escape() {
    if (!this.app.list.source.hidden) return this.app.list.back();
    if (this.app.list.length) {
      this.app.chosen = null;
      this.app.list.show(new Uint32Array(), "");
      this.app.table.draw();
      this.app.notices.read("Nothing is selected.");
      return this.app.theme && write({ theme: "" });
    }
    if (this.app.lit) return this.app.search.clear();
    return this.app.pressed.size ? this.app.press(null) : null;
  }
}

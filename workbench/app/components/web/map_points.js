// The points of the map: where they are, which groups they belong to, and who is near a place.

const SIDE = 96;

export class Points {
  constructor({ stamp, n, places, message }) {
    Object.assign(this, { stamp, n, message });
    const both = new Float32Array(bytesOf(places).buffer);
    this.x = new Float32Array(n);
    this.y = new Float32Array(n);
    for (let row = 0; row < n; row += 1) {
      this.x[row] = both[2 * row];
      this.y[row] = both[2 * row + 1];
    }
    this.tall = n ? this.y.reduce((most, each) => Math.max(most, each), 1) : 1;
    this.of = new Int32Array(n).fill(-1);
    this.also = new Map();
    this.index();
  }

  // A grid over the map: which rows lie in which cell, one after the other.
  index() {
    const cells = SIDE * SIDE;
    this.starts = new Uint32Array(cells + 1);
    this.rows = new Uint32Array(this.n);
    for (let row = 0; row < this.n; row += 1) this.starts[this.cell(this.x[row], this.y[row]) + 1] += 1;
    for (let cell = 0; cell < cells; cell += 1) this.starts[cell + 1] += this.starts[cell];
    const next = this.starts.slice(0, cells);
    for (let row = 0; row < this.n; row += 1) this.rows[next[this.cell(this.x[row], this.y[row])]++] = row;
  }

  cell(x, y) {
    return this.line(y) * SIDE + this.line(x);
  }

  line(value) {
    return Math.max(0, Math.min(SIDE - 1, Math.floor((value / this.tall) * SIDE)));
  }

  // Calls back with the rows of every cell that a box touches.
  within([left, top, right, bottom], each) {
    for (let v = this.line(top); v <= this.line(bottom); v += 1) {
      for (let at = this.starts[v * SIDE + this.line(left)]; at < this.starts[v * SIDE + this.line(right) + 1]; at += 1) each(this.rows[at]);
    }
  }

  // The row that is nearest to a place, no farther than a reach; -1 where there is none.
  nearest(x, y, reach, seen) {
    let best = -1;
    let least = reach * reach;
    this.within([x - reach, y - reach, x + reach, y + reach], (row) => {
      const far = (this.x[row] - x) ** 2 + (this.y[row] - y) ** 2;
      if (far <= least && seen(row)) [best, least] = [row, far];
    });
    return best;
  }

  inBox([left, top, right, bottom], seen) {
    const found = [];
    this.within([left, top, right, bottom], (row) => {
      const inside = this.x[row] >= left && this.x[row] <= right && this.y[row] >= top && this.y[row] <= bottom;
      if (inside && seen(row)) found.push(row);
    });
    return found;
  }

  // The rows inside a line that was drawn around them, as corners [x, y].
  inLoop(loop, seen) {
    const xs = loop.map(([x]) => x);
    const ys = loop.map(([, y]) => y);
    const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    return this.inBox(box, seen).filter((row) => encloses(loop, this.x[row], this.y[row]));
  }

  inGroup(number) {
    const found = [];
    for (let row = 0; row < this.n; row += 1) if (this.belongs(row, number)) found.push(row);
    return found;
  }

  belongs(row, number) {
    return this.of[row] === number || (this.also.get(row)?.includes(number) ?? false);
  }

  // The rows in order from their middle outward: what is most like all of them comes first.
  fromTheMiddle(rows) {
    if (!rows.length) return Uint32Array.from(rows);
    const middle = (values) => Float32Array.from(rows, (row) => values[row]).sort()[rows.length >> 1];
    const [x, y] = [middle(this.x), middle(this.y)];
    const far = Float32Array.from(rows, (row) => (this.x[row] - x) ** 2 + (this.y[row] - y) ** 2);
    const order = Uint32Array.from(rows.keys()).sort((one, other) => far[one] - far[other] || rows[one] - rows[other]);
    return order.map((place) => rows[place]);
  }

  // The box around rows, as left, top, right, bottom.
  bounds(rows) {
    const box = [1, this.tall, 0, 0];
    for (const row of rows) {
      box[0] = Math.min(box[0], this.x[row]);
      box[1] = Math.min(box[1], this.y[row]);
      box[2] = Math.max(box[2], this.x[row]);
      box[3] = Math.max(box[3], this.y[row]);
    }
    return box;
  }

  colour({ of, also }) {
    this.of = new Int32Array(bytesOf(of).buffer);
    this.alsoIn(also);
  }

  change({ moved, also }) {
    for (const [row, number] of moved) this.of[row] = number;
    this.alsoIn(also);
  }

  alsoIn(pairs) {
    this.also = new Map();
    for (const [row, number] of pairs) this.also.set(row, [...(this.also.get(row) ?? []), number]);
  }

  // Rows as one bit each, the way the server counts them.
  packed(rows) {
    const bits = new Uint8Array((this.n + 7) >> 3);
    for (const row of rows) bits[row >> 3] |= 128 >> (row & 7);
    let text = "";
    for (let at = 0; at < bits.length; at += 8192) text += String.fromCharCode(...bits.subarray(at, at + 8192));
    return btoa(text);
  }

  // The rows of bits that came from the server, as a flag each.
  flags(packed) {
    const bits = bytesOf(packed);
    return Uint8Array.from({ length: this.n }, (_, row) => (bits[row >> 3] >> (7 - (row & 7))) & 1);
  }
}

export function bytesOf(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function encloses(loop, x, y) {
  let inside = false;
  for (let here = 0, before = loop.length - 1; here < loop.length; before = here, here += 1) {
    const [ax, ay] = loop[here];
    const [bx, by] = loop[before];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

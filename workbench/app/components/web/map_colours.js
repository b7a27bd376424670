// The colours of the map: read from the page's own, so that light, dark and print agree with it.

const HUES = 8;
//: How much of a colour is left of what others are looked at instead.
const FADED = 0.22;

export class Colours {
  constructor(root) {
    this.root = root;
    this.read();
  }

  read() {
    const style = getComputedStyle(this.root);
    const named = (name) => parse(style.getPropertyValue(name).trim());
    this.sheet = named("--sheet");
    this.ink = named("--ink");
    this.accent = named("--accent");
    const soft = named("--soft");
    // After the eight: the other groups together, and what is in none.
    const all = [...Array.from({ length: HUES }, (_, hue) => named(`--hue-${hue}`)), mix(soft, this.sheet, 0.62), mix(soft, this.sheet, 0.34)];
    this.full = all.map(packed);
    this.faded = all.map((each) => packed(mix(each, this.sheet, FADED)));
    this.ring = packed(this.ink);
    this.paper = packed(this.sheet);
    this.css = { ink: css(this.ink), sheet: css(this.sheet), accent: css(this.accent) };
  }
}

// Which of the colours a group has: its own, that of all others, or that of none.
export function hueOf(group) {
  return group ? (group.hue ?? HUES) : HUES + 1;
}

export function swatch(hue) {
  return hue < HUES ? `var(--hue-${hue})` : hue === HUES ? "color-mix(in srgb, var(--soft) 62%, var(--sheet))" : "color-mix(in srgb, var(--soft) 34%, var(--sheet))";
}

function parse(hex) {
  const digits = hex.replace("#", "");
  const long = digits.length === 3 ? [...digits].map((each) => each + each).join("") : digits;
  return [0, 2, 4].map((at) => parseInt(long.slice(at, at + 2), 16) || 0);
}

function mix(one, other, share) {
  return one.map((each, at) => Math.round(each * share + other[at] * (1 - share)));
}

// As a picture holds it in memory.
function packed([red, green, blue]) {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

function css([red, green, blue]) {
  return `rgb(${red} ${green} ${blue})`;
}

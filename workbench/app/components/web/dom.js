// Elements out of plain values. Text only ever becomes text nodes: nothing here reads markup.

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  undo: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  redo: "m15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3",
  history: "M3 12a9 9 0 1 0 3-6.7L3 8M3 3v5h5M12 7v5l3 2",
  download: "M12 3v12m0 0 5-5m-5 5-5-5M4 20h16",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 5 5",
  close: "M6 6l12 12M18 6 6 18",
  back: "M15 5l-7 7 7 7",
  check: "M5 12.5l4.5 4.5L19 7",
  help: "M9.2 9a3 3 0 1 1 4.3 2.7c-1 .5-1.5 1.1-1.5 2.3M12 17.5v.1",
  tray: "M4 13l3-8h10l3 8v6H4v-6Zm0 0h5a3 3 0 0 0 6 0h5",
  menu: "M4 7h16M4 12h16M4 17h16",
  next: "M5 12h13m-5-5 5 5-5 5",
  offered: "M4 14v5h16v-5M12 4v10m0 0-4-4m4 4 4-4",
  alike: "M14 12a5 5 0 1 1-10 0 5 5 0 0 1 10 0ZM20 12a5 5 0 1 1-10 0 5 5 0 0 1 10 0Z",
  memo: "M5 4h14v11l-5 5H5V4Zm9 16v-5h5M8.5 8.5h7M8.5 12h4",
  text: "M5 6h14M5 10h14M5 14h9M5 18h6",
};

export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    } else if (name === "value" || name === "checked" || name === "open") {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function kbd(key) {
  return h("kbd", { "aria-hidden": "true" }, key);
}

// An act's button: its words are its name, its key stands beside them.
export function button(words, { key, keys, kind = "", press, act, title, disabled } = {}) {
  const props = { type: "button", class: `button ${kind}`, "data-focus": act, "aria-keyshortcuts": keys ?? key?.toLowerCase(), title, disabled };
  return h("button", { ...props, on: { click: press } }, h("span", {}, words), key ? kbd(key) : null);
}

export function iconButton(name, words, press, props = {}) {
  return h("button", { type: "button", class: "icon-button", "aria-label": words, title: words, ...props, on: { click: press } }, icon(name));
}

// Brings children in line with items, keeping the elements (and so focus and scroll) of those that stay.
export function reconcile(parent, items, keyOf, make, update) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let at = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    let child = known.get(key);
    if (child) {
      known.delete(key);
    } else {
      child = make(item);
      child.dataset.key = key;
    }
    update(child, item);
    if (child === at) at = at.nextElementSibling;
    else parent.insertBefore(child, at);
  }
  for (const gone of known.values()) gone.remove();
}

// Rebuilds a part of the page only when what it shows has changed, and keeps the focus where it was.
export function redraw(element, shown, build) {
  const signature = JSON.stringify(shown);
  if (element.dataset.shown === signature) return;
  element.dataset.shown = signature;
  const focused = element.getRootNode().activeElement;
  const name = element.contains(focused) ? focused.dataset.focus : null;
  element.replaceChildren(...[build()].flat().filter(Boolean));
  if (name) [...element.querySelectorAll("[data-focus]")].find((each) => each.dataset.focus === name)?.focus();
}

// Puts parts into an element and leaves the focus on what is called as it was.
export function refill(element, ...parts) {
  const focused = element.getRootNode().activeElement;
  const name = element.contains(focused) ? focused.dataset.focus : null;
  element.replaceChildren(...parts.flat().filter(Boolean));
  if (name) [...element.querySelectorAll("[data-focus]")].find((each) => each.dataset.focus === name)?.focus({ preventScroll: true });
}

// Whether a click asks the browser to open a link somewhere else, so that the page leaves it alone.
export function opensElsewhere(event) {
  return event.ctrlKey || event.metaKey || event.shiftKey || Boolean(event.button);
}

const PLURALS = { people: "people", authority: "authorities", person: "people", enabler: "enablers" };

export function count(number, noun) {
  const words = number === 1 ? noun : (PLURALS[noun] ?? `${noun}s`);
  return `${number.toLocaleString("en-GB")} ${words}`;
}

// Words that a person may have written, cut to one line of a label.
export function short(words, most = 80) {
  return words.length > most ? `${words.slice(0, most).trimEnd()}…` : words;
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

export function day(value) {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(value);
  return found ? DAY.format(Date.UTC(+found[1], +found[2] - 1, +found[3])) : value;
}

const ORDER = ["authority", "service", "team", "role", "role band", "role_band", "date"];

// Attributes with the ones that matter most first, the others as they came.
export function inOrder(named) {
  const rank = ({ name }) => (ORDER.indexOf(name.toLowerCase()) + 1 || ORDER.length + 1);
  return [...named].sort((one, other) => rank(one) - rank(other));
}

// Where a passage came from, in one line: authority, team, role, date, and its own number.
export function provenance(row) {
  const entries = Object.entries(row.attributes);
  const named = ORDER.flatMap((name) => entries.filter(([each]) => each.toLowerCase() === name));
  const chosen = named.length ? named : entries.slice(0, 3);
  const parts = chosen.map(([, value]) => day(value));
  const own = row.external || row.title;
  return [...parts, own].filter(Boolean);
}

// The values of a text's attributes as others see them: what is decided of one holds in its whole column.

import { button, count, h } from "./dom.js";
import { kindOf } from "./identifiers_reading.js";

export function valuesOf(reading, values) {
  if (!values.length) return null;
  const row = (each) => h("div", {}, h("dt", {}, each.column), h("dd", {}, standIn(reading, each)));
  return h("dl", { class: "text-values", "aria-label": "Where it is from" }, ...values.map(row));
}

function standIn(reading, each) {
  const state = each.kept ? "is-plain" : each.open ? "is-open" : "";
  const words = `${each.column}: ${each.words}, ${each.open ? "open" : each.kept ? "shown as written" : "masked"}`;
  const show = () => (each.id ? reading.open(each) : offer(reading, each));
  return h("button", { type: "button", class: `stand-in ${state}`, "aria-label": words, "data-focus": focusOf(each), on: { click: show, focus: () => reading.letGo() } }, each.words);
}

export function focusOf(each) {
  return each.id || each.value;
}

// A value in which nothing was found: whoever knows better masks it.
function offer(reading, each) {
  const mask = () => reading.app.act("mark-value", { source: reading.held.text.id, value: each.value, kind: reading.kind });
  reading.offerValue(each, mask, [
    h("p", { class: "tray-words" }, h("strong", {}, each.quote), " ", h("span", { class: "quiet-words" }, `shown as written · ${count(each.texts, "text")}`)),
    kindOf(reading),
    button("Mask in this column", { key: "M", kind: "small primary", press: mask }),
    button("Close", { key: "Esc", kind: "small quiet", press: () => reading.escape() }),
  ]);
}

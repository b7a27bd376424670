// What the views of safekeeping share.

import { button, h } from "./dom.js";

export function heading(words, about) {
  return h("div", { class: "view-head" }, h("h1", { class: "view-title", tabindex: "-1" }, words), h("p", { class: "view-about" }, about));
}

const TIME = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

export function moment(iso) {
  const found = new Date(iso);
  return Number.isNaN(found.getTime()) ? iso : TIME.format(found);
}

// A receipt, line by line as it was written; before the act it says what would go.
export function receipt({ lines, done }) {
  return h("section", { class: `receipt ${done ? "receipt-done" : ""}`, tabindex: "-1", "aria-label": done ? "Receipt" : "What would go" },
    h("h2", {}, done ? "Receipt" : "What would go"), h("pre", {}, lines.join("\n")));
}

// Erases only what was rehearsed, and only when the words were typed.
export function sure({ word, words, erase }) {
  const field = h("input", { class: "field sure-field", "aria-label": `Type ${word} to erase for good`, autocomplete: "off", spellcheck: "false", "data-focus": "sure", on: { input: () => { press.disabled = field.value.trim() !== word; } } });
  const press = button(words, { kind: "danger", act: "erase", disabled: true, press: () => erase(field.value) });
  const form = h("form", { class: "sure", on: { submit: (event) => { event.preventDefault(); if (!press.disabled) erase(field.value); } } },
    h("p", {}, "This cannot be undone. To be sure, type ", h("strong", {}, word), "."), h("div", { class: "sure-acts" }, field, press));
  return form;
}

export function saved(lines, name) {
  const address = URL.createObjectURL(new Blob([`${lines.join("\n")}\n`], { type: "text/plain" }));
  return h("a", { class: "button", href: address, download: name }, h("span", {}, "Save the receipt"));
}

// In place of a page that one may not open: one sentence why, and the way to where one may go.

import { h } from "./dom.js";
import { addressOf, nav } from "./nav.js";

export function mount(model, root) {
  const { name, pages = [], refused } = model.hello;
  const ways = pages.map(({ path, name: words }, at) => h("a", { class: at ? "button" : "button primary", href: addressOf(path) }, `Open ${words}`));
  root.classList.add("refused", "at-list");
  root.append(
    h("header", { class: "top" }, h("div", { class: "top-name" }, h("span", { class: "project", title: name }, name)), nav(model.hello)),
    h("main", { class: "refused-main", tabindex: "-1" },
      h("h1", { class: "refused-title" }, "This page is not open in this role"), h("p", { class: "refused-words" }, refused),
      h("p", { class: "refused-ways" }, ...(ways.length ? ways : ["No page is open in this role."]))));
  document.title = `Not open · ${name} · Sensemaking workbench`;
  document.getElementById("opening")?.remove();
  root.dataset.ready = "yes";
}

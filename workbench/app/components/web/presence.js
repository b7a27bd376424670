// Who is looking at what: this tab says where it is, and shows where the others are.

import { h } from "./dom.js";
import { withRole } from "./nav.js";

const EVERY = 1000;
const AGAIN = 5000;
const SHOWN = 3;
// What an address says is open: a candidate or code, a source, a barrier.
const OPEN = ["theme", "review", "source", "barrier"];

export function presence(model, root) {
  const box = h("div", { class: "company", "aria-live": "polite" });
  let others = [];
  let told = "";
  let last = 0;
  model.on("msg:custom", (message) => {
    if (!message.here) return;
    others = message.here;
    draw(box, others);
    mark(root, others);
  });
  const say = () => {
    // Some pages draw their bar when they have their first answer.
    if (!box.isConnected) root.querySelector("nav.pages")?.after(box);
    mark(root, others);
    const here = place(root);
    if (document.hidden || (told === JSON.stringify(here) && Date.now() - last < AGAIN)) return;
    model.send_msg({ ask: "here", new: !told, ...here });
    told = JSON.stringify(here);
    last = Date.now();
  };
  setInterval(say, EVERY);
  window.addEventListener("pagehide", () => model.send_msg({ ask: "here", gone: true }));
  say();
}

// The heading of a page says what is open on it; the address leads there.
function place(root) {
  // The first heading of the board is the project's name.
  const heading = [...root.querySelectorAll("h1")].filter((each) => each.offsetParent).at(-1)?.textContent ?? "";
  const query = new URLSearchParams(location.search);
  query.delete("as");
  return {
    tab: thisTab(),
    coder: root.querySelector("input.coder")?.value ?? "",
    address: `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`,
    words: heading.replace(/\s+/g, " ").trim(),
  };
}

// What tells the pages of one tab from somebody else's: the page before may seem to be open still.
function thisTab() {
  const name = sessionStorage.getItem("tab") ?? String(Math.random());
  sessionStorage.setItem("tab", name);
  return name;
}

function draw(box, others) {
  const rest = others.length - SHOWN;
  box.replaceChildren(...others.slice(0, SHOWN).map(chip), rest > 0 ? h("span", { class: "company-more" }, `and ${rest} more`) : "");
}

// A row of a list says who has it open, too; lists are drawn anew, so this is looked after each second.
function mark(root, others) {
  const at = new Map();
  for (const { coder, address } of others) {
    const query = new URLSearchParams(address.replace(/^[^?]*\??|#.*$/g, ""));
    const what = OPEN.map((name) => query.get(name)).find(Boolean);
    if (what) at.set(what, [...(at.get(what) ?? []), initials(coder)]);
  }
  for (const row of root.querySelectorAll("li[data-key]")) {
    const here = at.get(row.dataset.key)?.slice(0, SHOWN).join(" ");
    if (here) row.dataset.others = here;
    else delete row.dataset.others;
  }
}

function chip({ coder, page, address, words }) {
  const where = words ? `${words} (${page})` : page;
  return h("a", { class: "other", href: addressed(address), title: `${coder} is looking at ${where}`, "aria-label": `${coder} is looking at ${where}` },
    h("span", { class: "other-mark", "aria-hidden": "true" }, initials(coder)), h("span", { class: "other-words" }, h("strong", {}, coder), ` ${words || page}`));
}

// Only a place on this very server; the role in which one looks stays one's own.
function addressed(address) {
  const to = new URL(address || ".", document.baseURI);
  if (to.origin !== location.origin) return location.pathname;
  to.search = withRole(Object.fromEntries(new URLSearchParams(to.search))).toString();
  return to.href;
}

function initials(name) {
  const parts = name.trim().split(/\s+/);
  return [parts[0], parts.length > 1 ? parts.at(-1) : ""].map((each) => [...each][0] ?? "").join("").toUpperCase() || "?";
}

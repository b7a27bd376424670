// The way to the other pages, and in which role one looks: plain links in the bar on top.

import { h, opensElsewhere } from "./dom.js";

const ALL = { role: "", words: "with all your rights" };

export function nav({ pages = [], viewer = { roles: [], as: "", words: "" } }) {
  const link = ({ path, name, here }) => h("a", { class: "page-link", href: addressOf(path), "aria-current": here ? "page" : null }, name);
  const root = h("nav", { class: "pages", "aria-label": "Pages" }, ...(pages.length > 1 || viewer.as ? pages.map(link) : []), lookAs(viewer));
  // The page puts this into its bar; what it says of the whole page stands above that bar.
  if (viewer.as) queueMicrotask(() => root.closest(".board")?.prepend(banner(viewer)));
  return root.childElementCount ? root : null;
}

// A page's address, with what should be open on it, looked at in the same role.
export function addressOf(path, query = {}) {
  const address = new URL(path.slice(1) || ".", document.baseURI);
  address.search = withRole(query).toString();
  return address.href;
}

// What an address begins with: the role in which one looks stays from page to page.
export function withRole(query = {}) {
  const role = new URLSearchParams(location.search).get("as");
  return new URLSearchParams(role ? { as: role, ...query } : query);
}

// This very address in another role; none is the way back to all rights.
function here(role) {
  const query = new URLSearchParams(location.search);
  query.delete("as");
  if (role) query.append("as", role);
  return `${location.pathname}${query.size ? `?${query}` : ""}`;
}

function lookAs({ roles = [], as }) {
  if (!roles.length) return null;
  const item = ({ role, words }) => h("a", { class: "menu-item", href: here(role), "aria-current": role === as ? "true" : null, on: { click: (event) => go(event, here(role)) } }, words);
  const summary = h("summary", { class: "page-link look-as-summary", title: "See every page as somebody else would" }, "Look as…");
  const menu = h("details", { class: "menu look-as", on: { keydown: (event) => leave(event, menu, summary) } }, summary, h("div", { class: "menu-list" }, h("p", { class: "menu-head" }, "Look at it as"), ...roles.map(item), item(ALL)));
  document.addEventListener("click", (event) => { if (!event.composedPath().includes(menu)) menu.open = false; });
  // The address may have changed since the page was drawn.
  menu.addEventListener("toggle", () => [...menu.querySelectorAll("a")].forEach((each, at) => { each.href = here([...roles, ALL][at].role); }));
  return menu;
}

function go(event, address) {
  if (opensElsewhere(event)) return;
  event.preventDefault();
  location.assign(address);
}

function leave(event, menu, summary) {
  if (event.key !== "Escape" || !menu.open) return;
  event.stopPropagation();
  menu.open = false;
  summary.focus();
}

function banner({ as, words }) {
  const back = h("a", { class: "looking-back", href: here(""), on: { click: (event) => go(event, here("")), focus: () => { back.href = here(""); } } }, "Look with all your rights again");
  return h("div", { class: "looking", role: "status", "data-as": as }, h("span", {}, "You look as ", h("strong", {}, words), " would."), back);
}

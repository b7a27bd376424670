// The way to the other pages: plain links in the bar on top, as the server names them.

import { h } from "./dom.js";

export function nav({ pages = [] }) {
  if (pages.length < 2) return null;
  const link = ({ path, name, here }) => h("a", { class: "page-link", href: addressOf(path), "aria-current": here ? "page" : null }, name);
  return h("nav", { class: "pages", "aria-label": "Pages" }, ...pages.map(link));
}

// A page's address, with what should be open on it.
export function addressOf(path, query = {}) {
  const address = new URL(path.slice(1) || ".", document.baseURI);
  address.search = new URLSearchParams(query).toString();
  return address.href;
}

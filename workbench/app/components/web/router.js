// The address says what is open, so that Back, reload and a copied link lead to the same place.

import { withRole } from "./nav.js";

// Pages that there is one of; offers are such a page, and one for every code, too.
const PLACES = ["aside", "offers", "changes"];

export class Router {
  constructor(arrived) {
    this.listener = () => arrived(this.view);
    window.addEventListener("popstate", this.listener);
  }

  get view() {
    const query = new URLSearchParams(location.search);
    if (query.has("review")) return { kind: "review", what: query.get("review") };
    if (query.get("theme")) return { kind: "theme", what: query.get("theme") };
    if (PLACES.includes(query.get("show"))) return { kind: query.get("show"), what: "" };
    if (query.get("aside")) return { kind: "aside", what: query.get("aside") };
    if (query.get("offers")) return { kind: "offers", what: query.get("offers") };
    if (query.get("alike")) return { kind: "alike", what: query.get("alike") };
    if (query.get("find")) return { kind: "find", what: query.get("find") };
    return { kind: "nothing", what: "" };
  }

  push(view) {
    if (address(view) !== address(this.view)) history.pushState(null, "", address(view));
  }

  replace(view) {
    history.replaceState(null, "", address(view));
  }
}

export function address(view) {
  const query = withRole();
  if (view.kind === "review") query.set("review", view.what);
  if (view.kind === "theme") query.set("theme", view.what);
  if (PLACES.includes(view.kind)) query.set(...(view.what ? [view.kind, view.what] : ["show", view.kind]));
  if (view.kind === "alike") query.set("alike", view.what);
  if (view.kind === "find") query.set("find", view.what);
  const search = query.toString();
  return search ? `?${search}` : location.pathname;
}

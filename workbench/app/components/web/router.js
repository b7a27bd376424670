// The address says what is open, so that Back, reload and a copied link lead to the same place.

export class Router {
  constructor(arrived) {
    this.listener = () => arrived(this.view);
    window.addEventListener("popstate", this.listener);
  }

  get view() {
    const query = new URLSearchParams(location.search);
    if (query.get("theme")) return { kind: "theme", what: query.get("theme") };
    if (query.get("show") === "aside") return { kind: "aside", what: "" };
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
  const query = new URLSearchParams();
  if (view.kind === "theme") query.set("theme", view.what);
  if (view.kind === "aside") query.set("show", "aside");
  if (view.kind === "find") query.set("find", view.what);
  const search = query.toString();
  return search ? `?${search}` : location.pathname;
}

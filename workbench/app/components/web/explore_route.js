// The address of what is shown, so that Back, reload and a copied link lead to the same place.

import { withRole } from "./nav.js";

export const VIEWS = [["wall", "Barriers"], ["matrix", "Matrix"], ["time", "Over time"], ["places", "Places"], ["find", "Search"]];
const NAMES = ["barrier", "by", "share", "kind", "sees", "facet", "voices", "form", "words", "meaning", "within", "cell", "at"];

export function read() {
  const query = new URLSearchParams(location.search);
  const show = VIEWS.some(([name]) => name === query.get("show")) ? query.get("show") : "wall";
  const where = query.getAll("where").map(split).filter(Boolean);
  const view = { show, where };
  for (const name of NAMES) view[name] = query.get(name) ?? "";
  return view;
}

export function address(view) {
  const query = withRole();
  if (view.show && view.show !== "wall") query.set("show", view.show);
  for (const name of NAMES) if (view[name]) query.set(name, view[name]);
  for (const [name, value] of view.where ?? []) query.append("where", `${name}=${value}`);
  const search = query.toString();
  return search ? `?${search}` : location.pathname;
}

// The address of the view itself, whichever cell of it is open beside it.
export function around(view) {
  return address({ ...view, cell: "", at: "" });
}

function split(written) {
  const at = written.indexOf("=");
  return at > 0 && written.slice(at + 1) ? [written.slice(0, at), written.slice(at + 1)] : null;
}

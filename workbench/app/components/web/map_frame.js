// What stands around the picture: the bars, the tools on it, the ways to colour.

import { button, h, iconButton } from "./dom.js";
import { segments } from "./explore_parts.js";
import { write } from "./map_route.js";
import { nav } from "./nav.js";

const COLOURS = { candidate: "Candidates", code: "Codes", role: "Role", team: "Team", authority: "Authority" };
const TOOLS = [["move", "Move", "M"], ["lasso", "Lasso", "L"], ["box", "Box", "B"]];

export function build(app, root) {
  app.name = h("span", { class: "project" });
  app.saving = h("span", { class: "saved", "aria-hidden": "true" });
  app.who = h("input", { class: "coder", "aria-label": "Who decides", title: "Your name, as the history shows it", maxlength: "80", autocomplete: "off", spellcheck: "false", value: app.coder, on: { change: () => app.setCoder() } });
  app.ways = h("div", { class: "map-ways" });
  app.tools = h("div", { class: "map-tools" });
  app.say = h("p", { class: "map-message" });
  app.state = h("div", { class: "map-state", hidden: true });
  app.chart.above.tabIndex = 0;
  app.chart.above.setAttribute("role", "application");
  app.chart.above.setAttribute("aria-label", "Map of passages: arrow keys move it, plus and minus zoom. “As a list” offers the same without it.");
  app.field.setAttribute("aria-keyshortcuts", "/");
  app.plot = h("div", { class: "map-plot" }, app.chart.base, app.chart.above, app.tools, app.tip.root);
  app.middle = h("main", { class: "map-middle", tabindex: "-1" }, h("h1", { class: "unseen" }, "Map of all passages"), app.plot, app.table.root, app.state, h("div", { class: "map-under" }, app.say, h("p", { class: "map-few" }, app.hello.fewWords)));
  app.toggle = button("As a list", { key: "V", act: "as list", press: () => app.asList(!app.listed) });
  root.classList.add("explore", "map", "at-list");
  root.append(
    h("header", { class: "top" }, h("div", { class: "top-name" }, app.name), nav(app.hello), h("div", { class: "top-acts" }, app.saving, iconButton("help", "Keyboard shortcuts (?)", () => app.help.dialog.showModal()), h("label", { class: "who" }, h("span", { class: "who-words" }, "Deciding as"), app.who))),
    h("section", { class: "bar", "aria-label": "How to look" }, app.ways, app.search.root, h("div", { class: "map-bar-end" }, app.toggle, button("Save picture", { key: "D", kind: "quiet", act: "picture", press: () => app.picture() }))),
    h("div", { class: "map-below" }, app.legend.root, app.middle, app.list.root));
}

export function drawWays(app) {
  const again = app.keepFocus(app.ways);
  app.ways.replaceChildren(segments("Coloured by", app.start.colours.map((each) => [each, COLOURS[each]]), app.colour, (value) => write({ colour: value, theme: "" })));
  again();
}

export function drawTools(app) {
  const tool = ([name, words, key]) => h("button", { type: "button", class: "segment", "aria-pressed": String(app.pointer.tool === name), "aria-keyshortcuts": key.toLowerCase(), title: `${words} (${key})`, "data-focus": `tool ${name}`, on: { click: () => app.take(name) } }, words);
  const zoom = (words, name, by) => h("button", { type: "button", class: "segment map-zoom", "aria-label": name, title: name, "data-focus": name, on: { click: by } }, words);
  const again = app.keepFocus(app.tools);
  app.tools.replaceChildren(
    h("div", { class: "switch", role: "group", "aria-label": "What dragging does" }, ...TOOLS.map(tool)),
    h("div", { class: "switch", role: "group", "aria-label": "How near" }, zoom("+", "Nearer (+)", () => app.chart.zoom(1.4)), zoom("−", "Farther (−)", () => app.chart.zoom(1 / 1.4)), zoom("Fit", "The whole map (0)", () => app.chart.fit())));
  app.plot.dataset.tool = app.pointer.tool;
  again();
}

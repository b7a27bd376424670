// Loads the page's own module from this machine and hands it the channel.
export function render({ model }) {
  const root = document.createElement("div");
  root.className = "board";
  const style = document.createElement("link");
  style.rel = "stylesheet";
  // A page's styles lie beside its module, under the same name.
  style.href = new URL(`web/${model.entry.replace(/\.js$/, ".css")}`, document.baseURI).href;
  const address = new URL(`web/${model.entry}`, document.baseURI).href;
  const presence = new URL("web/presence.js", document.baseURI).href;
  const ready = new Promise((resolve) => {
    style.onload = style.onerror = resolve;
  });
  Promise.all([import(address), import(presence), ready]).then(([page, others]) => {
    page.mount(model, root);
    others.presence(model, root);
  });
  const box = document.createElement("div");
  box.className = "board-box";
  box.append(style, root);
  return box;
}

// The map on paper: printed as it is seen, or saved as a picture with its legend.

export function printing({ root, chart }) {
  window.addEventListener("beforeprint", () => {
    root.classList.add("on-paper");
    chart.recolour();
    chart.paint();
  });
  window.addEventListener("afterprint", () => {
    root.classList.remove("on-paper");
    chart.recolour();
  });
}

export async function save(app) {
  if (!app.points?.n) return;
  const answer = await app.tried("picture", { colour: app.colour });
  if (!answer) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([answer.svg], { type: "image/svg+xml" }));
  link.download = `${app.start.name.replace(/[^\p{L}\p{N} _-]+/gu, " ").trim() || "project"} map.svg`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  app.notices.hint(`saved the map, coloured by ${app.colour}, as a picture to print`);
}

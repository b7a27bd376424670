// What stands where a view will be while the workbench counts: of very many texts that takes a moment.

import { heading } from "./explore_parts.js";

// So long one waits without being told why.
const SOON = 500;
const WORDS = "Who was heard is counted once after texts came in or were reviewed. With very many texts that takes a few seconds; meanwhile every page can be used.";

// Says so when it takes long; call what is returned when there is something to show.
export function waiting(app) {
  const timer = setTimeout(() => {
    document.getElementById("opening")?.remove();
    const told = heading("Counting who was heard…", WORDS);
    told.setAttribute("role", "status");
    app.show(told);
  }, SOON);
  return () => clearTimeout(timer);
}

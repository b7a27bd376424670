// Files in: dropped, chosen or pasted, one after the other to this machine's own server.

import { button, count, h } from "./dom.js";

export class Drop {
  constructor(app) {
    this.app = app;
    this.queue = [];
    this.refused = [];
    this.files = this.input({ multiple: true });
    this.folder = this.input({ webkitdirectory: true });
    this.told = h("p", { class: "drop-told", role: "status", "aria-live": "polite", hidden: true });
    this.limit = h("p", { class: "quiet-words" });
    this.title = h("p", { class: "drop-title" });
    this.root = h("section", { class: "drop", "aria-label": "Bring files in" },
      h("div", { class: "drop-words" }, this.title, this.limit),
      h("div", { class: "drop-acts" }, button("Choose files…", { key: "A", kind: "primary", act: "choose", press: () => this.files.click() }), button("A folder…", { key: "F", act: "folder", press: () => this.folder.click() })),
      this.told, this.files, this.folder);
    this.listen(document);
  }

  input(props) {
    const input = h("input", { type: "file", class: "unseen", tabindex: "-1", "aria-hidden": "true", ...props });
    input.addEventListener("change", () => {
      this.take([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
      input.value = "";
    });
    return input;
  }

  listen(place) {
    let depth = 0;
    const over = (by) => {
      depth = Math.max(0, depth + by);
      this.app.root.classList.toggle("dragging-files", depth > 0);
    };
    const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    place.addEventListener("dragenter", (event) => { if (carries(event)) { event.preventDefault(); over(1); } });
    place.addEventListener("dragover", (event) => { if (carries(event)) event.preventDefault(); });
    place.addEventListener("dragleave", (event) => { if (carries(event)) over(-1); });
    place.addEventListener("drop", async (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      depth = 0;
      over(0);
      this.take(await filesOf(event.dataTransfer));
    });
    place.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length) this.take(files.map((file) => ({ file, path: file.name })));
    });
  }

  draw({ limits, whole }) {
    const small = whole > 0;
    this.root.classList.toggle("drop-large", !small);
    this.root.querySelector("button").classList.toggle("primary", !small);
    this.title.textContent = small ? "Drop more files here" : "Drop what people wrote here";
    this.limit.textContent = `Texts, Word, PDF, spreadsheets, web pages, transcripts; up to ${limits.fileMb} MB each. You see what will happen before anything is stored.`;
  }

  // Takes files into the batch, one at a time; what is too large never leaves the browser.
  async take(files) {
    const wanted = files.filter(({ file, path }) => file.size || !/(^|\/)\./.test(path));
    if (!wanted.length) return;
    this.queue.push(...wanted);
    if (this.busy) return;
    this.busy = true;
    this.refused = [];
    this.sent = 0;
    try {
      await this.app.begin();
      while (this.queue.length) {
        const { file, path } = this.queue.shift();
        this.say(`Taking ${path}: ${this.sent + 1} of ${this.sent + this.queue.length + 1}`);
        await this.send(file, path);
        this.sent += 1;
      }
    } catch (error) {
      this.queue = [];
      this.app.notices.failed(error.message);
    } finally {
      this.busy = false;
      this.say("");
      this.app.dropped(this.refused);
    }
  }

  async send(file, path) {
    const most = this.app.limits.fileMb * 1024 * 1024;
    if (file.size > most) return this.refused.push({ file: path, reason: `it is larger than ${this.app.limits.fileMb} MB; split it, or set WORKBENCH_IMPORT_FILE_MB higher` });
    const { token, header } = this.app.hello;
    this.stop = new AbortController();
    try {
      const answer = await fetch(new URL(`upload/${this.app.batch.id}`, document.baseURI), {
        method: "POST", body: file, signal: this.stop.signal, credentials: "same-origin",
        headers: { [header]: token, "X-File-Name": encodeURIComponent(path), "Content-Type": "application/octet-stream" },
      });
      const plain = await answer.json().catch(() => ({ error: "this server did not take it; reload the page" }));
      if (answer.ok) this.app.batch.files.push(plain);
      else this.refused.push({ file: path, reason: plain.error });
    } catch (error) {
      if (error.name !== "AbortError") this.refused.push({ file: path, reason: "it could not be read, or the connection broke off; drop it again" });
    }
    return null;
  }

  cancel() {
    this.queue = [];
    this.stop?.abort();
  }

  say(words) {
    this.told.textContent = words;
    this.told.hidden = !words;
  }
}

// A dropped folder is walked through; the browser gives its files a hundred at a time.
async function filesOf(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => ({ file, path: file.name }));
  const found = [];
  for (const entry of entries) await walk(entry, found);
  return found;
}

async function walk(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((resolve) => entry.file(resolve, () => resolve(null)));
    if (file) found.push({ file, path: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (!some.length) return;
    for (const each of some) await walk(each, found);
  }
}

export function size(bytes) {
  if (bytes < 1024) return count(bytes, "byte");
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

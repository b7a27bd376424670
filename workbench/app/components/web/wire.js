// The channel to the workbench: questions with answers, patches, and what is told when it breaks.

export class Wire {
  constructor(model, { patched, worked, lost, pending }) {
    this.model = model;
    this.patched = patched;
    this.worked = worked;
    this.pending = pending;
    this.number = 0;
    this.waiting = new Map();
    model.on("msg:custom", (message) => this.hear(message));
    this.watch(lost);
  }

  // Resolves with the answer; rejects with an Error whose message is a sentence for the person.
  ask(ask, details = {}) {
    const number = ++this.number;
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.pending(this.waiting.size);
      this.model.send_msg({ ask, number, ...details });
    });
  }

  hear(message) {
    if (message.patch) this.patched(message.patch);
    if (message.job) this.worked(message.job);
    const waiting = this.waiting.get(message.reply);
    if (!waiting) return;
    this.waiting.delete(message.reply);
    this.pending(this.waiting.size);
    if (message.ok) {
      waiting.resolve(message);
    } else {
      waiting.reject(Object.assign(new Error(message.error), { told: true, stale: message.stale }));
    }
  }

  watch(lost) {
    for (const each of window.Bokeh?.documents ?? []) {
      each.on_event("connection_lost", () => {
        lost();
        this.comeBack();
      });
    }
  }

  // Sessions end with their connection, so a fresh page is asked for; drafts wait in this tab.
  async comeBack() {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const back = await fetch(new URL("web/page.css", document.baseURI), { cache: "no-store" }).catch(() => null);
      if (back?.ok) return location.reload();
    }
  }
}

// What is typed but not sent survives a reload and a lost connection, in this tab only.
export const drafts = {
  read: (name) => JSON.parse(sessionStorage.getItem(`draft ${name}`) ?? "null"),
  write: (name, value) => sessionStorage.setItem(`draft ${name}`, JSON.stringify(value)),
  drop: (name) => sessionStorage.removeItem(`draft ${name}`),
};

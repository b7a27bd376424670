// One question after the other over the wire, and none that waits for ever.

import { Wire } from "./wire.js";

// Panel may leave an answer lying until it has something else to send; asking for nothing fetches it.
const PATIENCE = 700;

export class Line {
  constructor(model, heard) {
    this.wire = new Wire(model, heard);
    this.before = Promise.resolve();
  }

  // Resolves with the answer; rejects with an Error whose message is a sentence for the person.
  ask(name, details) {
    const answer = this.before.then(() => this.fetched(this.wire.ask(name, details)));
    this.before = answer.catch(() => null);
    return answer;
  }

  async fetched(answer) {
    const nudging = setInterval(() => this.wire.ask("nudge").catch(() => null), PATIENCE);
    try {
      return await answer;
    } finally {
      clearInterval(nudging);
    }
  }
}

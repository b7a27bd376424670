// One question after the other over the wire.

import { Wire } from "./wire.js";

export class Line {
  constructor(model, heard) {
    this.wire = new Wire(model, heard);
    this.before = Promise.resolve();
  }

  // Resolves with the answer; rejects with an Error whose message is a sentence for the person.
  ask(name, details) {
    const answer = this.before.then(() => this.wire.ask(name, details));
    this.before = answer.catch(() => null);
    return answer;
  }
}

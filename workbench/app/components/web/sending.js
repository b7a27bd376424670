// Acts of forms: they leave alone the reason that waits for the next decision about a theme.

// Sends an act that was decided on a screen (`seen`), and tells what it did; what went wrong is thrown.
export async function sent(app, act, seen = app.store.seq) {
  const done = await app.wire.ask("act", { act, seen, coder: app.coder });
  app.header.stored();
  app.notices.told(done.words);
}

// What was begun on a screen is decided on that screen: who changed it since is told once, then the
// words may be saved all the same.
export function since(app, save) {
  let seen = app.store.seq;
  return async (values) => {
    try {
      await save(values, seen);
    } catch (error) {
      if (error.stale) seen = app.store.seq;
      throw error;
    }
  };
}

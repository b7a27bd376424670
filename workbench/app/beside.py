"""Work beside the server's loop, so that everybody's acts go on meanwhile."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import Any

from bokeh.document import Document

from workbench.app.channel import at_once

_log = logging.getLogger(__name__)

#: How long Python lets one thread work before another one may, in seconds. An act asks the database
#: some hundred things, and after each it would wait so long for a look that counts.
SHARING = 0.0005

Work = Callable[[], dict[str, Any]]
Then = Callable[[dict[str, Any]], None]


def apart(document: Document | None, work: Work, then: Then) -> None:
    """Work on a thread of its own; what came of it is given under the document's lock.

    For what waits: for processes, for a write, for files.
    """
    if document is None:
        at_once(work, then)
        return
    threading.Thread(target=_do, args=(document, work, then), daemon=True).start()


class Looks:
    """Looks at many passages, one after the other on one thread.

    Side by side they would share one processor: each would be late, and they would keep the acts
    from it.
    """

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._begun = threading.Lock()

    def look(self, document: Document | None, work: Work, then: Then) -> None:
        """Look when those before have looked; what was seen is given under the document's lock."""
        if document is None:
            at_once(work, then)
            return
        self._waiting.put(partial(_do, document, work, then))
        if self._begun.acquire(blocking=False):
            threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            try:
                self._waiting.get()()
            except Exception:  # noqa: BLE001 - logged; whoever asks next is answered all the same
                _log.exception("A look could not be answered.")


def _do(document: Document, work: Work, then: Then) -> None:
    found = work()
    # Whoever closed the tab meanwhile asks for nothing any more.
    with contextlib.suppress(RuntimeError):
        document.add_next_tick_callback(partial(then, found))

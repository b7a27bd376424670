"""Reading ahead: a project's texts are read beside the server's loop as soon as it answers.

At 100,000 passages that takes seconds. Meanwhile pages open and say so; what they ask waits, and is
answered in its order once the texts are there.
"""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable
from functools import partial

from workbench.errors import WorkbenchError

_log = logging.getLogger(__name__)

Call = Callable[[], None]


class Ahead:
    """What is read before the first question is answered.

    Parameters
    ----------
    read
        Reads it. What goes wrong is logged here, and told to whoever asks first.
    """

    def __init__(self, read: Callable[[], object]) -> None:
        self._read = read
        self._lock = threading.Lock()
        self._waiting: list[Call] = []
        self._is_there = False

    def begin(self) -> None:
        """Read on a thread of its own."""
        threading.Thread(target=self._run, daemon=True).start()

    def is_there(self) -> bool:
        """Tell whether all was read."""
        return self._is_there

    def after(self, call: Call, *, soon: Callable[[Call], None]) -> None:
        """Call at once when all is read; otherwise by `soon`, from the thread that reads."""
        with self._lock:
            if not self._is_there:
                self._waiting.append(partial(soon, call))
                return
        call()

    def _run(self) -> None:
        try:
            self._read()
            # What was read stays for as long as the server runs: nothing of it is garbage.
            gc.freeze()
        except WorkbenchError:
            _log.exception("The texts could not be read ahead; the first page reads them.")
        finally:
            with self._lock:
                for call in self._waiting:
                    call()
                self._waiting.clear()
                self._is_there = True

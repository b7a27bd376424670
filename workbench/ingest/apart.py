"""Files read in a process of their own, so that a hostile one harms nothing else.

One process reads many files. It may use only so much memory and time; when it is stopped, or stops
by itself, the file is told and the next one gets a fresh process. The limits are in `limits`.
Memory is limited where the system can do it, as Linux does; Windows and macOS cannot: there the
time, the sizes and the cells are limited all the same.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple

from workbench.errors import UnreadableSource
from workbench.ingest.child import OUT_OF_MEMORY
from workbench.ingest.limits import Limits, advice, current_limits
from workbench.ingest.readers import HowToRead
from workbench.ingest.reading import Reading
from workbench.ingest.wire import answer_from_plain, receive, request_to_plain, send

_START_SECONDS = 60
#: A process that is not reading ends at once when its requests end; another one is stopped.
_LAST_SECONDS = 0.5
_ROOT = str(Path(__file__).resolve().parents[2])
#: What the environment says of projects and databases is not for this process.
_PRIVATE = ("WORKBENCH_", "PG")
_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0
#: So many times a file is tried again when the process had ended before it was asked.
_TRIES = 2


class _Child(NamedTuple):
    process: subprocess.Popen[bytes]
    requests: IO[bytes]
    answers: queue.Queue[dict[str, Any] | None]


class FilesApart:
    """Reads files one after the other in a process of their own; a context manager.

    Parameters
    ----------
    limits
        What is allowed of one file; as the environment says when left out.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or current_limits()
        self._child: _Child | None = None

    def __enter__(self) -> FilesApart:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, path: Path, how: HowToRead | None = None) -> Reading:
        """Return what one file holds.

        Raises
        ------
        SourceError
            When it cannot be read, takes too long or needs too much, with the reason.
        """
        request = request_to_plain(path, how or HowToRead(), self._limits)
        answer = self._ask(request, path.name)
        if answer is None or "stopped" in answer:
            raise self._stopped(answer, path.name)
        try:
            return answer_from_plain(answer)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            self.close()
            raise UnreadableSource(path.name, "what its reader said makes no sense") from error

    def close(self) -> int | None:
        """End the process, if there is one, and return the code it ended with."""
        child, self._child = self._child, None
        if child is None:
            return None
        with suppress(OSError):  # what was not sent yet cannot be any more
            child.requests.close()
        with suppress(subprocess.TimeoutExpired):
            return child.process.wait(_LAST_SECONDS)
        child.process.kill()
        return child.process.wait()

    def _ask(self, request: dict[str, Any], name: str) -> dict[str, Any] | None:
        for _ in range(_TRIES):
            child = self._started(name)
            try:
                send(child.requests, request)
            except OSError:
                self.close()  # it had ended itself after the file before
                continue
            try:
                answer = child.answers.get(timeout=self._limits.seconds)
            except queue.Empty as error:
                self.close()
                raise self._too_slow(name) from error
            if answer is not None or self._code(child) != 0:
                return answer
            self.close()  # it had ended itself after the file before, and never saw this one
        return None

    def _code(self, child: _Child) -> int | None:
        """Return what a process that says nothing more ended with; None if it goes on."""
        with suppress(subprocess.TimeoutExpired):
            return child.process.wait(_LAST_SECONDS)
        return None

    def _started(self, name: str) -> _Child:
        if self._child is not None and self._child.process.poll() is None:
            return self._child
        self.close()
        self._child = _start()
        try:
            ready = self._child.answers.get(timeout=_START_SECONDS)
        except queue.Empty:
            ready = None
        if ready is None:
            self.close()
            raise UnreadableSource(name, "the process that reads files did not start; try again")
        return self._child

    def _stopped(self, answer: dict[str, Any] | None, name: str) -> UnreadableSource:
        """Say why there was no answer: memory ran out, or the process broke down."""
        code = self.close()
        memory = f"{self._limits.memory_mb:,} MB of memory"
        if answer is not None and answer["stopped"] == OUT_OF_MEMORY:
            return UnreadableSource(name, f"reading it needs more than {memory}; {_MEMORY}")
        detail = f"reading it broke down (code {code}), as when it needs more than {memory}"
        return UnreadableSource(name, f"{detail}; save it anew, or {_MEMORY}")

    def _too_slow(self, name: str) -> UnreadableSource:
        told = f"reading it took longer than {self._limits.seconds:,} seconds and was stopped"
        return UnreadableSource(name, f"{told}; {advice('seconds')}")


_MEMORY = advice("memory_mb")


def _start() -> _Child:
    # Not the current folder, which may hold anything, but the place of this package comes first.
    places = [_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]
    given = {key: value for key, value in os.environ.items() if not key.startswith(_PRIVATE)}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "workbench.ingest.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**given, "PYTHONPATH": os.pathsep.join(places)},
        creationflags=_NO_WINDOW,
    )
    if process.stdin is None or process.stdout is None:
        raise AssertionError("a process was started without its channels")
    answers: queue.Queue[dict[str, Any] | None] = queue.Queue()
    listener = threading.Thread(target=_listen, args=(process.stdout, answers), daemon=True)
    listener.start()
    return _Child(process, process.stdin, answers)


def _listen(stream: IO[bytes], answers: queue.Queue[dict[str, Any] | None]) -> None:
    """Hand on every message; a thread, as Windows cannot wait for a channel with a clock."""
    with stream:
        while (message := receive(stream)) is not None:
            answers.put(message)
    answers.put(None)

"""Where the long work of a project says how far it is: a small file beside it, and a lock.

That the work lives is told by the lock, which the system takes back when its process ends, however it
ends; so no process number has to be trusted.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

from workbench.store.database import Project

_LOOK_SECONDS, _TRIES = 0.02, 50


class State(StrEnum):
    """Where work stands; `NONE` when there was none, or it was seen to."""

    NONE = "none"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    BROKEN = "broken off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work and how far it has come.

    Parameters
    ----------
    stage, fraction
        What it is doing, in words, and how much of the whole is done, in [0, 1].
    message
        The result or the failure as a sentence; empty while it runs.
    pid
        Its process.
    runs
        How many runs the project had when it began; of an import, how many sources.
    """

    state: State = State.NONE
    work: str = ""
    stage: str = ""
    fraction: float = 0.0
    message: str = ""
    pid: int = 0
    runs: int = 0


@dataclass(frozen=True, slots=True)
class WorkPlace:
    """Where a project's work says how far it is, and the lock by which it is known to live."""

    file: Path
    lock: Path

    @classmethod
    def of(cls, project: Project, beside: str = "") -> WorkPlace:
        """Return the place of a project; work that runs beside all other has one of its own."""
        if project.path is not None:
            base = project.path.with_name(project.path.name + "-work")
        else:
            name = hashlib.sha256(project.where.encode()).hexdigest()[:24]
            base = Path(tempfile.gettempdir()) / f"workbench-{name}-work"
        base = base.with_name(base.name + beside)
        return cls(base, base.with_name(base.name + ".lock"))

    def read(self) -> Job:
        """Return what is written; a file that makes no sense says nothing."""
        try:
            found = json.loads(self.file.read_text(encoding="utf-8"))
            return Job(**{**found, "state": State(found["state"])})
        except (OSError, ValueError, TypeError, KeyError):
            return Job()

    def write(self, job: Job) -> None:
        """Write what is known, all of it or nothing; what was put away leaves no file."""
        if job.state is State.NONE:
            self.file.unlink(missing_ok=True)
            return
        # Threads of one process may write at once, too.
        fresh = self.file.with_name(f"{self.file.name}.{os.getpid()}.{threading.get_ident()}")
        with open(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as out:  # noqa: PTH123 - for its owner's eyes only
            json.dump(asdict(job), out)
        for _ in range(_TRIES):
            # On Windows a reader is in the way for an instant.
            with suppress(PermissionError):
                fresh.replace(self.file)
                return
            time.sleep(_LOOK_SECONDS)

    def is_held(self) -> bool:
        """Tell whether a process holds the lock."""
        try:
            with self.lock.open("rb+") as lock:
                return not _take(lock)
        except FileNotFoundError:
            return False

    def is_free_within(self, seconds: float) -> bool:
        """Wait until the lock is free, and tell whether it came so far."""
        end = time.monotonic() + seconds
        while self.is_held():
            if time.monotonic() > end:
                return False
            time.sleep(_LOOK_SECONDS)
        return True

    @contextmanager
    def holding(self) -> Iterator[bool]:
        """Hold the lock until the end of the block, or of the process; tell whether it was free.

        Who looks takes it for an instant, so one that is taken is tried again for a while.
        """
        with self.lock.open("ab+") as lock:
            end = time.monotonic() + 1
            while not (free := _take(lock)) and time.monotonic() < end:
                time.sleep(_LOOK_SECONDS / 4)
            yield free


def _take(lock: IO[bytes]) -> bool:
    """Lock an open file, and tell whether that was possible; closing it gives the lock back."""
    try:
        if sys.platform == "win32":
            import msvcrt

            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

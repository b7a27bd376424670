"""Run long work in a process of its own, beside a project that stays usable.

The process outlives the page and the server that asked for it. How far it has come stands in a small
file beside the project; that it lives is told by a lock which it holds and which the system takes
back when it ends, however it ends. So no process number has to be trusted, and whoever looks, from
whichever process, sees the same. What was encoded is kept batch by batch by the work itself: work
that was broken off goes on where it was when it is started again.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import IO

from workbench.errors import WorkbenchError
from workbench.store.database import Project, open_project
from workbench.store.runs import latest_run

_START_SECONDS, _GENTLE_SECONDS, _HARD_SECONDS = 20.0, 0.8, 5.0
_LOOK_SECONDS, _TELL_SECONDS, _TRIES = 0.02, 0.2, 50


class Work(StrEnum):
    """What can be run: the acts of these modules of `workbench.services`."""

    PROPOSE = "propose_candidates"
    SUGGEST = "suggest"


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
        How many runs the project had when it began.
    """

    state: State = State.NONE
    work: str = ""
    stage: str = ""
    fraction: float = 0.0
    message: str = ""
    pid: int = 0
    runs: int = 0


def start(project: Project, work: Work, *, coder: str) -> Job:
    """Start work, unless some is running already, and return what runs now.

    When this returns the process holds the lock, so two who start at once get one job.
    """
    found = look(project)
    if found.state is State.RUNNING:
        return found
    place = _Place.of(project)
    # Written before it is started: a process that never came to life is then told of, too.
    place.write(_begun(project, work))
    process = _spawn(project, work, coder)
    # Somebody has to wait for it, or it stays behind as a zombie when it ends.
    threading.Thread(target=process.wait, daemon=True).start()
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None and not place.is_held():
        time.sleep(_LOOK_SECONDS)
    return look(project)


def look(project: Project) -> Job:
    """Return the project's latest work; a process that is gone without a word broke off."""
    place = _Place.of(project)
    held = place.is_held()
    found = place.read()
    if held:
        # Between taking the lock and its first word there is a moment.
        return found if found.state is State.RUNNING else Job(state=State.RUNNING, stage="Starting")
    return _ended(project, place.read()) if found.state is State.RUNNING else found


def cancel(project: Project) -> Job:
    """End the running work at once and return how it ended; what it has read so far is kept.

    What was saved before it could be stopped stands, and is told.
    """
    found, place = look(project), _Place.of(project)
    if found.state is not State.RUNNING:
        return found
    for hard, seconds in ((False, _GENTLE_SECONDS), (True, _HARD_SECONDS)):
        _end(place.read().pid, hard=hard)
        if place.is_free_within(seconds):
            break
    last = place.read()
    ended = _saved(project, last) if last.state is State.RUNNING else last
    if ended is None:
        message = "Cancelled; nothing was changed, and what was read so far is kept."
        ended = replace(last, state=State.CANCELLED, message=message)
    place.write(ended)
    return ended


def forget(project: Project) -> None:
    """Put away what is known of work that has ended; running work stays."""
    if look(project).state is not State.RUNNING:
        _Place.of(project).write(Job())


def _begun(project: Project, work: Work) -> Job:
    run = latest_run(project)
    runs = run.number if run else 0
    return Job(state=State.RUNNING, work=work.value, stage="Starting", runs=runs)


def _ended(project: Project, job: Job) -> Job:
    """Return how work ended whose process is gone; it may have saved before it went."""
    if job.state is not State.RUNNING:
        return job
    message = (
        "It broke off before it was done; nothing was changed. Start again: it goes on from there."
    )
    return _saved(project, job) or replace(job, state=State.BROKEN, message=message)


def _saved(project: Project, job: Job) -> Job | None:
    run = latest_run(project)
    if job.work != Work.PROPOSE or run is None or run.number <= job.runs:
        return None
    return replace(job, state=State.DONE, fraction=1.0, message=run.message)


def _spawn(project: Project, work: Work, coder: str) -> subprocess.Popen[bytes]:
    where = project.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", __name__, work.value, coder]
    given = {**os.environ, "WORKBENCH_PROJECT": str(project.path or where)}
    quiet = subprocess.DEVNULL
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        return subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, env=given, stdin=quiet, stdout=quiet, stderr=quiet, creationflags=flags
        )
    # A session of its own: Ctrl+C on the server does not reach it.
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, env=given, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )


def _end(pid: int, *, hard: bool) -> None:
    """End a process; on Windows both ways are sudden."""
    with suppress(OSError):
        if pid and sys.platform == "win32":
            os.kill(pid, signal.SIGTERM)
        elif pid:
            os.killpg(pid, signal.SIGKILL if hard else signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a project's work says how far it is, and the lock by which it is known to live."""

    file: Path
    lock: Path

    @classmethod
    def of(cls, project: Project) -> _Place:
        if project.path is not None:
            base = project.path.with_name(project.path.name + "-work")
        else:
            name = hashlib.sha256(project.where.encode()).hexdigest()[:24]
            base = Path(tempfile.gettempdir()) / f"workbench-{name}-work"
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
        fresh = self.file.with_name(f"{self.file.name}.{os.getpid()}")
        if job.state is State.NONE:
            self.file.unlink(missing_ok=True)
            return
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


class _Telling:
    """Writes progress down a few times a second."""

    def __init__(self, place: _Place, job: Job) -> None:
        self._place, self.job, self._last = place, job, 0.0
        place.write(job)

    def __call__(self, stage: str, fraction: float) -> None:
        self.job = replace(self.job, stage=stage, fraction=max(self.job.fraction, fraction))
        if time.monotonic() - self._last > _TELL_SECONDS:
            self._last = time.monotonic()
            self._place.write(self.job)


def _work(where: str, work: Work, coder: str) -> None:
    """Do the work in this process; how it ended is written down in one sentence."""
    with open_project(where) as project:
        place = _Place.of(project)
        with place.holding() as free:
            if free:
                _told(project, place, work, coder)


def _told(project: Project, place: _Place, work: Work, coder: str) -> None:
    tell = _Telling(place, replace(_begun(project, work), pid=os.getpid()))
    try:
        act = getattr(importlib.import_module(f"workbench.services.{work}"), work)
        report = act(project, coder=coder, progress=tell)
        ended = replace(tell.job, state=State.DONE, fraction=1.0)
        place.write(replace(ended, message=getattr(report, "run", report).message))
    except WorkbenchError as error:
        place.write(replace(tell.job, state=State.FAILED, message=str(error)))
    except Exception as error:
        # Whoever asked is no longer on the line: the sentence in the file is all they will see.
        kind = type(error).__name__
        message = f"Something went wrong ({kind}); nothing was changed. Start again, or see doctor."
        place.write(replace(tell.job, state=State.FAILED, message=message))
        raise


if __name__ == "__main__":
    _work(os.environ["WORKBENCH_PROJECT"], Work(sys.argv[1]), sys.argv[2])

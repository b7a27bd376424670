"""Run long work in a process of its own, beside a project that stays usable.

The process outlives the page and the server that asked for it. How far it has come stands in a small
file beside the project; that it lives is told by a lock which it holds and which the system takes
back when it ends, however it ends. So no process number has to be trusted, and whoever looks, from
whichever process, sees the same. What was encoded is kept batch by batch by the work itself: work
that was broken off goes on where it was when it is started again.
"""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from workbench.domain.viewers import Right, needs
from workbench.errors import WorkbenchError
from workbench.store.database import Project, open_project
from workbench.store.material import count_material
from workbench.store.runs import latest_run
from workbench.store.work_place import Job, State, WorkPlace

__all__ = [
    "Job",
    "State",
    "Work",
    "cancel",
    "cancel_map",
    "forget",
    "look",
    "look_at_map",
    "start",
    "start_map",
]

_START_SECONDS, _GENTLE_SECONDS, _HARD_SECONDS = 20.0, 0.8, 5.0
_LOOK_SECONDS, _TELL_SECONDS = 0.02, 0.2


class Work(StrEnum):
    """What can be run: acts of `workbench.services`, in modules of their names or of `_MODULES`."""

    PROPOSE = "propose_candidates"
    SUGGEST = "suggest"
    IMPORT = "import_staged"


class Laying(StrEnum):
    """What runs beside all of that: it changes nothing that somebody decided or brought in."""

    MAP = "keep_map"


_MODULES: dict[Work | Laying, str] = {
    Work.IMPORT: "import_sources",
    Laying.MAP: "view.map_layout",
}
#: Added to the name of the place where work says how far it is.
_BESIDE: dict[Work | Laying, str] = {Laying.MAP: "-map"}
_FOLDER = "WORKBENCH_FOLDER"
#: How far what nobody decides on stands behind people's acts, when processors are scarce.
_AFTER_PEOPLE = 5
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_CANCELLED = "Cancelled; nothing was changed, and what was read so far is kept."
_STOPPED = "It was stopped before it was done; nothing of it is kept."
_BROKE_OFF = {
    Work: "It broke off before it was done; nothing was changed. Start again: it goes on from there.",
    Laying: "It broke off before it was done; nothing of it is kept. Lay it out again.",
}


@needs(Right.JUDGE)
def start(project: Project, work: Work, *, coder: str, folder: Path | None = None) -> Job:
    """Start work, unless some is running already, and return what runs now.

    When this returns the process holds the lock, so two who start at once get one job. `folder` is
    where files lie ready, for an import.
    """
    return _start(project, work, coder, folder)


@needs(Right.SEE_WORDS)
def start_map(project: Project) -> Job:
    """Lay the map out, unless that is being done already, and return what runs now.

    It runs beside all other work, and hinders none of it.
    """
    return _start(project, Laying.MAP)


def _start(
    project: Project, work: Work | Laying, coder: str = "", folder: Path | None = None
) -> Job:
    place = _place(project, work)
    found = _look(project, place)
    if found.state is State.RUNNING:
        return found
    # Written before it is started: a process that never came to life is then told of, too.
    place.write(_begun(project, work))
    process = _spawn(project, work, coder, folder)
    # Somebody has to wait for it, or it stays behind as a zombie when it ends.
    threading.Thread(target=process.wait, daemon=True).start()
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None and not place.is_held():
        time.sleep(_LOOK_SECONDS)
    return _look(project, place)


def _place(project: Project, work: Work | Laying) -> WorkPlace:
    return WorkPlace.of(project, _BESIDE.get(work, ""))


@needs(Right.SEE_WORDS)
def look(project: Project) -> Job:
    """Return the project's latest work; a process that is gone without a word broke off."""
    return _look(project, WorkPlace.of(project))


@needs(Right.SEE_WORDS)
def look_at_map(project: Project) -> Job:
    """Return how far the laying out of the map is, or how it ended."""
    return _look(project, _place(project, Laying.MAP))


def _look(project: Project, place: WorkPlace) -> Job:
    held = place.is_held()
    found = place.read()
    if held:
        # Between taking the lock and its first word there is a moment.
        return found if found.state is State.RUNNING else Job(state=State.RUNNING, stage="Starting")
    return _ended(project, place.read()) if found.state is State.RUNNING else found


@needs(Right.JUDGE)
def cancel(project: Project) -> Job:
    """End the running work at once and return how it ended; what it has read so far is kept.

    What was saved before it could be stopped stands, and is told.
    """
    return _cancel(project, WorkPlace.of(project), _CANCELLED)


@needs(Right.SEE_WORDS)
def cancel_map(project: Project) -> Job:
    """Stop laying the map out at once and return how it ended."""
    return _cancel(project, _place(project, Laying.MAP), _STOPPED)


def _cancel(project: Project, place: WorkPlace, told: str) -> Job:
    found = _look(project, place)
    if found.state is not State.RUNNING:
        return found
    for hard, seconds in ((False, _GENTLE_SECONDS), (True, _HARD_SECONDS)):
        _end(place.read().pid, hard=hard)
        if place.is_free_within(seconds):
            break
    last = place.read()
    ended = _saved(project, last) if last.state is State.RUNNING else last
    if ended is None:
        ended = replace(last, state=State.CANCELLED, message=told)
    place.write(ended)
    return ended


@needs(Right.JUDGE)
def forget(project: Project) -> None:
    """Put away what is known of work that has ended; running work stays."""
    if look(project).state is not State.RUNNING:
        WorkPlace.of(project).write(Job())


def _begun(project: Project, work: Work | Laying) -> Job:
    run = latest_run(project)
    runs = _n_sources(project) if work is Work.IMPORT else run.number if run else 0
    return Job(state=State.RUNNING, work=work.value, stage="Starting", runs=runs)


def _ended(project: Project, job: Job) -> Job:
    """Return how work ended whose process is gone; it may have saved before it went."""
    if job.state is not State.RUNNING:
        return job
    told = _BROKE_OFF[Laying if job.work in set(Laying) else Work]
    return _saved(project, job) or replace(job, state=State.BROKEN, message=told)


def _saved(project: Project, job: Job) -> Job | None:
    run = latest_run(project)
    if job.work == Work.IMPORT and (came := _n_sources(project) - job.runs) > 0:
        told = f"{came:,} sources had come in already, and stay; undo the import to take them back."
        return replace(job, state=State.DONE, fraction=1.0, message=told)
    if job.work != Work.PROPOSE or run is None or run.number <= job.runs:
        return None
    return replace(job, state=State.DONE, fraction=1.0, message=run.message)


def _n_sources(project: Project) -> int:
    with project.reading() as connection:
        return count_material(connection)[0]


def _spawn(
    project: Project, work: Work | Laying, coder: str, folder: Path | None
) -> subprocess.Popen[bytes]:
    where = project.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", __name__, work.value, coder]
    given = {**os.environ, "WORKBENCH_PROJECT": str(project.path or where)}
    given[_FOLDER] = str(folder or "")
    if work is Laying.MAP:
        # Others work meanwhile: it takes one processor and not all, and less time in all.
        given |= dict.fromkeys(_ONE_THREAD, "1")
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


class _Telling:
    """Writes progress down a few times a second."""

    def __init__(self, place: WorkPlace, job: Job) -> None:
        self._place, self.job, self._last = place, job, 0.0
        place.write(job)

    def __call__(self, stage: str, fraction: float) -> None:
        self.job = replace(self.job, stage=stage, fraction=max(self.job.fraction, fraction))
        if time.monotonic() - self._last > _TELL_SECONDS:
            self._last = time.monotonic()
            self._place.write(self.job)


def _work(where: str, work: Work | Laying, coder: str) -> None:
    """Do the work in this process; how it ended is written down in one sentence."""
    with open_project(where) as project:
        place = _place(project, work)
        if work is Laying.MAP and sys.platform != "win32":
            os.nice(_AFTER_PEOPLE)
        with place.holding() as free:
            if free:
                _told(project, place, work, coder)


def _told(project: Project, place: WorkPlace, work: Work | Laying, coder: str) -> None:
    tell = _Telling(place, replace(_begun(project, work), pid=os.getpid()))
    try:
        module = importlib.import_module(f"workbench.services.{_MODULES.get(work, work)}")
        given = {"folder": Path(os.environ[_FOLDER])} if work is Work.IMPORT else {}
        whose = {} if work is Laying.MAP else {"coder": coder}
        report = getattr(module, work)(project, progress=tell, **whose, **given)
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
    named = sys.argv[1]
    what: Work | Laying = Laying(named) if named in set(Laying) else Work(named)
    _work(os.environ["WORKBENCH_PROJECT"], what, sys.argv[2])

"""Long work in a process of its own: real processes, really killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.pieces import bring_in, four_themes, write_table
from workbench.services.check_project import check_project
from workbench.services.run_in_background import (
    Job,
    State,
    Work,
    cancel,
    forget,
    look,
    start,
)
from workbench.store.database import Project, create_project, open_project
from workbench.store.runs import runs

pytestmark = [
    pytest.mark.timeout(180),
    pytest.mark.skipif(sys.platform == "win32", reason="the tests kill as POSIX does"),
]
_DEADLINE = 90.0


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create_project(tmp_path / "evening.workbench") as made:
        bring_in(made, four_themes(tmp_path / "texts.csv"))
        yield made
        cancel(made)


def _much(project: Project, folder: Path, *, rows: int = 3_000) -> None:
    # Numbers would be masked as references, and then be one and the same text to the machine.
    texts = [
        (f"m{n}", f"We typed {_counted(n)} visits into the same system again.") for n in range(rows)
    ]
    bring_in(project, write_table(folder / "much.csv", texts, "id", "text"))


def _counted(number: int) -> str:
    """Return a number in words, so that every one reads differently."""
    digits = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return " and ".join(digits[int(each)] for each in str(number))


def _until(project: Project, *states: State, reading: bool = False) -> Job:
    end = time.monotonic() + _DEADLINE
    while time.monotonic() < end:
        found = look(project)
        if found.state in states and (not reading or _n_read(found) > 0):
            return found
        assert found.state in {*states, State.RUNNING}, found
        time.sleep(0.02)
    pytest.fail(f"still {look(project)}")


def _n_read(job: Job) -> int:
    """Return how many passages a stage says were read: "Reading passages: 128 of 3,040"."""
    head, _, tail = job.stage.partition(": ")
    return int(tail.split()[0].replace(",", "")) if head == "Reading passages" else 0


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _gone(pid: int) -> bool:
    end = time.monotonic() + 5
    while _is_there(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not _is_there(pid)


def test_nothing_has_run_in_a_new_project(project: Project) -> None:
    assert look(project) == Job()
    assert cancel(project) == Job()


@pytest.mark.slow
def test_work_runs_beside_and_tells_its_result(project: Project) -> None:
    begun = start(project, Work.PROPOSE, coder="Ruth")
    assert begun.state is State.RUNNING
    done = _until(project, State.DONE)
    [run] = runs(project)
    assert (done.message, done.fraction) == (run.message, 1.0)
    assert run.coder == "Ruth"
    # Nothing stays behind: neither the process nor a zombie of it.
    assert _gone(done.pid)
    forget(project)
    assert look(project) == Job()


@pytest.mark.slow
def test_there_is_one_at_a_time(project: Project, tmp_path: Path) -> None:
    _much(project, tmp_path)
    start(project, Work.PROPOSE, coder="Ruth")
    first = _until(project, State.RUNNING, reading=True)
    with open_project(project.path or "") as elsewhere:
        assert start(elsewhere, Work.SUGGEST, coder="Amir").pid == first.pid
    assert look(project).work == Work.PROPOSE
    forget(project)
    assert look(project).state is State.RUNNING


@pytest.mark.slow
def test_cancelling_takes_less_than_two_seconds_and_changes_nothing(
    project: Project, tmp_path: Path
) -> None:
    _much(project, tmp_path)
    start(project, Work.PROPOSE, coder="Ruth")
    running = _until(project, State.RUNNING, reading=True)
    began = time.monotonic()
    ended = cancel(project)
    assert time.monotonic() - began < 2
    assert ended.state is State.CANCELLED
    assert ended.message.startswith("Cancelled; nothing was changed")
    assert look(project) == ended
    assert _gone(running.pid)
    assert runs(project) == ()
    assert check_project(project).faults == ()


@pytest.mark.slow
def test_work_that_will_not_listen_is_ended_all_the_same(project: Project, tmp_path: Path) -> None:
    _much(project, tmp_path)
    start(project, Work.PROPOSE, coder="Ruth")
    running = _until(project, State.RUNNING, reading=True)
    # A stopped process does not act on a request to end.
    os.kill(running.pid, signal.SIGSTOP)
    began = time.monotonic()
    assert cancel(project).state is State.CANCELLED
    assert time.monotonic() - began < 2
    assert _gone(running.pid)


@pytest.mark.slow
def test_after_a_kill_it_is_told_and_nothing_is_encoded_twice(
    project: Project, tmp_path: Path
) -> None:
    _much(project, tmp_path)
    start(project, Work.PROPOSE, coder="Ruth")
    killed = _until(project, State.RUNNING, reading=True)
    os.kill(killed.pid, signal.SIGKILL)
    broken = _until(project, State.BROKEN)
    assert "it goes on from there" in broken.message
    kept = _n_vectors(project)
    assert kept >= _n_read(killed) > 0
    start(project, Work.PROPOSE, coder="Ruth")
    again = _until(project, State.RUNNING, State.DONE, reading=True)
    total = int(again.stage.split(" of ")[1].replace(",", ""))
    assert total == len(_texts(project)) - kept
    cancel(project)


@pytest.mark.slow
def test_another_server_finds_running_work_again(project: Project, tmp_path: Path) -> None:
    _much(project, tmp_path)
    program = (
        "import sys; from workbench.services.run_in_background import *;"
        "from workbench.store.database import open_project;"
        "print(start(open_project(sys.argv[1]), Work.PROPOSE, coder='Ruth').state)"
    )
    command = [sys.executable, "-c", program, str(project.path)]
    said = subprocess.run(command, capture_output=True, check=True, text=True, timeout=60)
    assert said.stdout.strip() == "running"
    found = _until(project, State.RUNNING, reading=True)
    assert cancel(project).state is State.CANCELLED
    assert _gone(found.pid)


def test_a_failure_comes_back_as_one_sentence(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(_failing(tmp_path)))
    start(project, Work.SUGGEST, coder="Ruth")
    failed = _until(project, State.FAILED)
    assert failed.message.startswith(
        "Something went wrong (ZeroDivisionError); nothing was changed"
    )


def test_a_process_that_never_came_to_life_broke_off(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert start(project, Work.SUGGEST, coder="Ruth").state is State.BROKEN


def test_a_file_that_makes_no_sense_says_nothing(project: Project) -> None:
    assert project.path is not None
    beside = project.path.with_name(project.path.name + "-work")
    for text in ("", "[]", '{"state": "flying"}', '{"state": "done", "colour": 1}'):
        beside.write_text(text, encoding="utf-8")
        assert look(project) == Job()


def _failing(folder: Path) -> Path:
    """Return a folder that makes the work of a process end in an error nobody foresaw."""
    (folder / "sitecustomize.py").write_text(
        "import sys, types\n"
        "made = types.ModuleType('workbench.services.suggest')\n"
        "made.suggest = lambda *given, **named: 1 / 0\n"
        "sys.modules[made.__name__] = made\n",
        encoding="utf-8",
    )
    return folder


def _texts(project: Project) -> set[str]:
    from workbench.store.material import material

    return {each.quote for each in material(project).passages.values()}


def _n_vectors(project: Project) -> int:
    with project.reading() as connection:
        return int(connection.exec_driver_sql("select count(*) from vector").scalar_one())

"""Killed at any moment: the project is as before the act or as after it, and the next run ends."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.services.pieces import SAMPLE, bring_in, write_table
from workbench.services.check_project import CheckReport, check_project
from workbench.store.database import create_project, open_project

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ROWS = 3_000
ROUNDS = 5


def _program(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "workbench", *map(str, words)]


def _check(where: Path) -> CheckReport:
    with open_project(where) as project:
        report = check_project(project)
    assert report.faults == ()
    return report


def _seconds(command: list[str]) -> float:
    """Run a command to its end and return how long that took."""
    start = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    return time.monotonic() - start


def _kill_after(command: list[str], seconds: float) -> bool:
    """Start a command, kill it with no warning, and return whether it had not ended by itself."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as victim:
        time.sleep(seconds)
        victim.kill()
    return victim.returncode == -signal.SIGKILL


def _moments(whole: float, seed: int) -> list[float]:
    """Return moments over a whole run, most of them late, where the writing is."""
    dice = random.Random(seed)
    early = [dice.uniform(0.2, 0.8) * whole for _ in range(2)]
    return early + [dice.uniform(0.75, 1.05) * whole for _ in range(ROUNDS - 2)]


def test_an_import_that_is_killed(tmp_path: Path) -> None:
    rows = [
        (f"r{number}", f"Visit {number} was late. The form asked it twice! Nobody rang {number}.")
        for number in range(ROWS)
    ]
    table = write_table(tmp_path / "big.csv", rows, "id", "text")
    create_project(tmp_path / "model").close()
    model, where = tmp_path / "model.workbench", tmp_path / "evening.workbench"
    trial = tmp_path / "trial.workbench"
    shutil.copyfile(model, trial)
    whole = _seconds(_program("import", trial, table))
    after = _check(trial)
    assert after.sources == ROWS
    killed = 0
    for moment in _moments(whole, seed=3):
        _start_anew(model, where)
        killed += _kill_after(_program("import", where, table), moment)
        found = _check(where)
        assert (found.sources, found.passages) in {(0, 0), (after.sources, after.passages)}
        subprocess.run(_program("import", where, table), check=True, capture_output=True)
        assert _check(where) == after
    assert killed


def test_a_run_that_is_killed(tmp_path: Path) -> None:
    model, where = tmp_path / "model.workbench", tmp_path / "evening.workbench"
    with create_project(model) as project:
        bring_in(project, SAMPLE / "reflections.csv")
        before = check_project(project)
    trial = tmp_path / "trial.workbench"
    shutil.copyfile(model, trial)
    whole = _seconds(_program("propose", trial))
    after = _check(trial)
    assert (after.runs, after.candidates > 0) == (1, True)
    killed = 0
    for moment in _moments(whole, seed=4):
        _start_anew(model, where)
        killed += _kill_after(_program("propose", where), moment)
        assert _check(where) in (before, after)
    assert killed
    # Vectors that were kept before a kill do not change what comes out.
    _start_anew(model, where)
    _kill_after(_program("propose", where), whole / 3)
    subprocess.run(_program("propose", where), check=True, capture_output=True)
    assert _check(where).candidates == after.candidates
    assert _table(where) == _table(trial)


def _start_anew(model: Path, where: Path) -> None:
    for each in where.parent.glob(f"{where.name}*"):
        each.unlink()
    shutil.copyfile(model, where)


def _table(where: Path) -> bytes:
    output = where.with_suffix(".csv")
    command = _program("export", where, "--format", "candidates-csv", "--output", output)
    subprocess.run(command, check=True, capture_output=True)
    return output.read_bytes()

"""Killed while deciding: what was said to be saved is there, and nothing is there by half."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workbench.store.checks import find_faults
from workbench.store.database import create_project, open_project
from workbench.store.log import latest_seq

ROUNDS = 20

#: Decides until it is killed; prints the number of each decision after it is saved.
DECIDE = """
import itertools, sys
from workbench.domain.decisions import CreateCode
from workbench.services.decide import decide
from workbench.store.database import open_project
with open_project(sys.argv[1]) as project:
    for number in itertools.count():
        act = CreateCode(name=f"code {sys.argv[2]}.{number}")
        print(decide(project, act, coder="Anna").seq, flush=True)
"""


def kill_midway(script: str, *words: str | Path, seconds: float) -> list[str]:
    """Run a script, kill it without warning so long after its first line; return what it said."""
    command = [sys.executable, "-c", script, *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as victim:
        assert victim.stdout is not None
        first = victim.stdout.readline()
        time.sleep(seconds)
        victim.kill()
        said = first + victim.stdout.read()
    # The last line may be cut off in the middle of a number.
    return said[: said.rfind("\n") + 1].splitlines()


@pytest.mark.slow
def test_deciding_that_is_killed_keeps_what_was_saved(tmp_path: Path) -> None:
    where = tmp_path / "evening.workbench"
    create_project(where).close()
    dice, before = random.Random(5), 0
    for round_ in range(ROUNDS):
        said = kill_midway(DECIDE, where, str(round_), seconds=dice.uniform(0, 0.2))
        numbers = [int(line) for line in said]
        assert numbers == list(range(before + 1, before + 1 + len(numbers)))
        with open_project(where) as project:
            found = latest_seq(project)
            assert list(find_faults(project)) == []
        assert numbers[-1] <= found <= numbers[-1] + 1
        before = found

"""Killed while deciding about names: every decision is there whole, and its log tells it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.test_kill import kill_midway
from tests.services.named import marks_of, seen_whole
from tests.services.pieces import bring_in, write_table
from workbench.store.checks import find_faults
from workbench.store.database import create_project, open_project
from workbench.store.identifiers import latest_name_seq

ROUNDS = 12

#: Keeps and masks everything, over and over, until it is killed; prints each decision's number.
DECIDE = """
import itertools, sys
from workbench.domain.identifiers import Verdict
from workbench.services.review_identifiers import judge
from workbench.services.view.identifiers import view_identifiers
from workbench.store.database import open_project
with open_project(sys.argv[1]) as project:
    marks = view_identifiers(project)
    now = marks[0].mark.verdict
    for number in itertools.count():
        now = Verdict.MASK if now is Verdict.KEEP else Verdict.KEEP
        done = judge(project, [each.mark.id for each in marks], now, coder="Anna")
        print(done.seq, flush=True)
"""


@pytest.mark.slow
def test_a_decision_that_is_killed_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    where = tmp_path / "evening.workbench"
    rows = [(f"r{n}", f"Rang Karolina Nowak and Amira Khan, visit {n}.") for n in range(60)]
    with create_project(where) as project:
        bring_in(project, write_table(tmp_path / "rows.csv", rows, "id", "text"))
    dice, before = random.Random(7), 0
    for _ in range(ROUNDS):
        said = [int(line) for line in kill_midway(DECIDE, where, seconds=dice.uniform(0, 0.3))]
        with open_project(where) as project:
            with project.reading() as connection:
                found = latest_name_seq(connection)
            assert list(find_faults(project)) == []
            assert len({each.verdict for each in marks_of(project)}) == 1
            names = ["Karolina" in text for text in seen_whole(project)]
            assert all(names) or not any(names)
        assert said == list(range(before + 1, before + 1 + len(said)))
        assert said[-1] <= found <= said[-1] + 1
        before = found

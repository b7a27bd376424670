"""Killed while deciding about names, or looking again: every act is there whole, and its log tells it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.test_kill import kill_midway
from tests.services.earlier import screen_as_earlier
from tests.services.named import marks_of, seen_whole
from tests.services.pieces import bring_in, write_table
from workbench.services.review_identifiers import clear
from workbench.services.screen_anew import view_earlier
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


#: Looks through everything again and takes it back, over and over, until it is killed.
LOOK_AGAIN = """
import itertools, sys
from workbench.services.review_identifiers import undo_name
from workbench.services.screen_anew import screen_anew, view_earlier
from workbench.store.database import open_project
with open_project(sys.argv[1]) as project:
    for number in itertools.count():
        if view_earlier(project).texts:
            done = screen_anew(project, coder="Anna").decision
        else:
            done = undo_name(project, coder="Anna")
        print(done.seq, flush=True)
"""


@pytest.mark.slow
def test_a_look_again_that_is_killed_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    where = tmp_path / "evening.workbench"
    rows = [(f"r{n}", f"Rang Karolina Nowak and Amira Khan, visit {n}.") for n in range(60)]
    with create_project(where) as project:
        bring_in(project, write_table(tmp_path / "rows.csv", rows, "id", "text"))
        screen_as_earlier(project, missed=["Karolina Nowak"])
        clear(project, coder="Ruth")
    dice = random.Random(7)
    for _ in range(ROUNDS):
        kill_midway(LOOK_AGAIN, where, seconds=dice.uniform(0, 0.6))
        with open_project(where) as project:
            assert list(find_faults(project)) == []
            shown = sum("Karolina" in text for text in seen_whole(project))
            # The words, and which version has looked through them, are of one moment.
            assert (shown, view_earlier(project).texts) in {(0, 0), (60, 60)}

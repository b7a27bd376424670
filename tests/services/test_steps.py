"""The steps of a history: found by words, seen where they are now, gone back to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.boards import make_board
from workbench.domain.candidates import CandidateId
from workbench.domain.decisions import DecisionId, Dismiss, Merge, Park, Rename
from workbench.errors import NothingToUndo
from workbench.services.decide import decide, decide_all, undo
from workbench.services.view.steps import steps_back, view_steps
from workbench.store.database import Project
from workbench.store.log import ledger


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_board(tmp_path / "steps.workbench") as made:
        decide(made, Rename(theme="c0", name="Copying"), coder="Ann", reason="shorter")
        decide(made, Merge(themes=("c1",), into="c0"), coder="Amir")
        decide(made, Park(theme=CandidateId("c2")), coder="Ann")
        yield made


def test_a_step_says_what_by_whom_and_why(project: Project) -> None:
    parked, merged, renamed, proposed = view_steps(project)
    assert renamed.line.words == "renamed a theme to “Copying”"
    assert (renamed.line.coder, renamed.line.reason, renamed.state) == ("Ann", "shorter", "stands")
    assert (parked.back, merged.back, renamed.back, proposed.back) == (1, 2, 3, 0)
    assert proposed.state == "machine"


def test_a_step_leads_to_where_its_theme_is_now(project: Project) -> None:
    by_words = {row.line.words.split()[0]: row.theme for row in view_steps(project)}
    assert by_words["parked"] == ("c2", "Who may decide")
    assert by_words["merged"] == by_words["renamed"] == ("c0", "Copying")


def test_what_was_taken_back_says_so(project: Project) -> None:
    undo(project, coder="Amir", reason="too early")
    undone, parked, *_ = view_steps(project)
    assert (undone.state, undone.line.reason) == ("step", "too early")
    assert (parked.state, parked.back) == ("taken back", 0)


@pytest.mark.parametrize(
    ("words", "found"),
    [("copying", 2), ("amir", 1), ("SHORTER", 1), ("ann parked", 1), ("nobody", 0), ("", 4)],
)
def test_steps_are_found_by_what_who_and_why(project: Project, words: str, found: int) -> None:
    assert len(view_steps(project, words=words)) == found


def test_going_back_takes_back_everything_since(project: Project) -> None:
    merged = view_steps(project)[1].line.id
    decide_all(project, steps_back(project, merged), coder="Ann")
    board = ledger(project).board
    assert [board.candidates[CandidateId(f"c{at}")].status.value for at in range(3)] == ["open"] * 3
    assert board.candidates[CandidateId("c0")].title == "Copying"


def test_going_back_to_what_does_not_stand_is_refused(project: Project) -> None:
    last = view_steps(project)[0].line.id
    undo(project, coder="Ann")
    for gone in (last, DecisionId("nowhere")):
        with pytest.raises(NothingToUndo):
            steps_back(project, gone)


def test_the_latest_come_first_and_no_more_than_asked(project: Project) -> None:
    decide(project, Dismiss(theme=CandidateId("c0")), coder="Ann")
    rows = view_steps(project, most=2)
    assert [row.line.words.split()[0] for row in rows] == ["dismissed", "parked"]

"""Decide, undo and redo: each one transaction, refused with a reason or kept whole."""

from __future__ import annotations

import threading

import pytest

from workbench.domain.board import Board
from workbench.domain.candidates import CandidateId, CandidateStatus
from workbench.domain.decisions import (
    Act,
    Add,
    Confirm,
    CreateCode,
    Dismiss,
    Merge,
    Move,
    Park,
    Redo,
    Rename,
    Step,
    Undo,
)
from workbench.domain.sources import PassageId
from workbench.errors import (
    DecisionError,
    NothingToUndo,
    StaleDecision,
    ThemeClosed,
    UnknownPassage,
    UnknownTheme,
)
from workbench.services.check_project import check_project
from workbench.services.decide import ScriptLine, decide, decide_all, redo, undo, undo_steps
from workbench.store.database import Project, open_project
from workbench.store.log import ledger

FIRST = CandidateId("c0")
SENTENCE = "One visit is typed into three systems, so families wait."
CONFIRM = Confirm(candidate=FIRST, name="Typing it twice", statement=SENTENCE)


def _saved(project: Project) -> int:
    """Return the number of decisions that another process sees."""
    with open_project(str(project.path)) as other:
        return ledger(other).seq


def test_when_it_returns_it_is_saved(board: Project) -> None:
    decision = decide(board, CONFIRM, coder="Ann", reason="Nine people say so.")
    assert (decision.seq, decision.coder, decision.reason) == (2, "Ann", "Nine people say so.")
    with open_project(str(board.path)) as other:
        kept = ledger(other).decisions[-1]
        assert kept == decision
        assert ledger(other).board == ledger(board).board
    assert check_project(board).faults == ()


def test_a_refused_act_changes_nothing(board: Project) -> None:
    before = ledger(board).board
    with pytest.raises(UnknownTheme, match="nobody"):
        decide(board, Rename(theme="nobody", name="Anything"), coder="Ann")
    assert ledger(board).board == before
    assert _saved(board) == 1


@pytest.mark.parametrize(
    "act",
    [
        Add(passages=(PassageId("p0"), PassageId("ghost")), to="c1"),
        Move(passages=(PassageId("ghost"),), origin="c0", to="c1"),
        CreateCode(name="By hand", passages=(PassageId("ghost"),)),
    ],
)
def test_passages_that_the_project_does_not_have_are_refused(board: Project, act: Act) -> None:
    with pytest.raises(UnknownPassage, match="ghost"):
        decide(board, act, coder="Ann")
    with pytest.raises(UnknownPassage, match="ghost"):
        decide_all(board, [Park(theme="c2"), act], coder="Ann")
    assert _saved(board) == 1


def test_undo_and_redo_go_back_and_forth(board: Project) -> None:
    boards = [ledger(board).board]
    for act in (CONFIRM, Park(theme="c1"), Rename(theme="c2", name="Permission")):
        decide(board, act, coder="Ann")
        boards.append(ledger(board).board)
    for before in reversed(boards[:-1]):
        undo(board, coder="Bea", reason="A slip.")
        assert ledger(board).board == before
    with pytest.raises(NothingToUndo):
        undo(board, coder="Bea")
    for after in boards[1:]:
        redo(board, coder="Bea")
        assert ledger(board).board == after
    with pytest.raises(NothingToUndo):
        redo(board, coder="Bea")
    assert _saved(board) == 1 + 3 + 3 + 3
    assert check_project(board).faults == ()


def test_one_decision_from_the_middle_can_be_taken_back(board: Project) -> None:
    park = decide(board, Park(theme="c1"), coder="Ann")
    decide(board, Rename(theme="c2", name="Permission"), coder="Bea")
    undo(board, park.id, coder="Bea")
    candidates = ledger(board).board.candidates
    assert candidates[CandidateId("c1")].status is CandidateStatus.OPEN
    assert candidates[CandidateId("c2")].title == "Permission"
    redo(board, park.id, coder="Bea")
    assert ledger(board).board.candidates[CandidateId("c1")].status is CandidateStatus.PARKED


def test_a_decision_that_others_stand_on_is_not_taken_back(board: Project) -> None:
    confirm = decide(board, CONFIRM, coder="Ann")
    decide(board, Rename(theme="c0", name="Typing thrice"), coder="Bea")
    with pytest.raises(StaleDecision, match="Bea"):
        undo(board, confirm.id, coder="Ann")
    assert _saved(board) == 3


def test_several_steps_back_or_none(board: Project) -> None:
    decide(board, Park(theme="c0"), coder="Ann")
    decide(board, Park(theme="c1"), coder="Ann")
    with pytest.raises(NothingToUndo):
        undo_steps(board, 3, coder="Ann")
    assert _saved(board) == 3
    assert len(undo_steps(board, 2, coder="Ann")) == 2
    assert all(
        each.status is CandidateStatus.OPEN for each in ledger(board).board.candidates.values()
    )


def test_a_script_does_everything(board: Project) -> None:
    steps: list[Step] = [
        CONFIRM,
        Merge(themes=("c1",), into="c0"),
        Undo(),
        Redo(),
        Add(passages=(PassageId("p12"),), to="c0"),
    ]
    made = decide_all(board, steps, coder="Ann")
    assert [each.seq for each in made] == [2, 3, 4, 5, 6]
    [code] = ledger(board).board.codes
    assert len(ledger(board).board.passages_of(code)) == 9
    assert _saved(board) == 6


@pytest.mark.parametrize(
    "last", [Rename(theme="nobody", name="Anything"), Redo(), Park(theme="c0"), Dismiss(theme="?")]
)
def test_a_script_does_everything_or_nothing(board: Project, last: Step) -> None:
    before = ledger(board).board
    with pytest.raises(DecisionError):
        decide_all(board, [CONFIRM, Park(theme="c1"), last], coder="Ann")
    assert ledger(board).board == before
    assert _saved(board) == 1
    decide(board, CONFIRM, coder="Ann")
    assert _saved(board) == 2


def test_a_line_is_read_against_the_board_that_the_lines_before_it_leave(board: Project) -> None:
    seen: list[str] = []

    def park_what_was_renamed(before: Board) -> Step:
        titles = {each.title: each.id for each in before.candidates.values()}
        seen.extend(titles)
        return Park(theme=titles["Permission"])

    script: list[Step | ScriptLine] = [
        Rename(theme="c2", name="Permission"),
        ScriptLine(read=park_what_was_renamed, reason="Not tonight."),
    ]
    _, parked = decide_all(board, script, coder="Ann")
    assert "Permission" in seen
    assert parked.reason == "Not tonight."
    assert ledger(board).board.candidates[CandidateId("c2")].status is CandidateStatus.PARKED


def test_an_act_on_an_outdated_screen_is_told_who_was_first(board: Project) -> None:
    seen = ledger(board).seq
    decide(board, Rename(theme="c0", name="Typing thrice"), coder="Bea", seen=seen)
    with pytest.raises(StaleDecision, match="Bea"):
        decide(board, CONFIRM, coder="Ann", seen=seen)
    decide(board, Park(theme="c1"), coder="Ann", seen=seen)
    assert _saved(board) == 3


def test_many_hands_in_one_process_are_all_kept(board: Project) -> None:
    refused: list[Exception] = []

    def work(who: str) -> None:
        for number in range(10):
            try:
                decide(board, Rename(theme="c0", name=f"{who} {number}"), coder=who)
            except ThemeClosed as error:
                refused.append(error)

    hands = [threading.Thread(target=work, args=(who,)) for who in ("Ann", "Bea", "Cleo")]
    for each in hands:
        each.start()
    for each in hands:
        each.join()
    assert refused == []
    assert _saved(board) == 31
    assert [each.seq for each in ledger(board).decisions] == list(range(1, 32))
    assert check_project(board).faults == ()

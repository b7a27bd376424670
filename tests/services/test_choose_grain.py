"""Another grain: other candidates where nobody has judged, and nothing decided moves."""

from __future__ import annotations

import pytest

from tests.services.pieces import add_run_levels
from workbench.domain.board import Board
from workbench.domain.candidates import CandidateId, CandidateStatus
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import Add, Confirm, CreateCode, Drop, Refuse, Rename
from workbench.domain.sources import PassageId
from workbench.errors import InvalidDecision, NothingToDo, StaleDecision
from workbench.services.check_project import check_project
from workbench.services.choose_grain import choose_grain
from workbench.services.decide import decide, redo, undo
from workbench.services.view.board import history, view_board
from workbench.services.view.passages import open_theme
from workbench.store.database import Project, open_project
from workbench.store.log import ledger

SENTENCE = "One visit is typed into three systems, so families wait."
CONFIRM = Confirm(
    candidate=CandidateId("c0"), name="Typing", statement=SENTENCE, code_id=CodeId("typing")
)


@pytest.fixture
def levelled(board: Project) -> Project:
    add_run_levels(board)
    return board


def _p(*numbers: int) -> tuple[PassageId, ...]:
    return tuple(PassageId(f"p{number}") for number in numbers)


def _open(board: Board) -> dict[str, tuple[PassageId, ...]]:
    return {
        name: tuple(sorted(board.members.get(name, ()), key=lambda each: int(each[1:])))
        for name, each in board.candidates.items()
        if each.status is CandidateStatus.OPEN
    }


def test_the_slider_knows_its_levels_and_where_it_stands(levelled: Project) -> None:
    view = view_board(levelled)
    assert (view.grain, view.grains) == (1, (2, 3, 6))
    choose_grain(levelled, 2, coder="Ann")
    assert view_board(levelled).grain == 2
    undo(levelled, coder="Ann")
    assert view_board(levelled).grain == 1


def test_a_board_without_levels_has_no_slider(board: Project) -> None:
    assert (view_board(board).grain, view_board(board).grains) == (None, ())
    with pytest.raises(InvalidDecision, match="no level 0"):
        choose_grain(board, 0, coder="Ann")


def test_where_nobody_judged_the_other_level_is_shown(levelled: Project) -> None:
    before = ledger(levelled).board
    choose_grain(levelled, 2, coder="Ann")
    assert _open(ledger(levelled).board) == {
        "c0a": _p(0, 1), "c0b": _p(2, 3), "c1a": _p(4, 5),
        "c1b": _p(6, 7), "c2a": _p(8, 9), "c2b": _p(10, 11),
    }  # fmt: skip
    assert view_board(levelled).n_set_aside == 2
    choose_grain(levelled, 0, coder="Bea")
    assert _open(ledger(levelled).board) == {"w": _p(*range(8)), "v": _p(8, 9, 10, 11)}
    choose_grain(levelled, 1, coder="Bea")
    # What was on the board before comes back as the very same candidates, from the run's own words.
    assert _open(ledger(levelled).board) == _open(before)
    assert check_project(levelled).faults == ()


def test_what_people_decided_does_not_move(levelled: Project) -> None:
    decide(levelled, CONFIRM, coder="Ann")
    decide(levelled, Rename(theme="c1", name="Mine"), coder="Ann")
    decide(levelled, Drop(passages=_p(7), origin="c1"), coder="Ann")
    before = ledger(levelled).board
    for grain in (2, 0, 1):
        choose_grain(levelled, grain, coder="Bea")
        board = ledger(levelled).board
        assert (board.codes, board.codings, board.refusals) == (
            before.codes, before.codings, before.refusals,
        )  # fmt: skip
        assert board.candidates[CandidateId("c1")] == before.candidates[CandidateId("c1")]
        assert board.members[CandidateId("c1")] == before.members[CandidateId("c1")]
        free = _open(board)
        free.pop("c1")
        assert {each for held in free.values() for each in held} == set(_p(7, 8, 9, 10, 11)) - (
            # At its own level the judged candidate is not proposed a second time.
            set(_p(7)) if grain == 1 else set()
        )
    assert check_project(levelled).faults == ()


def test_only_what_is_still_free_comes_back(levelled: Project) -> None:
    choose_grain(levelled, 2, coder="Ann")
    decide(levelled, CreateCode(name="Trust", passages=_p(0, 4, 5)), coder="Ann")
    decide(levelled, Refuse(theme="c2a", passages=_p(12)), coder="Ann")
    choose_grain(levelled, 1, coder="Ann")
    assert _open(ledger(levelled).board) == {
        "c0": _p(1, 2, 3), "c1": _p(6, 7), "c2": _p(10, 11), "c2a": _p(8, 9),
    }  # fmt: skip
    assert check_project(levelled).faults == ()


def test_it_is_one_decision_in_the_log_and_can_be_undone(levelled: Project) -> None:
    before = ledger(levelled).board
    decision = choose_grain(levelled, 2, coder="Ann")
    [line] = history(levelled, most=1)
    assert (line.words, line.coder, line.undoable) == (
        "chose another grain: 6 candidates", "Ann", True,
    )  # fmt: skip
    after = ledger(levelled).board
    with open_project(str(levelled.path)) as other:
        assert ledger(other).board == after
        undo(other, decision.id, coder="Bea")
        assert ledger(other).board == before
        redo(other, coder="Bea")
        assert ledger(other).board == after
    assert check_project(levelled).faults == ()


def test_a_grain_that_somebody_works_on_is_not_taken_back(levelled: Project) -> None:
    decision = choose_grain(levelled, 2, coder="Ann")
    decide(levelled, Add(passages=_p(12), to="c0a"), coder="Bea")
    with pytest.raises(StaleDecision, match="Bea"):
        undo(levelled, decision.id, coder="Ann")


def test_the_level_that_is_shown_is_nothing_to_choose(levelled: Project) -> None:
    choose_grain(levelled, 0, coder="Ann")
    with pytest.raises(NothingToDo):
        choose_grain(levelled, 0, coder="Ann")
    with pytest.raises(InvalidDecision, match="no level 3"):
        choose_grain(levelled, 3, coder="Ann")


def test_a_theme_shows_its_evidence_its_parts_and_its_group(levelled: Project) -> None:
    page = open_theme(levelled, "c0")
    assert page.evidence is not None
    assert [each.id for each in page.evidence.central] == list(_p(0, 1, 2))
    assert [each.id for each in page.evidence.edge] == list(_p(3))
    assert page.evidence.counter is not None
    assert page.evidence.counter.id == "p13"
    assert page.evidence.draft == "Typing gets in the way of visits."
    assert [each.id for each in page.evidence.draft_sources] == ["p0"]
    assert page.parts == (("c0a", "words of c0a", 2), ("c0b", "words of c0b", 2))
    assert page.group == ("w", "words of w", 8)
    assert page.row.steadiness == "steady"
    decide(levelled, CONFIRM, coder="Ann")
    confirmed = open_theme(levelled, "typing").evidence
    assert confirmed is not None
    assert [each.id for each in confirmed.central] == list(_p(0, 1, 2))
    assert confirmed.draft == page.evidence.draft


def test_what_people_made_has_no_evidence_of_a_run(levelled: Project) -> None:
    decide(levelled, CreateCode(name="Trust", code_id=CodeId("trust")), coder="Ann")
    page = open_theme(levelled, "trust")
    assert (page.evidence, page.parts, page.group) == (None, (), None)

"""Correcting carries everything over and nothing away: on any board, and back again by undo."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings

from tests.properties.acts import AT, DICE, PASSAGES, ledgers
from tests.properties.lawful import assert_lawful
from workbench.domain.board import Board, Noun
from workbench.domain.candidates import WORKABLE, CandidateId
from workbench.domain.corrections import Correct
from workbench.domain.ledger import Ledger, replay
from workbench.domain.proposing import is_judged
from workbench.domain.sources import PassageId, SourceId
from workbench.domain.telling import tell
from workbench.domain.wire import act_from_plain, step_from_plain, step_to_plain
from workbench.errors import InvalidDecision

_PAIR = ((SourceId("s"), SourceId("t")),)


def _correct(ledger: Ledger, *moves: tuple[str, str]) -> Correct:
    pairs = tuple((PassageId(old), PassageId(new)) for old, new in moves)
    act = Correct(sources=_PAIR, moves=pairs)
    ledger.record(ledger.decide(act, coder="Ruth", at=AT))
    return act


def _counts(board: Board) -> dict[Noun, int]:
    found: dict[Noun, int] = {}
    for key, _ in board.things():
        found[key.noun] = found.get(key.noun, 0) + 1
    return found


def _some_moves(dice: Random) -> list[tuple[str, str]]:
    chosen = dice.sample(PASSAGES, dice.randint(0, len(PASSAGES)))
    return [(each, f"new {each}") for each in chosen]


@settings(deadline=None)
@given(ledgers(), DICE)
def test_nothing_is_lost_and_undo_brings_the_very_board_back(ledger: Ledger, dice: Random) -> None:
    before = ledger.board
    moves = _some_moves(dice)
    _correct(ledger, *moves)
    board = ledger.board
    assert_lawful(board)
    assert _counts(board) == _counts(before)
    gone = {old for old, _ in moves}
    held = {row.passage_id for rows in board.codings.values() for row in rows.values()}
    closed = {name for name, each in board.candidates.items() if each.status not in WORKABLE}
    for rows in (board.members, board.refusals):
        held |= {passage for name, those in rows.items() if name not in closed for passage in those}
    assert not held & gone
    for name, candidate in board.candidates.items():
        assert is_judged(board, candidate) == is_judged(before, before.candidates[name])
    assert replay(ledger.decisions).board == board
    ledger.record(ledger.undo(coder="Ruth", at=AT))
    assert ledger.board == before
    ledger.record(ledger.redo(coder="Ruth", at=AT))
    assert ledger.board == board


@settings(deadline=None)
@given(ledgers())
def test_whose_judgement_it_was_stays(ledger: Ledger) -> None:
    before = ledger.board
    _correct(ledger, *((each, f"new {each}") for each in PASSAGES))
    for code, rows in before.codings.items():
        was = sorted(
            (f"new {e.passage_id}", e.coder, e.created_at, e.polarity) for e in rows.values()
        )
        now = sorted(
            (e.passage_id, e.coder, e.created_at, e.polarity)
            for e in ledger.board.codings[code].values()
        )
        assert now == was


@settings(deadline=None)
@given(ledgers())
def test_where_the_new_words_are_judged_already_both_stand(ledger: Ledger) -> None:
    full = [(name, [*rows]) for name, rows in ledger.board.members.items() if len(rows) > 1]
    if not full:
        return
    name, (first, second, *_) = full[0]
    _correct(ledger, (first, second))
    assert {first, second} <= ledger.board.members[CandidateId(name)].keys()


def test_two_passages_never_become_one() -> None:
    with pytest.raises(InvalidDecision, match="two passages would become one"):
        _correct(Ledger(), ("a", "c"), ("b", "c"))
    with pytest.raises(InvalidDecision, match="two passages would become one"):
        _correct(Ledger(), ("a", "b"), ("a", "c"))


def test_a_correction_that_carries_nothing_is_a_decision_all_the_same() -> None:
    ledger = Ledger()
    act = _correct(ledger)
    [line] = ledger.decisions
    assert line.changes == ()
    assert step_from_plain(step_to_plain(act)) == act
    assert tell(line, ledger) == "put 1 corrected text in place of earlier words, with 0 passages"
    ledger.record(ledger.undo(coder="Ruth", at=AT))
    assert ledger.undone == [line.id]


def test_no_script_can_do_it() -> None:
    with pytest.raises(InvalidDecision, match="correct"):
        act_from_plain({"verb": "correct", "sources": []}, "Line 1")

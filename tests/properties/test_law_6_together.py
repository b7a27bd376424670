"""Law 6: two people at once; both judgements stay, or the second is told."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings

from tests.properties.acts import AT, DICE, any_act, human_act, ledgers, take
from tests.properties.lawful import assert_lawful, holds
from workbench.domain.board import Change, Noun
from workbench.domain.coding import Coding
from workbench.domain.decisions import Redo, Step, Undo
from workbench.domain.ledger import Ledger
from workbench.errors import DecisionError


def _first(ledger: Ledger, dice: Random) -> Step:
    """Return what the first person does: mostly an act, sometimes an undo or redo."""
    if dice.random() < 0.8:
        return any_act(ledger, dice)
    back: list[Step] = [Undo(decision=each) for each in ledger.done]
    forth: list[Step] = [Redo(decision=each) for each in ledger.undone]
    return dice.choice([*back, *forth, Undo()])


def _put_away(change: Change) -> tuple[str, str] | None:
    """Return the theme and passage, when a change took a passage out of a theme."""
    if change.after is not None or change.key.noun not in {Noun.MEMBER, Noun.CODING}:
        return None
    before = change.before
    passage = before.passage_id if isinstance(before, Coding) else change.key.item
    return change.key.owner, passage


@settings(max_examples=400)
@given(ledgers(), DICE)
def test_the_second_of_two_changes_nothing_that_the_first_did(ledger: Ledger, dice: Random) -> None:
    first, second = _first(ledger, dice), human_act(ledger, dice)
    seen = ledger.seq
    if not take(ledger, first, "Anna"):
        return
    changes, between = ledger.decisions[-1].changes, ledger.board
    if not take(ledger, second, "Bea", seen=seen):
        assert ledger.board is between
        return
    for change in changes:
        assert ledger.board.get(change.key) == change.after
        away = _put_away(change)
        assert away is None or holds(between, *away) or not holds(ledger.board, *away)
    assert_lawful(ledger.board)


@given(ledgers(), DICE)
def test_who_has_seen_everything_is_never_called_late(ledger: Ledger, dice: Random) -> None:
    act, now = human_act(ledger, dice), ledger.seq
    outcomes = []
    for seen in (None, now):
        try:
            made = ledger.decide(act, coder="Bea", at=AT, seen=seen)
            outcomes.append((made.changes, ""))
        except DecisionError as error:
            outcomes.append(((), f"{type(error)} {error}"))
    assert outcomes[0] == outcomes[1]

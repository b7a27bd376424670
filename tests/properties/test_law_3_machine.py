"""Law 3: no barrier without words and a person; a run changes nothing that a person judged."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings

from tests.properties.acts import DICE, grain, human_act, ledgers, run, take
from tests.properties.lawful import assert_lawful, judged_candidates
from workbench.domain.board import Key, Noun
from workbench.domain.decisions import Undo
from workbench.domain.ledger import Ledger


@settings(max_examples=200)
@given(ledgers(), DICE)
def test_a_run_leaves_what_people_judged_as_it_is(ledger: Ledger, dice: Random) -> None:
    if ledger.done:
        take(ledger, Undo(decision=dice.choice(ledger.done)))
    judged, before = judged_candidates(ledger), ledger.board
    assert take(ledger, run(ledger, dice), "workbench")
    changes = ledger.decisions[-1].changes
    assert not [change for change in changes if change.key.noun in {Noun.CODE, Noun.CODING}]
    for name in judged:
        assert ledger.board.candidates[name] == before.candidates[name]
        assert ledger.board.members.get(name) == before.members.get(name)
    assert (ledger.board.codes, ledger.board.codings) == (before.codes, before.codings)
    assert ledger.board.refusals == before.refusals


@settings(max_examples=200)
@given(ledgers(), DICE)
def test_another_grain_leaves_what_people_judged_as_it_is(ledger: Ledger, dice: Random) -> None:
    judged, before = judged_candidates(ledger), ledger.board
    if not take(ledger, grain(ledger, dice), "Bea"):
        return
    for name in judged:
        assert ledger.board.candidates[name] == before.candidates[name]
        assert ledger.board.members.get(name) == before.members.get(name)
    assert (ledger.board.codes, ledger.board.codings) == (before.codes, before.codings)
    assert ledger.board.refusals == before.refusals
    assert take(ledger, Undo(), "Bea")
    assert ledger.board == before


@given(ledgers(), DICE)
def test_after_anything_every_barrier_has_words(ledger: Ledger, dice: Random) -> None:
    for _ in range(3):
        take(ledger, human_act(ledger, dice))
        take(ledger, run(ledger, dice), "workbench")
        assert_lawful(ledger.board)


@given(ledgers(), DICE)
def test_a_run_takes_no_id_that_is_in_use(ledger: Ledger, dice: Random) -> None:
    first = run(ledger, dice)
    assert take(ledger, first, "workbench")
    before = ledger.board
    assert not take(ledger, first, "workbench")
    assert ledger.board is before
    taken = Key(Noun.CANDIDATE, first.proposals[0].id)
    assert before.get(taken) is not None

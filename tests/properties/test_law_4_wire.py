"""Law 4 in the domain: acts do the same every time, and are the same after a trip through JSON."""

from __future__ import annotations

import json
import random
from random import Random
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.acts import AT, DICE, any_act, grain, ledgers, run
from workbench.domain.apply import apply
from workbench.domain.board import Board
from workbench.domain.decisions import HumanAct, Redo, Step, Undo
from workbench.domain.ledger import Ledger
from workbench.domain.wire import (
    VERBS,
    act_from_plain,
    change_from_plain,
    change_to_plain,
    script_step_from_plain,
    step_from_plain,
    step_to_plain,
)
from workbench.errors import DecisionError, InvalidDecision

STEPS: st.SearchStrategy[Step] = st.one_of(
    *(st.from_type(kind) for kind in (*get_args(HumanAct), Undo, Redo)),
    DICE.map(lambda dice: run(Ledger(), dice)),
    DICE.map(lambda dice: grain(Ledger(), dice)),
)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


def _shuffled(board: Board, seed: int) -> Board:
    """Return an equal board whose tables are in another order."""
    dice = random.Random(seed)

    def mixed(table: Any) -> Any:
        items = list(table.items())
        dice.shuffle(items)
        return {key: mixed(value) if isinstance(value, dict) else value for key, value in items}

    return Board(
        candidates=mixed(board.candidates),
        members=mixed(board.members),
        codes=mixed(board.codes),
        codings=mixed(board.codings),
        refusals=mixed(board.refusals),
        memos=mixed(board.memos),
    )


def _outcome(board: Board, act: Any) -> object:
    try:
        return set(apply(board, act, coder="Anna", at=AT))
    except DecisionError as error:
        return type(error)


@settings(max_examples=150)
@given(ledgers(), DICE, st.integers(0, 99))
def test_an_act_does_the_same_to_equal_boards(ledger: Ledger, dice: Random, seed: int) -> None:
    act, board = any_act(ledger, dice), ledger.board
    other = _shuffled(board, seed)
    assert other == board
    assert _outcome(board, act) == _outcome(board, act) == _outcome(other, act)


@settings(max_examples=300)
@given(STEPS)
def test_a_step_is_the_same_after_a_trip_through_json(step: Step) -> None:
    plain = json.loads(json.dumps(step_to_plain(step)))
    assert step_from_plain(plain) == step
    assert type(step_from_plain(plain)) is type(step)


@given(ledgers())
def test_changes_are_the_same_after_a_trip_through_json(ledger: Ledger) -> None:
    for decision in ledger.decisions:
        for change in decision.changes:
            plain = json.loads(json.dumps(change_to_plain(change)))
            assert change_from_plain(plain) == change


@settings(max_examples=400)
@given(STEPS, st.data())
def test_whatever_is_wrong_in_a_step_is_told(step: Step, data: st.DataObject) -> None:
    plain = step_to_plain(step)
    field = data.draw(st.sampled_from([*plain, "else"]))
    plain[field] = data.draw(JSON)
    _reads_or_tells(plain)


@given(st.sampled_from([*VERBS, "", "nonsense"]), st.dictionaries(st.text(max_size=5), JSON))
def test_whatever_is_no_step_is_told(verb: str, rest: dict[str, Any]) -> None:
    _reads_or_tells({"verb": verb, **rest})


@given(JSON.filter(lambda value: not isinstance(value, dict)))
def test_what_is_no_object_is_told(value: Any) -> None:
    for read in (step_from_plain, act_from_plain, script_step_from_plain):
        with pytest.raises(InvalidDecision, match="line 3"):
            read(value, "line 3")


def _reads_or_tells(plain: dict[str, Any]) -> None:
    try:
        step = step_from_plain(plain, "line 3")
    except InvalidDecision as error:
        assert "line 3" in str(error)  # noqa: PT017 - any of these may be readable after all
    else:
        assert step_from_plain(json.loads(json.dumps(step_to_plain(step)))) == step

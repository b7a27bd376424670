"""Decisions in words."""

from __future__ import annotations

import pytest

from tests.domain.room import SENTENCE, Room, p
from workbench.domain.candidates import CandidateId, RunId
from workbench.domain.codebook import CodeId, CodeKind
from workbench.domain.decisions import (
    Accept,
    Act,
    Add,
    ChooseGrain,
    Confirm,
    CreateCode,
    Describe,
    Dismiss,
    Drop,
    Merge,
    Move,
    Park,
    Part,
    Refuse,
    Rename,
    Reopen,
    Split,
)
from workbench.domain.telling import tell

CONFIRM = Confirm(candidate=CandidateId("cars"), name="No parking", statement=SENTENCE)
SPLIT = Split(theme="forms", parts=(Part(name="A", passages=p(2)), Part(name="B", passages=p(3))))
ENABLER = CreateCode(name="Trust", kind=CodeKind.ENABLER, statement=SENTENCE, passages=p(7))


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (CONFIRM, "confirmed “No parking” as a barrier"),
        (Rename(theme="cars", name="Cars"), "renamed a theme to “Cars”"),
        (Describe(theme="code-forms", definition="Twice."), "described “Double entry”"),
        (
            Merge(themes=("cars", "rooms", "forms"), into="forms"),
            "merged “car, park” and “room, book” into “form, twice”",
        ),
        (
            Merge(themes=("cars",), into="code-forms", name="Time"),
            "merged “car, park” into “Double entry”, called “Time” from now on",
        ),
        (SPLIT, "split “A” and “B” off “form, twice”"),
        (
            Move(passages=p(4), origin="cars", to="rooms"),
            "moved 1 passage from “car, park” to “room, book”",
        ),
        (Add(passages=p(7, 8), to="rooms"), "added 2 passages to “room, book”"),
        (Drop(passages=p(4), origin="cars"), "took 1 passage out of “car, park”"),
        (Accept(to="cars", passages=p(7, 8)), "accepted 2 passages for “car, park”"),
        (
            Accept(to="code-forms", passages=p(7), struck=p(8, 9)),
            "accepted 1 passage for “Double entry” and struck out 2",
        ),
        (Accept(to="cars", struck=p(7)), "refused 1 passage for “car, park”"),
        (Refuse(theme="cars", passages=p(7, 8)), "refused 2 passages for “car, park”"),
        (ChooseGrain(run_id=RunId("run1"), grain=1), "chose another grain: 0 candidates"),
        (ENABLER, "made an enabler “Trust”"),
        (CreateCode(name="Time"), "made a code “Time”"),
        (Dismiss(theme="cars"), "dismissed “car, park”"),
        (Park(theme="cars"), "parked “car, park”"),
        (Reopen(theme="code-forms"), "reopened “Double entry”"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_act_in_words(room: Room, act: Act, words: str) -> None:
    room.confirm("forms")
    assert tell(room.do(act), room.ledger) == words


def test_runs_undo_and_redo_in_words(room: Room) -> None:
    assert tell(room.ledger.decisions[0], room.ledger) == "proposed 3 candidates"
    room.do(Park(theme="cars"))
    assert tell(room.undo(), room.ledger) == "undid: parked “car, park”"
    assert tell(room.redo(), room.ledger) == "did again: parked “car, park”"


def test_a_theme_that_is_gone_keeps_its_name(room: Room) -> None:
    room.do(CreateCode(name="Time", code_id=CodeId("time")))
    dismissed = room.do(Dismiss(theme="time"))
    assert tell(dismissed, room.ledger) == "dismissed “Time”"

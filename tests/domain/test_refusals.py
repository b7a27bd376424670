"""Accepting suggestions and refusing them: one act, one undo, and never offered again."""

from __future__ import annotations

import pytest

from tests.domain.room import AT, SENTENCE, Room, p
from workbench.domain.candidates import CandidateStatus, RunId
from workbench.domain.codebook import CodeId
from workbench.domain.coding import Origin, Polarity, Refusal
from workbench.domain.decisions import (
    Accept,
    Act,
    Add,
    Confirm,
    CreateCode,
    Dismiss,
    Drop,
    Merge,
    Move,
    Part,
    Propose,
    Refuse,
    Reopen,
    Split,
)
from workbench.errors import (
    AlreadyHeld,
    InvalidDecision,
    NothingToDo,
    StaleDecision,
    ThemeClosed,
    UnknownTheme,
)

ANNAS = Refusal(coder="Anna", at=AT)


def _refused(room: Room, theme: str) -> set[str]:
    return set(room.board.refusals.get(theme, {}))


def test_a_batch_is_accepted_with_its_errors_struck_out_in_one_decision(room: Room) -> None:
    code, before = room.confirm("forms"), room.board
    room.do(Accept(to=code.id, passages=p(7, 8), struck=p(9, 4)))
    fresh = [each for each in room.codings(code.id) if each.passage_id in p(7, 8)]
    assert [(each.origin, each.polarity, each.coder) for each in fresh] == [
        (Origin.SUGGESTED, Polarity.SUPPORTS, "Anna")
    ] * 2
    assert room.board.refusals == {code.id: {p(9)[0]: ANNAS, p(4)[0]: ANNAS}}
    room.undo()
    assert room.board == before
    room.redo()
    assert room.held(code.id) == p(1, 2, 3, 7, 8)


def test_a_candidate_can_be_given_suggestions_and_is_judged_by_that(room: Room) -> None:
    room.do(Accept(to="forms", passages=p(7)))
    assert room.board.members[room.candidate("forms").id][p(7)[0]].origin is Origin.SUGGESTED
    room.do(Refuse(theme="cars", passages=p(8)))
    room.do(Propose(run_id=RunId("run2")), "workbench")
    states = {name: room.candidate(name).status for name in ("forms", "cars", "rooms")}
    assert states == {
        "forms": CandidateStatus.OPEN,
        "cars": CandidateStatus.OPEN,
        "rooms": CandidateStatus.SUPERSEDED,
    }


def test_other_people_s_codings_stay_beside_what_is_accepted(room: Room) -> None:
    code = room.confirm("forms", who="Bea")
    room.do(Accept(to=code.id, passages=p(1, 7)))
    coders = [each.coder for each in room.codings(code.id) if each.passage_id == "p1"]
    assert coders == ["Bea", "Anna"]


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (Accept(to="code-forms", passages=p(7), struck=p(7)), InvalidDecision),
        (Accept(to="code-forms"), NothingToDo),
        (Accept(to="code-forms", passages=p(1, 2)), NothingToDo),
        (Accept(to="code-forms", passages=p(7), struck=p(1)), AlreadyHeld),
        (Accept(to="nobody", passages=p(7)), UnknownTheme),
        (Accept(to="rooms", passages=p(7)), ThemeClosed),
        (Refuse(theme="code-forms", passages=p(2)), AlreadyHeld),
        (Refuse(theme="cars", passages=p(4)), AlreadyHeld),
        (Refuse(theme="cars", passages=()), NothingToDo),
        (Refuse(theme="rooms", passages=p(7)), ThemeClosed),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused_whole(room: Room, act: Act, error: type[Exception]) -> None:
    room.confirm("forms")
    room.do(Dismiss(theme="rooms"))
    before = room.board
    with pytest.raises(error):
        room.do(act)
    assert room.board is before


def test_refusing_twice_is_nothing_and_the_first_word_stays(room: Room) -> None:
    room.do(Refuse(theme="cars", passages=p(8)))
    with pytest.raises(NothingToDo):
        room.do(Refuse(theme="cars", passages=p(8)), "Bea")
    room.do(Refuse(theme="cars", passages=p(8, 9)), "Bea")
    assert room.board.refusals["cars"] == {p(8)[0]: ANNAS, p(9)[0]: Refusal(coder="Bea", at=AT)}


@pytest.mark.parametrize(
    "act",
    [
        Add(passages=p(8), to="cars"),
        Move(passages=p(6), origin="rooms", to="cars"),
        Accept(to="cars", passages=p(8, 6)),
        Merge(themes=("rooms",), into="cars"),
    ],
    ids=lambda act: act.verb,
)
def test_what_comes_into_a_theme_after_all_is_not_refused_there(room: Room, act: Act) -> None:
    room.do(Refuse(theme="cars", passages=p(6, 8)))
    room.do(act)
    assert _refused(room, "cars") == set(p(6, 8)) - set(room.held("cars"))
    room.undo()
    assert _refused(room, "cars") == set(p(6, 8))


def test_refusals_go_with_their_theme_wherever_it_goes(room: Room) -> None:
    room.do(Refuse(theme="forms", passages=p(8)))
    code = room.confirm("forms")
    assert (_refused(room, "forms"), _refused(room, code.id)) == (set(), set(p(8)))
    room.do(Refuse(theme="forms", passages=p(9)))
    assert _refused(room, code.id) == set(p(8, 9))
    part = Part(name="Passwords", passages=p(3), id="part")
    room.do(Split(theme=code.id, parts=(part,)))
    assert _refused(room, "part") == set(p(8, 9))
    room.do(Reopen(theme=code.id))
    assert (_refused(room, "forms"), _refused(room, code.id)) == (set(p(8, 9)), set())
    room.do(Merge(themes=("forms",), into="cars"))
    assert (_refused(room, "forms"), _refused(room, "cars")) == (set(), set(p(8, 9)))
    while room.ledger.done:
        room.undo()
    assert room.board.refusals == {}


def test_a_merge_carries_no_refusal_of_what_the_other_theme_holds(room: Room) -> None:
    room.do(Refuse(theme="forms", passages=p(4, 6, 8)))
    room.do(Merge(themes=("forms", "rooms"), into="cars"))
    assert _refused(room, "cars") == set(p(8))


def test_a_retired_code_takes_its_refusals_along(room: Room) -> None:
    code = room.confirm("forms")
    room.do(Refuse(theme=code.id, passages=p(8)))
    room.do(Dismiss(theme=code.id))
    assert room.board.refusals == {}
    room.undo()
    assert _refused(room, code.id) == set(p(8))


def test_a_confirmation_with_a_refusal_on_it_is_not_undone_under_it(room: Room) -> None:
    decision = room.do(
        Confirm(candidate=room.candidate("cars").id, name="Cars", statement=SENTENCE)
    )
    room.do(Refuse(theme="cars", passages=p(8)), "Bea")
    with pytest.raises(StaleDecision, match="Bea"):
        room.undo(decision)


def test_an_undo_never_leaves_a_theme_holding_what_is_refused_for_it(room: Room) -> None:
    dropped = room.do(Drop(passages=p(5), origin="cars"))
    room.do(Refuse(theme="cars", passages=p(5)), "Bea")
    with pytest.raises(StaleDecision, match="Bea"):
        room.undo(dropped)


def test_two_people_at_once_are_told(room: Room) -> None:
    code = room.do(CreateCode(name="Trust", code_id=CodeId("trust")))
    room.do(Refuse(theme="trust", passages=p(7)), "Bea")
    for act in (Accept(to="trust", passages=p(7)), Add(passages=p(7), to="trust")):
        with pytest.raises(StaleDecision, match="Bea"):
            room.do(act, seen=code.seq)
    room.do(Accept(to="trust", passages=p(8)), "Bea")
    with pytest.raises(StaleDecision, match="Bea"):
        room.do(Refuse(theme="trust", passages=p(8)), seen=code.seq)
    room.do(Accept(to="trust", passages=p(9)), seen=code.seq)

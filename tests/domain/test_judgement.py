"""What the machine may learn from people: derived from what stands, and from nothing else."""

from __future__ import annotations

from tests.domain.room import Room, p
from workbench.domain.codebook import CodeId
from workbench.domain.coding import Polarity
from workbench.domain.decisions import (
    Accept,
    Add,
    CreateCode,
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
from workbench.domain.judgement import Judgement, judgement_of, pinned
from workbench.domain.sources import PassageId

P = {number: PassageId(f"p{number}") for number in range(1, 10)}


def _said(room: Room) -> Judgement:
    return judgement_of(room.ledger)


def _both(pairs: tuple[tuple[str, str], ...]) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in pairs}


def test_before_anybody_judges_there_is_nothing_to_learn(room: Room) -> None:
    assert _said(room) == Judgement()
    assert _said(room).passages() == set()
    assert pinned(room.board) == set()


def test_codes_are_learned_from_words_that_speak_for_them(room: Room) -> None:
    forms = room.confirm("forms").id
    room.do(CreateCode(name="Trust", code_id=CodeId("trust"), passages=p(3, 7)))
    room.do(Add(passages=p(8), to="trust", polarity=Polarity.CONTRADICTS))
    assert _said(room).codes == {
        P[1]: {forms}, P[2]: {forms}, P[3]: {forms, CodeId("trust")}, P[7]: {CodeId("trust")},
    }  # fmt: skip
    assert pinned(room.board) == {P[1], P[2], P[3], P[7], P[8]}


def test_what_was_refused_struck_or_taken_out_is_refused(room: Room) -> None:
    forms = room.confirm("forms").id
    room.do(Drop(passages=p(1), origin=forms))
    room.do(Move(passages=p(2), origin=forms, to="cars"))
    room.do(Accept(to=forms, passages=p(7), struck=p(8)))
    room.do(Refuse(theme="forms", passages=p(9)))
    assert _said(room).refused == {P[each]: {forms} for each in (1, 2, 8, 9)}
    room.do(Add(passages=p(1, 9), to=forms))
    assert _said(room).refused == {P[each]: {forms} for each in (2, 8)}


def test_what_is_undone_was_never_said(room: Room) -> None:
    forms = room.confirm("forms").id
    before = _said(room)
    dropped = room.do(Drop(passages=p(1), origin=forms))
    merged = room.do(Merge(themes=("cars",), into="rooms"))
    assert _said(room) != before
    room.undo(merged)
    room.undo(dropped)
    assert _said(room) == before


def test_what_was_taken_out_of_a_candidate_counts_for_its_code(room: Room) -> None:
    room.do(Drop(passages=p(1), origin="forms"))
    assert _said(room).refused == {}
    forms = room.confirm("forms").id
    assert _said(room).refused == {P[1]: {forms}}
    room.do(CreateCode(name="Cars", code_id=CodeId("cars-code")))
    room.do(Merge(themes=("forms",), into="cars-code"))
    assert _said(room).refused == {P[1]: {CodeId("cars-code")}}
    room.do(Dismiss(theme="cars-code"))
    assert _said(room).refused == {}


def test_what_was_brought_together_is_paired(room: Room) -> None:
    room.do(Merge(themes=("cars", "rooms"), into="forms"))
    pairs = _both(_said(room).together)
    assert frozenset((P[4], P[6])) in pairs
    assert {frozenset((P[4], P[1])), frozenset((P[5], P[2]))} <= pairs
    assert _said(room).apart == ()
    room.do(Add(passages=p(7), to="forms"))
    assert frozenset((P[7], P[1])) in _both(_said(room).together)


def test_what_was_parted_is_paired(room: Room) -> None:
    parts = (Part(name="A", passages=p(1), id="a"), Part(name="B", passages=p(2), id="b"))
    room.do(Split(theme="forms", parts=parts))
    one, two, three = (frozenset(pair) for pair in ((P[1], P[2]), (P[1], P[3]), (P[2], P[3])))
    assert _both(_said(room).apart) == {one, two, three}
    room.do(Move(passages=p(4), origin="cars", to="rooms"))
    said = _said(room)
    assert frozenset((P[4], P[5])) in _both(said.apart)
    assert frozenset((P[4], P[6])) in _both(said.together)
    room.do(Drop(passages=p(4), origin="rooms"))
    assert frozenset((P[4], P[6])) in _both(_said(room).apart)


def test_themes_that_are_gone_are_in_no_pair(room: Room) -> None:
    room.do(CreateCode(name="Trust", code_id=CodeId("trust"), passages=p(7, 8)))
    room.do(Add(passages=p(9), to="trust"))
    assert frozenset((P[9], P[7])) in _both(_said(room).together)
    room.do(Dismiss(theme="trust"))
    assert _said(room).together == ()


def test_no_decision_says_more_than_so_much(room: Room) -> None:
    many = tuple(PassageId(f"q{number}") for number in range(300))
    room.do(CreateCode(name="Much", code_id=CodeId("much"), passages=many))
    room.do(Merge(themes=("forms",), into="much"))
    assert 3 <= len(_said(room).together) <= 50


def test_every_judged_candidate_is_pinned_and_no_other(room: Room) -> None:
    room.do(Rename(theme="cars", name="Cars"))
    assert pinned(room.board) == {P[4], P[5]}
    room.do(Refuse(theme="rooms", passages=p(9)))
    assert pinned(room.board) == {P[4], P[5], P[6]}
    room.do(Park(theme="forms"))
    assert pinned(room.board) == {P[each] for each in range(1, 7)}
    room.do(Reopen(theme="forms"))
    room.do(Dismiss(theme="forms"))
    assert pinned(room.board) == {P[each] for each in range(1, 7)}

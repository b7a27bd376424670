"""What must hold of every board, on boards made wrong on purpose."""

from __future__ import annotations

import pytest

from tests.domain.room import SENTENCE, Room, p
from workbench.domain.board import Board, Change, Key, Noun
from workbench.domain.candidates import Membership
from workbench.domain.codebook import Code, CodeId, CodeKind
from workbench.domain.laws import loose_ends, refuse_bare, refuse_name
from workbench.errors import BarrierWithoutWords, DuplicateCode


def _gone(room: Room, key: Key) -> list[Key]:
    change = Change(key, room.board.get(key), None)
    return list(loose_ends(room.board.changed([change]), [change]))


def test_what_holds_passages_cannot_go_alone(room: Room) -> None:
    code = room.confirm("forms")
    assert set(_gone(room, Key(Noun.CANDIDATE, "cars"))) == {
        Key(Noun.MEMBER, "cars", passage) for passage in p(4, 5)
    }
    left = _gone(room, Key(Noun.CODE, code.id))
    assert {key.noun for key in left} == {Noun.CODING, Noun.CANDIDATE}


def test_a_passage_goes_only_where_it_can_be_seen(room: Room) -> None:
    room.confirm("forms")
    for theme, wanted in (("cars", []), ("forms", ["forms"]), ("nothing", ["nothing"])):
        change = Change(Key(Noun.MEMBER, theme, "p9"), None, Membership())
        found = loose_ends(room.board.changed([change]), [change])
        assert [key.owner for key in found] == wanted


def test_a_barrier_needs_sentence_and_passages() -> None:
    bare = Code(id=CodeId("x"), name="X", kind=CodeKind.ENABLER)
    wordy = Code(id=CodeId("y"), name="Y", kind=CodeKind.BARRIER, statement=SENTENCE)
    board = Board(codes={bare.id: bare, wordy.id: wordy})
    for code, missing in ((bare, "a sentence"), (wordy, "a passage")):
        with pytest.raises(BarrierWithoutWords, match=missing):
            refuse_bare(board, [code.id])
    refuse_bare(board, ["neither"])


def test_a_name_may_stay_where_it_is() -> None:
    code = Code(id=CodeId("x"), name="Time")
    refuse_name([code], "time", but="x")
    with pytest.raises(DuplicateCode, match="“Time”"):
        refuse_name([code], "time")

"""The nouns themselves: sources and spans, codes, codings, candidates and boards."""

from __future__ import annotations

import time
from dataclasses import FrozenInstanceError

import pytest

from tests.domain.room import Room, p, proposal
from workbench.domain.board import Board, Change, Key, Noun
from workbench.domain.candidates import CandidateId, RunId, digest_passages
from workbench.domain.codebook import Code, CodeId, CodeKind, same_name
from workbench.domain.coding import coding_id
from workbench.domain.decisions import Move, Proposal, Propose
from workbench.domain.ledger import Ledger
from workbench.domain.sources import (
    PassageId,
    Source,
    SourceId,
    Span,
    canonical_text,
    cut,
    text_hash,
)
from workbench.errors import SpanOutsideSource, UnknownTheme

TEXT = canonical_text("\ufeffMy 👩🏽‍👧 day\r\nwas fine.")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 3), (0, 0)])
def test_a_span_goes_forward_and_holds_something(start: int, end: int) -> None:
    with pytest.raises(SpanOutsideSource, match=f"Characters {start} to {end}"):
        Span(start, end)


def test_a_span_counts_code_points() -> None:
    source = Source(id=SourceId("s"), title="a diary", text=TEXT)
    assert TEXT == "My 👩🏽‍👧 day\nwas fine."
    assert cut(source, Span(3, 7), PassageId("p")).quote == "👩🏽‍👧"
    whole = cut(source, Span(0, len(TEXT)), PassageId("p"))
    assert whole.quote == TEXT
    with pytest.raises(SpanOutsideSource, match="a diary"):
        cut(source, Span(3, len(TEXT) + 1), PassageId("p"))


def test_a_source_is_known_by_its_text() -> None:
    one = Source(id=SourceId("s"), title="a", text=TEXT)
    other = Source(id=SourceId("t"), title="b", text=TEXT)
    assert one.text_hash == other.text_hash == text_hash(TEXT)
    assert len(one.text_hash) == 64
    assert text_hash(TEXT + " ") != one.text_hash


def test_code_names_are_the_same_to_a_reader() -> None:
    assert same_name("No  parking", "no parking ")
    assert same_name("Straße", "STRASSE")
    assert not same_name("No parking", "Parking")


def test_kinds_with_their_article_and_their_law() -> None:
    assert [kind.called for kind in CodeKind] == ["a code", "a barrier", "an enabler"]
    needy = [kind for kind in CodeKind if Code(id=CodeId("x"), name="N", kind=kind).needs_words]
    assert needy == [CodeKind.BARRIER, CodeKind.ENABLER]


def test_a_coder_has_one_coding_of_a_code_passage_and_round() -> None:
    code, (passage, other) = CodeId("c"), p(1, 2)
    first = coding_id(code, passage, "Anna")
    assert first == coding_id(code, passage, "Anna", 1)
    different = {
        first,
        coding_id(code, other, "Anna"),
        coding_id(code, passage, "Bea"),
        coding_id(code, passage, "Anna", 2),
        coding_id(CodeId("d"), passage, "Anna"),
    }
    assert len(different) == 5


def test_a_set_of_passages_has_one_digest() -> None:
    assert digest_passages(p(1, 2, 1)) == digest_passages(p(2, 1)) != digest_passages(p(1))


def test_nouns_do_not_change(room: Room) -> None:
    with pytest.raises(FrozenInstanceError):
        room.candidate("forms").title = "Other"  # type: ignore[misc]


def test_a_board_finds_what_it_holds(room: Room) -> None:
    board = room.board
    assert board.theme("forms") is room.candidate("forms")
    for key, thing in board.things():
        assert board.get(key) is thing
    assert board.get(Key(Noun.CODING, "nothing", "x")) is None
    with pytest.raises(UnknownTheme, match="“nothing”"):
        board.theme("nothing")
    code = room.confirm("forms")
    assert room.board.theme("forms") is code is room.board.theme(code.id)


def test_a_changed_board_shares_what_was_not_touched(room: Room) -> None:
    before = room.board
    room.do(Move(passages=p(1), origin="forms", to="cars"))
    assert room.board.candidates is before.candidates
    rooms = CandidateId("rooms")
    assert room.board.members[rooms] is before.members[rooms]
    assert before.passages_of("forms") == p(1, 2, 3)


def test_a_table_that_becomes_empty_is_gone(room: Room) -> None:
    key = Key(Noun.MEMBER, "rooms", "p6")
    after = room.board.changed([Change(key, room.board.get(key), None)])
    assert "rooms" not in after.members
    assert Board() == Board(members={})


@pytest.mark.slow
def test_what_one_move_costs_on_a_board_of_100_000_passages() -> None:
    ledger, each = Ledger(), 1000
    proposals: list[Proposal] = [
        proposal(f"c{index}", f"c{index}", *range(index * each, (index + 1) * each))
        for index in range(100)
    ]
    run = Propose(run_id=RunId("r"), proposals=tuple(proposals))
    ledger.record(ledger.decide(run, coder="workbench", at=""))
    start = time.perf_counter()
    for number in range(100):
        act = Move(passages=p(number), origin="c0", to="c1")
        ledger.record(ledger.copy().decide(act, coder="Anna", at=""))
    taken = (time.perf_counter() - start) / 100
    print(f"one move among 100,000 members: {taken * 1000:.2f} ms")
    assert len(ledger.board.passages_of("c1")) == each + 100

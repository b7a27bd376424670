"""Merging and splitting."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.room import AT, SENTENCE, Room, p
from workbench.domain.apply import apply
from workbench.domain.board import Board
from workbench.domain.candidates import CandidateId, CandidateStatus
from workbench.domain.codebook import Code, CodeId, CodeKind
from workbench.domain.coding import Polarity
from workbench.domain.decisions import Add, CreateCode, Merge, Part, Split
from workbench.domain.tree import Nest
from workbench.domain.wire import step_from_plain
from workbench.errors import (
    BarrierWithoutWords,
    DuplicateCode,
    InvalidDecision,
    NothingToDo,
    ThemeClosed,
    UnknownPassage,
)


def test_candidates_merge_and_leave_a_sign(room: Room) -> None:
    room.do(Merge(themes=("cars", "rooms", "cars", "forms"), into="forms"))
    assert room.held("forms") == p(1, 2, 3, 4, 5, 6)
    assert not room.board.members.get(CandidateId("cars"))
    for each in ("cars", "rooms"):
        assert room.candidate(each).status is CandidateStatus.MERGED
        assert room.candidate(each).merged_into == "forms"
    with pytest.raises(ThemeClosed, match=r"is merged, .*; work with what it was merged into"):
        room.do(Merge(themes=("cars",), into="rooms"))


def test_a_candidate_merges_into_a_code_as_the_mergers_judgement(room: Room) -> None:
    room.confirm("forms")
    room.do(Add(passages=p(1), to="cars"))
    room.do(Merge(themes=("cars",), into="forms"), "Bea")
    assert room.held("code-forms") == p(1, 2, 3, 4, 5)
    coders = {each.passage_id: each.coder for each in room.codings("code-forms")}
    assert (coders[p(4)[0]], coders[p(1)[0]]) == ("Bea", "Anna")


def test_merging_codes_keeps_every_coders_judgement(room: Room) -> None:
    room.confirm("forms", who="Anna")
    room.confirm("cars", "No parking", who="Bea")
    room.do(Add(passages=p(1), to="code-cars", polarity=Polarity.CONTRADICTS), "Carla")
    room.do(Add(passages=p(1), to="code-cars"), "Anna")
    room.do(Merge(themes=("code-cars",), into="code-forms"), "Dora")
    found = {(each.passage_id, each.coder): each.polarity for each in room.codings("code-forms")}
    assert found == {
        ("p1", "Anna"): Polarity.SUPPORTS,
        ("p1", "Carla"): Polarity.CONTRADICTS,
        ("p2", "Anna"): Polarity.SUPPORTS,
        ("p3", "Anna"): Polarity.SUPPORTS,
        ("p4", "Bea"): Polarity.SUPPORTS,
        ("p5", "Bea"): Polarity.SUPPORTS,
    }
    assert list(room.board.codes) == ["code-forms"]
    assert room.candidate("cars").merged_into == "code-forms"


def test_signs_follow_when_a_code_is_merged_on(room: Room) -> None:
    room.confirm("forms")
    room.do(Merge(themes=("rooms",), into="code-forms"))
    room.confirm("cars", "No parking")
    room.do(Merge(themes=("code-forms",), into="code-cars"))
    assert room.candidate("rooms").merged_into == "code-cars"


def test_a_code_does_not_go_into_a_candidate(room: Room) -> None:
    room.confirm("forms")
    with pytest.raises(ThemeClosed, match="cannot merge codes into it; confirm it first"):
        room.do(Merge(themes=("forms",), into="cars"))


def test_a_merge_under_another_name_is_one_decision(room: Room) -> None:
    before = room.board
    room.do(Merge(themes=("cars",), into="rooms", name=" car, park "))
    assert (room.candidate("rooms").title, room.held("rooms")) == ("car, park", p(4, 5, 6))
    room.undo()
    assert room.board == before
    room.confirm("forms")
    room.confirm("cars", "No parking")
    room.do(Nest(code="code-forms", parent="code-cars"))
    # The name of the code that goes is free, and what hung under it hangs where it hung.
    decision = room.do(Merge(themes=("code-cars",), into="code-forms", name="No parking"))
    [code] = room.board.codes.values()
    assert (code.id, code.name, code.parent) == ("code-forms", "No parking", None)
    room.undo(decision)
    assert {each.name for each in room.board.codes.values()} == {"Double entry", "No parking"}


def test_a_merge_takes_no_name_that_another_code_keeps(room: Room) -> None:
    room.confirm("forms")
    room.confirm("cars", "No parking")
    with pytest.raises(DuplicateCode, match="No parking"):
        room.do(Merge(themes=("rooms",), into="code-forms", name="no parking"))
    with pytest.raises(BarrierWithoutWords):
        room.do(Merge(themes=("rooms",), into="code-forms", name=" "))
    room.do(Merge(themes=("rooms",), into="code-forms", name="Double entry"))
    # A log that knows no names of merges still reads.
    old = step_from_plain({"verb": "merge", "themes": ["cars"], "into": "code-forms"})
    assert old == Merge(themes=("cars",), into="code-forms")
    assert room.board.codes[CodeId("code-forms")].name == "Double entry"


@pytest.mark.parametrize("themes", [(), ("forms",), ("forms", "code-forms")])
def test_merging_a_theme_with_itself_is_nothing(room: Room, themes: tuple[str, ...]) -> None:
    room.confirm("forms")
    with pytest.raises(NothingToDo):
        room.do(Merge(themes=themes, into="code-forms"))


def _tree(**parents: str | None) -> Board:
    codes = {
        CodeId(name): Code(id=CodeId(name), name=name, parent=CodeId(parent) if parent else None)
        for name, parent in parents.items()
    }
    return Board(codes=codes)


def _parents(board: Board, act: Merge) -> dict[str, str | None]:
    after = board.changed(apply(board, act, coder="Anna", at=AT))
    return {name: code.parent for name, code in after.codes.items()}


def test_children_go_with_a_merged_code() -> None:
    board = _tree(top=None, gone="top", child="gone", other=None)
    merged = _parents(board, Merge(themes=("gone",), into="other"))
    assert merged == {"top": None, "child": "other", "other": None}


def test_merging_a_code_into_its_grandchild_makes_no_circle() -> None:
    board = _tree(top=None, gone="top", child="gone", grandchild="child")
    merged = _parents(board, Merge(themes=("gone",), into="grandchild"))
    assert merged == {"top": None, "child": "top", "grandchild": "child"}


def test_merging_a_code_and_its_child_leaves_no_loose_end() -> None:
    board = _tree(gone="top", child="gone", grandchild="child", top=None, other=None)
    merged = _parents(board, Merge(themes=("gone", "child"), into="other"))
    assert merged == {"grandchild": "other", "top": None, "other": None}


def test_split_carves_parts_out_and_leaves_the_rest(room: Room) -> None:
    parts = (
        Part(name="Twice", passages=p(1), id="a"),
        Part(name=" Long ", passages=p(2, 2), id="b"),
    )
    room.do(Split(theme="forms", parts=parts))
    assert (room.held("forms"), room.held("a"), room.held("b")) == (p(3), p(1), p(2))
    assert (room.candidate("b").title, room.candidate("b").run_id) == ("Long", "")
    assert room.candidate("forms").edited


def test_split_of_a_code_takes_its_sentence_and_its_codings_along(room: Room) -> None:
    code = room.confirm("forms")
    room.do(Add(passages=p(1), to="code-forms"), "Bea")
    room.do(Split(theme="forms", parts=(Part(name="Twice", passages=p(1), id="a"),)), "Carla")
    assert room.code("a") == replace(code, id=CodeId("a"), name="Twice")
    assert {each.coder for each in room.codings("a")} == {"Anna", "Bea"}
    assert room.held("code-forms") == p(2, 3)


def test_split_that_leaves_nothing_is_for_plain_codes_only(room: Room) -> None:
    room.confirm("forms")
    whole = Split(theme="code-forms", parts=(Part(name="All", passages=p(1, 2, 3), id="all"),))
    with pytest.raises(BarrierWithoutWords, match="“Double entry” would stand without a passage"):
        room.do(whole)
    room.do(CreateCode(name="Time", passages=p(7), code_id=CodeId("time")))
    room.do(Split(theme="time", parts=(Part(name="All", passages=p(7), id="all"),)))
    assert (room.held("time"), room.held("all")) == ((), p(7))


def test_splits_that_make_no_sense_are_refused(room: Room) -> None:
    room.confirm("forms", kind=CodeKind.ENABLER)
    one, two = Part(name="A", passages=p(1)), Part(name="B", passages=p(2))
    before = room.board
    for parts, error in (
        ((), NothingToDo),
        ((Part(name="A", passages=()),), NothingToDo),
        ((one, replace(two, passages=p(1))), InvalidDecision),
        ((one, replace(two, name="a")), DuplicateCode),
        ((one, replace(two, id=one.id)), InvalidDecision),
        ((replace(one, name="double entry"),), DuplicateCode),
        ((replace(one, name=" "),), BarrierWithoutWords),
        ((replace(one, passages=p(4)),), UnknownPassage),
    ):
        with pytest.raises(error):
            room.do(Split(theme="code-forms", parts=parts))
    assert room.board is before
    assert room.code("code-forms").statement == SENTENCE

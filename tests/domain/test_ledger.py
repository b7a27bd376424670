"""The log: undo and redo at any depth, two people at once, and folding it again."""

from __future__ import annotations

import pytest

from tests.domain.room import AT, SENTENCE, Room, p, proposal
from workbench.domain.board import Key, Noun
from workbench.domain.candidates import CandidateId, CandidateStatus, RunId
from workbench.domain.codebook import CodeId, CodeKind
from workbench.domain.decisions import (
    Add,
    CreateCode,
    DecisionId,
    Describe,
    Dismiss,
    Drop,
    Merge,
    Move,
    Park,
    Part,
    Propose,
    Rename,
    Reopen,
    Split,
)
from workbench.domain.ledger import Ledger, replay
from workbench.errors import (
    BarrierWithoutWords,
    DuplicateCode,
    NothingToUndo,
    StaleDecision,
    ThemeClosed,
)


def test_a_log_counts_from_one_and_folds_to_its_board(room: Room) -> None:
    room.confirm("forms")
    room.undo(room.do(Add(passages=p(7), to="code-forms"), "Bea"))
    decisions = room.ledger.decisions
    assert [each.seq for each in decisions] == [1, 2, 3, 4] == list(range(1, room.ledger.seq + 1))
    assert [each.step.verb for each in decisions] == ["propose", "confirm", "add", "undo"]
    assert replay(decisions).board == room.board
    assert replay([]).board == Ledger().board


def test_undo_and_redo_the_latest(room: Room) -> None:
    start = room.board
    room.confirm("forms")
    confirmed = room.board
    room.undo()
    assert room.board == start
    room.redo()
    assert room.board == confirmed
    with pytest.raises(NothingToUndo, match="no decision left to redo"):
        room.redo()


def test_a_new_decision_ends_what_could_be_redone(room: Room) -> None:
    room.do(Park(theme="cars"))
    room.undo()
    room.do(Park(theme="rooms"))
    with pytest.raises(NothingToUndo):
        room.redo()


def test_nothing_to_undo(room: Room) -> None:
    with pytest.raises(NothingToUndo, match="no decision left to undo"):
        room.undo()
    run = room.ledger.decisions[0]
    with pytest.raises(NothingToUndo):
        room.undo(run)
    with pytest.raises(NothingToUndo):
        room.ledger.decision(DecisionId("nothing"))
    parked = room.do(Park(theme="cars"))
    room.undo(parked)
    with pytest.raises(NothingToUndo):
        room.undo(parked)


def test_undo_below_others_people_and_runs(room: Room) -> None:
    confirmed = room.do(Rename(theme="forms", name="Forms"), "Anna")
    room.do(Park(theme="cars"), "Bea")
    room.do(Propose(run_id=RunId("run2"), proposals=(proposal("new", "new", 7),)), "workbench")
    room.undo(confirmed, "Carla")
    assert (room.candidate("forms").title, room.candidate("forms").edited) == ("form, twice", False)
    assert room.candidate("cars").status is CandidateStatus.PARKED
    assert "new" in room.board.candidates


def test_undo_gives_passages_back_only_to_where_they_can_be(room: Room) -> None:
    """What was moved out of a candidate cannot return when that was confirmed meanwhile."""
    moved = room.do(Move(passages=p(1), origin="forms", to="cars"))
    room.confirm("forms", who="Bea")
    before = room.board
    with pytest.raises(StaleDecision, match="Bea changed “Double entry” in the meantime"):
        room.undo(moved)
    assert room.board is before


def test_undo_refuses_to_put_passages_into_what_a_run_has_replaced(room: Room) -> None:
    dropped = room.do(Add(passages=p(7), to="rooms"))
    room.undo(dropped)
    room.do(Propose(run_id=RunId("run2")), "workbench")
    with pytest.raises(StaleDecision, match=r"workbench changed .* in the meantime"):
        room.redo()


def test_undo_takes_no_code_from_under_later_codings(room: Room) -> None:
    created = room.do(CreateCode(name="Time", code_id=CodeId("time")), "Anna")
    room.do(Add(passages=p(1), to="time"), "Bea")
    with pytest.raises(StaleDecision, match="Bea changed the same passages"):
        room.undo(created)
    split = room.do(Split(theme="cars", parts=(Part(name="Park", passages=p(4), id="park"),)))
    room.do(Move(passages=p(6), origin="rooms", to="park"), "Bea")
    with pytest.raises(StaleDecision, match="Bea"):
        room.undo(split)


def test_undo_leaves_no_barrier_bare(room: Room) -> None:
    room.confirm("rooms")
    added = room.do(Add(passages=p(7), to="code-rooms"))
    room.do(Drop(passages=p(6), origin="code-rooms"))
    with pytest.raises(BarrierWithoutWords, match="“Double entry” would stand without a passage"):
        room.undo(added)
    room.do(CreateCode(name="Time", code_id=CodeId("time")))
    added = room.do(Add(passages=p(1), to="time"))
    room.do(Describe(theme="time", kind=CodeKind.BARRIER, statement=SENTENCE))
    with pytest.raises(BarrierWithoutWords):
        room.undo(added)


def test_undo_makes_no_two_codes_of_one_name(room: Room) -> None:
    room.confirm("forms", "Forms")
    renamed = room.do(Rename(theme="code-forms", name="Double entry"))
    room.confirm("cars", "forms")
    with pytest.raises(DuplicateCode, match="“forms”"):
        room.undo(renamed)


def test_undo_does_not_overwrite_a_later_judgement(room: Room) -> None:
    renamed = room.do(Rename(theme="cars", name="Cars"), "Anna")
    room.do(Rename(theme="cars", name="No parking"), "Bea")
    with pytest.raises(StaleDecision, match=r"Bea changed “No parking” in the meantime \(rename\)"):
        room.undo(renamed)


def test_redo_of_dismissing_a_code_that_others_were_merged_into(room: Room) -> None:
    room.do(CreateCode(name="Time", code_id=CodeId("time")))
    room.do(Merge(themes=("cars",), into="time"))
    room.do(Dismiss(theme="time"))
    after = room.board
    room.undo()
    room.redo()
    assert room.board == after


def test_two_people_with_different_passages_do_not_meet(room: Room) -> None:
    seen = room.ledger.seq
    room.do(Move(passages=p(1), origin="forms", to="cars"), "Anna", seen=seen)
    room.do(Move(passages=p(2), origin="forms", to="rooms"), "Bea", seen=seen)
    room.do(Add(passages=p(7), to="forms"), "Carla", seen=seen)
    assert room.held("forms") == p(3, 7)


def test_the_second_is_told_who_did_what_to_the_same_thing(room: Room) -> None:
    seen = room.ledger.seq
    room.do(Move(passages=p(1), origin="forms", to="cars"), "Anna")
    for late in (
        Move(passages=p(1), origin="forms", to="rooms"),
        Drop(passages=p(1), origin="forms"),
        Add(passages=p(1), to="cars"),
        CreateCode(name="Time", passages=p(1), origin="forms"),
    ):
        with pytest.raises(StaleDecision, match=r"Anna changed the same passages .* \(move\)"):
            room.do(late, "Bea", seen=seen)
    room.do(Park(theme="cars"), "Anna")
    with pytest.raises(StaleDecision, match=r"Anna changed “car, park” in the meantime \(park\)"):
        room.do(Rename(theme="cars", name="Cars"), "Bea", seen=seen)


def test_a_late_add_does_not_bring_back_what_was_taken_out(room: Room) -> None:
    room.confirm("forms", who="Carla")
    seen = room.ledger.seq
    room.do(Drop(passages=p(1), origin="code-forms"), "Anna")
    for theme in ("code-forms", "forms"):
        with pytest.raises(StaleDecision):
            room.do(Add(passages=p(1), to=theme), "Bea", seen=seen)
    room.do(Add(passages=p(1), to="forms"), "Bea", seen=room.ledger.seq)


def test_an_undo_by_somebody_else_counts_as_a_change(room: Room) -> None:
    renamed = room.do(Rename(theme="cars", name="Cars"), "Anna")
    seen = room.ledger.seq
    room.undo(renamed, "Bea")
    with pytest.raises(StaleDecision, match=r"Bea changed “Cars” in the meantime \(undo\)|Bea"):
        room.do(Park(theme="cars"), "Anna", seen=seen)
    room.do(Park(theme="rooms"), "Anna", seen=seen)


def test_who_acts_on_a_superseded_candidate_is_told(room: Room) -> None:
    seen = room.ledger.seq
    room.do(Propose(run_id=RunId("run2")), "workbench")
    with pytest.raises(StaleDecision, match="workbench changed “form, twice”"):
        room.do(Park(theme="forms"), "Anna", seen=seen)
    with pytest.raises(ThemeClosed):
        room.do(Drop(passages=p(1), origin="forms"), "Anna", seen=seen)


def test_scripts_have_seen_everything(room: Room) -> None:
    room.do(Rename(theme="cars", name="Cars"), "Anna")
    room.do(Rename(theme="cars", name="No parking"), "Bea", seen=None)
    assert room.candidate("cars").title == "No parking"


def test_names_stay_known_of_themes_that_are_gone(room: Room) -> None:
    room.confirm("forms")
    room.do(Dismiss(theme="code-forms"))
    assert room.ledger.names["code-forms"] == "Double entry"
    assert room.board.get(Key(Noun.CODE, "code-forms")) is None
    room.do(Reopen(theme="forms"))
    assert room.board.candidates[CandidateId("forms")].code_id is None


def test_reasons_stay_with_decisions(room: Room) -> None:
    made = room.ledger.decide(Park(theme="cars"), coder="Anna", at=AT, reason="Not tonight.")
    room.ledger.record(made)
    assert replay(room.ledger.decisions).decisions[-1].reason == "Not tonight."

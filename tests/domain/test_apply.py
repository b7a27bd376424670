"""Each act on single themes and passages: what it does, and what it refuses."""

from __future__ import annotations

import pytest

from tests.domain.room import SENTENCE, Room, p, proposal
from workbench.domain.board import Noun
from workbench.domain.candidates import CandidateId, CandidateStatus, Membership, RunId
from workbench.domain.codebook import CodeId, CodeKind, Facet, IcebergLevel, Locus
from workbench.domain.coding import Origin, Polarity
from workbench.domain.decisions import (
    Add,
    Confirm,
    CreateCode,
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
from workbench.errors import (
    BarrierWithoutWords,
    DuplicateCode,
    InvalidDecision,
    NothingToDo,
    ThemeClosed,
    UnknownPassage,
    UnknownTheme,
)


def test_confirm_makes_a_code_with_the_candidates_passages(room: Room) -> None:
    room.do(Add(passages=p(7), to="forms"), "Bea")
    code = room.confirm("forms")
    assert (code.name, code.kind, code.statement) == ("Double entry", CodeKind.BARRIER, SENTENCE)
    candidate = room.candidate("forms")
    assert (candidate.status, candidate.code_id) == (CandidateStatus.CONFIRMED, code.id)
    assert {each.passage_id: each.origin for each in room.codings(code.id)} == {
        **dict.fromkeys(p(1, 2, 3), Origin.SUGGESTED),
        **dict.fromkeys(p(7), Origin.BY_HAND),
    }
    assert {(each.coder, each.polarity) for each in room.codings(code.id)} == {
        ("Anna", Polarity.SUPPORTS)
    }


@pytest.mark.parametrize(("name", "statement"), [(" ", SENTENCE), ("Double entry", " \n")])
def test_a_barrier_needs_a_name_and_a_sentence(room: Room, name: str, statement: str) -> None:
    with pytest.raises(BarrierWithoutWords):
        room.do(Confirm(candidate=CandidateId("forms"), name=name, statement=statement))


def test_a_barrier_needs_a_passage(room: Room) -> None:
    room.do(Drop(passages=p(6), origin="rooms"))
    with pytest.raises(BarrierWithoutWords, match="a passage"):
        room.confirm("rooms")
    assert room.confirm("rooms", kind=CodeKind.CODE).kind is CodeKind.CODE


def test_a_confirmed_candidate_cannot_be_confirmed_again(room: Room) -> None:
    room.confirm("forms")
    with pytest.raises(ThemeClosed, match="“Double entry” is already a barrier"):
        room.confirm("forms", "Another")


def test_two_codes_of_one_name_are_refused(room: Room) -> None:
    room.confirm("forms", "Double entry")
    with pytest.raises(DuplicateCode, match="“Double entry”"):
        room.confirm("cars", " double   ENTRY ")


@pytest.mark.parametrize("taken", ["forms", "code-forms", ""])
def test_a_new_code_takes_no_id_that_is_in_use(room: Room, taken: str) -> None:
    room.confirm("forms")
    before = room.board
    for act in (
        Confirm(candidate=CandidateId("cars"), name="N", statement="S", code_id=CodeId(taken)),
        CreateCode(name="N", code_id=CodeId(taken)),
        Split(theme="cars", parts=(Part(name="N", passages=p(4), id=taken),)),
    ):
        with pytest.raises(InvalidDecision, match=f"the id “{taken}”"):
            room.do(act)
    assert room.board is before


def test_rename_gives_a_candidate_or_code_another_name(room: Room) -> None:
    room.do(Rename(theme="cars", name=" Cars "))
    assert (room.candidate("cars").title, room.candidate("cars").edited) == ("Cars", True)
    room.confirm("forms")
    room.do(Rename(theme="forms", name="Twice"))
    assert room.code("code-forms").name == "Twice"


def test_rename_to_the_same_name_is_nothing(room: Room) -> None:
    with pytest.raises(NothingToDo):
        room.do(Rename(theme="cars", name="car, park"))
    assert not room.candidate("cars").edited


def test_rename_may_change_the_capitals_of_a_code(room: Room) -> None:
    room.confirm("forms", "double entry")
    room.do(Rename(theme="code-forms", name="Double Entry"))
    assert room.code("code-forms").name == "Double Entry"


def test_describe_changes_what_is_given_and_leaves_the_rest(room: Room) -> None:
    room.confirm("forms")
    act = Describe(
        theme="code-forms",
        facets=(Facet.PROCESS, Facet.CULTURE),
        locus=Locus.AUTHORITY,
        level=IcebergLevel.PATTERN,
        use_when="The same words are typed again.",
    )
    room.do(act)
    code = room.code("code-forms")
    assert (code.facets, code.locus, code.level) == (act.facets, act.locus, act.level)
    assert (code.statement, code.use_when) == (SENTENCE, act.use_when)


def test_a_code_becomes_a_barrier_only_with_words(room: Room) -> None:
    room.do(CreateCode(name="Time", code_id=CodeId("time")))
    with pytest.raises(BarrierWithoutWords, match="a sentence"):
        room.do(Describe(theme="time", kind=CodeKind.BARRIER))
    with pytest.raises(BarrierWithoutWords, match="a passage"):
        room.do(Describe(theme="time", kind=CodeKind.BARRIER, statement=SENTENCE))
    room.do(Add(passages=p(7), to="time"))
    room.do(Describe(theme="time", kind=CodeKind.ENABLER, statement=SENTENCE))
    with pytest.raises(BarrierWithoutWords):
        room.do(Describe(theme="time", statement=""))


def test_a_candidate_cannot_be_described(room: Room) -> None:
    with pytest.raises(ThemeClosed, match="so you cannot describe it; confirm it first"):
        room.do(Describe(theme="forms", statement=SENTENCE))


def test_describe_without_anything_is_nothing(room: Room) -> None:
    room.confirm("forms")
    with pytest.raises(NothingToDo):
        room.do(Describe(theme="code-forms", statement=SENTENCE))


def test_move_between_candidates_is_by_hand(room: Room) -> None:
    room.do(Move(passages=p(3, 3), origin="forms", to="cars"))
    assert (room.held("forms"), room.held("cars")) == (p(1, 2), p(3, 4, 5))
    assert room.board.members[CandidateId("cars")][p(3)[0]] == Membership(origin=Origin.BY_HAND)


def test_move_between_codes_is_the_movers_judgement(room: Room) -> None:
    room.confirm("forms")
    room.confirm("cars", "No parking")
    room.do(Move(passages=p(3), origin="code-forms", to="code-cars"), "Bea")
    moved = next(each for each in room.codings("code-cars") if each.passage_id == "p3")
    assert (moved.coder, moved.origin) == ("Bea", Origin.BY_HAND)
    assert room.held("code-forms") == p(1, 2)


def test_words_against_a_code_do_not_become_words_for_another_by_a_move(room: Room) -> None:
    room.confirm("forms")
    room.confirm("cars", "No parking")
    room.do(Add(passages=p(7), to="code-forms", polarity=Polarity.CONTRADICTS))
    room.do(Move(passages=p(1, 7), origin="code-forms", to="code-cars"))
    polarity = {each.passage_id: each.polarity for each in room.codings("code-cars")}
    assert polarity[p(7)[0]] is Polarity.CONTRADICTS
    assert polarity[p(1)[0]] is Polarity.SUPPORTS


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (Move(passages=p(4), origin="forms", to="cars"), UnknownPassage),
        (Move(passages=(), origin="forms", to="cars"), NothingToDo),
        (Move(passages=p(1), origin="forms", to="forms"), NothingToDo),
        (Move(passages=p(1), origin="forms", to="nothing"), UnknownTheme),
        (Move(passages=p(1), origin="nothing", to="cars"), UnknownTheme),
        (Drop(passages=p(4), origin="forms"), UnknownPassage),
        (Drop(passages=(), origin="forms"), NothingToDo),
        (Add(passages=p(1), to="forms"), NothingToDo),
        (Add(passages=p(1), to="nothing"), UnknownTheme),
        (Park(theme="nothing"), UnknownTheme),
        (Reopen(theme="forms"), ThemeClosed),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    room: Room, act: Move | Drop | Add | Park | Reopen, error: type[Exception]
) -> None:
    before = room.board
    with pytest.raises(error):
        room.do(act)
    assert room.board is before


def test_the_last_passage_stays_in_a_barrier(room: Room) -> None:
    room.confirm("rooms", "No rooms")
    room.confirm("cars", "No parking")
    for act in (
        Drop(passages=p(6), origin="code-rooms"),
        Move(passages=p(6), origin="code-rooms", to="code-cars"),
        CreateCode(name="Other", passages=p(6), origin="code-rooms"),
    ):
        with pytest.raises(BarrierWithoutWords, match="“No rooms” would stand without a passage"):
            room.do(act)


def test_each_coder_codes_for_themselves(room: Room) -> None:
    room.confirm("forms")
    room.do(Add(passages=p(7), to="code-forms"), "Anna")
    room.do(Add(passages=p(7), to="code-forms"), "Bea")
    assert {each.coder for each in room.codings("code-forms") if each.passage_id == "p7"} == {
        "Anna",
        "Bea",
    }
    with pytest.raises(NothingToDo):
        room.do(Add(passages=p(7), to="code-forms"), "Bea")


def test_a_coder_may_turn_their_own_judgement_round(room: Room) -> None:
    room.confirm("forms")
    room.do(Add(passages=p(1), to="code-forms", polarity=Polarity.CONTRADICTS))
    found = [each for each in room.codings("code-forms") if each.passage_id == "p1"]
    assert [each.polarity for each in found] == [Polarity.CONTRADICTS]


def test_drop_takes_out_everybodys_coding_of_a_passage(room: Room) -> None:
    room.confirm("forms")
    room.do(Add(passages=p(1), to="code-forms"), "Bea")
    room.do(Drop(passages=p(1), origin="code-forms"))
    assert room.held("code-forms") == p(2, 3)
    assert "p1" not in room.board.placed()


def test_create_from_passages_of_a_candidate(room: Room) -> None:
    act = CreateCode(
        name=" Time ", passages=p(1, 2), origin="forms", kind=CodeKind.BARRIER, statement=SENTENCE
    )
    room.do(act)
    assert (room.held("forms"), room.held(act.code_id)) == (p(3), p(1, 2))
    assert room.code(act.code_id).name == "Time"


def test_create_out_of_itself_or_out_of_nothing(room: Room) -> None:
    with pytest.raises(UnknownTheme):
        room.do(CreateCode(name="Time", passages=p(1), origin="time", code_id=CodeId("time")))
    room.do(CreateCode(name="Time", code_id=CodeId("time")))
    assert room.held("time") == ()
    with pytest.raises(BarrierWithoutWords):
        room.do(CreateCode(name="Trust", kind=CodeKind.BARRIER, statement=SENTENCE))


def test_park_dismiss_and_reopen_a_candidate(room: Room) -> None:
    room.do(Park(theme="cars"))
    assert room.candidate("cars").status is CandidateStatus.PARKED
    with pytest.raises(NothingToDo):
        room.do(Park(theme="cars"))
    room.do(Dismiss(theme="cars"))
    assert room.candidate("cars").status is CandidateStatus.DISMISSED
    with pytest.raises(ThemeClosed, match="is dismissed, so you cannot park it; reopen it first"):
        room.do(Park(theme="cars"))
    assert not room.board.placed() & set(p(4, 5))
    room.do(Reopen(theme="cars"))
    assert room.candidate("cars").status is CandidateStatus.OPEN
    assert room.held("cars") == p(4, 5)


def test_dismissing_a_code_retires_its_codings(room: Room) -> None:
    room.confirm("forms")
    room.do(Merge(themes=("cars",), into="code-forms"))
    room.do(Dismiss(theme="code-forms"))
    assert not room.board.codes
    assert not room.board.codings
    assert room.candidate("forms").status is CandidateStatus.DISMISSED
    assert room.candidate("cars").merged_into == "forms"


def test_reopening_a_code_gives_the_candidate_what_the_code_holds_today(room: Room) -> None:
    room.confirm("forms")
    room.do(Drop(passages=p(1), origin="code-forms"))
    room.do(Add(passages=p(7), to="code-forms"), "Bea")
    room.do(Reopen(theme="code-forms"))
    assert room.held("forms") == p(2, 3, 7)
    members = room.board.members[CandidateId("forms")]
    assert members[p(2)[0]] == Membership(score=0.8, origin=Origin.SUGGESTED)
    assert members[p(7)[0]].origin is Origin.BY_HAND
    assert not room.board.codes


def test_reopening_a_code_after_merges_keeps_everything_and_every_sign(room: Room) -> None:
    room.confirm("forms")
    room.confirm("cars", "No parking")
    room.do(Merge(themes=("code-cars", "rooms"), into="code-forms"))
    room.do(Reopen(theme="forms"))
    assert room.held("forms") == p(1, 2, 3, 4, 5, 6)
    assert {room.candidate(each).merged_into for each in ("cars", "rooms")} == {"forms"}


def test_a_code_made_by_hand_has_nothing_to_be_reopened_as(room: Room) -> None:
    room.do(CreateCode(name="Time", kind=CodeKind.CODE, code_id=CodeId("time")))
    with pytest.raises(ThemeClosed, match=r"a code that was made by hand, .*; dismiss it"):
        room.do(Reopen(theme="time"))


def _propose(room: Room, *names: str) -> None:
    proposals = tuple(proposal(name, name, 1, 2) for name in names)
    room.do(Propose(run_id=RunId("run2"), proposals=proposals), "workbench")


@pytest.mark.parametrize(
    "act",
    [
        Rename(theme="forms", name="Forms"),
        Park(theme="forms"),
        Drop(passages=p(1), origin="forms"),
        Move(passages=p(1), origin="forms", to="cars"),
        Add(passages=p(7), to="forms"),
        CreateCode(name="Time", passages=p(1), origin="forms"),
        Split(theme="forms", parts=(Part(name="Part", passages=p(1)),)),
        Merge(themes=("rooms",), into="forms"),
    ],
)
def test_a_run_leaves_alone_what_anybody_did_anything_to(
    room: Room, act: Rename | Park | Drop | Move | Add | CreateCode | Split | Merge
) -> None:
    room.do(act)
    before, held = room.candidate("forms"), room.held("forms")
    _propose(room, "new")
    assert room.candidate("forms") == before
    assert room.held("forms") == held


def test_a_run_supersedes_what_nobody_has_judged(room: Room) -> None:
    moved = room.do(Move(passages=p(1), origin="forms", to="cars"))
    room.undo(moved)
    _propose(room, "new")
    assert {each.id: each.status.value for each in room.board.candidates.values()} == {
        "forms": "superseded",
        "cars": "superseded",
        "rooms": "superseded",
        "new": "open",
    }
    assert room.candidate("new").run_id == "run2"
    with pytest.raises(ThemeClosed, match=r"superseded, .*; choose one of the newer candidates"):
        room.confirm("forms")


@pytest.mark.parametrize("names", [("forms",), ("code-cars",), ("new", "new"), ("",)])
def test_a_run_takes_no_id_that_is_in_use(room: Room, names: tuple[str, ...]) -> None:
    room.confirm("forms")
    room.confirm("cars", "No parking")
    with pytest.raises(InvalidDecision):
        _propose(room, *names)
    assert room.candidate("forms").status is CandidateStatus.CONFIRMED


def test_an_empty_run_is_still_a_line_in_the_log(room: Room) -> None:
    for each in ("forms", "cars", "rooms"):
        room.do(Park(theme=each))
    assert room.do(Propose(run_id=RunId("run2")), "workbench").changes == ()


def test_text_that_no_database_keeps_is_refused(room: Room) -> None:
    for name in ("half \ud83d", "nul \x00"):
        with pytest.raises(InvalidDecision, match="cannot be kept"):
            room.do(Rename(theme="cars", name=name))


def test_passages_of_closed_candidates_are_placed_nowhere(room: Room) -> None:
    assert room.board.placed() == set(p(1, 2, 3, 4, 5, 6))
    room.do(Dismiss(theme="forms"))
    assert room.board.placed() == set(p(4, 5, 6))
    assert {key.noun for key, _ in room.board.things()} == {Noun.CANDIDATE, Noun.MEMBER}

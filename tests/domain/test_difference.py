"""What a re-proposal changed: offered, new, moved, gone, unchanged, each with its reason."""

from __future__ import annotations

from dataclasses import fields

from tests.domain.room import Room, p, proposal
from workbench.domain.candidates import RunId
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import Proposal, Propose, Rename
from workbench.domain.difference import Difference, compare
from workbench.domain.sources import PassageId

KNOWN = set(p(1, 2, 3, 4, 5, 6, 7))


def _compare(
    room: Room,
    *proposals: Proposal,
    offered: dict[CodeId, tuple[PassageId, ...]] | None = None,
) -> Difference:
    """Propose anew and compare."""
    before = room.board
    room.do(Propose(run_id=RunId("run2"), proposals=proposals), "workbench")
    return compare(
        before,
        room.board,
        run=RunId("run2"),
        since=RunId("run1"),
        known=KNOWN,
        offered=offered or {},
    )


def _named(told: Difference) -> dict[str, list[str]]:
    kinds = [each.name for each in fields(told) if each.name not in {"run", "since"}]
    return {kind: [each.theme for each in getattr(told, kind)] for kind in kinds}


def test_the_same_candidates_are_unchanged_whatever_their_ids(room: Room) -> None:
    told = _compare(room, proposal("a", "A", 1, 2, 3), proposal("b", "B", 4, 5))
    assert _named(told) == {
        "offered": [], "new": [], "moved": [], "gone": ["rooms"], "unchanged": ["a", "b"],
    }  # fmt: skip
    assert (told.run, told.since) == ("run2", "run1")
    assert told.unchanged[0].why == "The same 3 passages as before."
    assert told.unchanged[0].passages == p(1, 2, 3)
    [gone] = told.gone
    assert (gone.title, gone.passages) == ("room, book", p(6))
    assert gone.why == "No candidate continues it: its passages are set aside (1)."


def test_a_candidate_with_other_passages_has_moved_and_says_whence(room: Room) -> None:
    told = _compare(room, proposal("a", "A", 1, 2, 4, 7, 8), proposal("b", "B", 5, 3))
    assert _named(told)["moved"] == ["a", "b"]
    assert told.moved[0].why == (
        "It continues “form, twice”: 2 passages stayed, 3 passages came in "
        "(came from “car, park” (1); were set aside before (1); are new material (1)), "
        "1 passage left (went to “B” (1))."
    )


def test_a_candidate_of_new_material_is_new(room: Room) -> None:
    told = _compare(room, proposal("a", "A", 8, 9, 7), proposal("b", "B", 1, 2, 3))
    assert _named(told)["new"] == ["a"]
    assert told.new[0].why == (
        "No earlier candidate was like it: its passages are new material (2); "
        "were set aside before (1)."
    )


def test_of_two_halves_one_continues_and_the_other_is_new(room: Room) -> None:
    told = _compare(room, proposal("a", "A", 1, 2), proposal("b", "B", 3), proposal("c", "C", 9))
    assert _named(told)["moved"] == ["a"]
    assert _named(told)["new"] == ["b", "c"]
    assert "came from “form, twice” (1)" in told.new[0].why
    assert "are new material (1)" in told.new[1].why


def test_of_two_that_came_together_one_is_gone_into_the_other(room: Room) -> None:
    told = _compare(room, proposal("a", "A", 1, 2, 3, 4, 5))
    assert _named(told)["moved"] == ["a"]
    gone = {each.theme: each.why for each in told.gone}
    assert "went to “A” (2)" in gone["cars"]


def test_offers_come_first_and_explain_what_is_gone(room: Room) -> None:
    code = room.confirm("forms")
    told = _compare(room, proposal("a", "A", 6), offered={code.id: p(4, 5)})
    [offered] = told.offered
    assert (offered.theme, offered.title, offered.passages) == (code.id, "Double entry", p(4, 5))
    assert offered.why == "2 passages offered to it, as nearest to the 3 coded so."
    gone = {each.theme: each.why for each in told.gone}
    assert "are offered to “Double entry” (2)" in gone["cars"]


def test_what_people_decided_is_unchanged(room: Room) -> None:
    code = room.confirm("forms")
    room.do(Rename(theme="cars", name="Cars"))
    told = _compare(room, proposal("a", "A", 6))
    assert _named(told) == {
        "offered": [], "new": [], "moved": [], "gone": [], "unchanged": ["a", code.id, "cars"],
    }  # fmt: skip
    assert {each.why for each in told.unchanged[1:]} == {
        "People decided on it, so a run leaves it as it is."
    }


def test_every_candidate_of_both_runs_is_told_once(room: Room) -> None:
    fresh = [proposal("a", "A", 1, 4, 6), proposal("b", "B", 2, 5), proposal("c", "C", 3, 9)]
    told = _named(_compare(room, *fresh))
    named = [name for kind in told.values() for name in kind]
    assert len(named) == len(set(named))
    assert {"a", "b", "c"} <= set(named)
    assert len(told["gone"]) == 3 - len(told["moved"]) - len(told["unchanged"])

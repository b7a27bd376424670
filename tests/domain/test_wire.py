"""Acts as plain values: what scripts may write, and how they are told what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.domain.candidates import CandidateId, RunId
from workbench.domain.codebook import CodeKind, Facet
from workbench.domain.decisions import Confirm, CreateCode, Move, Part, Propose, Split, Undo
from workbench.domain.wire import (
    act_from_plain,
    script_step_from_plain,
    step_from_plain,
    step_to_plain,
)
from workbench.errors import InvalidDecision


def test_a_script_leaves_out_what_has_a_default() -> None:
    act = act_from_plain({"verb": "confirm", "candidate": "c", "name": "N"}, "line 1")
    assert isinstance(act, Confirm)
    assert (act.candidate, act.kind, act.facets) == ("c", CodeKind.BARRIER, ())
    again = act_from_plain({"verb": "confirm", "candidate": "c", "name": "N"}, "line 1")
    assert isinstance(again, Confirm)
    assert len(act.code_id) == 36
    assert act.code_id != again.code_id


def test_the_researchers_words_are_understood() -> None:
    plain = {"verb": "recode", "passages": ["p1"], "origin": "a", "to": "b"}
    assert isinstance(act_from_plain(plain, "line 1"), Move)
    assert isinstance(act_from_plain({"verb": "create-code", "name": "N"}, "line 1"), CreateCode)


def test_nested_values_are_read() -> None:
    parts = [{"name": "A", "passages": ["p1"], "id": "a"}]
    act = act_from_plain({"verb": "split", "theme": "t", "parts": parts}, "line 1")
    assert act == Split(theme="t", parts=(Part(name="A", passages=("p1",), id="a"),))  # type: ignore[arg-type]


def test_acts_become_plain_values() -> None:
    act = Confirm(candidate=CandidateId("c"), name="N", facets=(Facet.PROCESS,), code_id="x")  # type: ignore[arg-type]
    assert step_to_plain(act) == {
        "verb": "confirm",
        "candidate": "c",
        "name": "N",
        "statement": "",
        "kind": "barrier",
        "facets": ["process"],
        "code_id": "x",
    }


@pytest.mark.parametrize(
    ("plain", "detail"),
    [
        ({}, "“” is not one of accept, add, adjust"),
        ({"verb": "explode"}, "“explode” is not one of"),
        ({"verb": "park"}, "“theme” is missing"),
        ({"verb": "park", "theme": "t", "why": "x"}, "“why” is not one of theme"),
        ({"verb": "park", "theme": 7}, "“theme” must be str, not 7"),
        ({"verb": "add", "to": "t", "passages": "p1"}, "“passages” must be a list"),
        ({"verb": "add", "to": "t", "passages": [1]}, "“passages” must be str"),
        ({"verb": "create", "name": "N", "kind": "idea"}, "must be one of code, barrier, enabler"),
        ({"verb": "describe", "theme": "t", "locus": "me"}, "must be one of (empty), team"),
        ({"verb": "split", "theme": "t", "parts": ["p"]}, "expected an object, got 'p'"),
        ([], "expected an object"),
        (None, "expected an object"),
        ({"verb": "propose", "run_id": "r"}, "“propose” is not one of"),
    ],
)
def test_a_wrong_line_is_told_with_what_is_wrong(plain: Any, detail: str) -> None:
    for read in (act_from_plain, script_step_from_plain):
        with pytest.raises(InvalidDecision) as told:
            read(plain, "line 12")
        assert told.value.where == "line 12"
        assert detail in str(told.value)


@pytest.mark.parametrize(
    "score", [[], ["p1"], ["p1", 0.5, 1], ["p1", True], ["p1", "x"], ["p1", 10**400], ["p1", 1e999]]
)
def test_a_damaged_proposal_is_told(score: list[object]) -> None:
    proposals = [{"id": "c", "title": "T", "members": [score]}]
    with pytest.raises(InvalidDecision, match="the log"):
        step_from_plain({"verb": "propose", "run_id": "r", "proposals": proposals})


def test_whole_numbers_are_scores_too() -> None:
    proposals = [{"id": "c", "title": "T", "members": [["p1", 1]], "stability": 0}]
    step = step_from_plain({"verb": "propose", "run_id": "r", "proposals": proposals})
    assert isinstance(step, Propose)
    assert step.run_id == RunId("r")
    assert step.proposals[0].members == (("p1", 1.0),)


def test_undo_and_redo_belong_to_scripts_but_are_no_acts() -> None:
    assert script_step_from_plain({"verb": "undo"}, "line 1") == Undo()
    with pytest.raises(InvalidDecision):
        act_from_plain({"verb": "undo"}, "line 1")

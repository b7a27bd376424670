"""The seat of a tab: whose acts they are, what answers beside the loop, and what no page hears."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from panel.models.esm import DataEvent

from tests.app.boards import make_board
from workbench.app.registry import PAGES, Registered
from workbench.app.seat import Seat
from workbench.errors import InvalidDecision
from workbench.store.database import Project

HERE = {"ask": "here", "words": "Typing it twice", "address": "/?theme=c0", "new": True}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_board(tmp_path / "evening.workbench")


def test_acts_are_those_of_whoever_a_message_names(project: Project) -> None:
    seat = Seat(project=project, coder="Ruth")
    assert seat.who({}) == seat.who({"coder": "  "}) == "Ruth"
    assert seat.who({"coder": " Ann "}) == "Ann"
    with pytest.raises(InvalidDecision, match="coder"):
        seat.who({"coder": "x" * 81})


def test_what_is_slow_is_answered_beside_the_loop(project: Project) -> None:
    beside: list[Callable[[], Any]] = []
    looked: list[Callable[[], Any]] = []
    said: list[dict[str, Any]] = []
    seat = Seat(
        project=project,
        coder="Ruth",
        beside=lambda work, then: beside.append(work),
        look=lambda work, then: looked.append(work),
    )
    answers = {"see": lambda _: {"n": 1}, "wait": lambda _: {"n": 2}, "look": lambda _: {"n": 3}}
    asked = ({"ask": ask, "number": number} for number, ask in enumerate(answers, start=1))
    for message in (*asked, "nonsense"):
        seat.answer(answers, message, said.append, slow={"wait"}, looks={"look"})
    assert [each["reply"] for each in said] == [1, None]
    assert [work() for work in beside] == [{"reply": 2, "ok": True, "n": 2}]
    assert [work() for work in looked] == [{"reply": 3, "ok": True, "n": 3}]


def test_the_screen_is_told_what_the_page_starts_with(project: Project) -> None:
    seat = Seat(project=project, coder="Ruth", hello={"name": "An evening"})
    screen = seat.screen("board.js", lambda _: None, few=5)
    assert screen.hello == {"name": "An evening", "coder": "Ruth", "few": 5}


@pytest.mark.parametrize("page", PAGES, ids=lambda each: each.name)
def test_no_page_hears_where_a_tab_is(project: Project, page: Registered) -> None:
    built = page.make(Seat(project=project, coder="Ruth"))
    said: list[object] = []
    placed: list[object] = []
    built.screen.say = said.append  # type: ignore[method-assign,assignment]
    built.screen.placed(placed.append)
    built.screen._process_event(DataEvent(model=None, data=HERE))
    assert said == []
    assert placed == [HERE]
    built.screen._process_event(DataEvent(model=None, data={"ask": "nonsense", "number": 1}))
    assert len(said) == 1

"""The explore page without a browser: what it answers, what it does, and that it leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.app.boards import make_board
from tests.services.explored import BLAME, TYPING, explore, named
from workbench.app.pages.explore import ExplorePage
from workbench.app.seat import Seat
from workbench.domain.decisions import Add, CreateCode, Dismiss
from workbench.services.decide import decide
from workbench.store.database import Project, create_project, open_project
from workbench.store.log import ledger


class Tab:
    """A page whose words to the screen are kept."""

    def __init__(self, project: Project) -> None:
        self.heard: list[dict[str, Any]] = []
        self.page = ExplorePage(Seat(project=project, coder="Ruth"))
        self.page.screen.say = self.listen  # type: ignore[method-assign]

    def listen(self, message: Mapping[str, Any]) -> None:
        self.heard.append(dict(message))

    def ask(self, ask: str, **details: Any) -> dict[str, Any]:
        self.page.hear({"ask": ask, "number": 7, **details})
        return self.heard[-1]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create_project(tmp_path / "explored.workbench", name="An evening") as made:
        yield explore(made, tmp_path)


@pytest.fixture
def tab(project: Project) -> Tab:
    return Tab(project)


def test_the_start_names_codes_attributes_and_what_was_kept(tab: Tab) -> None:
    start = tab.ask("start")
    assert (start["name"], start["sources"], start["candidates"]) == ("An evening", 13, 0)
    assert {each["id"]: each["kind"] for each in start["codes"]}[TYPING] == "barrier"
    attributes = dict(start["attributes"])
    assert attributes["authority"] == [["Cald", 5], ["East", 4], ["Thorn", 1]]
    assert "date" not in attributes
    assert start["saved"] == []


def test_every_view_answers_in_plain_values(tab: Tab) -> None:
    import json

    answers = [
        tab.ask("wall", where=[["authority", "Cald"]]),
        tab.ask("story", barrier=TYPING),
        tab.ask("matrix", by="month", share="column"),
        tab.ask("words", barrier=TYPING, where=[["month", "2026-03"]]),
        tab.ask("time", kind="enabler"),
        tab.ask("places", barrier=BLAME),
        tab.ask("find", words="typed"),
    ]
    assert all(each["ok"] for each in answers)
    assert json.loads(json.dumps(answers)) == answers
    assert [each["external"] for each in answers[3]["quotes"]] == ["2", "3", "4"]


@pytest.mark.parametrize("ask", ["story", "words", "places"])
def test_a_barrier_that_went_is_gone_and_no_failure(tab: Tab, ask: str) -> None:
    assert tab.ask(ask, barrier="nothing") == {"reply": 7, "ok": True, "gone": True}


def test_a_whole_result_goes_into_a_code_in_one_act_but_for_what_was_struck_out(
    tab: Tab, project: Project
) -> None:
    found = tab.ask("find", words="typed", most=1)
    assert (found["total"], len(found["hits"])) == (4, 1)
    before = ledger(project).seq
    struck = list(named(project, "11"))
    done = tab.ask("code", to=BLAME, result=found["result"], seen=found["seen"], struck=struck)
    assert done["words"] == "added 3 passages to “Fear of blame”"
    assert ledger(project).seq == before + 1
    held = ledger(project).board.passages_of(BLAME)
    assert set(named(project, "3 12 13")) <= set(held)
    assert not set(struck) & set(held)
    tab.ask("undo", decision=done["decision"])
    assert set(ledger(project).board.passages_of(BLAME)) == set(named(project, "6 7 8 9"))


def test_what_a_code_holds_already_stays_as_it_is(tab: Tab, project: Project) -> None:
    found = tab.ask("find", words="typed")
    done = tab.ask("code", to=TYPING, result=found["result"], seen=found["seen"])
    # Three of the four are there.
    assert done["words"] == "added 1 passage to “Typing twice”"
    again = tab.ask("find", words="typed")
    assert not tab.ask("code", to=TYPING, result=again["result"], seen=again["seen"])["ok"]


def test_a_result_becomes_a_code_of_its_own(tab: Tab, project: Project) -> None:
    found = tab.ask("find", words="typed", where=[["authority", "Cald"]])
    assert tab.ask("code", name="Typed in Cald", result=found["result"], coder="Amir")["ok"]
    code = next(c for c in ledger(project).board.codes.values() if c.name == "Typed in Cald")
    assert len(ledger(project).board.passages_of(code.id)) == 3
    assert ledger(project).decisions[-1].coder == "Amir"


def test_an_act_means_the_result_on_screen_and_none_that_is_forgotten(
    tab: Tab, project: Project
) -> None:
    first, second = tab.ask("find", words="typed"), tab.ask("find", words="yes")
    assert tab.ask("code", name="Typed", result=first["result"])["ok"]
    for _ in range(4):
        tab.ask("find", words="blame")
    before = ledger(project).seq
    answer = tab.ask("code", to=BLAME, result=second["result"])
    assert (answer["ok"], ledger(project).seq) == (False, before)
    assert "the search has moved on" in answer["error"]


def test_a_code_that_went_meanwhile_is_told(tab: Tab, project: Project) -> None:
    found = tab.ask("find", words="typed")
    decide(project, Dismiss(theme=BLAME), coder="Amir")
    answer = tab.ask("code", to=BLAME, result=found["result"], seen=found["seen"])
    assert not answer["ok"]
    assert answer["error"].endswith(".")


def test_searches_are_kept_and_forgotten(tab: Tab) -> None:
    answer = tab.ask("keep", name="Typed", words="typed", where=[["role", "x"]], meaning=True)
    [saved] = answer["saved"]
    assert (answer["kept"], saved["search"]["where"]) == ("Typed", [["role", "x"]])
    assert tab.ask("forget", id=saved["id"])["saved"] == []


def test_a_tab_looks_again_once_when_somebody_else_decided(tab: Tab, project: Project) -> None:
    tab.page.refresh()
    assert tab.heard == []
    tab.ask("start")
    tab.page.refresh()
    assert len(tab.heard) == 1
    with open_project(project.where) as elsewhere:
        decide(elsewhere, Add(to=BLAME, passages=named(elsewhere, "1")), coder="Amir")
    tab.page.refresh()
    tab.page.refresh()
    assert tab.heard[1:] == [{"push": True, "patch": {"moved": True}}]


@pytest.mark.parametrize(
    "message",
    [None, 3, [], {}, {"ask": "drop table"}, {"ask": "wall", "where": "role=x"},
     {"ask": "wall", "where": [["role"]]}, {"ask": "wall", "where": [["role", 3]]},
     {"ask": "wall", "where": [["a", "b"]] * 99}, {"ask": "find", "words": 3},
     {"ask": "find", "words": "x" * 2_000}, {"ask": "code"}, {"ask": "code", "result": 0, "struck": "p1"},
     {"ask": "story", "barrier": ["x"]}, {"ask": "keep", "where": 5}, {"ask": "undo", "decision": 4},
     {"ask": "find", "words": "x", "most": "many"}],
)  # fmt: skip
def test_messages_that_make_no_sense_change_nothing(
    tab: Tab, project: Project, message: object
) -> None:
    before = ledger(project).seq
    tab.page.hear(message)
    assert not tab.heard[-1]["ok"]
    assert ledger(project).seq == before


def test_odd_choices_fall_back_to_the_usual_ones(tab: Tab) -> None:
    found = tab.ask("matrix", by="shoe size", share="twice", kind="sofa")
    assert (found["by"], found["normalise"]) == ("role", "")
    assert tab.ask("find", words="typed", most=-4)["hits"]


def test_a_project_without_codes_answers_everything(tmp_path: Path) -> None:
    with make_board(tmp_path / "board.workbench") as board:
        tab = Tab(board)
        assert tab.ask("start")["candidates"] == 3
        assert tab.ask("wall")["cards"] == []
        assert tab.ask("matrix")["rows"] == []
        assert tab.ask("time")["lines"] == []
        found = tab.ask("find", words="voucher")
        assert found["hits"]
        assert found["codes"] == []
        made = tab.ask("code", name="Vouchers", result=found["result"])
        assert made["words"] == "made a code “Vouchers”"
        decide(board, CreateCode(name="Empty"), coder="Ruth")
        assert tab.ask("matrix", kind="code")["rows"][-1]["people"] == 0

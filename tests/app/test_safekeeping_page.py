"""The page of safekeeping without a browser: what it answers and does, and what it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.app.boards import make_board
from workbench.app.pages.safekeeping import SafekeepingPage
from workbench.app.seat import Seat
from workbench.domain.consent import Stance, Use
from workbench.services.export_project import export_bytes
from workbench.services.keep_consent import consent_history, view_consent
from workbench.services.retention import set_retention, view_retention
from workbench.store.database import Project
from workbench.store.material import given


class Tab:
    """A page whose words to the screen are kept."""

    def __init__(self, project: Project) -> None:
        self.heard: list[dict[str, Any]] = []
        self.page = SafekeepingPage(Seat(project=project, coder="Ruth"))
        self.page.screen.say = self.listen  # type: ignore[method-assign]

    def listen(self, message: Mapping[str, Any]) -> None:
        self.heard.append(dict(message))

    def ask(self, ask: str, **details: Any) -> dict[str, Any]:
        self.page.hear({"ask": ask, "number": 7, **details})
        return self.heard[-1]


@pytest.fixture
def board(tmp_path: Any) -> Any:
    with make_board(tmp_path / "board.workbench") as made:
        yield made


@pytest.fixture
def tab(board: Project) -> Tab:
    return Tab(board)


def test_everybody_is_listed_and_found(tab: Tab) -> None:
    told = tab.ask("consent")
    assert (told["name"], told["total"], told["warnings"]) == ("An evening", 7, [])
    assert told["sums"] == {"people": 7, "asked": 0, "stopped": 0, "quotable": 0}
    assert told["people"][0]["stances"] == dict.fromkeys(
        ("verbatim", "paraphrase", "leaders", "other-authorities"), "unknown"
    )
    assert [each["name"] for each in tab.ask("consent", words="p3")["people"]] == ["P3"]
    assert len(tab.ask("consent", most=2)["people"]) == 2


def test_an_answer_is_noted_and_taken_back(tab: Tab, board: Project) -> None:
    done = tab.ask("note", person="P0", use="verbatim", stance="given", coder="Ann")
    assert done["words"] == "P0: yes to quoting the words as said"
    assert consent_history(board)[-1].by == "Ann"
    tab.ask("note", person="P0", use="leaders", stance="given")
    assert tab.ask("consent")["sums"] == {"people": 7, "asked": 1, "stopped": 0, "quotable": 1}
    tab.ask("undo")
    assert tab.ask("consent")["sums"]["quotable"] == 0
    tab.ask("note", person="everybody", use="leaders", stance="withdrawn")
    assert {each.stances[Use.LEADERS] for each in view_consent(board)} == {Stance.WITHDRAWN}


def test_who_stops_is_told_where_they_are(tab: Tab, board: Project) -> None:
    export_bytes(board, "candidates-csv")
    done = tab.ask("note", person="P2", use="any", stance="withdrawn")
    assert done["words"] == "P2: nothing goes out any more from now on"
    assert len(done["hasIt"]) == 1
    assert [each["name"] for each in tab.ask("consent", only="stopped")["people"]] == ["P2"]


def test_what_left_is_listed_the_latest_first(tab: Tab, board: Project) -> None:
    export_bytes(board, "candidates-csv", coder="Ann")
    export_bytes(board, "dpia")
    told = tab.ask("releases")["releases"]
    assert [(each["number"], each["kind"]) for each in told] == [
        (2, "data protection assessment"),
        (1, "candidates (CSV)"),
    ]


def test_dates_are_set_and_set_back(tab: Tab, board: Project) -> None:
    done = tab.ask("keep", holding="project", target="", until="2031-03-31")
    assert (done["words"], done["before"]) == ("to be kept until 2031-03-31", "")
    assert tab.ask("keep", holding="project", until="")["before"] == "2031-03-31"
    person = tab.ask("people")["people"][1]["id"]
    tab.ask("keep", holding="case", target=person, until="2020-01-01")
    told = tab.ask("dates")
    [dated] = told["dates"]
    assert (dated["name"], dated["sources"]) == ("All from P1", 2)
    assert len(told["warnings"]) == len(told["imports"]) == 1
    assert (
        tab.ask("keep", holding="case", target=dated["target"], until="")["before"] == "2020-01-01"
    )
    assert view_retention(board) == ()


def test_a_person_goes_only_by_name_and_after_a_look(tab: Tab, board: Project) -> None:
    told = tab.ask("rehearse", person="P0")
    assert (told["done"], told["sources"]) == (False, 2)
    wrong = tab.ask("erase", person="P0", typed="P1")
    assert (wrong["ok"], "“P0” was to be typed" in wrong["error"]) == (False, True)
    assert len(given(board).sources) == 14
    done = tab.ask("erase", person="P0", typed=" P0 ")
    assert (done["done"], done["lines"][0].startswith("Erased by Ruth")) == (True, True)
    assert len(given(board).sources) == 12


def test_what_is_over_goes_by_the_same_way(tab: Tab, board: Project) -> None:
    from datetime import date

    assert "no date of retention" in tab.ask("rehearse", person="")["error"]
    set_retention(board, date(2020, 1, 1), case="P1", coder="Ann")
    assert tab.ask("rehearse", person="")["sources"] == 2
    assert not tab.ask("erase", person="", typed="yes")["ok"]
    assert tab.ask("erase", person="", typed="erase")["done"]


@pytest.mark.parametrize(
    ("ask", "details", "told"),
    [
        ("note", {"person": "P0", "use": "colour", "stance": "given"}, "no use"),
        ("note", {"person": "P0", "use": "any", "stance": "perhaps"}, "no answer"),
        ("note", {"person": "Zed", "use": "any", "stance": "given"}, "nobody called"),
        ("keep", {"holding": "moon", "until": "2031-03-31"}, "no date for"),
        ("keep", {"holding": "project", "until": "soon"}, "is no day"),
        ("rehearse", {"person": "Zed"}, "nobody called"),
        ("undo", {}, "no answer to take back"),
    ],
)
def test_what_makes_no_sense_is_told(
    tab: Tab, ask: str, details: dict[str, Any], told: str
) -> None:
    answer = tab.ask(ask, **details)
    assert (answer["ok"], told in answer["error"]) == (False, True)


def test_other_tabs_are_told_when_somebody_was_erased(tab: Tab, board: Project) -> None:
    other = Tab(board)
    other.page.refresh()
    assert other.heard == []
    other.ask("people")
    tab.ask("erase", person="P0", typed="P0")
    other.page.refresh()
    assert other.heard[-1] == {"push": True, "patch": {"moved": True}}

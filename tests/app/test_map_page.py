"""The map page without a browser: what it answers, what it does, what it refuses."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.app.boards import make_board
from tests.app.evenings import TYPING, make_evening
from tests.benchmarks.board_material import make_large
from workbench.app.pages.passage_map import MapPage
from workbench.app.seat import Seat
from workbench.domain.decisions import Add, Dismiss
from workbench.domain.sources import PassageId
from workbench.services.decide import decide
from workbench.store.database import Project, open_project
from workbench.store.log import ledger
from workbench.store.material import material


class Tab:
    """A page whose words to the screen are kept."""

    def __init__(self, project: Project) -> None:
        self.heard: list[dict[str, Any]] = []
        self.page = MapPage(Seat(project=project, coder="Ruth"))
        self.page.screen.say = self.listen  # type: ignore[method-assign]

    def listen(self, message: Mapping[str, Any]) -> None:
        self.heard.append(dict(message))

    def ask(self, ask: str, **details: Any) -> dict[str, Any]:
        self.page.hear({"ask": ask, "number": 7, **details})
        return self.heard[-1]

    def map(self) -> dict[str, Any]:
        """Ask until the map is there, as the page does."""
        self.ask("start")
        for _ in range(100):
            answer = self.ask("map")
            if "map" in answer:
                return dict(answer["map"])
        pytest.fail("The map never comes.")

    def pick(self, *rows: int) -> dict[str, Any]:
        """Return the part of a message that picks rows."""
        layout = self.map()
        bits = np.zeros(layout["n"], np.bool_)
        bits[list(rows)] = True
        picked = base64.b64encode(np.packbits(bits).tobytes()).decode()
        return {"stamp": layout["stamp"], "picked": picked}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_evening(tmp_path / "evening.workbench", aside=30) as made:
        yield made


@pytest.fixture
def tab(project: Project) -> Tab:
    return Tab(project)


def _numbers(packed: str, kind: str) -> np.ndarray[Any, Any]:
    return np.frombuffer(base64.b64decode(packed), kind)


def test_the_map_holds_every_passage(tab: Tab, project: Project) -> None:
    start, layout = tab.ask("start"), tab.map()
    assert (start["name"], start["colour"]) == ("An evening", "candidate")
    assert layout["n"] == len(material(project).passages)
    places = _numbers(layout["places"], "<f4").reshape(-1, 2)
    assert places.shape == (layout["n"], 2)
    assert np.isfinite(places).all()


def test_colours_name_their_groups(tab: Tab) -> None:
    layout = tab.map()
    found = tab.ask("colour", colour="code")
    assert [each["id"] for each in found["groups"]] == [TYPING, "trust"]
    assert [each["hue"] for each in found["groups"]] == [0, 1]
    of = _numbers(found["of"], "<i4")
    assert (len(of), int((of == 0).sum()), int((of == -1).sum())) == (
        layout["n"],
        4,
        layout["n"] - 5,
    )
    assert (found["none"], found["stamp"]) == ("in no code", layout["stamp"])
    assert tab.ask("colour", colour="shoe size")["colour"] == "candidate"


def test_words_are_lit_and_rows_are_told(tab: Tab, project: Project) -> None:
    layout = tab.map()
    found = tab.ask("find", words="voucher")
    lit = np.unpackbits(_numbers(found["lit"], "u1"), count=layout["n"])
    quotes = [each.quote for each in material(project).passages.values()]
    assert lit.tolist() == ["voucher" in each for each in quotes]
    assert found["total"] == lit.sum()
    rows = tab.ask("rows", stamp=layout["stamp"], rows=[5, 2])["rows"]
    assert [(each["row"], each["id"]) for each in rows] == [(5, "p5"), (2, "p2")]
    source = tab.ask("source", source="s2", passage="p2")["source"]
    assert [each["text"] for each in source["pieces"] if each["here"]] == [rows[1]["quote"]]
    assert tab.ask("find", words="")["total"] == 0


def test_what_is_picked_becomes_a_code_and_is_taken_back(tab: Tab, project: Project) -> None:
    done = tab.ask("act", verb="create", name="Vouchers", **tab.pick(14, 18), coder="Amir")
    assert done["words"] == "made a code “Vouchers”"
    made = next(each for each in ledger(project).board.codes.values() if each.name == "Vouchers")
    assert ledger(project).board.passages_of(made.id) == ("p14", "p18")
    assert ledger(project).decisions[-1].coder == "Amir"
    assert tab.ask("undo", decision=done["decision"])["ok"]
    assert made.id not in ledger(project).board.codes


def test_only_what_is_new_is_added_and_only_what_is_there_is_taken_out(
    tab: Tab, project: Project
) -> None:
    assert tab.ask("act", verb="add", theme=TYPING, **tab.pick(0, 20))["words"].startswith(
        "added 1"
    )
    assert not tab.ask("act", verb="add", theme=TYPING, **tab.pick(0, 20))["ok"]
    assert tab.ask("act", verb="drop", theme=TYPING, **tab.pick(0, 20, 25))["ok"]
    assert set(ledger(project).board.passages_of(TYPING)) == {"p1", "p2", "p3"}
    held = tab.ask("themes", **tab.pick(1, 4))["themes"]
    assert {each["id"]: each["held"] for each in held if each["held"]} == {
        TYPING: 1,
        "trust": 1,
        "c1": 1,
    }


def test_a_barrier_is_never_left_without_words(tab: Tab, project: Project) -> None:
    answer = tab.ask("act", verb="drop", theme=TYPING, **tab.pick(0, 1, 2, 3))
    assert not answer["ok"]
    assert len(ledger(project).board.passages_of(TYPING)) == 4


def test_what_others_decide_arrives_as_what_has_changed(tab: Tab, project: Project) -> None:
    tab.map()
    found = tab.ask("colour", colour="code")
    told = len(tab.heard)
    tab.page.refresh()
    assert len(tab.heard) == told
    with open_project(project.where) as elsewhere:
        decide(elsewhere, Add(to="trust", passages=(PassageId("p20"),)), coder="Amir")
    tab.page.refresh()
    tab.page.refresh()
    [patch] = [each["patch"] for each in tab.heard[told:]]
    assert patch["since"] == found["version"]
    assert patch["moved"] == [[20, 1]]
    assert {each["id"]: each["hue"] for each in patch["groups"]} == {TYPING: 0, "trust": 1}


def test_a_colour_stays_with_its_group_and_a_free_one_goes_to_another(
    tab: Tab, project: Project
) -> None:
    tab.map()
    tab.ask("colour", colour="candidate")
    decide(project, Dismiss(theme="c1"), coder="Amir")
    tab.page.refresh()
    [left] = tab.heard[-1]["patch"]["groups"]
    assert (left["id"], left["hue"], left["no"]) == ("c2", 1, 1)


def test_a_map_that_has_moved_on_is_told(tab: Tab, project: Project) -> None:
    before = ledger(project).seq
    answer = tab.ask("act", verb="create", name="x", **{**tab.pick(1), "stamp": "another"})
    assert (answer["ok"], ledger(project).seq) == (False, before)
    assert "the map has moved on" in answer["error"]


@pytest.mark.parametrize(
    "message",
    [None, 3, [], {}, {"ask": "drop table"}, {"ask": "rows"}, {"ask": "rows", "rows": [1]},
     {"ask": "act"}, {"ask": "act", "picked": "%%%"}, {"ask": "find", "words": 3},
     {"ask": "colour", "colour": ["x"]}, {"ask": "undo", "decision": 4}, {"ask": "source", "source": 4}],
)  # fmt: skip
def test_messages_that_make_no_sense_change_nothing(
    tab: Tab, project: Project, message: object
) -> None:
    tab.map()
    before = ledger(project).seq
    tab.page.hear(message)
    assert not tab.heard[-1]["ok"]
    assert ledger(project).seq == before


@pytest.mark.parametrize(
    "wrong",
    [{"rows": [-1]}, {"rows": [10_000]}, {"rows": ["1"]}, {"rows": [True]}, {"rows": "1"},
     {"rows": list(range(300))}],
)  # fmt: skip
def test_rows_that_are_none_are_refused(tab: Tab, wrong: dict[str, Any]) -> None:
    assert not tab.ask("rows", stamp=tab.map()["stamp"], **wrong)["ok"]


@pytest.mark.parametrize(
    "wrong", [{"verb": "burn"}, {"verb": "add", "theme": "nothing"}, {"verb": "create", "name": ""}]
)
def test_acts_that_make_no_sense_change_nothing(
    tab: Tab, project: Project, wrong: dict[str, Any]
) -> None:
    before = ledger(project).seq
    assert not tab.ask("act", **tab.pick(1, 2), **wrong)["ok"]
    for picked in ("", "AAAA" * 99, "not bits"):
        odd = {**tab.pick(1), "picked": picked}
        assert not tab.ask("act", verb="create", name="x", **odd)["ok"]
    assert ledger(project).seq == before


def test_before_anything_was_read_the_page_says_what_to_do(tmp_path: Path) -> None:
    with make_board(tmp_path / "board.workbench") as board:
        assert "look for candidates" in Tab(board).map()["message"]


def test_a_large_map_is_laid_out_beside_and_stopped_for_all_tabs(tmp_path: Path) -> None:
    with make_large(tmp_path / "large.workbench", 6_000, candidates=12) as large:
        one, other = Tab(large), Tab(large)
        one.ask("start")
        assert one.ask("map")["laying"]["state"] == "running"
        assert other.ask("map")["laying"]["state"] == "running"
        assert set(other.ask("laying")["laying"]) == {"state", "stage", "fraction", "message"}
        assert not other.ask("colour", colour="role")["ok"]
        stopped = other.ask("cancel")["laying"]
        assert (stopped["state"], "nothing of it is kept" in stopped["message"]) == (
            "cancelled",
            True,
        )
        # What somebody stopped is not begun again by whoever looks, but by whoever wants it.
        assert one.ask("map")["laying"] == stopped
        assert one.ask("map", begin="yes")["laying"] == stopped
        assert one.ask("map", begin=True)["laying"]["state"] == "running"
        assert other.ask("cancel")["laying"]["state"] == "cancelled"


def test_the_picture_is_told(tab: Tab) -> None:
    tab.map()
    assert tab.ask("picture", colour="role")["svg"].startswith("<?xml")

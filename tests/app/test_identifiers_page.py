"""The page of names without a browser: what it answers, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.services.attributed import copy_attributed, make_attributed
from tests.services.earlier import screen_as_earlier
from tests.services.named import REAL, copy_named, make_named
from workbench.app.pages.identifiers import IdentifiersPage
from workbench.app.seat import Seat
from workbench.domain.viewers import LOCAL, Role, Viewer
from workbench.store.database import Project, open_project
from workbench.store.material import material


class Tab:
    """A page whose words to the screen are kept."""

    def __init__(self, project: Project) -> None:
        self.heard: list[dict[str, Any]] = []
        self.page = IdentifiersPage(Seat(project=project, coder="Ruth"))
        self.page.screen.say = self.listen  # type: ignore[method-assign]

    def listen(self, message: Mapping[str, Any]) -> None:
        self.heard.append(dict(message))

    def ask(self, ask: str, **details: Any) -> dict[str, Any]:
        self.page.hear({"ask": ask, "number": 7, **details})
        return self.heard[-1]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_named(tmp_path_factory.mktemp("named") / "made")


@pytest.fixture
def project(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    with open_project(copy_named(made, tmp_path, monkeypatch)) as opened:
        yield opened


def test_one_is_asked_and_only_that_one_is_in_the_clear(project: Project) -> None:
    answer = Tab(project).ask("review")
    asked = answer["asked"][0]
    assert (asked["quote"], answer["state"]["open"]) == ("Hope", 2)
    around = str([each["before"] + each["after"] for each in answer["asked"]])
    assert not [name for name in REAL if name in around]


def test_what_is_decided_is_told_and_seen_by_others(project: Project) -> None:
    one, other = Tab(project), Tab(project)
    mine = one.ask("review")["asked"][0]["id"]
    other.ask("review")
    told = one.ask("judge", id=mine, verdict="keep", everywhere=True)
    assert (told["ok"], told["words"], told["state"]["open"]) == (
        True,
        "kept 2 places as written",
        0,
    )
    other.page.refresh()
    assert other.heard[-1]["patch"] == {"look": True}
    other.page.refresh()
    assert len([each for each in other.heard if each.get("push")]) == 1
    assert one.ask("undo")["state"]["open"] == 2
    assert [each["words"] for each in one.ask("history")["lines"]][-1] == "kept 2 places as written"


def test_words_are_masked_in_the_text_that_is_shown(project: Project) -> None:
    tab = Tab(project)
    source = tab.ask("texts")["rows"][4]["id"]
    shown = "".join(each["words"] for each in tab.ask("text", source=source)["pieces"])
    at = shown.index("three")
    details = {"source": source, "start": at, "end": at + 5, "kind": "child"}
    stale = tab.ask("mark", words="other", **details)
    assert (stale["ok"], "select again" in stale["error"]) == (False, True)
    assert tab.ask("mark", words="three", **details)["ok"]
    assert "[child " in " ".join(each.text for each in material(project).sources.values())
    as_given = Tab(project.seen_by(LOCAL.acting_as(Role.RESEARCHER)))
    pieces = as_given.ask("text", source=source)["pieces"]
    seen = "".join(each["words"] for each in pieces)
    late = seen.index("voucher")
    more = {"source": source, "start": late, "end": late + 7, "words": "voucher", "kind": "place"}
    assert as_given.ask("mark", **more)["ok"]
    assert "voucher" not in material(project).sources[source].text


@pytest.mark.parametrize(
    ("ask", "details"),
    [
        ("judge", {"id": "none", "verdict": "keep"}),
        ("judge", {"id": "none", "verdict": "burn"}),
        ("mark", {"source": "none", "start": 0, "end": 3, "words": "abc", "kind": "person"}),
        ("text", {"source": "none"}),
        ("list", {"words": "Ann", "kind": "villain"}),
        ("unlist", {"entry": "none"}),
        ("undo", {}),
        ("redo", {}),
        ("clear", {"source": "none"}),
    ],
)
def test_what_makes_no_sense_is_told_in_a_sentence(
    project: Project, ask: str, details: dict[str, Any]
) -> None:
    answer = Tab(project).ask(ask, **details)
    assert not answer["ok"]
    assert "Something went wrong" not in answer["error"]


def test_texts_come_by_their_state(project: Project) -> None:
    tab = Tab(project)
    totals = {
        only: tab.ask("texts", only=only)["total"] for only in ("", "open", "ready", "cleared")
    }
    assert totals == {"": 6, "open": 2, "ready": 4, "cleared": 0}
    tab.ask("clear")
    assert tab.ask("texts", only="cleared")["total"] == 4


def test_the_lists_and_their_key(project: Project) -> None:
    tab = Tab(project)
    assert tab.ask("list", words="Hope", kind="allowed")["state"]["open"] == 0
    [entry] = tab.ask("lists")["entries"]
    assert tab.ask("unlist", entry=entry["id"])["state"]["open"] == 2
    assert "destroyed" in tab.ask("destroy")["words"]


def test_a_leader_is_refused(project: Project) -> None:
    leader = project.seen_by(Viewer(roles=frozenset({Role.LEADER})))
    assert not Tab(leader).ask("review")["ok"]


def test_values_are_asked_for_their_column_and_masked_from_their_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = copy_attributed(make_attributed(tmp_path / "made"), tmp_path, monkeypatch)
    with open_project(where) as project:
        tab = Tab(project)
        asked = {each["column"]: each for each in tab.ask("review")["asked"] if each["column"]}
        team = asked["Team"]
        assert (team["quote"], team["source"], team["texts"]) == ("Team Sarah", "", 1)
        assert team["label"].startswith("Team [")
        source = tab.ask("texts")["rows"][1]["id"]
        values = {each["column"]: each for each in tab.ask("text", source=source)["values"]}
        assert values["Social worker"]["words"].startswith("[worker")
        assert (values["Team"]["words"], values["Team"]["id"]) == ("Northgate", "")
        mask = {"source": source, "value": values["Team"]["value"], "kind": "place"}
        assert tab.ask("mark-value", **mask)["words"] == "masked a stretch by hand"
        again = tab.ask("text", source=source)["values"]
        assert {each["column"]: each["words"] for each in again}["Team"].startswith("[place")
        assert "look again" in tab.ask("mark-value", **{**mask, "value": "other"})["error"]


def test_texts_of_an_earlier_version_are_told_and_looked_through_again(project: Project) -> None:
    tab = Tab(project)
    assert tab.ask("review")["state"]["again"]["many"] == ""
    screen_as_earlier(project, missed=["Zuzanna", "Hope"])
    assert tab.ask("review")["state"]["again"]["many"] == "6 texts"
    assert tab.ask("rescreening")["again"]["running"] is False
    done = tab.ask("rescreen")["again"]
    assert (done["many"], done["running"]) == ("", False)
    words = "Looked through 6 texts again: 1 new place masked, 2 to decide."
    seq = tab.ask("review")["state"]["seq"]
    outcome = {"reply": None, "ok": True, "words": words, "undo": True, "seq": seq}
    assert done["outcome"] == outcome
    assert tab.ask("review")["state"]["undo"].startswith("looked through texts again")
    assert tab.ask("undo")["state"]["again"]["many"] == "6 texts"
    assert tab.ask("redo")["state"]["again"]["many"] == ""


def test_one_look_at_a_time_and_it_can_be_let_go(project: Project) -> None:
    """What runs beside the loop is begun here, and done when the test says so."""
    screen_as_earlier(project, missed=["Zuzanna"])
    waiting: list[Any] = []
    one, other = Tab(project), Tab(project)
    for tab in (one, other):
        seat = Seat(project=project, coder="Ruth", beside=lambda *both: waiting.append(both))
        tab.page = IdentifiersPage(seat)
        tab.page.screen.say = tab.listen  # type: ignore[method-assign]
    assert one.ask("rescreen")["again"]["running"]
    refused = other.ask("rescreen")
    assert (refused["ok"], "already" in refused["error"]) == (False, True)
    assert other.ask("let-go")["again"]["running"]
    [(work, then)] = waiting
    then(work())
    state = one.ask("rescreening")["again"]
    assert (state["running"], state["many"]) == (False, "6 texts")
    assert state["outcome"]["words"] == "Cancelled; nothing was changed"
    assert one.ask("rescreen")["again"]["running"]
    work, then = waiting[-1]
    then(work())
    assert one.ask("rescreening")["again"]["outcome"]["undo"]

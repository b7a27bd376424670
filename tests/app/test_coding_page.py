"""The Coding page without a browser: what it answers, what it sends, and how fast."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.app.evenings import offer, offer_all
from tests.app.texts import AWKWARD, INTERVIEW, make_texts, span_of
from workbench.app.pages.coding import CodingPage
from workbench.app.seat import Seat
from workbench.domain.sources import SourceId, Span, canonical_text
from workbench.services.code_passages import code_span
from workbench.store.database import Project, open_project
from workbench.store.log import ledger
from workbench.store.material import material

S0 = SourceId("s0")


class Tab:
    """A page whose words to the screen are kept."""

    def __init__(self, project: Project, coder: str = "Ruth") -> None:
        self.project = project
        self.heard: list[dict[str, Any]] = []
        self.page = CodingPage(Seat(project=project, coder=coder))
        self.page.screen.say = self.listen  # type: ignore[method-assign]
        self.seq = 0

    def listen(self, message: Mapping[str, Any]) -> None:
        self.heard.append(dict(message))

    def ask(self, ask: str, **details: Any) -> dict[str, Any]:
        self.page.hear({"ask": ask, "number": 7, **details})
        answer = self.heard[-1]
        self.seq = answer.get("patch", {}).get("seq", self.seq)
        return answer

    def open(self, source: str = "s0", **details: Any) -> dict[str, Any]:
        return self.ask("open", source=source, **details)["patch"]  # type: ignore[no-any-return]

    def code(self, start: int, end: int, code: str, **details: Any) -> dict[str, Any]:
        given = {"source": "s0", "start": start, "end": end, "code": code, "seen": self.seq}
        return self.ask("code", **{**given, **details})


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "texts.workbench"
    make_texts(path, [INTERVIEW, AWKWARD, "A third text."]).close()
    return path


@pytest.fixture
def tab(where: Path) -> Tab:
    return Tab(open_project(where))


def test_opening_sends_the_words_once_with_units_and_turns(tab: Tab) -> None:
    patch = tab.open()
    assert patch["text"]["text"] == INTERVIEW
    assert patch["text"]["units"][0] == [0, INTERVIEW.index("\n")]
    assert [turn[2] for turn in patch["text"]["turns"]] == ["Interviewer", "Hana"] * 2
    assert patch["text"]["attributes"] == {"team": "Team 0", "date": "2026-03-01"}
    assert "text" not in tab.code(0, 11, "Asked")["patch"]
    assert "text" in tab.open("s2")


def test_nothing_named_opens_the_first_source_that_the_filter_leaves(tab: Tab) -> None:
    assert tab.open("")["source"] == "s0"
    tab.code(0, 11, "Asked")
    patch = tab.open("", uncoded=True)
    assert (patch["source"], patch["sources"]["total"], patch["sources"]["nUncoded"]) == (
        "s1",
        2,
        2,
    )


def test_a_browsers_offsets_are_taken_for_what_was_selected(tab: Tab) -> None:
    text = canonical_text(AWKWARD)
    tab.open("s1")
    before = text[: text.index("twice")]
    start = len(before.encode("utf-16-le")) // 2
    done = tab.code(start, start + 5, "Twice", source="s1")
    [coding] = done["patch"]["codings"]["rows"]
    assert (coding["start"], coding["end"]) == (start, start + 5)
    assert material(tab.project).passages[coding["passage"]].quote == "twice"


@pytest.mark.parametrize(
    "wrong",
    [{"start": None}, {"start": "0"}, {"start": -1}, {"end": 10_000}, {"source": "s1"}, {"code": ""},
     {"end": 0}, {"code": 5}, {"start": True}, {"seen": "x"}],
)  # fmt: skip
def test_messages_that_make_no_sense_change_nothing(tab: Tab, wrong: dict[str, Any]) -> None:
    tab.open()
    answer = tab.code(**{"start": 0, "end": 5, "code": "Any", **wrong})
    assert answer["ok"] is False
    assert answer["error"].endswith(".")
    assert not answer["error"].startswith("Something went wrong")
    assert ledger(tab.project).decisions == []


def test_half_an_emoji_is_refused_in_words(tab: Tab) -> None:
    tab.open("s1")
    assert "select the words again" in tab.code(1, 5, "Half", source="s1")["error"]


def test_after_a_coding_only_what_changed_travels(tab: Tab) -> None:
    tab.open()
    first = tab.code(0, 11, "Asked")["patch"]
    assert [row["name"] for row in first["codes"]["rows"]] == ["Asked"]
    second = tab.code(13, 20, "Asked")["patch"]
    assert len(second["codings"]["rows"]) == 1
    assert [row["id"] for row in second["sources"]["rows"]["rows"]] == ["s0"]
    assert tab.ask("undo")["words"] == "undid: added 1 passage to “Asked”"


def test_offers_stand_in_their_source_until_they_are_judged(tab: Tab) -> None:
    done = code_span(tab.project, S0, span_of(INTERVIEW, "four days"), "Waiting", coder="Ruth")
    passages = material(tab.project).passages.items()
    last = next(name for name, each in passages if "quiet" in each.quote)
    offer_all(tab.project, [offer(last, done.code, 0.9, done.passage.id)])
    [shown] = tab.open()["offers"]["rows"]
    assert (shown["likely"], shown["reasons"]) == ("very likely", ["four days"])
    act = {"verb": "refuse", "theme": done.code, "passages": [last]}
    assert tab.ask("act", act=act, seen=tab.seq)["patch"]["offers"]["order"] == []
    assert tab.ask("undo")["patch"]["offers"]["order"] == [shown["id"]]
    assert tab.open("s2")["offers"]["order"] == []


def test_a_codes_passages_follow_each_other_through_the_sources(tab: Tab) -> None:
    tab.open()
    first = code_span(tab.project, S0, span_of(INTERVIEW, "four days"), "Any", coder="Ruth")
    code_span(tab.project, SourceId("s2"), Span(2, 7), first.code, coder="Ruth")
    here = {"code": first.code, "source": "s0", "start": INTERVIEW.index("four days")}
    assert tab.ask("beside", **here, by=1)["source"] == "s2"
    assert tab.ask("beside", **here, by=-1)["source"] == "s2"
    assert tab.ask("beside", **{**here, "start": None}, by=1)["source"] == "s0"
    assert tab.ask("beside", code="gone", source="s0", by=1)["source"] is None


def test_sources_are_filtered_and_have_neighbours(tab: Tab) -> None:
    found = tab.open("s1")["sources"]
    assert (found["before"], found["after"], found["place"], found["total"]) == ("s0", "s2", 2, 3)
    found = tab.open("s1", words="voucher")["sources"]
    assert (found["before"], found["after"], found["place"], found["total"]) == (
        "s0",
        None,
        None,
        1,
    )
    assert tab.open("s1", words="nowhere at all")["sources"]["total"] == 0


def test_what_another_process_did_comes_as_a_patch_once(where: Path, tab: Tab) -> None:
    tab.open()
    with open_project(where) as elsewhere:
        code_span(elsewhere, S0, Span(0, 11), "From afar", coder="Amir")
    tab.page.refresh()
    [coding] = tab.heard[-1]["patch"]["codings"]["rows"]
    assert coding["coder"] == "Amir"
    said = len(tab.heard)
    tab.page.refresh()
    assert len(tab.heard) == said


def test_a_project_without_sources_is_opened_and_says_so(tmp_path: Path) -> None:
    patch = Tab(make_texts(tmp_path / "none.workbench", [])).open("")
    assert (patch["source"], patch["text"], patch["sources"]["total"]) == ("", None, 0)


@pytest.mark.slow
def test_a_large_source_with_2000_codings_and_what_it_takes(tmp_path: Path) -> None:
    text = "\n\n".join(f"{INTERVIEW} 😀 ({number})" for number in range(1_350))
    where, dice = tmp_path / "large.workbench", Random(1)
    project = make_texts(where, [text])
    for number in range(2_000):
        start = dice.randrange(len(text) - 200)
        span = Span(start, start + dice.randint(10, 200))
        code_span(project, S0, span, f"Code {number % 40}", coder="Ruth")
    tab = Tab(open_project(where))
    tab.open("")  # reads the project
    opened, coded = [], []
    for _ in range(7):
        began = time.perf_counter()
        assert len(tab.open(afresh=True)["codings"]["rows"]) == 2_000
        opened.append(time.perf_counter() - began)
    for number in range(15):
        began = time.perf_counter()
        assert tab.code(number * 50, number * 50 + 20, "Code 7")["ok"] or number
        coded.append(time.perf_counter() - began)
    # Figures to read, not bounds: other work on the machine only ever adds.
    print(
        f"{len(text):,} characters, 2,000 codings: opened in {sorted(opened)[3] * 1000:.0f} ms, "
        f"a coding {sorted(coded)[7] * 1000:.0f} ms, fastest {min(coded) * 1000:.0f} ms"
    )

"""Memos and the tree on the Coding page, without a browser: what travels, and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.test_coding_page import S0, Tab
from tests.app.texts import AWKWARD, INTERVIEW, make_texts, span_of
from workbench.domain.decisions import Drop
from workbench.domain.memos import AboutKind, Note
from workbench.domain.sources import SourceId, canonical_text
from workbench.services.code_passages import code_span
from workbench.services.decide import decide
from workbench.services.view.memos import view_memos
from workbench.store.database import open_project
from workbench.store.log import ledger


@pytest.fixture
def tab(tmp_path: Path) -> Tab:
    path = tmp_path / "texts.workbench"
    make_texts(path, [INTERVIEW, AWKWARD, "A third text."]).close()
    return Tab(open_project(path))


def _note(tab: Tab, kind: str, about: str, text: str) -> None:
    act = {"verb": "note", "about_kind": kind, "about": about, "text": text}
    assert tab.ask("act", act=act, seen=tab.seq)["ok"]


def test_memos_travel_with_what_they_are_on(tab: Tab) -> None:
    tab.open()
    done = code_span(tab.project, S0, span_of(INTERVIEW, "four days"), "Waiting", coder="Ruth")
    for kind, about in (("code", done.code), ("source", "s0"), ("project", "")):
        _note(tab, kind, about, f"On {kind}.")
    _note(tab, "passage", done.passage.id, "On words.")
    _note(tab, "source", "s2", "On another source.")
    patch = tab.open(afresh=True)
    shown = {each["on"]: each for each in patch["memos"]["rows"]}
    assert {name: each["text"] for name, each in shown.items()} == {
        "code": "On code.", "source": "On source.", "project": "On project.", "passage": "On words.",
    }  # fmt: skip
    start = INTERVIEW.index("four days")
    assert (shown["passage"]["span"], shown["passage"]["name"]) == ([start, start + 9], "four days")
    # Only what changed travels afterwards; another source brings its own, with those on codes.
    act = {"verb": "change-memo", "memo": shown["code"]["id"], "text": "Anew."}
    [row] = tab.ask("act", act=act, seen=tab.seq)["patch"]["memos"]["rows"]
    assert (row["text"], row["changedBy"]) == ("Anew.", "Ruth")
    there = tab.open("s2")["memos"]["rows"]
    assert {each["text"] for each in there} == {"Anew.", "On project.", "On another source."}


def test_a_memo_on_words_that_nothing_codes_any_more_still_says_where(tab: Tab) -> None:
    text, source = canonical_text(AWKWARD), SourceId("s1")
    done = code_span(tab.project, source, span_of(text, "twice"), "Twice", coder="Ruth")
    note = Note(about_kind=AboutKind.PASSAGE, about=done.passage.id, text="Hm.")
    decide(tab.project, note, coder="Ruth")
    decide(tab.project, Drop(passages=(done.passage.id,), origin=done.code), coder="Ruth")
    [row] = tab.open("s1")["memos"]["rows"]
    units = len(text[: text.index("twice")].encode("utf-16-le")) // 2
    assert (row["span"], row["name"]) == ([units, units + 5], "twice")
    [seen] = view_memos(tab.project)
    assert (seen.stands, seen.source) == (True, "s1")


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ({"verb": "note", "about_kind": "source", "about": "none", "text": "Hm."}, "no source “none”"),
        ({"verb": "note", "about_kind": "passage", "about": "none", "text": "Hm."}, "Passage none"),
        ({"verb": "note", "about_kind": "room", "about": "x", "text": "Hm."}, "“about_kind” must be one"),
        ({"verb": "note", "about_kind": "project", "text": 5}, "“text” must be str"),
        ({"verb": "note", "about_kind": "project", "text": "\x00"}, "cannot be kept"),
        ({"verb": "nest", "code": "none", "parent": ""}, "no candidate or code “none”"),
    ],
)  # fmt: skip
def test_messages_that_make_no_memo_change_nothing(
    tab: Tab, act: dict[str, object], words: str
) -> None:
    tab.open()
    answer = tab.ask("act", act=act, seen=tab.seq)
    assert answer["ok"] is False
    assert words in answer["error"]
    assert ledger(tab.project).decisions == []


def test_a_tree_and_a_colour_travel_with_the_code(tab: Tab) -> None:
    tab.open()
    one = tab.code(0, 11, "One")["code"]
    other = tab.code(13, 20, "Other")["code"]
    act = {"verb": "nest", "code": other, "parent": one}
    [row] = tab.ask("act", act=act, seen=tab.seq)["patch"]["codes"]["rows"]
    assert (row["id"], row["parent"], row["hue"]) == (other, one, 1)
    act = {"verb": "describe", "theme": other, "colour": "gold"}
    [row] = tab.ask("act", act=act, seen=tab.seq)["patch"]["codes"]["rows"]
    assert (row["colour"], row["hue"]) == ("gold", 4)
    refused = tab.ask("act", act={"verb": "nest", "code": one, "parent": other}, seen=tab.seq)
    assert "which hangs under it" in refused["error"]

"""Memos where themes are judged, on the board and in the review: by keys, undone, seen in another tab."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.app.reviews import make_review
from tests.app.test_inert import NAUGHTY
from tests.conftest import OpenTab, Serve
from tests.journeys.test_coding import _said
from workbench.domain.candidates import CandidateId
from workbench.domain.decisions import Confirm
from workbench.domain.memos import AboutKind, Memo, Note
from workbench.services.check_project import check_project
from workbench.services.decide import decide
from workbench.store.database import open_project
from workbench.store.log import ledger

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "review.workbench"
    make_review(path).close()
    return path


def _memos(where: Path) -> list[Memo]:
    with open_project(where) as project:
        assert check_project(project).faults == ()
        return list(ledger(project).board.memos.values())


def _write(tab: Any, words: str) -> None:
    tab.get_by_label("New memo").fill(words)
    tab.keyboard.press("Control+Enter")


def test_a_memo_on_a_candidate_stands_beside_its_evidence_in_every_tab(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    address = serve(where)
    tab, other = open_tab(address + "?theme=c1"), open_tab(address + "?theme=c1")
    tab.keyboard.press("Shift+M")
    _write(tab, "Is this about time,\nor about trust?")
    _said(tab, "Wrote a memo on “Theme 01”.")
    [memo] = _memos(where)
    assert (memo.about_kind, memo.about) == (AboutKind.CANDIDATE, "c1")
    other.locator(".noted-text", has_text="Is this about time").wait_for()
    # Reason and memo do not get into each other's way: the one is still to be written.
    tab.keyboard.press("Escape")
    tab.locator(".noted-text", has_text="or about trust?").wait_for()
    tab.keyboard.press("z")
    _said(tab, "Undid: wrote a memo on “Theme 01”.")
    assert "theme=c1" in tab.url
    other.locator(".noted-text").wait_for(state="detached")
    assert _memos(where) == []


def test_a_memo_follows_its_candidate_to_the_code_and_is_changed_there(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where) + "?theme=c1")
    tab.keyboard.press("Shift+M")
    _write(tab, "At first.")
    _said(tab, "Wrote a memo on “Theme 01”.")
    with open_project(where) as project:
        confirm = Confirm(candidate=CandidateId("c1"), name="Time", statement="It takes time.")
        decide(project, confirm, coder="Amir")
    tab.locator(".status-barrier").wait_for()
    # The panel is open still, and what is written in it now is on the code.
    _write(tab, "And then.")
    _said(tab, "Wrote a memo on “Time”.")
    tab.locator(".memo-text", has_text="At first.").wait_for()
    tab.locator(".memo", has_text="At first.").get_by_role("button", name="Change").click()
    tab.get_by_label("The memo", exact=True).fill("At the very first.")
    tab.keyboard.press("Control+Enter")
    _said(tab, "Changed a memo on “Time”.")
    tab.locator(".memo", has_text="And then.").get_by_role("button", name="Remove").click()
    _said(tab, "Took away a memo on “Time”.")
    [memo] = _memos(where)
    assert (memo.about_kind, memo.text) == (AboutKind.CODE, "At the very first.")


def test_memos_on_a_passage_and_on_the_project(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where) + "?theme=c1")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Shift+M")
    quote = tab.locator(".passage .quote").first.inner_text()
    assert tab.locator(".memo-about").inner_text() == quote
    _write(tab, "Who says so?")
    _said(tab, "Wrote a memo on a passage.")
    tab.locator(".passage").first.locator(".held-memo", has_text="Who says so?").wait_for()
    tab.get_by_role("button", name="The project").click()
    _write(tab, "We read aloud.")
    _said(tab, "Wrote a memo on the project.")
    tab.keyboard.press("Escape")
    # What was begun waits, and another theme does not take it.
    tab.keyboard.press("Shift+M")
    tab.get_by_role("button", name="The candidate").click()
    tab.get_by_label("New memo").fill("Begun")
    tab.locator(".row", has_text="Theme 05").click()
    tab.locator("h1.title", has_text="Theme 05").wait_for()
    assert not tab.locator(".memo-form").is_visible()
    tab.keyboard.press("Shift+M")
    assert tab.get_by_label("New memo").input_value() == ""
    assert [memo.about_kind for memo in _memos(where)] == [AboutKind.PASSAGE, AboutKind.PROJECT]


def test_a_review_has_memos_and_its_undo_stays_where_it_is(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where) + "?review=c3")
    tab.keyboard.press("Shift+M")
    _write(tab, "Ask Amir.")
    _said(tab, "Wrote a memo on “Theme 03”.")
    tab.keyboard.press("Escape")
    tab.locator(".review-card .noted-text", has_text="Ask Amir.").click()
    tab.locator(".memo-text", has_text="Ask Amir.").wait_for()
    tab.get_by_role("button", name="The project").click()
    _write(tab, "Long evening.")
    _said(tab, "Wrote a memo on the project.")
    tab.keyboard.press("Escape")
    for words in ("the project", "“Theme 03”"):
        tab.keyboard.press("z")
        _said(tab, f"Undid: wrote a memo on {words}.")
        assert tab.locator(".review-told h1").inner_text() == "Theme 03"
    tab.keyboard.press("?")
    assert tab.locator(".help dd", has_text="memo on it").count() == 3


def test_what_memos_say_is_never_markup(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    with open_project(where) as project:
        for kind, about in (("candidate", "c1"), ("passage", "p6"), ("project", "")):
            for words in NAUGHTY:
                note = Note(about_kind=AboutKind(kind), about=about, text=words)
                decide(project, note, coder=words)
    tab = open_tab(serve(where) + "?theme=c1")
    assert tab.locator(".noted-text").count() == 3
    assert tab.locator(".held-memo").count() == len(NAUGHTY)
    tab.keyboard.press("Shift+M")
    assert tab.locator(".memo-text").count() == len(NAUGHTY)
    for words in NAUGHTY:
        assert words.strip() in tab.locator(".memos").inner_text()
    assert (
        tab.locator(".memos :is(img, iframe, script), .noted :is(img, iframe, script)").count() == 0
    )
    assert tab.title() != "owned"

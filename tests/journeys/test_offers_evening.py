"""Offers, grain, evidence, questions, differences: the machine's side by clicking and by keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.boards import WORDS, make_board
from tests.app.evenings import SENTENCE, TYPING, make_evening, offer, offer_all
from tests.conftest import OpenTab, Serve
from tests.journeys.test_evening import _open, _said, _titles
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import CreateCode
from workbench.domain.sources import PassageId
from workbench.services.check_project import check_project
from workbench.services.decide import decide
from workbench.store.database import open_project
from workbench.store.log import ledger

pytestmark = pytest.mark.browser


@pytest.fixture
def where(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "evening.workbench"
    make_evening(path).close()
    yield path
    with open_project(path) as project:
        assert check_project(project).faults == ()


def _titled(tab: Any, words: str) -> None:
    tab.locator("h1.title", has_text=words).wait_for()


def test_offers_are_struck_out_accepted_and_taken_back(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where))
    _open(tab, "Typing")
    tab.get_by_role("link", name="4 passages are offered").click()
    _titled(tab, "Typing")
    shown = tab.locator(".passages").first.locator(".passage")
    assert shown.count() == 4
    assert shown.first.locator(".chance").inner_text() == "very likely · 91 %"
    assert WORDS[2] in shown.first.locator(".reason").first.inner_text()
    accept = tab.locator(".offers-bar .primary")
    assert accept.inner_text().startswith("Accept 4")

    # Strike one out by a click, tick one that is hardly likely.
    shown.nth(1).locator(".quote").click()
    assert "struck" in shown.nth(1).get_attribute("class")
    tab.get_by_text("1 passage might belong").click()
    tab.locator(".fold .pick").check()
    assert accept.inner_text().startswith("Accept 4, strike out 1")
    accept.click()
    _said(tab, "Accepted 4 passages for “Typing” and struck out 1.")
    _titled(tab, "Nothing more is offered here")

    # Undo: everything is offered again; Back leads to the code, a reload stays.
    tab.keyboard.press("z")
    _said(tab, "Undid: accepted 4 passages")
    shown.nth(3).wait_for()
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    _titled(tab, "Typing")
    assert accept.inner_text().startswith("Accept 4")
    tab.go_back()
    tab.locator(".statement", has_text=SENTENCE).wait_for()


def test_offers_without_a_mouse(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where))
    tab.keyboard.press("f")
    _titled(tab, "4 passages to 1 code")
    batch = tab.locator(".batch").first
    assert batch.inner_text().split("\n")[0] == "Typing"
    batch.focus()
    tab.keyboard.press("Enter")
    tab.locator(".offers-bar").wait_for()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("x")
    assert tab.locator(".struck").count() == 1
    tab.keyboard.press("c")
    _said(tab, "Accepted 3 passages for “Typing” and struck out 1.")
    # What is left is hardly likely, and no longer folded away: none of it.
    tab.locator(".fold .quote").wait_for()
    tab.keyboard.press("d")
    _said(tab, "Refused 1 passage for “Typing”.")
    _titled(tab, "Nothing more is offered here")
    tab.keyboard.press("f")
    _titled(tab, "Nothing that is likely yet")
    with open_project(where) as project:
        assert len(ledger(project).board.refusals[TYPING]) == 2


def test_what_was_offered_shows_in_the_list(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where))
    link = tab.get_by_role("link", name="Offered 4 passages to 1 code")
    assert "4 offered" in tab.locator(".row", has_text="Typing").inner_text()
    link.click()
    _titled(tab, "4 passages to 1 code")
    assert tab.url.endswith("?show=offers")
    tab.go_back()
    _titled(tab, "Waiting for a signature")


def test_evidence_and_the_draft_that_a_person_makes_true(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where))
    _open(tab, "Waiting for a signature")
    assert tab.locator(".status .steadiness").inner_text() == "steady"
    groups = [tab.locator(".evidence-group h3").nth(n).inner_text() for n in range(3)]
    assert groups == ["Most typical", "On the border", "Speaks against"]
    assert tab.locator(".draft-sentence").inner_text() == "Typing gets in the way of visits."
    tab.get_by_text("From 1 passage", exact=True).click()
    tab.locator(".draft-sources .evidence-quote").click()
    tab.locator(".source-text mark").wait_for()
    tab.keyboard.press("Escape")
    tab.get_by_text("Seen wider or finer").click()
    assert "words of w (8 passages)" in tab.locator(".levels").inner_text().replace('"', "")

    tab.get_by_role("button", name="Confirm…").click()
    area = tab.get_by_label("What gets in the way of what")
    assert area.input_value() == "Typing gets in the way of visits."
    assert tab.locator(".draft-note").is_visible()
    tab.get_by_role("button", name="Clear", exact=True).click()
    assert area.input_value() == ""
    assert not tab.locator(".draft-note").is_visible()
    tab.get_by_role("button", name="Save and go on").click()
    tab.locator(".problem", has_text="A barrier needs its sentence").wait_for()
    area.fill("Signatures get in the way of help.")
    tab.get_by_role("button", name="Save and go on").click()
    _said(tab, "Confirmed “Waiting for a signature” as a barrier.")


def test_a_draft_is_replaced_by_the_first_key(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "?theme=c1")
    tab.keyboard.press("c")
    tab.keyboard.type("Mine.")
    area = tab.get_by_label("What gets in the way of what")
    assert area.input_value() == "Mine."
    # What is typed stays through a reload, and is no draft of the machine's.
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    tab.keyboard.press("c")
    assert area.input_value() == "Mine."
    assert not tab.locator(".draft-note").is_visible()


def test_the_grain_is_chosen_by_key_and_taken_back(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where))
    slider = tab.get_by_role("slider")
    assert slider.get_attribute("aria-valuetext") == "3 candidates"
    before = _titles(tab, "open")
    slider.focus()
    tab.keyboard.press("ArrowRight")
    assert tab.locator(".grain-words").inner_text() == "6 candidates"
    _said(tab, "Chose another grain")
    tab.locator(".group-open .row-title", has_text="words of c2b").wait_for()
    assert _titles(tab, "barrier") == ["Typing"]
    tab.keyboard.press("z")
    _said(tab, "Undid: chose another grain")
    assert _titles(tab, "open") == before
    assert slider.get_attribute("aria-valuetext") == "3 candidates"


def test_questions_lead_on_and_can_be_put_off(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where))
    question = tab.locator(".question-words")
    tab.get_by_role("button", name="What next?").first.click()
    question.wait_for()
    first = question.inner_text()
    assert first.startswith(("Is “", "Do ", "Does "))
    tab.get_by_role("button", name="Not now").click()
    tab.locator(".question-words", has_not_text=first).wait_for()
    second = question.inner_text()
    assert second != first
    # Where the question stands, it is read out, and gone when one goes elsewhere.
    assert tab.locator("[role=status]", has_text=second).count() >= 1
    tab.keyboard.press("u")
    _titled(tab, "in no theme")
    assert not question.is_visible()
    for _ in range(20):
        tab.keyboard.press("g")
        tab.wait_for_timeout(150)
        if tab.locator(".toast", has_text="put off").is_visible():
            break
        tab.keyboard.press("w")
        tab.wait_for_timeout(150)
    tab.get_by_role("button", name="Ask them again").click()
    tab.locator(".question-words", has_text=first).wait_for()
    tab.get_by_role("button", name="Stop asking").click()
    assert not question.is_visible()


def test_yes_and_no_answer_a_question_about_one_passage(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    where = tmp_path / "evening.workbench"
    with make_board(where, themes=0, aside=4) as project:
        for code, first in (("one", 0), ("other", 1)):
            act = CreateCode(name=code, code_id=CodeId(code), passages=(PassageId(f"p{first}"),))
            decide(project, act, coder="Ann")
        offer_all(project, [offer("p2", CodeId("one"), 0.7), offer("p3", CodeId("other"), 0.6)])
    tab = open_tab(serve(where))
    tab.keyboard.press("g")
    question = tab.locator(".question-words")
    question.wait_for()
    first = question.inner_text()
    assert first.startswith("Does this passage belong to")
    tab.get_by_role("button", name="Yes, it belongs").click()
    _said(tab, "Accepted 1 passage")
    tab.locator(".question-words", has_not_text=first).wait_for()
    tab.keyboard.press("d")
    _said(tab, "Refused 1 passage")
    with open_project(where) as project:
        board = ledger(project).board
        assert sum(map(len, board.codings.values())) == 3
        assert sum(map(len, board.refusals.values())) == 1


def test_confirming_a_question_leads_to_the_next_one(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where))
    words = ""
    while not words.startswith("Is “"):
        tab.keyboard.press("w" if words else "g")
        tab.locator(".question-words", has_not_text=words or "nothing").wait_for()
        words = tab.locator(".question-words").inner_text()
    title = re.findall("“(.*)”", words)[0]
    tab.get_by_role("button", name="Dismiss").click()
    _said(tab, f"Dismissed “{title}”.")
    tab.locator(".question-words", has_not_text=title).wait_for()


def test_what_a_run_changed_is_told_with_why(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where))
    tab.locator(".menu > summary.icon-button").click()
    tab.get_by_role("menuitem", name="What the last run changed").click()
    _titled(tab, "What it changed")
    assert "No decision of a person was touched" in tab.locator(".head").inner_text()
    assert tab.locator(".changes-gone .shift-why").inner_text() == "Its passages are elsewhere."
    assert tab.locator(".changes-gone a").count() == 0
    tab.locator(".changes-new a").click()
    _titled(tab, "Who may decide")
    tab.go_back()
    _titled(tab, "What it changed")
    assert tab.url.endswith("?show=changes")
    tab.locator(".changes-offered a").click()
    tab.locator(".offers-bar").wait_for()


def test_what_reads_alike_becomes_a_code(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "?theme=c2")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("l")
    _titled(tab, "What reads like this passage")
    assert "alike=p8" in tab.url
    assert tab.locator(".chance").first.inner_text() == "this passage"
    assert re.fullmatch(r"\d+ % alike", tab.locator(".chance").nth(1).inner_text())
    assert tab.locator(".selection-n").inner_text() == "1 selected"
    tab.locator(".pick").nth(1).click()
    tab.get_by_role("button", name="New code…").click()
    tab.get_by_label("Name").fill("Near each other")
    tab.get_by_role("button", name="Make it").click()
    _said(tab, "Made a code “Near each other”.")
    assert "Near each other" in _titles(tab, "code")
    tab.locator(".passage").nth(2).hover()
    tab.locator(".passage").nth(2).get_by_role("button", name="Reads alike").click()
    tab.wait_for_function("() => !location.search.includes('alike=p8')")


def test_what_says_nothing_is_folded_below_the_rest(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    where = tmp_path / "evening.workbench"
    texts = ("Nothing to add.", WORDS[1], "Thank you very much!", WORDS[2])
    make_evening(where, words=texts).close()
    tab = open_tab(serve(where) + "?show=aside")
    # Two more are offered to a code and wait there.
    _titled(tab, "4 passages in no theme")
    fold = tab.locator(".fold > summary")
    assert fold.inner_text() == "2 passages say nothing that could be coded"
    assert tab.locator(".quote:visible").count() == 2
    fold.click()
    assert tab.locator(".says-nothing").first.inner_text() == "thanks or praise without content"
    assert tab.locator(".quote:visible").count() == 4
    # By key one gets into the fold, too.
    fold.click()
    for _ in range(3):
        tab.keyboard.press("ArrowDown")
    tab.locator(".fold .passage.cursor").wait_for()


def test_beside_a_theme_stands_how_it_is_felt(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "?theme=c1")
    side = tab.locator(".side")
    side.get_by_text("How acutely it is felt").wait_for()
    assert "speak of it" in side.inner_text()
    assert "clust" not in tab.locator(".board").inner_text().lower()
    small = open_tab(serve(where) + "?theme=c1", width=1024, height=768)
    assert not small.locator(".side").is_visible()
    small.get_by_role("button", name="Who says this").click()
    small.locator(".side").get_by_text("How acutely it is felt").wait_for()
    small.keyboard.press("Escape")
    assert not small.locator(".side").is_visible()


@pytest.mark.parametrize("width", [390, 1024])
def test_nothing_is_wider_than_a_small_screen(
    tmp_path: Path, serve: Serve, open_tab: OpenTab, width: int
) -> None:
    where = tmp_path / "evening.workbench"
    make_evening(where, words=("W" + "o" * 200 + "rd", "short")).close()
    address = serve(where)
    for view in ("?theme=c1", "?show=offers", "?offers=typing", "?alike=p5", "?show=changes"):
        tab = open_tab(address + view, width=width, height=844)
        tab.locator("h1.title").first.wait_for()
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        wide = tab.evaluate(
            """() => { const root = document.querySelector('[class*=ReactiveESM]').shadowRoot;
            const main = root.querySelector('.main'); return main.scrollWidth - main.clientWidth }"""
        )
        assert wide <= 0, view

"""Looking before an act on the board: previews, the history, what is aside, the first steps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.app.boards import make_board
from tests.app.evenings import make_evening
from tests.app.reviews import make_review
from tests.conftest import OpenTab, Serve
from tests.services.pieces import add_run_levels
from workbench.domain.decisions import Move
from workbench.store.database import open_project
from workbench.store.log import ledger

pytestmark = pytest.mark.browser

LONG = "I typed the same visit into three systems before lunch and then once more for the review"


def _said(tab: Any, words: str) -> None:
    tab.locator(".toast-words", has_text=words).wait_for()


def test_the_first_steps_are_shown_once_and_come_back_from_the_help(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    make_board(tmp_path / "b.workbench").close()
    tab = open_tab(serve(tmp_path / "b.workbench"))
    tour = tab.get_by_role("region", name="First steps")
    assert tour.get_by_text("1 of 4").is_visible()
    for _ in range(3):
        tour.get_by_role("button", name="Next").press("Enter")
    assert tour.get_by_text("Nothing is dropped").is_visible()
    tour.get_by_role("button", name="Begin").click()
    assert not tour.is_visible()
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    assert not tour.is_visible()
    tab.keyboard.press("?")
    tab.get_by_role("button", name="Show the first steps again").click()
    assert tour.get_by_text("1 of 4").is_visible()
    tab.keyboard.press("Escape")
    assert not tour.is_visible()


def test_a_move_shows_both_sides_before_it_is_done(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    make_board(tmp_path / "b.workbench").close()
    tab = open_tab(serve(tmp_path / "b.workbench") + "?theme=c0")
    tab.locator(".pick").nth(0).click()
    tab.keyboard.press("v")
    tab.get_by_role("combobox").fill("who may")
    tab.get_by_text("“Typing it twice”: 4 → 3 passages").wait_for()
    assert tab.get_by_text("“Who may decide”: 4 → 5 passages").is_visible()
    tab.keyboard.press("Enter")
    _said(tab, "Moved 1 passage")


def test_passages_are_dragged_to_a_theme_with_what_that_does_told_on_the_way(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    make_board(tmp_path / "b.workbench").close()
    tab = open_tab(serve(tmp_path / "b.workbench") + "?theme=c0")
    tab.locator(".pick").nth(1).click()
    tab.locator(".pick").nth(2).click()
    target = tab.locator(".row", has_text="Who may decide").bounding_box()
    handle = tab.locator(".pick-box").nth(1).bounding_box()
    tab.mouse.move(handle["x"] + 4, handle["y"] + 8)
    tab.mouse.down()
    for step in (1, 2):
        tab.mouse.move(target["x"] + 40 + step, target["y"] + 20, steps=4)
    tab.locator(".drag-note", has_text="4 → 6 passages").wait_for()
    tab.mouse.up()
    _said(tab, "Moved 2 passages from “Typing it twice” to “Who may decide”.")
    with open_project(tmp_path / "b.workbench") as project:
        moved = ledger(project).decisions[-1].step
    assert isinstance(moved, Move)
    assert set(moved.passages) == {"p1", "p2"}


def test_a_theme_dragged_onto_another_is_merged_after_one_more_look(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    make_board(tmp_path / "b.workbench").close()
    tab = open_tab(serve(tmp_path / "b.workbench") + "?theme=c0")
    tab.locator(".row", has_text="Waiting for").drag_to(tab.locator(".row", has_text="Who may"))
    tab.get_by_text("“Who may decide” would hold 8").wait_for()
    tab.keyboard.press("Enter")
    _said(tab, "Merged “Waiting for a signature” into “Who may decide”.")


def test_a_split_by_hand_without_a_mouse(tmp_path: Path, serve: Serve, open_tab: OpenTab) -> None:
    make_board(tmp_path / "b.workbench").close()
    tab = open_tab(serve(tmp_path / "b.workbench") + "?theme=c0")
    tab.keyboard.press("s")
    # Nothing was read here, so there is no cut to begin from; the page says so.
    tab.get_by_text("has not read these passages yet").wait_for()
    tab.locator(".cut-passage").first.focus()
    tab.keyboard.press("2")
    tab.keyboard.press("2")
    tab.get_by_text("4 → 2 passages").wait_for()
    tab.keyboard.press("Control+Enter")
    tab.get_by_text("Give every part a name first").wait_for()
    tab.keyboard.type("Before lunch")
    tab.keyboard.press("Control+Enter")
    _said(tab, "Split “Before lunch” off “Typing it twice”.")


def test_the_history_says_who_and_why_and_goes_back_any_depth(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    make_board(tmp_path / "b.workbench").close()
    tab = open_tab(serve(tmp_path / "b.workbench") + "?theme=c0")
    tab.keyboard.press("y")
    tab.keyboard.type("It is about systems")
    tab.keyboard.press("Enter")
    tab.keyboard.press("p")
    _said(tab, "Parked “Typing it twice”.")
    tab.keyboard.press("d")
    _said(tab, "Dismissed")
    tab.keyboard.press("h")
    lines = tab.locator(".line-words")
    lines.nth(2).wait_for()
    assert tab.locator(".line-why").all_inner_texts() == ["Because: It is about systems"]
    tab.get_by_label("Search the history").fill("systems")
    tab.locator(".line-words", has_text="Dismissed").wait_for(state="detached")
    tab.get_by_role("button", name="Back to before this").click()
    _said(tab, "Went back 2 steps")
    assert tab.locator(".group-open .row").count() == 3
    tab.locator(".line-theme").first.click()
    tab.locator("h1.title", has_text="Typing it twice").wait_for()


def test_what_cannot_be_undone_says_why(tmp_path: Path, serve: Serve, open_tab: OpenTab) -> None:
    make_board(tmp_path / "b.workbench").close()
    tab = open_tab(serve(tmp_path / "b.workbench") + "?theme=c0")
    tab.keyboard.press("r")
    tab.keyboard.type("Copying")
    tab.keyboard.press("Enter")
    _said(tab, "Renamed")
    tab.keyboard.press("r")
    tab.keyboard.type("Once more")
    tab.keyboard.press("Enter")
    _said(tab, "“Once more”")
    tab.keyboard.press("h")
    tab.locator(".line", has_text="“Copying”").get_by_role("button", name="Undo this").click()
    tab.get_by_role("alert").get_by_text("Ruth").wait_for()


def test_an_undo_takes_nobody_back_who_went_on_meanwhile(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    make_board(tmp_path / "b.workbench", aside=2).close()
    tab = open_tab(serve(tmp_path / "b.workbench") + "?theme=c0")
    tab.keyboard.press("p")
    _said(tab, "Parked")
    tab.keyboard.press("h")
    tab.locator(".line-words").first.wait_for()
    tab.locator(".row", has_text="Who may decide").click()
    tab.locator("h1.title", has_text="Who may decide").wait_for()
    tab.locator(".main").press("z")
    tab.keyboard.press("u")
    _said(tab, "Undid: parked")
    tab.locator("h1.title", has_text="in no theme").wait_for()
    assert "show=aside" in tab.url
    tab.go_back()
    tab.locator("h1.title", has_text="Who may decide").wait_for()


def test_what_is_nearly_the_same_is_folded_and_moves_as_one(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    words = (LONG, LONG.replace("lunch", "supper"), "A voucher waited four days.", LONG.upper())
    make_board(tmp_path / "b.workbench", words=words, aside=0).close()
    tab = open_tab(serve(tmp_path / "b.workbench") + "?theme=c0")
    fold = tab.get_by_role("button", name="and 2 nearly the same")
    fold.wait_for()
    assert tab.locator(".passages .passage").count() == 2
    assert tab.get_by_text("2 passages (and 2 nearly the same) from 2 people").is_visible()
    fold.click()
    assert tab.locator(".passages .passage").count() == 4
    tab.get_by_role("button", name="Fold them away").click()
    tab.locator(".pick").first.click()
    assert tab.locator(".selection-n").inner_text() == "3 selected"


def test_what_is_aside_shows_what_is_near_and_tells_offers_apart(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    make_evening(tmp_path / "b.workbench").close()
    tab = open_tab(serve(tmp_path / "b.workbench") + "?show=aside")
    tab.locator("h1.title", has_text="4 passages in no theme").wait_for()
    assert tab.get_by_text("offered to a code and waiting for a yes or no").is_visible()
    assert tab.locator(".aside-n").last.inner_text() == "4"
    item = tab.locator(".passage").first
    item.get_by_text("nearest").wait_for()
    tab.get_by_role("link", name="Quiet voices first").click()
    tab.get_by_text("What lies farthest from every theme").wait_for()
    assert tab.url.endswith("?aside=quiet")
    tab.locator(".passage").first.get_by_role("button", name="Place there").click()
    _said(tab, "Added 1 passage")


def test_the_question_survives_a_reload(tmp_path: Path, serve: Serve, open_tab: OpenTab) -> None:
    make_review(tmp_path / "b.workbench", themes=4).close()
    tab = open_tab(serve(tmp_path / "b.workbench"))
    tab.keyboard.press("g")
    asked = tab.locator(".question-words")
    asked.wait_for()
    words = asked.inner_text()
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    assert asked.inner_text() == words
    tab.keyboard.press("w")
    tab.wait_for_function(
        "before => document.querySelector('[class*=ReactiveESM]').shadowRoot"
        ".querySelector('.question-words')?.textContent !== before",
        arg=words,
    )
    tab.get_by_role("button", name="Stop asking").click()
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    assert not asked.is_visible()


def test_a_theme_of_another_look_says_so_and_can_be_brought(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    with make_board(tmp_path / "b.workbench") as project:
        add_run_levels(project)
    tab = open_tab(serve(tmp_path / "b.workbench") + "?theme=w")
    tab.get_by_text("“words of w” is seen at a wider look").wait_for()
    tab.get_by_role("button", name="Show the wider look").click()
    tab.locator("h1.title", has_text="words of w").wait_for()
    tab.get_by_text("Seen wider or finer").click()
    tab.get_by_role("link", name="words of c0").click()
    tab.get_by_text("this is seen at a finer one").wait_for()
    tab.get_by_role("button", name="Show the finer look").click()
    tab.get_by_role("button", name="Confirm…").wait_for()

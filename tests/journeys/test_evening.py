"""A facilitator's evening at the board, by clicking and by keys, in a real browser."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from tests.app.boards import make_board
from tests.conftest import OpenTab, Serve
from workbench.services.check_project import check_project
from workbench.store.database import open_project

pytestmark = pytest.mark.browser


def _titles(tab: Any, group: str) -> list[str]:
    return [str(each) for each in tab.locator(f".group-{group} .row-title").all_inner_texts()]


def _quotes(tab: Any) -> list[str]:
    return [str(each) for each in tab.locator(".quote").all_inner_texts()]


def _open(tab: Any, title: str) -> None:
    tab.locator(".row", has_text=title).click()
    tab.locator("h1.title", has_text=re.compile(f"^{re.escape(title)}$")).wait_for()


def _said(tab: Any, words: str) -> None:
    tab.locator(".toast-words", has_text=words).wait_for()


@pytest.mark.timeout(120)
def test_an_evening_of_deciding(  # noqa: PLR0915 - one evening, told in order
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    where = tmp_path / "evening.workbench"
    make_board(where, themes=4).close()
    tab = open_tab(serve(where))

    # Confirm one with a sentence.
    _open(tab, "Typing it twice")
    tab.get_by_role("button", name="Confirm…").click()
    sentence = "Workers type one visit into three systems, so families wait."
    tab.get_by_label("What gets in the way of what").fill(sentence)
    tab.get_by_label("process").check()
    tab.get_by_role("button", name="Save and go on").click()
    _said(tab, "Confirmed “Typing it twice” as a barrier.")
    assert _titles(tab, "barrier") == ["Typing it twice"]

    # Merge two.
    _open(tab, "Waiting for a signature")
    tab.get_by_role("button", name="Merge…").click()
    tab.get_by_role("combobox").fill("who may")
    tab.get_by_text("4 passages would move").wait_for()
    tab.get_by_role("dialog").get_by_role("button", name="Merge").click()
    _said(tab, "Merged “Waiting for a signature” into “Who may decide”.")
    assert len(_quotes(tab)) == 8

    # Split one.
    for index in range(3):
        tab.locator(".pick").nth(index).click()
    tab.get_by_role("button", name="Split off…").click()
    tab.get_by_label("Name").fill("Taxis")
    tab.get_by_role("button", name="Split off", exact=True).last.click()
    _said(tab, "Split “Taxis” off “Who may decide”.")
    assert "Taxis" in _titles(tab, "open")
    assert len(_quotes(tab)) == 5

    # Move passages.
    tab.locator(".pick").nth(0).click()
    tab.locator(".pick").nth(1).click()
    tab.get_by_role("button", name="Move to…").click()
    tab.get_by_role("combobox").fill("taxis")
    tab.keyboard.press("Enter")
    _said(tab, "Moved 2 passages from “Who may decide” to “Taxis”.")
    assert len(_quotes(tab)) == 3

    # Undo three steps, redo one.
    tab.locator(".step-undo").click()
    _said(tab, "Undid: moved 2 passages")
    tab.locator(".step-undo").click()
    _said(tab, "Undid: split “Taxis”")
    tab.keyboard.press("z")
    _said(tab, "Undid: merged")
    assert _titles(tab, "open").count("Waiting for a signature") == 1
    tab.locator(".step-redo").click()
    _said(tab, "Did again: merged")

    # Reload: the same screen.
    _open(tab, "Who may decide")
    before = (_titles(tab, "open"), _titles(tab, "barrier"), _quotes(tab))
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    assert (_titles(tab, "open"), _titles(tab, "barrier"), _quotes(tab)) == before

    # Export: exactly what the screen shows.
    rows = _exported(tab, "Candidates with passages", tmp_path / "candidates.csv")
    shown = {row["quote"] for row in rows if row["candidate"] == "Who may decide"}
    assert len(shown) == len(before[2]) == 8
    assert shown == set(before[2])
    codings = _exported(tab, "Codings", tmp_path / "codings.csv")
    _open(tab, "Typing it twice")
    assert tab.locator(".statement").inner_text() == sentence
    assert {row["quote"] for row in codings if row["code"] == "Typing it twice"} == set(
        _quotes(tab)
    )
    with open_project(where) as project:
        assert check_project(project).faults == ()


def _exported(tab: Any, name: str, where: Path) -> list[dict[str, str]]:
    tab.locator(".menu > summary.icon-button").click()
    with tab.expect_download() as started:
        tab.get_by_role("menuitem", name=name).click()
    started.value.save_as(where)
    with where.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_evening_without_a_mouse(tmp_path: Path, serve: Serve, open_tab: OpenTab) -> None:
    make_board(tmp_path / "evening.workbench").close()
    tab = open_tab(serve(tmp_path / "evening.workbench"))
    title = tab.locator("h1.title")
    first = title.inner_text()
    tab.keyboard.press("c")
    tab.keyboard.type("A c and an m typed here are only words, so people may write them.")
    tab.keyboard.press("Control+Enter")
    _said(tab, "Confirmed")
    assert title.inner_text() != first
    second = title.inner_text()
    tab.keyboard.press("r")
    tab.keyboard.type("Better said")
    tab.keyboard.press("Enter")
    _said(tab, "Renamed a theme to “Better said”.")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("x")
    tab.keyboard.press("Shift+ArrowDown")
    assert tab.locator(".selection-n").inner_text() == "2 selected"
    tab.keyboard.press("t")
    _said(tab, "Took 2 passages out of “Better said”.")
    tab.keyboard.press("p")
    _said(tab, "Parked “Better said”.")
    for _ in range(3):
        done = tab.locator(".step-undo").get_attribute("aria-label")
        tab.keyboard.press("z")
        tab.locator(f".step-undo:not([aria-label='{done}'])").wait_for()
    assert second in _titles(tab, "open")
    tab.keyboard.press("u")
    tab.locator("h1.title", has_text="in no theme").wait_for()
    tab.go_back()
    tab.locator("h1.title", has_text=second).wait_for()


def test_two_tabs_show_the_same_and_lose_nothing(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    make_board(tmp_path / "evening.workbench").close()
    address = serve(tmp_path / "evening.workbench") + "?theme=c0"
    one, other = open_tab(address), open_tab(address)
    other.locator(".coder").fill("Amir")
    other.locator(".coder").press("Enter")
    other.locator(".pick").nth(3).click()
    one.get_by_role("button", name="Confirm…").click()
    one.get_by_label("What gets in the way of what").fill("Half a sentence")
    other.get_by_role("button", name="Take out").click()
    # The first tab follows, and what was typed there stays.
    one.wait_for_function(
        "() => document.querySelector('[class*=ReactiveESM]').shadowRoot"
        ".querySelectorAll('.quote').length === 3"
    )
    assert one.get_by_label("What gets in the way of what").input_value() == "Half a sentence"
    one.get_by_role("button", name="Save and go on").click()
    _said(one, "Confirmed “Typing it twice” as a barrier.")
    other.locator(".group-barrier .row-title", has_text="Typing it twice").wait_for()
    assert "Amir took" not in other.locator(".step-undo").get_attribute("aria-label")


def test_a_lost_server_is_told_and_typed_words_stay(
    tmp_path: Path, serve: Serve, chromium: Any
) -> None:
    import subprocess
    import sys

    from tests.conftest import _SERVE

    where = tmp_path / "evening.workbench"
    make_board(where).close()
    command = [sys.executable, "-c", _SERVE, str(where), "Ruth"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        tab = chromium.new_page()
        tab.goto(server.stdout.readline().strip())
        tab.wait_for_selector("[data-ready=yes]")
        tab.get_by_role("button", name="Confirm…").click()
        tab.get_by_label("What gets in the way of what").fill("Words that must stay")
        server.terminate()
        tab.get_by_text("The connection to the workbench is lost").wait_for()
        assert tab.get_by_label("What gets in the way of what").input_value() == (
            "Words that must stay"
        )
        tab.close()


def test_on_a_phone_list_and_theme_are_two_screens(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    make_board(tmp_path / "evening.workbench", titles=("W" + "o" * 90 + "rd",)).close()
    tab = open_tab(serve(tmp_path / "evening.workbench"), width=390, height=844, has_touch=True)
    assert not tab.locator(".main").is_visible()
    tab.locator(".row").first.tap()
    tab.locator(".main").wait_for()
    assert not tab.locator(".list").is_visible()
    tab.locator(".pick-box").first.tap()
    tab.get_by_role("button", name="Move to…").tap()
    assert tab.get_by_role("combobox").is_visible()
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.get_by_role("button", name="Back to the list").tap()
    tab.locator(".list").wait_for()

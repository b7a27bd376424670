"""Passages are found, read and coded on the map: by mouse, by touch, and by keys alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.app.boards import make_board
from tests.app.evenings import TYPING, make_evening
from tests.conftest import OpenTab, Serve
from workbench.domain.decisions import CreateCode
from workbench.domain.sources import PassageId
from workbench.services.check_project import check_project
from workbench.services.decide import decide
from workbench.store.database import create_project, open_project
from workbench.store.log import ledger

pytestmark = pytest.mark.browser


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "evening.workbench"
    make_evening(path, aside=40).close()
    return path


def _box(tab: Any) -> tuple[float, float, float, float]:
    box = tab.locator(".map-above").bounding_box()
    return box["x"], box["y"], box["width"], box["height"]


def _lasso(tab: Any) -> None:
    """Draw round everything on the map."""
    x, y, wide, high = _box(tab)
    corners = [(4, 4), (wide - 4, 4), (wide - 4, high - 4), (4, high - 4), (4, 8)]
    tab.mouse.move(x + 4, y + 4)
    tab.mouse.down()
    for right, down in corners:
        tab.mouse.move(x + right, y + down, steps=6)
    tab.mouse.up()


def _codes(where: Path) -> dict[str, int]:
    with open_project(where) as project:
        board = ledger(project).board
        return {each.name: len(board.passages_of(each.id)) for each in board.codes.values()}


_FOCUSED = """() => { const found = document.querySelector('[class*=ReactiveESM]').shadowRoot.activeElement;
    return found?.dataset.focus ?? '' }"""


def _reach(tab: Any, name: str) -> None:
    for _ in range(60):
        if tab.evaluate(_FOCUSED) == name:
            return
        tab.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {name}")


def test_what_is_lassoed_is_listed_coded_and_taken_back(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where))
    tab.get_by_role("link", name="Map", exact=True).click()
    tab.wait_for_selector("[data-ready=yes]")
    tab.get_by_role("button", name="Lasso").click()
    _lasso(tab)
    tab.get_by_role("heading", name="52 passages selected").wait_for()
    tab.locator(".map-quote", has_text="typed the visit").first.wait_for()

    # Struck out in the list; what is left becomes a code.
    tab.locator(".map-tick").first.click()
    tab.get_by_role("heading", name="51 of 52 passages selected").wait_for()
    tab.get_by_role("button", name="New code…").click()
    tab.get_by_label("Name", exact=True).fill("All but one")
    tab.keyboard.press("Enter")
    tab.locator(".toast-words", has_text="Made a code “All but one”.").wait_for()
    assert _codes(where)["All but one"] == 51

    # The colours follow, and the way back is beside.
    tab.get_by_role("button", name="Codes", exact=True).click()
    tab.locator(".map-key", has_text="All but one").wait_for()
    tab.get_by_role("button", name="Undo").click()
    tab.locator(".toast-words", has_text="Undid: made a code").wait_for()
    tab.locator(".map-key", has_text="All but one").wait_for(state="detached")
    assert "All but one" not in _codes(where)
    with open_project(where) as project:
        assert check_project(project).faults == ()


def test_a_box_by_touch_and_a_point_by_a_click(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where) + "map", width=390, height=844, has_touch=True)
    tab.get_by_role("button", name="Box").tap()
    x, y, wide, high = _box(tab)
    touch = tab.context.new_cdp_session(tab)

    def send(kind: str, *points: tuple[float, float]) -> None:
        told = [{"x": x + right, "y": y + down} for right, down in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

    send("touchStart", (5, 5))
    send("touchMove", (wide / 2, high / 2))
    send("touchMove", (wide - 5, high - 5))
    send("touchEnd")
    tab.get_by_role("heading", name="52 passages selected").wait_for()
    # Two fingers zoom, and select nothing.
    tab.keyboard.press("Escape")
    send("touchStart", (100, 200), (140, 200))
    send("touchMove", (40, 200), (240, 200))
    send("touchEnd")
    tab.get_by_role("heading", name="Nothing chosen yet").wait_for()
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_a_theme_is_worked_on_by_keys_alone(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "map#colour=code")
    tab.keyboard.press("v")
    tab.get_by_role("heading", name="The map as a list").wait_for()
    assert "as=list" in tab.url
    _reach(tab, "choose 0")
    tab.keyboard.press("Enter")
    tab.get_by_role("heading", name="4 passages selected").wait_for()
    assert tab.evaluate(_FOCUSED) == "passages"
    tab.locator(".map-item.active .map-quote", has_text=re.compile("[a-z]")).wait_for()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("x")
    tab.get_by_role("heading", name="3 of 4 passages selected").wait_for()

    # In its source, and back to the list.
    tab.keyboard.press("Enter")
    tab.locator(".map-source mark").wait_for()
    tab.keyboard.press("Escape")
    assert tab.evaluate(_FOCUSED) == "passages"

    # Added to another code, taken out of the first, and all of it taken back.
    tab.keyboard.press("a")
    tab.get_by_role("combobox", name="Theme").wait_for()
    tab.keyboard.type("trust")
    tab.keyboard.press("Enter")
    tab.locator(".toast-words", has_text="Added 3 passages to “Trust”.").wait_for()
    tab.keyboard.press("t")
    tab.get_by_role("combobox", name="Theme").wait_for()
    tab.keyboard.type("typing")
    tab.keyboard.press("Enter")
    tab.locator(".toast-words", has_text=re.compile("Took 3 passages out")).wait_for()
    assert _codes(where) == {"Typing": 1, "Trust": 4}
    tab.keyboard.press("z")
    tab.locator(".toast-words", has_text=re.compile("Undid: took")).wait_for()
    tab.keyboard.press("z")
    tab.locator(".toast-words", has_text=re.compile("Undid: added")).wait_for()
    assert _codes(where) == {"Typing": 4, "Trust": 1}
    tab.keyboard.press("Shift+Z")
    tab.locator(".toast-words", has_text=re.compile("Redid: added|added", re.IGNORECASE)).wait_for()
    tab.keyboard.press("?")
    tab.get_by_role("dialog", name="Keyboard shortcuts").wait_for()


def test_a_theme_and_a_search_have_an_address(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    address = serve(where)
    tab = open_tab(f"{address}map#theme={TYPING}")
    tab.get_by_role("heading", name="4 passages selected").wait_for()
    assert (
        tab.get_by_role("button", name="Codes", exact=True).get_attribute("aria-pressed") == "true"
    )
    tab = open_tab(f"{address}map#theme=gone")
    tab.get_by_text("This theme is not on the map").wait_for()
    tab = open_tab(f"{address}map#find=voucher")
    tab.locator(".map-found", has_text="13 passages").wait_for()
    tab.get_by_role("button", name="List them").click()
    tab.get_by_role("heading", name="13 passages selected").wait_for()
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    assert tab.get_by_label("Light up what holds these words").input_value() == "voucher"


def test_the_legend_shows_a_group_alone(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "map#colour=authority")
    key = tab.locator(".map-key", has_text="Calderwick")
    key.focus()
    tab.keyboard.press("Enter")
    assert key.get_attribute("aria-pressed") == "true"
    tab.keyboard.press("l")
    _lasso(tab)
    tab.get_by_role("heading", name="26 passages selected").wait_for()
    tab.keyboard.press("Escape")
    tab.get_by_role("button", name="Show all").click()
    _lasso(tab)
    tab.get_by_role("heading", name="52 passages selected").wait_for()


def test_what_somebody_else_decides_shows_within_two_seconds(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where) + "map#colour=code")
    tab.locator(".map-key", has_text="Typing").wait_for()
    with open_project(where) as project:
        act = CreateCode(name="From afar", passages=(PassageId("p20"), PassageId("p21")))
        decide(project, act, coder="Amir")
    tab.locator(".map-key", has_text="From afar").wait_for(timeout=4_000)


def test_empty_states_teach_the_next_step(tmp_path: Path, serve: Serve, open_tab: OpenTab) -> None:
    create_project(tmp_path / "empty.workbench", name="Empty").close()
    tab = open_tab(serve(tmp_path / "empty.workbench") + "map")
    tab.get_by_role("heading", name="No words yet").wait_for()
    make_board(tmp_path / "board.workbench").close()
    tab = open_tab(serve(tmp_path / "board.workbench") + "map")
    tab.get_by_role("heading", name="Nothing was read yet").wait_for()
    assert "look for candidates" in tab.locator(".map-state").inner_text()
    tab.get_by_role("link", name="Open the board").click()
    tab.locator("h1.title").wait_for()

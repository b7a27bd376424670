"""The machine's work from the screen: started, watched, cancelled, killed; real processes."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.app.boards import make_board
from tests.app.evenings import make_evening
from tests.conftest import OpenTab, Serve
from tests.journeys.test_evening import _said, _titles
from tests.services.pieces import bring_in, four_themes, write_table
from workbench.services.run_in_background import cancel, look
from workbench.store.database import create_project, open_project

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(sys.platform == "win32", reason="the tests kill as POSIX does"),
]


@pytest.fixture
def where(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "evening.workbench"
    yield path
    with suppress(Exception), open_project(path) as project:
        cancel(project)


def _much(where: Path, *, rows: int = 3_000) -> None:
    texts = [
        (f"m{n}", f"We typed visit number {n} into system {n % 7} again.") for n in range(rows)
    ]
    with create_project(where, name="Much") as project:
        bring_in(project, write_table(where.parent / "much.csv", texts, "id", "text"))


def _strip(tab: Any, words: str, *, seconds: float = 15) -> Any:
    found = tab.locator(".work", has_text=words)
    found.wait_for(timeout=seconds * 1000)
    return found


def test_few_texts_are_looked_through_and_coded_by_hand(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    with create_project(where, name="Few") as project:
        bring_in(project, four_themes(where.parent / "few.csv", each=3))
    address = serve(where)
    tab = open_tab(address)
    tab.locator("h1.title", has_text="No candidates yet").wait_for()
    tab.get_by_role("button", name="Look for candidates").click()
    _strip(tab, "Looking for candidates")
    _strip(tab, "Looking for candidates: done.", seconds=60)
    # Another tab, and a reload, see how it ended.
    other = open_tab(address)
    _strip(other, "Looking for candidates: done.")
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    _strip(tab, "Looking for candidates: done.").get_by_role("button", name="Dismiss").click()
    tab.locator(".work").wait_for(state="hidden")
    other.locator(".work").wait_for(state="hidden")

    tab.locator("h1.title", has_text="code these by hand").wait_for()
    tab.get_by_role("button", name="Begin with one passage").click()
    tab.locator(".question-words", has_text="what does it speak of?").wait_for()
    assert tab.locator(".chance").count() == 12
    tab.locator(".pick").nth(1).click()
    tab.locator(".question").get_by_role("button", name="New code…").click()
    tab.get_by_label("Name").fill("Small money")
    tab.get_by_role("button", name="Make it").click()
    _said(tab, "Made a code “Small money”.")
    assert _titles(tab, "code") == ["Small money"]
    # That answered the question: the next one stands.
    tab.locator(".question-words").wait_for()
    assert "alike=" in tab.url

    # What was decided is learned from: offers come without a reload.
    tab.locator(".menu > summary.icon-button").click()
    tab.get_by_role("menuitem", name="Learn from what was decided").click()
    _strip(tab, "Learning from what was decided: done.", seconds=60)
    assert other.locator(".group-code .row-title").inner_text() == "Small money"


def test_work_is_watched_by_two_tabs_cancelled_and_begun_again(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    _much(where)
    address = serve(where)
    tab, other = open_tab(address), open_tab(address)
    tab.get_by_role("button", name="Look for candidates").click()
    _strip(other, "Reading passages", seconds=60)
    bar = other.locator(".work-bar")
    assert 0 < int(bar.get_attribute("aria-valuenow")) <= 100
    assert "Reading passages" in bar.get_attribute("aria-valuetext")
    assert not other.locator(".work-bar").is_hidden()
    # The board stays usable meanwhile.
    other.locator(".search").fill("typed visit ")
    other.locator(".quote").first.wait_for()
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    began = time.monotonic()
    _strip(tab, "Looking for candidates").get_by_role("button", name="Cancel").click()
    _strip(tab, "nothing was changed")
    assert time.monotonic() - began < 6
    _strip(other, "cancelled")
    other.get_by_role("button", name="Start again").click()
    _strip(tab, "Reading passages", seconds=60)
    tab.get_by_role("button", name="Cancel").click()
    _strip(other, "nothing was changed")
    other.get_by_role("button", name="Dismiss").click()
    tab.locator(".work").wait_for(state="hidden")


def test_work_that_was_killed_says_so(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    _much(where)
    tab = open_tab(serve(where))
    tab.get_by_role("button", name="Look for candidates").click()
    _strip(tab, "Reading passages", seconds=60)
    with open_project(where) as project:
        os.killpg(look(project).pid, signal.SIGKILL)
    _strip(tab, "It broke off before it was done")
    assert tab.get_by_role("button", name="Start again").is_visible()
    tab.get_by_role("button", name="Dismiss").click()
    tab.locator(".work").wait_for(state="hidden")


def test_a_run_on_a_board_leads_to_what_it_changed(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    with create_project(where, name="Again") as project:
        bring_in(project, four_themes(where.parent / "texts.csv"))
    tab = open_tab(serve(where))
    tab.get_by_role("button", name="Look for candidates").click()
    _strip(tab, "Looking for candidates: done.", seconds=120)
    assert len(_titles(tab, "open")) >= 3
    tab.get_by_role("button", name="What it changed").click()
    tab.locator("h1.title", has_text="Nothing to compare with yet").wait_for()
    tab.go_back()
    tab.get_by_role("button", name="What next?").first.click()
    tab.locator(".question-words", has_text="one thing?").wait_for()


def test_a_large_batch_and_a_long_list_stay_quick(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    from tests.app.evenings import TYPING, offer, offer_all

    make_board(where.with_name("wide.workbench"), themes=300, each=16, aside=200).close()
    with make_evening(where, aside=4_988) as project:
        offer_all(project, [offer(f"p{n}", TYPING, 0.9 - n / 20_000) for n in range(12, 5_000)])
    tab = open_tab(serve(where) + "?offers=typing")
    assert tab.locator(".passage").count() == 100
    began = time.monotonic()
    tab.locator(".passage").nth(3).locator(".quote").click()
    tab.locator(".struck").wait_for()
    struck = time.monotonic() - began
    began = time.monotonic()
    tab.keyboard.press("c")
    _said(tab, "Accepted 99 passages for “Typing” and struck out 1.")
    accepted = time.monotonic() - began
    # Figures to read, not bounds: other work on the machine only ever adds.
    print(f"4,988 offers: a strike {struck * 1000:.0f} ms, an accept {accepted * 1000:.0f} ms")
    wide = open_tab(serve(where.with_name("wide.workbench")))
    assert len(_titles(wide, "open")) == 300
    began = time.monotonic()
    wide.keyboard.press("j")
    wide.locator("h1.title", has_text="Theme number").first.wait_for()
    print(f"300 candidates: the next one {(time.monotonic() - began) * 1000:.0f} ms")

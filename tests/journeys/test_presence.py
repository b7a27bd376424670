"""Two facilitators at once: each sees where the other is, and what the other did."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.app.boards import make_board
from tests.conftest import OpenTab, Serve

pytestmark = pytest.mark.browser


def _call(tab: Any, name: str) -> None:
    tab.locator("input.coder").fill(name)
    tab.locator("input.coder").press("Tab")


def test_each_sees_where_the_other_is(tmp_path: Path, serve: Serve, open_tab: OpenTab) -> None:
    make_board(tmp_path / "evening.workbench").close()
    address = serve(tmp_path / "evening.workbench")
    ann, ben = open_tab(address), open_tab(address)
    _call(ann, "Ann Dale")
    _call(ben, "Ben")
    ann.locator(".row", has_text="Waiting for a signature").click()
    there = ben.get_by_role("link", name="Ann Dale is looking at Waiting for a signature (Board)")
    there.wait_for(timeout=4_000)
    assert ben.locator("li[data-others=AD]").inner_text().startswith("Waiting for a signature")
    ann.get_by_role("link", name="Ben is looking at").wait_for()

    # Following leads to the same place.
    there.click()
    ben.locator("h1.title", has_text="Waiting for a signature").wait_for()

    # What one does, the other sees within two seconds.
    ann.keyboard.press("p")
    ann.locator(".toast-words").wait_for()
    began = time.monotonic()
    ben.locator("h1.title").locator("..").get_by_text("Parked").first.wait_for(timeout=5_000)
    assert time.monotonic() - began < 2

    # Whoever goes is gone.
    ann.close()
    ben.locator(".other").first.wait_for(state="detached", timeout=20_000)


def test_other_pages_tell_it_too(tmp_path: Path, serve: Serve, open_tab: OpenTab) -> None:
    make_board(tmp_path / "evening.workbench").close()
    address = serve(tmp_path / "evening.workbench")
    ann, ben = open_tab(address + "coding?source=s1"), open_tab(address + "explore")
    ben.get_by_role("link", name="Ruth is looking at H001 (Coding)").wait_for()
    ann.get_by_role("link", name="Ruth is looking at No barrier yet (Explore)").wait_for()


def test_leaders_are_told_of_nobody(tmp_path: Path, serve: Serve, open_tab: OpenTab) -> None:
    make_board(tmp_path / "evening.workbench").close()
    address = serve(tmp_path / "evening.workbench")
    ann, leader = open_tab(address), open_tab(address + "explore?as=leader")
    ann.locator(".row").first.click()
    leader.wait_for_timeout(2_500)
    assert leader.locator(".other").count() == 0
    assert ann.locator(".other").count() == 0

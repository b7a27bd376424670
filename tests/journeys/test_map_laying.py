"""A map of many passages is waited for, stopped, begun again, and seen by every tab alike."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.board_material import make_large
from tests.conftest import OpenTab, Serve
from workbench.services.run_in_background import Job, State, cancel_map, look_at_map
from workbench.store.database import open_project

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(sys.platform == "win32", reason="what runs is ended as POSIX does"),
]
_PASSAGES = 9_000
_LONG, _HOLD_SECONDS = 90_000, 30.0


@pytest.fixture
def where(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "large.workbench"
    make_large(path, _PASSAGES, candidates=12).close()
    yield path
    with suppress(Exception), open_project(path) as project:
        cancel_map(project)


def _hold(where: Path) -> Job:
    """Hold it while it is under way, for as long as people look at it: it would be done before long."""
    with open_project(where) as project:
        end = time.monotonic() + _HOLD_SECONDS
        while (found := look_at_map(project)).state is not State.RUNNING or not found.fraction:
            assert time.monotonic() < end, found
            time.sleep(0.02)
    os.kill(found.pid, signal.SIGSTOP)
    return found


def _running(tab: Any) -> None:
    tab.get_by_role("heading", name="The map is being laid out").wait_for()


def _stopped(tab: Any) -> None:
    tab.get_by_role("heading", name="The map is not laid out").wait_for()


def _share(tab: Any) -> int:
    return int(tab.get_by_role("progressbar").get_attribute("aria-valuenow"))


def test_it_is_stopped_and_begun_again_by_whoever_waits(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    address = serve(where) + "map"
    one = open_tab(address)
    _hold(where)
    _running(one)
    one.locator(".laying-words", has_text=re.compile(r"^[A-Z][a-z ]+: [1-9]\d* %$")).wait_for()

    # Another tab, and the same one after a reload, see the same.
    other = open_tab(address)
    _running(other)
    one.reload()
    _running(one)
    assert _share(one) == _share(other) > 0
    assert "aria-valuetext" in one.get_by_role("progressbar").evaluate("each => each.outerHTML")

    # Meanwhile the page answers keys, and those for what is not there yet do nothing.
    for key in ("v", "l", "n", "c"):
        one.keyboard.press(key)
    one.keyboard.press("?")
    one.get_by_role("dialog", name="Keyboard shortcuts").wait_for()
    one.keyboard.press("Escape")
    assert one.locator(".alert:visible").count() == 0

    # Stopped by its button: for both, and a reload does not begin it again.
    one.get_by_role("button", name="Cancel").click()
    _stopped(one)
    assert "nothing of it is kept" in one.locator(".laying-words").inner_text()
    again = one.get_by_role("button", name="Lay the map out")
    assert again.evaluate("each => each === each.getRootNode().activeElement")
    _stopped(other)
    one.reload()
    _stopped(one)

    # Begun again and stopped by key; then it is laid out, for both.
    one.keyboard.press("s")
    _hold(where)
    _running(one)
    one.keyboard.press("s")
    _stopped(one)
    other.keyboard.press("s")
    for tab in (other, one):
        tab.locator(".map-key").first.wait_for(timeout=_LONG)
        assert not tab.get_by_role("heading", name="The map is being laid out").is_visible()
    third = open_tab(address)
    third.locator(".map-key").first.wait_for()


def test_the_board_is_used_meanwhile_and_the_map_is_there_when_one_comes_back(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where) + "map", width=390, height=844)
    held = _hold(where)
    _running(tab)
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= 390
    tab.get_by_role("link", name="Board", exact=True).click()
    tab.wait_for_selector("[data-ready=yes]")
    os.kill(held.pid, signal.SIGCONT)
    tab.go_back()
    tab.locator(".map-key").first.wait_for(timeout=_LONG)

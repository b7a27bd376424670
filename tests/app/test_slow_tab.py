"""A browser that is slow to take in what it is sent: nothing of it is left lying.

A real browser cannot be made slow at will, so this is a tab that speaks the same wire. What it goes
through is when Panel's own way of sending forgets a message: one comes while the acknowledgement of
a question waits behind a long one that itself had to wait.
"""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

from tests.app.boards import make_board
from tests.app.light_tab import LightTab
from workbench.app import shell
from workbench.app.ahead import Ahead
from workbench.app.watch import Watch

#: More than a system keeps of what is on its way.
_LONG = "x" * 12_000_000


def test_what_is_said_to_a_slow_tab_all_arrives(tmp_path: Path) -> None:
    asyncio.run(_evening(tmp_path / "evening.workbench"))


async def _evening(where: Path) -> None:
    project, watch = make_board(where), Watch(lambda: 0)
    ahead = Ahead(lambda: None)
    server: Any = shell._server(project, 0, "Ruth", watch, ahead)
    server.start()
    ahead.begin()
    light = LightTab(f"http://127.0.0.1:{server.port}/", "Ruth")
    try:
        await light.open()
        [tab] = watch.pages
        assert isinstance(tab, shell._Tab)
        await _fall_behind(light, tab, "first")
        _say(tab, "taken in as well")
        _say(tab, "second")
        light.takes_in.set()
        await _hears(light, "first")
        light.takes_in.clear()
        await asyncio.sleep(0.3)
        await light.say_where()
        await asyncio.sleep(0.3)
        _say(tab, "last", "")
        await asyncio.sleep(0.3)
        light.takes_in.set()
        await _hears(light, "last")
    finally:
        await light.close()
        server.stop()
        project.close()


async def _fall_behind(light: LightTab, tab: shell._Tab, name: str) -> None:
    """Let long words wait before a tab that is busy, and the answer to its own words behind them."""
    light.takes_in.clear()
    # One message is still taken in.
    _say(tab, "taken in")
    _say(tab, name)
    await asyncio.sleep(0.3)
    await light.say_where()
    await asyncio.sleep(0.3)


def _say(tab: shell._Tab, name: str, long: str = _LONG) -> None:
    message = {"push": True, "here": [{"coder": name, "address": long}]}
    tab.soon(partial(tab._page.screen.say, message))


async def _hears(light: LightTab, name: str) -> None:
    async with asyncio.timeout(20):
        while not light.others or light.others[0]["coder"] != name:
            await asyncio.sleep(0.02)

"""Twenty people at one board: ``python -m tests.benchmarks.twenty_people [PEOPLE] [PASSAGES]``.

Serves a project on this machine and opens a tab of a real browser for each person. Everybody opens
a candidate of their own, reads for 8 to 20 seconds, confirms it, and goes on to the next, while all others
do the same. Printed are the median and the 95th percentile of the time from the key that saves to
"saved" in words on that person's screen, and how many were not told within a minute. All tabs share
the machine's cores with the server: on two cores a dozen tabs starve each other, so these are upper
bounds of what people see who have a machine each.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.app.boards import make_board
from tests.benchmarks.material import passages
from tests.conftest import _QUIET, _SERVE, CHROMIUM
from workbench.store.database import open_project
from workbench.store.log import ledger

EACH = 2
_READS_FOR = (8.0, 20.0)
_SENTENCE = "One visit is typed into three systems, so families wait for an answer."


def main(people: int = 20, count: int = 5_000) -> None:
    """Run the evening and print its figures."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "evening.workbench"
        themes = people * EACH
        titles = [f"Candidate {number:03}" for number in range(themes)]
        make_board(
            where, themes=themes, each=count // themes, titles=titles, words=passages(400)
        ).close()
        server = subprocess.Popen(
            [sys.executable, "-c", _SERVE, str(where), "Ruth"], stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            took = asyncio.run(_evening(address, people))
        finally:
            server.terminate()
            server.wait(20)
        with open_project(where) as project:
            saved = len(ledger(project).board.codes)
    print(f"{people} people, {count} passages: {saved} saved, {len(took)} told within a minute")
    print(f"key to screen: median {median(took):.0f} ms, p95 {quantiles(took, n=20)[-1]:.0f} ms")


async def _evening(address: str, people: int) -> list[float]:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        tabs = [await _tab(browser, address) for _ in range(people)]
        all_took = await asyncio.gather(*(_person(tab, number) for number, tab in enumerate(tabs)))
        await browser.close()
    return [each for took in all_took for each in took]


async def _tab(browser: Any, address: str) -> Any:
    tab = await (await browser.new_context(viewport={"width": 1280, "height": 800})).new_page()
    tab.set_default_timeout(60_000)
    await tab.goto(address)
    await tab.wait_for_selector("[data-ready=yes]")
    return tab


async def _person(tab: Any, number: int) -> list[float]:
    from playwright.async_api import TimeoutError  # noqa: A004 - the browser's own

    chance, took = random.Random(number), []
    for turn in range(EACH):
        title = f"Candidate {number * EACH + turn:03}"
        await tab.goto(re.sub(r"\?.*", "", tab.url) + f"?theme=c{number * EACH + turn}")
        await tab.locator("h1.title", has_text=title).wait_for()
        await asyncio.sleep(chance.uniform(*_READS_FOR))
        await tab.keyboard.press("c")
        await tab.get_by_label("What gets in the way of what").fill(_SENTENCE)
        began = time.perf_counter()
        await tab.keyboard.press("Control+Enter")
        told = tab.locator(".toast-words", has_text=f"Confirmed “{title}”")
        with contextlib.suppress(TimeoutError):
            await told.wait_for()
            took.append((time.perf_counter() - began) * 1000)
    return took


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

"""Twenty people at one board: ``python -m tests.benchmarks.twenty_people [--passages N ...]``.

Serves a project in a process of its own. Each person has a tab without a browser in this process (see
``light_tab``), opens candidates of their own, reads each for some seconds, confirms it and goes on, while
all others do the same; tabs say where they are as the page does. At the end all confirm in the same
moment. Printed are the median and the 95th percentile of a confirm (sent until answered) and of telling
the others (sent until it has come to each other tab), and how busy both processes were; then the saved
project is opened, counted and checked. With ``--witness`` a tab of a real browser is among them and is
measured from key to screen; the browser takes its share of the server's cores.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from tests.app.light_tab import LightTab
from tests.benchmarks.board_material import make_large
from tests.benchmarks.served import processor_seconds, serving
from tests.conftest import _QUIET, CHROMIUM
from workbench.services.check_project import check_project
from workbench.store.database import open_project
from workbench.store.log import ledger

_CANDIDATES = 240
_READS_FOR = (8.0, 20.0)
_SENTENCE = "One visit is typed into three systems, so families wait for an answer."


@dataclass(slots=True)
class Evening:
    """What was seen of some confirms: when each was sent and answered, and when each tab was told."""

    took: list[float] = field(default_factory=list)
    sent: dict[int, tuple[LightTab, float]] = field(default_factory=dict)
    screens: list[float] = field(default_factory=list)

    async def confirm(self, tab: LightTab, number: int) -> None:
        """Confirm a candidate in a tab, and note how long it took."""
        seq, began, took = await tab.confirm(f"c{number}", _title(number), _SENTENCE)
        self.took.append(took)
        self.sent[seq] = tab, began

    def telling(self, tabs: Iterable[LightTab]) -> list[list[float | None]]:
        """Return for each confirm how long it took to tell each of the other tabs; None if never."""
        everybody = list(tabs)
        return [
            [_until(other, seq, began) for other in everybody if other is not tab]
            for seq, (tab, began) in self.sent.items()
        ]


def main() -> None:
    """Run an evening for each number of passages, and print what it was like."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--passages", type=int, nargs="+", default=[5_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--witness", action="store_true")
    asked = parser.parse_args()
    for count in asked.passages:
        with tempfile.TemporaryDirectory() as folder:
            where = Path(folder) / "evening.workbench"
            make_large(where, count, candidates=_CANDIDATES).close()
            print(f"\n{count:,} passages, {asked.people} people, each confirms {asked.rounds} + 1")
            with serving(where) as (address, server):
                sent = asyncio.run(
                    _evening(address, server, asked.people, asked.rounds, witness=asked.witness)
                )
            _check(where, sent)


async def _evening(address: str, server: int, people: int, rounds: int, *, witness: bool) -> int:
    tabs = [LightTab(address, f"Person {number}") for number in range(people)]
    began = time.perf_counter()
    await asyncio.gather(*(tab.open() for tab in tabs))
    print(f"  all open {time.perf_counter() - began:.1f} s after they began at once")
    calmly, at_once = Evening(), Evening()
    with _Busy(server) as busy:
        await asyncio.gather(
            *(_person(calmly, tab, number, rounds) for number, tab in enumerate(tabs)),
            *([_witness(calmly, address, people * rounds, rounds)] if witness else []),
        )
        await asyncio.sleep(5)
    _tell("reading and confirming", calmly, tabs)
    print(f"  {busy}")
    with _Busy(server) as busy:
        start = people * rounds + rounds
        await asyncio.gather(
            *(at_once.confirm(tab, start + number) for number, tab in enumerate(tabs))
        )
        await asyncio.sleep(8)
    _tell("all in the same moment", at_once, tabs)
    for tab in tabs:
        await tab.close()
    return len(calmly.took) + len(at_once.took) + len(calmly.screens)


async def _person(evening: Evening, tab: LightTab, number: int, rounds: int) -> None:
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, _READS_FOR[1]))
    for turn in range(number * rounds, number * rounds + rounds):
        await tab.look_at(f"c{turn}", _title(turn))
        await asyncio.sleep(chance.uniform(*_READS_FOR))
        await evening.confirm(tab, turn)


async def _witness(evening: Evening, address: str, first: int, rounds: int) -> None:
    """Do the same in a real browser, and measure from the key that saves to what is read."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        tab = await browser.new_page(viewport={"width": 1280, "height": 800})
        tab.set_default_timeout(60_000)
        await tab.goto(address)
        await tab.wait_for_selector("[data-ready=yes]")
        for number in range(first, first + rounds):
            await tab.goto(f"{address}?theme=c{number}")
            await tab.locator("h1.title", has_text=_title(number)).wait_for()
            await asyncio.sleep(_READS_FOR[0])
            await tab.keyboard.press("c")
            await tab.get_by_label("What gets in the way of what").fill(_SENTENCE)
            began = time.perf_counter()
            await tab.keyboard.press("Control+Enter")
            words = f"Confirmed “{_title(number)}”"
            await tab.locator(".toast-words", has_text=words).wait_for()
            evening.screens.append((time.perf_counter() - began) * 1000)
        await browser.close()


def _title(number: int) -> str:
    return f"Theme number {number}"


def _until(tab: LightTab, seq: int, began: float) -> float | None:
    return next(((at - began) * 1000 for told, at in tab.told if told >= seq), None)


def _tell(when: str, evening: Evening, tabs: Iterable[LightTab]) -> None:
    telling = evening.telling(tabs)
    each = [took for one in telling for took in one if took is not None]
    last = [max(took for took in one if took is not None) for one in telling]
    never = sum(took is None for one in telling for took in one)
    print(f"  {when}, {len(evening.took)} confirms")
    print(f"    sent to answered     {_spread(evening.took)}")
    print(f"    sent to another told {_spread(each)}; {never} of {len(each) + never} never told")
    print(f"    sent to all told     {_spread(last)}")
    if evening.screens:
        print(f"    key to screen, in a browser among them {_spread(evening.screens)}")


def _spread(took: list[float]) -> str:
    p95 = quantiles(took, n=20, method="inclusive")[-1]
    return f"median {median(took):,.0f} ms, p95 {p95:,.0f}, longest {max(took):,.0f}"


class _Busy:
    """How much processor time the server and this process took, of the time that passed."""

    def __init__(self, server: int) -> None:
        self._server = server

    def __enter__(self) -> _Busy:
        self._began = time.perf_counter(), processor_seconds(self._server), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        began, server, own = self._began
        passed = time.perf_counter() - began
        self.server = (processor_seconds(self._server) - server) / passed
        self.own = (time.process_time() - own) / passed

    def __str__(self) -> str:
        load = os.getloadavg()[0]
        return (
            f"of one core the server took {self.server:.0%}, the people's process {self.own:.0%};"
            f" load of the machine {load:.1f}"
        )


def _check(where: Path, sent: int) -> None:
    with open_project(where) as project:
        saved, report = len(ledger(project).board.codes), check_project(project)
    assert saved == sent, f"{sent} confirms were answered, {saved} are saved"
    assert report.faults == (), report.faults
    print(f"  all {saved} confirms are saved, and the project is sound")


if __name__ == "__main__":
    main()

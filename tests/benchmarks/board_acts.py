"""What acts on the board take: ``python -m tests.benchmarks.board_acts [--passages 5000 100000]``.

On the server: from the message to the answer with its patch, in time of the clock and of the
processor, of a process that has read all texts as a served one has. In the browser (``--browser``):
from the key to the frame in which the next candidate is painted, in the review mode.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.board_material import make_large
from tests.conftest import _QUIET, _SERVE, CHROMIUM
from workbench.app.pages.candidates import CandidatesPage
from workbench.app.seat import Seat
from workbench.domain.candidates import CandidateId
from workbench.store.database import Project, open_project

_ROUNDS = 12
#: Milliseconds by the clock and of the processor, which in a browser is not known.
_Took = tuple[float, float | None]
Times = dict[str, list[_Took]]


class Tab:
    """A page without a browser."""

    def __init__(self, project: Project) -> None:
        self.answer: dict[str, Any] = {}
        self.page = CandidatesPage(Seat(project=project, coder="Ann"))
        self.page.screen.say = self.listen  # type: ignore[method-assign]

    def listen(self, message: Mapping[str, Any]) -> None:
        """Keep the answer."""
        self.answer = dict(message)

    def ask(self, ask: str, **details: Any) -> _Took:
        """Ask, and return the milliseconds until the answer was there."""
        began, worked = time.perf_counter(), time.process_time()
        self.page.hear({"ask": ask, "number": 1, **details})
        taken = 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked)
        if not self.answer["ok"]:
            raise RuntimeError(self.answer["error"])
        return taken

    def act(self, verb: str, **act: Any) -> _Took:
        """Do an act as the review does, and return the milliseconds that it took."""
        return self.ask("act", act={"verb": verb, **act})


def on_the_server(project: Project) -> Times:
    """Return the milliseconds of every act, several times each, with an undo after it."""
    tab = Tab(project)
    times: Times = {
        "first open": [tab.ask("open", kind="theme", what="c0", review=True)],
        "open": [],
    }
    gc.freeze()
    for number in range(_ROUNDS):
        for name, done in _acts(tab, number).items():
            theme = f"c{number}"
            times["open"].append(tab.ask("open", kind="theme", what=theme, review=True))
            times.setdefault(name, []).append(done())
            times.setdefault(f"undo a {name}", []).append(tab.ask("undo"))
    return times


def _acts(tab: Tab, number: int) -> dict[str, Callable[[], _Took]]:
    theme, other = f"c{number}", f"c{number + 40}"
    each = len(tab.page._project.ledger.board.members[CandidateId(theme)])
    held = [f"p{number * each + place}" for place in range(5)]
    sentence = "It takes time from families."
    part = {"name": "A part", "passages": held}
    return {
        "confirm": lambda: tab.act("confirm", candidate=theme, name=theme, statement=sentence),
        "move": lambda: tab.act("move", passages=held, origin=theme, to=other),
        "merge": lambda: tab.act("merge", themes=[theme], into=other),
        "split": lambda: tab.act("split", theme=theme, parts=[part]),
        "park": lambda: tab.act("park", theme=theme),
    }


_WATCH = """() => {
  const root = document.querySelector('[class*=ReactiveESM]').shadowRoot;
  window.took = [];
  document.addEventListener('keydown', () => {
    const began = performance.now(), before = root.querySelector('.review-told h1').textContent;
    const look = () => {
      if (root.querySelector('.review-told h1').textContent === before) return requestAnimationFrame(look);
      requestAnimationFrame(() => setTimeout(() => window.took.push(performance.now() - began)));
    };
    requestAnimationFrame(look);
  }, true);
}"""


def in_the_browser(where: Path) -> Times:
    """Return the milliseconds from a key to the painted next candidate."""
    from playwright.sync_api import sync_playwright

    command = [sys.executable, "-c", _SERVE, str(where), "Ann"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
                return _by_keys(browser.new_page(viewport={"width": 1440, "height": 900}), address)
        finally:
            server.terminate()


def _by_keys(tab: Any, address: str) -> Times:
    tab.goto(f"{address}?review=")
    tab.wait_for_selector("[data-ready=yes]", timeout=120_000)
    tab.wait_for_timeout(3_000)
    tab.evaluate(_WATCH)
    return {name: list(_pressed(tab, key)) for name, key in _KEYS.items()}


_KEYS = {"confirm by key": "c", "undo by key": "z", "park by key": "p", "skip by key": "w"}


def _pressed(tab: Any, key: str) -> Iterator[_Took]:
    for count in range(1, _ROUNDS):
        tab.evaluate("() => { window.took = []; }")
        tab.keyboard.press(key)
        tab.wait_for_function("() => window.took.length > 0")
        yield float(tab.evaluate("() => window.took[0]")), None
        # A person reads before the next key; what came beside the answer is drawn meanwhile.
        tab.wait_for_timeout(400 if count else 0)


def lines(count: int, times: Times) -> Iterator[str]:
    """Yield one line of the table for every act."""
    for name, taken in times.items():
        clock, worked = [one for one, _ in taken], [one for _, one in taken if one is not None]
        far = statistics.quantiles(clock, n=20)[-1] if len(clock) > 1 else clock[0]
        processor = f"{statistics.median(worked):.0f}" if worked else ""
        yield f"| {count:,} | {name} | {statistics.median(clock):.0f} | {far:.0f} | {processor} |"


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--passages", type=int, nargs="+", default=[5_000, 100_000])
    ask.add_argument("--browser", action="store_true")
    given = ask.parse_args()
    print("| passages | act | median, ms | p95, ms | processor, ms |\n|" + " --- |" * 5)
    for count in given.passages:
        with TemporaryDirectory() as folder:
            where = Path(folder) / "large.workbench"
            make_large(where, count).close()
            with open_project(where) as project:
                print("\n".join(lines(count, on_the_server(project))), flush=True)
            if given.browser:
                print("\n".join(lines(count, in_the_browser(where))), flush=True)


if __name__ == "__main__":
    main()

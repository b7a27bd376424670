"""The map with very many points: ``python -m tests.benchmarks.map_frames [50000 100000 ...]``.

A project of so many different passages in 40 themes is made, served and opened in a real browser
without a graphics card. Printed are the first layout, a page that is opened when it is there, the
server's answers, and frames: how long one took to draw, and from one to the next, while the map is
moved and zoomed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import sync_playwright

from tests.app.boards import make_board
from tests.conftest import _QUIET, CHROMIUM
from workbench.app.pages.passage_map import MapPage
from workbench.app.seat import Seat
from workbench.domain.sources import text_hash
from workbench.store.database import open_project
from workbench.store.material import material
from workbench.store.vectors import VectorCache

SIZES = (50_000, 100_000)
_THEMES, _WIDE, _STEPS = 40, 64, 90
#: Moves and zooms in every frame, and keeps when each began and how long its drawing took.
_MEASURE = """async (steps) => {
  const root = document.querySelector('[class*=ReactiveESM]').shadowRoot;
  const above = root.querySelector('.map-above'), box = above.getBoundingClientRect();
  const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, bubbles: true };
  const began = [], took = [], real = requestAnimationFrame;
  window.requestAnimationFrame = (work) => real((now) => { const from = performance.now(); work(now); took.push(performance.now() - from); });
  for (let step = 0; step < steps; step += 1) {
    above.dispatchEvent(new WheelEvent('wheel', { ...at, clientX: at.clientX + 3 * step, deltaY: step % 30 < 15 ? -60 : 60, cancelable: true }));
    began.push(await new Promise((resolve) => real(resolve)));
  }
  window.requestAnimationFrame = real;
  return [began.slice(1).map((each, place) => each - began[place]), took];
}"""


def make(where: Path, count: int) -> None:
    """Make a project of so many passages with vectors in groups."""
    with make_board(where, themes=_THEMES, each=count // _THEMES, aside=0) as project:
        quotes = [text_hash(each.quote) for each in material(project).passages.values()]
        random = np.random.default_rng(5)
        middles = random.normal(size=(_THEMES, _WIDE))
        vectors = middles[np.arange(len(quotes)) * _THEMES // len(quotes)]
        vectors = vectors + 0.6 * random.normal(size=vectors.shape)
        cache = VectorCache(project, "encoder")
        for start in range(0, len(quotes), 10_000):
            part = slice(start, start + 10_000)
            cache.add(quotes[part], vectors[part].astype(np.float32))


def answers(where: Path) -> tuple[float, dict[str, float]]:
    """Return the seconds of the first layout, and of each answer when it is there."""
    with open_project(where) as project:
        page = MapPage(Seat(project=project, coder="Ruth"))
        heard: list[Any] = []
        page.screen.say = heard.append  # type: ignore[method-assign, assignment]
        began = time.perf_counter()
        page.hear({"ask": "start", "number": 1})
        while "map" not in (heard[-1] if heard else {}):
            page.hear({"ask": "map", "number": 1})
            time.sleep(0.1)
        first, found = time.perf_counter() - began, {}
        for ask in ("start", "map", "colour", "colour", "find"):
            began = time.perf_counter()
            page.hear({"ask": ask, "number": 1, "words": "voucher"})
            found[ask] = time.perf_counter() - began
    return first, found


def frames(address: str) -> tuple[float, list[float], list[float]]:
    """Return the seconds until a page is ready, the times between frames, and of drawing, in ms."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        tab = browser.new_page(viewport={"width": 1440, "height": 900})
        tab.goto(address + "map", timeout=300_000)
        tab.wait_for_selector("[data-ready=yes]", timeout=300_000)
        began = time.perf_counter()
        tab.reload(timeout=60_000)
        tab.wait_for_selector("[data-ready=yes]", timeout=60_000)
        ready = time.perf_counter() - began
        tab.wait_for_timeout(500)
        between, drawing = tab.evaluate(_MEASURE, _STEPS)
        browser.close()
    return ready, between, drawing


def main(sizes: tuple[int, ...]) -> None:
    """Measure every size and print a line for each."""
    from tests.benchmarks.served import served

    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            where = Path(folder) / "many.workbench"
            make(where, count)
            first, found = answers(where)
            with served(where) as address:
                ready, between, drawing = frames(address)
        told = ", ".join(f"{name} {1000 * each:.0f} ms" for name, each in found.items())
        print(
            f"{count:,} passages: first layout {first:.1f} s; then {told}; sum {sum(found.values()):.2f} s"
        )
        print(
            f"  page ready again {ready:.1f} s; drawing a frame {_shown(drawing)}; from frame to frame {_shown(between)}"
        )


def _shown(values: list[float]) -> str:
    return f"median {np.median(values):.0f} ms, p95 {np.percentile(values, 95):.0f} ms"


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)

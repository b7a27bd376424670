"""What coding in a long source takes: opening it, saving a coding, selecting, and scrolling through it.

Run by hand, with how many codings the source has: ``python -m tests.benchmarks.coding_page 2000``.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from tests.app.texts import INTERVIEW, make_texts
from tests.conftest import _QUIET, _SERVE, CHROMIUM
from workbench.app.pages.coding import CodingPage
from workbench.app.seat import Seat
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import Add, CreateCode, utc_now
from workbench.domain.memos import AboutKind, Note
from workbench.domain.sources import PassageId, SourceId, Span, cut
from workbench.services.code_passages import code_span
from workbench.services.decide import decide_all
from workbench.store.database import Project, open_project
from workbench.store.log import deciding
from workbench.store.material import add_passage_by_hand, material

SOURCE = SourceId("s0")
#: So long is the source, in characters; so many codes and memos does the project have.
_LONG, _CODES, _MEMOS = 500_000, 40, 200
_TIMES, _CODE = 25, "code-7"
#: Scrolls for four seconds and returns how long each frame took, in milliseconds.
_SCROLL = """async () => {
  const main = document.querySelector('[class*=ReactiveESM]').shadowRoot.querySelector('.main');
  const frames = []; const began = performance.now(); let last = began;
  await new Promise((done) => { const frame = () => { const now = performance.now();
    frames.push(now - last); last = now; main.scrollTop += 260;
    if (now - began < 4000) requestAnimationFrame(frame); else done(); }; requestAnimationFrame(frame); });
  main.scrollTop = 0;
  return frames.slice(1);
}"""


def main(codings: int) -> None:
    """Measure in a project that is made for it, and print."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "long.workbench"
        length = make(where, codings)
        print(f"{length:,} characters, {codings:,} codings of {_CODES} codes, {_MEMOS} memos")
        for measure in (served, browsed):
            for name, seconds in measure(where).items():
                print(f"  {name:<34} median {told(seconds, 50)}, 95 % under {told(seconds, 95)}")


def make(where: Path, codings: int) -> int:
    """Make a project with one long, much coded source; return how long it is."""
    line = f"{INTERVIEW} 😀\n\n"
    text, dice = line * (_LONG // len(line) + 1), Random(1)
    with make_texts(where, [text]) as project:
        codes = [CodeId(f"code-{number}") for number in range(_CODES)]
        made = [CreateCode(name=f"Code {each}", code_id=each) for each in codes]
        decide_all(project, made, coder="Ruth")
        source = material(project).sources[SOURCE]
        with deciding(project) as desk:
            for number in range(codings):
                start = dice.randrange(len(text) - 200)
                span = Span(start, start + dice.randint(10, 200))
                passage = cut(source, span, PassageId(f"cut-{number}"))
                add_passage_by_hand(desk.connection, passage)
                act = Add(passages=(passage.id,), to=dice.choice(codes))
                desk.record(desk.ledger.decide(act, coder="Ruth", at=utc_now()))
        cut_out = list(material(project).by_hand)[:_MEMOS]
        on = [(AboutKind.PASSAGE, name) for name in cut_out]
        notes = [Note(about_kind=kind, about=name, text="What is it about?") for kind, name in on]
        decide_all(project, notes, coder="Ruth")
    return len(text)


def served(where: Path) -> dict[str, list[float]]:
    """Return what the server takes: opening, saving a coding, and answering the tab that asked."""
    heard: list[dict[str, Any]] = []

    def page(project: Project) -> CodingPage:
        fresh = CodingPage(Seat(project=project, coder="Ruth"))
        fresh.screen.say = lambda message: heard.append(dict(message))  # type: ignore[method-assign]
        return fresh

    def ask(one: CodingPage, ask: str, **details: Any) -> None:
        one.hear({"ask": ask, "number": 1, **details})
        assert heard[-1]["ok"], heard[-1]

    figures: dict[str, list[float]] = {}

    def note(name: str, act: Callable[[], object]) -> None:
        worked, seconds = time.process_time(), timed(act)
        figures.setdefault(name, []).append(seconds)
        figures.setdefault(f"{name}, processor", []).append(time.process_time() - worked)

    for _ in range(5):
        with open_project(where) as project:
            tab = page(project)
            note("opened in a new process", partial(ask, tab, "open", source=""))
    with open_project(where) as project:
        tab = page(project)
        ask(tab, "open", source="")
        for number in range(_TIMES):
            note("opened again", partial(ask, tab, "open", source="s0", afresh=True))
            start = number * 300
            span, answered = Span(start, start + 37), {"start": start, "end": start + 40}
            save = partial(code_span, project, SOURCE, span, _CODE, coder="Ruth")
            note("a coding saved", save)
            note(
                "saved and answered", partial(ask, tab, "code", source="s0", code=_CODE, **answered)
            )
            note("undone and answered", partial(ask, tab, "undo"))
    return figures


def browsed(where: Path) -> dict[str, list[float]]:
    """Return what a person sees: frames while scrolling, a selection, a coding."""
    from playwright.sync_api import sync_playwright

    with served_at(where) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        tab = browser.new_page(viewport={"width": 1440, "height": 900})
        opened = timed(lambda: ready(tab, f"{address}coding"))
        frames = [milliseconds / 1000 for milliseconds in tab.evaluate(_SCROLL)]
        tab.locator(".source").focus()
        selected, coded = [], []
        for _ in range(_TIMES):
            selected.append(timed(lambda: pressed(tab, "ArrowDown", ".palette")))
            coded.append(timed(lambda: pressed(tab, "1", ".toast:not([hidden])")))
            tab.get_by_role("button", name="Hide").click()
        browser.close()
    return {
        "opened in the browser": [opened],
        "a frame while scrolling": frames,
        "selected by a key": selected,
        "coded by a key, saved and shown": coded,
    }


@contextmanager
def served_at(where: Path) -> Any:
    """Serve a project in a process of its own, and give its address."""
    command = [sys.executable, "-c", _SERVE, str(where), "Ruth"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def ready(tab: Any, address: str) -> None:
    """Open a page and wait until it is drawn."""
    tab.goto(address)
    tab.wait_for_selector("[data-ready=yes]")


def pressed(tab: Any, key: str, shown: str) -> None:
    """Press a key and wait for what it shows."""
    tab.keyboard.press(key)
    tab.locator(shown).wait_for()


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds something takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def told(seconds: Sequence[float], percent: int) -> str:
    """Return a percentile in milliseconds."""
    found = (
        statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1]
        if len(seconds) > 1
        else seconds[0]
    )
    return f"{found * 1000:5.0f} ms"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)

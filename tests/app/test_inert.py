"""Law 8 in a browser: text that people wrote is never interpreted, wherever it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.app.boards import make_board
from tests.app.evenings import TRUST, TYPING, make_evening
from tests.conftest import OpenTab, Serve
from workbench.domain.candidates import CandidateId
from workbench.domain.codebook import CodeKind
from workbench.domain.decisions import Confirm, CreateCode, Rename
from workbench.domain.sources import PassageId
from workbench.services.decide import decide

pytestmark = pytest.mark.browser

NAUGHTY = (
    "<img src=x onerror=\"document.title='owned'\">",
    "<script>document.title='owned'</script>",
    "<svg onload=document.title='owned'>",
    "javascript:document.title='owned'",
    "{{ ''.__class__ }} {% raw %} ${document.title='owned'}",
    '"><iframe srcdoc="<script>parent.document.title=\'owned\'</script>">',
    "<b onmouseover=\"document.title='owned'\">#1. *bold* [link](javascript:1)</b>",
    "\u202eright to left\u202c </textarea></style></script>",
)


@pytest.mark.parametrize("bad", [NAUGHTY[0], NAUGHTY[5]])
def test_text_stays_text_everywhere(
    tmp_path: Path, serve: Serve, open_tab: OpenTab, bad: str
) -> None:
    where = tmp_path / "evening.workbench"
    attributes = {"authority": bad, "team": bad, bad: bad}
    with make_board(
        where, each=8, titles=(bad,), words=NAUGHTY, attributes=attributes, name=bad
    ) as project:
        decide(project, CreateCode(name=bad, passages=(PassageId("p1"),)), coder=bad)
        confirm = Confirm(
            candidate=CandidateId("c1"), name=f"{bad}!", statement=bad, kind=CodeKind.BARRIER
        )
        decide(project, confirm, coder=bad)
    tab = open_tab(serve(where, coder=bad) + "?theme=c0")
    assert tab.locator("h1.title").inner_text() == " ".join(bad.split())
    quotes = "".join(tab.locator(".quote").all_text_contents())
    assert all(each in quotes for each in NAUGHTY)
    tab.keyboard.press("h")
    tab.locator(".line-words").first.wait_for()
    tab.keyboard.press("Escape")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("i")
    tab.locator(".source-text mark").wait_for()
    tab.keyboard.press("Escape")
    tab.keyboard.press("m")
    tab.locator(".picker .option").first.wait_for()
    tab.keyboard.press("Escape")
    tab.keyboard.press("p")
    tab.locator(".toast").wait_for()
    tab.keyboard.press("u")
    tab.locator("h1.title", has_text="in no theme").wait_for()
    tab.locator(".search").fill(bad)
    tab.locator(".search").press("Enter")
    tab.locator("h1.title", has_text="“").wait_for()
    assert _elements(tab) == 0
    assert tab.title() != "owned"


def test_what_the_machine_says_of_peoples_words_stays_text(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    where, bad = tmp_path / "evening.workbench", NAUGHTY[0]
    with make_evening(where, words=NAUGHTY, name=bad) as project:
        for theme in (TYPING, TRUST, "c1", "c2"):
            decide(project, Rename(theme=theme, name=f"{bad} {theme}"), coder=bad)
    address = serve(where, coder=bad)
    shows = {
        "?show=offers": ".batch",
        "?offers=typing": ".reason",
        "?alike=p5": ".chance",
        "?show=changes": ".shift-why",
        "?show=aside": ".quote",
        "?theme=c1": ".evidence-group .evidence-quote",
    }
    for view, part in shows.items():
        tab = open_tab(address + view)
        tab.locator(part).first.wait_for()
        assert "<" in tab.locator(".reading").inner_text()
        assert _elements(tab) == 0
        assert tab.title() != "owned"
    tab = open_tab(address + "?theme=c2")
    tab.get_by_text("How acutely it is felt").wait_for()
    tab.keyboard.press("g")
    tab.locator(".question-words").wait_for()
    assert _elements(tab) == 0


def _elements(tab: Any) -> int:
    """Count the elements that only text which was taken for markup could have made."""
    return int(
        tab.evaluate(
            """() => { const root = document.querySelector('[class*=ReactiveESM]').shadowRoot;
            return root.querySelectorAll('img, iframe, script, b, svg[onload]').length }"""
        )
    )

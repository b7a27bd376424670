"""Law 8 in a browser: text that people wrote is never interpreted, wherever it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.app.boards import make_board
from tests.app.evenings import TRUST, TYPING, make_evening, offer, offer_all
from tests.app.texts import make_texts
from tests.conftest import OpenTab, Serve
from workbench.domain.candidates import CandidateId
from workbench.domain.codebook import CodeKind
from workbench.domain.decisions import Confirm, CreateCode, Describe, Rename
from workbench.domain.sources import PassageId, SourceId, Span
from workbench.services.code_passages import code_span
from workbench.services.decide import decide
from workbench.store.material import material

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


@pytest.mark.parametrize("bad", [NAUGHTY[0], NAUGHTY[5]])
def test_text_that_is_coded_stays_text(
    tmp_path: Path, serve: Serve, open_tab: OpenTab, bad: str
) -> None:
    where = tmp_path / "texts.workbench"
    line = " ".join(bad.split())
    text = f"{line}: {line}\n\nsecond {line} and the rest\n\n{line}: again"
    with make_texts(where, [text, text], name=bad) as project:
        done = code_span(project, SourceId("s0"), Span(3, len(text) - 3), line, coder=bad)
        again = code_span(project, SourceId("s0"), Span(5, 20), f"{line}!", coder=bad)
        describe = Describe(theme=done.code, statement=bad, definition=bad, example=bad)
        decide(project, describe, coder=bad)
        last = list(material(project).of_source[SourceId("s0")])[2]
        offer_all(project, [offer(last, again.code, 0.9, done.passage.id)])
    tab = open_tab(serve(where, coder=bad) + "coding?source=s0")
    assert "".join(tab.locator(".piece").all_text_contents()) == text.replace("\n", "")
    tab.locator(".mark").first.click()
    tab.locator(".held-head").wait_for()
    tab.locator(".code-about-head").wait_for()
    tab.keyboard.press("r")
    tab.keyboard.type("<img src=x onerror=alert(1)>")
    tab.locator(".option-new").wait_for()
    tab.keyboard.press("Enter")
    tab.locator(".toast", has_text="<img").wait_for()
    tab.keyboard.press("g")
    tab.locator(".reasons").wait_for()
    tab.keyboard.press("h")
    tab.locator(".line-words").first.wait_for()
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    tab.keyboard.press("ArrowDown")
    tab.locator(".palette-words").wait_for()
    tab.keyboard.press("v")
    tab.locator(".toast").wait_for()
    tab.keyboard.press("b")
    tab.locator(".search").fill(bad)
    tab.locator(".source-list .counts", has_text="with “").wait_for()
    assert _elements(tab) == 0
    assert tab.title() != "owned"


def _elements(tab: Any) -> int:
    """Count the elements that only text which was taken for markup could have made."""
    return int(
        tab.evaluate(
            """() => { const root = document.querySelector('[class*=ReactiveESM]').shadowRoot;
            return root.querySelectorAll('img, iframe, script, b, svg[onload]').length }"""
        )
    )

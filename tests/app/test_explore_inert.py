"""Law 8 on the explore page: text that people wrote is never interpreted, wherever it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.app.boards import make_board
from tests.app.test_inert import NAUGHTY, _elements
from tests.conftest import OpenTab, Serve
from workbench.domain.codebook import CodeId, CodeKind
from workbench.domain.coding import Polarity
from workbench.domain.decisions import Add, CreateCode, Describe
from workbench.domain.searches import Condition, Search
from workbench.domain.sources import PassageId
from workbench.services.decide import decide
from workbench.services.keep_search import keep

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("bad", [NAUGHTY[0], NAUGHTY[5]])
def test_text_stays_text_in_every_view(
    tmp_path: Path, serve: Serve, open_tab: OpenTab, bad: str
) -> None:
    where = tmp_path / "naughty.workbench"
    attributes = {
        "authority": bad, "team": bad, "role": f"{bad} worker", "small change": bad, bad: bad,
        "date": "2026-03-01",
    }  # fmt: skip
    with make_board(where, each=6, words=NAUGHTY, attributes=attributes, name=bad) as project:
        for number, kind in enumerate((CodeKind.BARRIER, CodeKind.ENABLER)):
            passages = tuple(PassageId(f"p{n}") for n in range(4))
            act = CreateCode(
                name=f"{bad} {number}", statement=bad, kind=kind, passages=passages,
                code_id=CodeId(f"k{number}"),
            )  # fmt: skip
            decide(project, act, coder=bad, reason=bad)
        against = Add(to="k0", passages=(PassageId("p7"),), polarity=Polarity.CONTRADICTS)
        decide(project, against, coder=bad)
        fields = dict.fromkeys(("definition", "use_when", "not_when", "example", "near_miss"), bad)
        decide(project, Describe(theme="k0", **fields), coder=bad, reason=bad)  # type: ignore[arg-type]
        keep(project, bad, Search(words=bad, where=(Condition(bad, bad),)), coder=bad)
    tab = open_tab(serve(where, coder=bad) + "explore")
    address = tab.url
    for query, part in (
        ({"where": f"team={bad}"}, ".card-title"),
        ({"form": "table"}, ".cards-table"),
        ({"barrier": "k0"}, ".story-sentence"),
        ({"show": "matrix", "by": "team", "cell": "k0", "at": bad}, ".drawer .said"),
        ({"show": "time"}, ".changes-list"),
        ({"show": "places", "barrier": "k0"}, ".place .said"),
        ({"show": "find", "words": bad}, ".hits .said"),
    ):
        tab.goto(f"{address}?{urlencode(query)}")
        tab.wait_for_selector("[data-ready=yes]")
        tab.locator(part).first.wait_for()
        _inert(tab)
    tab.get_by_role("button", name="New code from").click()
    tab.keyboard.press("Escape")
    tab.get_by_role("button", name="Add all").click()
    tab.locator(".picker .option").first.wait_for()
    tab.keyboard.press("Escape")
    tab.locator(".in-context").first.click()
    tab.locator(".drawer mark").wait_for()
    _inert(tab)


def _inert(tab: Any) -> None:
    assert "<" in tab.locator(".explore").inner_text()
    assert _elements(tab) == 0
    assert tab.title() != "owned"

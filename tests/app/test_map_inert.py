"""Law 8 on the map: text that people wrote is never interpreted, wherever it is shown."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from tests.app.boards import make_board
from tests.app.test_inert import NAUGHTY, _elements
from tests.conftest import OpenTab, Serve
from workbench.domain.decisions import CreateCode
from workbench.domain.sources import PassageId, text_hash
from workbench.services.decide import decide
from workbench.store.material import material
from workbench.store.vectors import VectorCache

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("bad", [NAUGHTY[0], NAUGHTY[5]])
def test_text_stays_text_on_the_map(
    tmp_path: Path, serve: Serve, open_tab: OpenTab, bad: str
) -> None:
    where = tmp_path / "naughty.workbench"
    attributes = {"authority": bad, "team": bad, "role": bad, bad: bad}
    with make_board(
        where, each=8, titles=(bad,), words=NAUGHTY, attributes=attributes, name=bad
    ) as project:
        decide(project, CreateCode(name=bad, passages=(PassageId("p1"),)), coder=bad)
        quotes = [text_hash(each.quote) for each in material(project).passages.values()]
        vectors = np.random.default_rng(1).normal(size=(len(quotes), 6)).astype(np.float32)
        VectorCache(project, "encoder").add(quotes, vectors)
    tab = open_tab(serve(where, coder=bad) + "map")
    for colour in ("Role", "Codes", "Candidates"):
        tab.get_by_role("button", name=colour, exact=True).click()
        tab.locator(".map-key-words", has_text=" ".join(bad.split())[:20]).first.wait_for()
    tab.locator(".map-key-list").first.click()
    tab.locator(".map-quote", has_text="<").first.wait_for()
    tab.locator(".map-item").first.hover()
    tab.get_by_role("button", name="Add to…").click()
    tab.locator(".picker .option").first.wait_for()
    tab.keyboard.press("Escape")
    tab.locator(".map-item").first.click()
    tab.locator(".map-source mark").wait_for()
    tab.get_by_role("button", name="As a list").click()
    tab.locator(".map-choose").first.wait_for()
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="Save picture").click()
    written = Path(saved.value.path()).read_bytes()
    assert b"<img" not in written
    assert ElementTree.fromstring(written) is not None
    assert _elements(tab) == 0
    assert tab.title() != "owned"

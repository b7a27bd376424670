"""Accessibility: axe-core finds nothing serious on any page, light and dark, wide and narrow."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest

from tests.app.evenings import make_evening
from tests.conftest import OpenTab, Serve
from workbench.app.registry import PAGES
from workbench.store.database import create_project

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
#: Page -> what can be open on it.
VIEWS = {
    "/": (
        "", "?review=c1", "?theme=typing", "?theme=c1", "?show=aside", "?show=offers", "?offers=typing",
        "?alike=p5", "?show=changes", "?find=voucher", "?theme=gone",
    ),
    "/safekeeping": ("", "?show=releases", "?show=dates", "?show=erase"),
    "/identifiers": ("", "?show=texts", "?show=lists", "?text=s0", "?text=gone"),
    "/sources": ("", "?show=uncoded", "?words=nowhere"),
    "/coding": ("", "?source=s0", "?source=gone"),
    "/map": ("", "#colour=role&as=list", "#theme=typing", "#find=voucher"),
    "/explore": (
        "", "?form=table", "?where=team%3Dnobody", "?barrier=typing", "?show=matrix&by=team",
        "?show=matrix&by=month&share=column", "?show=time", "?show=places&barrier=typing",
        "?show=find", "?show=find&words=visit", "?barrier=gone",
    ),
}  # fmt: skip
#: In which light, and how wide and high.
LOOKS = (("light", 1440, 900), ("dark", 1440, 900), ("light", 390, 844))
_FOUND = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations
    .filter((each) => ["serious", "critical"].includes(each.impact))
    .map((each) => `${each.id}: ${each.nodes.length} × ${each.nodes[0].html.slice(0, 200)}`);
}"""


def test_every_page_is_looked_at() -> None:
    """A page without a row here is a page that nobody has checked."""
    assert set(VIEWS) == {page.path for page in PAGES}


@pytest.fixture
def address(tmp_path: Path, serve: Serve) -> str:
    make_evening(tmp_path / "evening.workbench").close()
    return serve(tmp_path / "evening.workbench")


@pytest.mark.parametrize("page", sorted(VIEWS))
def test_nothing_serious(address: str, open_tab: OpenTab, page: str) -> None:
    tab = open_tab(address, reduced_motion="reduce")
    found = [each for view in VIEWS[page] for each in _look(tab, address, page + view)]
    assert found == []


@pytest.mark.parametrize("page", sorted(VIEWS))
def test_nothing_serious_where_there_is_nothing(
    tmp_path: Path, serve: Serve, open_tab: OpenTab, page: str
) -> None:
    create_project(tmp_path / "empty.workbench").close()
    address = serve(tmp_path / "empty.workbench")
    assert _look(open_tab(address, reduced_motion="reduce"), address, page) == []


def test_what_is_wrong_is_found(address: str, open_tab: OpenTab) -> None:
    tab = open_tab(address, reduced_motion="reduce")
    tab.evaluate(
        """() => document.querySelector('[class*=ReactiveESM]').shadowRoot
        .querySelector('.top').append(document.createElement('button'))"""
    )
    assert ["button-name" in each for each in _axe(tab)] == [True]


def _look(tab: Any, address: str, view: str) -> list[str]:
    tab.goto(address.rstrip("/") + view)
    tab.wait_for_selector("[data-ready=yes]")
    # What a view asks for arrives after the page itself.
    tab.wait_for_timeout(700)
    assert urlsplit(tab.url).path == urlsplit(view).path
    found = []
    for scheme, width, height in LOOKS:
        tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        tab.set_viewport_size({"width": width, "height": height})
        found += [f"{view} {scheme} {width}: {each}" for each in _axe(tab)]
    tab.set_viewport_size({"width": 1440, "height": 900})
    return found


def _axe(tab: Any) -> list[str]:
    if not tab.evaluate("typeof axe === 'object'"):
        tab.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    return [str(each) for each in tab.evaluate(_FOUND)]

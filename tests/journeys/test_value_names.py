"""Values of columns that name people, in a real browser: asked once, decided for all, masked by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.test_accessible import _look as look
from tests.conftest import OpenTab, Serve
from tests.services.attributed import REAL, column, copy_attributed, make_attributed
from workbench.services.check_project import check_project
from workbench.store.database import Project, open_project
from workbench.store.material import given

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_attributed(tmp_path_factory.mktemp("attributed") / "made")


@pytest.fixture
def project(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    with open_project(copy_attributed(made, tmp_path, monkeypatch)) as opened:
        yield opened
        assert check_project(opened).faults == ()


def said(tab: Any, words: str) -> None:
    tab.locator(".toast-words", has_text=words).wait_for()


def test_a_value_is_asked_once_for_its_column(
    project: Project, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(Path(project.where)) + "identifiers")
    while tab.locator(".asked-word").inner_text() != "Team Sarah":
        words = tab.locator(".asked-words").get_attribute("data-id")
        tab.keyboard.press("n")
        tab.locator(f".asked-words:not([data-id='{words}'])").wait_for()
    assert "in the column “Team”" in tab.locator(".asked-title").inner_text()
    assert (
        "1 text; what you decide holds in the whole column"
        in tab.locator(".asked-facts").inner_text()
    )
    tab.keyboard.press("t")
    said(tab, "This is a value of a column")
    tab.keyboard.press("k")
    said(tab, "Kept 1 place as written")
    assert column(project, "Team")[0] == "Team Sarah"
    tab.keyboard.press("z")
    tab.locator(".tab-n", has_text="2").wait_for()
    assert column(project, "Team")[0] != "Team Sarah"


def test_a_text_shows_its_values_and_they_are_decided_there(
    project: Project, serve: Serve, open_tab: OpenTab
) -> None:
    source = list(given(project).sources)[1]
    tab = open_tab(serve(Path(project.where)) + f"identifiers?text={source}")
    values = tab.locator(".text-values")
    assert not [each for each in REAL if each in values.inner_text().casefold()]
    values.get_by_text("Northgate").focus()
    tab.keyboard.press("Enter")
    assert tab.locator(".mark-tray strong").inner_text() == "Northgate"
    tab.locator(".mark-tray select").select_option("place")
    tab.keyboard.press("Escape")
    tab.keyboard.press("Enter")
    tab.locator(".mark-tray .button.primary").click()
    said(tab, "Masked a stretch by hand")
    [hidden] = set(column(project, "Team")[1:])
    assert hidden.startswith("[place")
    values.get_by_text(hidden).focus()
    tab.keyboard.press("Enter")
    assert "in 3 texts" in tab.locator(".mark-tray").inner_text()
    tab.keyboard.press("k")
    said(tab, "Kept 1 place as written")
    assert column(project, "Team")[1:] == ["Northgate"] * 3
    assert look(tab, tab.url.split("identifiers")[0], f"/identifiers?text={source}") == []


def test_no_page_shows_or_finds_a_name_of_a_column(
    project: Project, serve: Serve, open_tab: OpenTab
) -> None:
    address = serve(Path(project.where))
    source = next(iter(given(project).sources))
    for page in ("sources", f"coding?source={source}", "explore?show=matrix&by=team", "map"):
        shown = open_tab(address + page).evaluate(_SHOWN).casefold()
        assert not [each for each in REAL if each in shown], page


_SHOWN = "() => document.querySelector('[class*=ReactiveESM]').shadowRoot.textContent"

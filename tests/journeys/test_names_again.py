"""Texts of an earlier version in a real browser: told calmly, looked through again, undone, let go of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import OpenTab, Serve
from tests.services.earlier import earlier_named, screen_as_earlier
from tests.services.named import make_named, seen_whole
from tests.services.pieces import bring_in, write_table
from workbench.domain.identifiers import Verdict
from workbench.services.check_project import check_project
from workbench.services.review_identifiers import clear, judge
from workbench.services.screen_anew import view_earlier
from workbench.services.view.identifiers import view_identifiers, view_log
from workbench.store.database import Project, create_project, open_project

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_named(tmp_path_factory.mktemp("named") / "made")


@pytest.fixture
def earlier(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    missed = ["Karolina", "Zuzanna", "Hope"]
    with open_project(earlier_named(made, tmp_path, monkeypatch, missed=missed)) as project:
        yield project
        assert check_project(project).faults == ()


def said(tab: Any, words: str) -> None:
    tab.locator(".toast-words", has_text=words).wait_for()


def test_texts_are_looked_through_again_by_keyboard_and_undone(
    earlier: Project, serve: Serve, open_tab: OpenTab
) -> None:
    tahmina = [e.mark.id for e in view_identifiers(earlier) if e.quote == "Tahmina"]
    judge(earlier, tahmina, Verdict.KEEP, coder="Ann")
    clear(earlier, coder="Ann")
    address = serve(Path(earlier.where)) + "identifiers"
    tab, other = open_tab(address), open_tab(address)
    notice = tab.locator(".again")
    assert "6 texts were looked through by an earlier version" in notice.inner_text()
    tab.locator("h1", has_text="Nothing is open").wait_for()
    tab.keyboard.press("r")
    notice.get_by_text("Looked through 6 texts again: 2 new places masked, 2 to decide").wait_for()
    assert "2 texts are no longer cleared" in notice.inner_text()
    assert tab.locator(".asked-word").inner_text() == "Hope"
    assert "4 of 6" in tab.locator(".meter-words").inner_text()
    other.locator(".tab-n", has_text="2").wait_for()
    other.locator(".again").wait_for(state="hidden")
    seen = " ".join(seen_whole(earlier))
    assert "Tahmina showed me" in seen
    assert not [name for name in ("Karolina", "Zuzanna", "Hope") if name in seen]
    tab.keyboard.press("h")
    tab.locator(".names-past", has_text="Looked through texts again".lower()).wait_for()
    tab.keyboard.press("Escape")
    notice.locator(".button", has_text="Undo").focus()
    tab.keyboard.press("Enter")
    notice.get_by_text("6 texts were looked through").wait_for()
    assert "6 of 6" in tab.locator(".meter-words").inner_text()
    assert "Karolina was out" in " ".join(seen_whole(earlier))
    tab.keyboard.press("Shift+Z")
    notice.wait_for(state="hidden")
    tab.keyboard.press("r")
    said(tab, "Every text was screened by the present version")


def test_nothing_is_told_where_there_is_nothing_to_tell(
    made: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(made) + "identifiers")
    assert not tab.locator(".again").is_visible()


def test_a_long_look_is_told_lets_others_work_and_can_be_let_go(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    rows = [
        (
            f"r{n}",
            f"Rang Karolina Nowak and Amira Khan, visit {n}. Hope is a big word in this job. " * 9,
        )
        for n in range(300)
    ]
    with create_project(tmp_path / "many.workbench") as project:
        bring_in(project, write_table(tmp_path / "rows.csv", rows, "id", "text"))
        screen_as_earlier(project, missed=["Karolina Nowak"])
        tab = open_tab(serve(Path(project.where)) + "identifiers")
        tab.locator(".again .button").click()
        tab.locator(".again .work-stage", has_text="of 300").wait_for()
        tab.keyboard.press("k")
        said(tab, "Kept 1 place as written")
        tab.locator(".again .button", has_text="Cancel").click()
        said(tab, "Cancelled; nothing was changed")
        tab.locator(".again", has_text="300 texts were looked through").wait_for()
        assert view_earlier(project).texts == 300
        assert [each.verb for each in view_log(project)] == ["keep"]


@pytest.mark.parametrize(("light", "width", "height"), [("light", 1440, 900), ("dark", 390, 844)])
def test_nothing_is_in_anybodys_way(
    earlier: Project, serve: Serve, open_tab: OpenTab, light: str, width: int, height: int
) -> None:
    how = {"color_scheme": light, "reduced_motion": "reduce", "width": width, "height": height}
    tab = open_tab(serve(Path(earlier.where)) + "identifiers", **how)
    tab.locator(".again").wait_for(state="visible")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.locator(".again .button").focus()
    tab.keyboard.press("Enter")
    tab.locator(".again", has_text="2 new places masked, 2 to decide").wait_for()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.locator(".again .button", has_text="Dismiss").focus()
    tab.keyboard.press("Enter")
    tab.locator(".again").wait_for(state="hidden")
    tab.keyboard.press("k")
    said(tab, "Kept 1 place as written")

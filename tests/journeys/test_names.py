"""Names reviewed in a real browser, by keyboard alone: decide, undo, mark by hand, list, clear."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.test_accessible import _look as look
from tests.conftest import OpenTab, Serve
from tests.services.named import copy_named, make_named, marks_of, seen_whole
from workbench.domain.identifiers import Origin, Verdict
from workbench.services.check_project import check_project
from workbench.services.name_lists import list_names
from workbench.services.review_identifiers import judge
from workbench.services.view.identifiers import view_review
from workbench.store.database import Project, open_project
from workbench.store.identifiers import cleared

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_named(tmp_path_factory.mktemp("named") / "made")


@pytest.fixture
def named(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    with open_project(copy_named(made, tmp_path, monkeypatch)) as project:
        yield project
        assert check_project(project).faults == ()


def said(tab: Any, words: str) -> None:
    tab.locator(".toast-words", has_text=words).wait_for()


def test_one_decision_at_a_time_with_undo(named: Project, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(Path(named.where)) + "identifiers")
    assert tab.locator(".asked-word").inner_text() == "Hope"
    assert tab.locator(".tab-n").inner_text() == "2"
    tab.keyboard.press("k")
    said(tab, "Kept 1 place as written")
    tab.locator(".tab-n", has_text="1").wait_for()
    assert sum("Hope" in text for text in seen_whole(named)) == 1
    tab.keyboard.press("m")
    tab.locator("h1", has_text="Nothing is open").wait_for()
    tab.keyboard.press("z")
    tab.locator(".tab-n", has_text="1").wait_for()
    tab.keyboard.press("z")
    tab.locator(".tab-n", has_text="2").wait_for()
    assert {each.verdict for each in marks_of(named)} == {Verdict.OPEN}
    tab.keyboard.press("Shift+K")
    said(tab, "Kept 2 places as written")
    tab.keyboard.press("c")
    said(tab, "Cleared 6 texts")
    with named.reading() as connection:
        assert len(cleared(connection)) == 6
    tab.keyboard.press("Control+z")
    tab.locator(".meter-words", has_text="0 of 6").wait_for()
    tab.keyboard.press("?")
    assert tab.locator("dialog[open] h2").inner_text() == "Keyboard shortcuts"


def test_not_sure_stays_masked_and_the_next_is_asked(
    named: Project, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(Path(named.where)) + "identifiers")
    first = tab.locator(".asked-words").get_attribute("data-id")
    tab.keyboard.press("n")
    tab.wait_for_function(_OTHER, arg=first)
    tab.keyboard.press("p")
    tab.wait_for_function(_SAME, arg=first)
    assert view_review(named).n_open == 2
    assert "Hope" not in " ".join(seen_whole(named))


_ROOT = "document.querySelector('[class*=ReactiveESM]').shadowRoot"
_SAME = f"(id) => {_ROOT}.querySelector('.asked-words')?.dataset.id === id"
_OTHER = f"(id) => {_ROOT}.querySelector('.asked-words')?.dataset.id !== id"


def test_words_that_were_missed_are_masked_in_their_text(
    named: Project, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(Path(named.where)) + "identifiers?show=texts")
    tab.locator(".text-name", has_text="e").first.focus()
    tab.locator(".text-name").nth(4).focus()
    tab.keyboard.press("Enter")
    tab.locator(".masked-text").wait_for()
    for _ in range(6):
        tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Shift+ArrowRight")
    assert tab.locator(".mark-tray strong").inner_text() == "systems and"
    tab.keyboard.press("Shift+ArrowLeft")
    tab.keyboard.press("m")
    said(tab, "Masked a stretch by hand")
    [mine] = [each for each in marks_of(named) if each.found is Origin.HAND]
    assert seen_whole(named)[4].startswith(f"We typed one visit into three {mine.label} and")
    tab.locator(".stand-in", has_text=mine.label).focus()
    tab.keyboard.press("Enter")
    assert tab.locator(".mark-tray strong").inner_text() == "systems"
    tab.keyboard.press("k")
    said(tab, "Kept 1 place as written")
    assert "three systems" in seen_whole(named)[4]
    tab.keyboard.press("c")
    said(tab, "Cleared 1 text")


def test_a_word_goes_on_the_list(named: Project, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(Path(named.where)) + "identifiers")
    tab.keyboard.press("l")
    tab.locator("dialog[open] select").select_option("allowed")
    tab.keyboard.press("Enter")
    tab.locator("dialog[open] button[type=submit]").focus()
    tab.keyboard.press("Enter")
    said(tab, "Allowed words that point at nobody: 2 places")
    assert [(each.words, each.kind) for each in list_names(named)] == [("Hope", "allowed")]
    tab.keyboard.press("3")
    tab.locator(".entry-words", has_text="Hope").wait_for()
    tab.keyboard.press("z")
    tab.locator(".entry-words").wait_for(state="detached")
    assert list_names(named) == ()


def test_somebody_elses_decision_comes_in_and_is_told(
    named: Project, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(Path(named.where)) + "identifiers")
    [first, _] = view_review(named).asked
    judge(named, [first.mark.id], Verdict.KEEP, coder="Ann")
    tab.locator(".tab-n", has_text="1").wait_for()
    assert tab.locator(".asked-words").get_attribute("data-id") != first.mark.id


def test_coding_goes_on_in_the_words_that_are_seen(
    named: Project, serve: Serve, open_tab: OpenTab
) -> None:
    source = marks_of(named)[0].source
    tab = open_tab(serve(Path(named.where)) + f"coding?source={source}")
    label = marks_of(named)[0].label
    tab.locator(".source", has_text=label).wait_for()
    assert "Begum" not in tab.locator(".source").inner_text()
    judge(named, [marks_of(named)[0].id], Verdict.KEEP, coder="Ann")
    tab.locator(".source", has_text="Begum").wait_for()


def test_what_is_asked_is_accessible(named: Project, serve: Serve, open_tab: OpenTab) -> None:
    address = serve(Path(named.where))
    tab = open_tab(address, reduced_motion="reduce")
    for view in ("", "?show=texts", f"?text={marks_of(named)[0].source}"):
        assert look(tab, address, f"/identifiers{view}") == []
    tab.locator(".masked-text").focus()
    tab.keyboard.press("ArrowRight")
    tab.locator(".mark-tray:not([hidden])").wait_for()

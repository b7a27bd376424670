"""A team looks around in what was confirmed: by clicking, and by keys alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.app.boards import make_board
from tests.conftest import OpenTab, Serve
from tests.services.explored import BLAME, TYPING, explore, named
from workbench.domain.decisions import Add
from workbench.services.check_project import check_project
from workbench.services.decide import decide
from workbench.services.keep_search import kept
from workbench.store.database import create_project, open_project
from workbench.store.log import ledger

pytestmark = pytest.mark.browser


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "explored.workbench"
    with create_project(path, name="An evening") as project:
        explore(project, tmp_path)
    return path


def _titled(tab: Any, words: str) -> None:
    tab.locator("h1.view-title", has_text=re.compile(f"^{re.escape(words)}")).first.wait_for()


def _cards(tab: Any) -> list[str]:
    return [str(each) for each in tab.locator(".card-title").all_inner_texts()]


def _numbers(tab: Any) -> int:
    return int(tab.locator(".hits > .said").count())


def test_a_team_explores_barriers(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where))
    tab.get_by_role("link", name="Explore", exact=True).click()
    tab.wait_for_selector("[data-ready=yes]")
    _titled(tab, "Barriers")
    assert _cards(tab) == ["Typing twice", "Fear of blame", "A yes at once"]

    # Both sides beside each other; what practitioners feel and leaders do not see.
    typing = tab.locator(".card", has_text="Typing twice")
    assert "5 of 6" in typing.inner_text()
    assert "0 of 3" in typing.inner_text()
    assert "1 person says otherwise" in typing.inner_text()
    tab.get_by_label("Who sees it").select_option("practitioners")
    tab.locator(".filters-n", has_text="2 of 3 cards").wait_for()
    tab.get_by_label("Kind", exact=True).select_option("barrier")
    tab.locator(".filters-n", has_text="1 of 3 cards").wait_for()

    # The story: quotes, counter-examples, history; a quote in its source.
    typing.click()
    _titled(tab, "Typing twice")
    tab.get_by_role("heading", name="What 5 people said").wait_for()
    assert "no leader who was heard speaks of it" in tab.locator(".story-side").inner_text()
    against = tab.locator(".part-against")
    assert "Typing it once was enough here." in against.inner_text()
    assert "Made a barrier “Typing twice”." in tab.locator(".lines").inner_text()
    tab.locator(".story-words .in-context").first.click()
    assert tab.locator(".drawer mark").inner_text() == "I type the visit twice."
    tab.keyboard.press("Escape")
    tab.locator(".drawer").wait_for(state="hidden")
    assert tab.evaluate(_FOCUSED).startswith("context ")

    # Back leads to the filtered wall, forward to the story, and a reload stays.
    tab.go_back()
    tab.locator(".filters-n", has_text="1 of 3 cards").wait_for()
    tab.go_forward()
    _titled(tab, "Typing twice")
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    _titled(tab, "Typing twice")
    assert "fewer than 5 people" in tab.locator(".few-words").inner_text()


_FOCUSED = """() => document.querySelector('[class*=ReactiveESM]').shadowRoot.activeElement?.dataset.focus ?? ''"""


def test_the_matrix_opens_its_words(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "explore?show=matrix")
    tab.get_by_label("By", exact=True).select_option("authority")
    _titled(tab, "Who speaks of what, by authority")
    cell = tab.get_by_role("button", name="Typing twice, Cald: 4 people, 5 quotes")
    assert cell.locator(".circle.few").count() == 1
    cell.click()
    tab.locator(".drawer", has_text="5 quotes").wait_for()
    address = tab.url
    assert tab.locator(".drawer .said").count() == 5
    tab.go_back()
    tab.locator(".drawer").wait_for(state="hidden")
    tab.goto(address)
    tab.locator(".drawer .said").first.wait_for()
    tab.keyboard.press("Escape")
    tab.locator(".drawer").wait_for(state="hidden")

    # Silence is said, and can be asked about.
    silent = tab.get_by_role("button", name="Typing twice, Thorn: silent: 1 heard")
    silent.click()
    tab.get_by_text("That is an answer, too: ask why.").wait_for()
    tab.get_by_role("button", name="Close (Esc)").click()

    # Shares of the row and of the column.
    tab.get_by_role("button", name="% of those heard there").click()
    tab.get_by_role("button", name="Typing twice, Cald: 4 people, 5 quotes, 80 %").wait_for()
    tab.get_by_role("button", name="% of those who speak of it").click()
    tab.get_by_role("button", name="Typing twice, East: 1 person, 1 quote, 20 %").wait_for()

    # Arrow keys walk through the cells.
    tab.locator(".cell").first.focus()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate(_FOCUSED) == f"cell {BLAME} East"
    tab.keyboard.press("Enter")
    tab.locator(".drawer-about", has_text="2 quotes").wait_for()


def test_over_time_marks_the_small_changes(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "explore")
    tab.get_by_role("link", name="Over time", exact=True).click()
    _titled(tab, "Over time")
    heads = tab.locator(".over-time thead th").all_inner_texts()
    assert [" ".join(each.split()) for each in heads] == [
        "1 Jan 2026 1 heard", "Feb 2026 nobody heard", "Mar 2026 3 heard",
        "2 Apr 2026 4 heard", "May 2026 3 heard",
    ]  # fmt: skip
    tab.get_by_role("link", name="Small change 2: Buses").click()
    assert "Buses" in tab.locator("[data-change='2']").inner_text()
    tab.get_by_role("button", name="Typing twice, May 2026: 2 of 3 people, 67 %").click()
    tab.locator(".drawer", has_text="We typed it into three systems.").wait_for()
    tab.get_by_role("link", name="The whole story").click()
    _titled(tab, "Typing twice")


def test_places_are_compared_and_never_ranked(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "explore?show=places")
    _titled(tab, "Typing twice")
    assert "no plan to copy" in tab.locator(".no-ranking").inner_text()
    assert tab.locator(".place h2").all_inner_texts() == ["Cald", "East", "Thorn"]
    assert "nobody speaks of it" in tab.locator(".place-silent").inner_text()
    tab.get_by_role("button", name="All 5 quotes from here").click()
    tab.locator(".drawer-about", has_text="5 quotes").wait_for()
    tab.get_by_label("Which barrier").select_option(label="Fear of blame")
    _titled(tab, "Fear of blame")
    tab.locator(".drawer").wait_for(state="hidden")


def test_a_search_is_narrowed_coded_taken_back_and_kept(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where) + "explore?show=find")
    tab.get_by_label("What to look for").fill("typed")
    tab.locator(".why-code").first.wait_for()
    tab.get_by_label("also what means the same in other words").uncheck()
    tab.locator(".find-n", has_text="4 passages by 4 people").wait_for()
    tab.get_by_role("button", name="Only where…").click()
    tab.get_by_label("Part of a value").fill("cal")
    tab.keyboard.press("Enter")
    tab.locator(".find-n", has_text="3 passages by 3 people").wait_for()
    assert "where=authority" in tab.url

    # All of it but one goes into a code, as one act; and back.
    tab.locator(".hits .pick").first.uncheck()
    tab.get_by_role("button", name="Add 2 of 3 to a code…").click()
    tab.get_by_role("combobox", name="Theme").fill("blame")
    tab.keyboard.press("Enter")
    tab.locator(".toast-words", has_text="Added 2 passages to “Fear of blame”.").wait_for()
    with open_project(where) as project:
        assert len(ledger(project).board.passages_of(BLAME)) == 6
    tab.get_by_role("button", name="Undo").click()
    tab.locator(".toast-words", has_text="Undid: added 2 passages").wait_for()

    # A code of its own from the whole result.
    tab.get_by_role("button", name=re.compile("^New code from")).click()
    tab.get_by_label("Name", exact=True).fill("Typed in Cald")
    tab.keyboard.press("Enter")
    tab.locator(".toast-words", has_text="Made a code “Typed in Cald”.").wait_for()

    # Kept under a name, found again after a reload, and forgotten.
    tab.get_by_role("button", name="Keep this search…").click()
    tab.get_by_label("Name", exact=True).fill("Typing at Cald")
    tab.keyboard.press("Enter")
    tab.locator(".kept-name", has_text="Typing at Cald").wait_for()
    tab.goto(tab.url.split("?")[0] + "?show=find")
    tab.locator(".kept-name").click()
    tab.locator(".find-n", has_text="3 passages by 3 people").wait_for()
    assert tab.get_by_label("What to look for").input_value() == "typed"
    tab.get_by_role("button", name="Forget “Typing at Cald”").click()
    tab.locator(".kept").wait_for(state="detached")
    with open_project(where) as project:
        assert kept(project) == ()
        assert check_project(project).faults == ()


def test_looking_around_without_a_mouse(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "explore")
    _reach(tab, f"card {TYPING}")
    tab.keyboard.press("Enter")
    _titled(tab, "Typing twice")
    assert (
        tab.evaluate(
            "() => document.querySelector('[class*=ReactiveESM]').shadowRoot.activeElement.tagName"
        )
        == "H1"
    )
    tab.keyboard.press("/")
    _titled(tab, "Search")
    tab.keyboard.type("blame")
    tab.locator(".find-n", has_text=re.compile("passages? by")).wait_for()
    assert tab.get_by_label("What to look for").input_value() == "blame"
    assert tab.evaluate(_FOCUSED) == "words"
    _reach(tab, "create")
    tab.keyboard.press("Enter")
    tab.keyboard.type("Blamed")
    tab.keyboard.press("Enter")
    tab.locator(".toast-words", has_text="Made a code “Blamed”.").wait_for()
    tab.locator(".explore-main").focus()
    tab.keyboard.press("z")
    tab.locator(".toast-words", has_text="Undid: made a code").wait_for()


def _reach(tab: Any, name: str) -> None:
    for _ in range(60):
        if tab.evaluate(_FOCUSED) == name:
            return
        tab.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {name}")


def test_what_somebody_else_decides_shows_within_two_seconds(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where) + f"explore?barrier={BLAME}")
    tab.get_by_role("heading", name="What 4 people said").wait_for()
    with open_project(where) as project:
        decide(project, Add(to=BLAME, passages=named(project, "11")), coder="Amir")
    tab.get_by_role("heading", name="What 5 people said").wait_for(timeout=4_000)


def test_conditions_show_and_go(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "explore?where=Authority%3DThorn")
    tab.locator(".view-about", has_text="1 person was heard").wait_for()
    assert tab.locator(".card-silent").count() == 3
    tab.get_by_role("button", name="Authority Thorn Take away").click()
    tab.locator(".view-about", has_text="10 people were heard").wait_for()
    tab.get_by_role("link", name="Matrix", exact=True).click()
    _titled(tab, "Who speaks of what")


def test_empty_states_teach_the_next_step(tmp_path: Path, serve: Serve, open_tab: OpenTab) -> None:
    create_project(tmp_path / "empty.workbench", name="Empty").close()
    tab = open_tab(serve(tmp_path / "empty.workbench") + "explore")
    _titled(tab, "No words yet")
    make_board(tmp_path / "board.workbench").close()
    address = serve(tmp_path / "board.workbench")
    for show in ("wall", "matrix", "time", "places"):
        tab = open_tab(f"{address}explore?show={show}")
        _titled(tab, "No barrier yet")
        assert "3 candidates wait on the board" in tab.locator(".nothing").inner_text()
    tab.get_by_role("link", name="Open the board").click()
    tab.locator("h1.title").wait_for()
    tab = open_tab(f"{address}explore?barrier=nothing")
    _titled(tab, "This barrier is not here any more")


@pytest.mark.parametrize("width", [390, 1024])
def test_nothing_sticks_out_sideways(
    where: Path, serve: Serve, open_tab: OpenTab, width: int
) -> None:
    address = serve(where)
    tab = open_tab(address + "explore", width=width, height=800)
    for view in (
        "",
        "?form=table",
        f"?barrier={TYPING}",
        "?show=matrix&by=team",
        "?show=time",
        "?show=places",
        "?show=find&words=typed",
    ):
        tab.goto(f"{address}explore{view}")
        tab.wait_for_selector("[data-ready=yes]")
        assert tab.evaluate(_WIDE) <= width


_WIDE = """() => { const root = document.querySelector('[class*=ReactiveESM]').shadowRoot;
    return Math.max(document.documentElement.scrollWidth, root.querySelector('.explore-main').scrollWidth) }"""

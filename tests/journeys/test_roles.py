"""Journey T2: a team looks at its barriers, as a leader sees them, and as a facilitator does."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import OpenTab, Serve
from tests.services.reviewed import review
from workbench.store.database import create_project

pytestmark = pytest.mark.browser
_NAMED = ("W00", "W17", "R00", "team manager", "reviewed.csv")


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project of five teams, one of them of four social workers and a manager."""
    folder = tmp_path_factory.mktemp("roles")
    with create_project(folder / "team.workbench", name="Cald and East") as project:
        review(project, folder)
    return folder / "team.workbench"


def _titled(tab: Any, words: str) -> None:
    tab.locator("h1", has_text=words).wait_for()


def _role(tab: Any) -> list[str]:
    return parse_qs(urlsplit(tab.url).query).get("as", [])


def _nothing_leaks(tab: Any) -> None:
    shown = tab.locator(".board").inner_text()
    assert not [each for each in _NAMED if each in shown]


def test_a_leader_looks_around_and_singles_out_nobody(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where) + "explore?as=leader")
    _titled(tab, "Barriers")
    assert "You look as a leader would." in tab.locator(".looking").inner_text()
    assert tab.locator(".pages > .page-link").all_inner_texts() == ["Explore"]
    card = tab.locator(".card", has_text="Typing it three times").inner_text()
    assert "many voices" in card
    assert "39 of 52" in card
    assert "<5 of 8" in card
    assert "hardly seen by leaders" in card
    assert "Everybody\n39 or more of 60" in card
    # They see that, too: six leaders and eighteen practitioners.
    assert "seen by both" in tab.locator(".card", has_text="Fear of blame").inner_text()
    assert "The lift" not in tab.locator(".wall").inner_text()
    assert "so few people that it is not shown" in tab.locator(".held-words").inner_text()
    _nothing_leaks(tab)

    tab.get_by_role("link", name="Typing it three times").click()
    _titled(tab, "Typing it three times")
    assert _role(tab) == ["leader"]
    words = tab.locator(".said-words").all_inner_texts()
    assert len(words) == 12
    assert all(
        each.startswith(("a practitioner in ", "a member of staff"))
        for each in tab.locator(".said-from").all_inner_texts()
    )
    _nothing_leaks(tab)
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    assert tab.locator(".said-words").all_inner_texts() != words

    tab.get_by_role("link", name="Matrix", exact=True).click()
    _titled(tab, "Who speaks of what")
    tab.get_by_label("By", exact=True).select_option("team")
    tab.locator(".matrix th", has_text="Harbour").wait_for()
    heads = tab.locator(".matrix thead .column-name").all_inner_texts()
    assert heads == ["Harbour", "North", "South", "Not told apart"]
    assert tab.locator(".matrix button").count() == 0
    tab.get_by_role("link", name="Over time", exact=True).click()
    _titled(tab, "Over time")
    assert "by year instead" in tab.locator(".widened").inner_text()
    tab.get_by_role("link", name="Places", exact=True).click()
    _titled(tab, "By authority")
    _nothing_leaks(tab)
    tab.go_back()
    _titled(tab, "Over time")
    assert _role(tab) == ["leader"]


def test_a_team_of_four_is_shown_with_its_authority_and_told_so(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where) + "explore?as=leader")
    tab.get_by_role("button", name="Only where…").click()
    tab.get_by_label("Part of a value").fill("quay")
    tab.keyboard.press("Enter")
    widened = tab.locator(".widened")
    widened.wait_for()
    assert widened.inner_text() == (
        "Quay: too few people to be looked at on their own. This is East."
    )
    # Never blank, and the same numbers as of the authority.
    card = tab.locator(".card", has_text="Typing it three times").inner_text()
    assert "19 of 26" in card
    assert "not told apart" in card
    tab.goto(tab.url + "&show=find&words=blamed")
    tab.wait_for_selector("[data-ready=yes]")
    assert tab.locator(".find-words").count() == 0


def test_look_as_somebody_else_and_back_again(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "explore?barrier=blame")
    _titled(tab, "Fear of blame")
    assert tab.locator(".looking").count() == 0
    assert "In context" in tab.locator(".said").first.inner_text()
    # By the keyboard alone.
    tab.locator(".look-as-summary").focus()
    tab.keyboard.press("Enter")
    tab.get_by_role("link", name="a leader").focus()
    tab.keyboard.press("Enter")
    tab.locator(".looking", has_text="a leader").wait_for()
    _titled(tab, "Fear of blame")
    assert "In context" not in tab.locator(".said").first.inner_text()
    assert "barrier=blame" in tab.url

    tab.go_back()
    tab.wait_for_selector("[data-ready=yes]")
    assert tab.locator(".looking").count() == 0
    tab.go_forward()
    tab.locator(".looking", has_text="a leader").wait_for()
    tab.get_by_role("link", name="Look with all your rights again").click()
    tab.locator(".who").wait_for()
    assert _role(tab) == []
    assert tab.locator(".looking").count() == 0

    # Links between pages keep the role.
    tab.locator(".look-as-summary").click()
    tab.get_by_role("link", name="a facilitator").click()
    tab.locator(".looking", has_text="a facilitator").wait_for()
    tab.get_by_role("link", name="Coding", exact=True).click()
    tab.locator(".looking", has_text="a facilitator").wait_for()
    assert _role(tab) == ["facilitator"]


def test_a_page_that_is_not_open_says_why_and_where_to_go(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    address = serve(where)
    tab = open_tab(f"{address}?as=leader")
    for path in ("coding", "map", "sources", ""):
        tab.goto(f"{address}{path}?as=leader")
        tab.wait_for_selector("[data-ready=yes]")
        _titled(tab, "This page is not open in this role")
        assert tab.locator(".refused-words").inner_text() == (
            "In the role “leader” you may not see what people said; "
            "choose another role, or ask a steward."
        )
    tab.get_by_role("link", name="Open Explore").click()
    _titled(tab, "Barriers")
    assert _role(tab) == ["leader"]
    tab = open_tab(f"{address}?as=nobody")
    assert "there is no such role" in tab.locator(".refused-words").inner_text()
    answer = tab.request.get(f"{address}export/codings-csv?as=leader")
    assert answer.status == 403
    assert "In the role “leader”" in answer.text()


@pytest.mark.parametrize("width", [390, 1024])
def test_nothing_sticks_out_sideways(
    where: Path, serve: Serve, open_tab: OpenTab, width: int
) -> None:
    address = serve(where)
    tab = open_tab(address + "explore?as=leader", width=width, height=844)
    for view in ("", "&barrier=typing", "&show=matrix&by=team", "&show=time", "&where=team%3DQuay"):
        tab.goto(f"{address}explore?as=leader{view}")
        tab.wait_for_selector("[data-ready=yes]")
        assert tab.evaluate(_WIDE) <= width


_WIDE = """() => { const root = document.querySelector('[class*=ReactiveESM]').shadowRoot;
    return Math.max(document.documentElement.scrollWidth, root.querySelector('.explore-main').scrollWidth) }"""

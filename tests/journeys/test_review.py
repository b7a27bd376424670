"""The review in a real browser: one decision at a time by keys, seen before it is done, undone."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.app.reviews import make_review
from tests.conftest import OpenTab, Serve
from workbench.domain.decisions import Confirm, Dismiss, Merge, Park, Split
from workbench.domain.draft import title_of
from workbench.services.check_project import check_project
from workbench.services.view.board import view_board
from workbench.store.database import open_project
from workbench.store.log import ledger

pytestmark = pytest.mark.browser

TITLE = ".review-told h1"
Open = Callable[..., Any]


@pytest.fixture
def review(tmp_path: Path, serve: Serve, open_tab: OpenTab) -> Open:
    """Give a function that opens the review of a fresh project."""

    def start(path: str = "?review=", **how: Any) -> Any:
        where = tmp_path / "review.workbench"
        if not where.exists():
            make_review(where).close()
        tab = open_tab(serve(where) + path, **how)
        tab.locator(TITLE).wait_for()
        return tab

    return start


def _title(tab: Any) -> str:
    return str(tab.locator(TITLE).inner_text())


def _press(tab: Any, key: str) -> None:
    """Press a key and wait for another candidate."""
    before = _title(tab)
    tab.keyboard.press(key)
    tab.wait_for_function(
        "before => document.querySelector('[class*=ReactiveESM]').shadowRoot"
        ".querySelector('.review-told h1')?.textContent !== before",
        arg=before,
    )


def _state(where: Path) -> dict[str, str]:
    with open_project(where) as project:
        assert check_project(project).faults == ()
        return {row.id: row.status for row in view_board(project).themes}


def test_twenty_candidates_a_minute_by_keys_and_three_brought_back(
    tmp_path: Path, review: Open
) -> None:
    tab = review()
    assert tab.locator(".review-left").inner_text() == "24 left"
    seen, keys = [], ("c", "c", "p", "c", "d")
    began = time.monotonic()
    for at in range(20):
        seen.append(_title(tab))
        _press(tab, keys[at % len(keys)])
    taken = time.monotonic() - began
    print(f"20 candidates in {taken:.1f} s, {20 * 60 / taken:.0f} a minute")
    assert taken < 60
    assert len(set(seen)) == 20
    assert "4 left" in tab.locator(".review-left").inner_text()
    with open_project(tmp_path / "review.workbench") as project:
        steps = [each.step for each in ledger(project).decisions[1:]]
    verbs = [type(each) for each in steps]
    assert verbs == [Confirm, Confirm, Park, Confirm, Dismiss] * 4
    sentences = [each.statement for each in steps if isinstance(each, Confirm)]
    assert all(each.endswith("gets in the way of visits.") for each in sentences)
    for title in reversed(seen[-3:]):
        tab.keyboard.press("z")
        tab.locator(TITLE, has_text=title).wait_for()
    assert "7 left" in tab.locator(".review-left").inner_text()
    state = _state(tmp_path / "review.workbench")
    assert list(state.values()).count("open") == 7


def test_a_draft_is_marked_until_somebody_edits_it_and_what_was_typed_is_saved(
    tmp_path: Path, review: Open
) -> None:
    tab = review("?review=c3")
    area = tab.get_by_label("What gets in the way of what")
    assert area.input_value() == "Sentence 3 gets in the way of visits."
    assert tab.locator(".draft-note").is_visible()
    tab.keyboard.press("e")
    tab.keyboard.press("End")
    tab.keyboard.type(" Children wait.")
    assert not tab.locator(".draft-note").is_visible()
    # Keys mean letters in a field; Escape leaves it, and nothing is lost.
    tab.keyboard.press("Escape")
    tab.keyboard.press("y")
    tab.keyboard.type("Everybody said so")
    tab.keyboard.press("Enter")
    _press(tab, "c")
    with open_project(tmp_path / "review.workbench") as project:
        last = ledger(project).decisions[-1]
    assert isinstance(last.step, Confirm)
    assert last.step.statement == "Sentence 3 gets in the way of visits. Children wait."
    assert last.reason == "Everybody said so"


def test_what_is_skipped_comes_back_at_the_end(review: Open) -> None:
    tab = review()
    first = _title(tab)
    _press(tab, "w")
    for _ in range(22):
        _press(tab, "p")
    _press(tab, "p")
    assert _title(tab) == first
    tab.keyboard.press("c")
    tab.get_by_text("All is decided").wait_for()
    assert tab.get_by_text("23 are parked for another evening").is_visible()
    assert tab.get_by_role("button", name="Learn from what was decided").is_visible()
    tab.keyboard.press("z")
    tab.locator(TITLE, has_text=first).wait_for()


def test_the_address_says_which_and_back_leads_to_the_one_before(review: Open) -> None:
    tab = review("?review=c5")
    assert _title(tab) == "Theme 05"
    _press(tab, "w")
    assert tab.url.split("?review=")[1] != "c5"
    tab.go_back()
    tab.locator(TITLE, has_text="Theme 05").wait_for()
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    tab.locator(TITLE, has_text="Theme 05").wait_for()
    tab.keyboard.press("Escape")
    tab.locator("h1.title", has_text="Theme 05").last.wait_for()
    assert tab.url.endswith("?theme=c5")
    tab.keyboard.press("b")
    tab.locator(TITLE, has_text="Theme 05").wait_for()


def test_one_screen_says_why(review: Open) -> None:
    tab = review("?review=c1")
    card = tab.locator(".review-card")
    for words in ("Most typical", "Doubtful", "Steady:", "team manager", "from 3 people"):
        card.get_by_text(words).first.wait_for()
    tab.get_by_text("Could be taken for").wait_for()
    assert card.locator(".review-neighbour").count() == 3
    assert card.get_by_text("Here, but leaning there").first.is_visible()
    card.locator(".evidence-quote").first.click()
    tab.locator(".source-text mark").wait_for()
    tab.keyboard.press("Escape")
    assert tab.locator(TITLE).is_visible()


def test_a_merge_shows_what_it_would_do_and_offers_names(tmp_path: Path, review: Open) -> None:
    tab = review("?review=c0")
    tab.get_by_text("Could be taken for").wait_for()
    near = tab.locator(".review-open a span").first.inner_text()
    tab.keyboard.press("m")
    assert tab.locator(".option-title").first.inner_text() == near
    tab.get_by_text("6 passages would move").wait_for()
    tab.get_by_label("Theme 00", exact=True).check()
    tab.get_by_role("dialog").get_by_role("button", name="Merge").click()
    tab.locator(".toast-words", has_text="called “Theme 00” from now on").wait_for()
    with open_project(tmp_path / "review.workbench") as project:
        _, merged = ledger(project).decisions
        assert isinstance(merged.step, Merge)
        assert title_of(ledger(project).board.theme(merged.step.into)) == "Theme 00"
    # One decision is one step back, and back to the candidate that was merged.
    tab.keyboard.press("z")
    tab.locator(".toast-words", has_text="Undid: merged").wait_for()
    assert set(_state(tmp_path / "review.workbench").values()) == {"open"}


def test_a_split_does_what_the_page_showed(tmp_path: Path, review: Open) -> None:
    tab = review("?review=c2")
    tab.keyboard.press("s")
    tab.locator(".cut-part").nth(1).wait_for()
    tab.locator(".cut-name").fill("Waiting in the car")
    # One passage more goes over by a key, and what the page says follows.
    tab.locator(".cut-part").first.locator(".cut-passage").first.focus()
    tab.keyboard.press("2")
    tab.get_by_text("6 → 2 passages").wait_for()
    shown = tab.locator(".cut-part").nth(1).locator(".cut-passage").all_inner_texts()
    assert len(shown) == 4
    tab.keyboard.press("Control+Enter")
    tab.locator(".toast-words", has_text="Split “Waiting in the car” off “Theme 02”").wait_for()
    with open_project(tmp_path / "review.workbench") as project:
        step = ledger(project).decisions[-1].step
        rows = {row.id: row for row in view_board(project).themes}
    assert isinstance(step, Split)
    assert (rows["c2"].n_passages, rows[step.parts[0].id].n_passages) == (2, 4)
    # Both sides of the split wait to be decided.
    assert "25 left" in tab.locator(".review-left").inner_text()


def test_a_part_can_be_dragged_to_and_refused(tmp_path: Path, review: Open) -> None:
    tab = review("?review=c2")
    tab.keyboard.press("s")
    tab.get_by_label("In three").check()
    tab.locator(".cut-part").nth(2).wait_for()
    third = tab.locator(".cut-part").nth(2)
    before = third.locator(".cut-passage").count()
    tab.locator(".cut-part").first.locator(".cut-passage").first.drag_to(third)
    assert third.locator(".cut-passage").count() == before + 1
    tab.locator(".cut-part").nth(1).get_by_role("checkbox").uncheck()
    tab.get_by_role("button", name="Split off").click()
    tab.locator(".toast-words", has_text="Split").wait_for()
    with open_project(tmp_path / "review.workbench") as project:
        step = ledger(project).decisions[-1].step
    assert isinstance(step, Split)
    assert [len(part.passages) for part in step.parts] == [before + 1]


class _Line:
    """The line between a page and its server, which goes dead when the computer falls asleep."""

    def __init__(self, tab: Any, address: str) -> None:
        self.hears = self.says = True
        self._page: Any = None
        tab.route_web_socket(re.compile("/ws"), self._route)
        tab.goto(address)
        tab.wait_for_selector("[data-ready=yes]")

    def _route(self, page: Any) -> None:
        server = page.connect_to_server()
        page.on_message(lambda said: server.send(said) if self.says else None)
        server.on_message(lambda said: page.send(said) if self.hears else None)
        self._page = page

    def wake(self) -> None:
        """End what was cut off; the page then comes back by itself."""
        self.hears = self.says = True
        self._page.close(code=1001)


@pytest.mark.parametrize("arrives", [True, False], ids=["after it arrived", "before it arrived"])
def test_sleep_in_the_middle_of_a_merge_loses_nothing_and_merges_once(
    tmp_path: Path, serve: Serve, chromium: Any, arrives: bool
) -> None:
    make_review(tmp_path / "review.workbench").close()
    # A tab of its own: the browser says in its console that the line was cut.
    tab = chromium.new_page()
    line = _Line(tab, f"{serve(tmp_path / 'review.workbench')}?review=c0")
    _merge_into(tab, "Theme 07")
    line.hears, line.says = False, arrives
    tab.get_by_role("dialog").get_by_role("button", name="Merge").click()
    # Nothing that comes back is heard; the second key is about what is on the page still.
    tab.wait_for_timeout(800)
    tab.keyboard.press("m")
    line.wake()
    tab.get_by_text("The connection to the workbench is lost").wait_for()
    tab.wait_for_selector("[data-ready=yes]", state="attached")
    tab.get_by_text("The connection to the workbench is lost").wait_for(state="detached")
    tab.locator(TITLE, has_text="Theme 00").wait_for()
    merged = tab.get_by_text("It went into another theme").is_visible()
    assert merged is arrives
    if not merged:
        _merge_into(tab, "Theme 07")
        tab.get_by_role("dialog").get_by_role("button", name="Merge").click()
        tab.locator(".toast-words", has_text="Merged").wait_for()
    with open_project(tmp_path / "review.workbench") as project:
        merges = [each for each in ledger(project).decisions if isinstance(each.step, Merge)]
        assert len(merges) == 1
        assert len(ledger(project).board.passages_of("c7")) == 12
        assert check_project(project).faults == ()
    tab.close()


def _merge_into(tab: Any, title: str) -> None:
    tab.keyboard.press("m")
    tab.get_by_role("combobox").fill(title)
    tab.get_by_text(f"“{title}” would hold 12").wait_for()


def test_parked_and_dismissed_are_not_asked_again(tmp_path: Path, review: Open) -> None:
    tab = review()
    _press(tab, "p")
    _press(tab, "d")
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    assert tab.locator(".review-left").inner_text().startswith("22 left")
    with open_project(tmp_path / "review.workbench") as project:
        assert [type(each.step) for each in ledger(project).decisions[1:]] == [Park, Dismiss]

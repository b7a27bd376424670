"""Whoever answers for the material notes consent, looks at what left, sets a date, erases a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.boards import make_board
from tests.app.test_inert import NAUGHTY
from tests.conftest import OpenTab, Serve
from workbench.domain.candidates import CandidateId
from workbench.domain.consent import Stance, Use
from workbench.domain.decisions import Confirm
from workbench.services.check_project import check_project
from workbench.services.decide import decide
from workbench.services.keep_consent import consent_history, keep_consent, view_consent
from workbench.services.view_releases import view_releases
from workbench.store.database import open_project
from workbench.store.material import given

pytestmark = pytest.mark.browser

SENTENCE = "One visit is typed into three systems, so families wait."


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "evening.workbench"
    with make_board(path) as project:
        act = Confirm(candidate=CandidateId("c0"), name="Typing it twice", statement=SENTENCE)
        decide(project, act, coder="Ann")
    return path


def test_consent_by_mouse_and_undo_by_key(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "safekeeping")
    tab.get_by_role("button", name="P0, Quote as said: Yes").click()
    tab.locator(".toast", has_text="P0: yes to quoting the words as said").wait_for()
    tab.get_by_role("button", name="Stop using: P1").click()
    tab.locator(".stopped", has_text="P1").wait_for()
    assert tab.locator(".tile-not", has_text="1").count() == 1
    tab.keyboard.press("z")
    tab.locator(".stopped").wait_for(state="detached")
    tab.get_by_role("button", name="Everybody, To leaders: Yes").click()
    tab.locator(".tile-new", has_text="1").wait_for()
    tab.get_by_label("Who writes this down").fill("Bea")
    tab.keyboard.press("Tab")
    tab.keyboard.press("/")
    tab.keyboard.type("P3")
    tab.locator(".consent tbody tr").nth(1).wait_for(state="detached")
    tab.get_by_role("button", name="P3, To leaders: No").press("Space")
    tab.locator(".toast", has_text="P3: no to going to leaders").wait_for()
    with open_project(where) as project:
        said = {each.name: each.stances for each in view_consent(project)}
        assert said["P3"] == {Use.LEADERS: Stance.WITHDRAWN}
        assert consent_history(project)[-1].by == "Bea"


def test_what_is_taken_out_is_listed_with_the_assessment(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where) + "safekeeping?show=releases")
    tab.get_by_role("heading", name="Nothing has left this project yet").wait_for()
    with tab.expect_download() as taken:
        tab.get_by_role("link", name="Summary").click()
    assert "For leaders." in Path(taken.value.path()).read_text(encoding="utf-8")
    tab.locator(".release", has_text="For leaders").wait_for()
    with tab.expect_download() as taken:
        tab.keyboard.press("d")
    assert taken.value.suggested_filename == "An evening dpia.html"
    assert "To be filled in" in Path(taken.value.path()).read_text(encoding="utf-8")
    tab.locator(".release").nth(1).wait_for()
    with open_project(where) as project:
        assert [(each.kind, each.by) for each in view_releases(project)] == [
            ("html", "Ruth"),
            ("dpia", "Ruth"),
        ]


def test_a_date_by_keys_and_what_is_over(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "safekeeping")
    tab.keyboard.press("3")
    tab.get_by_role("heading", name="How long things are kept").wait_for()
    tab.get_by_label("Of what").select_option("case")
    tab.get_by_label("Which person").fill("P1")
    tab.get_by_label("Kept until").fill("2020-01-01")
    tab.keyboard.press("Enter")
    tab.locator(".dated.over", has_text="All from P1").wait_for()
    tab.locator(".due", has_text="Kept too long").wait_for()
    tab.get_by_role("button", name="See what would go").click()
    tab.locator(".receipt", has_text="2 sources").wait_for()
    tab.get_by_role("textbox", name="Type erase to erase for good").fill("erase")
    tab.get_by_role("button", name="Erase for good").click()
    tab.locator(".receipt-done").wait_for()
    tab.get_by_role("heading", name="No date is set").wait_for()
    with open_project(where) as project:
        assert len(given(project).sources) == 12
        assert check_project(project).faults == ()


def test_a_person_is_erased_by_keys_alone(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "safekeeping")
    tab.keyboard.press("4")
    tab.get_by_label("Who is to be erased").focus()
    tab.keyboard.type("Nobody")
    tab.keyboard.press("Enter")
    tab.locator(".alert", has_text="There is nobody called “Nobody”").wait_for()
    tab.get_by_label("Who is to be erased").fill("P0")
    tab.keyboard.press("Enter")
    tab.locator(".receipt:focus", has_text="Would erase").wait_for()
    tab.keyboard.press("Tab")
    tab.keyboard.type("P1")
    assert tab.get_by_role("button", name="Erase for good").is_disabled()
    tab.keyboard.press("Backspace")
    tab.keyboard.type("0")
    tab.keyboard.press("Enter")
    tab.locator(".receipt-done:focus", has_text="Erased by Ruth").wait_for()
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="Save the receipt").click()
    assert "What cannot be recalled:" in Path(saved.value.path()).read_text(encoding="utf-8")
    with open_project(where) as project:
        assert "P0" not in {each.case for each in given(project).sources.values()}
    tab.keyboard.press("?")
    tab.locator("dialog[open]", has_text="download the assessment").wait_for()
    tab.keyboard.press("Escape")


def test_names_of_people_stay_text(tmp_path: Path, serve: Serve, open_tab: OpenTab) -> None:
    bad = NAUGHTY[0]
    where = tmp_path / "naughty.workbench"
    with make_board(where, themes=1, each=2, aside=0, name=bad) as project:
        keep_consent(project, None, [Use.ANY], Stance.WITHDRAWN, coder=bad, form=bad)
    address = serve(where, coder=bad)
    for show in ("", "?show=releases", "?show=dates", "?show=erase"):
        tab = open_tab(f"{address}safekeeping{show}")
        assert tab.title() != "owned"
        assert tab.locator("img, script[src=x]").count() == 0
        tab.close()


def test_many_people_come_in_stretches(tmp_path: Path, serve: Serve, open_tab: OpenTab) -> None:
    where = tmp_path / "many.workbench"
    make_board(where, themes=1, each=480, aside=0).close()
    tab = open_tab(serve(where) + "safekeeping")
    assert tab.locator(".consent tbody tr").count() == 101
    tab.get_by_role("button", name="Show more").click()
    tab.locator(".consent tbody tr").nth(200).wait_for()

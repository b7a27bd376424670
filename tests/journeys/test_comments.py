"""A study of 8,755 real comments: brought in, decided by keys, coded, explored, seen by leaders (F1, F2, R1, T2)."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import OpenTab, Serve
from workbench.domain.decisions import (
    Confirm,
    CreateCode,
    Dismiss,
    Merge,
    Park,
    Propose,
    Split,
    Undo,
)
from workbench.domain.memos import Note
from workbench.services.check_project import check_project
from workbench.services.propose_candidates import propose_candidates
from workbench.services.review_identifiers import clear
from workbench.store.database import create_project, open_project
from workbench.store.log import ledger
from workbench.store.material import given

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.corpora,
    pytest.mark.timeout(600),
]

CORPORA = Path(os.environ.get("WORKBENCH_CORPORA", "/work/shared/corpora"))
COMMENTS = CORPORA / "nhs-fft-phase1" / "comments.csv"
#: The default recipe finds more and takes minutes on so many texts.
RECIPE = "static-consensus-v1"
TITLE = ".review-told h1"
#: What coders of the comments said of them: not for the machine to see.
CODED = ("category", "subcategory", "criticality")
LONG = "no physical evidence/reminder"

Open = Callable[..., Any]


@pytest.fixture
def where(tmp_path: Path) -> Path:
    if not COMMENTS.exists():
        pytest.skip(f"{COMMENTS} is not here; say in WORKBENCH_CORPORA where the corpora are")
    path = tmp_path / "comments.workbench"
    create_project(path, name="What patients said").close()
    return path


@contextmanager
def _journey(name: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    print(f"{name}: {time.monotonic() - began:.1f} s")


def test_a_study_of_real_comments(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    address = serve(where)
    tab = open_tab(address)
    tab.set_default_timeout(30_000)
    with _journey("F1, comments come in"):
        _bring_in(tab, where)
    with _journey("F1, candidates are on the board"):
        _look_for_candidates(tab, where)
    with _journey("F2, the night before, by keys"):
        _decide(tab, where)
    with _journey("R1, coding"):
        _code(tab, address, where)
    with _journey("T2, exploring"):
        _explore(tab, address)
    with _journey("T2, the map"):
        _look_at_the_map(tab, address)
    with _journey("T2, as a leader"):
        _look_as_a_leader(tab, address, where)
    with _journey("doctor"), open_project(where) as project:
        assert check_project(project).faults == ()


def _bring_in(tab: Any, where: Path) -> None:
    tab.get_by_role("link", name="Bring files in").click()
    tab.wait_for_selector("[data-ready=yes]")
    tab.locator(".drop input[type=file]").first.set_input_files([COMMENTS])
    plan = tab.locator(".plan")
    _looked(tab)
    roles = {"text": "text", "id": "id", "site": "is authority", "prompt": "attribute"}
    for column, role in {**roles, **dict.fromkeys(CODED, "never")}.items():
        choice = plan.get_by_label(f"What “{column}” holds", exact=True)
        if choice.input_value() != role:
            choice.select_option(role)
            _looked(tab)
    assert "8,755 new sources" in " ".join(plan.locator(".tiles").inner_text().split())
    tab.keyboard.press("Control+Enter")
    tab.locator(".done h2", has_text="8,755 sources came in.").wait_for(timeout=240_000)
    with open_project(where) as project:
        sources = given(project).sources.values()
        assert len(sources) == 8755
        assert {name for each in sources for name in each.attributes} == {"authority", "prompt"}


def _looked(tab: Any) -> None:
    tab.locator(".plan[aria-busy=false] .tiles").wait_for(timeout=60_000)


def _look_for_candidates(tab: Any, where: Path) -> None:
    tab.get_by_role("link", name="Board", exact=True).click()
    tab.locator("h1.title", has_text="No candidates yet").wait_for()
    with open_project(where) as project:
        report = propose_candidates(project, recipe=RECIPE, coder="Ruth")
    assert report.n_candidates >= 8
    # Without a reload: the page sees what another process left.
    tab.locator(".row-title").nth(7).wait_for()


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


def _said(tab: Any, words: str) -> None:
    tab.locator(".toast-words", has_text=words).wait_for()


def _verbs(where: Path) -> list[type]:
    with open_project(where) as project:
        return [type(each.step) for each in ledger(project).decisions]


def _decide(tab: Any, where: Path) -> None:
    tab.keyboard.press("b")
    tab.locator(TITLE).wait_for()
    for _ in range(5):
        tab.get_by_label("What gets in the way of what").wait_for()
        tab.keyboard.press("e")
        tab.keyboard.press("End")
        tab.keyboard.type(" Patients wait for it.")
        tab.keyboard.press("Escape")
        _press(tab, "c")
    tab.get_by_text("Could be taken for").wait_for()
    tab.keyboard.press("m")
    tab.get_by_text("passages would move").wait_for()
    tab.keyboard.press("Enter")
    _said(tab, "Merged “")
    tab.keyboard.press("s")
    tab.locator(".cut-part").nth(1).wait_for()
    if not tab.locator(".cut-name").first.input_value():
        tab.locator(".cut-name").first.fill("Another part of it")
    tab.keyboard.press("Control+Enter")
    _said(tab, "Split “")
    aside = _title(tab)
    _press(tab, "p")
    dismissed = _title(tab)
    _press(tab, "d")
    acts = [Confirm] * 5 + [Merge, Split, Park, Dismiss]
    assert [each for each in _verbs(where)[1:] if each in acts] == acts
    for title in (dismissed, aside):
        tab.keyboard.press("z")
        tab.locator(TITLE, has_text=title).wait_for()
    tab.keyboard.press("z")
    _said(tab, "Undid: split")
    assert _verbs(where)[-3:] == [Undo] * 3
    assert _verbs(where)[0] is Propose


def _code(tab: Any, address: str, where: Path) -> None:
    tab.goto(address + "coding")
    tab.wait_for_selector("[data-ready=yes]")
    tab.locator(".search").fill(LONG)
    tab.locator(".source-list .counts", has_text="1 source with").wait_for()
    tab.locator(".source-list .row").first.click()
    tab.locator(".source .words", has_text="Appointment details").wait_for()
    # Without words to look for, the keys lead from coding to coding.
    tab.locator(".search").fill("")
    tab.locator(".source-list .counts", has_text="8,755 sources").wait_for()
    tab.locator(".source").focus()
    tab.keyboard.press("ArrowDown")
    tab.locator(".palette-words").wait_for()
    tab.keyboard.press("Shift+ArrowLeft")
    tab.keyboard.type("told by telephone")
    tab.keyboard.press("Enter")
    _said(tab, "Made a code “told by telephone”.")
    tab.keyboard.press("Escape")
    tab.keyboard.press(",")
    tab.locator(".held-head", has_text="told by telephone").wait_for()
    tab.keyboard.press("m")
    tab.locator(".memo-about").wait_for()
    tab.keyboard.type("Whoever has no paper has no proof.")
    tab.keyboard.press("Control+Enter")
    _said(tab, "Wrote a memo on a passage.")
    tab.keyboard.press("Escape")
    assert _verbs(where)[-2:] == [CreateCode, Note]


def _explore(tab: Any, address: str) -> None:
    _go(tab, f"{address}explore", "Barriers")
    assert tab.locator(".card").count() == 5
    card = tab.locator(".card-title").first
    name = card.inner_text()
    card.click()
    tab.locator("h1.view-title", has_text=name).wait_for()
    tab.locator(".story-words .said").nth(2).wait_for()
    _go(tab, f"{address}explore?show=matrix&by=authority", "Who speaks of what, by authority")
    tab.locator(".cell").nth(9).click()
    tab.locator(".drawer .said").first.wait_for()
    tab.keyboard.press("Escape")
    _go(tab, f"{address}explore?show=find&meaning=no&words=waited+for+hours", "Search")
    tab.locator(".hits .said").first.wait_for()
    by_words = tab.locator(".find-n").inner_text()
    tab.get_by_label("also what means the same in other words").check()
    tab.wait_for_function(
        "before => document.querySelector('[class*=ReactiveESM]').shadowRoot"
        ".querySelector('.find-n').textContent !== before",
        arg=by_words,
    )
    assert _first_number(tab.locator(".find-n").inner_text()) > _first_number(by_words) > 0
    print(f"waited for hours: {by_words}; by meaning, too: {tab.locator('.find-n').inner_text()}")


def _first_number(words: str) -> int:
    return int(words.split()[0].replace(",", ""))


def _go(tab: Any, address: str, title: str) -> None:
    tab.goto(address)
    tab.wait_for_selector("[data-ready=yes]")
    tab.locator("h1.view-title", has_text=title).wait_for()


def _look_at_the_map(tab: Any, address: str) -> None:
    tab.goto(f"{address}map")
    tab.wait_for_selector("[data-ready=yes]")
    tab.locator(".map-key-words").nth(3).wait_for(timeout=120_000)


def _look_as_a_leader(tab: Any, address: str, where: Path) -> None:
    tab.goto(f"{address}explore?as=leader")
    tab.wait_for_selector("[data-ready=yes]")
    tab.locator(".looking", has_text="You look as a leader would.").wait_for()
    # Nobody has looked through the names yet, so nothing is told.
    assert tab.locator(".card").count() == 0
    with open_project(where) as project:
        clear(project, coder="Ruth")
    tab.locator(".card").first.wait_for()
    assert tab.locator(".card").count() <= 5
    assert "told by telephone" not in tab.locator(".explore").inner_text()

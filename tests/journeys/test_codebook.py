"""The codebook and memos beside the text, in a real browser: by mouse, by touch, and by keys alone (R1)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.app.evenings import offer, offer_all
from tests.app.texts import AWKWARD, INTERVIEW, make_texts, span_of
from tests.conftest import OpenTab, Serve
from tests.journeys.test_coding import _SELECT, _said, _units
from workbench.domain.board import Board
from workbench.domain.sources import SourceId, canonical_text
from workbench.services.check_project import check_project
from workbench.services.code_passages import code_span
from workbench.services.export_project import export_file
from workbench.store.database import open_project
from workbench.store.log import ledger
from workbench.store.material import material

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

S0 = SourceId("s0")
_CODES = {
    "three systems": "Systems",
    "four days": "Waiting",
    "afraid": "Fear",
    "quiet afternoon": "Quiet",
}


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "texts.workbench"
    with make_texts(path, [INTERVIEW, "A second text. It says little."]) as project:
        for words, code in _CODES.items():
            code_span(project, S0, span_of(INTERVIEW, words), code, coder="Amir")
    return path


def _board(where: Path) -> Board:
    with open_project(where) as project:
        assert check_project(project).faults == ()
        return ledger(project).board


def _parents(where: Path) -> dict[str, str]:
    codes = _board(where).codes
    return {code.name: codes[code.parent].name for code in codes.values() if code.parent}


def _memos(where: Path) -> list[tuple[str, str, str]]:
    memos = _board(where).memos.values()
    return [(memo.about_kind.value, memo.kind.value, memo.text) for memo in memos]


def _code(tab: Any, name: str) -> Any:
    return tab.locator(".code-item", has=tab.locator(".code-name", has_text=name))


def _focused(tab: Any) -> str:
    found = tab.evaluate(
        "document.querySelector('[class*=ReactiveESM]').shadowRoot.activeElement?.textContent ?? ''"
    )
    return str(found)


def _middle(tab: Any, locator: Any) -> tuple[float, float]:
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_code_is_dragged_under_another_and_to_the_top(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where) + "coding")

    def drag(name: str, to: Any) -> None:
        tab.mouse.move(*_middle(tab, _code(tab, name).locator(".code-name")))
        tab.mouse.down()
        x, y = _middle(tab, _code(tab, name))
        tab.mouse.move(x + 10, y + 10, steps=3)
        tab.mouse.move(*_middle(tab, to), steps=6)
        tab.mouse.up()

    drag("Fear", _code(tab, "Waiting").locator(".code-name"))
    _said(tab, "Put “Fear” under “Waiting”.")
    drag("Waiting", _code(tab, "Systems").locator(".code-name"))
    _said(tab, "Put “Waiting” under “Systems”.")
    assert _parents(where) == {"Fear": "Waiting", "Waiting": "Systems"}
    # No code lands on itself or on what hangs under it, and a drag opens no code.
    drag("Systems", _code(tab, "Fear").locator(".code-name"))
    assert tab.locator(".code-about h2").count() == 0
    assert _parents(where) == {"Fear": "Waiting", "Waiting": "Systems"}
    drag("Fear", tab.locator(".code-top"))
    _said(tab, "Put “Fear” at the top.")
    tab.keyboard.press("z")
    _said(tab, "Undid: put “Fear” at the top.")
    assert _parents(where) == {"Fear": "Waiting", "Waiting": "Systems"}
    # What goes leaves its children where it hung.
    _code(tab, "Waiting").locator(".code-row").click()
    tab.get_by_role("button", name="Dismiss").click()
    _said(tab, "Dismissed “Waiting”.")
    assert _parents(where) == {"Fear": "Systems"}


def test_a_finger_moves_a_code_by_its_grip(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "coding", width=390, height=844, has_touch=True, is_mobile=True)
    tab.get_by_label("Back to the list").tap()
    start = _middle(tab, _code(tab, "Fear").locator(".grip"))
    end = _middle(tab, _code(tab, "Waiting").locator(".code-name"))
    touch = tab.context.new_cdp_session(tab)

    def finger(kind: str, *at: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in at]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    finger("touchStart", start)
    for step in range(1, 9):
        finger(
            "touchMove",
            (start[0] + (end[0] - start[0]) * step / 8, start[1] + (end[1] - start[1]) * step / 8),
        )
    finger("touchEnd")
    _said(tab, "Put “Fear” under “Waiting”.")
    assert _parents(where) == {"Fear": "Waiting"}
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_codebook_by_keys_alone(  # noqa: PLR0915 - one sitting, told in order
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where) + "coding")
    # Fear, Quiet, Systems, Waiting: under the one before, out, to the top.
    tab.keyboard.press("b")
    tab.keyboard.press("b")
    assert _focused(tab).startswith("Fear")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Alt+ArrowRight")
    _said(tab, "Put “Quiet” under “Fear”.")
    assert _focused(tab).startswith("Quiet")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Alt+ArrowRight")
    _said(tab, "Put “Systems” under “Fear”.")
    tab.keyboard.press("Alt+ArrowRight")
    _said(tab, "Put “Systems” under “Quiet”.")
    tab.keyboard.press("Alt+ArrowLeft")
    _said(tab, "Put “Systems” under “Fear”.")
    tab.keyboard.press("Alt+ArrowUp")
    _said(tab, "Put “Systems” at the top.")
    assert _focused(tab).startswith("Systems")
    tab.keyboard.press("Alt+ArrowLeft")
    _said(tab, "It stands at the top already.")
    assert _parents(where) == {"Quiet": "Fear"}
    # Folded and unfolded.
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowLeft")
    assert _code(tab, "Quiet").count() == 0
    tab.keyboard.press("ArrowRight")
    assert _code(tab, "Quiet").count() == 1
    # A place and a colour from the open code's own choices.
    tab.get_by_label("Hangs under").select_option(label="Waiting")
    _said(tab, "Put “Fear” under “Waiting”.")
    tab.get_by_label("pink").check()
    _said(tab, "Described “Fear”.")
    swatch = _code(tab, "Fear").locator(".swatch")
    pink = tab.locator(".colour:has(:checked)").evaluate(
        "(each) => getComputedStyle(each).backgroundColor"
    )
    assert swatch.evaluate("(each) => getComputedStyle(each).borderInlineStartColor") == pink
    # A new code, described: what a codebook says of it.
    tab.locator(".source").focus()
    tab.keyboard.press("+")
    tab.keyboard.type("Power")
    tab.keyboard.press("Control+Enter")
    _said(tab, "Made a code “Power”.")
    tab.locator(".code-about h2", has_text="Power").wait_for()
    tab.get_by_role("button", name="Describe…").press("Enter")
    tab.locator(".codebook summary").press("Enter")
    tab.get_by_label("Use when").fill("Somebody may decide, or may not.")
    tab.get_by_label("Near miss").fill("Fear of deciding.")
    tab.keyboard.press("Control+Enter")
    _said(tab, "Described “Power”.")
    tab.locator(".code-about", has_text="Use when: Somebody may decide").wait_for()
    [power] = [code for code in _board(where).codes.values() if code.name == "Power"]
    assert (power.use_when, power.near_miss) == (
        "Somebody may decide, or may not.",
        "Fear of deciding.",
    )


def test_selected_coded_noted_and_offered_by_keys_alone(  # noqa: PLR0915 - one sitting, told in order
    where: Path, tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    with open_project(where) as project:
        board, texts = ledger(project).board, material(project)
        [waiting] = [code.id for code in board.codes.values() if code.name == "Waiting"]
        [days] = board.passages_of(waiting)
        second = list(texts.of_source[SourceId("s1")])
        last = next(name for name in texts.of_source[S0] if "quiet" in texts.passages[name].quote)
        offer_all(project, [offer(last, waiting, 0.9, days), offer(second[0], waiting, 0.8, days)])
    tab = open_tab(serve(where) + "coding")
    # Words, a code, a memo on the words; then one on the code, and one on the source.
    for _ in range(2):
        tab.keyboard.press("ArrowDown")
    tab.keyboard.type("twice")
    tab.keyboard.press("Enter")
    _said(tab, "Made a code “twice”.")
    # The next unit follows without going back; then the coding itself.
    tab.keyboard.press("ArrowDown")
    tab.locator(".palette-words", has_text="And the families").wait_for()
    tab.keyboard.press("Escape")
    tab.keyboard.press(",")
    tab.locator(".held-head", has_text="Systems").wait_for()
    tab.keyboard.press(",")
    tab.locator(".held-head", has_text="twice").wait_for()
    tab.keyboard.press("m")
    tab.locator(".memo-about", has_text="On Monday").wait_for()
    tab.keyboard.type("Nobody reads it: so why\nis it written?")
    tab.keyboard.press("Control+Enter")
    _said(tab, "Wrote a memo on a passage.")
    tab.locator(".memo-text", has_text="Nobody reads it").wait_for()
    tab.keyboard.press("Escape")
    tab.locator(".side-title").wait_for(state="hidden")
    tab.locator(".held-memo", has_text="Nobody reads it").wait_for()
    tab.keyboard.press("Shift+M")
    tab.locator(".memo-about", has_text="twice").wait_for()
    tab.keyboard.type("Is this one code?")
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Control+Enter")
    _said(tab, "Wrote a memo on “twice”.")
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    tab.keyboard.press("m")
    tab.locator(".memo-about", has_text="R000").wait_for()
    tab.keyboard.type("Recorded in a car.")
    tab.keyboard.press("Control+Enter")
    _said(tab, "Wrote a memo on a source.")
    tab.keyboard.press("Escape")
    wanted = [
        ("passage", "analytic", "Nobody reads it: so why\nis it written?"),
        ("code", "reflexive", "Is this one code?"),
        ("source", "analytic", "Recorded in a car."),
    ]
    assert _memos(where) == wanted
    # Offers with their reason: one accepted, and in the next source one refused.
    tab.keyboard.press("g")
    tab.locator(".reasons", has_text="four days").wait_for()
    tab.keyboard.press("c")
    _said(tab, "Accepted 1 passage for “Waiting”.")
    tab.keyboard.press("Escape")
    tab.keyboard.press("j")
    tab.locator("h1.title", has_text="R001").wait_for()
    tab.keyboard.press("g")
    tab.locator(".reasons", has_text="four days").wait_for()
    tab.keyboard.press("d")
    _said(tab, "Refused 1 passage for “Waiting”.")
    # All of it undone step by step, and done again; what is stored is what is shown and exported.
    for _ in range(5):
        tab.keyboard.press("z")
    _said(tab, "Undid: wrote a memo on a passage.")
    assert _memos(where) == []
    for _ in range(5):
        tab.keyboard.press("Shift+Z")
    _said(tab, "Did again: refused 1 passage")
    assert _memos(where) == wanted
    with open_project(where) as project:
        export_file(project, "memos-csv", tmp_path / "memos.csv")
    with (tmp_path / "memos.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["text"] for row in csv.DictReader(file)] == [text for *_, text in wanted]


def test_two_people_write_memos_beside_each_other(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    address = serve(where)
    one, other = open_tab(address + "coding"), open_tab(address + "coding")
    other.locator(".coder").fill("Amir")
    other.locator(".coder").press("Enter")
    for tab in (one, other):
        tab.locator(".mark", has_text="Waiting").click()
        tab.locator(".held-card").get_by_role("button", name="Memo…").click()
    one.get_by_label("New memo").fill("<b>Four</b> days & more")
    other.get_by_label("New memo").fill("Being written")
    one.get_by_role("button", name="Save the memo").click()
    other.locator(".memo-text", has_text="<b>Four</b> days & more").wait_for()
    assert other.get_by_label("New memo").input_value() == "Being written"
    other.get_by_role("button", name="Save the memo").click()
    one.locator(".memo-text", has_text="Being written").wait_for()
    # Both change one memo: the second is told, and keeps what was typed.
    for tab in (one, other):
        tab.locator(".memo", has_text="Four").get_by_role("button", name="Change").click()
    one.get_by_label("The memo").fill("Four days.")
    one.get_by_role("button", name="Save the change").click()
    _said(one, "Changed a memo on a passage.")
    other.get_by_label("The memo").fill("Five days.")
    other.get_by_role("button", name="Save the change").click()
    other.locator(
        ".memo-form .problem", has_text="Ruth changed the memo in the meantime"
    ).wait_for()
    other.locator(".memo-form .problem", has_text="It says now: “Four days.”").wait_for()
    assert other.get_by_label("The memo").input_value() == "Five days."
    assert [text for *_, text in _memos(where)] == ["Four days.", "Being written"]
    # A form that is left by a reload comes back with its words; a memo goes and comes back.
    one.get_by_label("New memo").fill("Half a thou")
    one.reload()
    one.wait_for_selector("[data-ready=yes]")
    one.locator(".mark", has_text="Waiting").locator(".icon").wait_for()
    one.locator(".mark", has_text="Waiting").click()
    one.keyboard.press("m")
    assert one.get_by_label("New memo").input_value() == "Half a thou"
    one.locator(".memo", has_text="Four days.").get_by_role("button", name="Remove").click()
    _said(one, "Took away a memo on a passage.")
    one.locator(".toast").get_by_role("button", name="Undo").click()
    one.locator(".memo-text", has_text="Four days.").wait_for()


@pytest.mark.parametrize(
    "words",
    ["👩🏽‍🚀 it", "היום כתבתי את הביקור", "Cafe\u0301 naïve", "twice.\n\n\u200fהיום", "tail 😀"],
)
def test_awkward_words_are_selected_exported_and_noted_as_they_are(
    tmp_path: Path, serve: Serve, open_tab: OpenTab, words: str
) -> None:
    """Joined emoji, right to left, combining marks, and lines that were given as CRLF."""
    where, text = tmp_path / "awkward.workbench", canonical_text(AWKWARD)
    make_texts(where, [AWKWARD]).close()
    tab = open_tab(serve(where) + "coding")
    # From inside a letter at either end the whole letters are taken.
    before = _units(text[: text.index(words)])
    inside = 1 if words.startswith("👩") else 0
    tab.evaluate(_SELECT, [before + inside, before + _units(words)])
    tab.locator(".palette").wait_for()
    tab.keyboard.type("Mine")
    tab.keyboard.press("Enter")
    _said(tab, "Made a code “Mine”.")
    tab.locator(".mark", has_text="Mine").click()
    tab.keyboard.press("m")
    tab.keyboard.insert_text(f"About: {words}")
    tab.keyboard.press("Control+Enter")
    _said(tab, "Wrote a memo on a passage.")
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    assert "".join(tab.locator(".piece.coded").all_text_contents()) == words.replace("\n", "")
    with open_project(where) as project:
        export_file(project, "codings-csv", tmp_path / "codings.csv")
        export_file(project, "memos-csv", tmp_path / "memos.csv")
    with (tmp_path / "codings.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = list(csv.DictReader(file))
    assert row["quote"] == words == text[int(row["start"]) : int(row["end"])]
    with (tmp_path / "memos.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = list(csv.DictReader(file))
    assert (row["text"], row["about"]) == (f"About: {words}", words)


def test_recode_after_a_memo_keeps_it_on_the_words(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve(where) + "coding")
    tab.locator(".mark", has_text="Waiting").click()
    tab.keyboard.press("m")
    tab.keyboard.type("Whose signature?")
    tab.keyboard.press("Control+Enter")
    _said(tab, "Wrote a memo")
    tab.keyboard.press("Escape")
    tab.keyboard.press("Shift+ArrowRight")
    tab.keyboard.press("Shift+ArrowRight")
    tab.keyboard.press("Enter")
    _said(tab, "Moved the boundary of a passage in “Waiting”.")
    tab.locator(".held-memo", has_text="Whose signature?").wait_for()
    tab.keyboard.press("r")
    tab.keyboard.type("Fear")
    tab.keyboard.press("Enter")
    _said(tab, "Moved 1 passage from “Waiting” to “Fear”.")
    tab.locator(".held-memo", has_text="Whose signature?").wait_for()
    # Even when nothing codes the words any more, their memo is found under the source.
    tab.keyboard.press("x")
    _said(tab, "Took 1 passage out of “Fear”.")
    tab.keyboard.press("m")
    tab.locator(".memo-quote", has_text="four days for a").click()
    assert _memos(where) == [("passage", "analytic", "Whose signature?")]

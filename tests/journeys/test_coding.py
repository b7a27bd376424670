"""Coding in the text, by clicking and by keys, in a real browser (journey R1)."""

from __future__ import annotations

import csv
import re
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.app.evenings import offer, offer_all
from tests.app.texts import AWKWARD, INTERVIEW, make_texts, span_of
from tests.conftest import OpenTab, Serve
from workbench.domain.sources import SourceId, Span, canonical_text
from workbench.services.check_project import check_project
from workbench.services.code_passages import code_span
from workbench.services.export_project import export_file
from workbench.store.database import open_project
from workbench.store.log import ledger
from workbench.store.material import material

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

#: Puts the browser's own selection from one place of the words to another.
_SELECT = """([start, end]) => {
  const root = document.querySelector('[class*=ReactiveESM]').shadowRoot;
  const at = (offset, last) => {
    const pieces = [...root.querySelectorAll('.piece')];
    const fits = (piece) => { const from = +piece.dataset.start, to = from + piece.textContent.length;
      return last ? from < offset && offset <= to : from <= offset && offset < to; };
    const piece = pieces.find(fits);
    return [piece.firstChild, offset - +piece.dataset.start];
  };
  const selection = document.getSelection();
  selection.setBaseAndExtent(...at(start, false), ...at(end, true));
}"""

#: Scrolls for three seconds and returns the median and the 95th percentile of a frame, in ms.
_SCROLL = """async () => {
  const main = document.querySelector('[class*=ReactiveESM]').shadowRoot.querySelector('.main');
  const frames = []; const began = performance.now(); let last = began;
  await new Promise((done) => { const frame = () => { const now = performance.now();
    frames.push(now - last); last = now; main.scrollTop += 260;
    if (now - began < 3000) requestAnimationFrame(frame); else done(); }; requestAnimationFrame(frame); });
  main.scrollTop = 0;
  frames.sort((one, other) => one - other);
  return [frames[frames.length >> 1], frames[Math.floor(frames.length * 0.95)]];
}"""


def _said(tab: Any, words: str) -> None:
    tab.locator(".toast-words", has_text=words).wait_for()


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _select(tab: Any, text: str, words: str) -> None:
    """Select words as a browser does, in its own offsets."""
    before = _units(text[: text.index(words)])
    tab.evaluate(_SELECT, [before, before + _units(words)])
    tab.locator(".palette").wait_for()


def _drag(tab: Any, words: str) -> None:
    """Select words with the mouse."""
    box = tab.evaluate(
        """(words) => { const root = document.querySelector('[class*=ReactiveESM]').shadowRoot;
        for (const piece of root.querySelectorAll('.piece')) { const at = piece.textContent.indexOf(words);
          if (at < 0) continue; const range = document.createRange();
          range.setStart(piece.firstChild, at); range.setEnd(piece.firstChild, at + words.length);
          const boxes = [...range.getClientRects()]; const [first, last] = [boxes[0], boxes.at(-1)];
          return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2]; } }""",
        words,
    )
    tab.mouse.move(box[0], box[1])
    tab.mouse.down()
    tab.mouse.move((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, steps=3)
    tab.mouse.move(box[2], box[3], steps=5)
    tab.mouse.up()
    tab.locator(".palette").wait_for()


def _coded(tab: Any) -> list[str]:
    """Return what the page shows as coded: code and words, from the names' own labels."""
    labels = [
        each.get_attribute("aria-label") for each in tab.locator(".mark:not(.mark-offer)").all()
    ]
    return sorted(re.sub(r", coded by .*", "", label) for label in labels)


def _stored(where: Path) -> set[tuple[str, str]]:
    with open_project(where) as project:
        board, texts = ledger(project).board, material(project)
        assert check_project(project).faults == ()
        return {
            (board.codes[code].name, texts.passages[each.passage_id].quote)
            for code, rows in board.codings.items()
            for each in rows.values()
        }


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "texts.workbench"
    make_texts(path, [INTERVIEW, "A second text. It says little."]).close()
    return path


def test_a_transcript_is_coded(  # noqa: PLR0915 - one sitting, told in order
    where: Path, tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    address = serve(where)
    tab = open_tab(address)
    tab.get_by_role("link", name="Coding", exact=True).click()
    tab.wait_for_selector(".source .words")
    assert tab.locator("h1.title").inner_text() == "R000"
    assert tab.locator(".speaker").all_inner_texts().count("Hana: ") == 2

    # Words by mouse, a code by typing.
    _drag(tab, "typed the visit into three systems")
    tab.keyboard.type("Typing it twice")
    tab.keyboard.press("Enter")
    _said(tab, "Made a code “Typing it twice”.")
    assert _coded(tab) == ["Typing it twice: “typed the visit into three systems”"]

    # Two keys after the selection: a letter and Enter; one key: a number, q.
    _drag(tab, "Nobody reads the second one")
    tab.keyboard.press("t")
    tab.keyboard.press("Enter")
    _said(tab, "Added 1 passage to “Typing it twice”.")
    _drag(tab, "waited four days")
    tab.keyboard.type("Waiting")
    tab.keyboard.press("Enter")
    _said(tab, "Made a code “Waiting”.")
    _drag(tab, "My manager is afraid")
    tab.keyboard.press("q")
    _said(tab, "Added 1 passage to “Waiting”.")
    _drag(tab, "The voucher")
    tab.keyboard.press("2")
    _said(tab, "Added 1 passage to “Typing it twice”.")
    # Words that become a code, over words that are coded already.
    _select(tab, INTERVIEW, "into three systems before lunch")
    tab.keyboard.press("v")
    _said(tab, "Made a code “into three systems before lunch”.")
    assert len(_coded(tab)) == 6
    assert tab.locator(".bar").count() == 6

    # A coding: recoded, its boundary moved by keys and by handle, removed, and all of it undone.
    tab.get_by_role("button", name="Waiting: “My manager is afraid”").click()
    tab.keyboard.press("r")
    tab.keyboard.type("Fear")
    tab.keyboard.press("Enter")
    _said(tab, "Made a code “Fear”.")
    assert "Fear: “My manager is afraid”" in _coded(tab)
    tab.get_by_role("button", name="Waiting: “waited four days”").click()
    for _ in range(3):
        tab.keyboard.press("Shift+ArrowRight")
    tab.keyboard.press("[")
    tab.locator(".held-quote", has_text="voucher waited four days for a signature").wait_for()
    tab.keyboard.press("Enter")
    _said(tab, "Moved the boundary of a passage in “Waiting”.")
    assert "Waiting: “voucher waited four days for a signature”" in _coded(tab)
    handle = tab.locator(".handle-end").bounding_box()
    tab.mouse.move(handle["x"] + 11, handle["y"] + handle["height"] / 2)
    tab.mouse.down()
    tab.mouse.move(handle["x"] - 60, handle["y"] + handle["height"] / 2, steps=4)
    tab.mouse.up()
    shorter = "Waiting: “voucher waited four (?![^”]*signature)"
    tab.get_by_role("button", name=re.compile(shorter)).wait_for(timeout=5000)
    tab.keyboard.press("x")
    _said(tab, "Took 1 passage out of “Waiting”.")
    before = _stored(where)
    tab.keyboard.press("z")
    _said(tab, "Undid: took 1 passage")
    tab.keyboard.press("Shift+Z")
    _said(tab, "Did again: took 1 passage")
    assert _stored(where) == before

    # History, the next source, a deep link, a reload; the board knows the codes.
    tab.keyboard.press("h")
    assert tab.locator(".line-words").first.inner_text().startswith("Did again")
    tab.keyboard.press("Escape")
    shown = _coded(tab)
    tab.keyboard.press("j")
    tab.locator("h1.title", has_text="R001").wait_for()
    tab.go_back()
    tab.locator("h1.title", has_text="R000").wait_for()
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    assert _coded(tab) == shown
    assert {f"{code}: “{words}”" for code, words in _stored(where)} == set(shown)
    with open_project(where) as project:
        export_file(project, "codings-csv", tmp_path / "codings.csv")
    with (tmp_path / "codings.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {f"{row['code']}: “{row['quote']}”" for row in csv.DictReader(file)} == set(shown)
    tab.get_by_role("link", name="Board", exact=True).click()
    tab.locator(".group-code .row-title", has_text="Typing it twice").wait_for()


@pytest.mark.parametrize(
    "words",
    ["👩🏽‍🚀 it", "😀 We", "הביקור שלוש", "Cafe\u0301", "\U0001d4d0", "zero\u200bwidth", "no\u00a0break.",
     "<b>bold</b> &amp;", "twice.\n\n\u200fהיום", "tail 😀"],
)  # fmt: skip
def test_what_was_selected_is_what_is_stored_and_shown_after_a_reload(
    tmp_path: Path, serve: Serve, open_tab: OpenTab, words: str
) -> None:
    where, text = tmp_path / "awkward.workbench", canonical_text(AWKWARD)
    make_texts(where, [AWKWARD]).close()
    tab = open_tab(serve(where) + "coding")
    _select(tab, text, words)
    tab.keyboard.type("Mine")
    tab.keyboard.press("Enter")
    _said(tab, "Made a code “Mine”.")
    assert _stored(where) == {("Mine", words)}
    tab.reload()
    tab.wait_for_selector("[data-ready=yes]")
    painted = "".join(tab.locator(".piece.coded").all_text_contents())
    assert painted == words.replace("\n", "")
    with open_project(where) as project:
        source = material(project).sources[SourceId("s0")]
        assert source.text == text


def test_half_a_letter_is_never_coded(tmp_path: Path, serve: Serve, open_tab: OpenTab) -> None:
    where, text = tmp_path / "awkward.workbench", canonical_text(AWKWARD)
    make_texts(where, [AWKWARD]).close()
    tab = open_tab(serve(where) + "coding")
    # From the middle of one emoji into the middle of a joined one; then a letter without its accent.
    start, joined = 1, _units(text[: text.index("👩🏽‍🚀")])
    tab.evaluate(_SELECT, [start, joined + 3])
    tab.locator(".palette").wait_for()
    tab.keyboard.type("Whole")
    tab.keyboard.press("Enter")
    _said(tab, "Made a code “Whole”.")
    at = _units(text[: text.index("Cafe\u0301")])
    tab.evaluate(_SELECT, [at, at + 4])
    tab.locator(".palette-words", has_text="Cafe\u0301").wait_for()
    tab.keyboard.press("q")
    _said(tab, "Added 1 passage to “Whole”.")
    assert _stored(where) == {("Whole", "😀 We typed 👩🏽‍🚀"), ("Whole", "Cafe\u0301")}


def test_keys_alone_do_everything(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    with open_project(where) as project:
        text = material(project).sources[SourceId("s0")].text
        first = code_span(
            project, SourceId("s0"), span_of(text, "three systems"), "Twice", coder="Amir"
        )
        names = [
            name for name, each in material(project).passages.items() if "afraid" in each.quote
        ]
        offers = [offer(name, first.code, 0.9, first.passage.id) for name in names]
        offer_all(project, offers)
    tab = open_tab(serve(where) + "coding")
    # Units of meaning, grown and trimmed.
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    tab.locator(".palette-words", has_text="On Monday").wait_for()
    tab.keyboard.press("]")
    tab.keyboard.press("Shift+ArrowLeft")
    tab.locator(".palette-words q", has_text="On Monday I typed").wait_for()
    tab.keyboard.press("Enter")
    tab.keyboard.type("queue")
    tab.keyboard.press("Enter")
    _said(tab, "Made a code “queue”.")
    # The next coding, and what it may be.
    tab.keyboard.press(".")
    tab.locator(".held-head", has_text="Twice").wait_for()
    tab.keyboard.press("c")
    tab.keyboard.type("Also")
    tab.keyboard.press("Enter")
    _said(tab, "Made a code “Also”.")
    assert "Also: “three systems”" in _coded(tab)
    # An offer with its reason, accepted.
    tab.keyboard.press("g")
    tab.locator(".reasons", has_text="three systems").wait_for()
    tab.keyboard.press("c")
    _said(tab, "Accepted 1 passage for “Twice”.")
    # The code's passages one after the other, then the sources that wait.
    tab.keyboard.press("Escape")
    tab.keyboard.press("u")
    tab.locator(".spread", has_text="transcript").wait_for()
    tab.keyboard.press("b")
    tab.locator(".source-list .counts", has_text="1 source; 1 without a coding").wait_for()
    tab.keyboard.press("j")
    tab.locator("h1.title", has_text="R001").wait_for()
    tab.keyboard.press("?")
    tab.get_by_role("dialog", name="Keyboard shortcuts").wait_for()


def test_two_people_code_the_same_text(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    address = serve(where)
    one, other = open_tab(address + "coding"), open_tab(address + "coding")
    other.locator(".coder").fill("Amir")
    other.locator(".coder").press("Enter")
    other.locator(".source").focus()
    _drag(one, "four days")
    one.keyboard.type("Waiting")
    one.keyboard.press("Enter")
    other.get_by_role("button", name="Waiting: “four days”").wait_for()
    _select(other, INTERVIEW, "four days")
    other.keyboard.press("1")
    _said(other, "Added 1 passage to “Waiting”.")
    assert len(_coded(other)) == 2
    # What one has open, the other takes away.
    one.get_by_role("button", name="Waiting: “four days”").first.click()
    with open_project(where) as project:
        from workbench.domain.decisions import Dismiss
        from workbench.services.decide import decide

        [code] = ledger(project).board.codes
        decide(project, Dismiss(theme=code), coder="Ann")
    one.locator(".held-card").wait_for(state="hidden")
    assert _coded(one) == []


def test_words_are_found_and_stepped_through(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "coding?source=s1")
    tab.locator(".search").fill("voucher")
    tab.locator(".source-list .counts", has_text="1 source with “voucher”").wait_for()
    tab.locator(".source-list .row", has_text="R000").click()
    tab.locator("h1.title", has_text="R000").wait_for()
    assert "find=voucher" in tab.url
    tab.keyboard.press(".")
    tab.locator(".search").fill("")
    tab.locator(".source-list .counts", has_text="2 sources").wait_for()


def test_touch_selects_and_codes_on_a_phone(where: Path, serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve(where) + "coding", width=390, height=844, has_touch=True, is_mobile=True)
    tab.evaluate(_SELECT, [15, 30])  # as the handles of a touch screen leave it
    tab.locator(".palette").wait_for()
    tab.get_by_label("Code", exact=True).tap()
    tab.keyboard.type("Small screen")
    tab.get_by_role("option", name="New code Small screen").tap()
    _said(tab, "Made a code “Small screen”.")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.locator(".mark", has_text="Small screen").tap()
    tab.get_by_role("button", name="Remove").tap()
    _said(tab, "Took 1 passage out")


def test_a_span_that_reaches_over_lines_is_shown_whole(
    where: Path, serve: Serve, open_tab: OpenTab
) -> None:
    with open_project(where) as project:
        code_span(project, SourceId("s0"), Span(20, 120), "Long", coder="Ann")
    tab = open_tab(serve(where) + "coding")
    assert tab.locator(".bar").count() == 2
    assert tab.locator(".mark").count() == 1


@pytest.mark.slow
def test_a_large_source_with_2000_codings_stays_fluid(
    tmp_path: Path, serve: Serve, open_tab: OpenTab
) -> None:
    text = "\n\n".join(f"{INTERVIEW} 😀 ({number})" for number in range(1_350))
    where, dice = tmp_path / "large.workbench", Random(1)
    with make_texts(where, [text]) as project:
        for number in range(2_000):
            start = dice.randrange(len(text) - 200)
            span = Span(start, start + dice.randint(10, 200))
            code_span(project, SourceId("s0"), span, f"Code {number % 40}", coder="Ruth")
    tab = open_tab(serve(where) + "coding")
    frames = tab.evaluate(_SCROLL)
    began = time.monotonic()
    tab.locator(".source").focus()
    tab.keyboard.press("ArrowDown")
    tab.locator(".palette").wait_for()
    selected = time.monotonic() - began
    began = time.monotonic()
    tab.keyboard.type("Quick")
    tab.keyboard.press("Enter")
    _said(tab, "Made a code “Quick”.")
    coded = time.monotonic() - began
    # Far down and back: what was not painted before is now, and in its place.
    tab.keyboard.press(",")
    tab.locator(".held-head").wait_for()
    assert tab.locator(".mark[aria-pressed=true]").is_visible()
    # Figures to read, not bounds: other work on the machine only ever adds.
    print(
        f"a frame while scrolling: median {frames[0]:.0f} ms, 95 % under {frames[1]:.0f} ms; "
        f"selected in {selected * 1000:.0f} ms, typed and coded in {coded * 1000:.0f} ms"
    )

"""What a search on the Coding page lights up: what was found, and nothing beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.app.texts import make_texts
from tests.conftest import OpenTab, Serve

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

TEXT = "The case was closed. Cases wait for a caseworker. Café und CAFÉS; the case  of the café, case_worker."
_HITS = """async ([text, words, units]) => {
  const { hitsIn } = await import(new URL("web/codingroute.js", document.baseURI));
  return hitsIn(text, words, units).map(({ start, end }) => text.slice(start, end));
}"""


@pytest.fixture
def tab(tmp_path: Path, serve: Serve, open_tab: OpenTab) -> Any:
    where = tmp_path / "texts.workbench"
    make_texts(where, [TEXT, "A second text."]).close()
    return open_tab(serve(where) + "coding")


def test_whole_words_phrases_and_the_last_as_a_beginning(tab: Any) -> None:
    half = TEXT.index("Café")
    units = [[0, half], [half, len(TEXT)]]
    for words, found in {
        "case": ["case", "Cases", "caseworker", "case", "case"],
        "case wait": ["case", "wait"],
        "cafes": ["CAFÉS"],
        "cafe": ["Café", "CAFÉS", "café"],
        '"the case"': ["The case", "the case"],
        '"the case" of': ["the case", "of"],
        "case (worker": ["case", "case", "worker"],
        "CLOSED nowhere": ["closed"],
        '" "': [],
    }.items():
        assert (words, tab.evaluate(_HITS, [TEXT, words, units])) == (words, found)


def test_what_is_found_is_marked_and_nothing_else(tab: Any) -> None:
    tab.keyboard.press("/")
    tab.keyboard.type("the case")
    tab.keyboard.press("Enter")
    marked = "() => [...CSS.highlights.values()].flatMap((each) => [...each]).map(String)"
    tries = 0
    while not tab.evaluate(marked) and (tries := tries + 1) < 50:
        tab.wait_for_timeout(100)
    assert tab.evaluate(marked) == ["The"]

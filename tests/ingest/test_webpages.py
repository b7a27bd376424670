from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.conftest import Write
from workbench.errors import EmptySource
from workbench.ingest.content import Content
from workbench.ingest.formats.webpages import WebPageReader
from workbench.ingest.limits import Limits
from workbench.ingest.readers import read_file

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_any_words_come_in_as_they_are(texts: list[str]) -> None:
    body = "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    content = Content(f"<html><body>{body}".encode(), "page.html", Limits())
    assert WebPageReader().read(content).text.split() == " ".join(texts).split()


@pytest.mark.parametrize(
    "start", ["<p>we tried</p>", "<meta charset=utf-8><title>x</title>we tried"]
)
def test_a_part_of_a_page_is_one_by_its_name(write: Write, start: str) -> None:
    assert read_file(write("page.html", start)).rows[0].text.endswith("we tried")


def test_words_that_look_like_a_page_stay_as_given(write: Write) -> None:
    for name in ("note.txt", "note.md"):
        assert read_file(write(name, "<p>we tried</p>")).rows[0].text == "<p>we tried</p>"


def test_a_head_without_an_end_swallows_nothing(write: Write) -> None:
    data = "<!doctype html><head><title>T</title><p>We tried.<p>Twice."
    assert read_file(write("page.htm", data)).rows[0].text == "We tried.\n\nTwice."


def test_a_page_says_how_it_is_written(write: Write) -> None:
    page = '<html><meta http-equiv="Content-Type" content="text/html; charset={}"><p>{}</p></html>'
    for encoding, words in (("windows-1251", "Привет"), ("iso-8859-1", "café – “so”")):
        codec = "cp1252" if encoding == "iso-8859-1" else encoding
        reading = read_file(write("page.html", page.format(encoding, words).encode(codec)))
        assert reading.rows[0].text == words
    plain = page.format("windows-1251", "naïve").encode("utf-8")
    assert read_file(write("page.html", plain)).rows[0].text == "naïve"


def test_what_is_never_closed_is_told(write: Write) -> None:
    reading = read_file(write("page.html", "<html><p>We tried.<script>var x = '</p>'; <p>more"))
    assert reading.rows[0].text == "We tried."
    assert any("never closed" in warning for warning in reading.warnings)


def test_a_page_without_words_is_empty(write: Write) -> None:
    with pytest.raises(EmptySource):
        read_file(write("page.html", "<html><script>words()</script></html>"))

from __future__ import annotations

import pytest

from tests.ingest.conftest import Write
from tests.ingest.making import pdf
from workbench.errors import UnreadableSource
from workbench.ingest.readers import read_file


def test_running_heads_and_page_numbers_are_left_out_and_told(write: Write) -> None:
    pages = [
        ["My service", "We waited two weeks for a form.", "Page 1 of 3"],
        ["My service", "Nobody rang.", "Page 2 of 3"],
        ["My service", "Then somebody did.", "Page 3 of 3"],
    ]
    reading = read_file(write("note.pdf", pdf(*pages)))
    assert reading.rows[0].text.split("\n") == [
        "We waited two weeks for a form.", "Nobody rang.", "", "Then somebody did.",
    ]  # fmt: skip
    assert reading.warnings == ("6 page numbers and lines repeated on pages were left out",)


def test_a_heading_and_a_short_last_line_end_a_paragraph(write: Write) -> None:
    lines = [
        "Reflection", "We waited two weeks for a form that nobody", "reads, and then one more.",
        "The second paragraph is long enough to wrap", "over a line of its own.",
    ]  # fmt: skip
    text = read_file(write("note.pdf", pdf(lines))).rows[0].text
    assert [part.split("\n")[0] for part in text.split("\n\n")] == [lines[0], lines[1], lines[3]]


def test_a_scan_says_that_it_has_no_text(write: Write) -> None:
    with pytest.raises(UnreadableSource, match=r"pictures of pages but no text.*OCR"):
        read_file(write("scan.pdf", pdf([], [])))


def test_pages_without_text_are_told(write: Write) -> None:
    reading = read_file(write("note.pdf", pdf(["We tried."], [], ["We stopped."])))
    assert reading.warnings == ("1 of 3 pages hold no text (page 2)",)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\nnothing at all", b"junk %PDF-1.4 x"])
def test_a_damaged_file_is_told(write: Write, data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="damaged"):
        read_file(write("note.pdf", data))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_told_or_read(write: Write, share: float) -> None:
    data = pdf(["We tried."], ["We stopped."])
    try:
        text = read_file(write("note.pdf", data[: int(len(data) * share)])).rows[0].text
    except UnreadableSource as error:
        text = str(error)
    assert "We tried." in text or "note.pdf" in text


def test_words_under_the_name_of_a_pdf_are_no_pdf(write: Write) -> None:
    with pytest.raises(UnreadableSource, match=r"no \.pdf file"):
        read_file(write("note.pdf", "just words"))

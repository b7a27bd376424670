"""Golden files, each with the words that a person sees in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.conftest import Write
from workbench.domain.sources import SourceKind
from workbench.errors import UnreadableSource
from workbench.ingest.readers import read_file

GOLDEN = Path(__file__).parent / "golden"
EXPECTED = sorted(GOLDEN.glob("*.expected.txt"))
#: Kinds that announce themselves, so that a name changes nothing.
MARKED = ["teams.vtt", "zoom.vtt", "interview.srt", "letter.rtf", "page.html", "reflection.pdf"]


def _words_of(name: str) -> str:
    return (GOLDEN / f"{name}.expected.txt").read_text(encoding="utf-8").removesuffix("\n")


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.split(".")[0])
def test_the_words_are_those_that_a_person_sees(expected: Path) -> None:
    (row,) = read_file(GOLDEN / expected.name.removesuffix(".expected.txt")).rows
    assert row.text == expected.read_text(encoding="utf-8").removesuffix("\n")


@pytest.mark.parametrize("name", MARKED)
@pytest.mark.parametrize("other", ["x.txt", "x.docx", "x.csv", "x.xlsx", "x", "x.pdf", "x.2024"])
def test_content_decides_under_any_name(write: Write, name: str, other: str) -> None:
    (row,) = read_file(write(other, (GOLDEN / name).read_bytes())).rows
    assert row.text == _words_of(name)


@pytest.mark.parametrize("name", ["teams.vtt", "zoom.vtt", "interview.srt"])
def test_subtitles_are_transcripts_with_their_speakers(name: str) -> None:
    reading = read_file(GOLDEN / name)
    assert reading.kind is SourceKind.TRANSCRIPT
    (row,) = reading.rows
    assert row.speakers
    assert all(f"{speaker}: " in row.text for speaker in row.speakers)


def test_an_older_workbook_is_read_as_a_newer_one_is() -> None:
    reading = read_file(GOLDEN / "answers.xls")
    assert [row.text for row in reading.rows] == [
        "We waited two weeks – “again”.",
        "Żaneta rang, nobody came.",
        "The form asks it twice.",
    ]
    assert [row.external_id for row in reading.rows] == ["a1", "a2", "a3"]
    assert reading.rows[2].attributes == {"date": "2024-05-03", "team": "East"}
    assert any("“Lookup” (hidden)" in warning for warning in reading.warnings)


def test_a_locked_pdf_is_told() -> None:
    with pytest.raises(UnreadableSource, match="is password-protected"):
        read_file(GOLDEN / "locked.pdf")


def test_what_is_left_out_of_rich_text_and_pages_is_told() -> None:
    assert set(read_file(GOLDEN / "letter.rtf").warnings) == {
        "headers and footers of its pages were left out",
        "it has tracked changes: read as if all were accepted",
        "footnotes and endnotes were left out",
    }
    assert read_file(GOLDEN / "page.html").warnings == ("21 hidden characters were left out",)

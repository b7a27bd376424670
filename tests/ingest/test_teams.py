from __future__ import annotations

from tests.ingest.conftest import Write
from tests.ingest.making import docx, paragraphs
from workbench.domain.sources import SourceKind
from workbench.ingest.readers import read_file


def test_the_newer_layout(write: Write) -> None:
    data = docx(
        paragraphs(
            "Team meeting-20240501_100000-Meeting Recording",
            "May 1, 2024, 9:00AM",
            "23m 13s",
            "Ann Bell started transcription",
            "Ann Bell   0:03\nWe tried it.\nTwice.",
            "Bob (Leeds)   0:15\nNo.",
            "Bob (Leeds)   1:00:15\nReally: no.",
            "Ann Bell stopped transcription",
        )
    )
    reading = read_file(write("m.docx", data))
    (row,) = reading.rows
    assert row.text == "Ann Bell: We tried it. Twice.\n\nBob (Leeds): No. Really: no."
    assert row.speakers == ("Ann Bell", "Bob (Leeds)")
    assert reading.kind is SourceKind.TRANSCRIPT
    assert reading.warnings[0].startswith("left out, as nobody said it: Team meeting")


def test_the_older_layout(write: Write) -> None:
    data = docx(
        paragraphs(
            "0:0:0.0 --> 0:0:1.250", "Ann Bell", "We tried",
            "0:0:1.250 --> 0:0:3.0", "Ann Bell", "it.",
            "0:0:3.0 --> 0:0:4.0", "Bob", "No.",
            "0:0:4.0 --> 0:0:5.0", "Nobody knows who.",
        )
    )  # fmt: skip
    reading = read_file(write("m.docx", data))
    assert reading.rows[0].text == "Ann Bell: We tried it.\n\nBob: No.\n\nNobody knows who."
    assert reading.warnings == ("1 turn does not say who spoke",)


def test_an_agenda_is_no_transcript(write: Write) -> None:
    data = docx(paragraphs("Agenda", "Welcome   09:00", "Lunch   12:30", "Close   16:00"))
    reading = read_file(write("agenda.docx", data))
    assert reading.rows[0].text == "Agenda\n\nWelcome   09:00\n\nLunch   12:30\n\nClose   16:00"
    assert reading.rows[0].speakers == ()


def test_a_document_saved_as_strict_is_read(write: Write) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body>{paragraphs("Strictly.")}</w:body></w:document>'
    reading = read_file(write("m.docx", docx("", **{"word/document.xml": body})))
    assert reading.rows[0].text == "Strictly."


def test_words_that_stand_where_nobody_looks_are_counted(write: Write) -> None:
    stray = "<w:unknown><w:p><w:r><w:t>stray words</w:t></w:r></w:p></w:unknown>"
    reading = read_file(write("m.docx", docx(paragraphs("One.") + stray)))
    assert reading.rows[0].text == "One."
    assert "10 characters stand in parts of the document that cannot be read" in reading.warnings

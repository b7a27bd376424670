from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.conftest import Write, with_parts, zipped
from tests.ingest.making import docx as smallest
from tests.ingest.making import paragraphs
from workbench.errors import EmptySource, UnreadableSource, UnsupportedFormat
from workbench.ingest.content import Content
from workbench.ingest.formats.word import WordReader
from workbench.ingest.limits import Limits
from workbench.ingest.readers import read_file


def _saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _document(*paragraphs: str) -> Any:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def _wrapped(paragraph: Any, tag: str, words: str, text_tag: str = "w:t") -> None:
    outer, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
    text.text = words
    run.append(text)
    outer.append(run)
    paragraph._p.append(outer)


def test_paragraphs_lists_and_tables_come_in_document_order(write: Write) -> None:
    document = _document("Before.", "", "Two\nlines\tand a tab.")
    document.add_paragraph("first", style="List Bullet")
    document.add_paragraph("second", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "What", "Why"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "both"
    document.add_paragraph("After.")
    reading = read_file(write("note.docx", _saved(document)))
    (row,) = reading.rows
    assert row.text == (
        "Before.\n\nTwo\nlines\tand a tab.\n\n- first\n- second\n\nWhat\nWhy\n\nboth\n\nAfter."
    )
    assert (row.title, row.external_id) == ("note.docx", "note.docx")
    assert (reading.mapping, reading.warnings, reading.skipped) == (None, (), ())


def test_tracked_changes_are_read_as_accepted_and_told(write: Write) -> None:
    document = _document("We ")
    paragraph = document.paragraphs[0]
    _wrapped(paragraph, "w:del", "never ", "w:delText")
    _wrapped(paragraph, "w:ins", "often tried")
    reading = read_file(write("note.docx", _saved(document)))
    assert reading.rows[0].text == "We often tried"
    assert "it has tracked changes: read as if all were accepted" in reading.warnings


def test_comments_and_footnotes_are_told(write: Write) -> None:
    document = _document("We tried.")
    document.add_comment(document.paragraphs[0].runs, text="really?")
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "2")
    document.paragraphs[0].runs[0]._r.append(reference)
    reading = read_file(write("note.docx", _saved(document)))
    assert reading.rows[0].text == "We tried."
    assert set(reading.warnings) == {
        "comments in the margin were left out",
        "footnotes and endnotes were left out",
    }


def test_words_in_content_controls_and_text_boxes_are_not_lost(write: Write) -> None:
    document = _document("Start.", "In a control.", "In a box.")
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    second, third = document.paragraphs[1]._p, document.paragraphs[2]._p
    second.addprevious(control)
    content.append(second)
    control.append(content)
    box = OxmlElement("w:txbxContent")
    box.append(third)
    document.paragraphs[0].runs[0]._r.append(box)
    reading = read_file(write("note.docx", _saved(document)))
    assert reading.rows[0].text == "Start.\n\nIn a box.\n\nIn a control."


def test_a_document_without_words_is_empty(write: Write) -> None:
    with pytest.raises(EmptySource):
        read_file(write("note.docx", _saved(_document("", "  "))))


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_definition_is_refused_in_any_part(
    write: Write, part: str, encoding: str
) -> None:
    data = with_parts(
        _saved(_document("We tried.")),
        {part: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)},
    )
    with pytest.raises(UnreadableSource, match="document type definition"):
        read_file(write("note.docx", data))


def test_a_bomb_is_refused_before_it_is_unpacked(write: Write) -> None:
    data = with_parts(_saved(_document("We tried.")), {"word/media/a.xml": b" " * 30_000_000})
    assert len(data) < 100_000
    with pytest.raises(UnreadableSource, match="100 to 1"):
        read_file(write("note.docx", data))


def test_too_many_parts_are_refused(write: Write) -> None:
    data = zipped({f"word/document{number}.xml": "x" for number in range(2_001)})
    with pytest.raises(UnreadableSource, match="more than 2,000 parts"):
        read_file(write("note.docx", data))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_document_that_was_not_saved_completely_is_told(write: Write, share: float) -> None:
    data = _saved(_document("We tried."))
    with pytest.raises(UnreadableSource, match="damaged"):
        read_file(write("note.docx", data[: int(len(data) * share)]))


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
def test_a_broken_part_is_told(write: Write, part: str) -> None:
    data = with_parts(_saved(_document("We tried.")), {part: b"<broken"})
    with pytest.raises(UnreadableSource, match="damaged"):
        read_file(write("note.docx", data))


def test_a_wrong_checksum_is_told(write: Write) -> None:
    data = bytearray(_saved(_document("We tried.")))
    at = data.index(b"PK\x01\x02") + 16
    data[at] ^= 0xFF
    with pytest.raises(UnreadableSource, match="damaged"):
        read_file(write("note.docx", bytes(data)))


def test_another_archive_is_not_supported(write: Write) -> None:
    with pytest.raises(UnsupportedFormat):
        read_file(write("note.docx", zipped({"holiday.jpg": b"x"})))


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40
)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_any_words_come_in_as_they_are(texts: list[str]) -> None:
    content = Content(smallest(paragraphs(*texts)), "note.docx", Limits())
    words = WordReader().read(content)
    assert words.text.split() == " ".join(texts).split()
    assert words.warnings == ()


def test_parts_named_with_the_other_stroke_are_found(write: Write) -> None:
    data = smallest(paragraphs("We tried."))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, bytes | str] = {
            name.replace("/", "\\"): archive.read(name) for name in archive.namelist()
        }
    assert read_file(write("note.docx", zipped(parts))).rows[0].text == "We tried."


def test_headers_formulas_and_hidden_words_are_told(write: Write) -> None:
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>We tried.</w:t></w:r>"
        f'<m:oMath xmlns:m="{math}"><m:r><m:t>x</m:t></m:r></m:oMath></w:p>'
    )
    header = "<w:hdr xmlns:w='x'><w:t>Team East</w:t></w:hdr>"
    data = with_parts(smallest(body), {"word/header1.xml": header.encode()})
    assert set(read_file(write("note.docx", data)).warnings) == {
        "headers and footers of its pages were left out",
        "formulas were left out",
        "it has hidden words, which were read as well",
    }

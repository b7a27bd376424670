"""Files made to harm: each is told in one sentence, quickly, and costs no other file."""

from __future__ import annotations

import io
import random
import struct
import time
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.ingest.conftest import Write, with_parts, zipped
from tests.ingest.making import docx, odf_content, ods, odt, paragraphs
from workbench.errors import SourceError, UnreadableSource
from workbench.ingest.apart import FilesApart
from workbench.ingest.limits import Limits
from workbench.ingest.readers import read_file

GOOD = paragraphs("We tried.")


@pytest.fixture
def apart() -> Iterator[FilesApart]:
    with FilesApart() as opened:
        yield opened


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "word/../../x.xml", "/etc/passwd", "C:/x.xml", "..\\x.xml"]
)
def test_names_that_lead_out_of_an_archive_are_refused(write: Write, name: str) -> None:
    with pytest.raises(UnreadableSource, match="a path outside the file"):
        read_file(write("note.docx", docx(GOOD, **{name: "x"})))


def test_two_parts_of_one_name_are_refused(write: Write) -> None:
    stream = io.BytesIO(docx(GOOD))
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", "<other/>")
    with pytest.raises(UnreadableSource, match="two parts of one name"):
        read_file(write("note.docx", stream.getvalue()))


def test_a_document_type_definition_in_an_encoding_of_its_own_is_refused(write: Write) -> None:
    text = '<!DOCTYPE a [<!ENTITY b "c">]><w:document/>'
    for encoding in ("utf-8", "utf-16", "utf-16-be", "utf-7", "cp037", "cp500"):
        bad = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
        with pytest.raises(UnreadableSource, match=r"DTD|damaged"):
            read_file(write("note.docx", with_parts(docx(""), {"word/document.xml": bad})))


def test_an_entity_without_a_definition_is_told_and_drops_no_text(write: Write) -> None:
    body = "<w:p><w:r><w:t>One &who; two</w:t></w:r></w:p>"
    with pytest.raises(UnreadableSource, match="damaged"):
        read_file(write("note.docx", docx(body)))


def test_a_bomb_of_tightly_packed_text_is_refused(write: Write) -> None:
    for name, data in {
        "note.docx": docx(paragraphs("a" * 40_000_000)),
        "note.odt": odt(f"<text:p>{'a' * 40_000_000}</text:p>"),
    }.items():
        assert len(data) < 100_000
        with pytest.raises(UnreadableSource, match="100 to 1"):
            read_file(write(name, data))


def test_a_bomb_of_many_parts_is_refused_before_it_is_unpacked(write: Write) -> None:
    part = random.Random(1).randbytes(900_000) + b" " * 80_000_000
    data = zipped({"word/document.xml": "<a/>", **{f"word/{n}.bin": part for n in range(3)}})
    start = time.monotonic()
    with pytest.raises(UnreadableSource, match="larger than 200 MB once unpacked"):
        read_file(write("note.docx", data))
    assert time.monotonic() - start < 5


def test_a_part_that_lies_about_its_size_is_told(write: Write) -> None:
    data = bytearray(zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "x" * 5_000}))
    at = data.rindex(b"PK\x01\x02") + 24
    assert struct.unpack_from("<I", data, at)[0] == 5_000
    struct.pack_into("<I", data, at, 7)
    with pytest.raises(UnreadableSource, match="damaged"):
        read_file(write("note.docx", bytes(data)))


@pytest.mark.parametrize("tag", ["w:tbl><w:tr><w:tc", "w:sdt><w:sdtContent", "w:ins", "w:r"])
def test_a_document_nested_without_end_is_told(write: Write, tag: str) -> None:
    closing = "".join(f"</{each}>" for each in reversed(tag.split("><")))
    body = f"<{tag}>" * 3_000 + GOOD + closing * 3_000
    with pytest.raises(UnreadableSource, match="nested too deeply"):
        read_file(write("note.docx", docx(f"<w:p>{body}</w:p>" if tag == "w:r" else body)))


def test_cells_repeated_without_end_are_told(apart: FilesApart, write: Write) -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string">'
    row = '<table:table-row table:number-rows-repeated="1048576">'
    table = f'<table:table table:name="May">{row}{cell}<text:p>x</text:p>'
    content = odf_content(
        "spreadsheet", f"{table}</table:table-cell></table:table-row></table:table>"
    )
    data = ods({"May": [["text"], ["x"]]})
    bad = with_parts(data, {"content.xml": content.encode()})
    with pytest.raises(UnreadableSource, match=r"n\.ods"):
        apart.read(write("n.ods", bad))
    assert apart.read(write("n.txt", "We tried.")).rows


def test_an_encrypted_workbook_of_either_age_is_told(write: Write) -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    for name in ("note.xls", "note.xlsx", "note.docx"):
        data = container + "EncryptedPackage".encode("utf-16-le")
        with pytest.raises(UnreadableSource, match="is password-protected"):
            read_file(write(name, data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_mixed_line_ends_come_in_whole_in_every_encoding(write: Write, encoding: str) -> None:
    text = "One – “so”.\r\nTwo.\rThree.\n\r\nFour."
    reading = read_file(write("note.txt", text.encode(encoding)))
    assert reading.rows[0].text == text
    assert reading.characters == len(text) - 2


def test_a_hostile_file_costs_no_other_one(apart: FilesApart, write: Write) -> None:
    bad = [
        write("a.docx", docx(GOOD, **{"../x": "x"})),
        write("b.xlsx", b"PK\x03\x04" + bytes(100)),
        write("c.pdf", b"%PDF-1.7\n" + bytes(200)),
        write("d.odt", odt("<broken")),
        write("e.csv", "id,text\n"),
        write("f.rtf", b"{\\rtf1 }"),
    ]
    for path in bad:
        with pytest.raises(SourceError, match=path.name):
            apart.read(path)
        assert apart.read(write("good.docx", docx(GOOD))).rows[0].text == "We tried."


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_two_hundred_thousand_paragraphs_are_read(
    apart: FilesApart, write: Write, kind: str
) -> None:
    texts = [f"P {number}." for number in range(200_000)]
    if kind == "docx":
        data = docx(paragraphs(*texts))
    else:
        data = odt("".join(f"<text:p>{text}</text:p>" for text in texts))
    reading = apart.read(write(f"long.{kind}", data))
    assert reading.rows[0].text == "\n\n".join(texts)
    assert reading.characters == len(reading.rows[0].text)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_cell_of_fifty_megabytes_is_told_and_the_other_rows_come_in(
    write: Write, tmp_path: Path, kind: str
) -> None:
    dice = random.Random(1)
    word = " ".join("".join(dice.choices("abcdefghijklmnop", k=6)) for _ in range(100_000))
    cell = (word * (50_000_000 // len(word) + 1))[:50_000_000]
    path = tmp_path / f"n.{kind}"
    if kind == "csv":
        path.write_text(f'id,text\n1,"{cell}"\n2,We tried.\n', encoding="utf-8")
    else:
        sheet = f"<row r='2'><c r='A2' t='inlineStr'><is><t>1</t></is></c><c r='B2' t='inlineStr'><is><t>{cell}</t></is></c></row>"
        path.write_bytes(_workbook_with(sheet))
    with FilesApart(Limits(file_mb=60)) as apart:
        reading = apart.read(path)
    assert [row.text for row in reading.rows] == ["We tried."]
    assert reading.skipped[0].startswith("row 2: its text has 50,000,000 characters, more than 5,0")


def _workbook_with(row: str) -> bytes:
    workbook = openpyxl.Workbook()
    for cells in (["id", "text"], [None, None], [2, "We tried."]):
        workbook.active.append(cells)
    stream = io.BytesIO()
    workbook.save(stream)
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(stream) as archive:
        sheet = archive.read(name)
    assert b'<row r="3"' in sheet
    filled = sheet.replace(b'<row r="3"', row.encode() + b'<row r="3"')
    return with_parts(stream.getvalue(), {name: filled})

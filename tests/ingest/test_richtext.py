from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.conftest import Write
from workbench.errors import EmptySource
from workbench.ingest.content import Content
from workbench.ingest.formats.richtext import RichTextReader
from workbench.ingest.limits import Limits
from workbench.ingest.readers import read_file


def _read(data: bytes) -> str:
    return RichTextReader().read(Content(data, "note.rtf", Limits())).text


def _written(text: str) -> bytes:
    """Return text as Word writes it: escapes for everything but plain letters."""
    out = ""
    for letter in text:
        if letter == "\n":
            out += "\\par\n"
        elif letter in "\\{}":
            out += f"\\{letter}"
        elif " " <= letter <= "~":
            out += letter
        else:
            units = letter.encode("utf-16-le")
            for at in range(0, len(units), 2):
                unit = int.from_bytes(units[at : at + 2], "little", signed=True)
                out += f"\\u{unit}?"
    return f"{{\\rtf1\\ansi\\ansicpg1252\\uc1 {out}\\par}}".encode("ascii")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_any_words_come_in_as_they_are(text: str) -> None:
    assert _read(_written(text)).split() == text.split()


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_passed_over(data: bytes) -> None:
    assert isinstance(_read(b"{\\rtf1 " + data), str)


def test_paragraphs_and_lines() -> None:
    assert _read(b"{\\rtf1 One.\\par\\par Two\\line three.\\par}") == "One.\n\nTwo\nthree."


def test_raw_data_is_passed_over_by_its_length() -> None:
    assert _read(b"{\\rtf1 One {\\pict\\bin6 }}{\\x}} two.}") == "One  two."


def test_letters_of_several_bytes_are_put_together() -> None:
    fonts = rb"{\fonttbl{\f0\fcharset128 MS;}}"
    assert _read(b"{\\rtf1\\ansi" + fonts + rb"\f0 \'93\'fa\'96\'7b.}") == "日本."


def test_words_in_a_text_box_come_in_and_its_drawing_does_not() -> None:
    shape = rb"{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt In a box.\par}}{\shprslt twice}}"
    assert _read(b"{\\rtf1 One.\\par " + shape + b"}") == "One.\n\nIn a box."
    assert _read(b"{\\rtf1 One.{\\header " + shape + b"}}") == "One."


def test_a_file_that_ends_too_soon_is_told(write: Write) -> None:
    reading = read_file(write("note.rtf", b"{\\rtf1 {\\b We tried"))
    assert reading.rows[0].text == "We tried"
    assert "it was not saved completely: its end is missing" in reading.warnings


def test_hidden_words_are_told(write: Write) -> None:
    reading = read_file(write("note.rtf", rb"{\rtf1 We {\v never }tried}"))
    assert reading.rows[0].text == "We never tried"
    assert "it has hidden words, which were read as well" in reading.warnings


def test_an_empty_file_is_empty(write: Write) -> None:
    with pytest.raises(EmptySource):
        read_file(write("note.rtf", b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\pard\\par}"))


def test_many_groups_take_no_time_to_speak_of(write: Write) -> None:
    data = b"{\\rtf1 " + b"{" * 100_000 + b"We tried" + b"}" * 100_000 + b"}"
    assert read_file(write("note.rtf", data)).rows[0].text == "We tried"

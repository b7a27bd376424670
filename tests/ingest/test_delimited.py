from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.conftest import Write
from workbench.domain.exported import CODING_COLUMNS
from workbench.errors import EmptySource, UnreadableSource
from workbench.exchange.spreadsheets import to_csv
from workbench.ingest.formats.delimited import read_delimited, sniff_delimiter
from workbench.ingest.readers import read_file

AWKWARD = "naïve “q” 👩‍👩‍👧 e\u0301 שלום\u200f zero\u200bwidth\tend"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter_is_recognised_although_the_texts_hold_commas(
    write: Write, delimiter: str
) -> None:
    lines = [
        delimiter.join(("ref", "text", "team")),
        delimiter.join(("a", '"One, two; and three | four"', "East")),
        delimiter.join(("b", '"So, we tried, again"', "West")),
    ]
    reading = read_file(write("notes.csv", "\n".join(lines)))
    assert [row.text for row in reading.rows] == [
        "One, two; and three | four",
        "So, we tried, again",
    ]
    assert [row.external_id for row in reading.rows] == ["a", "b"]
    assert reading.rows[1].attributes == {"team": "West"}


def test_one_column_of_sentences_with_commas_stays_one_column(write: Write) -> None:
    reading = read_file(write("notes.csv", "text\nFirst, we tried.\nThen, well, it, failed.\n"))
    assert [row.text for row in reading.rows] == ["First, we tried.", "Then, well, it, failed."]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_every_unicode_encoding_gives_the_very_words(write: Write, encoding: str) -> None:
    text = f'ref,text\n1,"{AWKWARD}"\n2,We tried once more.\n'
    reading = read_file(write("notes.csv", text.encode(encoding)))
    assert reading.rows[0].text == AWKWARD
    assert reading.mapping is not None
    assert reading.mapping.id == "ref"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "I don’t know – it’s the £5 form"),
        ("cp1252", "The café costs £5"),
        ("mac_roman", "I don’t know why they don’t read “the form”"),
        ("cp1251", "Привет, как дела? Это форма для отчёта."),
    ],
)
def test_older_encodings_are_read_and_told(write: Write, encoding: str, text: str) -> None:
    reading = read_file(write("notes.csv", f'ref,text\n1,"{text}"\n'.encode(encoding)))
    assert reading.rows[0].text == text
    assert f"Read as {encoding.upper()}." in reading.warnings


def test_utf_8_with_one_broken_byte_is_not_taken_for_another_encoding(write: Write) -> None:
    data = "text\n“One” – two’s\nthree ".encode() + b"\xe2 four\n"
    reading = read_file(write("notes.csv", data))
    assert [row.text for row in reading.rows] == ["“One” – two’s", "three \ufffd four"]
    assert any("1 damaged" in warning for warning in reading.warnings)


def test_line_ends_inside_cells_are_kept_as_given(write: Write) -> None:
    data = b'ref,text\r\n1,"one\r\ntwo"\n2,"three\rfour"\r3,"five\nsix"\r\n'
    reading = read_file(write("notes.csv", data))
    assert [row.text for row in reading.rows] == ["one\r\ntwo", "three\rfour", "five\nsix"]


def test_ragged_rows_are_kept_and_told(write: Write) -> None:
    data = "ref,team,text\n1,East,we tried\n2,West\n3,East,so, we, stopped\n4,West,fine\n"
    reading = read_file(write("notes.csv", data))
    assert [row.text for row in reading.rows] == ["we tried", "so, we, stopped", "fine"]
    assert reading.skipped == ("row 3: no text",)
    assert any("row 4: it has more cells" in warning for warning in reading.warnings)
    assert any("row 3: it has fewer cells" in warning for warning in reading.warnings)


def test_an_unclosed_quotation_mark_costs_no_other_row(write: Write) -> None:
    data = 'ref,text\n1,"fine, really"\n2,"never closed\n3,still here\n4,and here\n'
    reading = read_file(write("notes.csv", data))
    assert [row.external_id for row in reading.rows] == ["1", "2", "3", "4"]
    assert [row.text for row in reading.rows[2:]] == ["still here", "and here"]
    assert "never closed" in reading.rows[1].text
    assert any("row 3: a quotation mark is not closed" in w for w in reading.warnings)


def test_many_unclosed_quotation_marks_end(write: Write) -> None:
    data = "ref,text\n" + "".join(f'{n},"open {n}\n' for n in range(501))
    reading = read_file(write("notes.csv", data))
    assert "open 500" in reading.rows[-1].text


def test_a_row_with_nul_is_left_out_with_its_reason(write: Write) -> None:
    body = "".join(f"{n},row number {n} is fine\n" for n in range(3, 60))
    reading = read_file(write("notes.csv", f"ref,text\n1,be\0fore\n2,after\n{body}"))
    assert len(reading.rows) == 58
    assert [reason[:17] for reason in reading.skipped] == ["row 2: its text h"]


def test_one_huge_cell_is_read(write: Write) -> None:
    story = "we waited and waited " * 20_000
    reading = read_file(write("notes.csv", f'ref,text\n1,"{story}"\n2,short one\n'))
    assert reading.rows[0].text == story


@pytest.mark.parametrize("data", ["", "\n \n", "ref,text\n", "ref,text\n,\n , \n", "\ufeff"])
def test_a_table_without_words_is_empty(write: Write, data: str) -> None:
    with pytest.raises(EmptySource, match=r"notes\.csv holds no words"):
        read_file(write("notes.csv", data))


def test_heading_names_are_made_distinct_and_a_title_is_passed_over(write: Write) -> None:
    data = "Survey of teams,,\nteam,team,text\nEast,Leeds,we tried\nEast,York,we did not\n"
    reading = read_file(write("notes.csv", data))
    assert reading.rows[0].attributes == {"team": "East", "team (2)": "Leeds"}
    assert any("“Survey of teams” was taken as a title" in w for w in reading.warnings)


def test_rows_are_numbered_as_a_spreadsheet_shows_them(write: Write) -> None:
    reading = read_file(write("week one.csv", "text,team\none way,E\n\n,\ntwo ways,W\n"))
    assert [row.external_id for row in reading.rows] == ["week one:2", "week one:5"]
    assert [row.title for row in reading.rows] == ["week one.csv row 2", "week one.csv row 5"]


def test_binary_content_is_no_table(write: Write) -> None:
    with pytest.raises(UnreadableSource):
        read_file(write("notes.csv", bytes(range(256)) * 20))


CELLS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\x1e\x1f"), min_size=1
)


@given(st.lists(CELLS.filter(lambda cell: cell.strip().strip("\ufeff")), min_size=1, max_size=6))
def test_what_a_spreadsheet_writes_is_what_is_read(texts: list[str]) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(["ref", "text", "note"])
    writer.writerows([f"r{number}", text, "x"] for number, text in enumerate(texts))
    table = read_delimited(stream.getvalue(), "notes.csv")
    assert [row[1] for row in table.rows] == texts


def test_the_delimiter_of_a_table_of_numbers_and_words() -> None:
    assert sniff_delimiter("ref;text\n1;1,5 hours, then more\n2;2,5 hours\n") == ";"


def test_a_table_that_was_exported_comes_back_as_it_was_written() -> None:
    said = ("=1+1", "'-5", "+44 20 7946 0000", "@home", "“Quoted”, so", "two\nlines", "plain")
    rows = [
        ("s", "H", "0", "1", words, "k", "Ann", "1", "by hand", "supports", "2026")
        for words in said
    ]
    table = read_delimited(to_csv(CODING_COLUMNS, rows).decode(), "codings.csv")
    assert [row[4] for row in table.rows] == list(said)


def test_an_apostrophe_in_another_table_stays() -> None:
    table = read_delimited("id,text\n1,'=1+1\n2,'-5\n", "other.csv")
    assert [row[1] for row in table.rows] == ["'=1+1", "'-5"]

"""Taguette's highlights, and the sheets of Microsoft's and Google's forms."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.ingest.conftest import Write
from workbench.domain.sources import SourceKind
from workbench.ingest.apart import FilesApart
from workbench.ingest.readers import HowToRead, read_file

HIGHLIGHTS = (
    "id,document,tag,content\n"
    "7,visit.docx,Waiting,We waited two weeks\n"
    "7,visit.docx,Forms,We waited two weeks\n"
    "8,visit.docx,,Nobody rang\n"
    "9,diary.docx,Waiting,We waited two weeks\n"
)
GOOGLE = (
    "Timestamp,Email Address,What is your name?,What did you try this week?,Your team,"
    "Phone number (optional)\n"
    "01/05/2024 09:10:00,a@x.uk,Ann Bell,We went out without a laptop and a phone,East,0123\n"
    "02/05/2024 09:20:00,b@x.uk,Bob Cole,Voice notes in the car between visits,East,\n"
    "02/05/2024 10:20:00,c@x.uk,Cy Dole,Longer visits to families at home,West,\n"
)


def test_a_quote_with_two_tags_comes_in_once(write: Write) -> None:
    reading = read_file(write("highlights.csv", HIGHLIGHTS))
    assert [(row.external_id, row.text) for row in reading.rows] == [
        ("7", "We waited two weeks"), ("8", "Nobody rang"), ("9", "We waited two weeks"),
    ]  # fmt: skip
    assert reading.rows[0].attributes == {"document": "visit.docx", "tag": "Waiting; Forms"}
    assert reading.rows[1].attributes == {"document": "visit.docx"}
    assert "highlights of Taguette: 4 tagged lines are 3 quotes" in reading.warnings[0]


def test_highlights_in_a_workbook(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for line in HIGHLIGHTS.splitlines():
        workbook.active.append(line.split(","))
    workbook.save(tmp_path / "highlights.xlsx")
    assert len(read_file(tmp_path / "highlights.xlsx").rows) == 3


def test_a_google_form_leaves_names_out(write: Write) -> None:
    reading = read_file(write("form.csv", GOOGLE))
    assert reading.mapping is not None
    assert reading.mapping.text == ("What did you try this week?",)
    assert reading.mapping.attributes == {"date": "Timestamp", "Your team": "Your team"}
    everything = str(reading.rows)
    assert not any(each in everything for each in ("Ann Bell", "a@x.uk", "0123"))
    assert any("What is your name?" in warning for warning in reading.warnings)


def test_names_come_in_when_somebody_asks(write: Write) -> None:
    reading = read_file(write("form.csv", GOOGLE), attributes={"who": "what is your name?"})
    assert reading.rows[0].attributes == {"who": "Ann Bell"}


@pytest.mark.parametrize(
    "name",
    ["Your full name", "Contact e-mail:", "Child's name", "Name of child", "Telephone", "Name *"],
)
def test_columns_that_name_people_stay_out(write: Write, name: str) -> None:
    data = f'"{name}",text,team\nAnn,we tried it,E\nAnn,we stopped it,E\nBob,we went on,W\n'
    reading = read_file(write("n.csv", data))
    assert reading.mapping is not None
    assert name not in reading.mapping.columns


@pytest.mark.parametrize("name", ["Team name", "Service name", "Name of service"])
def test_columns_that_name_teams_come_in(write: Write, name: str) -> None:
    data = f'"{name}",text\nEast,we tried it\nEast,we stopped it\nWest,we went on\n'
    reading = read_file(write("n.csv", data))
    assert reading.mapping is not None
    assert name in reading.mapping.columns


def test_columns_that_must_never_come_in(write: Write) -> None:
    data = "ref,text,team\n1,we tried,East\n2,we stopped,West\n"
    with FilesApart() as apart:
        reading = apart.read(write("n.csv", data), HowToRead(never=("TEAM", "no such column")))
    assert reading.columns == ("ref", "text")
    assert "never imported: team" in reading.warnings
    assert "East" not in str(reading.rows)


def test_a_table_under_the_name_of_a_text_is_a_table(write: Write) -> None:
    data = "id\tcomment\tteam\n1\tWe tried\tEast\n2\tWe stopped\tWest\n"
    reading = read_file(write("answers.txt", data))
    assert [row.text for row in reading.rows] == ["We tried", "We stopped"]
    assert "it holds a table, so each of its rows is a text of its own" in reading.warnings
    assert reading.kind is SourceKind.SURVEY_COMMENT


@pytest.mark.parametrize(
    "text",
    [
        "Well, we tried.\nThen, we stopped.\nSo, that was it.\n",
        "Notes, text\n\nWe tried, and tried, again.\nOnce.\n",
        "Team: East\nDate: today\nText: we tried\n",
    ],
)
def test_words_with_commas_are_no_table(write: Write, text: str) -> None:
    (row,) = read_file(write("note.txt", text)).rows
    assert row.text == text

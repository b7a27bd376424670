from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.conftest import Write, with_parts
from workbench.errors import EmptySource, SourceError, UnreadableSource
from workbench.ingest.apart import FilesApart
from workbench.ingest.readers import read_file

STORY = "one\r\ntwo \U0001f600 e\u0301 שלום\u200f"


def _workbook(*rows: list[Any]) -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    return workbook


def _saved(workbook: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def test_values_are_what_people_see(write: Write) -> None:
    data = _saved(
        _workbook(
            ["id", "text", "date", "team", "role", "site"],
            [1, STORY, dt.datetime(2024, 5, 1), 3.0, True, 3.5],  # noqa: DTZ001
            [2, "two", dt.datetime(2024, 5, 1, 10, 3), 3, False, dt.time(10, 3)],  # noqa: DTZ001
        )
    )
    first, second = read_file(write("n.xlsx", data)).rows
    assert first.text == STORY
    assert first.external_id == "1"
    assert first.attributes == {"date": "2024-05-01", "team": "3", "role": "TRUE", "site": "3.5"}
    assert second.attributes["date"] == "2024-05-01"
    assert second.attributes["site"] == "10:03:00"


def test_content_decides_and_not_the_name(write: Write) -> None:
    data = _saved(_workbook(["text", "team"], ["we tried", "E"]))
    assert read_file(write("n.csv", data)).rows[0].text == "we tried"
    assert read_file(write("n.xlsx", "text,team\nwe tried,E\n")).rows[0].text == "we tried"


def test_formulas_without_a_result_are_blank_and_told(write: Write) -> None:
    reading = read_file(write("n.xlsx", _saved(_workbook(["text"], ["=1+1"], ["we tried"]))))
    assert [row.text for row in reading.rows] == ["we tried"]
    assert any("1 formulas have no stored result" in warning for warning in reading.warnings)


def test_merged_cells_give_context_to_every_row_but_never_double_the_words(write: Write) -> None:
    workbook = _workbook(
        ["authority", "text"], ["Leeds", "one way"], [None, None], [None, "two ways"]
    )
    workbook.active.merge_cells("A2:A4")
    workbook.active.merge_cells("B2:B3")
    reading = read_file(write("n.xlsx", _saved(workbook)))
    assert [(row.text, row.attributes["authority"]) for row in reading.rows] == [
        ("one way", "Leeds"),
        ("two ways", "Leeds"),
    ]


def test_other_sheets_and_hidden_ones_are_told(write: Write) -> None:
    workbook = openpyxl.Workbook()
    hidden = workbook.create_sheet("Lookup", 0)
    hidden.sheet_state = "hidden"
    hidden.append(["secret"])
    for name in ("May", "June"):
        sheet = workbook.create_sheet(name)
        sheet.append(["text"])
        sheet.append([f"words of {name}"])
    reading = read_file(write("n.xlsx", _saved(workbook)))
    assert [row.text for row in reading.rows] == ["words of May"]
    assert "only the sheet “May” was read; not read: “June”, “Lookup” (hidden)" in reading.warnings


def test_hidden_rows_are_told(write: Write) -> None:
    workbook = _workbook(["text"], ["we tried"], ["we stopped"])
    workbook.active.row_dimensions[2].hidden = True
    warnings = read_file(write("n.xlsx", _saved(workbook))).warnings
    assert "the workbook has hidden rows or columns, which were read as well" in warnings


def test_a_table_that_begins_lower_down_keeps_its_row_numbers(write: Write) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["C5"], workbook.active["C7"] = "text", "we tried"
    (row,) = read_file(write("n.xlsx", _saved(workbook))).rows
    assert row.external_id == "n:7"


def test_one_stray_cell_at_the_far_end_does_not_fill_the_memory(write: Write) -> None:
    workbook = _workbook(["text"], ["we tried"])
    workbook.active["XFD1048576"] = "x"
    with pytest.raises(UnreadableSource, match="1,048,576 rows"):
        read_file(write("n.xlsx", _saved(workbook)))


def test_an_empty_workbook_is_empty(write: Write) -> None:
    for workbook in (openpyxl.Workbook(), _workbook(["text", "team"])):
        with pytest.raises(EmptySource):
            read_file(write("n.xlsx", _saved(workbook)))


SHEET = "xl/worksheets/sheet1.xml"


def test_a_document_type_definition_is_refused(write: Write) -> None:
    data = _saved(_workbook(["text"], ["we tried"]))
    bad = with_parts(data, {SHEET: b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'})
    with pytest.raises(UnreadableSource, match="document type definition"):
        read_file(write("n.xlsx", bad))


@pytest.fixture(scope="module")
def apart() -> Iterator[FilesApart]:
    """The library that reads workbooks can break down over a damaged one, so it reads apart."""
    with FilesApart() as opened:
        yield opened


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2_000), st.binary(min_size=1, max_size=30))
def test_a_damaged_sheet_is_told_or_read(
    apart: FilesApart, tmp_path_factory: pytest.TempPathFactory, at: int, noise: bytes
) -> None:
    data = _saved(_workbook(["text", "team"], ["we tried", "E"], [STORY, 3]))
    sheet = bytearray(_part(data, SHEET))
    sheet[at % len(sheet) : at % len(sheet)] = noise
    path = Path(tmp_path_factory.mktemp("sheets") / "n.xlsx")
    path.write_bytes(with_parts(data, {SHEET: bytes(sheet)}))
    try:
        told = apart.read(path).rows[0].title
    except SourceError as error:
        told = str(error)
    assert "n.xlsx" in told


def _part(data: bytes, name: str) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)

"""Workbooks: what is written is read back equal, in Excel's own limits, and nothing runs."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from workbench.domain.cells import in_parts, invisible, joined, visible
from workbench.exchange.workbooks import CELL, Sheet, to_xlsx

ANY = st.text(st.characters(exclude_categories=[]), max_size=60)
NASTY = st.sampled_from(
    [
        "=1+1", "+A1", "-5", "@SUM(A1)", "\t=1", "\r=1", "\0", "＝1", "'=1", "''",
        "<r><t>x</t></r>", "<r>", "</r>", "_x0041_", "_x000D_", "a\r\nb", " spaced ", "\n", "{=1}",
        "\u27e6U+0041\u27e7", "\u27e6continues in \u201cquote (2)\u201d\u27e7", "http://x.example",
        "\ud800", "\ufffe", "1e5", "0123", "TRUE", "#N/A", "\u202eabc", "🧒" * 3,
    ]
)  # fmt: skip
WORDS = ANY | NASTY


def _read(data: bytes, sheet: str = "words") -> list[list[object]]:
    book = load_workbook(io.BytesIO(data), data_only=False)
    return [["" if each is None else each for each in row] for row in book[sheet].values]


@given(WORDS)
def test_marks_are_taken_back(words: str) -> None:
    assert invisible(visible(words)) == words
    assert not re.search("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", visible(words))


@given(WORDS, st.integers(60, 80), st.integers(1, 9))
def test_parts_are_joined_again(words: str, most: int, times: int) -> None:
    words *= times
    parts = in_parts(words, "quote", most)
    assert joined(parts) == words
    assert all(len(each.encode("utf-16-le")) // 2 <= most for each in parts)
    assert all(
        each.endswith(f"\u201cquote ({n})\u201d\u27e7") for n, each in enumerate(parts[:-1], 2)
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6))
def test_a_workbook_reads_back_cell_by_cell(rows: list[tuple[str, str]]) -> None:
    data = to_xlsx([Sheet("words", ("one", "two"), rows)])
    head, *read = _read(data)
    assert head == ["one", "two"]
    told = [tuple(joined([str(each)]) for each in row) for row in read]
    assert told + [("", "")] * (len(rows) - len(told)) == rows  # empty rows at the end are no rows
    ours = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("words")
    for row in ours.to_python(skip_empty_area=False)[1:]:
        assert all(isinstance(each, str) for each in row)


def test_no_cell_is_a_formula() -> None:
    data = to_xlsx([Sheet("words", ("one",), [(each,) for each in ("=1+1", "+1", "-1", "@x")])])
    book = load_workbook(io.BytesIO(data))
    assert {cell.data_type for row in book["words"].iter_rows(min_row=2) for cell in row} == {"s"}
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        whole = b"".join(parts.read(each) for each in parts.namelist())
    assert b"<f>" not in whole
    assert b"quotePrefix" in whole


def test_a_long_cell_goes_on_in_further_columns() -> None:
    words = "".join(f"{number} 🧒 said so. " for number in range(4_000))
    rows = [("short", 1, 0.5), (words, 2, 0.25)]
    data = to_xlsx([Sheet("words", ("quote", "count", "score"), rows)])
    head, first, second = _read(data)
    assert head == ["quote", "quote (2)", "quote (3)", "count", "score"]
    assert first == ["short", "", "", 1, 0.5]
    assert str(second[0]).endswith("\u27e6continues in \u201cquote (2)\u201d\u27e7")
    assert all(len(str(each).encode("utf-16-le")) // 2 <= CELL for each in second[:3])
    assert joined([str(each) for each in second[:3]]) == words
    assert second[3:] == [2, 0.25]


@pytest.mark.parametrize(("rows", "sheets"), [(0, 1), (8, 1), (9, 2), (25, 4)])
def test_a_long_table_goes_on_in_further_sheets(rows: int, sheets: int) -> None:
    table = [(f"row {number}",) for number in range(rows)]
    data = to_xlsx([Sheet("words", ("one",), table)], most_rows=10, about=["What it is."])
    names = load_workbook(io.BytesIO(data)).sheetnames
    assert len(names) == sheets + 1
    read = []
    for place, name in enumerate(names[:-1]):
        head, *part = _read(data, name)
        assert head == ["one"]
        if place < sheets - 1:
            assert part.pop() == [f"\u27e6continues in sheet \u201c{names[place + 1]}\u201d\u27e7"]
        read += [(each,) for [each] in part]
    assert read == table
    assert _read(data, "about") == [["about"], ["What it is."]]


def test_the_same_content_is_the_same_file() -> None:
    sheet = Sheet("words", ("one",), [("x",)])
    assert to_xlsx([sheet]) == to_xlsx([sheet])

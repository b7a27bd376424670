"""Excel workbooks (.xlsx): values as people see them, never formulas."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from typing import Any

from workbench.errors import EmptySource, UnreadableSource
from workbench.ingest.archives import DAMAGED, repack
from workbench.ingest.headings import Line, table_of
from workbench.ingest.reading import Table

CELL_LIMIT = 10_000_000
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_UNCOMPUTED = re.compile(rb"</(?:\w+:)?f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</(?:\w+:)?c>")
_HIDDEN = re.compile(rb'<(?:\w+:)?(?:row|col)\b[^>]*?\bhidden="(?:1|true)"')


def read_spreadsheet(members: Mapping[str, bytes], name: str) -> Table:
    """Return the table on the first sheet with words, visible sheets before hidden ones.

    Parameters
    ----------
    members
        The unpacked and checked parts of the file.

    Raises
    ------
    UnreadableSource
        When the workbook is damaged or spreads over more cells than can be held.
    EmptySource
        When no sheet holds a row under a heading.
    """
    sheets = {part: content for part, content in members.items() if "worksheets/" in part}
    for content in sheets.values():
        _check_extent(content, name)
    try:
        found = _sheets(repack(members))
    except Exception as error:
        raise UnreadableSource(name, DAMAGED) from error
    filled = [sheet for sheet in found if sheet.lines]
    filled.sort(key=lambda sheet: sheet.hidden)
    if not filled:
        raise EmptySource(name)
    used = filled[0]
    told = [*_tell_sheets(filled), *_tell_contents(sheets)]
    return table_of(used.lines, name, warnings=told, repeated=used.repeated)


class _Sheet:
    """One worksheet's lines, filled over merged cells."""

    def __init__(self, sheet: Any, *, hidden: bool) -> None:  # noqa: ANN401  untyped library
        self.name = str(sheet.name)
        self.hidden = hidden
        cells = [[_shown(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        self.repeated = _fill_merged(cells, sheet.merged_cell_ranges or [])
        self.lines = [Line(number, row) for number, row in enumerate(cells, start=1) if any(row)]


def _sheets(stream: io.BytesIO) -> list[_Sheet]:
    import python_calamine  # heavy, and only needed for spreadsheets

    try:
        workbook = python_calamine.load_workbook(stream)
        return [
            _Sheet(
                workbook.get_sheet_by_name(meta.name),
                hidden=meta.visible != python_calamine.SheetVisibleEnum.Visible,
            )
            for meta in workbook.sheets_metadata
            if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own crash, not an Exception
            raise ValueError(str(error)) from error
        raise


def _shown(value: object) -> str:
    """Return a cell as people see it: whole numbers without .0, dates as ISO 8601."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        is_day = value.time() == dt.time()
        return value.date().isoformat() if is_day else value.isoformat(timespec="seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def _fill_merged(
    cells: list[list[str]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]
) -> frozenset[tuple[int, int]]:
    """Repeat a merged cell's value over its rows; return the places (row number, column)."""
    repeated: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in ranges:
        if top >= len(cells) or left >= len(cells[top]) or not cells[top][left]:
            continue
        for row in range(top, min(bottom + 1, len(cells))):
            for column in range(left, min(right + 1, len(cells[row]))):
                if (row, column) != (top, left) and not cells[row][column]:
                    cells[row][column] = cells[top][left]
                    repeated.add((row + 1, column))
    return frozenset(repeated)


def _check_extent(content: bytes, name: str) -> None:
    """Refuse a sheet whose farthest cells span more than memory: one stray cell is enough."""
    rows = columns = 0
    for match in _CELL.finditer(content):
        rows = max(rows, int(match[2]))
        columns = max(columns, _column_number(match[1]))
    if rows * columns > CELL_LIMIT:
        raise UnreadableSource(
            name,
            f"a sheet spreads over {rows:,} rows and {columns:,} columns; "
            "delete the stray cells at its far end",
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _tell_sheets(filled: list[_Sheet]) -> list[str]:
    used, *others = filled
    told = [f"the sheet “{used.name}” is hidden, but the only one with rows"] if used.hidden else []
    if others:
        names = [f"“{sheet.name}”{' (hidden)' if sheet.hidden else ''}" for sheet in others]
        told.append(f"only the sheet “{used.name}” was read; not read: {', '.join(names)}")
    return told


def _tell_contents(sheets: Mapping[str, bytes]) -> list[str]:
    told = []
    uncomputed = sum(len(_UNCOMPUTED.findall(content)) for content in sheets.values())
    if uncomputed:
        told.append(f"{uncomputed} formulas have no stored result and were read as blank cells")
    if any(_HIDDEN.search(content) for content in sheets.values()):
        told.append("the workbook has hidden rows or columns, which were read as well")
    return told

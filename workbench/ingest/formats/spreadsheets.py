"""Workbooks (.xlsx, .xls, .ods): values as people see them, never formulas."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

from workbench.errors import EmptySource, UnreadableSource
from workbench.ingest.archives import PASSWORD, repack
from workbench.ingest.content import OLD_OFFICE, Content
from workbench.ingest.headings import Line, table_of
from workbench.ingest.reading import Table
from workbench.ingest.xmlparts import DAMAGED

_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_UNCOMPUTED = re.compile(rb"</(?:\w+:)?f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</(?:\w+:)?c>")
_HIDDEN = re.compile(
    rb'<(?:\w+:)?(?:row|col)\b[^>]*?\bhidden="(?:1|true)"|table:visibility="(?:collapse|filter)"'
)
_SPANNED = re.compile(rb'number-rows-spanned="(?!1")')
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
#: Names of streams in the older container, which tell what it holds.
_XLS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class SpreadsheetReader:
    """Reads .xlsx, .xls and .ods, and .xlsb and .xlsm with them."""

    endings = (".xlsx", ".xls", ".ods")

    def knows(self, content: Content) -> bool:
        """Return whether the content is a workbook of any age."""
        if content.data.startswith(OLD_OFFICE):
            return _ENCRYPTED not in content.data and any(name in content.data for name in _XLS)
        members = content.members
        return (
            "xl/workbook.xml" in members
            or "xl/workbook.bin" in members
            or members.get("mimetype", b"").startswith(_ODS)
        )

    def read(self, content: Content) -> Table:
        """Return the table on the first sheet with words, visible sheets before hidden ones.

        Raises
        ------
        UnreadableSource
            When the workbook is damaged or spreads over more cells than can be held.
        EmptySource
            When no sheet holds a row under a heading.
        """
        members = content.members
        sheets = [content_ for part, content_ in members.items() if "worksheets/" in part]
        sheets += [members["content.xml"]] if "content.xml" in members else []
        for sheet in sheets:
            _check_extent(sheet, content)
        found = _open(content)
        filled = [sheet for sheet in found if sheet.lines]
        filled.sort(key=lambda sheet: sheet.hidden)
        if not filled:
            raise EmptySource(content.name)
        used = filled[0]
        told = [*_tell_sheets(filled), *_tell_contents(sheets)]
        return table_of(used.lines, content.name, warnings=told, repeated=used.repeated)


def _open(content: Content) -> list[_Sheet]:
    # An archive is read from what was checked, not from the file.
    stream = repack(content.members) if content.is_zip else io.BytesIO(content.data)
    try:
        return _sheets(stream)
    except MemoryError:
        raise
    except Exception as error:
        locked = "password" in str(error).lower()
        raise UnreadableSource(content.name, PASSWORD if locked else DAMAGED) from error


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


def _check_extent(sheet: bytes, content: Content) -> None:
    """Refuse a sheet whose farthest cells span more than memory: one stray cell is enough."""
    rows = columns = 0
    for match in _CELL.finditer(sheet):
        rows = max(rows, int(match[2]))
        columns = max(columns, _column_number(match[1]))
    if rows * columns > content.limits.cells:
        raise UnreadableSource(
            content.name,
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


def _tell_contents(sheets: Sequence[bytes]) -> list[str]:
    told = []
    uncomputed = sum(len(_UNCOMPUTED.findall(content)) for content in sheets)
    if uncomputed:
        told.append(f"{uncomputed} formulas have no stored result and were read as blank cells")
    if any(_HIDDEN.search(content) for content in sheets):
        told.append("the workbook has hidden rows or columns, which were read as well")
    if any(_SPANNED.search(content) for content in sheets):
        told.append("cells are merged over rows: what they say came in with the first row only")
    return told

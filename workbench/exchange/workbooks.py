"""Tables as one Excel workbook: words stay words, and nothing is cut off in silence (law 8).

A cell longer than Excel takes goes on in further columns, a sheet with more rows than Excel takes in
further sheets; both say so where they end. What a workbook cannot hold is shown as a mark. See
``domain.cells`` for how all of it is taken back.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from workbench.domain.cells import in_parts, is_formula

#: Excel's limits: UTF-16 units in a cell, and rows in a sheet.
CELL, ROWS = 32_767, 1_048_576
_WIDE, _NARROW = 60, 16
#: The same content gives the same bytes: a workbook's own date says nothing.
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
#: The writer takes a cell of this form for markup of its own.
_MARKUP, _SPELT = "<r>", "\u27e6U+003C\u27e7"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a workbook."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


def to_xlsx(sheets: Iterable[Sheet], *, about: Sequence[str] = (), most_rows: int = ROWS) -> bytes:
    """Return a workbook.

    Parameters
    ----------
    about
        Lines of a last sheet that says what this is.
    most_rows
        Rows of a sheet, heading included, before it goes on in a further one.
    """
    import xlsxwriter

    file = io.BytesIO()
    # In memory: files on the way would hold people's words where no erasure finds them.
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"created": _MADE.replace(tzinfo=None)})
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        # Whoever edits such a cell must not turn it into a formula either.
        quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        for sheet in (*sheets, Sheet("about", ("about",), [(line,) for line in about])):
            for name, table in _sheets(sheet, most_rows):
                page = book.add_worksheet(name)
                page.freeze_panes(1, 0)
                _fill(page, table, (heading, plain, quoted))
    return file.getvalue()


def _sheets(sheet: Sheet, most_rows: int) -> Iterator[tuple[str, list[list[object]]]]:
    """Yield the sheets that a table needs, each with its heading."""
    head, *rows = _table(sheet)
    room, number = most_rows - 2, 1
    for start in range(0, max(1, len(rows)), room):
        name = sheet.name if number == 1 else f"{sheet.name} ({number})"
        part, number = rows[start : start + room], number + 1
        more = start + room < len(rows)
        mark: list[object] = [f"\u27e6continues in sheet \u201c{sheet.name} ({number})\u201d\u27e7"]
        yield name, [head, *part, *([mark] if more else [])]


def _table(sheet: Sheet) -> list[list[object]]:
    """Return heading and rows, with further columns for cells that are too long for one."""
    rows = [
        [_parts(value, name) for value, name in zip(row, sheet.columns, strict=True)]
        for row in sheet.rows
    ]
    widths = [
        max((len(row[place]) for row in rows), default=1) for place in range(len(sheet.columns))
    ]
    head: list[object] = [
        name if part == 0 else f"{name} ({part + 1})"
        for name, width in zip(sheet.columns, widths, strict=True)
        for part in range(width)
    ]
    filled = [
        [
            part
            for parts, width in zip(row, widths, strict=True)
            for part in (*parts, *[""] * (width - len(parts)))
        ]
        for row in rows
    ]
    return [head, *filled]


def _parts(value: object, column: str) -> list[object]:
    if not isinstance(value, str):
        return [value]
    parts = in_parts(value, column, CELL - len(_SPELT))
    return [f"{_SPELT}{each[1:]}" if each.startswith(_MARKUP) else each for each in parts]


def _fill(page: Any, table: list[list[object]], formats: tuple[Any, Any, Any]) -> None:  # noqa: ANN401
    heading, plain, quoted = formats
    for place, name in enumerate(table[0]):
        longest = max((len(str(row[place])) for row in table if place < len(row)), default=0)
        page.set_column(place, place, _WIDE if longest > _WIDE else max(_NARROW, longest))
        page.write_string(0, place, str(name), heading)
    for number, row in enumerate(table[1:], start=1):
        for place, value in enumerate(row):
            if isinstance(value, (int, float)):
                page.write_number(number, place, value, plain)
            elif value:
                words = str(value)
                page.write_string(number, place, words, quoted if is_formula(words) else plain)

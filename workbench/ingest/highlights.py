"""The highlights that Taguette exports: one row for each tag, so that a quote comes in once."""

from __future__ import annotations

from dataclasses import replace

from workbench.ingest.mapping import normalised
from workbench.ingest.reading import Table

_COLUMNS = ("id", "document", "tag", "content")
_BETWEEN = "; "


def is_highlights(table: Table) -> bool:
    """Return whether a table has the columns of Taguette's highlights, and no others."""
    return sorted(map(normalised, table.columns)) == sorted(_COLUMNS)


def gathered(table: Table) -> Table:
    """Return highlights with the tags of one quote together, in the order of the file.

    Other tables come back as they are.
    """
    if not is_highlights(table):
        return table
    place = {normalised(column): index for index, column in enumerate(table.columns)}
    quotes: dict[tuple[str, str, str], int] = {}
    rows: list[list[str]] = []
    numbers: list[int] = []
    for number, cells in zip(table.numbers, table.rows, strict=True):
        key = (cells[place["id"]], cells[place["document"]], cells[place["content"]])
        if key in quotes and key[0].strip():
            _add_tag(rows[quotes[key]], place["tag"], cells[place["tag"]])
            continue
        quotes[key] = len(rows)
        rows.append(list(cells))
        numbers.append(number)
    return replace(
        table,
        rows=tuple(map(tuple, rows)),
        numbers=tuple(numbers),
        repeated=frozenset(),
        warnings=(*table.warnings, _told(len(table.rows), len(rows))),
    )


def _add_tag(row: list[str], place: int, tag: str) -> None:
    if tag.strip() and tag not in row[place].split(_BETWEEN):
        row[place] = f"{row[place]}{_BETWEEN}{tag}" if row[place].strip() else tag


def _told(lines: int, quotes: int) -> str:
    return (
        f"highlights of Taguette: {lines:,} tagged lines are {quotes:,} quotes; "
        "their tags came in as an attribute, not as codes"
    )

"""A table and a mapping to rows of given text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workbench.domain.sources import canonical_text
from workbench.errors import EmptySource
from workbench.ingest.limits import advice
from workbench.ingest.mapping import MISSING_TEXT, is_blank
from workbench.ingest.reading import ColumnMapping, Row, Table

BETWEEN_CELLS = "\n\n"
_TIMESTAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d")
_LISTED = 5


class RowsRead(NamedTuple):
    """Rows, sentences about the table, a reason for each row left out, and characters found."""

    rows: tuple[Row, ...]
    warnings: tuple[str, ...]
    skipped: tuple[str, ...]
    characters: int


def rows_of(
    table: Table, mapping: ColumnMapping, *, name: str, stem: str, longest: int
) -> RowsRead:
    """Return one row of given text for each row of a table that has words.

    Several text columns are joined by a blank line, without their names, so that offsets stay
    those of the words that people wrote. A text of more than `longest` characters is left out.

    Raises
    ------
    EmptySource
        When no row has words.
    """
    place = {column: index for index, column in enumerate(table.columns)}
    rows: list[Row] = []
    skipped = list(table.skipped)
    characters = 0
    for index, (number, cells) in enumerate(zip(table.numbers, table.rows, strict=True)):
        text = _text_of(table, index, [place[column] for column in mapping.text])
        characters += len(canonical_text(text)) if text.strip() else 0
        reason = _unusable(text, longest)
        if reason:
            skipped.append(f"row {number}: {reason}")
            continue
        rows.append(_row(text, cells, mapping, place, names=(name, stem), number=number))
    if not rows and not characters:
        raise EmptySource(name)
    warnings = (*_left_out(table, mapping), *_told_twice(rows))
    return RowsRead(tuple(rows), warnings, tuple(skipped), characters)


def _text_of(table: Table, index: int, places: Sequence[int]) -> str:
    cells = table.rows[index]
    wanted = [cells[column] for column in places if (index, column) not in table.repeated]
    return BETWEEN_CELLS.join(
        cell for cell in wanted if cell.strip() and cell.strip() not in MISSING_TEXT
    )


def too_long(text: str, longest: int) -> str | None:
    """Return why a text is too long to be one source, or None."""
    if len(text) <= longest:
        return None
    return f"its text has {len(text):,} characters, more than {longest:,}; {advice('characters')}"


def _unusable(text: str, longest: int) -> str | None:
    if not text.strip().strip("\ufeff"):
        return "no text"
    if "\0" in text:
        return "its text holds NUL characters, which no database keeps"
    return too_long(text, longest)


def _row(
    text: str,
    cells: Sequence[str],
    mapping: ColumnMapping,
    place: Mapping[str, int],
    *,
    names: tuple[str, str],
    number: int,
) -> Row:
    name, stem = names
    given_id = _context(cells, place, mapping.id)
    values = {key: _context(cells, place, column) for key, column in mapping.attributes.items()}
    return Row(
        text=text,
        external_id=given_id or f"{stem}:{number}",
        attributes={key: _day(key, value) for key, value in values.items() if value},
        title=f"{name} row {number}",
        case=_context(cells, place, mapping.case),
        consent={column: _context(cells, place, column) for column in mapping.consent},
    )


def _context(cells: Sequence[str], place: Mapping[str, int], column: str | None) -> str:
    if column is None:
        return ""
    value = cells[place[column]].replace("\0", "").strip()
    return "" if is_blank(value) else value


def _day(key: str, value: str) -> str:
    """Keep the day of a time stamp: seconds tell people apart and group nothing."""
    stamp = _TIMESTAMP.match(value) if key == "date" else None
    return stamp[1] if stamp else value


def _left_out(table: Table, mapping: ColumnMapping) -> list[str]:
    unused = [column for column in table.columns if column not in mapping.columns]
    return [f"left out: {', '.join(unused)}"] if unused else []


def _told_twice(rows: Sequence[Row]) -> list[str]:
    counts = Counter(row.external_id for row in rows)
    repeated = [identifier for identifier, count in counts.items() if count > 1]
    if not repeated:
        return []
    return [f"{len(repeated)} ids appear more than once, such as {', '.join(repeated[:_LISTED])}"]

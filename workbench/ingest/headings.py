"""From raw lines of cells to a table: the heading found, names made distinct, widths evened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workbench.errors import EmptySource
from workbench.ingest.reading import Table

_LISTED = 8


class Line(NamedTuple):
    """One line of cells, with the row number that a spreadsheet would show."""

    number: int
    cells: Sequence[str]


def table_of(
    lines: Iterable[Line],
    name: str,
    *,
    joiner: str = " ",
    warnings: Iterable[str] = (),
    repeated: frozenset[tuple[int, int]] = frozenset(),
) -> Table:
    """Return lines of cells as a table.

    Parameters
    ----------
    joiner
        What is put between cells beyond the heading when they are joined to the last one.
    repeated
        Places (row number, column index) that only repeat a merged cell.

    Raises
    ------
    EmptySource
        When nothing stands under the heading.
    """
    filled = [line for line in lines if _is_filled(line, repeated)]
    told = list(warnings)
    while len(filled) > 1 and _is_title(filled):
        title = " ".join(filled[0].cells).strip()
        told.append(f"row {filled[0].number}: “{title[:60]}” was taken as a title")
        filled = filled[1:]
    if len(filled) < 2:
        raise EmptySource(name)
    columns = distinct_names(_without_trailing_blanks(filled[0].cells))
    told.extend(_tell_ragged(filled[1:], len(columns)))
    return Table(
        columns=columns,
        rows=tuple(_evened(line.cells, len(columns), joiner) for line in filled[1:]),
        numbers=tuple(line.number for line in filled[1:]),
        repeated=_by_index(filled[1:], repeated),
        warnings=tuple(told),
    )


def distinct_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return column names stripped, made distinct, and none of them empty.

    >>> distinct_names(["text", " text ", ""])
    ('text', 'text (2)', 'column 3')
    """
    taken: set[str] = set()
    result: list[str] = []
    for index, given in enumerate(names, start=1):
        base = " ".join(given.replace("\0", " ").removeprefix("\ufeff").split())
        base = base or f"column {index}"
        name, count = base, 1
        while name.casefold() in taken:
            count += 1
            name = f"{base} ({count})"
        taken.add(name.casefold())
        result.append(name)
    return tuple(result)


def _is_filled(line: Line, repeated: frozenset[tuple[int, int]]) -> bool:
    return any(
        cell.strip() and (line.number, index) not in repeated
        for index, cell in enumerate(line.cells)
    )


def _is_title(filled: Sequence[Line]) -> bool:
    """Tell a sheet's title, a single cell over a row of several, from its heading."""
    first, second = (sum(bool(cell.strip()) for cell in line.cells) for line in filled[:2])
    return first == 1 and second > 1 and len(filled) > 2


def _without_trailing_blanks(cells: Sequence[str]) -> Sequence[str]:
    width = max(index for index, cell in enumerate(cells, start=1) if cell.strip())
    return cells[:width]


def _evened(cells: Sequence[str], width: int, joiner: str) -> tuple[str, ...]:
    if len(cells) <= width:
        return (*cells, *("" for _ in range(width - len(cells))))
    extra = [cell for cell in cells[width:] if cell.strip()]
    return (*cells[: width - 1], joiner.join([cells[width - 1], *extra]))


def _tell_ragged(lines: Sequence[Line], width: int) -> list[str]:
    longer = [line.number for line in lines if any(cell.strip() for cell in line.cells[width:])]
    shorter = [line.number for line in lines if len(line.cells) < width]
    told = []
    if longer:
        told.append(
            f"{_rows(longer)} more cells than the heading; "
            "they were joined to the last column, check them"
        )
    if shorter:
        told.append(f"{_rows(shorter)} fewer cells than the heading; the others are blank")
    return told


def _rows(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:_LISTED])
    more = f" and {len(numbers) - _LISTED} others" if len(numbers) > _LISTED else ""
    return f"row {shown}: it has" if len(numbers) == 1 else f"rows {shown}{more}: they have"


def _by_index(
    lines: Sequence[Line], repeated: frozenset[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    index_of = {line.number: index for index, line in enumerate(lines)}
    return frozenset(
        (index_of[number], column) for number, column in repeated if number in index_of
    )

"""Identifiers in values of attributes: one screening and one set of marks for each value of a column.

The tables hold no words: a value is known by its id (see `domain.values`), and is read where the
sources have it. `identifiers` asks here for everything that it tells of texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from workbench.domain.identifiers import Mark, Origin, Part, Verdict, overlapping
from workbench.domain.sources import Source, SourceId
from workbench.domain.values import value_id, value_text
from workbench.store.tables import AttributeRow
from workbench.store.tables_identifiers import ScreenedValueRow, ValueMarkRow

_MANY = 500
_PAIRS = sa.select(AttributeRow.name, AttributeRow.value).distinct()
_OPEN = sa.and_(
    ValueMarkRow.found == Origin.REVIEW.value, ValueMarkRow.verdict == Verdict.OPEN.value
)


def unscreened_values(connection: sa.Connection) -> tuple[Source, ...]:
    """Return the values that nobody has looked through yet, each as a text of its own."""
    known = set(connection.scalars(sa.select(ScreenedValueRow.id)))
    values = (value_text(*pair) for pair in connection.execute(_PAIRS))
    return tuple(each for each in values if each.id not in known)


def holding_open_values(connection: sa.Connection) -> frozenset[SourceId]:
    """Return the sources that have a value which somebody still has to look at."""
    known = set(connection.scalars(sa.select(ScreenedValueRow.id)))
    asked = set(connection.scalars(sa.select(ValueMarkRow.value_id).where(_OPEN)))
    waiting = {
        (name, value)
        for name, value in connection.execute(_PAIRS)
        if (found := value_id(name, value)) in asked or found not in known
    }
    if not waiting:
        return frozenset()
    rows = sa.select(AttributeRow.source_id, AttributeRow.name, AttributeRow.value)
    return frozenset(SourceId(s) for s, *pair in connection.execute(rows) if tuple(pair) in waiting)


def add_values(
    connection: sa.Connection,
    found: Mapping[SourceId, Sequence[Mark]],
    *,
    finder: str,
    at: str,
    state: int,
) -> None:
    """Write what was found in values that were not screened before."""
    rows = [{"id": name, "finder": finder, "at": at, "state": state} for name in found]
    if rows:
        connection.execute(sa.insert(ScreenedValueRow), rows)
        add_value_marks(connection, [mark for marks in found.values() for mark in marks])


def add_value_marks(connection: sa.Connection, marks: Iterable[Mark]) -> None:
    """Write marks of values."""
    rows = [{"value_id": each.source, **columns_of(each)} for each in marks]
    if rows:
        connection.execute(sa.insert(ValueMarkRow), rows)


def value_marks_since(
    connection: sa.Connection, state: int
) -> Iterator[tuple[SourceId, tuple[Mark, ...]]]:
    """Yield every value whose marks changed after a state, and its marks."""
    later = ScreenedValueRow.state > state
    found: dict[str, list[Mark]] = {
        name: [] for name in connection.scalars(sa.select(ScreenedValueRow.id).where(later))
    }
    query = sa.select(ValueMarkRow.__table__).join_from(ValueMarkRow, ScreenedValueRow)
    for row in connection.execute(query.where(later)):
        found[row.value_id].append(mark_of(row, row.value_id, Part.VALUE))
    for name, marks in found.items():
        yield SourceId(name), tuple(sorted(marks, key=lambda each: each.start))


def values_only_of(connection: sa.Connection, sources: frozenset[SourceId]) -> list[SourceId]:
    """Return the values that no other source has."""
    theirs, others = set[tuple[str, str]](), set[tuple[str, str]]()
    rows = sa.select(AttributeRow.source_id, AttributeRow.name, AttributeRow.value)
    for source, name, value in connection.execute(rows):
        (theirs if source in sources else others).add((name, value))
    return [value_id(*pair) for pair in sorted(theirs - others)]


def forget_values(connection: sa.Connection, values: Sequence[SourceId]) -> int:
    """Delete everything about the identifiers of values, and count the marks."""
    counted = 0
    for first in range(0, len(values), _MANY):
        part = values[first : first + _MANY]
        mine = sa.delete(ValueMarkRow).where(ValueMarkRow.value_id.in_(part))
        counted += connection.execute(mine).rowcount
        connection.execute(sa.delete(ScreenedValueRow).where(ScreenedValueRow.id.in_(part)))
    return counted


def value_faults(
    connection: sa.Connection, marks: Mapping[SourceId, Sequence[Mark]]
) -> Iterator[str]:
    """Yield what is wrong with marks of values: misplaced, or of a value that is not there."""
    lengths = {value_id(*pair): len(pair[1]) for pair in connection.execute(_PAIRS)}
    for name, found in marks.items():
        if name not in lengths:
            yield f"The screened value {name} is no source's any more."
        for each in found:
            if not 0 <= each.start < each.end <= lengths.get(name, each.end):
                yield f"Identifier {each.id} lies outside its value."
        for one, other in overlapping(found):
            yield f"Identifiers {one.id} and {other.id} overlap."


def columns_of(mark: Mark) -> dict[str, str | int]:
    """Return what the tables of marks, in values and in sources, hold alike."""
    return {
        "id": mark.id, "start": mark.start, "end": mark.end, "kind": mark.kind, "role": mark.role,
        "found": mark.found.value, "why": mark.why, "label": mark.label, "verdict": mark.verdict.value,
    }  # fmt: skip


def mark_of(row: Any, source: str, part: Part) -> Mark:  # noqa: ANN401 - a row of whichever query
    """Return the mark that a row of either table holds."""
    return Mark(
        source=SourceId(source),
        part=part,
        start=row.start,
        end=row.end,
        kind=row.kind,
        role=row.role,
        found=Origin(row.found),
        why=row.why,
        label=row.label,
        verdict=Verdict(row.verdict),
    )

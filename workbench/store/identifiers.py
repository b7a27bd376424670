"""Identifiers in the database: what screening found, what people decided, and which sources are clear.

Every change of a mark gives its source, or its value, a new, higher `state`; by that each process sees
what it has to read again (see `masks`). Marks of values lie apart (`value_marks`), but in one log.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from workbench.domain.identifiers import (
    Change,
    Clearing,
    Mark,
    MarkId,
    NameDecision,
    Origin,
    Part,
    Rescreened,
    Verdict,
    overlapping,
)
from workbench.domain.sources import Source, SourceId
from workbench.store.tables import CaseRow, SourceRow
from workbench.store.tables_identifiers import (
    IdentifierRow,
    NameDecisionRow,
    ScreenedValueRow,
    ScreeningRow,
    ValueMarkRow,
)
from workbench.store.value_marks import (
    add_value_marks,
    add_values,
    columns_of,
    forget_values,
    holding_open_values,
    mark_of,
    value_faults,
    value_marks_since,
    values_only_of,
)

_MANY = 500
_OF_SOURCES = (Part.TEXT, Part.TITLE, Part.EXTERNAL_ID, Part.CASE)
_FIELDS = ("source", "part", "start", "end", "kind", "role", "found", "why", "label", "verdict")


def cleared(connection: sa.Connection) -> frozenset[SourceId]:
    """Return the sources whose identifiers a person has cleared, and in which nothing is open.

    Nor in a value that they have.
    """
    query = sa.select(ScreeningRow.source_id).where(ScreeningRow.cleared_at != "")
    still_open = set(connection.scalars(sa.select(IdentifierRow.source_id).where(_OPEN)))
    found = frozenset(map(SourceId, set(connection.scalars(query)) - still_open))
    return found - holding_open_values(connection) if found else found


_OPEN = sa.and_(
    IdentifierRow.found == Origin.REVIEW.value, IdentifierRow.verdict == Verdict.OPEN.value
)


def unscreened(connection: sa.Connection) -> tuple[Source, ...]:
    """Return the sources that nobody has looked through for identifiers yet, in their order."""
    query = (
        sa.select(SourceRow.__table__, CaseRow.name.label("case_name"))
        .join_from(SourceRow, CaseRow, isouter=True)
        .where(~sa.exists().where(ScreeningRow.source_id == SourceRow.id))
        .order_by(SourceRow.position)
    )
    return tuple(
        Source(
            id=SourceId(row.id),
            title=row.title,
            text=row.text,
            external_id=row.external_id,
            case=row.case_name or "",
        )
        for row in connection.execute(query)
    )


def count_unscreened(connection: sa.Connection) -> int:
    """Return how many sources nobody has looked through yet."""
    missing = ~sa.exists().where(ScreeningRow.source_id == SourceRow.id)
    query = sa.select(sa.func.count()).select_from(SourceRow).where(missing)
    return int(connection.scalar(query) or 0)


def state_of(connection: sa.Connection) -> int:
    """Return the state of the marks: another number whenever one has changed or come."""
    latest = (sa.select(sa.func.max(table.state)) for table in (ScreeningRow, ScreenedValueRow))
    return max(int(connection.scalar(query) or 0) for query in latest)


def latest_name_seq(connection: sa.Connection) -> int:
    """Return the number of the latest decision about names."""
    return int(connection.scalar(sa.select(sa.func.max(NameDecisionRow.seq))) or 0)


def marks_since(
    connection: sa.Connection, state: int
) -> Iterator[tuple[SourceId, tuple[str, str], tuple[Mark, ...]]]:
    """Yield every source whose marks changed after a state: by whom and when cleared, and its marks."""
    changed = connection.execute(
        sa.select(ScreeningRow.source_id, ScreeningRow.cleared_by, ScreeningRow.cleared_at).where(
            ScreeningRow.state > state
        )
    ).all()
    found: dict[str, list[Mark]] = {}
    query = sa.select(IdentifierRow.__table__).join(
        ScreeningRow, ScreeningRow.source_id == IdentifierRow.source_id
    )
    for row in connection.execute(query.where(ScreeningRow.state > state)).all():
        found.setdefault(row.source_id, []).append(_mark(row))
    for name, by, at in changed:
        marks = sorted(found.get(name, ()), key=lambda each: (each.part.value, each.start))
        yield SourceId(name), (by, at), tuple(marks)


def add_screening(
    connection: sa.Connection,
    found: Mapping[SourceId, Sequence[Mark]],
    *,
    values: Mapping[SourceId, Sequence[Mark]] | None = None,
    finder: str,
    at: str,
) -> None:
    """Write what was found in sources, and in values, that were not screened before."""
    state = state_of(connection) + 1
    rows = [{"source_id": name, "finder": finder, "at": at, "state": state} for name in found]
    if rows:
        connection.execute(sa.insert(ScreeningRow), rows)
        _add(connection, [mark for marks in found.values() for mark in marks])
    add_values(connection, values or {}, finder=finder, at=at, state=state)


def record(connection: sa.Connection, decision: NameDecision) -> NameDecision:
    """Write a decision and do what it says, in the transaction of its act."""
    query = sa.select(sa.func.max(NameDecisionRow.seq))
    seq = int(connection.scalar(query) or 0) + 1
    row = {
        "seq": seq, "id": decision.id, "verb": decision.verb, "coder": decision.coder,
        "at": decision.at, "entry": decision.entry, "undoes": decision.undoes,
        **_written(decision),
    }  # fmt: skip
    connection.execute(sa.insert(NameDecisionRow), [row])
    _apply(connection, decision)
    return _decision({**row})


def name_decisions(connection: sa.Connection, after: int = 0) -> tuple[NameDecision, ...]:
    """Return the decisions about names after a number, in their order."""
    query = sa.select(NameDecisionRow.__table__).where(NameDecisionRow.seq > after)
    rows = connection.execute(query.order_by(NameDecisionRow.seq)).mappings()
    return tuple(_decision(row) for row in rows)


def screened(connection: sa.Connection) -> frozenset[SourceId]:
    """Return the sources that were screened."""
    return frozenset(map(SourceId, connection.scalars(sa.select(ScreeningRow.source_id))))


def labels_in_use(connection: sa.Connection) -> frozenset[str]:
    """Return every stand-in that some mark has."""
    labels = (sa.select(table.label).distinct() for table in (IdentifierRow, ValueMarkRow))
    return frozenset(each for query in labels for each in connection.scalars(query))


def marks_of(connection: sa.Connection, source: SourceId) -> tuple[Mark, ...]:
    """Return the marks of one source as a transaction sees them."""
    query = sa.select(IdentifierRow.__table__).where(IdentifierRow.source_id == source)
    return tuple(sorted(map(_mark, connection.execute(query)), key=lambda each: each.start))


def forget_marks(connection: sa.Connection, sources: Sequence[SourceId]) -> int:
    """Delete everything about the identifiers of sources, also from the log, and count the marks.

    With them go those of values that no other source has: call it while their attributes are there.
    """
    alone = values_only_of(connection, frozenset(sources))
    gone, counted = frozenset((*sources, *alone)), forget_values(connection, alone)
    for first in range(0, len(sources), _MANY):
        part = sources[first : first + _MANY]
        for table in (IdentifierRow, ScreeningRow):
            done = connection.execute(sa.delete(table).where(table.source_id.in_(part)))
            counted += done.rowcount if table is IdentifierRow else 0
    for each in name_decisions(connection):
        left = each.without(gone)
        if left != each:
            mine = NameDecisionRow.seq == each.seq
            connection.execute(sa.update(NameDecisionRow).where(mine).values(_written(left)))
    return counted


def _apply(connection: sa.Connection, decision: NameDecision) -> None:
    before = [each.before.id for each in decision.changes if each.before]
    for first in range(0, len(before), _MANY):
        for table in (IdentifierRow, ValueMarkRow):
            some = table.id.in_(before[first : first + _MANY])
            connection.execute(sa.delete(table).where(some))
    _add(connection, [each.after for each in decision.changes if each.after])
    _set_cleared(connection, decision.clearings)
    for one in decision.rescreened:
        _set_finder(connection, one, decision.at)
    touched = {each.mark.source for each in decision.changes}
    touched |= {each.source for each in decision.clearings}
    # One is enough for others to see that something has happened.
    touched |= {each.of[0] for each in decision.rescreened}
    state, names = state_of(connection) + 1, sorted(touched)
    for first in range(0, len(names), _MANY):
        for key in (ScreeningRow.source_id, ScreenedValueRow.id):
            changed = sa.update(key.class_).where(key.in_(names[first : first + _MANY]))
            connection.execute(changed.values(state=state))


def _set_cleared(connection: sa.Connection, clearings: Sequence[Clearing]) -> None:
    """Write who cleared sources; one statement does for all, as there may be many."""
    rows = [
        {"named": each.source, "who": each.after[0], "when": each.after[1]} for each in clearings
    ]
    if rows:
        mine = sa.update(ScreeningRow).where(ScreeningRow.source_id == sa.bindparam("named"))
        told = mine.values(cleared_by=sa.bindparam("who"), cleared_at=sa.bindparam("when"))
        connection.execute(told, rows)


def _set_finder(connection: sa.Connection, told: Rescreened, at: str) -> None:
    """Write which version screened last; what yet another one has screened since stays so."""
    for first in range(0, len(told.of), _MANY):
        for key in (ScreeningRow.source_id, ScreenedValueRow.id):
            mine = sa.update(key.class_).where(key.in_(told.of[first : first + _MANY]))
            as_before = mine.where(key.class_.finder == told.before)
            connection.execute(as_before.values(finder=told.after, at=at))


def _add(connection: sa.Connection, marks: Sequence[Mark]) -> None:
    add_value_marks(connection, [each for each in marks if each.part is Part.VALUE])
    rows = [
        {"source_id": each.source, "part": each.part.value, **columns_of(each)}
        for each in marks
        if each.part is not Part.VALUE
    ]
    if rows:
        connection.execute(sa.insert(IdentifierRow), rows)


def _mark(row: Any) -> Mark:  # noqa: ANN401 - a row of whichever query
    return mark_of(row, row.source_id, Part(row.part))


def _written(decision: NameDecision) -> dict[str, str]:
    changes = [[_plain(each.before), _plain(each.after)] for each in decision.changes]
    clearings = [[each.source, each.before, each.after] for each in decision.clearings]
    rescreened = [[each.of, each.before, each.after] for each in decision.rescreened]
    told = {"changes": changes, "clearings": clearings, "rescreened": rescreened}
    return {name: json.dumps(rows) for name, rows in told.items()}


def _plain(mark: Mark | None) -> list[object] | None:
    return None if mark is None else [getattr(mark, name) for name in _FIELDS]


def _decision(row: Mapping[Any, Any]) -> NameDecision:
    return NameDecision(
        seq=row["seq"],
        id=row["id"],
        verb=row["verb"],
        coder=row["coder"],
        at=row["at"],
        entry=row["entry"],
        undoes=row["undoes"],
        changes=tuple(Change(_read(a), _read(b)) for a, b in json.loads(row["changes"])),
        clearings=tuple(
            Clearing(SourceId(name), tuple(before), tuple(after))
            for name, before, after in json.loads(row["clearings"])
        ),
        rescreened=tuple(
            Rescreened(tuple(map(SourceId, of)), before, after)
            for of, before, after in json.loads(row["rescreened"])
        ),
    )


def _read(plain: list[Any] | None) -> Mark | None:
    if plain is None:
        return None
    named = dict(zip(_FIELDS, plain, strict=True))
    return Mark(
        **{
            **named,
            "part": Part(named["part"]),
            "found": Origin(named["found"]),
            "verdict": Verdict(named["verdict"]),
        }
    )


def name_faults(connection: sa.Connection) -> Iterator[str]:
    """Yield what is wrong with marks: outside their source, over each other, not as the log says."""
    columns = (SourceRow.id, SourceRow.text, SourceRow.title, SourceRow.external_id)
    query = sa.select(*columns, CaseRow.name).join_from(SourceRow, CaseRow, isouter=True)
    marks = {name: found for name, _, found in marks_since(connection, -1)}
    values = dict(value_marks_since(connection, -1))
    yield from value_faults(connection, values)
    for name, *parts in connection.execute(query):
        lengths = {part: len(words or "") for part, words in zip(_OF_SOURCES, parts, strict=True)}
        yield from _misplaced(marks.get(SourceId(name), ()), lengths)
    told: dict[MarkId, Mark | None] = {}
    for decision in name_decisions(connection):
        told |= {each.mark.id: each.after for each in decision.changes}
    now = {each.id: each for found in (*marks.values(), *values.values()) for each in found}
    for wrong in [name for name, wanted in told.items() if now.get(name) != wanted]:
        yield f"Identifier {wrong} is not as the latest decision about it says."


def _misplaced(marks: Sequence[Mark], lengths: Mapping[Part, int]) -> Iterator[str]:
    for each in marks:
        if not 0 <= each.start < each.end <= lengths[each.part]:
            yield f"Identifier {each.id} lies outside its source."
    for one, other in overlapping(marks):
        yield f"Identifiers {one.id} and {other.id} overlap."

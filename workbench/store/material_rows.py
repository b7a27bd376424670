"""Sources and passages read from their rows, in the order of their positions."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from workbench.domain.sources import Passage, PassageId, Source, SourceId, SourceKind, Span
from workbench.store.tables import (
    AttributeRow,
    CaseRow,
    CodingRow,
    MemberRow,
    PassageRow,
    RefusalRow,
    SourceRow,
)

_OF_SOURCE = (
    SourceRow.id,
    SourceRow.title,
    SourceRow.kind,
    SourceRow.external_id,
    SourceRow.origin,
    SourceRow.origin_hash,
    SourceRow.text,
)
_OF_PASSAGE = (
    PassageRow.id,
    PassageRow.source_id,
    PassageRow.start,
    PassageRow.end,
    PassageRow.quote,
)
#: Finding a kind by its word takes longer than all else about a source.
_KINDS = {each.value: each for each in SourceKind}


def read_sources(connection: sa.Connection, first: int) -> Iterable[Source]:
    """Yield the sources from a position on, with attributes and cases."""
    query = (
        sa.select(*_OF_SOURCE, CaseRow.name)
        .join_from(SourceRow, CaseRow, isouter=True)
        .where(SourceRow.position >= first)
        .order_by(SourceRow.position)
    )
    rows = connection.execute(query).all()
    attributes = _read_attributes(connection, first) if rows else {}
    for name, title, kind, external_id, origin, origin_hash, text, case in rows:
        yield Source(
            id=SourceId(name),
            title=title,
            text=text,
            kind=_KINDS[kind],
            external_id=external_id,
            origin=origin,
            origin_hash=origin_hash,
            attributes=attributes.get(name, {}),
            case=case or "",
        )


def _read_attributes(connection: sa.Connection, first: int) -> dict[str, dict[str, str]]:
    query = sa.select(AttributeRow.source_id, AttributeRow.name, AttributeRow.value)
    if first:  # otherwise it is all of them, and looking up each one's source takes half the time
        query = query.join_from(AttributeRow, SourceRow).where(SourceRow.position >= first)
    query = query.order_by(AttributeRow.source_id, AttributeRow.name)
    found: dict[str, dict[str, str]] = {}
    for source_id, name, value in connection.execute(query).all():
        found.setdefault(source_id, {})[name] = value
    return found


def read_passages(connection: sa.Connection, first: int) -> Iterable[Passage]:
    """Return the passages that imports brought, from a position on."""
    query = (
        sa.select(*_OF_PASSAGE).where(PassageRow.position >= first).order_by(PassageRow.position)
    )
    return map(_passage, connection.execute(query).all())


def read_made(connection: sa.Connection, last: int) -> Iterable[Passage]:
    """Return the passages that people cut after the one at a position, in the order they did."""
    query = (
        sa.select(*_OF_PASSAGE)
        .where(PassageRow.position < last)
        .order_by(PassageRow.position.desc())
    )
    return map(_passage, connection.execute(query).all())


def _passage(row: sa.Row[str, str, int, int, str]) -> Passage:
    name, source, start, end, quote = row
    span = Span(start, end)
    return Passage(id=PassageId(name), source_id=SourceId(source), span=span, quote=quote)


HELD_BY_HAND = sa.select(PassageRow.id).where(
    PassageRow.position < 0,
    sa.or_(
        *(
            sa.exists().where(table.passage_id == PassageRow.id)
            for table in (CodingRow, MemberRow, RefusalRow)
        )
    ),
)

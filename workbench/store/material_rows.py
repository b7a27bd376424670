"""Sources and passages read from their rows, in the order of their positions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from workbench.domain.sources import Passage, Source, SourceKind, Span
from workbench.store.tables import (
    AttributeRow,
    CaseRow,
    CodingRow,
    MemberRow,
    PassageRow,
    RefusalRow,
    SourceRow,
)


def read_sources(connection: sa.Connection, first: int) -> Iterable[Source]:
    """Yield the sources from a position on, with attributes and cases."""
    query = (
        sa.select(SourceRow.__table__, CaseRow.name.label("case_name"))
        .join_from(SourceRow, CaseRow, isouter=True)
        .where(SourceRow.position >= first)
        .order_by(SourceRow.position)
    )
    rows = connection.execute(query).all()
    attributes = _read_attributes(connection, first) if rows else {}
    for row in rows:
        yield Source(
            id=row.id,
            title=row.title,
            text=row.text,
            kind=SourceKind(row.kind),
            external_id=row.external_id,
            origin=row.origin,
            origin_hash=row.origin_hash,
            attributes=attributes.get(row.id, {}),
            case=row.case_name or "",
        )


def _read_attributes(connection: sa.Connection, first: int) -> dict[str, dict[str, str]]:
    query = (
        sa.select(AttributeRow.source_id, AttributeRow.name, AttributeRow.value)
        .join_from(AttributeRow, SourceRow)
        .where(SourceRow.position >= first)
        .order_by(AttributeRow.name)
    )
    found: dict[str, dict[str, str]] = {}
    for source_id, name, value in connection.execute(query):
        found.setdefault(source_id, {})[name] = value
    return found


def read_passages(connection: sa.Connection, first: int) -> Iterable[Passage]:
    """Return the passages that imports brought, from a position on."""
    query = (
        sa.select(PassageRow.__table__)
        .where(PassageRow.position >= first)
        .order_by(PassageRow.position)
    )
    return map(_passage, connection.execute(query))


def read_made(connection: sa.Connection, last: int) -> Iterable[Passage]:
    """Return the passages that people cut after the one at a position, in the order they did."""
    query = (
        sa.select(PassageRow.__table__)
        .where(PassageRow.position < last)
        .order_by(PassageRow.position.desc())
    )
    return map(_passage, connection.execute(query))


def _passage(row: sa.Row[Any]) -> Passage:
    span = Span(row.start, row.end)
    return Passage(id=row.id, source_id=row.source_id, span=span, quote=row.quote)


HELD_BY_HAND = sa.select(PassageRow.id).where(
    PassageRow.position < 0,
    sa.or_(
        *(
            sa.exists().where(table.passage_id == PassageRow.id)
            for table in (CodingRow, MemberRow, RefusalRow)
        )
    ),
)

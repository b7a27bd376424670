"""Imports as wholes: which came last, what was made of it, and taking it back.

Everything of the latest import stands at the end of the project's positions, so that nothing is
left with gaps when it goes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import sqlalchemy as sa

from workbench.domain.sources import PassageId, SourceId
from workbench.store.identifiers import forget_marks
from workbench.store.leftovers import forget_vectors
from workbench.store.material import count_material, note_undone
from workbench.store.tables import (
    AttributeRow,
    CaseRow,
    EvidenceRow,
    LevelledRow,
    OfferRow,
    PassageRow,
    SourceRow,
    UnplacedRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The sources that came in by one import, which are the last ones of the project.

    Parameters
    ----------
    at
        When, in UTC and ISO 8601.
    origins
        Names of the files, in order.
    first_source, first_passage
        The positions from which on everything is of this import.
    """

    at: str
    origins: tuple[str, ...]
    first_source: int
    first_passage: int
    sources: int
    passages: frozenset[PassageId]
    source_ids: frozenset[SourceId] = frozenset()


def latest_import(connection: sa.Connection) -> Imported | None:
    """Return the import that brought the last source, or None when there is none."""
    at = connection.scalar(
        sa.select(SourceRow.imported_at).order_by(SourceRow.position.desc()).limit(1)
    )
    if at is None:
        return None
    before = sa.select(sa.func.max(SourceRow.position)).where(SourceRow.imported_at != at)
    latest = connection.scalar(before)
    first = 0 if latest is None else latest + 1
    brought = connection.execute(
        sa.select(SourceRow.id, SourceRow.origin)
        .where(SourceRow.position >= first)
        .order_by(SourceRow.position)
    ).all()
    rows = connection.execute(
        sa.select(PassageRow.id, PassageRow.position)
        .join_from(PassageRow, SourceRow)
        .where(SourceRow.position >= first)
    ).all()
    return Imported(
        at=at,
        origins=tuple(dict.fromkeys(row.origin for row in brought)),
        first_source=first,
        first_passage=min(
            (row.position for row in rows if row.position >= 0),
            default=count_material(connection)[1],
        ),
        sources=len(brought),
        passages=frozenset(PassageId(row.id) for row in rows),
        source_ids=frozenset(SourceId(row.id) for row in brought),
    )


def is_placed(connection: sa.Connection, imported: Imported) -> bool:
    """Return whether a run placed a passage of an import, at a level that is shown or not."""
    counters = set(connection.scalars(sa.select(EvidenceRow.counter)))
    if not imported.passages.isdisjoint(counters):
        return True
    members = connection.scalars(sa.select(LevelledRow.members))
    return any(
        not imported.passages.isdisjoint(name for name, _ in json.loads(each)) for each in members
    )


def remove_import(connection: sa.Connection, imported: Imported) -> None:
    """Delete what one import brought, and what was made of it alone.

    Whoever calls this has made sure that nobody judged a passage of it and no run placed one.
    """
    sources = sa.select(SourceRow.id).where(SourceRow.position >= imported.first_source)
    # Also those that were cut to carry something over from earlier words, with positions of their own.
    passages = sa.select(PassageRow.id).where(PassageRow.source_id.in_(sources))
    for table in (OfferRow, UnplacedRow):
        connection.execute(sa.delete(table).where(table.passage_id.in_(passages)))
    _forget_words(connection, imported.source_ids)
    connection.execute(sa.delete(PassageRow).where(PassageRow.source_id.in_(sources)))
    connection.execute(sa.delete(AttributeRow).where(AttributeRow.source_id.in_(sources)))
    connection.execute(sa.delete(SourceRow).where(SourceRow.position >= imported.first_source))
    used = sa.select(SourceRow.case_id).where(SourceRow.case_id.is_not(None))
    connection.execute(sa.delete(CaseRow).where(CaseRow.id.not_in(used)))
    note_undone(connection)


def _forget_words(connection: sa.Connection, sources: frozenset[SourceId]) -> None:
    """Take passages out of the index of words, and vectors of words that nobody else said."""
    query = sa.select(PassageRow.id, PassageRow.position, PassageRow.source_id, PassageRow.quote)
    gone = [row for row in connection.execute(query).all() if row.source_id in sources]
    if gone and connection.dialect.name == "sqlite":
        connection.execute(
            sa.text(
                "INSERT INTO passage_search(passage_search, rowid, quote) "
                "VALUES ('delete', :position, :quote)"
            ),
            [{"position": row.position, "quote": row.quote} for row in gone],
        )
    forget_vectors(connection, {row.id for row in gone})
    forget_marks(connection, sorted(sources))


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """One import of those that stand: when it was, of which files, and how many sources came."""

    at: str
    origins: tuple[str, ...]
    sources: int


def imports(connection: sa.Connection) -> tuple[Brought, ...]:
    """Return the imports that stand, the latest first."""
    query = (
        sa.select(SourceRow.imported_at, SourceRow.origin, sa.func.count().label("n"))
        .group_by(SourceRow.imported_at, SourceRow.origin)
        .order_by(sa.func.min(SourceRow.position))
    )
    found: dict[str, list[tuple[str, int]]] = {}
    for at, origin, n in connection.execute(query):
        found.setdefault(at, []).append((origin, n))
    return tuple(
        Brought(at=at, origins=tuple(name for name, _ in rows), sources=sum(n for _, n in rows))
        for at, rows in reversed(found.items())
    )


def times_of_import(connection: sa.Connection) -> dict[SourceId, str]:
    """Return when every source came in."""
    query = sa.select(SourceRow.id, SourceRow.imported_at)
    return {SourceId(name): at for name, at in connection.execute(query)}

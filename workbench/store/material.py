"""Sources and passages: written once at import, read often, never changed.

Only a whole import can be taken back, the latest first (see `imports`).

A project's texts are small beside a laptop's memory (100,000 passages take about 60 MB), so each
process reads them once and adds what came since; boards and exports then need no query.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from workbench.domain.decisions import new_id
from workbench.domain.sources import Passage, PassageId, Source, SourceId, SourceKind, Span
from workbench.store.database import Project
from workbench.store.tables import AttributeRow, CaseRow, FactRow, PassageRow, SourceRow

#: The name of the fact that counts imports that were taken back.
TIMES_UNDONE = "imports undone"


@dataclass(slots=True)
class Material:
    """Every source and passage of a project, in the order they came."""

    sources: dict[SourceId, Source] = field(default_factory=dict)
    passages: dict[PassageId, Passage] = field(default_factory=dict)
    of_source: dict[SourceId, list[PassageId]] = field(default_factory=dict)

    def source_of(self, passage: PassageId) -> Source:
        """Return the source that a passage was cut from."""
        return self.sources[self.passages[passage].source_id]


def material(project: Project) -> Material:
    """Return the project's texts, reading only what this process has not read yet."""
    with project.lock, project.reading() as connection:
        return material_within(project, connection)


def material_within(project: Project, connection: sa.Connection) -> Material:
    """Return the texts as a transaction sees them; call it with the project's lock held."""
    state = times_undone(connection)
    held: Material = project.cache.get("material") or Material()
    if project.cache.get("material state") != state:
        held = Material()  # an import was taken back, so positions mean other texts now
        project.cache.pop("material", None)
        project.cache["material state"] = state
    # Positions have no gaps, so the number held is the first position not held.
    sources = list(_read_sources(connection, len(held.sources)))
    passages = list(_read_passages(connection, len(held.passages)))
    if sources or passages:
        held = _grown(held, sources, passages)
        project.cache["material"] = held
    return held


def _grown(held: Material, sources: Sequence[Source], passages: Sequence[Passage]) -> Material:
    """Return a new whole: other threads may be walking through the one that is held."""
    grown = Material(
        sources={**held.sources, **{source.id: source for source in sources}},
        passages={**held.passages, **{passage.id: passage for passage in passages}},
        of_source={**held.of_source, **{source.id: [] for source in sources}},
    )
    for passage in passages:
        grown.of_source[passage.source_id].append(passage.id)
    return grown


def add_material(
    connection: sa.Connection,
    sources: Sequence[Source],
    passages: Sequence[Passage],
    *,
    at: str,
) -> None:
    """Write sources with their attributes, cases and passages, and index the words."""
    if not sources:
        return
    cases = _cases(connection, {source.case for source in sources if source.case})
    first = _count(connection, SourceRow)
    rows = [_source_row(source, first + index, cases, at) for index, source in enumerate(sources)]
    connection.execute(sa.insert(SourceRow), rows)
    attributes = [
        {"source_id": source.id, "name": name, "value": value}
        for source in sources
        for name, value in source.attributes.items()
    ]
    if attributes:
        connection.execute(sa.insert(AttributeRow), attributes)
    _add_passages(connection, passages)


def times_undone(connection: sa.Connection) -> int:
    """Return how often an import was taken back, by which other processes see that one was."""
    query = sa.select(FactRow.value).where(FactRow.name == TIMES_UNDONE)
    return int(connection.scalar(query) or 0)


def count_material(connection: sa.Connection) -> tuple[int, int]:
    """Return the numbers of sources and passages."""
    return _count(connection, SourceRow), _count(connection, PassageRow)


def _count(connection: sa.Connection, table: type[SourceRow | PassageRow]) -> int:
    return int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


def _source_row(
    source: Source, position: int, cases: Mapping[str, str], at: str
) -> dict[str, object]:
    return {
        "id": source.id,
        "position": position,
        "title": source.title,
        "kind": source.kind.value,
        "external_id": source.external_id,
        "origin": source.origin,
        "origin_hash": source.origin_hash,
        "text": source.text,
        "text_hash": source.text_hash,
        "case_id": cases.get(source.case),
        "imported_at": at,
    }


def _cases(connection: sa.Connection, names: Iterable[str]) -> dict[str, str]:
    """Return the ids of cases by name, making those that are new."""
    known = {name: id_ for id_, name in connection.execute(sa.select(CaseRow.id, CaseRow.name))}
    fresh = {name: new_id() for name in sorted(names) if name not in known}
    if fresh:
        rows = [{"id": id_, "name": name} for name, id_ in fresh.items()]
        connection.execute(sa.insert(CaseRow), rows)
    return known | fresh


def _add_passages(connection: sa.Connection, passages: Sequence[Passage]) -> None:
    if not passages:
        return
    first = _count(connection, PassageRow)
    rows = [
        {
            "id": passage.id,
            "position": first + index,
            "source_id": passage.source_id,
            "start": passage.span.start,
            "end": passage.span.end,
            "quote": passage.quote,
        }
        for index, passage in enumerate(passages)
    ]
    connection.execute(sa.insert(PassageRow), rows)
    if connection.dialect.name == "sqlite":
        connection.execute(
            sa.text("INSERT INTO passage_search(rowid, quote) VALUES (:position, :quote)"),
            [{"position": row["position"], "quote": row["quote"]} for row in rows],
        )


def _read_sources(connection: sa.Connection, first: int) -> Iterable[Source]:
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


def _read_passages(connection: sa.Connection, first: int) -> Iterable[Passage]:
    query = (
        sa.select(PassageRow.__table__)
        .where(PassageRow.position >= first)
        .order_by(PassageRow.position)
    )
    for row in connection.execute(query):
        span = Span(row.start, row.end)
        yield Passage(id=row.id, source_id=row.source_id, span=span, quote=row.quote)

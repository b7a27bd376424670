"""Sources and passages: written once at import, read often, never changed.

Only a whole import can be taken back, the latest first (see `imports`), and sources can be erased
(see `erasing`).

People cut passages of their own when they code in the text. Those count their positions downward
from -1, so that imports keep theirs without gaps, and stand after all others. They are never
deleted, as the log speaks of them, but they are there only while something on the board holds
them: after the undo of a coding the project is again as it was before.

A project's texts are small beside a laptop's memory (100,000 passages take about 60 MB), so each
process reads them once and adds what came since; boards and exports then need no query.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from workbench.domain.decisions import new_id
from workbench.domain.sources import Passage, PassageId, Source, SourceId, SourceKind, Span
from workbench.store.database import Project
from workbench.store.tables import (
    AttributeRow,
    CaseRow,
    CodingRow,
    DecisionRow,
    FactRow,
    MemberRow,
    PassageRow,
    RefusalRow,
    SourceRow,
)

#: The name of the fact that counts how often texts were taken away: imports undone, and erasures.
TIMES_UNDONE = "imports undone"


@dataclass(slots=True)
class Material:
    """Every source and passage of a project, in the order they came.

    `by_hand` are the passages that people cut themselves; they stand among the others, too.
    """

    sources: dict[SourceId, Source] = field(default_factory=dict)
    passages: dict[PassageId, Passage] = field(default_factory=dict)
    of_source: dict[SourceId, list[PassageId]] = field(default_factory=dict)
    by_hand: dict[PassageId, Passage] = field(default_factory=dict)

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
        held = Material()  # texts were taken away, so positions mean other texts now
        # Whatever else was kept may hold their words; a loaded encoder does not.
        encoders = project.cache.get("encoders", {})
        project.cache.clear()
        project.cache |= {"encoders": encoders, "material state": state}
    # Positions have no gaps, so the number held is the first position not held.
    sources = list(_read_sources(connection, len(held.sources)))
    passages = list(_read_passages(connection, len(held.passages) - len(held.by_hand)))
    by_hand = _by_hand(project, connection)
    if sources or passages or by_hand.keys() != held.by_hand.keys():
        held = _grown(held, sources, passages, by_hand)
        project.cache["material"] = held
    return held


def _grown(
    held: Material,
    sources: Sequence[Source],
    passages: Sequence[Passage],
    by_hand: dict[PassageId, Passage],
) -> Material:
    """Return a new whole: other threads may be walking through the one that is held."""
    all_passages, of_source = held.passages.copy(), held.of_source.copy()
    of_source |= {source.id: [] for source in sources}
    for name in held.by_hand:
        del all_passages[name]
    all_passages |= {passage.id: passage for passage in passages} | by_hand
    changed = {each.source_id for each in (*held.by_hand.values(), *by_hand.values())}
    for source in changed:
        of_source[source] = [each for each in of_source[source] if each not in held.by_hand]
    for passage in (*passages, *by_hand.values()):
        of_source[passage.source_id].append(passage.id)
    return Material(
        sources=held.sources | {source.id: source for source in sources},
        passages=all_passages,
        of_source=of_source,
        by_hand=by_hand,
    )


def _by_hand(project: Project, connection: sa.Connection) -> dict[PassageId, Passage]:
    """Return the passages that people cut and that the board holds, in the order they were cut.

    Only a decision can change which those are, so they are looked for once after each.
    """
    seq = connection.scalar(sa.select(sa.func.max(DecisionRow.seq)))
    kept = project.cache.get("by hand")
    if kept is None or kept[0] != seq:
        made: dict[PassageId, Passage] = kept[1] if kept else {}
        fresh = _read_made(connection, -len(made))
        made = {**made, **{passage.id: passage for passage in fresh}}
        held = set(connection.scalars(_HELD_BY_HAND)) if made else set()
        in_use = {name: passage for name, passage in made.items() if name in held}
        kept = project.cache["by hand"] = (seq, made, in_use)
    found: dict[PassageId, Passage] = kept[2]
    return found


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


def find_passage(connection: sa.Connection, source: SourceId, span: Span) -> PassageId | None:
    """Return the passage that has exactly this span, whether anything holds it or not."""
    query = sa.select(PassageRow.id).where(
        PassageRow.source_id == source, PassageRow.start == span.start, PassageRow.end == span.end
    )
    found = connection.scalar(query)
    return PassageId(found) if found else None


def add_passage_by_hand(connection: sa.Connection, passage: Passage) -> None:
    """Write a passage that a person cut; something should hold it when the transaction ends."""
    last = connection.scalar(sa.select(sa.func.min(PassageRow.position)))
    _write_passages(connection, [_passage_row(passage, min(0, last or 0) - 1)])


def times_undone(connection: sa.Connection) -> int:
    """Return how often texts were taken away, by which other processes see that they were."""
    query = sa.select(FactRow.value).where(FactRow.name == TIMES_UNDONE)
    return int(connection.scalar(query) or 0)


def note_undone(connection: sa.Connection) -> None:
    """Let every process know that texts were taken away."""
    count = times_undone(connection) + 1
    connection.execute(sa.delete(FactRow).where(FactRow.name == TIMES_UNDONE))
    connection.execute(sa.insert(FactRow), [{"name": TIMES_UNDONE, "value": str(count)}])


def count_material(connection: sa.Connection) -> tuple[int, int]:
    """Return the numbers of sources and passages that imports brought."""
    return _count(connection, SourceRow), _count(connection, PassageRow)


def _count(connection: sa.Connection, table: type[SourceRow | PassageRow]) -> int:
    query = sa.select(sa.func.count()).select_from(table).where(table.position >= 0)
    return int(connection.scalar(query) or 0)


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
    rows = [_passage_row(passage, first + index) for index, passage in enumerate(passages)]
    _write_passages(connection, rows)


def _passage_row(passage: Passage, position: int) -> dict[str, object]:
    return {
        "id": passage.id,
        "position": position,
        "source_id": passage.source_id,
        "start": passage.span.start,
        "end": passage.span.end,
        "quote": passage.quote,
    }


def _write_passages(connection: sa.Connection, rows: Sequence[dict[str, object]]) -> None:
    """Write passages and index their words."""
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
    return map(_passage, connection.execute(query))


def _read_made(connection: sa.Connection, last: int) -> Iterable[Passage]:
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


_HELD_BY_HAND = sa.select(PassageRow.id).where(
    PassageRow.position < 0,
    sa.or_(
        *(
            sa.exists().where(table.passage_id == PassageRow.id)
            for table in (CodingRow, MemberRow, RefusalRow)
        )
    ),
)

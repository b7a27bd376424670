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

import sqlalchemy as sa

from workbench.domain.decisions import new_id
from workbench.domain.sources import Passage, PassageId, Source, SourceId, Span
from workbench.domain.viewers import Words
from workbench.store.bulk import many_objects
from workbench.store.corrections import in_force
from workbench.store.database import Project
from workbench.store.masks import MaskedView, masked_within, shown_passage
from workbench.store.material_rows import HELD_BY_HAND, read_made, read_passages, read_sources
from workbench.store.tables import (
    AttributeRow,
    CaseRow,
    DecisionRow,
    FactRow,
    PassageRow,
    SourceRow,
)

#: The name of the fact that counts how often texts were taken away: imports undone, and erasures.
TIMES_UNDONE = "imports undone"


@dataclass(slots=True)
class Material:
    """Every source and passage of a project, in the order they came.

    `by_hand` are the passages that people cut themselves; they stand among the others, too. `earlier`
    are texts that corrected ones have taken the place of (`corrected`, by id): they are among the
    others only while something that was judged stands on them (see `corrections`).
    """

    sources: dict[SourceId, Source] = field(default_factory=dict)
    passages: dict[PassageId, Passage] = field(default_factory=dict)
    of_source: dict[SourceId, list[PassageId]] = field(default_factory=dict)
    by_hand: dict[PassageId, Passage] = field(default_factory=dict)
    earlier: dict[SourceId, Source] = field(default_factory=dict)
    corrected: dict[SourceId, SourceId] = field(default_factory=dict)

    def source_of(self, passage: PassageId) -> Source:
        """Return the source that a passage was cut from."""
        return self.sources[self.passages[passage].source_id]


def material(project: Project) -> Material:
    """Return the project's texts as its viewer may see them: with stand-ins, or as they were given."""
    return given(project) if project.viewer.words is Words.GIVEN else masked(project).seen


def given(project: Project) -> Material:
    """Return the texts as they were given: for whoever writes, screens or checks them."""
    with project.lock, project.reading() as connection:
        return material_within(project, connection)


def masked(project: Project) -> MaskedView:
    """Return the texts with stand-ins for names, whoever looks, and the way back."""
    with project.lock, project.reading() as connection:
        return masked_within(project, connection, material_within(project, connection))


def material_within(project: Project, connection: sa.Connection) -> Material:
    """Return the texts as they were given, as a transaction sees them; call it with the lock held."""
    return in_force(project, connection, _whole(project, connection))


def canonical_span(project: Project, source: SourceId, span: Span) -> Span:
    """Return where a span of the text that the viewer sees lies in the canonical text."""
    shown = None if project.viewer.words is Words.GIVEN else masked(project).maps.get(source)
    return shown.canonical(span) if shown else span


def as_seen(project: Project, passage: Passage) -> Passage:
    """Return a passage of the canonical text as the viewer may see it."""
    if project.viewer.words is Words.GIVEN:
        return passage
    return shown_passage(passage, masked(project).maps.get(passage.source_id))


def _whole(project: Project, connection: sa.Connection) -> Material:
    state = times_undone(connection)
    held: Material = project.cache.get("material") or Material()
    if project.cache.get("material state") != state:
        held = Material()  # texts were taken away, so positions mean other texts now
        # Whatever else was kept may hold their words; a loaded encoder does not.
        encoders = project.cache.get("encoders", {})
        project.cache.clear()
        project.cache |= {"encoders": encoders, "material state": state}
    with many_objects():
        # Positions have no gaps, so the number held is the first position not held.
        sources = list(read_sources(connection, len(held.sources)))
        passages = list(read_passages(connection, len(held.passages) - len(held.by_hand)))
        by_hand = _by_hand(project, connection)
        if sources or passages or by_hand.keys() != held.by_hand.keys():
            held = project.cache["material"] = _grown(held, sources, passages, by_hand)
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
        # The same object while none came: so others see that nothing about them has changed.
        sources=held.sources | {each.id: each for each in sources} if sources else held.sources,
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
        fresh = read_made(connection, -len(made))
        made = {**made, **{passage.id: passage for passage in fresh}}
        held = set(connection.scalars(HELD_BY_HAND)) if made else set()
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
    """Return how many rows imports brought: positions have no gaps, so the last one tells."""
    last = connection.scalar(sa.select(sa.func.max(table.position)))
    return 0 if last is None else max(0, int(last) + 1)


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

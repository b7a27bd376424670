"""Erase sources: they, everything that is derived from them, and their words in the log.

All of it happens in the one transaction of the desk. Bytes that the database no longer uses, and
files beside it, are the business of ``finishing``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import sqlalchemy as sa

from workbench.domain.board import Board, Noun
from workbench.domain.decisions import Decision, DecisionId, Erase
from workbench.domain.erasure import Eraser, names_in, proposals_in, set_right
from workbench.domain.redaction import Theirs
from workbench.domain.sources import PassageId, SourceId
from workbench.store.consent import forget_answers
from workbench.store.database import UNFINISHED
from workbench.store.identifiers import forget_marks
from workbench.store.leftovers import (
    forget_in_runs,
    forget_in_searches,
    forget_vectors,
    in_parts,
)
from workbench.store.log import Desk
from workbench.store.material import note_undone
from workbench.store.releases import forget_in_releases
from workbench.store.retention import forget_dates
from workbench.store.tables import (
    AttributeRow,
    CaseRow,
    FactRow,
    LevelledRow,
    PassageRow,
    SourceRow,
)
from workbench.store.tombstones import hash_of

#: While rows change places, they stand beyond every place that is taken.
_BEYOND = 1_000_000_000
_NOUNS = {
    Noun.CODING: "codings",
    Noun.MEMBER: "memberships",
    Noun.REFUSAL: "refusals",
    Noun.MEMO: "memos",
}


def find_sources(
    connection: sa.Connection, *, case: str = "", source: str = ""
) -> tuple[SourceId, ...]:
    """Return the sources of a case (its name or id), or those of this id or giver's id."""
    query = sa.select(SourceRow.id).order_by(SourceRow.position)
    if case:
        query = query.join(CaseRow).where(sa.or_(CaseRow.name == case, CaseRow.id == case))
    else:
        query = query.where(sa.or_(SourceRow.id == source, SourceRow.external_id == source))
    return tuple(map(SourceId, connection.scalars(query)))


def erase_sources(  # noqa: PLR0913 - what, and who says so
    desk: Desk,
    sources: Sequence[SourceId],
    *,
    coder: str,
    at: str,
    ordinary: Callable[[str], bool],
    reason: str = "",
    erasure: DecisionId | None = None,
) -> Decision:
    """Erase sources and return the line of the log that says so.

    Parameters
    ----------
    ordinary
        Whether a word is one that everybody uses (see `Theirs`).
    erasure
        The line's id, when it repeats an erasure of another copy.
    """
    connection, before = desk.connection, desk.ledger.board
    eraser = _eraser(desk, sources, ordinary)
    counts = {"sources": len(sources), "passages": len(eraser.gone)}
    rewritten = eraser.rewritten(desk.ledger)
    counts |= _fewer(before, rewritten.ledger.board)
    tombstones = tuple(hash_of(connection, each) for each in sources)
    seal = desk.rewrite(rewritten.ledger)
    counts |= forget_in_runs(connection, eraser)
    forget_in_searches(connection, eraser)
    counts["vectors"] = forget_vectors(connection, eraser.gone)
    counts["people whose consent was known"] = forget_answers(connection, sources)
    counts["releases that they were in"] = forget_in_releases(connection, sources, eraser.text)
    counts |= _remove(connection, sources)
    forget_dates(connection)
    changes = set_right(before, desk.ledger.board)
    counts |= {
        "lines rewritten": rewritten.touched,
        "decisions left with nothing": rewritten.emptied,
        "names changed": eraser.n_names,
        "texts of people changed": eraser.n_texts,
        "barriers left without words": sum(each.key.noun is Noun.CODE for each in changes),
    }
    to_read = eraser.to_read(desk.ledger.board)
    step = Erase(tombstones=tombstones, counts=tuple(counts.items()), to_read=to_read, seal=seal)
    line = desk.ledger.erasure(step, changes, coder=coder, at=at, reason=reason)
    _note_unfinished(connection)
    return desk.record(replace(line, id=erasure or line.id))


def _eraser(desk: Desk, sources: Sequence[SourceId], ordinary: Callable[[str], bool]) -> Eraser:
    connection, chosen = desk.connection, frozenset(sources)
    passages = _passages(connection, sources)
    theirs = Theirs(
        [*_said(connection, chosen, chosen=True)],
        quotes=passages.values(),
        facts=_facts(connection, sources),
        others=_said(connection, chosen, chosen=False),
        ordinary=ordinary,
    )
    shown = ((each.title, each.keywords) for each in proposals_in(desk.ledger.decisions))
    kept = connection.execute(sa.select(LevelledRow.title, LevelledRow.keywords))
    machine = {title: tuple(json.loads(words)) for title, words in kept} | dict(shown)
    names = names_in(desk.ledger.decisions)
    return Eraser(frozenset(passages), theirs, machine=machine, names=names, sources=chosen)


def _passages(connection: sa.Connection, sources: Sequence[SourceId]) -> dict[PassageId, str]:
    columns = sa.select(PassageRow.id, PassageRow.quote)
    return {
        PassageId(name): quote
        for part in in_parts(sources)
        for name, quote in connection.execute(columns.where(PassageRow.source_id.in_(part)))
    }


def _said(connection: sa.Connection, sources: frozenset[str], *, chosen: bool) -> Iterator[str]:
    """Yield everything that is known of the chosen sources, or of all others."""
    query = sa.select(
        SourceRow.id, SourceRow.text, SourceRow.title, SourceRow.origin, SourceRow.external_id,
        sa.func.coalesce(CaseRow.name, ""),
    ).join_from(SourceRow, CaseRow, isouter=True)  # fmt: skip
    for name, *texts in connection.execute(query):
        if (name in sources) is chosen:
            yield from texts
    pairs = sa.select(AttributeRow.source_id, AttributeRow.value)
    for name, value in connection.execute(pairs):
        if (name in sources) is chosen:
            yield value


def _facts(connection: sa.Connection, sources: Sequence[SourceId]) -> Iterator[str]:
    """Yield by what the chosen sources are known: cases and the giver's ids."""
    query = sa.select(SourceRow.external_id, sa.func.coalesce(CaseRow.name, "")).join_from(
        SourceRow, CaseRow, isouter=True
    )
    for part in in_parts(sources):
        for row in connection.execute(query.where(SourceRow.id.in_(part))):
            yield from row


def _fewer(before: Board, after: Board) -> dict[str, int]:
    """Return how many codings, memberships, refusals and memos a board has lost."""
    kept = {key for key, _ in after.things()}
    lost = Counter(key.noun for key, _ in before.things() if key not in kept)
    return {name: lost[noun] for noun, name in _NOUNS.items()}


def _remove(connection: sa.Connection, sources: Sequence[SourceId]) -> dict[str, int]:
    """Delete sources with all that stands on them, and close the gaps that they leave."""
    attributes, marks = 0, forget_marks(connection, sources)
    for part in in_parts(sources):
        mine = AttributeRow.source_id.in_(part)
        attributes += connection.execute(sa.delete(AttributeRow).where(mine)).rowcount
        connection.execute(sa.delete(PassageRow).where(PassageRow.source_id.in_(part)))
        connection.execute(sa.delete(SourceRow).where(SourceRow.id.in_(part)))
    used = sa.select(SourceRow.case_id).where(SourceRow.case_id.is_not(None))
    cases = connection.execute(sa.delete(CaseRow).where(CaseRow.id.not_in(used))).rowcount
    _close_gaps(connection, SourceRow)
    _close_gaps(connection, PassageRow)
    if connection.dialect.name == "sqlite":
        index = "INSERT INTO passage_search(passage_search) VALUES ('rebuild')"
        connection.execute(sa.text(index))
    note_undone(connection)
    return {"attributes": attributes, "cases": cases, "names and other identifiers": marks}


def _close_gaps(connection: sa.Connection, table: type[SourceRow | PassageRow]) -> None:
    """Count positions without gaps again: from 0 upward, and by hand from -1 downward."""
    rows = connection.execute(sa.select(table.id, table.position).order_by(table.position)).all()
    given, by_hand = [r for r in rows if r.position >= 0], [r for r in rows if r.position < 0]
    wanted = [(row, place) for place, row in enumerate(given)]
    wanted += [(row, -place) for place, row in enumerate(reversed(by_hand), start=1)]
    moves = [(row.id, place) for row, place in wanted if row.position != place]
    _put(connection, table, [(name, _BEYOND + at) for at, (name, _) in enumerate(moves)])
    _put(connection, table, moves)


def _put(
    connection: sa.Connection,
    table: type[SourceRow | PassageRow],
    moves: Iterable[tuple[str, int]],
) -> None:
    rows = [{"_id": name, "_place": place} for name, place in moves]
    if rows:
        update = sa.update(table).where(table.id == sa.bindparam("_id"))
        connection.execute(update.values(position=sa.bindparam("_place")), rows)


def _note_unfinished(connection: sa.Connection) -> None:
    connection.execute(sa.delete(FactRow).where(FactRow.name == UNFINISHED))
    connection.execute(sa.insert(FactRow), [{"name": UNFINISHED, "value": "yes"}])

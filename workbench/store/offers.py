"""What the machine offers to codes, and what a run changed since the run before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from workbench.domain.candidates import RunId
from workbench.domain.codebook import CodeId
from workbench.domain.difference import Difference, Shift
from workbench.domain.evidence import LIKELY, Suggestion
from workbench.domain.sources import PassageId
from workbench.store.database import Project
from workbench.store.material import times_undone
from workbench.store.tables import CodeRow, CodingRow, OfferRow, PassageRow, RefusalRow, ShiftRow

_KINDS = ("offered", "new", "moved", "gone", "unchanged")


def replace_offers(
    connection: sa.Connection, offers: Iterable[Suggestion], run_id: RunId | None
) -> None:
    """Write offers in place of all earlier ones; `run_id` is the latest run, if there was one.

    What speaks of passages that were erased while the offers were made is left out.
    """
    connection.execute(sa.delete(OfferRow))
    if times_undone(connection):
        offers = _still_there(connection, offers)
    rows = [
        {
            "passage_id": each.passage_id,
            "code_id": each.code,
            "run_id": run_id,
            "probability": each.probability,
            "sure": each.sure,
            "reasons": json.dumps(each.reasons),
        }
        for each in offers
    ]
    if rows:
        connection.execute(sa.insert(OfferRow), rows)


def _still_there(connection: sa.Connection, offers: Iterable[Suggestion]) -> Iterator[Suggestion]:
    there = set(connection.scalars(sa.select(PassageRow.id)))
    for each in offers:
        reasons = tuple(name for name in each.reasons if name in there)
        if each.passage_id in there and bool(reasons) is bool(each.reasons):
            yield replace(each, reasons=reasons)


def offers(project: Project) -> tuple[Suggestion, ...]:
    """Return what was offered when offers were made last, the likeliest first."""
    return _read(project, sa.select(OfferRow.__table__))


def standing_offers(
    project: Project, code: str = "", *, most: int | None = None
) -> tuple[Suggestion, ...]:
    """Return the offers that still make sense, the likeliest first; of one code, when given.

    What was coded or refused since they were made is left out, as are codes that are gone.
    """
    return _read(project, _standing(sa.select(OfferRow.__table__), code).limit(most))


def count_by_code(project: Project, code: str = "", *, least: float = 0.0) -> dict[CodeId, int]:
    """Return how many offers of each code still make sense; of one code, when given.

    Parameters
    ----------
    least
        Only offers of this probability or more.
    """
    query = _standing(sa.select(OfferRow.code_id, sa.func.count()), code)
    query = query.where(OfferRow.probability >= least).group_by(OfferRow.code_id)
    with project.reading() as connection:
        return {CodeId(name): count for name, count in connection.execute(query)}


def count_offered(project: Project, code: str = "") -> int:
    """Return how many passages have a likely offer that still makes sense; of one code, if given."""
    distinct = sa.func.count(sa.distinct(OfferRow.passage_id))
    query = _standing(sa.select(distinct), code).where(OfferRow.probability >= LIKELY)
    with project.reading() as connection:
        return int(connection.scalar(query) or 0)


def likely_offered(project: Project) -> frozenset[PassageId]:
    """Return the passages that have a likely offer that still makes sense."""
    query = _standing(sa.select(OfferRow.passage_id).distinct(), "")
    with project.reading() as connection:
        return frozenset(connection.scalars(query.where(OfferRow.probability >= LIKELY)))


def _standing(query: sa.Select[*tuple[Any, ...]], code: str) -> sa.Select[*tuple[Any, ...]]:
    coded = sa.exists().where(
        CodingRow.passage_id == OfferRow.passage_id, CodingRow.code_id == OfferRow.code_id
    )
    refused = sa.exists().where(
        RefusalRow.passage_id == OfferRow.passage_id, RefusalRow.theme_id == OfferRow.code_id
    )
    there = sa.exists().where(CodeRow.id == OfferRow.code_id)
    query = query.where(there, ~coded, ~refused)
    return query.where(OfferRow.code_id == code) if code else query


def _read(project: Project, query: sa.Select[*tuple[Any, ...]]) -> tuple[Suggestion, ...]:
    likeliest = (OfferRow.probability.desc(), OfferRow.passage_id, OfferRow.code_id)
    with project.reading() as connection:
        return tuple(_suggestion(row) for row in connection.execute(query.order_by(*likeliest)))


def add_difference(connection: sa.Connection, difference: Difference) -> None:
    """Write what a run changed; a first run has nothing to be compared with."""
    pairs = [(kind, each) for kind in _KINDS for each in getattr(difference, kind)]
    rows = [
        {
            "run_id": difference.run,
            "position": position,
            "since": difference.since,
            "kind": kind,
            "theme": each.theme,
            "title": each.title,
            "passages": json.dumps(each.passages),
            "why": each.why,
        }
        for position, (kind, each) in enumerate(pairs)
    ]
    if rows:
        connection.execute(sa.insert(ShiftRow), rows)


def read_difference(project: Project, run_id: RunId) -> Difference:
    """Return what a run changed since the run before; empty when there is nothing to tell."""
    query = sa.select(ShiftRow.__table__).where(ShiftRow.run_id == run_id)
    with project.reading() as connection:
        rows = connection.execute(query.order_by(ShiftRow.position)).all()
    told: dict[str, list[Shift]] = {kind: [] for kind in _KINDS}
    for row in rows:
        told[row.kind].append(_shift(row))
    shifts = {kind: tuple(found) for kind, found in told.items()}
    return Difference(run=run_id, since=rows[0].since if rows else "", **shifts)


def _suggestion(row: sa.Row[Any]) -> Suggestion:
    return Suggestion(
        passage_id=row.passage_id,
        code=row.code_id,
        probability=row.probability,
        sure=row.sure,
        reasons=tuple(json.loads(row.reasons)),
    )


def _shift(row: sa.Row[Any]) -> Shift:
    return Shift(
        theme=row.theme, title=row.title, passages=tuple(json.loads(row.passages)), why=row.why
    )

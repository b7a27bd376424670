"""What runs left of erased passages: levels, evidence, differences, offers; and kept searches.

None of this is a decision, so it is changed in place, in the transaction of the erasure.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from workbench.domain.erasure import Eraser
from workbench.store.masks import hashes_as_read
from workbench.store.tables import (
    EvidenceRow,
    FactRow,
    LevelledRow,
    OfferRow,
    RunRow,
    ShiftRow,
    UnplacedRow,
    VectorRow,
)

_MANY = 500
_SEARCHES = "saved searches"


def forget_in_runs(connection: sa.Connection, eraser: Eraser) -> dict[str, int]:
    """Take erased passages and their words out of what runs left, and return how much of it went."""
    gone = sorted(eraser.gone)
    counts = {"unplaced": _delete(connection, UnplacedRow.passage_id, gone)}
    counts["offers"] = _delete(connection, OfferRow.passage_id, gone) + _offers(connection, eraser)
    counts["drafts"] = _evidence(connection, eraser)
    counts["levels"] = _levels(connection, eraser)
    _shifts(connection, eraser)
    _runs(connection, eraser)
    return counts


def forget_in_searches(connection: sa.Connection, eraser: Eraser) -> None:
    """Take erased words out of the searches that people kept."""
    kept = connection.scalar(sa.select(FactRow.value).where(FactRow.name == _SEARCHES))
    if kept is None:
        return
    cleaned = json.dumps([_search(each, eraser) for each in json.loads(kept)], ensure_ascii=False)
    connection.execute(sa.update(FactRow).where(FactRow.name == _SEARCHES).values(value=cleaned))


def forget_vectors(connection: sa.Connection, gone: Container[str]) -> int:
    """Delete the vectors that no passage but these is read by, and return how many."""
    kept = hashes_as_read(connection, but=gone)
    held = set(connection.scalars(sa.select(VectorRow.text_hash).distinct()))
    return _delete(connection, VectorRow.text_hash, sorted(held - kept))


def _search(plain: Mapping[str, Any], eraser: Eraser) -> dict[str, Any]:
    asked = plain["search"]
    where = [[name, eraser.text(value)] for name, value in asked["where"]]
    search = {**asked, "words": eraser.text(asked["words"]), "where": where}
    return {**plain, "name": eraser.text(plain["name"]), "search": search}


def _offers(connection: sa.Connection, eraser: Eraser) -> int:
    """Take erased passages out of the reasons of other offers; those with no other reason go."""
    query = sa.select(OfferRow.passage_id, OfferRow.code_id, OfferRow.reasons)
    emptied = 0
    for passage, code, reasons in connection.execute(query).all():
        before = json.loads(reasons)
        after = eraser.passages(before)
        if len(after) == len(before):
            continue
        mine = (OfferRow.passage_id == passage) & (OfferRow.code_id == code)
        emptied += not after
        connection.execute(
            sa.update(OfferRow).where(mine).values(reasons=json.dumps(after))
            if after
            else sa.delete(OfferRow).where(mine)
        )
    return emptied


def _evidence(connection: sa.Connection, eraser: Eraser) -> int:
    """Clean what is shown with candidates, and return how many drafts went."""
    drafts = 0
    for row in connection.execute(sa.select(EvidenceRow.__table__)).all():
        sources = json.loads(row.draft_sources)
        left = eraser.passages(sources)
        draft = eraser.draft(row.draft) if len(left) == len(sources) else ""
        drafts += draft != row.draft
        values = {
            "central": _json(eraser.passages(json.loads(row.central))),
            "edge": _json(eraser.passages(json.loads(row.edge))),
            "counter": None if row.counter in eraser.gone else row.counter,
            "draft": draft,
            "draft_sources": _json(left if draft else ()),
        }
        if any(getattr(row, name) != value for name, value in values.items()):
            mine = EvidenceRow.candidate_id == row.candidate_id
            connection.execute(sa.update(EvidenceRow).where(mine).values(values))
    return drafts


def _levels(connection: sa.Connection, eraser: Eraser) -> int:
    """Clean the candidates of every level, and return how many were left with nothing."""
    empty = []
    for row in connection.execute(sa.select(LevelledRow.__table__)).all():
        before = json.loads(row.members)
        after = [pair for pair in before if pair[0] not in eraser.gone]
        if before and not after:
            empty.append(row.candidate_id)
            continue
        values = {
            "title": eraser.title(row.title),
            "keywords": _json(eraser.keywords(json.loads(row.keywords))),
            "members": _json(after) if len(after) < len(before) else row.members,
        }
        if any(getattr(row, name) != value for name, value in values.items()):
            mine = LevelledRow.candidate_id == row.candidate_id
            connection.execute(sa.update(LevelledRow).where(mine).values(values))
    _delete(connection, EvidenceRow.candidate_id, empty)
    return _delete(connection, LevelledRow.candidate_id, empty)


def _shifts(connection: sa.Connection, eraser: Eraser) -> None:
    for row in connection.execute(sa.select(ShiftRow.__table__)).all():
        values = {
            "title": eraser.title(row.title),
            "passages": json.dumps(eraser.passages(json.loads(row.passages))),
            "why": eraser.told(row.why),
        }
        if any(getattr(row, name) != value for name, value in values.items()):
            mine = (ShiftRow.run_id == row.run_id) & (ShiftRow.position == row.position)
            connection.execute(sa.update(ShiftRow).where(mine).values(values))


def _runs(connection: sa.Connection, eraser: Eraser) -> None:
    for name, message in connection.execute(sa.select(RunRow.id, RunRow.message)).all():
        told = eraser.told(message)
        if told != message:
            connection.execute(sa.update(RunRow).where(RunRow.id == name).values(message=told))


def _delete(
    connection: sa.Connection, column: sa.orm.InstrumentedAttribute[str], names: Sequence[str]
) -> int:
    """Delete the rows of these names, and return how many there were."""
    table = column.class_
    return sum(
        connection.execute(sa.delete(table).where(column.in_(part))).rowcount
        for part in in_parts(names)
    )


def in_parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield names in parts that a statement can take."""
    for start in range(0, len(names), _MANY):
        yield names[start : start + _MANY]


def _json(value: Iterable[object]) -> str:
    return json.dumps(list(value), ensure_ascii=False, separators=(",", ":"))

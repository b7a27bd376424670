"""Texts that a corrected one has taken the place of: they stay, but nothing new is made of them.

Which those are is told by the log: an act of correcting that was not taken back. Their passages are
shown only while something that people judged still stands on them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from workbench.domain.candidates import WORKABLE
from workbench.domain.corrections import Correct
from workbench.domain.decisions import Redo, Undo
from workbench.domain.sources import PassageId, SourceId
from workbench.store.database import Project
from workbench.store.tables import (
    CandidateRow,
    CodingRow,
    DecisionRow,
    MemberRow,
    PassageRow,
    RefusalRow,
)

if TYPE_CHECKING:
    from workbench.store.material import Material

_SLICE = 500
#: What candidates in other states hold is shown when they are reopened.
_WORKED_ON = tuple(each.value for each in WORKABLE)


@dataclass(frozen=True, slots=True)
class Replaced:
    """Earlier sources with the ones in their place, and the passages of theirs that nothing holds."""

    sources: dict[SourceId, SourceId] = field(default_factory=dict)
    passages: frozenset[PassageId] = frozenset()


def in_force(project: Project, connection: sa.Connection, whole: Material) -> Material:
    """Return the texts without what corrected ones have taken the place of."""
    seq = connection.scalar(sa.select(sa.func.max(DecisionRow.seq)))
    known = project.cache.get("replaced")
    if known is None or known[0] != seq:
        known = project.cache["replaced"] = (seq, _replaced(connection))
    gone: Replaced = known[1]
    if not gone.sources:
        return whole
    kept = project.cache.get("material in force")
    if kept is None or kept[0] is not whole or kept[1] != gone:
        kept = project.cache["material in force"] = (whole, gone, _without(whole, gone))
    found: Material = kept[2]
    return found


def versions(connection: sa.Connection, sources: Sequence[SourceId]) -> tuple[SourceId, ...]:
    """Return sources with their earlier and corrected texts, also of acts that were taken back."""
    found = dict.fromkeys(sources)
    pairs = [pair for _, step in _acts(connection) for pair in step.get("sources", ())]
    grown = True
    while grown:
        more = [each for pair in pairs if not found.keys().isdisjoint(pair) for each in pair]
        grown = not found.keys() >= set(more)
        found |= dict.fromkeys(more)
    return tuple(found)


def _replaced(connection: sa.Connection) -> Replaced:
    standing: dict[str, dict[SourceId, SourceId]] = {}
    back: dict[str, dict[SourceId, SourceId]] = {}
    for name, step in _acts(connection):
        match step["verb"]:
            case Correct.verb:
                standing[name] = dict(step["sources"])
            case Undo.verb if step["decision"] in standing:
                back[step["decision"]] = standing.pop(step["decision"])
            case Redo.verb if step["decision"] in back:
                standing[step["decision"]] = back.pop(step["decision"])
    sources = {old: new for pairs in standing.values() for old, new in pairs.items()}
    return Replaced(sources, frozenset(_unheld(connection, list(sources))))


def _acts(connection: sa.Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the acts of correcting, undo and redo, with their ids; nothing where none was."""
    if not connection.scalar(sa.select(sa.exists().where(DecisionRow.verb == Correct.verb))):
        return
    wanted = DecisionRow.verb.in_((Correct.verb, Undo.verb, Redo.verb))
    query = sa.select(DecisionRow.id, DecisionRow.step).where(wanted).order_by(DecisionRow.seq)
    for name, step in connection.execute(query):
        yield name, json.loads(step)


def _unheld(connection: sa.Connection, sources: Sequence[SourceId]) -> Iterator[PassageId]:
    held = [
        sa.exists().where(CodingRow.passage_id == PassageRow.id),
        sa.exists().where(RefusalRow.passage_id == PassageRow.id),
        sa.exists().where(
            MemberRow.passage_id == PassageRow.id,
            MemberRow.candidate_id == CandidateRow.id,
            CandidateRow.status.in_(_WORKED_ON),
        ),
    ]
    for first in range(0, len(sources), _SLICE):
        some = sources[first : first + _SLICE]
        query = sa.select(PassageRow.id).where(PassageRow.source_id.in_(some), ~sa.or_(*held))
        yield from map(PassageId, connection.scalars(query))


def _without(whole: Material, gone: Replaced) -> Material:
    of_source = {
        source: [each for each in passages if each not in gone.passages]
        for source, passages in whole.of_source.items()
    }
    away = {source for source in gone.sources if not of_source.get(source)}
    return replace(
        whole,
        sources={name: each for name, each in whole.sources.items() if name not in away},
        passages={k: each for k, each in whole.passages.items() if k not in gone.passages},
        of_source={name: each for name, each in of_source.items() if name not in away},
        by_hand={k: each for k, each in whole.by_hand.items() if k not in gone.passages},
        earlier={name: whole.sources[name] for name in gone.sources if name in whole.sources},
        corrected=gone.sources,
    )

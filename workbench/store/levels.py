"""The levels of a run: every candidate that it saw, with its evidence, shown or not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from workbench.domain.candidates import CandidateId, RunId
from workbench.domain.decisions import Proposal
from workbench.domain.evidence import Evidence, Levelled
from workbench.domain.sources import PassageId
from workbench.store.database import Project
from workbench.store.tables import EvidenceRow, LevelledRow


def add_levels(connection: sa.Connection, run_id: RunId, levels: Iterable[Levelled]) -> None:
    """Write the candidates of a run, in the order of their levels."""
    given = list(levels)
    rows = [_levelled_row(run_id, position, each) for position, each in enumerate(given)]
    evidence = [_evidence_row(each.proposal.id, each.evidence) for each in given if each.evidence]
    if rows:
        connection.execute(sa.insert(LevelledRow), rows)
    if evidence:
        connection.execute(sa.insert(EvidenceRow), evidence)


def count_levels(project: Project, run_id: RunId) -> tuple[int, ...]:
    """Return how many candidates each level of a run has, the widest level first."""
    query = (
        sa.select(LevelledRow.level, sa.func.count())
        .where(LevelledRow.run_id == run_id)
        .group_by(LevelledRow.level)
        .order_by(LevelledRow.level)
    )
    with project.reading() as connection:
        return tuple(count for _, count in connection.execute(query))


def read_level(connection: sa.Connection, run_id: RunId, level: int) -> tuple[Proposal, ...]:
    """Return the candidates of one level of a run, as they were found."""
    query = (
        sa.select(LevelledRow.__table__)
        .where(LevelledRow.run_id == run_id, LevelledRow.level == level)
        .order_by(LevelledRow.position)
    )
    return tuple(_proposal(row) for row in connection.execute(query))


def find_levelled(project: Project, candidate: CandidateId) -> Levelled | None:
    """Return a candidate as its run left it; None for one that a person made."""
    query = (
        sa.select(LevelledRow.__table__, *_EVIDENCE)
        .join_from(LevelledRow, EvidenceRow, isouter=True)
        .where(LevelledRow.candidate_id == candidate)
    )
    with project.reading() as connection:
        row = connection.execute(query).first()
    return _levelled(row) if row else None


def level_of(project: Project, run_id: RunId, candidate: CandidateId) -> int | None:
    """Return the level at which a run saw a candidate; None when it did not."""
    query = sa.select(LevelledRow.level).where(
        LevelledRow.run_id == run_id, LevelledRow.candidate_id == candidate
    )
    with project.reading() as connection:
        return connection.scalar(query)


def parts_of(project: Project, candidate: CandidateId) -> tuple[Proposal, ...]:
    """Return the candidates of the next finer level that lie in a candidate."""
    query = (
        sa.select(LevelledRow.__table__)
        .where(LevelledRow.parent == candidate)
        .order_by(LevelledRow.position)
    )
    with project.reading() as connection:
        return tuple(_proposal(row) for row in connection.execute(query))


_EVIDENCE = (
    EvidenceRow.central,
    EvidenceRow.edge,
    EvidenceRow.counter,
    EvidenceRow.draft,
    EvidenceRow.draft_sources,
)


def _levelled_row(run_id: RunId, position: int, each: Levelled) -> dict[str, Any]:
    proposal = each.proposal
    return {
        "candidate_id": proposal.id,
        "run_id": run_id,
        "level": each.level,
        "position": position,
        "parent": each.parent,
        "title": proposal.title,
        "keywords": _json(proposal.keywords),
        "stability": proposal.stability,
        "members": _json(proposal.members),
    }


def _evidence_row(candidate: CandidateId, evidence: Evidence) -> dict[str, Any]:
    return {
        "candidate_id": candidate,
        "central": _json(evidence.central),
        "edge": _json(evidence.edge),
        "counter": evidence.counter,
        "draft": evidence.draft,
        "draft_sources": _json(evidence.draft_sources),
    }


def _proposal(row: sa.Row[Any]) -> Proposal:
    return Proposal(
        id=CandidateId(row.candidate_id),
        title=row.title,
        keywords=tuple(json.loads(row.keywords)),
        stability=row.stability,
        members=tuple((PassageId(name), score) for name, score in json.loads(row.members)),
    )


def _levelled(row: sa.Row[Any]) -> Levelled:
    evidence = None
    if row.central is not None:
        evidence = Evidence(
            central=tuple(json.loads(row.central)),
            edge=tuple(json.loads(row.edge)),
            counter=row.counter,
            draft=row.draft,
            draft_sources=tuple(json.loads(row.draft_sources)),
        )
    return Levelled(proposal=_proposal(row), level=row.level, parent=row.parent, evidence=evidence)


def _json(value: Sequence[object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

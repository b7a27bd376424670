"""Runs of the machine: what was proposed with what, and what it left over."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from workbench.domain.candidates import Run, RunId
from workbench.domain.sources import PassageId
from workbench.store.database import Project
from workbench.store.tables import RunRow, UnplacedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A passage that a run placed nowhere.

    `score` in [0, 1] is how near it is to `nearest`, the id of a candidate or code.
    """

    passage_id: PassageId
    nearest: str | None
    score: float


def add_run(connection: sa.Connection, run: Run, unplaced: Iterable[Unplaced]) -> None:
    """Write a run and what it left over."""
    row = {
        "id": run.id,
        "number": run.number,
        "recipe": run.recipe,
        "seed": run.seed,
        "verdict": run.verdict,
        "message": run.message,
        "n_passages": run.n_passages,
        "grain": run.grain,
        "created_at": run.created_at,
        "coder": run.coder,
        "versions": json.dumps(dict(run.versions), sort_keys=True),
    }
    connection.execute(sa.insert(RunRow), [row])
    rows = [
        {
            "run_id": run.id,
            "passage_id": each.passage_id,
            "nearest": each.nearest,
            "score": each.score,
        }
        for each in unplaced
    ]
    if rows:
        connection.execute(sa.insert(UnplacedRow), rows)


def runs(project: Project) -> tuple[Run, ...]:
    """Return the runs of a project, the first one first."""
    with project.reading() as connection:
        rows = connection.execute(sa.select(RunRow.__table__).order_by(RunRow.number)).all()
    return tuple(map(_run, rows))


def latest_run(project: Project) -> Run | None:
    """Return the last run of a project, or None when there was none."""
    query = sa.select(RunRow.__table__).order_by(RunRow.number.desc()).limit(1)
    with project.reading() as connection:
        row = connection.execute(query).first()
    return _run(row) if row else None


def _run(row: sa.Row[Any]) -> Run:
    return Run(
        id=RunId(row.id),
        number=row.number,
        recipe=row.recipe,
        seed=row.seed,
        verdict=row.verdict,
        message=row.message,
        n_passages=row.n_passages,
        grain=row.grain,
        created_at=row.created_at,
        coder=row.coder,
        versions=json.loads(row.versions),
    )


def unplaced(project: Project, run_id: RunId) -> dict[PassageId, Unplaced]:
    """Return what a run left over, by passage."""
    query = sa.select(UnplacedRow.__table__).where(UnplacedRow.run_id == run_id)
    with project.reading() as connection:
        rows = connection.execute(query).all()
    return {
        row.passage_id: Unplaced(passage_id=row.passage_id, nearest=row.nearest, score=row.score)
        for row in rows
    }

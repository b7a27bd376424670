"""Runs of the machine: what was proposed with what, what it left over, and cached vectors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from workbench.domain.candidates import CandidateId, Run, RunId
from workbench.domain.sources import PassageId
from workbench.store.database import Project
from workbench.store.tables import RunRow, UnplacedRow, VectorRow

#: SQLite takes at most 32,766 variables in a statement; some builds fewer.
_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A passage that a run placed nowhere; `score` in [0, 1] is its nearness to `nearest`."""

    passage_id: PassageId
    nearest: CandidateId | None
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


def read_vectors(
    connection: sa.Connection, hashes: Sequence[str], encoder_id: str
) -> dict[str, NDArray[np.float32]]:
    """Return the cached vectors among these texts, by text hash; each of shape (n_dimensions,)."""
    found: dict[str, NDArray[np.float32]] = {}
    for start in range(0, len(hashes), _BATCH):
        query = sa.select(VectorRow.text_hash, VectorRow.data).where(
            VectorRow.encoder_id == encoder_id,
            VectorRow.text_hash.in_(hashes[start : start + _BATCH]),
        )
        for text_hash, data in connection.execute(query):
            found[text_hash] = np.frombuffer(data, dtype="<f4").astype(np.float32)
    return found


def add_vectors(
    connection: sa.Connection, vectors: Mapping[str, NDArray[np.float32]], encoder_id: str
) -> None:
    """Cache vectors by text hash; those that another process cached meanwhile are left."""
    known = read_vectors(connection, list(vectors), encoder_id)
    rows = [
        {"text_hash": name, "encoder_id": encoder_id, "data": vector.astype("<f4").tobytes()}
        for name, vector in vectors.items()
        if name not in known
    ]
    if rows:
        connection.execute(sa.insert(VectorRow), rows)

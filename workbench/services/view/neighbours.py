"""View neighbours: the passages that read most like one, for coding by hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.domain.sources import PassageId
from workbench.domain.viewers import Right, needs
from workbench.errors import UnknownPassage
from workbench.services.view.passage_rows import passage_rows
from workbench.services.view.rows import PassageRow
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import material
from workbench.store.reading import kept_vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourRow:
    """A passage and how alike it reads, as the cosine of the two vectors, in [-1, 1]."""

    passage: PassageRow
    similarity: float


@needs(Right.SEE_WORDS)
def view_neighbours(
    project: Project, passage_id: str, *, most: int = 8
) -> tuple[NeighbourRow, ...]:
    """Return the passages nearest to one, the nearest first, with what holds them today.

    Only vectors that are kept count: nothing is returned before the machine has read anything, and
    for recipes whose vectors depend on each other.

    Raises
    ------
    UnknownPassage
        When the project has no such passage.
    """
    board, texts = ledger(project).board, material(project)
    wanted = PassageId(passage_id)
    if wanted not in texts.passages:
        raise UnknownPassage(wanted, "this project")
    names = list(texts.passages)
    vectors, kept = kept_vectors(project, list(texts.passages.values()))
    place = names.index(wanted)
    if not kept[place]:
        return ()
    similarity = vectors @ vectors[place]
    kept[place] = False
    order = [row for row in np.argsort(-similarity, kind="stable") if kept[row]][:most]
    rows = passage_rows(board, texts, [names[row] for row in order])
    return tuple(
        NeighbourRow(passage=passage, similarity=round(float(similarity[row]), 4))
        for passage, row in zip(rows, order, strict=True)
    )

"""The middle of every theme: which themes lie near which, and near which a passage lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from workbench.domain.board import Board
from workbench.domain.candidates import WORKABLE, Candidate
from workbench.domain.codebook import Code
from workbench.domain.draft import title_of
from workbench.domain.sources import PassageId
from workbench.domain.viewers import Right, needs
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import Material, material
from workbench.store.reading import Vectors, kept_vectors

#: Theme id -> what it held, of which texts, and the middle that was made of them.
_Kept = dict[str, tuple[object, object, NDArray[np.float32]]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Centres:
    """Themes that stand, with their middles as unit rows, shape (n_themes, n_dimensions)."""

    ids: tuple[str, ...]
    titles: tuple[str, ...]
    middles: NDArray[np.float32]

    def near(self, vector: NDArray[np.float32], *, but: str = "") -> list[tuple[int, float]]:
        """Return the places of the themes that lie nearest, with how alike they are."""
        alike = self.middles @ vector
        order = np.argsort(-np.round(alike, 6), kind="stable")
        return [(int(each), float(alike[each])) for each in order if self.ids[each] != but]


@needs(Right.SEE_WORDS)
def theme_centres(project: Project) -> Centres:
    """Return the middles of all themes that hold a passage the machine has read.

    A middle is counted anew only when what the theme holds is another object.
    """
    board, texts = ledger(project).board, material(project)
    kept: _Kept = project.cache.setdefault("theme middles", {})
    standing = [(each, _holds(board, each)) for each in _standing(board)]
    stale = [each for each, holds in standing if not _is_fresh(kept.get(each.id), holds, texts)]
    for theme, middle in zip(stale, _middles(project, board, texts, stale), strict=True):
        kept[theme.id] = (_holds(board, theme), texts, middle)
    found = [(each, kept[each.id][2]) for each, _ in standing if kept[each.id][2].any()]
    middles = [middle for _, middle in found]
    return Centres(
        ids=tuple(each.id for each, _ in found),
        titles=tuple(title_of(each) for each, _ in found),
        middles=np.stack(middles) if middles else np.zeros((0, 0), dtype=np.float32),
    )


@needs(Right.SEE_WORDS)
def nearest_themes(
    project: Project, passages: Sequence[PassageId], *, most: int = 3
) -> Mapping[PassageId, tuple[tuple[str, str], ...]]:
    """Return by passage the (id, title) of the themes that it lies nearest to, the nearest first.

    A passage that the machine has not read is not in it.
    """
    centres, texts = theme_centres(project), material(project)
    vectors, read = kept_vectors(project, [texts.passages[each] for each in passages])
    if not centres.ids:
        return {}
    return {
        passage: tuple((centres.ids[at], centres.titles[at]) for at, _ in centres.near(row)[:most])
        for passage, row, known in zip(passages, vectors, read, strict=True)
        if known
    }


@needs(Right.SEE_WORDS)
def read_of(
    project: Project, texts: Material, passages: Iterable[PassageId]
) -> tuple[list[PassageId], Vectors]:
    """Return those of the passages that the machine has read, and their vectors."""
    there = [each for each in passages if each in texts.passages]
    vectors, read = kept_vectors(project, [texts.passages[each] for each in there])
    return [name for name, known in zip(there, read, strict=True) if known], vectors[read]


def _standing(board: Board) -> Iterable[Candidate | Code]:
    yield from board.codes.values()
    yield from (each for each in board.candidates.values() if each.status in WORKABLE)


def _holds(board: Board, theme: Candidate | Code) -> object:
    if isinstance(theme, Candidate):
        return board.members.get(theme.id)
    return board.codings.get(theme.id)


def _is_fresh(known: tuple[object, object, object] | None, holds: object, texts: object) -> bool:
    return known is not None and known[0] is holds and known[1] is texts


def _middles(
    project: Project, board: Board, texts: Material, themes: Sequence[Candidate | Code]
) -> list[NDArray[np.float32]]:
    """Return a unit row for every theme; zeros where the machine has read nothing of it."""
    held = [board.passages_of(each.id) for each in themes]
    names, vectors = read_of(project, texts, dict.fromkeys(chain.from_iterable(held)))
    row = {name: place for place, name in enumerate(names)}
    found = []
    for passages in held:
        inside = [row[each] for each in passages if each in row]
        middle = vectors[inside].mean(axis=0) if inside else np.zeros(vectors.shape[1])
        found.append(np.asarray(middle / (np.linalg.norm(middle) or 1.0), dtype=np.float32))
    return found

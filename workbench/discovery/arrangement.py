"""Texts and vectors in, groups out: what there is to look at, before anything has words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.answers import Verdict
from workbench.discovery.chance import Encode
from workbench.discovery.landmarks import nearest_centre
from workbench.discovery.levels import Levels, everything, nested
from workbench.discovery.placement import place
from workbench.discovery.progress import Progress, silent, within
from workbench.discovery.recipes import ConsensusSpec, DensitySpec, Recipe
from workbench.discovery.verdicts import Passages, refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """Passages in groups that have no words yet.

    Attributes
    ----------
    passages
        The texts and which of them have content.
    levels
        Groups of those with content; None where there are none.
    early
        A verdict and its sentence, where there was no need to look as usual.
    seed
        What everything random followed from.
    """

    passages: Passages
    levels: Levels | None
    early: tuple[Verdict, str] | None
    seed: int

    @property
    def shown(self) -> NDArray[np.int64]:
        """Groups of the passages with content at the grain shown first; -1 for none."""
        placements = self.levels.placements[self.levels.chosen] if self.levels else None
        return placements.labels if placements else np.zeros(0, dtype=np.int64)

    def labels(self) -> NDArray[np.int64]:
        """Return the group of every text, -1 for none, shape (n_texts,)."""
        found = np.full(len(self.passages.texts), -1, dtype=np.int64)
        if self.levels is not None:
            found[self.passages.kept] = self.shown
        return found

    def nearest(self) -> NDArray[np.int64]:
        """Return the group that every text is in or nearest to; -1 for those without content."""
        found = self.labels()
        if self.levels is not None:
            kept = self.passages.kept
            left = kept[found[kept] < 0]
            centres = self.levels.placements[self.levels.chosen].centroids
            found[left] = nearest_centre(self.passages.vectors[left], centres)
        return found


def arrange(
    texts: Sequence[str],
    vectors: NDArray[np.float32],
    recipe: Recipe,
    *,
    encode: Encode | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
) -> Arrangement:
    """Group passages as :func:`~.pipeline.discover` does, and find no words for the groups.

    Raises
    ------
    ValueError
        The vectors have another shape than the texts and recipe ask for, or are not finite.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    _check(texts, vectors, recipe)
    chosen, tell = recipe.seed if seed is None else seed, progress or silent
    tell("Setting aside passages without content", 0.0)
    passages = Passages.with_content(texts, vectors)
    with threadpool_limits(limits=1):  # sums in another order would differ in the last digit
        early = refusal(passages, recipe, encode, seed=chosen, progress=within(tell, 0.01, 0.3))
        levels = _levels(passages, recipe, early, chosen, within(tell, 0.3, 1.0))
    return Arrangement(passages=passages, levels=levels, early=early, seed=chosen)


def _check(texts: Sequence[str], vectors: NDArray[np.float32], recipe: Recipe) -> None:
    wanted = (len(texts), recipe.encoder.n_dimensions)
    if vectors.shape != wanted:
        raise ValueError(f"vectors have shape {vectors.shape}, but {wanted} is needed")
    if not np.isfinite(vectors).all():
        raise ValueError("vectors hold a value that is not finite")


def _levels(
    passages: Passages,
    recipe: Recipe,
    early: tuple[Verdict, str] | None,
    seed: int,
    progress: Progress,
) -> Levels | None:
    """Return the groups of the passages with content, or None where there are none."""
    vectors, placing = passages.vectors[passages.kept], recipe.placement
    if early:
        return everything(vectors) if early[0] is Verdict.ALL_ALIKE else None
    match recipe.clusterer:
        case DensitySpec() as spec:
            from workbench.discovery.bertopic_adapter import bertopic_partition

            texts = passages.kept_texts
            partition = bertopic_partition(texts, vectors, spec, seed=seed, progress=progress)
            return _or_none(Levels(placements=(place(vectors, partition, placing),), chosen=0))
        case ConsensusSpec() as spec:
            return _or_none(nested(vectors, spec, placing, seed=seed, progress=progress))


def _or_none(levels: Levels) -> Levels | None:
    return levels if len(levels.placements[levels.chosen].centroids) else None

"""Texts and vectors in, proposals out: groups, and words for them. This module only composes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.answers import Discovery, Member, Proposal, Unplaced
from workbench.discovery.arrangement import Arrangement, arrange
from workbench.discovery.chance import Encode
from workbench.discovery.levels import Levels
from workbench.discovery.partitions import Vectors
from workbench.discovery.placement import Placement, rounded
from workbench.discovery.progress import Progress, pulsing, silent, within
from workbench.discovery.recipes import Recipe
from workbench.discovery.verdicts import Passages, summary
from workbench.discovery.versions import versions_of

if TYPE_CHECKING:
    from workbench.discovery.wording.rephrase import Rephraser


def discover(
    texts: Sequence[str],
    vectors: NDArray[np.float32],
    recipe: Recipe,
    *,
    encode: Encode | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
) -> Discovery:
    """Propose themes for passages, or say plainly that there are none.

    The same texts, vectors, recipe, seed and versions give the same answer, byte for byte.

    Parameters
    ----------
    texts
        The passages.
    vectors
        Their unit vectors from the recipe's encoder, shape (len(texts), n_dimensions).
    recipe
        The declared pipeline.
    encode
        Encodes more texts into the space of the vectors: with it, the passages are held against
        their own words dealt out at random; without it, against Gaussian noise, which asks for more.
    seed
        Instead of the recipe's own.
    progress
        Called with a sentence about the stage and the fraction done, in [0, 1].

    Raises
    ------
    ValueError
        The vectors have another shape than the texts and recipe ask for, or are not finite.
    InvalidLanguageModel
        ``WORKBENCH_LANGUAGE_MODEL`` names no address on this machine.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    tell = progress or silent
    found = arrange(
        texts, vectors, recipe, encode=encode, seed=seed, progress=within(tell, 0.0, 0.7)
    )
    with threadpool_limits(limits=1):  # sums in another order would differ in the last digit
        rephraser = _rephraser()
        levels = _in_words(found, recipe, rephraser, within(tell, 0.7, 0.98))
        unplaced = _unplaced(found)
    verdict, message = found.early or summary(found.shown, len(texts))
    tell("Done", 1.0)
    return Discovery(
        verdict=verdict,
        message=" ".join([message, *(rephraser.messages if rephraser else ())]),
        levels=levels,
        chosen=found.levels.chosen if found.levels else 0,
        unplaced=unplaced,
        recipe_id=recipe.id,
        seed=found.seed,
        versions=versions_of(recipe)
        | ({"language model": rephraser.model.version} if rephraser else {}),
    )


def _rephraser() -> Rephraser | None:
    """Return who puts titles and drafts in smoother words; nobody unless a person named a model."""
    from workbench.discovery.wording.local_model import local_model
    from workbench.discovery.wording.rephrase import Rephraser

    model = local_model()
    return Rephraser(model) if model else None


def _in_words(
    found: Arrangement, recipe: Recipe, rephraser: Rephraser | None, progress: Progress
) -> tuple[tuple[Proposal, ...], ...]:
    passages, levels = found.passages, found.levels
    if levels is None:
        return ()
    n_levels = len(levels.placements)
    return tuple(
        pulsing(
            lambda level=level: _worded(passages, levels, level, recipe, rephraser),  # type: ignore[misc]
            "Finding words for each candidate",
            within(progress, level / n_levels, (level + 1) / n_levels),
        )
        for level in range(n_levels)
    )


def _worded(
    passages: Passages,
    levels: Levels,
    level: int,
    recipe: Recipe,
    rephraser: Rephraser | None,
) -> tuple[Proposal, ...]:
    from workbench.discovery.naming import name_groups
    from workbench.discovery.wording.evidence import evidence_of, placed_back

    placement, kept = levels.placements[level], passages.kept
    read = placement.telling()
    rows, labels = kept[read], placement.labels[read]
    texts, vectors = [passages.texts[row] for row in rows], passages.vectors[rows]
    titles, draft = (rephraser.titles, rephraser.draft) if rephraser else (None, None)
    names = name_groups(texts, vectors, labels, recipe.keywords, rephrase=titles)
    evidence = evidence_of(texts, vectors, labels, names, rephrase=draft)
    return tuple(
        Proposal(
            title=name.title,
            keywords=name.keywords,
            members=_members(placement, group, kept),
            stability=rounded(float(placement.stability[group])),
            evidence=placed_back(evidence[group], rows),
            parent=parent,
        )
        for group, (name, parent) in enumerate(zip(names, levels.parents(level), strict=True))
    )


def _members(placement: Placement, group: int, kept: NDArray[np.int64]) -> tuple[Member, ...]:
    inside = np.flatnonzero(placement.labels == group)
    members = [
        Member(index=int(kept[i]), score=rounded(float(placement.scores[i]))) for i in inside
    ]
    return tuple(sorted(members, key=lambda member: (-member.score, member.index)))


def _unplaced(found: Arrangement) -> tuple[Unplaced, ...]:
    """List every passage in no proposal: with its nearest one, if it says anything at all."""
    vectors, near, left = (
        found.passages.vectors,
        found.nearest(),
        np.flatnonzero(found.labels() < 0),
    )
    scores = np.zeros(len(near))
    if found.levels is not None:
        has = left[near[left] >= 0]
        centres = found.levels.placements[found.levels.chosen].centroids
        scores[has] = _cosines(vectors[has], centres[near[has]])
    return tuple(
        Unplaced(
            index=index,
            nearest=int(near[index]) if near[index] >= 0 else None,
            score=rounded(float(scores[index])),
        )
        for index in left.tolist()
    )


def _cosines(vectors: Vectors, centres: Vectors) -> NDArray[np.float32]:
    return np.asarray(np.einsum("ij,ij->i", vectors, centres), dtype=np.float32)

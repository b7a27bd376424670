"""Candidates at three grains, cut from one tree, so that a finer one lies inside a wider one.

The middle grain decides who is placed at all; the other two only join its groups or take them
apart. So a facilitator can change the grain, and no passage appears or goes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.consensus import Agreement, agree, cut
from workbench.discovery.drawing import towards_neighbours
from workbench.discovery.landmarks import firmness, join, landmark_rows, nearest_centre
from workbench.discovery.partitions import Labels, Partition, Vectors, canonical
from workbench.discovery.placement import Placement, centroids_of, place
from workbench.discovery.progress import Progress, within
from workbench.discovery.recipes import ConsensusSpec, PlacementSpec
from workbench.discovery.stability import survival

#: Groups at each grain, as a multiple of the middle one; widest first.
GRAINS = (0.5, 1.0, 2.0)
MIDDLE = 1
_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The same passages, placed at one to three grains.

    Attributes
    ----------
    placements
        Widest first; each group of a finer one lies wholly inside one group of the wider one, and
        all place the same passages.
    chosen
        Which of them is shown first.
    """

    placements: tuple[Placement, ...]
    chosen: int

    def parents(self, level: int) -> tuple[int | None, ...]:
        """Return, for each group of a level, the group of the next wider level that holds it."""
        labels = self.placements[level].labels
        groups = range(int(labels.max(initial=-1)) + 1)
        if level == 0:
            return tuple(None for _ in groups)
        wider = self.placements[level - 1].labels
        return tuple(int(wider[np.argmax(labels == group)]) for group in groups)


def n_groups_for(n_passages: int) -> int:
    """Return about how many groups n passages are worth: the root, growing slower above 300.

    ``min(n ** (1 / 2), 2.588 * n ** (1 / 3), 60)``. Human coders use about the root of n codes on
    a workshop's passages (measured: 9 to 33 for 300) and hardly more on more; and nobody reads
    through more than sixty candidates.
    """
    return max(2, round(min(math.sqrt(n_passages), 2.588 * math.cbrt(n_passages), _MOST)))


def everything(vectors: Vectors) -> Levels:
    """Put all passages, shape (n, d), into one group, as firm as can be."""
    partition = Partition(
        labels=np.zeros(len(vectors), dtype=np.int64),
        strength=np.ones(len(vectors)),
        stability=np.ones(1),
    )
    everyone = PlacementSpec(min_score=0.0, min_members=1)
    return Levels(placements=(place(vectors, partition, everyone),), chosen=0)


def nested(
    vectors: Vectors,
    spec: ConsensusSpec,
    placing: PlacementSpec,
    *,
    seed: int,
    progress: Progress,
) -> Levels:
    """Group passages by consensus and cut its tree at three grains.

    Above ``spec.n_landmarks`` passages, a random sample is grouped so, and the others join.

    Parameters
    ----------
    vectors
        Unit vectors, shape (n, d), n at least 5.
    seed
        Everything random follows from it.
    """
    rows = landmark_rows(len(vectors), spec.n_landmarks, seed)
    sample, n_groups = vectors[rows], n_groups_for(len(vectors))
    told = within(progress, 0.0, 1.0 if len(rows) == len(vectors) else 0.7)
    agreement = agree(sample, n_groups, spec, seed=seed, progress=told)
    counts = tuple(max(2, round(share * n_groups)) for share in GRAINS)
    cuts = [cut(agreement.tree, count, placing.min_members) for count in counts]
    strengths = [_strength(agreement.together, labels) for labels in cuts]
    levels = settled(sample, cuts, strengths, placing)
    if len(rows) < len(vectors):
        levels = _joined(vectors, rows, levels, spec, placing, within(progress, 0.7, 1.0))
    return _with_stability(levels, agreement, rows, counts, placing)


def settled(
    vectors: Vectors,
    raws: Sequence[Labels],
    strengths: Sequence[NDArray[np.float64]],
    placing: PlacementSpec,
) -> Levels:
    """Let the middle grain decide who is placed, and make the others fit it.

    Parameters
    ----------
    raws, strengths
        Wide, middle and fine: groups, each (n,), finer inside wider, and how firmly each passage
        holds to its group, each (n,) in [0, 1].
    """
    wide, middle, fine = raws
    labels = place(vectors, _partition(middle, strengths[MIDDLE]), placing).labels
    fitted = (
        canonical(np.where(labels >= 0, wide, -1)),
        labels,
        fitted_parts(vectors, labels, fine, placing.min_members),
    )
    everyone = PlacementSpec(min_score=0.0, min_members=1)
    placements = [
        place(vectors, _partition(each, strength), everyone)
        for each, strength in zip(fitted, strengths, strict=True)
    ]
    return Levels(placements=tuple(placements), chosen=MIDDLE)


def _joined(
    vectors: Vectors,
    rows: NDArray[np.int64],
    known: Levels,
    spec: ConsensusSpec,
    placing: PlacementSpec,
    progress: Progress,
) -> Levels:
    """Let every passage join the nearest group of the sample: middle first, then a part of that."""
    middle, fine = known.placements[MIDDLE], known.placements[-1]
    if not len(middle.centroids):
        empty = np.full(len(vectors), -1, dtype=np.int64)
        return settled(vectors, [empty] * 3, [np.zeros(len(vectors))] * 3, placing)
    points = towards_neighbours(vectors, spec) if len(vectors) <= spec.n_drawn else vectors
    centres = [
        centroids_of(points[rows], each.labels, len(each.centroids)) for each in (middle, fine)
    ]
    labels = join(points, centres[0], progress)
    raws = (
        np.asarray(known.parents(MIDDLE), dtype=np.int64)[labels],
        labels,
        _parts_of(points, labels, centres[1], known.parents(MIDDLE + 1)),
    )
    return settled(vectors, raws, [firmness(vectors, each) for each in raws], placing)


def _parts_of(
    points: Vectors, labels: Labels, centres: Vectors, parents: Sequence[int | None]
) -> Labels:
    """Return for each point the nearest of the fine centres that belong to its group, shape (n,)."""
    found, belongs = np.zeros(len(points), dtype=np.int64), np.asarray(parents)
    for group in np.unique(labels).tolist():
        inside, own = np.flatnonzero(labels == group), np.flatnonzero(belongs == group)
        found[inside] = own[nearest_centre(points[inside], centres[own])]
    return found


def _with_stability(
    levels: Levels,
    agreement: Agreement,
    rows: NDArray[np.int64],
    counts: Sequence[int],
    placing: PlacementSpec,
) -> Levels:
    placements = []
    for each, count in zip(levels.placements, counts, strict=True):
        steady = survival(
            each.labels[rows],
            agreement.resamples,
            n_labels=len(each.centroids),
            n_groups=count,
            min_members=placing.min_members,
        )
        placements.append(replace(each, stability=steady))
    return replace(levels, placements=tuple(placements))


def fitted_parts(vectors: Vectors, parents: Labels, parts: Labels, min_members: int) -> Labels:
    """Take every parent apart along ``parts``; pieces too small join the nearest large one.

    Returns
    -------
    numpy.ndarray
        Shape (n,): canonical groups; -1 where ``parents`` is -1.
    """
    found = np.full(len(parents), -1, dtype=np.int64)
    start = 0
    for parent in range(int(parents.max(initial=-1)) + 1):
        inside = np.flatnonzero(parents == parent)
        found[inside] = start + _pieces(vectors[inside], parts[inside], min_members)
        start = int(found.max()) + 1
    return canonical(found)


def _pieces(vectors: Vectors, parts: Labels, min_members: int) -> Labels:
    names, pieces, sizes = np.unique(parts, return_inverse=True, return_counts=True)
    large = np.flatnonzero(sizes >= min_members)
    if len(large) < 2:
        return np.zeros(len(parts), dtype=np.int64)
    centres = np.stack([vectors[pieces == piece].mean(axis=0) for piece in range(len(names))])
    centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-12)
    goes = np.arange(len(names))
    for piece in np.flatnonzero(sizes < min_members):
        goes[piece] = large[int(np.argmax(centres[large] @ centres[piece]))]
    return np.asarray(goes[pieces], dtype=np.int64)


def _partition(labels: Labels, strength: NDArray[np.float64]) -> Partition:
    n_groups = int(labels.max(initial=-1)) + 1
    return Partition(labels=labels, strength=strength, stability=np.zeros(n_groups))


def _strength(together: NDArray[np.float32], labels: Labels) -> NDArray[np.float64]:
    """Return each passage's mean co-association with the rest of its group; alone it is 1."""
    strength = np.ones(len(labels))
    for group in range(int(labels.max(initial=-1)) + 1):
        members = np.flatnonzero(labels == group)
        if len(members) > 1:
            block = together[np.ix_(members, members)].astype(np.float64)
            strength[members] = (block.sum(axis=1) - 1.0) / (len(members) - 1)
    return np.clip(strength, 0.0, 1.0)

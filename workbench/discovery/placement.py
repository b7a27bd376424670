"""Who belongs to which proposal, how centrally, and who to none."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.encoders import unit_rows
from workbench.discovery.partitions import Labels, Partition, Vectors, canonical
from workbench.discovery.recipes import PlacementSpec

#: So many of a group's passages are read to find words for it, and so many that are in none.
_CENTRAL, _BORDER, _BACKGROUND = 100, 30, 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A partition after weak passages were let go.

    Attributes
    ----------
    labels
        Shape (n,): proposal of each passage, largest first; -1 where it is unplaced.
    scores
        Shape (n,): how central each passage is to its proposal, in [0, 1].
    stability
        Shape (n_proposals,).
    centroids
        Shape (n_proposals, d), unit length.
    """

    labels: Labels
    scores: NDArray[np.float64]
    stability: NDArray[np.float64]
    centroids: Vectors

    def telling(self) -> NDArray[np.int64]:
        """Return the passages that are read to find words, rising: of large groups not all.

        The most central ones and those on the border tell what a group is; thousands more cost
        minutes and change no title. Of the unplaced ones a stretch stands for the background.
        """
        ranked = np.lexsort((np.arange(len(self.labels)), -self.scores, self.labels))
        starts = np.searchsorted(self.labels[ranked], np.arange(-1, len(self.centroids) + 1))
        kept = [ranked[starts[0] : starts[1]][:_BACKGROUND]]
        for start, stop in pairwise(starts[1:].tolist()):
            border = max(start + _CENTRAL, stop - _BORDER)
            kept += [ranked[start : min(stop, start + _CENTRAL)], ranked[border:stop]]
        return np.sort(np.concatenate(kept))


def place(vectors: Vectors, partition: Partition, spec: PlacementSpec) -> Placement:
    """Score every passage and let the weak ones go.

    The score is half the cosine between a passage and the mean of its group's *other* members
    (negative counts as 0), half its ``strength`` in the partition (for consensus: how often the
    runs put it with its group's members). Passages under ``spec.min_score`` are unplaced; a group
    left with fewer than ``spec.min_members`` dissolves.
    """
    scores = _scores(vectors, partition)
    labels = np.where(scores >= spec.min_score, partition.labels, -1)
    for group in range(int(labels.max(initial=-1)) + 1):
        if (labels == group).sum() < spec.min_members:
            labels[labels == group] = -1
    tidy = canonical(labels)
    kept = [int(labels[tidy == group][0]) for group in range(int(tidy.max(initial=-1)) + 1)]
    return Placement(
        labels=tidy,
        scores=scores,
        stability=partition.stability[kept] if kept else np.zeros(0),
        centroids=centroids_of(vectors, tidy, int(tidy.max(initial=-1)) + 1),
    )


def rounded(score: float) -> float:
    """Clip to [0, 1] and round to six places, so that equal figures print equally."""
    return round(min(1.0, max(0.0, score)), 6)


def _scores(vectors: Vectors, partition: Partition) -> NDArray[np.float64]:
    cosines = np.zeros(len(vectors))
    for group in range(int(partition.labels.max(initial=-1)) + 1):
        members = np.flatnonzero(partition.labels == group)
        if len(members) > 1:
            own = vectors[members].astype(np.float64)
            others = unit_rows(own.sum(axis=0) - own).astype(np.float64)
            cosines[members] = np.einsum("ij,ij->i", own, others)
    scores = 0.5 * np.clip(cosines, 0, 1) + 0.5 * partition.strength
    return np.where(partition.labels >= 0, scores, 0.0)


def centroids_of(vectors: Vectors, labels: Labels, n_groups: int) -> Vectors:
    """Return the mean direction of each group, shape (n_groups, d); zero for an empty one."""
    sums = np.zeros((n_groups, vectors.shape[1]))
    for group in range(n_groups):
        sums[group] = vectors[labels == group].sum(axis=0, dtype=np.float64)
    return unit_rows(sums)

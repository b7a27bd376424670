"""What every clusterer gives back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """Groups of passages.

    Attributes
    ----------
    labels
        Shape (n,): the group of each passage, -1 where it has none.
    strength
        Shape (n,): how firmly each passage holds to its group, in [0, 1].
    stability
        Shape (n_groups,): how well each group holds together, in [0, 1].
    """

    labels: Labels
    strength: NDArray[np.float64]
    stability: NDArray[np.float64]


def canonical(labels: Labels) -> Labels:
    """Renumber groups by falling size, then by first member; -1 stays."""
    groups, first, sizes = np.unique(labels[labels >= 0], return_index=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    renumbered = np.full(labels.shape, -1, dtype=np.int64)
    for new, old in enumerate(order):
        renumbered[labels == groups[old]] = new
    return renumbered

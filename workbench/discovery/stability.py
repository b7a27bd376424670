"""How far a group survives resampling.

Hennig (2007), *Cluster-wise assessment of cluster stability*, Computational Statistics & Data
Analysis 52: in every bootstrap resample, the Jaccard similarity between the group (as far as it was
drawn) and the most similar group found there; the mean over the resamples. Under one half a group
is more often dissolved than found again.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.consensus import Resample, cut
from workbench.discovery.partitions import Labels


def survival(
    labels: Labels,
    resamples: Sequence[Resample],
    *,
    n_labels: int,
    n_groups: int,
    min_members: int,
) -> NDArray[np.float64]:
    """Return each group's mean best Jaccard over the resamples, shape (n_labels,).

    Parameters
    ----------
    labels
        Shape (n,): groups from 0; -1 for none.
    resamples
        Rows and trees; each tree is cut into as many groups as ``labels`` was cut from.
    n_labels
        How many groups there are; one that no labelled row is in has no stability, 0.
    n_groups, min_members
        How the trees are cut.
    """
    total = np.zeros(n_labels)
    seen = np.zeros_like(total)
    for each in resamples:
        found = cut(each.tree, n_groups, min_members)
        best, drawn = _best_jaccard(labels[each.rows], found, n_labels)
        total += best
        seen += drawn
    return np.asarray(np.divide(total, np.maximum(seen, 1.0)))


def _best_jaccard(
    labels: Labels, found: Labels, n_groups: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the best Jaccard of each group, and 1 for each group that was drawn at all."""
    both = np.zeros((n_groups + 1, int(found.max()) + 1))
    np.add.at(both, (labels, found), 1.0)  # -1 counts in the last row, which no group has
    counts, both = both.sum(axis=0), both[:n_groups]
    sizes = both.sum(axis=1)
    union = sizes[:, None] + counts[None, :] - both
    best = np.max(np.divide(both, np.maximum(union, 1.0)), axis=1, initial=0.0)
    return best, (sizes > 0).astype(np.float64)

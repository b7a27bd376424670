"""k-means without scikit-learn, whose import alone takes longer than all of a workshop's runs.

Lloyd (1982), *Least squares quantization in PCM*, from k rows drawn at random. One run on a
thousand rows takes a few milliseconds, so that hundreds of them cost no more than the import did.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.partitions import Labels, Vectors

_MOST_ROUNDS = 60


def lloyd(points: Vectors, k: int, random: np.random.Generator) -> Labels:
    """Group rows around k means.

    Parameters
    ----------
    points
        Shape (n, d).
    k
        Number of groups, at most n.
    random
        Draws the rows where the groups begin.

    Returns
    -------
    numpy.ndarray
        Shape (n,): groups from 0 to k - 1, each with a row.
    """
    rows = np.ascontiguousarray(points, dtype=np.float32)
    centres = rows[np.sort(random.permutation(len(rows))[:k])]
    labels = np.full(len(rows), -1, dtype=np.int64)
    for _ in range(_MOST_ROUNDS):
        gaps = _gaps(rows, centres)
        found = gaps.argmin(axis=1)
        if np.array_equal(found, labels):
            break
        labels = found
        _settle_the_empty(labels, gaps)
        centres = _means(rows, labels, k)
    return labels


def _gaps(rows: Vectors, centres: Vectors) -> NDArray[np.float32]:
    """Return squared distances less each row's own squared length, shape (n, k)."""
    gaps = rows @ (-2 * centres.T)
    gaps += np.einsum("ij,ij->i", centres, centres)
    return gaps


def _settle_the_empty(labels: Labels, gaps: NDArray[np.float32]) -> None:
    """Give each group without a row the row that lies worst in a group of several."""
    k = gaps.shape[1]
    sizes = np.bincount(labels, minlength=k)
    if sizes.all():
        return
    worst = iter(np.argsort(-gaps[np.arange(len(labels)), labels], kind="stable").tolist())
    for group in np.flatnonzero(sizes == 0).tolist():
        row = next((each for each in worst if sizes[labels[each]] > 1), None)
        if row is None:
            return
        sizes[labels[row]] -= 1
        labels[row], sizes[group] = group, 1


def _means(rows: Vectors, labels: Labels, k: int) -> Vectors:
    inside = np.zeros((k, len(rows)), dtype=np.float32)
    inside[labels, np.arange(len(rows))] = 1.0
    sizes = np.maximum(inside.sum(axis=1, keepdims=True), 1.0)
    return np.asarray(inside @ rows / sizes, dtype=np.float32)

"""A space in which passages that people put together lie closer, and parted ones further apart.

A light linear metric: directions in which passages of one code differ are shrunk, directions
along which people parted passages are stretched. After within-class covariance normalisation
(Hatch, Kajarekar & Stolcke 2006) and relevant component analysis (Bar-Hillel et al. 2005,
*Learning a Mahalanobis metric from equivalence constraints*), held firmly towards doing nothing:
with few decisions the space hardly moves, without any it does not. It is kept light on purpose:
grouping the passages left over (40 or 100 of 300 coded, codes seen and unseen) was neither better
nor worse beyond noise at this strength, and worse at ten times it.
"""

from __future__ import annotations

from itertools import islice

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.encoders import unit_rows
from workbench.discovery.learning.judged import Judged
from workbench.discovery.partitions import Vectors

#: How far directions are shrunk or stretched: a direction that holds the whole within-code (or
#: parted) scatter is scaled by sqrt(1 + d * strength) at most.
_SHRINK, _STRETCH = 0.1, 0.1
#: Differences at which half of the full strength is reached.
_HALF = 30.0
_MOST_DIFFERENCES = 4_000


def reshape(judged: Judged, vectors: Vectors) -> Vectors:
    """Return the vectors in the space that people's decisions suggest.

    Parameters
    ----------
    judged
        Its codes and pairs are the evidence.
    vectors
        Unit rows, shape (m, d), of any passages.

    Returns
    -------
    Vectors
        Unit rows, shape (m, d); the very same vectors where there is no evidence. Deterministic.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    near, far = _within(judged), _parted(judged)
    if not len(near) and not len(far):
        return vectors
    with threadpool_limits(limits=1):  # sums in another order would differ in the last digit
        mapped = _map(far, _STRETCH, power=0.5) @ _map(near, _SHRINK, power=-0.5)
        return unit_rows(vectors @ mapped.astype(np.float32))


def _within(judged: Judged) -> NDArray[np.float64]:
    """Return how coded passages differ from their code's mean, and pairs from each other."""
    points = judged.vectors.astype(np.float64)
    members = judged.members
    parts = [np.zeros((0, points.shape[1]))]
    for code in np.flatnonzero(members.sum(axis=0) > 1):
        own = points[members[:, code]]
        parts.append(own - own.mean(axis=0))
    parts.append(_differences(points, judged.together))
    return _bounded(np.vstack(parts))


def _parted(judged: Judged) -> NDArray[np.float64]:
    return _bounded(_differences(judged.vectors.astype(np.float64), judged.apart))


def _differences(
    points: NDArray[np.float64], pairs: tuple[tuple[int, int], ...]
) -> NDArray[np.float64]:
    taken = list(islice(pairs, _MOST_DIFFERENCES))
    left, right = [pair[0] for pair in taken], [pair[1] for pair in taken]
    found = (points[left] - points[right]) / np.sqrt(2.0)
    return np.asarray(found[np.linalg.norm(found, axis=1) > 1e-9])


def _bounded(differences: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return evenly chosen rows where there are very many; leave out those without length."""
    moved = np.asarray(differences[np.linalg.norm(differences, axis=1) > 1e-9])
    if len(moved) <= _MOST_DIFFERENCES:
        return moved
    chosen = np.linspace(0, len(moved) - 1, _MOST_DIFFERENCES).astype(np.int64)
    return np.asarray(moved[chosen])


def _map(differences: NDArray[np.float64], strength: float, *, power: float) -> NDArray[np.float64]:
    """Return (I + s d S)^power, S being the scatter of the differences with trace 1."""
    n_differences, n_dimensions = differences.shape
    still = np.eye(n_dimensions)
    if not n_differences:
        return still
    values, directions = _directions(differences)
    trust = n_differences / (n_differences + _HALF)
    factors = (1.0 + strength * trust * n_dimensions * values) ** power
    return np.asarray(still + directions * (factors - 1.0) @ directions.T)


def _directions(
    differences: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return shares of the scatter and their directions, by rows or dimensions, if fewer."""
    total = float((differences**2).sum())
    if len(differences) > differences.shape[1]:
        values, directions = np.linalg.eigh(differences.T @ differences / total)
        return np.maximum(values, 0.0), directions
    values, sides = np.linalg.eigh(differences @ differences.T / total)
    kept = values > 1e-12
    directions = differences.T @ sides[:, kept] / np.sqrt(values[kept] * total)
    return values[kept], directions

"""Who is most like whom: exactly among few, and among many by looking only where it can be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.landmarks import landmark_rows, nearest_centre
from workbench.discovery.progress import Progress, silent

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]

#: Up to so many everybody is compared with everybody.
_EXACT = 12_000
_BLOCK = 2_048
#: Among more, each is compared with the passages of so many of about sqrt(n) regions.
_REGIONS = 4
_SEED = 11
#: So many of a fixed set are looked for at once.
_NEAREST = 3
_STAGE = "Looking for what says similar things"


def most_alike(vectors: Vectors, count: int, progress: Progress = silent) -> Rows:
    """Return the rows of the `count` most similar others of each row, shape (n, count).

    Parameters
    ----------
    vectors
        Shape (n, d), n > count; their directions are compared, not their lengths.
    count
        How many; in no particular order.
    """
    unit = _unit(vectors)
    everybody = np.arange(len(unit))
    if len(unit) <= _EXACT:
        found = np.empty((len(unit), count), np.int64)
        for start in range(0, len(unit), _BLOCK):
            rows = everybody[start : start + _BLOCK]
            found[rows] = _best(unit, rows, everybody, count)
        return found
    return _by_regions(unit, count, progress)


def nearest_of(vectors: Vectors, others: Vectors) -> tuple[Rows, NDArray[np.float64]]:
    """Return the most similar few of `others` for each row, best first, and their cosines."""
    unit, fixed = _unit(vectors), _unit(others)
    nearest = np.empty((len(unit), _NEAREST), np.int64)
    likeness = np.empty((len(unit), _NEAREST))
    for start in range(0, len(unit), _BLOCK):
        here = slice(start, start + _BLOCK)
        cosines = unit[here] @ fixed.T
        every = np.arange(len(cosines))
        for rank in range(_NEAREST):
            best = cosines.argmax(axis=1)
            nearest[here, rank], likeness[here, rank] = best, cosines[every, best]
            cosines[every, best] = -2.0
    return nearest, likeness


def _by_regions(unit: Vectors, count: int, progress: Progress) -> Rows:
    centres = unit[landmark_rows(len(unit), round(len(unit) ** 0.5), _SEED)]
    region = nearest_centre(unit, centres)
    members = [np.flatnonzero(region == each) for each in range(len(centres))]
    beside = np.argsort(-(centres @ centres.T), axis=1, kind="stable")
    found = np.empty((len(unit), count), np.int64)
    for each, rows in enumerate(members):
        if each % 32 == 0:
            progress(_STAGE, each / len(members))
        looked_at = _enough(members, beside[each], count)
        for start in range(0, len(rows), _BLOCK):
            some = rows[start : start + _BLOCK]
            found[some] = _best(unit, some, looked_at, count)
    return found


def _enough(members: list[Rows], order: Rows, count: int) -> Rows:
    """Return who is in the nearest regions, so many that each finds `count` others."""
    chosen, total = [], 0
    for number, region in enumerate(order):
        if number >= _REGIONS and total > count:
            break
        chosen.append(members[region])
        total += len(members[region])
    return np.concatenate(chosen)


def _best(unit: Vectors, rows: Rows, looked_at: Rows, count: int) -> Rows:
    """Return the `count` most similar of those looked at for each row, itself left out."""
    cosines = unit[rows] @ unit[looked_at].T
    cosines[rows[:, None] == looked_at[None, :]] = -2.0
    return np.asarray(looked_at[np.argpartition(-cosines, count - 1, axis=1)[:, :count]])


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)

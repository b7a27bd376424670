"""More passages than a consensus can hold: group a sample with care, then let everybody join.

The centres of the sample's groups take in all passages, moving a little as they do (Lloyd 1982,
*Least squares quantization in PCM*; spherical as in Dhillon & Modha 2001, *Concept decompositions
for large sparse text data*). Time and memory grow with the number of passages and no faster.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.partitions import Labels, Vectors
from workbench.discovery.placement import centroids_of
from workbench.discovery.progress import Progress

_BLOCK = 8_192
_ROUNDS = 3
_STAGE = "Letting every passage join the nearest group"


def landmark_rows(n_passages: int, n_landmarks: int, seed: int) -> NDArray[np.int64]:
    """Return which passages stand for all, in order: every one, if they are not too many."""
    if n_passages <= n_landmarks:
        return np.arange(n_passages)
    return np.sort(np.random.default_rng(seed).permutation(n_passages)[:n_landmarks])


def join(vectors: Vectors, centres: Vectors, progress: Progress) -> Labels:
    """Return the group that each passage joins, shape (n,).

    Parameters
    ----------
    vectors
        Unit vectors, shape (n, d).
    centres
        Where the groups begin, shape (k, d), unit length; a group that loses everybody stays.
    """
    labels = nearest_centre(vectors, centres)
    for turn in range(_ROUNDS):
        progress(_STAGE, turn / _ROUNDS)
        moved = centroids_of(vectors, labels, len(centres))
        empty = ~np.asarray(moved.any(axis=1))
        moved[empty] = centres[empty]
        labels = nearest_centre(vectors, moved)
    return labels


def nearest_centre(vectors: Vectors, centres: Vectors) -> Labels:
    """Return the most similar centre of each row, shape (n,), the first of equals."""
    found = np.empty(len(vectors), dtype=np.int64)
    for start in range(0, len(vectors), _BLOCK):
        found[start : start + _BLOCK] = (vectors[start : start + _BLOCK] @ centres.T).argmax(axis=1)
    return found


def firmness(vectors: Vectors, labels: Labels) -> NDArray[np.float64]:
    """Return each passage's cosine to the centre of its group, shape (n,), in [0, 1]."""
    centres = centroids_of(vectors, labels, int(labels.max(initial=-1)) + 1)
    found = np.empty(len(vectors))
    for start in range(0, len(vectors), _BLOCK):
        here = slice(start, start + _BLOCK)
        found[here] = np.einsum("ij,ij->i", vectors[here], centres[labels[here]])
    return np.clip(found, 0.0, 1.0)

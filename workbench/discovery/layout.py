"""Passages laid out in the plane, so that near ones say similar things: a map to look at.

The layout is t-SNE (van der Maaten & Hinton 2008) with forces that take time in proportion to the
number of passages (see `forces`). It begins as the two main directions of the vectors, so that maps
of nearly the same texts look alike. Of very many passages some that were drawn by lot are laid out
first; everybody else comes to stand among the most similar of those (landmarks, as de Silva &
Tenenbaum 2004), and then all find their places together. No step is random and none depends on
what runs beside it: the same vectors give the same places, to the last bit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.forces import STAGE, Graph, settle
from workbench.discovery.landmarks import landmark_rows
from workbench.discovery.likeness import most_alike, nearest_of
from workbench.discovery.progress import Progress, silent, within

Vectors = NDArray[np.float32]
Places = NDArray[np.float64]

#: Goes up whenever the same vectors would get other places than before.
VERSION = 2
#: More different passages than this are laid out by landmarks.
_MOST = 12_000
_LANDMARKS = 5_000
_SEED = 7
#: More directions than this say nothing about who is near whom.
_DIRECTIONS = 50
_NEIGHBOURS = 15
_STEPS, _STEPS_TOGETHER = 300, 60
#: So few are laid out by their main directions alone.
_FEW = 8
#: How far equal passages stand apart, in shares of the map, and the angle from one to the next:
#: by the golden angle they fill a disc evenly.
_APART, _GOLDEN = 0.0016, np.pi * (3 - np.sqrt(5))
#: Of very many: how much is done when the first have places, and when it is known who is alike.
_FIRST, _ALIKE = 0.35, 0.55


def lay_out(vectors: Vectors, progress: Progress = silent) -> NDArray[np.float32]:
    """Return a place in [0, 1] x [0, 1] for each vector, shape (n, 2).

    Equal vectors stand close around one place, so that each can be seen and chosen.

    Parameters
    ----------
    vectors
        Unit vectors, shape (n, d); n may be 0.
    progress
        Called with a sentence and the fraction done; what it raises ends the work.
    """
    if not len(vectors):
        return np.zeros((0, 2), np.float32)
    first, back = _different(vectors)
    places = _framed(_laid_out(_main_directions(vectors[first]), progress))
    return _framed(_apart(places[back], back)).astype(np.float32)


def _different(vectors: Vectors) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first row of each different vector, and which of them every row is."""
    known: dict[bytes, int] = {}
    back = np.fromiter(
        (known.setdefault(row.tobytes(), len(known)) for row in vectors), np.int64, len(vectors)
    )
    return np.unique(back, return_index=True)[1], back


def _main_directions(vectors: Vectors) -> Vectors:
    """Return the vectors along their main directions, the widest first; two at least."""
    centred = vectors - vectors.mean(axis=0)
    _, directions = np.linalg.eigh((centred.T @ centred).astype(np.float64))
    kept = directions[:, ::-1][:, :_DIRECTIONS]
    # Which way round a direction points is left open by the arithmetic: its largest part decides.
    kept = kept * np.sign(kept[np.abs(kept).argmax(axis=0), np.arange(kept.shape[1])])
    found = centred @ kept.astype(np.float32)
    return np.pad(found, ((0, 0), (0, max(0, 2 - found.shape[1]))))


def _laid_out(reduced: Vectors, progress: Progress) -> Places:
    if len(reduced) <= _FEW:
        return reduced[:, :2].astype(np.float64)
    if len(reduced) <= _MOST:
        return _from_directions(reduced, progress)
    first = f"Finding places for the first {_LANDMARKS:,} of {len(reduced):,} passages"
    rows = landmark_rows(len(reduced), _LANDMARKS, _SEED)
    tell = within(progress, 0.0, _FIRST)
    landmarks = _from_directions(reduced[rows], lambda _, share: tell(first, share))
    places = _among(reduced, reduced[rows], landmarks)
    graph = Graph.of(most_alike(reduced, _NEIGHBOURS, within(progress, _FIRST, _ALIKE)))
    return settle(places, graph, _STEPS_TOGETHER, progress=within(progress, _ALIKE, 1.0))


def _from_directions(reduced: Vectors, progress: Progress) -> Places:
    """Return the places of passages that begin along their main directions."""
    progress(STAGE, 0.0)
    graph = Graph.of(most_alike(reduced, min(_NEIGHBOURS, len(reduced) - 1)))
    begin = reduced[:, :2].astype(np.float64)
    begin *= 0.01 / max(float(begin[:, 0].std()), 1e-12)
    return settle(begin, graph, _STEPS, progress=progress)


def _among(reduced: Vectors, landmarks: Vectors, places: Places) -> Places:
    """Return places in the middle of each passage's most similar landmarks, nearer ones first."""
    nearest, likeness = nearest_of(reduced, landmarks)
    weights = np.exp(20 * (likeness - likeness[:, :1]))
    weights /= weights.sum(axis=1, keepdims=True)
    return np.asarray(np.einsum("ij,ijk->ik", weights, places[nearest]))


def _apart(places: Places, back: NDArray[np.int64]) -> Places:
    """Return the places with equal passages on a small disc around theirs."""
    order = np.argsort(back, kind="stable")
    starts = np.flatnonzero(np.diff(back[order], prepend=-1))
    turn = np.empty(len(back))
    turn[order] = np.arange(len(back)) - np.repeat(starts, np.diff(starts, append=len(back)))
    away = _APART * np.sqrt(turn)
    steps = np.stack([away * np.cos(turn * _GOLDEN), away * np.sin(turn * _GOLDEN)], axis=1)
    return np.asarray(places + steps)


def _framed(places: Places) -> Places:
    """Return the places in the middle of [0, 1] x [0, 1], as large as fits, their shape kept."""
    low, high = places.min(axis=0), places.max(axis=0)
    size = float((high - low).max())
    return np.asarray(0.5 + (places - (low + high) / 2) / (size if size > 0 else 1.0))

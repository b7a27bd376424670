"""Suggestions: which code a passage may belong to, how likely, and which coded words say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.learning.calibration import calibrate
from workbench.discovery.learning.heads import learn
from workbench.discovery.learning.judged import Judged
from workbench.discovery.learning.strangers import strange_weights
from workbench.discovery.partitions import Vectors

Chances = NDArray[np.float64]

#: Passages that are learned from; of more, a sample drawn by the seed.
_MOST_ROWS = 4_000
#: Offers a passage, and what an offer after the first must at least reach.
_MOST_OFFERS, _WORTH_SAYING = 3, 0.1
#: Under this not even the best code is offered: the passage fits nowhere yet.
_FITS_NOWHERE = 0.05
#: From here on 72 % (noisy service comments) to 95 % (clean sets) of offers were right.
_SURE = 0.7
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One code suggested for one passage.

    Attributes
    ----------
    index
        The passage's row in the vectors given.
    code
        The code's number.
    probability
        How likely it fits, in [0, 1]: of offers at 0.7 about seven in ten are right.
    reasons
        Up to three judged rows with that code, nearest first.
    """

    index: int
    code: int
    probability: float
    reasons: tuple[int, ...] = ()


def offer(
    judged: Judged, vectors: Vectors, refused: tuple[frozenset[int], ...], *, seed: int
) -> tuple[Offer, ...]:
    """Suggest codes for passages, most likely first, each with its nearest coded passages.

    Parameters
    ----------
    judged
        What people have said so far.
    vectors
        Passages without a code, unit rows, shape (m, d).
    refused
        The codes that each of them was refused for: these are never offered.
    seed
        Draws the sample of judged passages when there are more than 4,000.

    Returns
    -------
    tuple of Offer
        Sorted by index, then the likeliest first; at most three a passage.

    Raises
    ------
    ValueError
        ``vectors`` and ``refused`` differ in length.
    """
    likely = chances(judged, vectors, refused, seed=seed)
    chosen = offers_of(likely)
    if not chosen:
        return ()
    near = _reasons(judged, vectors, chosen)
    return tuple(
        Offer(index=one.index, code=one.code, probability=one.probability, reasons=reasons)
        for one, reasons in zip(chosen, near, strict=True)
    )


def fits(offered: Offer) -> bool:
    """Say whether an offer is sure enough to keep its passage out of new candidates."""
    return offered.probability >= _SURE


def chances(
    judged: Judged, vectors: Vectors, refused: Sequence[frozenset[int]], *, seed: int
) -> Chances:
    """Return how likely each code fits each passage, shape (m, n_codes); 0 where refused.

    Codes that no judged passage has are 0 throughout. The parameters are those of `offer`.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    if len(vectors) != len(refused):
        raise ValueError(f"{len(vectors)} vectors, but {len(refused)} rows of refusals")
    likely = np.zeros((len(vectors), judged.n_codes))
    used = np.flatnonzero(judged.members.any(axis=0))
    if not len(used) or not len(vectors):
        return likely
    with threadpool_limits(limits=1):  # sums in another order would differ in the last digit
        likely[:, used] = _likely(_sample(judged, seed), vectors, used)
    for row, codes in enumerate(refused):
        likely[row, sorted(codes)] = 0.0
    return likely


def offers_of(likely: Chances) -> tuple[Offer, ...]:
    """Return the chances worth saying as offers without reasons, sorted as `offer` does."""
    if not likely.size:
        return ()
    ranked = np.argsort(-likely, axis=1, kind="stable")[:, :_MOST_OFFERS]
    values = np.take_along_axis(likely, ranked, axis=1).round(6)
    wanted = values >= _WORTH_SAYING
    wanted[:, 0] = values[:, 0] >= _FITS_NOWHERE
    return tuple(
        Offer(index=int(row), code=int(ranked[row, rank]), probability=float(values[row, rank]))
        for row, rank in np.argwhere(wanted)
    )


def _likely(judged: Judged, vectors: Vectors, used: NDArray[np.int64]) -> Chances:
    heads, members = learn(judged, background=vectors), judged.members[:, used]
    scores = heads.scores(vectors)[:, used]
    nearest = (vectors @ heads.prototypes[:, used]).max(axis=1)
    weights = strange_weights(heads.alike[:, used], members, nearest)
    curve = calibrate(heads.left_out[:, used], members, strangers=scores, weights=weights)
    return curve.probabilities(scores)


def _sample(judged: Judged, seed: int) -> Judged:
    if len(judged) <= _MOST_ROWS:
        return judged
    members = judged.members
    rare = members.sum(axis=0) <= _MOST_ROWS // (4 * max(1, judged.n_codes))
    kept = (members & rare).any(axis=1)
    rest = np.random.default_rng(seed).permutation(np.flatnonzero(~kept))
    rows = np.append(np.flatnonzero(kept), rest)[:_MOST_ROWS]
    return judged.only(np.sort(rows))


def _reasons(
    judged: Judged, vectors: Vectors, chosen: Sequence[Offer]
) -> tuple[tuple[int, ...], ...]:
    members = judged.members
    by_code: dict[int, list[int]] = {}
    for place, one in enumerate(chosen):
        by_code.setdefault(one.code, []).append(place)
    found: list[tuple[int, ...]] = [()] * len(chosen)
    for code, places in by_code.items():
        rows = np.flatnonzero(members[:, code])
        cosines = vectors[[chosen[place].index for place in places]] @ judged.vectors[rows].T
        nearest = np.argsort(-cosines, axis=1, kind="stable")[:, :_MOST_REASONS]
        for place, best in zip(places, nearest, strict=True):
            found[place] = tuple(int(row) for row in rows[best])
    return tuple(found)

"""Texts that are nearly the same, found by the stretches of letters that they share.

Each text becomes a set of hashed stretches of letters (shingles). A few smallest hashes under
many permutations (MinHash) say which texts may be alike; for those the share of stretches that
they have in common (Jaccard) is counted exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Small = NDArray[np.uint32]

#: Shares above this are told: an edited sentence in a paragraph, or a corrected name.
ALIKE = 0.7
#: Shorter texts are alike by chance ("Nothing to add.").
SHORTEST = 60
_SHINGLE = 5
_BANDS, _ROWS = 20, 4
_SLICE = 4_096
#: Texts that land in one band together with more are compared with the first of them alone.
_CROWD = 20


class Alike(NamedTuple):
    """Two texts by their places, the later one first, and the share that they have in common."""

    place: int
    like: int
    share: float


def find_alike(texts: Sequence[str], *, first_new: int = 0) -> list[Alike]:
    """Return, for each text from `first_new` on, the earlier text that is most like it, if any.

    Parameters
    ----------
    texts
        Earlier ones first; those of fewer than `SHORTEST` letters and digits are like none.
    first_new
        Where the texts begin that are asked about.
    """
    shingles = [_shingles(text) for text in texts]
    long_enough = [place for place, each in enumerate(shingles) if each.size]
    best: dict[int, Alike] = {}
    for later, earlier in sorted(_pairs(shingles, long_enough, first_new)):
        share = _share(shingles[later], shingles[earlier])
        if share >= ALIKE and (later not in best or share > best[later].share):
            best[later] = Alike(later, earlier, share)
    return [best[place] for place in sorted(best)]


def _shingles(text: str) -> Hashes:
    """Return the distinct hashes of a text's stretches of letters; none of a short one."""
    letters = "".join(filter(str.isalnum, text.casefold()))
    if len(letters) < SHORTEST:
        return np.empty(0, np.uint64)
    data = letters.encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(data, np.uint32).astype(np.uint64)
    count = codes.size - _SHINGLE + 1
    hashed = np.zeros(count, np.uint64)
    for offset in range(_SHINGLE):
        # Wraps around at 2**64, as hashes do.
        hashed = hashed * np.uint64(0x9E3779B97F4A7C15) + codes[offset : offset + count]
    hashed ^= hashed >> np.uint64(29)
    hashed *= np.uint64(0xBF58476D1CE4E5B9)
    return np.unique(hashed)


def _pairs(
    shingles: Sequence[Hashes], places: Sequence[int], first_new: int
) -> Iterator[tuple[int, int]]:
    """Yield pairs (later, earlier) that share a band of smallest hashes, each pair once."""
    if not places or places[-1] < first_new:
        return
    signatures = np.stack([_signature(shingles[place]) for place in places])
    seen: set[tuple[int, int]] = set()
    for band in range(_BANDS):
        rows = signatures[:, band * _ROWS : (band + 1) * _ROWS]
        for group in _equal(rows):
            members = [places[index] for index in group]
            for pair in _within(members, first_new):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _within(members: Sequence[int], first_new: int) -> Iterator[tuple[int, int]]:
    for index, later in enumerate(members):
        if later >= first_new:
            earlier = members[:index] if len(members) <= _CROWD else members[: min(index, 1)]
            yield from ((later, each) for each in earlier)


def _signature(shingles: Hashes) -> Small:
    """Return the smallest hash under each permutation, shape (bands x rows,)."""
    small = (shingles >> np.uint64(32)).astype(np.uint32)
    best = np.full(_BANDS * _ROWS, np.iinfo(np.uint32).max, np.uint32)
    for start in range(0, small.size, _SLICE):
        # An odd factor permutes all numbers of 32 bits.
        permuted = _FACTORS[:, None] * small[start : start + _SLICE] ^ _MASKS[:, None]
        np.minimum(best, permuted.min(axis=1), out=best)
    return best


def _equal(rows: Small) -> Iterator[list[int]]:
    """Yield the places of equal rows, in order, for those that are not alone."""
    _, inverse = np.unique(rows, axis=0, return_inverse=True)
    order = np.argsort(inverse.ravel(), kind="stable")
    borders = np.flatnonzero(np.diff(inverse.ravel()[order])) + 1
    for group in np.split(order, borders):
        if group.size > 1:
            yield group.tolist()


def _share(left: Hashes, right: Hashes) -> float:
    common = np.intersect1d(left, right, assume_unique=True).size
    return common / (left.size + right.size - common)


_DICE = np.random.default_rng(7226)
_FACTORS = _DICE.integers(0, 2**31, _BANDS * _ROWS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
_MASKS = _DICE.integers(0, 2**32, _BANDS * _ROWS, dtype=np.uint32)

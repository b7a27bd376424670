"""Distil a static table from a sentence encoder, once, on this machine.

After Tulkens & van Dongen (2024), *Model2Vec*: every word piece of the vocabulary goes through the
encoder by itself, principal components make the vectors narrower, and the rank of a word piece in
the vocabulary stands for its frequency (Zipf), which decides its weight. Their method ends there.
Here the table then learns how the encoder puts words together: a few thousand bags of words drawn
at random (Zipf again) go through the encoder, and one ridge regression from the mean of the word
pieces to the encoder's vector is multiplied into the table. It needs no text of anybody's and took
k-means on hand-coded comments about a third of the way back to the encoder itself (see CARD.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.progress import Progress, within
from workbench.discovery.static_table import StaticTable

Means = Callable[[NDArray[np.int64]], NDArray[np.float64]]
Wide = NDArray[np.float64]

#: Changed with anything here that changes the result: it is part of the key of what is kept.
METHOD = 1
_BATCH = 64
_LENGTHS = (4, 8, 16)
_BAGS = 1_000
_ZIPF = 0.8
_RIDGE = 1.0
_SEED = 20240229
_STAGE = "Preparing the fast encoder, once on this machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The vocabulary: how many pieces, which are pieces of words, which are whole words.

    ``start`` and ``end`` stand around every text. ``ranks`` has shape (n_pieces,) and is 0 for
    what is no piece of a word.
    """

    ranks: NDArray[np.int64]
    whole: NDArray[np.int64]
    start: int
    end: int


def words_of_tokenizer(tokenizer: Any) -> Words:  # noqa: ANN401 - tokenizers has no types
    """Read the vocabulary of a BERT tokenizer, whose pieces stand in order of frequency."""
    pieces = [tokenizer.id_to_token(place) or "" for place in range(tokenizer.get_vocab_size())]
    real = np.array([bool(piece) and not piece.startswith("[") for piece in pieces])
    whole = [
        place
        for place, piece in enumerate(pieces)
        if len(piece) > 1 and piece.isascii() and piece.isalpha()
    ]
    return Words(
        ranks=np.where(real, np.cumsum(real), 0),
        whole=np.asarray(whole, dtype=np.int64),
        start=pieces.index("[CLS]"),
        end=pieces.index("[SEP]"),
    )


def distil(means: Means, words: Words, n_dimensions: int, progress: Progress) -> StaticTable:
    """Distil a table.

    Parameters
    ----------
    means
        The encoder: word pieces of texts of one length, shape (n, length), to the mean of the
        network's last layer, shape (n, d).
    n_dimensions
        Of the table; at most d.
    progress
        Called with the fraction done; what it raises ends the work.
    """
    alone = _alone(means, words, within(progress, 0.0, 0.6))
    narrow = _narrow(alone, words, n_dimensions)
    weights = np.where(words.ranks > 0, np.log1p(words.ranks), 0.0)
    bags = _bags(words)
    taught = _together(means, words, bags, within(progress, 0.6, 1.0))
    given = np.vstack([_mean_of(narrow, weights, bag) for bag in bags])
    middle, turn, common = _learn(given, taught, n_dimensions)
    pieces = np.where(words.ranks[:, None] > 0, (narrow - middle) @ turn, 0.0)
    progress(_STAGE, 1.0)
    return StaticTable(
        pieces=pieces.astype(np.float32),
        weights=weights.astype(np.float32),
        common=common.astype(np.float32),
    )


def _alone(means: Means, words: Words, progress: Progress) -> Wide:
    """Return the encoder's vector of each word piece by itself, shape (n_pieces, d)."""
    known = np.flatnonzero(words.ranks)
    found = _through(means, _between(words, known[:, None]), progress)
    vectors = np.zeros((len(words.ranks), found.shape[1]))
    vectors[known] = found
    return vectors


def _between(words: Words, ids: NDArray[np.int64]) -> NDArray[np.int64]:
    edge = np.ones((len(ids), 1), dtype=np.int64)
    return np.hstack([words.start * edge, ids, words.end * edge])


def _through(means: Means, ids: NDArray[np.int64], progress: Progress) -> Wide:
    # Batches are always the same ones, however many processors there are.
    starts = range(0, len(ids), _BATCH)
    found: list[Wide] = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for few in _few(starts):
            found += pool.map(lambda start: means(ids[start : start + _BATCH]), few)
            progress(_STAGE, min(1.0, (few[-1] + _BATCH) / len(ids)))
    return np.vstack(found)


def _few(starts: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(starts), 4):
        yield starts[first : first + 4]


def _narrow(vectors: Wide, words: Words, n_dimensions: int) -> Wide:
    known = words.ranks > 0
    centred = vectors - vectors[known].mean(axis=0)
    return np.asarray(centred @ _axes(centred[known], n_dimensions))


def _axes(centred: Wide, n_dimensions: int) -> Wide:
    """Return the first principal axes, each turned so that its largest entry is positive."""
    axes = np.linalg.eigh(centred.T @ centred)[1][:, ::-1][:, :n_dimensions]
    peaks = axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])]
    return np.asarray(axes * np.where(peaks < 0, -1.0, 1.0))


def _bags(words: Words) -> list[NDArray[np.int64]]:
    random = np.random.default_rng(_SEED)
    chances = 1.0 / np.arange(1, len(words.whole) + 1) ** _ZIPF
    chances /= chances.sum()
    return [
        words.whole[random.choice(len(words.whole), size=(_BAGS, length), p=chances)]
        for length in _LENGTHS
    ]


def _together(
    means: Means, words: Words, bags: Sequence[NDArray[np.int64]], progress: Progress
) -> Wide:
    """Return the encoder's unit vectors of whole bags, shape (n_bags, d)."""
    found, done = [], np.cumsum([0, *_LENGTHS]) / sum(_LENGTHS)
    for bag, low, high in zip(bags, done[:-1], done[1:], strict=True):
        found.append(_through(means, _between(words, bag), within(progress, low, high)))
    vectors = np.vstack(found)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def _mean_of(vectors: Wide, weights: Wide, bag: NDArray[np.int64]) -> Wide:
    heavy = weights[bag]
    return np.asarray(np.einsum("ij,ijk->ik", heavy, vectors[bag]) / heavy.sum(axis=1)[:, None])


def _learn(given: Wide, taught: Wide, n_dimensions: int) -> tuple[Wide, Wide, Wide]:
    """Return middle, turn and common, so that ``(given - middle) @ turn + common`` is taught.

    The encoder's vectors are seen along their principal axes, which keeps their cosines.
    """
    seen = taught @ _axes(taught - taught.mean(axis=0), n_dimensions)
    middle, common = given.mean(axis=0), seen.mean(axis=0)
    size = float(np.linalg.norm(given - middle, axis=1).mean())
    scaled = (given - middle) / size
    gram = scaled.T @ scaled + _RIDGE * np.eye(scaled.shape[1])
    turn = np.linalg.solve(gram, scaled.T @ (seen - common)) / size
    return middle, turn, common

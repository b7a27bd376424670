"""Cut one group of passages in two or three, with words for every part: the same cut every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from workbench.discovery.contrast import contrast
from workbench.discovery.keywords import choose_keywords
from workbench.discovery.lloyd import lloyd
from workbench.discovery.naming import GroupName
from workbench.discovery.partitions import Labels, Vectors
from workbench.discovery.phrases import learn_vocabulary
from workbench.discovery.wording.people import never_small
from workbench.discovery.wording.titles import choose_titles
from workbench.discovery.words import GENERAL

_STARTS = 8
_SEED = 7
_RANKED = 40
_WORDS = 6


def cut(vectors: Vectors, parts: int) -> Labels:
    """Cut rows in so many parts, the largest part first.

    Of several cuts around means, from starts that are always the same, the closest one is taken.

    Parameters
    ----------
    vectors
        Shape (n, d).
    parts
        How many, at most n.

    Returns
    -------
    numpy.ndarray
        Shape (n,): parts from 0 to ``parts - 1``.
    """
    rows = vectors - vectors.mean(axis=0)
    found = [lloyd(rows, parts, np.random.default_rng(_SEED + each)) for each in range(_STARTS)]
    return _largest_first(min(found, key=lambda labels: _spread(rows, labels)))


def central(vectors: Vectors, labels: Labels, part: int) -> list[int]:
    """Return the rows of a part, the nearest to its middle first."""
    inside = np.flatnonzero(labels == part)
    middle = vectors[inside].mean(axis=0)
    return [int(each) for each in inside[np.argsort(-(vectors[inside] @ middle), kind="stable")]]


def name_parts(
    texts: Sequence[str], vectors: Vectors, labels: Labels, *, fillers: Iterable[str] = ()
) -> tuple[GroupName, ...]:
    """Return words and a working title for every part, by what tells it from the other parts.

    `fillers` are words that say nothing here.
    """
    words = list(_words(texts, vectors, labels, fillers))
    titles = choose_titles([()] * len(words), words)
    return tuple(GroupName(title=t, keywords=w) for t, w in zip(titles, words, strict=True))


def words_against(
    texts: Sequence[str], others: Sequence[str], *, fillers: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the words by which texts differ from others, the strongest first."""
    if not texts or not others:
        return ()
    both = [*texts, *others]
    labels = np.repeat(np.array([0, 1], dtype=np.int64), [len(texts), len(others)])
    # No direction: only how often a word is said counts here.
    alike = np.ones((len(both), 1), dtype=np.float32)
    return next(_words(both, alike, labels, fillers))


def _words(
    texts: Sequence[str], vectors: Vectors, labels: Labels, fillers: Iterable[str]
) -> Iterator[tuple[str, ...]]:
    # A word that may be somebody's name must not become a title.
    vocabulary = learn_vocabulary(texts, {*GENERAL, *fillers, *never_small(texts)})
    terms = contrast(texts, vectors, labels, vocabulary.phrases)
    for part in range(int(labels.max()) + 1):
        yield choose_keywords(terms.ranked(part, _RANKED), terms.spread(part), _WORDS)


def _spread(rows: Vectors, labels: Labels) -> float:
    parts = [rows[labels == part] for part in np.unique(labels)]
    return round(float(sum(((each - each.mean(axis=0)) ** 2).sum() for each in parts)), 6)


def _largest_first(labels: Labels) -> Labels:
    sizes = np.bincount(labels)
    firsts = [int(np.argmax(labels == part)) for part in range(len(sizes))]
    order = sorted(range(len(sizes)), key=lambda part: (-sizes[part], firsts[part]))
    places = np.empty(len(sizes), dtype=np.int64)
    places[order] = np.arange(len(sizes))
    return np.asarray(places[labels], dtype=np.int64)

"""How good a grouping is: against people's codes, against itself resampled, and in its titles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.partitions import Labels, Vectors

#: A code with fewer passages than this in a draw cannot have a candidate of its own.
FEWEST_PASSAGES = 3

Group = Callable[[Sequence[int]], Labels]


def agreement(codes: Sequence[frozenset[str]], labels: Labels) -> float:
    """Return adjusted mutual information of groups with people's codes, at most 1, by chance 0.

    Vinh, Epps & Bailey (2010), *Information theoretic measures for clusterings comparison*, JMLR
    11. A text with several codes counts once for each.

    Parameters
    ----------
    codes, labels
        One set of codes, and one group, a text; -1 is a group like any other.
    """
    from sklearn.metrics import adjusted_mutual_info_score

    pairs = [(code, int(label)) for row, label in zip(codes, labels, strict=True) for code in row]
    named, grouped = zip(*pairs, strict=True)
    return float(adjusted_mutual_info_score(named, grouped))


def resampled_agreement(
    rows: Sequence[int], labels: Labels, group: Group, *, n_resamples: int, seed: int
) -> float:
    """Return how much of a grouping comes back on bootstrap resamples: mean adjusted Rand index.

    Hubert & Arabie (1985), *Comparing partitions*. A resample is as many texts as there are, drawn
    with replacement, each kept once; the groups found in it are held against those that the same
    texts had among all.

    Parameters
    ----------
    rows, labels
        The texts and their groups.
    group
        Groups any of the rows.
    """
    from sklearn.metrics import adjusted_rand_score

    random, scores = np.random.default_rng([seed, 77]), []
    for _ in range(n_resamples):
        drawn = np.unique(random.integers(len(rows), size=len(rows)))
        again = group([rows[place] for place in drawn])
        scores.append(float(adjusted_rand_score(labels[drawn], again)))
    return float(np.mean(scores))


def title_accuracy(
    codes: Sequence[frozenset[str]],
    labels: Labels,
    titles: Vectors,
    meanings: Callable[[Sequence[str]], Vectors],
) -> float | None:
    """Return how often a code's own meaning finds its candidate by the title alone.

    The candidate that is right for a code holds most of its passages (of equals, the first); it is
    found when no other title lies nearer to the meaning.

    Parameters
    ----------
    titles
        Unit vectors of the titles, shape (n_groups, d).
    meanings
        Returns unit vectors for what codes mean, shape (n_codes, d).

    Returns
    -------
    float or None
        In [0, 1], over the codes with three passages or more in groups; None where there is none.
    """
    held = _held(codes, labels, len(titles))
    asked = sorted(code for code, counts in held.items() if counts.sum() >= FEWEST_PASSAGES)
    if not asked:
        return None
    nearest = (meanings(asked) @ titles.T).argmax(axis=1)
    right = [int(held[code].argmax()) for code in asked]
    return float(np.mean(nearest == np.asarray(right)))


def _held(
    codes: Sequence[frozenset[str]], labels: Labels, n_groups: int
) -> dict[str, NDArray[np.int64]]:
    """Return how many passages of each code every group holds."""
    held: dict[str, NDArray[np.int64]] = {}
    for row, label in zip(codes, labels, strict=True):
        for code in row:
            counts = held.setdefault(code, np.zeros(n_groups, dtype=np.int64))
            if label >= 0:
                counts[label] += 1
    return held

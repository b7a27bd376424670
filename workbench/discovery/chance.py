"""Whether passages gather more than their own words would by chance.

The passages are split in two at random. The words of the one half are dealt out anew to texts of
the same lengths, and embedded by the same encoder: the same subject, the same loud words, but
nothing that anybody said. If the passages hold no more than their words, the real half and the dealt
half lie equally near to the other half; passages with themes find their like there, deals do not.
(A permutation test; see Good 2005, *Permutation, Parametric and Bootstrap Tests of Hypotheses*,
chapter 3. What is dealt never stands on both sides, or its own words would draw it near.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from workbench.discovery.encoders import unit_rows
from workbench.discovery.partitions import Vectors
from workbench.discovery.progress import Progress

Encode = Callable[[Sequence[str]], Vectors]

#: So many dealt passages are embedded at most: more splits of few passages, one of many.
_DEALT = 96
#: How much nearer, in mean cosine, real passages must lie to their like than deals do. Deals
#: themselves came out with a mean of 0.00 and a standard deviation of 0.009 (20 passages) to
#: 0.006 (200).
_MARGIN = 0.018
_NEAREST = 3
_MOST_NEAR = 4_000
_STAGE = "Checking that there is more than chance"


def stands_out(
    texts: Sequence[str],
    vectors: Vectors,
    encode: Encode,
    *,
    seed: int,
    progress: Progress,
) -> bool:
    """Tell whether passages gather more than their own words dealt out at random.

    Parameters
    ----------
    texts
        Passages that all differ, at least four.
    vectors
        Their unit vectors, shape (len(texts), n_dimensions).
    encode
        Encodes more texts into the same space.
    """
    return excess(texts, vectors, encode, seed=seed, progress=progress) > _MARGIN


def excess(
    texts: Sequence[str], vectors: Vectors, encode: Encode, *, seed: int, progress: Progress
) -> float:
    """Return how much nearer to their like real passages lie than dealt ones, in mean cosine."""
    random = np.random.default_rng(seed)
    half = min(len(texts) // 2, _DEALT)
    n_splits, found = max(1, _DEALT // half), []
    for split in range(n_splits):
        order = random.permutation(len(texts))
        drawn, others = order[:half], order[len(texts) // 2 :][:_MOST_NEAR]
        dealt = encode(deal_out([texts[index].split() for index in drawn], random))
        centre = vectors[others].mean(axis=0, dtype=np.float64)
        like = unit_rows(vectors[others] - centre)
        real = _nearness(unit_rows(vectors[drawn] - centre), like)
        found.append(real - _nearness(unit_rows(dealt - centre), like))
        progress(_STAGE, (split + 1) / n_splits)
    return float(np.mean(found))


def deal_out(words: Sequence[Sequence[str]], random: np.random.Generator) -> list[str]:
    """Return texts of the same numbers of words, all words dealt out at random."""
    pool = [word for text in words for word in text]
    order = iter(random.permutation(len(pool)))
    return [" ".join(pool[next(order)] for _ in text) for text in words]


def _nearness(rows: Vectors, others: Vectors) -> float:
    """Return the mean cosine of each row to the three of the others that are nearest to it."""
    nearest = min(_NEAREST, len(others))
    cosines = rows @ others.T
    top = np.partition(cosines, -nearest, axis=1)[:, -nearest:]
    return float(top.mean(dtype=np.float64))

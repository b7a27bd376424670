"""Whether passages gather more than their own words would by chance.

The words of all passages are dealt out anew, at random, to passages of the same lengths, and
embedded by the same encoder: the same subject, the same loud words, but nothing that anybody said
twice. Passages with themes lie closer to their nearest neighbours than any such deal does; random
words do not, as they are such a deal themselves. (A permutation test; see Good 2005, Permutation,
Parametric and Bootstrap Tests of Hypotheses, chapter 3.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from workbench.discovery.noise import nearness
from workbench.discovery.partitions import Vectors
from workbench.discovery.progress import Progress

Encode = Callable[[Sequence[str]], Vectors]

#: About so many dealt passages are embedded in all: more deals of few, fewer deals of many.
_EMBEDDED = 480
#: More passages at once make the answer surer than it needs to be.
_SAMPLE = 120
_FEWEST, _MOST = 4, 16
#: How far above the deals real passages must lie, in standard deviations of a deal.
_DEVIATIONS = 2.5
#: Four deals tell little about their own spread; it was hardly ever under this.
_SMALLEST_SPREAD = 0.004
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
        Passages that all differ; when they are many, a sample of them is looked at.
    vectors
        Their unit vectors, shape (len(texts), n_dimensions).
    encode
        What made the vectors.
    """
    random = np.random.default_rng(seed)
    sample = np.sort(random.permutation(len(texts))[:_SAMPLE])
    words = [texts[index].split() for index in sample]
    n_deals = int(np.clip(_EMBEDDED // len(sample), _FEWEST, _MOST))
    dealt = []
    for deal in range(n_deals):
        dealt.append(nearness(encode(deal_out(words, random))))
        progress(_STAGE, (deal + 1) / n_deals)
    spread = max(float(np.std(dealt, ddof=1)), _SMALLEST_SPREAD)
    return nearness(vectors[sample]) > float(np.mean(dealt)) + _DEVIATIONS * spread


def deal_out(words: Sequence[Sequence[str]], random: np.random.Generator) -> list[str]:
    """Return texts of the same numbers of words, all words dealt out at random."""
    pool = [word for text in words for word in text]
    order = iter(random.permutation(len(pool)))
    return [" ".join(pool[next(order)] for _ in text) for text in words]

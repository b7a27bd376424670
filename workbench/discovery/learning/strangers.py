"""How much of what nobody judged belongs to codes that nobody has named yet.

Held against how alike coded passages are to the others of their own code: if all codes were known,
about a quarter of the rest would lie farther from every code than a quarter of the coded ones lie
from their own. What lies so far beyond that quarter is strange. So the first code alone does not claim
everything, and once all codes are known nothing is strange any more.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.learning.judged import Flags

_QUARTER = 0.25
#: They weigh at most so many times what was judged. While one code is known of ten to forty, no offer is
#: called sure then; with four, those that are were right in 26 to 58 % on comments, diaries and the
#: sample and 87 % on clear subjects; with eight, in 51 to 92 %.
_MOST = 1.5


def strange_weights(
    alike: NDArray[np.float64], members: Flags, nearest: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how much each unjudged passage counts as one that has no known code.

    Parameters
    ----------
    alike
        Cosines of judged passages with each code's others, shape (n, n_codes).
    members
        Who has which code, same shape.
    nearest
        Each unjudged passage's cosine with the code that it is most alike to, shape (m,).

    Returns
    -------
    numpy.ndarray
        Shape (m,), in [0, 1]: 0 for those that are near some code, one value for all others.
    """
    shared = members & (members.sum(axis=0) > 1)
    weights = np.zeros(len(nearest))
    if not shared.any() or not len(nearest):
        return weights
    far = nearest < np.quantile(alike[shared], _QUARTER)
    share = float(far.mean())
    if share > _QUARTER:
        strange = (share - _QUARTER) / (1.0 - _QUARTER) / share
        weights[far] = strange * min(1.0, _MOST * members.any(axis=1).sum() / far.sum())
    return weights

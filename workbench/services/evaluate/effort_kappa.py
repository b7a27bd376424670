"""Agreement with gold over all passages, and when an evening reached it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.learning.judged import Flags


def kappa(labels: Flags, gold: Flags) -> float:
    """Return Cohen's (1960) kappa of two codings of the same passages, at most 1.

    Where both give every passage at most one code, over passages (no code is a category of its
    own); otherwise over all pairs of passage and code, which is how one asks of several codes at
    once whether each was given.

    Parameters
    ----------
    labels, gold
        Shape (n, n_codes).
    """
    if labels.sum(axis=1).max(initial=0) <= 1 and gold.sum(axis=1).max(initial=0) <= 1:
        n_codes = gold.shape[1]
        return _kappa(_only(labels), _only(gold), n_codes + 1)
    return _kappa(labels.ravel().astype(np.int64), gold.ravel().astype(np.int64), 2)


def _only(flags: Flags) -> NDArray[np.int64]:
    only = np.where(flags.any(axis=1), flags.argmax(axis=1), flags.shape[1])
    return np.asarray(only, dtype=np.int64)


def _kappa(left: NDArray[np.int64], right: NDArray[np.int64], n_categories: int) -> float:
    if not len(left):
        return 1.0
    agreed = float((left == right).mean())
    shares = [np.bincount(side, minlength=n_categories) / len(side) for side in (left, right)]
    by_chance = float(shares[0] @ shares[1])
    return 1.0 if by_chance >= 1.0 else (agreed - by_chance) / (1.0 - by_chance)

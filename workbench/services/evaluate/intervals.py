"""Means over draws, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


def half_width(values: Sequence[float]) -> float | None:
    """Return half of the 95 % interval of a mean by Student's t; None of fewer than two values."""
    if len(values) < 2:
        return None
    from scipy.special import stdtrit

    error = float(np.std(values, ddof=1) / np.sqrt(len(values)))
    return float(stdtrit(len(values) - 1, 0.975)) * error


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A mean over draws with its 95 % interval; `low` and `high` are None of one draw."""

    mean: float
    low: float | None
    high: float | None


def figure(values: Sequence[float | None]) -> Figure | None:
    """Return the mean of what was measured, rounded to four places; None if nothing was."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    mean, half = float(np.mean(known)), half_width(known)
    if half is None:
        return Figure(mean=round(mean, 4), low=None, high=None)
    return Figure(mean=round(mean, 4), low=round(mean - half, 4), high=round(mean + half, 4))

"""From scores to probabilities that mean what they say.

After Platt (1999), *Probabilistic outputs for support vector machines*: a logistic curve, here
over a passage's score for the code and its lead over the best other code, fitted to the scores
that judged passages get when they are left out. A code's only passage, left out, is a passage of
a code not yet seen, so what is still unseen lowers the probabilities by itself. With few passages
the curve stays near the one measured over several hand-coded sets.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.learning.heads import Scores
from workbench.discovery.learning.judged import Flags

#: Intercept, slope of the score, slope of the lead: about the means over five hand-coded sets.
_USUAL = (-1.2, 1.2, 2.5)
#: How firmly few passages are held to them (inverse variances).
_FIRM = (4.0, 4.0, 4.0)
_STEPS, _STEP_LIMIT = 25, 2.0
#: More score is always a little more fitting, so that the best code stays the best.
_LEAST = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A logistic curve over a score and its lead."""

    intercept: float
    own: float
    lead: float

    def probabilities(self, scores: Scores) -> NDArray[np.float64]:
        """Return the probability that each code fits each passage, shape as given, in [0, 1]."""
        curve = np.asarray([self.intercept, self.own, self.lead])
        return _logistic(_features(scores) @ curve)


def calibrate(
    left_out: Scores,
    members: Flags,
    *,
    strangers: Scores | None = None,
    weights: NDArray[np.float64] | None = None,
) -> Calibration:
    """Fit the curve to what people said.

    Parameters
    ----------
    left_out
        Scores of judged passages, each left out of learning, shape (n, n_codes).
    members
        Who has which code, same shape; rows without a code say nothing and are left aside.
    strangers, weights
        Scores of passages that nobody judged, shape (m, n_codes), and how much each counts as one
        that has none of the codes, shape (m,).
    """
    coded = members.any(axis=1)
    if not coded.any():
        usual = dict(zip(("intercept", "own", "lead"), _USUAL, strict=True))
        return Calibration(**usual)
    features = _features(left_out[coded]).reshape(-1, len(_USUAL))
    truth = members[coded].ravel().astype(np.float64)
    counts = np.ones(len(truth))
    if strangers is not None and weights is not None and weights.any():
        others = _features(strangers).reshape(-1, len(_USUAL))
        features, truth = np.vstack([features, others]), np.append(truth, np.zeros(len(others)))
        counts = np.append(counts, np.repeat(weights, strangers.shape[1]))
    curve = _newton(features, truth, counts)
    # More score is never less fitting, whatever a handful of passages seem to say.
    rises = np.array([True, *(curve[1:] >= 0)])
    if not rises.all():
        curve = np.where(rises, _newton(features * rises, truth, counts), 0.0)
    own, lead = (max(_LEAST, float(slope)) for slope in curve[1:])
    return Calibration(intercept=float(curve[0]), own=own, lead=lead)


def _features(scores: Scores) -> NDArray[np.float64]:
    return np.stack([np.ones_like(scores), scores, _lead(scores)], axis=-1)


def _lead(scores: Scores) -> Scores:
    """Return how far each score is before the best other one of its row."""
    if scores.shape[1] < 2:
        return np.zeros_like(scores)
    ranked = np.sort(scores, axis=1)
    best, second = ranked[:, -1:], ranked[:, -2:-1]
    return np.where(scores == best, scores - second, scores - best)


def _newton(
    features: NDArray[np.float64], truth: NDArray[np.float64], counts: NDArray[np.float64]
) -> NDArray[np.float64]:
    usual, firm = np.asarray(_USUAL), np.diag(_FIRM)
    curve = usual.copy()
    for _ in range(_STEPS):
        expected = _logistic(features @ curve)
        slope = features.T @ (counts * (truth - expected)) - firm @ (curve - usual)
        bend = (features * (counts * expected * (1 - expected))[:, None]).T @ features + firm
        step = np.linalg.solve(bend, slope)
        curve += np.clip(step, -_STEP_LIMIT, _STEP_LIMIT)
        if np.abs(step).max() < 1e-9:
            break
    return curve


def _logistic(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * values)))

"""Probabilities mean what they say: measured on the project's own corpus."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from tests.discovery.learning.material import NOBODY, judged_of
from workbench.discovery.learning.calibration import calibrate
from workbench.discovery.learning.offers import chances

Corpus = tuple[NDArray[np.float32], list[frozenset[str]]]


def suggested(corpus: Corpus, n_coded: int, seed: int) -> tuple[NDArray[np.float64], list[bool]]:
    """Return the best code's probability for what is not coded, and whether it is right."""
    vectors, gold = corpus
    names = sorted(frozenset[str]().union(*gold))
    number = {name: place for place, name in enumerate(names)}
    codes = [frozenset(number[name] for name in row) for row in gold]
    order = np.random.default_rng(seed).permutation(len(codes))
    coded, rest = order[:n_coded], order[n_coded:]
    judged = judged_of(vectors[coded], [codes[row] for row in coded], n_codes=len(names))
    likely = chances(judged, vectors[rest], [NOBODY] * len(rest), seed=0)
    best = likely.argmax(axis=1)
    right = [int(code) in codes[row] for code, row in zip(best, rest, strict=True)]
    return likely.max(axis=1), right


@pytest.mark.parametrize(("n_coded", "most"), [(30, 0.13), (100, 0.11), (200, 0.1)])
def test_the_best_code_is_right_as_often_as_is_said(corpus: Corpus, n_coded, most) -> None:
    drawn = [suggested(corpus, n_coded, seed) for seed in range(4)]
    said = np.concatenate([probabilities for probabilities, _ in drawn])
    right = np.concatenate([flags for _, flags in drawn])
    tenths = np.digitize(said, np.linspace(0, 1, 11))
    wrong_by = [
        abs(said[tenths == tenth].mean() - right[tenths == tenth].mean()) * (tenths == tenth).mean()
        for tenth in np.unique(tenths)
    ]
    assert sum(wrong_by) < most


def test_the_surest_suggestions_are_nearly_always_right(corpus: Corpus) -> None:
    drawn = [suggested(corpus, 150, seed) for seed in range(4)]
    sure = [flag for said, right in drawn for p, flag in zip(said, right, strict=True) if p >= 0.7]
    assert len(sure) >= 40
    assert np.mean(sure) >= 0.8


scores = arrays(
    np.float64,
    st.tuples(st.integers(1, 12), st.integers(1, 5)),
    elements=st.floats(-3, 3, allow_nan=False),
)


@settings(max_examples=60, deadline=None)
@given(left_out=scores, seed=st.integers(0, 1_000))
def test_more_score_is_never_less_likely_and_all_lies_in_0_1(left_out, seed) -> None:
    members = np.random.default_rng(seed).random(left_out.shape) < 0.3
    curve = calibrate(left_out, members)
    likely = curve.probabilities(left_out)
    assert ((likely >= 0) & (likely <= 1)).all()
    raised = left_out.copy()
    raised[:, 0] += 0.5
    assert (curve.probabilities(raised)[:, 0] >= likely[:, 0] - 1e-12).all()


def test_without_passages_the_usual_curve_stands_and_many_overrule_it() -> None:
    scores_ = np.tile([1.0, -1.0], (400, 1))
    nobody = np.zeros(scores_.shape, dtype=np.bool_)
    usual = calibrate(scores_, nobody)
    never = nobody.copy()
    never[:, 1] = True
    learned = calibrate(scores_, never)
    assert usual.probabilities(scores_)[0, 0] > 0.8
    # Every passage had the other code: the score says nothing, and half of the pairs are right.
    assert 0.4 < learned.probabilities(scores_)[0, 0] < 0.55

"""Heads learn what they are shown, leave one out exactly, and mind refusals."""

from __future__ import annotations

import time

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.discovery.learning.material import GOLD, NOBODY, judged_of, unit, workshop
from workbench.discovery.learning.heads import learn


@pytest.mark.parametrize("per_code", [1, 2, 4])
def test_other_passages_of_a_theme_score_highest_for_it(
    vectors: NDArray[np.float32], per_code: int
) -> None:
    judged, rest = workshop(vectors, per_code)
    best = learn(judged).scores(vectors[rest]).argmax(axis=1)
    right = float((best == [GOLD[row] for row in rest]).mean())
    assert right >= {1: 0.55, 2: 0.65, 4: 0.8}[per_code]


@pytest.mark.parametrize(("n_rows", "n_dimensions"), [(12, 40), (60, 10)])
def test_a_score_left_out_is_that_of_learning_without_the_passage(n_rows, n_dimensions) -> None:
    random = np.random.default_rng(3)
    points = unit(random, n_rows, n_dimensions)
    codes = [frozenset({row % 3}) for row in range(n_rows)]
    left_out = learn(judged_of(points, codes)).left_out
    others = np.arange(1, n_rows)
    without = learn(judged_of(points[others], [codes[row] for row in others]))
    # Its code's weight and the mean of all shift a little with the passage: hence the tolerance.
    assert left_out[0] == pytest.approx(without.scores(points[:1])[0], abs=0.08)


def test_rows_or_dimensions_give_the_same_answer() -> None:
    random = np.random.default_rng(4)
    points = unit(random, 30, 29)
    padded = np.hstack([points, np.zeros((30, 2), dtype=np.float32)])
    codes = [frozenset({row % 4}) for row in range(30)]
    narrow, wide = learn(judged_of(points, codes)), learn(judged_of(padded, codes))
    assert narrow.scores(points) == pytest.approx(wide.scores(padded), abs=1e-6)
    assert narrow.left_out == pytest.approx(wide.left_out, abs=1e-6)


def test_a_refusal_lowers_the_score_of_what_reads_alike(vectors: NDArray[np.float32]) -> None:
    judged, rest = workshop(vectors, 3)
    refused_row, alike = rest[0], rest[1]
    before = learn(judged).scores(vectors[[alike]])[0]
    told = judged_of(
        np.vstack([judged.vectors, vectors[[refused_row]]]),
        [*judged.codes, NOBODY],
        refused=[*judged.refused, frozenset({GOLD[alike]})],
    )
    after = learn(told).scores(vectors[[alike]])[0]
    lowered = before - after
    assert lowered[GOLD[alike]] > 0
    assert lowered.argmax() == GOLD[alike]


def test_a_passage_of_two_codes_teaches_both(vectors: NDArray[np.float32]) -> None:
    judged, rest = workshop(vectors, 3)
    both = judged_of(
        np.vstack([judged.vectors, vectors[[rest[0]]]]), [*judged.codes, frozenset({0, 5})]
    )
    scores = learn(both).scores(vectors[[rest[0]]])[0]
    assert set(np.argsort(-scores)[:2]) == {0, 5}


def test_what_nobody_coded_stands_against_a_first_code(vectors: NDArray[np.float32]) -> None:
    first = judged_of(vectors[:3], [frozenset({0})] * 3)
    alone, weighed = learn(first), learn(first, background=vectors[8:])
    strangers, kin = vectors[16:], vectors[3:8]
    gap = weighed.scores(kin).mean() - weighed.scores(strangers).mean()
    assert gap > alone.scores(kin).mean() - alone.scores(strangers).mean()


def test_learning_from_many_is_quick() -> None:
    random = np.random.default_rng(5)
    judged = judged_of(unit(random, 2_000, 384), [frozenset({row % 30}) for row in range(2_000)])
    started = time.process_time()
    learn(judged)
    assert time.process_time() - started < 3.0

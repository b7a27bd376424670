"""The space moves only for evidence, and then the right way."""

from __future__ import annotations

import time

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.discovery.learning.material import GOLD, NOBODY, judged_of, unit, workshop
from workbench.discovery.learning.space import reshape


def test_without_evidence_nothing_moves(vectors: NDArray[np.float32]) -> None:
    # One passage a code says nothing about how passages of a code differ.
    judged, _ = workshop(vectors, 1)
    assert np.array_equal(reshape(judged, vectors), vectors)
    refused = judged_of(vectors[:2], [NOBODY] * 2, n_codes=1, refused=[frozenset({0})] * 2)
    assert np.array_equal(reshape(refused, vectors), vectors)


def cosine(vectors: NDArray[np.float32], pair: tuple[int, int]) -> float:
    return float(vectors[pair[0]] @ vectors[pair[1]])


@pytest.mark.parametrize("pair", [(0, 9), (17, 30), (41, 3)])
def test_what_people_put_together_comes_closer(vectors: NDArray[np.float32], pair) -> None:
    judged = judged_of(vectors, [NOBODY] * 48, n_codes=0, together=[pair])
    assert cosine(reshape(judged, vectors), pair) > cosine(vectors, pair)


@pytest.mark.parametrize("pair", [(0, 1), (17, 18), (41, 44)])
def test_what_people_parted_moves_away(vectors: NDArray[np.float32], pair) -> None:
    judged = judged_of(vectors, [NOBODY] * 48, n_codes=0, apart=[pair])
    assert cosine(reshape(judged, vectors), pair) < cosine(vectors, pair)


def test_coded_themes_draw_together(vectors: NDArray[np.float32]) -> None:
    judged, _ = workshop(vectors, 5)
    moved = reshape(judged, vectors)
    same = np.equal.outer(GOLD, GOLD) & ~np.eye(48, dtype=np.bool_)
    contrast = [
        float(v[same].mean() - v[~same].mean()) for v in (s @ s.T for s in (vectors, moved))
    ]
    assert contrast[1] > contrast[0]


def test_rows_keep_unit_length_and_the_answer_is_the_same_every_time(
    vectors: NDArray[np.float32],
) -> None:
    judged, _ = workshop(vectors, 4)
    moved = reshape(judged, vectors)
    assert moved.dtype == np.float32
    assert moved.shape == vectors.shape
    assert np.linalg.norm(moved, axis=1) == pytest.approx(np.ones(48), abs=1e-5)
    assert moved.tobytes() == reshape(judged, vectors).tobytes()


def test_few_decisions_move_little_and_many_move_more(vectors: NDArray[np.float32]) -> None:
    shifts = []
    for pairs in ([(0, 9)], [(row, row + 8) for row in range(40)]):
        judged = judged_of(vectors, [NOBODY] * 48, n_codes=0, together=pairs)
        shifts.append(float(np.linalg.norm(reshape(judged, vectors) - vectors)))
    assert 0 < shifts[0] < shifts[1]


def test_five_thousand_passages_take_under_a_second() -> None:
    random = np.random.default_rng(2)
    points = unit(random, 5_000, 384)
    judged = judged_of(
        points[:1_000],
        [frozenset({row % 20}) for row in range(1_000)],
        together=[(row, row + 1) for row in range(0, 400, 2)],
        apart=[(row, row + 20) for row in range(300)],
    )
    started = time.process_time()
    reshape(judged, points)
    assert time.process_time() - started < 1.0

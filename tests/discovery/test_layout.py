"""The map's layout: every vector a place, the same places every time, neighbours together."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from workbench.discovery import layout, likeness
from workbench.discovery.forces import Graph, push, settle
from workbench.discovery.layout import lay_out
from workbench.discovery.likeness import most_alike, nearest_of


def _vectors(count: int, *, groups: int = 5, wide: int = 16, seed: int = 3) -> NDArray[np.float32]:
    """Return unit vectors in groups, one group after the other."""
    random = np.random.default_rng(seed)
    middles = random.normal(size=(groups, wide))
    found = middles[np.arange(count) * groups // max(1, count)]
    found = found + 0.35 * random.normal(size=(count, wide))
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


@given(
    count=st.integers(0, 70),
    wide=st.integers(1, 9),
    copies=st.integers(1, 4),
    seed=st.integers(0, 99),
)
@settings(max_examples=12, deadline=None)
def test_every_vector_has_a_finite_place_on_the_map(
    count: int, wide: int, copies: int, seed: int
) -> None:
    vectors = np.repeat(_vectors(count, wide=wide, seed=seed), copies, axis=0)
    places = lay_out(vectors)
    assert places.shape == (count * copies, 2)
    assert places.dtype == np.float32
    assert np.isfinite(places).all()
    assert (places >= -1e-6).all()
    assert (places <= 1 + 1e-6).all()
    assert lay_out(vectors).tobytes() == places.tobytes()


_SHOW = """
import hashlib
from tests.discovery.test_layout import _vectors
from workbench.discovery.layout import lay_out
print(hashlib.sha256(lay_out(_vectors(400)).tobytes()).hexdigest())
"""


def test_another_process_gives_the_same_bytes() -> None:
    done = subprocess.run([sys.executable, "-c", _SHOW], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(lay_out(_vectors(400)).tobytes()).hexdigest()


def test_neighbours_stay_together() -> None:
    vectors = _vectors(600)
    assert _kept(vectors, lay_out(vectors)) > 0.95


def test_very_many_are_laid_out_by_landmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_MOST", 500)
    monkeypatch.setattr(layout, "_LANDMARKS", 200)
    monkeypatch.setattr(likeness, "_EXACT", 500)
    vectors = _vectors(900)
    places = lay_out(vectors)
    assert np.isfinite(places).all()
    assert _kept(vectors, places) > 0.95
    assert lay_out(vectors).tobytes() == places.tobytes()


def _kept(vectors: NDArray[np.float32], places: NDArray[np.float32]) -> float:
    """Return how many nearest points on the map are of the same group."""
    group = np.arange(len(vectors)) * 5 // len(vectors)
    apart = ((places[:, None] - places[None, :]) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    return float((group[apart.argmin(axis=1)] == group).mean())


def test_equal_vectors_stand_close_and_never_on_one_place() -> None:
    vectors = _vectors(200)
    vectors[50:60] = vectors[0]
    places = lay_out(vectors)
    equal = places[[0, *range(50, 60)]]
    assert len(np.unique(equal, axis=0)) == 11
    assert np.ptp(equal, axis=0).max() < 0.05


def test_one_vector_and_equal_ones_alone() -> None:
    assert lay_out(_vectors(1)).tolist() == [[0.5, 0.5]]
    places = lay_out(np.repeat(_vectors(1), 5, axis=0))
    assert len(np.unique(places, axis=0)) == 5


def test_whoever_waits_is_told_and_can_stop() -> None:
    told: list[float] = []
    lay_out(_vectors(60), lambda _stage, fraction: told.append(fraction))
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] <= 1

    def stop(_stage: str, fraction: float) -> None:
        if fraction > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lay_out(_vectors(60), stop)


def test_the_push_on_the_grid_is_nearly_the_sum_over_all_pairs() -> None:
    places = np.random.default_rng(1).normal(size=(300, 2)) * 5
    apart = places[:, None] - places[None, :]
    near = 1 / (1 + (apart**2).sum(axis=2))
    exact = (near[..., None] ** 2 * apart).sum(axis=1) / (near.sum() - len(places))
    error = np.linalg.norm(push(places) - exact) / np.linalg.norm(exact)
    assert error < 0.1


def test_points_that_draw_each_other_come_together() -> None:
    neighbours = np.array([[1], [0], [3], [2]] * 4) + np.repeat(np.arange(4) * 4, 4)[:, None]
    begin = np.random.default_rng(2).normal(size=(16, 2)) * 0.01
    found = settle(begin, Graph.of(neighbours), 300)
    pairs = np.linalg.norm(found[0::2] - found[1::2], axis=1)
    assert pairs.mean() < np.ptp(found, axis=0).max() / 4


def test_who_is_most_alike_is_found_among_many_as_among_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vectors = _vectors(1_500, wide=8)
    exact = most_alike(vectors, 10)
    assert not (exact == np.arange(1_500)[:, None]).any()
    monkeypatch.setattr(likeness, "_EXACT", 100)
    quick = most_alike(vectors, 10)
    found = [len(set(a) & set(b)) for a, b in zip(exact.tolist(), quick.tolist(), strict=True)]
    assert np.mean(found) > 8
    assert all(len(set(each)) == 10 for each in quick.tolist())


def test_the_nearest_of_a_few_come_best_first() -> None:
    vectors = _vectors(50)
    rows, cosines = nearest_of(vectors, vectors)
    assert rows[:, 0].tolist() == list(range(50))
    assert (np.diff(cosines, axis=1) <= 0).all()

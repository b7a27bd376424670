"""k-means: as good as scikit-learn's from the same kind of start, and lawful on odd rows."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from workbench.discovery.lloyd import lloyd
from workbench.discovery.reducers import principal


def _spread(points: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    groups = [points[labels == group] for group in np.unique(labels)]
    return float(sum(((group - group.mean(axis=0)) ** 2).sum() for group in groups))


def test_it_is_as_good_as_scikit_learn(vectors: NDArray[np.float32]) -> None:
    from sklearn.cluster import KMeans

    points = principal(vectors, 10)
    random = np.random.default_rng(1)
    ours = [_spread(points, lloyd(points, 6, random)) for _ in range(60)]
    theirs = [
        KMeans(6, n_init=1, init="random", random_state=seed).fit(points).inertia_
        for seed in range(60)
    ]
    assert np.mean(ours) < 1.02 * np.mean(theirs)


def test_it_finds_what_lies_apart() -> None:
    heaps = np.repeat(np.eye(4, dtype=np.float32) * 50, 25, axis=0)
    points = heaps + np.random.default_rng(2).standard_normal((100, 4)).astype(np.float32)
    best = min(
        (lloyd(points, 4, np.random.default_rng(seed)) for seed in range(10)),
        key=lambda labels: _spread(points, labels),
    )
    assert all(len(set(best[start : start + 25].tolist())) == 1 for start in range(0, 100, 25))
    assert len(set(best.tolist())) == 4


@settings(max_examples=80, deadline=None)
@given(data=st.data(), n_rows=st.integers(1, 30), seed=st.integers(0, 5))
def test_every_group_has_a_row_and_the_answer_repeats(
    data: st.DataObject, n_rows: int, seed: int
) -> None:
    k = data.draw(st.integers(1, n_rows))
    values = data.draw(st.lists(st.integers(-3, 3), min_size=2 * n_rows, max_size=2 * n_rows))
    points = np.asarray(values, dtype=np.float32).reshape(n_rows, 2)
    labels = lloyd(points, k, np.random.default_rng(seed))
    assert labels.tobytes() == lloyd(points, k, np.random.default_rng(seed)).tobytes()
    assert labels.shape == (n_rows,)
    assert set(labels.tolist()) == set(range(k))

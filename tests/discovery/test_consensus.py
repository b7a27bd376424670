"""Consensus, its tree, its levels, and what survives resampling."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from workbench.discovery.consensus import Resample, agree, cut, grow_tree
from workbench.discovery.drawing import towards_neighbours
from workbench.discovery.encoders import unit_rows
from workbench.discovery.landmarks import firmness, join, landmark_rows, nearest_centre
from workbench.discovery.levels import Levels, fitted_parts, n_groups_for, nested
from workbench.discovery.progress import silent
from workbench.discovery.recipes import ConsensusSpec, PlacementSpec, load_recipe
from workbench.discovery.stability import survival

_PLACING = PlacementSpec(min_score=0.3, min_members=3)


def _clouds(sizes: list[int], *, spread: float, seed: int = 0) -> NDArray[np.float32]:
    """Return unit vectors around as many directions as there are sizes."""
    random = np.random.default_rng(seed)
    centres = np.linalg.qr(random.standard_normal((40, len(sizes))))[0].T
    rows = [
        centre + spread * random.standard_normal((size, 40)) / np.sqrt(40)
        for centre, size in zip(centres, sizes, strict=True)
    ]
    return unit_rows(np.concatenate(rows))


def _truth(sizes: list[int]) -> NDArray[np.int64]:
    return np.repeat(np.arange(len(sizes)), sizes)


def _same(found: NDArray[np.int64], truth: NDArray[np.int64]) -> bool:
    pairs = set(zip(found.tolist(), truth.tolist(), strict=True))
    return len(pairs) == len(set(found.tolist())) == len(set(truth.tolist()))


@pytest.fixture(scope="module")
def spec() -> ConsensusSpec:
    found = load_recipe().consensus
    assert found is not None
    return found


@pytest.fixture(scope="module")
def clear(spec: ConsensusSpec) -> tuple[NDArray[np.float32], Levels]:
    vectors = _clouds([40, 30, 20, 16, 12, 10, 9, 7], spread=0.6)
    return vectors, nested(vectors, spec, _PLACING, seed=3, progress=silent)


def test_clear_groups_are_found_again(spec: ConsensusSpec) -> None:
    sizes = [20, 15, 12, 9, 8]
    vectors = _clouds(sizes, spread=0.4)
    agreement = agree(vectors, 5, spec, seed=1, progress=silent)
    assert _same(cut(agreement.tree, 5, 3), _truth(sizes))


def test_who_meets_whom_is_a_share(spec: ConsensusSpec) -> None:
    vectors = _clouds([12, 9, 8], spread=1.0)
    together = agree(vectors, 4, spec, seed=1, progress=silent).together
    assert np.array_equal(together, together.T)
    assert (np.diag(together) == 1).all()
    assert together.min() >= 0
    assert together.max() <= 1


def test_the_same_seed_gives_the_same_bytes(spec: ConsensusSpec) -> None:
    vectors = _clouds([12, 9, 8], spread=1.2)
    first, again = (agree(vectors, 4, spec, seed=7, progress=silent) for _ in range(2))
    assert first.together.tobytes() == again.together.tobytes()
    assert first.tree.tobytes() == again.tree.tobytes()


def test_neighbours_draw_a_passage_towards_its_group(spec: ConsensusSpec) -> None:
    sizes = [20, 20]
    vectors = _clouds(sizes, spread=1.0)
    drawn = towards_neighbours(vectors, replace(spec, n_neighbours=5))
    truth = _truth(sizes)
    alike = truth[:, None] == truth[None, :]
    before, after = vectors @ vectors.T, drawn @ drawn.T
    assert after[alike].mean() > before[alike].mean() + 0.1


@settings(max_examples=60, deadline=None)
@given(
    n_rows=st.integers(4, 40),
    n_groups=st.integers(2, 9),
    smallest=st.integers(1, 4),
    seed=st.integers(0, 99),
)
def test_a_cut_is_the_first_with_enough_large_groups(
    n_rows: int, n_groups: int, smallest: int, seed: int
) -> None:
    from scipy.cluster.hierarchy import cut_tree

    random = np.random.default_rng(seed)
    share = random.random((n_rows, n_rows)).astype(np.float32)
    tree = grow_tree(((share + share.T) / 2).astype(np.float32))
    found = cut(tree, n_groups, smallest)
    wanted = min(n_groups, n_rows)
    cuts = [cut_tree(tree, n_clusters=[k]).ravel() for k in range(wanted, n_rows + 1)]
    large = [int((np.bincount(each) >= smallest).sum()) for each in cuts]
    goal = min(wanted, max(large))
    first = next(each for each, count in zip(cuts, large, strict=True) if count >= goal)
    assert _same(found, first)


def test_levels_nest_and_place_the_same(clear: tuple[NDArray[np.float32], Levels]) -> None:
    _, levels = clear
    counts = [len(each.centroids) for each in levels.placements]
    assert counts == sorted(counts)
    placed = [each.labels >= 0 for each in levels.placements]
    assert all(np.array_equal(each, placed[0]) for each in placed)
    for level in (1, 2):
        wider, finer = (levels.placements[level - 1].labels, levels.placements[level].labels)
        for group, parent in enumerate(levels.parents(level)):
            assert set(wider[finer == group].tolist()) == {parent}


def test_no_group_is_smaller_than_allowed(clear: tuple[NDArray[np.float32], Levels]) -> None:
    _, levels = clear
    for each in levels.placements:
        assert np.bincount(each.labels[each.labels >= 0]).min() >= _PLACING.min_members


def test_clear_groups_are_steadier_than_halved_ones(
    clear: tuple[NDArray[np.float32], Levels],
) -> None:
    _, levels = clear
    wide, middle, fine = (each.stability for each in levels.placements)
    assert all(((each >= 0) & (each <= 1)).all() for each in (wide, middle, fine))
    assert middle.mean() > fine.mean()


def test_survival_is_the_mean_best_jaccard() -> None:
    labels = np.array([0, 0, 0, 0, 1, 1, 1, -1])
    together = np.zeros((6, 6), dtype=np.float32)
    for group in ([0, 1, 2], [3, 4, 5]):
        together[np.ix_(group, group)] = 1
    # Rows 0 1 2 | 3 4 7: of the first group three of four were found together, and so on.
    seen = Resample(rows=np.array([0, 1, 2, 3, 4, 7]), tree=grow_tree(together))
    found = survival(labels, [seen], n_labels=3, n_groups=2, min_members=1)
    assert found.tolist() == pytest.approx([3 / 4, 1 / 3, 0.0])


def test_pieces_too_small_join_the_nearest_large_one() -> None:
    vectors = _clouds([4, 4, 1], spread=0.1)
    vectors[8] = vectors[4]
    parents = np.zeros(9, dtype=np.int64)
    found = fitted_parts(vectors, parents, _truth([4, 4, 1]), 3)
    assert _same(found, _truth([4, 5]))


def test_what_is_unplaced_is_in_no_piece() -> None:
    vectors = _clouds([3, 3], spread=0.1)
    parents = np.array([0, 0, 0, -1, -1, -1])
    assert fitted_parts(vectors, parents, _truth([3, 3]), 3).tolist() == [0, 0, 0, -1, -1, -1]


def test_a_group_is_worth_about_the_root_of_the_passages() -> None:
    assert [n_groups_for(n) for n in (20, 100, 300, 1_000, 5_000, 1_000_000)] == [
        4, 10, 17, 26, 44, 60,
    ]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(n_passages=st.integers(1, 3_000), seed=st.integers(0, 2**32))
def test_landmarks_are_some_of_the_passages(n_passages: int, seed: int) -> None:
    rows = landmark_rows(n_passages, 100, seed)
    assert len(rows) == min(n_passages, 100)
    assert len(set(rows.tolist())) == len(rows)
    assert rows.tolist() == sorted(rows.tolist())
    assert set(rows.tolist()) <= set(range(n_passages))


def test_everybody_joins_the_nearest_group() -> None:
    sizes = [300, 200, 100]
    vectors = _clouds(sizes, spread=0.5)
    begin = np.stack([vectors[0], vectors[310], vectors[510]])
    labels = join(vectors, begin, silent)
    assert _same(labels, _truth(sizes))
    assert ((firmness(vectors, labels) > 0) & (firmness(vectors, labels) <= 1)).all()


def test_a_group_that_nobody_joins_stays_empty() -> None:
    vectors = _clouds([50], spread=0.1)
    far = -vectors[:1]
    labels = join(vectors, np.concatenate([vectors[:1], far]), silent)
    assert set(labels.tolist()) == {0}
    assert nearest_centre(far, np.concatenate([vectors[:1], far])).tolist() == [1]


def test_more_passages_than_landmarks_find_the_same_groups(spec: ConsensusSpec) -> None:
    sizes = [220, 160, 120, 90, 70, 50, 40, 30]
    vectors = _clouds(sizes, spread=0.5)
    few = replace(spec, n_landmarks=200)
    levels = nested(vectors, few, _PLACING, seed=5, progress=silent)
    truth = _truth(sizes)
    middle = levels.placements[1].labels
    held = [np.bincount(truth[middle == group]).max() for group in range(int(middle.max()) + 1)]
    assert sum(held) / (middle >= 0).sum() > 0.95
    assert (middle >= 0).mean() > 0.95

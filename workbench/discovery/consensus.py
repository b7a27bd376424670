"""Consensus k-means: many clusterings of resamples, and what they agree on.

After Monti et al. (2003), *Consensus clustering*, Machine Learning 52, and Fred & Jain (2005),
*Combining multiple clusterings using evidence accumulation*, IEEE TPAMI 27(6): k-means with a
random k on bootstrap resamples; the share of runs in which two passages met; average linkage on
that. The runs on one resample also give that resample a tree of its own, so that how far a group
survives resampling is known without clustering anything twice (:mod:`~.stability`).

Passages are first drawn towards their nearest neighbours (:mod:`~.drawing`), which makes the groups
steadier. Needs n x n matrices of float32: for more passages see :mod:`~.landmarks`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.drawing import towards_neighbours
from workbench.discovery.lloyd import lloyd
from workbench.discovery.partitions import Labels, Vectors
from workbench.discovery.progress import Progress
from workbench.discovery.recipes import ConsensusSpec
from workbench.discovery.reducers import principal

Tree = NDArray[np.float64]
_STAGE = "Comparing many ways to group the passages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resample:
    """Distinct rows of one bootstrap resample, shape (m,), and their tree, shape (m - 1, 4)."""

    rows: NDArray[np.int64]
    tree: Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What many clusterings say.

    Attributes
    ----------
    together
        Shape (n, n): the share of runs, among those that saw both, in which two passages met.
    tree
        Shape (n - 1, 4): average linkage on one minus that, as SciPy writes it.
    resamples
        The same for each resample, from its own runs alone.
    """

    together: NDArray[np.float32]
    tree: Tree
    resamples: tuple[Resample, ...]


def agree(
    vectors: Vectors, n_groups: int, spec: ConsensusSpec, *, seed: int, progress: Progress
) -> Agreement:
    """Cluster many resamples and say who meets whom.

    Parameters
    ----------
    vectors
        Unit vectors, shape (n, d), n at least 5.
    n_groups
        About so many groups are looked for: every run takes a k between half and 1.6 times it.
    spec
        Resamples, runs on each, neighbours, components.
    seed
        Everything random follows from it.
    progress
        Called after every resample.
    """
    points = principal(towards_neighbours(vectors, spec), spec.n_components)
    random = np.random.default_rng(seed)
    met = np.zeros((len(points), len(points)), dtype=np.float32)
    drawn = np.zeros_like(met)
    resamples = []
    for turn in range(spec.n_resamples):
        rows = np.unique(random.integers(len(points), size=len(points)))
        own = _meetings(points[rows], n_groups, spec.n_runs, random)
        met[np.ix_(rows, rows)] += own
        drawn[np.ix_(rows, rows)] += spec.n_runs
        resamples.append(Resample(rows=rows, tree=grow_tree(own / np.float32(spec.n_runs))))
        progress(_STAGE, (turn + 1) / spec.n_resamples)
    together = np.divide(met, np.maximum(drawn, np.float32(1)), dtype=np.float32)
    np.fill_diagonal(together, 1.0)
    return Agreement(together=together, tree=grow_tree(together), resamples=tuple(resamples))


def grow_tree(together: NDArray[np.float32]) -> Tree:
    """Return the average-linkage tree of a co-association matrix, shape (n - 1, 4)."""
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    distance = (1.0 - together).astype(np.float64)
    np.fill_diagonal(distance, 0.0)
    return np.asarray(linkage(squareform(distance, checks=False), method="average"))


def cut(tree: Tree, n_groups: int, min_members: int) -> Labels:
    """Cut a tree where it first has ``n_groups`` groups of ``min_members`` or more.

    Returns
    -------
    numpy.ndarray
        Shape (n,): group numbers from 0. Smaller groups are among them. Where the tree never has
        so many, the cut with the most.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    n_rows = len(tree) + 1
    n_merges = _merges_to_do(tree, min(n_groups, n_rows), min_members)
    made = n_rows + np.arange(n_merges)
    heads, tails = np.tile(made, 2), tree[:n_merges, :2].astype(np.int64).ravel(order="F")
    links = coo_matrix((np.ones(len(heads)), (heads, tails)), shape=(2 * n_rows, 2 * n_rows))
    groups = connected_components(links, directed=False)[1][:n_rows]
    return np.asarray(np.unique(groups, return_inverse=True)[1], dtype=np.int64)


def _merges_to_do(tree: Tree, n_groups: int, min_members: int) -> int:
    """Return after how many merges the tree last has enough large groups, else the most."""
    n_rows = len(tree) + 1
    sizes = np.concatenate([np.ones(n_rows), tree[:, 3]])
    large = sizes >= min_members
    children = large[tree[:, :2].astype(np.int64)].sum(axis=1)
    # A merge makes a large group of small ones, adds to a large one, or joins two.
    gained = large[n_rows:].astype(np.int64) - children
    counts = int(large[0]) * n_rows + np.concatenate([[0], np.cumsum(gained)])
    possible = counts[: n_rows - n_groups + 1]
    wanted = min(n_groups, int(possible.max()))
    return int(np.flatnonzero(possible >= wanted)[-1])


def _meetings(
    points: Vectors, n_groups: int, n_runs: int, random: np.random.Generator
) -> NDArray[np.float32]:
    """Return in how many runs each pair of rows met, shape (m, m)."""
    met = np.zeros((len(points), len(points)), dtype=np.float32)
    low, high = max(2, round(n_groups / 2)), max(3, round(1.6 * n_groups))
    for _ in range(n_runs):
        k = min(int(random.integers(low, high + 1)), len(points))
        found = lloyd(points, k, random)
        met += found[:, None] == found[None, :]
    return met

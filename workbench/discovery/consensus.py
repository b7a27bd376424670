"""Consensus k-means: many clusterings of samples, and what they agree on.

After Monti et al. (2003), *Consensus clustering*, Machine Learning 52, and Fred & Jain (2005),
*Combining multiple clusterings using evidence accumulation*, IEEE TPAMI 27(6): k-means with a
random k on random samples; the share of runs in which two passages met; average linkage on that.
Needs an n x n matrix of float32, so it is meant for up to about 1,500 passages.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.partitions import Labels, Partition, Vectors, canonical
from workbench.discovery.progress import Progress
from workbench.discovery.recipes import ConsensusSpec
from workbench.discovery.reducers import principal

_STAGE = "Comparing many ways to group the passages"


def consensus_partition(
    vectors: Vectors, spec: ConsensusSpec, *, seed: int, progress: Progress
) -> Partition:
    """Group passages by what many k-means runs agree on.

    Parameters
    ----------
    vectors
        Unit vectors, shape (n, d), n at least 5.
    spec
        Runs, share of each sample, components.
    seed
        Everything random follows from it.
    progress
        Called after every run.

    Returns
    -------
    Partition
        ``strength`` is a passage's mean co-association with its own group; ``stability`` is the
        mean co-association of all pairs of a group.
    """
    points = principal(vectors, spec.n_components)
    together = _co_association(points, spec, seed, progress)
    labels = canonical(_best_cut(points, together))
    return Partition(labels=labels, **_agreement(together, labels))


def k_range(n_passages: int) -> tuple[int, int]:
    """Return the fewest and most groups tried for n passages: about half to twice sqrt(n)."""
    root = float(np.sqrt(n_passages))
    return max(2, round(root / 2)), max(3, min(n_passages // 3, round(1.6 * root)))


def _co_association(
    points: Vectors, spec: ConsensusSpec, seed: int, progress: Progress
) -> NDArray[np.float32]:
    from sklearn.cluster import KMeans

    n_passages, random = len(points), np.random.default_rng(seed)
    met = np.zeros((n_passages, n_passages), dtype=np.float32)
    drawn = np.zeros_like(met)
    low, high = k_range(n_passages)
    size = max(high + 1, round(spec.sample * n_passages))
    for run in range(spec.n_runs):
        sample = np.sort(random.permutation(n_passages)[:size])
        k, state = int(random.integers(low, high + 1)), int(random.integers(2**31))
        found = KMeans(k, n_init=1, random_state=state).fit_predict(points[sample])
        _count(met, drawn, sample, found)
        progress(_STAGE, (run + 1) / spec.n_runs)
    together = np.divide(met, np.maximum(drawn, np.float32(1)), dtype=np.float32)
    np.fill_diagonal(together, 1.0)
    return together


def _count(
    met: NDArray[np.float32], drawn: NDArray[np.float32], sample: NDArray[np.int64], found: Labels
) -> None:
    drawn[np.ix_(sample, sample)] += 1
    for group in range(int(found.max()) + 1):
        members = sample[found == group]
        met[np.ix_(members, members)] += 1


def _best_cut(points: Vectors, together: NDArray[np.float32]) -> Labels:
    from scipy.cluster.hierarchy import cut_tree, linkage
    from scipy.spatial.distance import squareform
    from sklearn.metrics import silhouette_score

    tree = linkage(squareform(1.0 - together, checks=False), method="average")
    low, high = k_range(len(points))
    cuts = cut_tree(tree, n_clusters=list(range(low, high + 1))).T
    scores = [round(float(silhouette_score(points, cut, metric="cosine")), 9) for cut in cuts]
    return np.asarray(cuts[int(np.argmax(scores))], dtype=np.int64)


def _agreement(together: NDArray[np.float32], labels: Labels) -> dict[str, NDArray[np.float64]]:
    strength = np.ones(len(labels))
    stability = np.ones(int(labels.max()) + 1)
    for group in range(len(stability)):
        members = np.flatnonzero(labels == group)
        if len(members) > 1:
            block = together[np.ix_(members, members)].astype(np.float64)
            strength[members] = (block.sum(axis=1) - 1.0) / (len(members) - 1)
            stability[group] = strength[members].mean()
    return {"strength": np.clip(strength, 0, 1), "stability": np.clip(stability, 0, 1)}

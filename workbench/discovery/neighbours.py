"""Communities of a shared-nearest-neighbour graph, for more passages than a workshop has.

Jarvis & Patrick (1973) for the graph, Blondel et al. (2008) for the Louvain method. No n x n
matrix is held: similarities are worked out a block of rows at a time.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.partitions import Labels, Partition, Vectors, canonical
from workbench.discovery.progress import Progress, pulsing, within
from workbench.discovery.recipes import ConsensusSpec
from workbench.discovery.reducers import principal

_BLOCK = 512


def graph_partition(
    vectors: Vectors, spec: ConsensusSpec, *, seed: int, progress: Progress
) -> Partition:
    """Group passages into communities of the graph of shared nearest neighbours.

    Parameters
    ----------
    vectors
        Unit vectors, shape (n, d), n above ``spec.graph_neighbours``.
    spec
        Neighbours of each passage and resolution of the communities.
    seed
        Order in which Louvain visits passages.
    progress
        Called about twice a second.

    Returns
    -------
    Partition
        ``strength`` is the share of a passage's links (by weight) that stay inside its group,
        ``stability`` the mean of that over the group.
    """
    points = principal(vectors, spec.n_components)
    nearest = nearest_neighbours(points, spec.graph_neighbours, within(progress, 0, 0.3))
    heads, tails, weights = shared_links(nearest)
    labels = pulsing(
        lambda: _communities(len(points), (heads, tails, weights), spec, seed),
        "Following links between neighbouring passages",
        within(progress, 0.3, 1),
    )
    return _partition(labels, heads, tails, weights)


def nearest_neighbours(points: Vectors, k: int, progress: Progress) -> NDArray[np.int64]:
    """Return the k most similar rows of each row, shape (n, k); ties go to the earlier row."""
    n_rows = len(points)
    nearest = np.empty((n_rows, k), dtype=np.int64)
    for start in range(0, n_rows, _BLOCK):
        block = points[start : start + _BLOCK] @ points.T
        block[np.arange(len(block)), start + np.arange(len(block))] = -2.0
        nearest[start : start + _BLOCK] = np.argsort(-block, axis=1, kind="stable")[:, :k]
        progress("Looking for each passage's neighbours", (start + len(block)) / n_rows)
    return nearest


def shared_links(
    nearest: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Link neighbours by the number of neighbours they share, plus one.

    Returns
    -------
    tuple
        Heads, tails (head < tail, sorted) and weights of the links.
    """
    from scipy.sparse import csr_matrix

    n_rows, k = nearest.shape
    rows = np.repeat(np.arange(n_rows), k)
    near = csr_matrix((np.ones(n_rows * k), (rows, nearest.ravel())), shape=(n_rows, n_rows))
    shared = near.multiply(near @ near.T) + near
    both = shared.maximum(shared.T).tocoo()
    keep = both.row < both.col
    heads, tails, weights = both.row[keep], both.col[keep], both.data[keep]
    order = np.lexsort((tails, heads))
    return heads[order].astype(np.int64), tails[order].astype(np.int64), weights[order]


def _communities(
    n_rows: int, links: tuple[Any, Any, Any], spec: ConsensusSpec, seed: int
) -> Labels:
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(n_rows))
    graph.add_weighted_edges_from(zip(*(part.tolist() for part in links), strict=True))
    found = nx.community.louvain_communities(graph, resolution=spec.graph_resolution, seed=seed)
    labels = np.empty(n_rows, dtype=np.int64)
    for group, members in enumerate(found):
        labels[sorted(members)] = group
    return canonical(labels)


def _partition(
    labels: Labels,
    heads: NDArray[np.int64],
    tails: NDArray[np.int64],
    weights: NDArray[np.float64],
) -> Partition:
    inside = np.where(labels[heads] == labels[tails], weights, 0.0)
    total = np.bincount(heads, weights, len(labels)) + np.bincount(tails, weights, len(labels))
    own = np.bincount(heads, inside, len(labels)) + np.bincount(tails, inside, len(labels))
    strength = np.where(total > 0, own / np.maximum(total, 1e-12), 0.0)
    sizes = np.bincount(labels)
    stability = np.bincount(labels, strength) / np.maximum(sizes, 1)
    return Partition(labels=labels, strength=strength, stability=np.clip(stability, 0, 1))

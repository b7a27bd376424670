"""BERTopic's classic pair, UMAP and HDBSCAN, sized to the number of passages.

McInnes, Healy & Melville (2018), *UMAP*; Campello, Moulavi & Sander (2013) for HDBSCAN. UMAP is
compiled anew in every process (about 15 s), which is why it is not the default.
"""

from __future__ import annotations

import warnings

import numpy as np

from workbench.discovery.partitions import Labels, Partition, Vectors
from workbench.discovery.progress import Progress, pulsing, within
from workbench.discovery.recipes import DensitySpec


def density_partition(
    vectors: Vectors, spec: DensitySpec, *, seed: int, progress: Progress
) -> Partition:
    """Group passages where they lie dense; the others get no group.

    Parameters
    ----------
    vectors
        Unit vectors, shape (n, d).
    spec
        Settings of both; the smallest group is ``max(min_group, n * min_group_share)``.
    seed
        UMAP's; with a seed it runs on one thread.
    progress
        Called about twice a second.

    Returns
    -------
    Partition
        ``strength`` is HDBSCAN's membership probability, ``stability`` its cluster persistence.
    """
    points = pulsing(
        lambda: _flatten(vectors, spec, seed),
        "Laying the passages out (compiling takes about 15 seconds)",
        within(progress, 0, 0.9),
    )
    return pulsing(
        lambda: _dense(points, spec), "Looking for dense places", within(progress, 0.9, 1)
    )


def _flatten(vectors: Vectors, spec: DensitySpec, seed: int) -> Vectors:
    from umap import UMAP

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="n_jobs value", category=UserWarning)
        warnings.filterwarnings("ignore", module="sklearn", category=FutureWarning)
        reducer = UMAP(
            n_neighbors=min(spec.n_neighbours, len(vectors) - 1),
            n_components=min(spec.n_components, len(vectors) - 3),
            min_dist=spec.min_distance,
            metric="cosine",
            random_state=seed,
        )
        return np.asarray(reducer.fit_transform(vectors), dtype=np.float32)


def _dense(points: Vectors, spec: DensitySpec) -> Partition:
    from hdbscan import HDBSCAN

    smallest = max(spec.min_group, round(spec.min_group_share * len(points)))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="sklearn", category=FutureWarning)
        model = HDBSCAN(min_cluster_size=smallest, core_dist_n_jobs=1).fit(points)
    labels: Labels = np.asarray(model.labels_, dtype=np.int64)
    stability = np.asarray(model.cluster_persistence_, dtype=np.float64)
    return Partition(
        labels=labels,
        strength=np.clip(np.asarray(model.probabilities_, dtype=np.float64), 0, 1),
        stability=np.clip(stability, 0, 1),
    )

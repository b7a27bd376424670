"""The only door to BERTopic: our vectors in, the groups that its users know out.

BERTopic composes the stages (Grootendorst 2022, arXiv:2203.05794): vectors are passed in, UMAP
lays them out (McInnes, Healy & Melville 2018), HDBSCAN finds dense places (Campello, Moulavi &
Sander 2013). Importing it takes seconds, and UMAP is compiled anew in every process (about 15 s),
which is why it is no part of the default recipe.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from workbench.discovery.partitions import Labels, Partition, Vectors
from workbench.discovery.progress import Progress, pulsing
from workbench.discovery.recipes import DensitySpec


def bertopic_partition(
    texts: Sequence[str], vectors: Vectors, spec: DensitySpec, *, seed: int, progress: Progress
) -> Partition:
    """Group passages where they lie dense; the others get no group.

    Parameters
    ----------
    texts, vectors
        Passages and their unit vectors, shape (n, d).
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
    return pulsing(
        lambda: _partition(texts, vectors, spec, seed),
        "Laying the passages out (compiling takes about 15 seconds)",
        progress,
    )


def bertopic_as_it_comes(
    texts: Sequence[str], vectors: Vectors, *, seed: int
) -> tuple[Labels, tuple[tuple[str, ...], ...]]:
    """Run BERTopic with nothing changed but UMAP's seed: what a recipe is measured against.

    Returns
    -------
    tuple
        Labels, shape (n,), -1 for its outliers; and the words of each topic, strongest first.
    """
    from bertopic import BERTopic
    from umap import UMAP

    layout = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = BERTopic(umap_model=layout)
        found = np.asarray(model.fit_transform(list(texts), embeddings=vectors)[0], dtype=np.int64)
    words = (model.get_topic(topic) or [] for topic in range(int(found.max(initial=-1)) + 1))
    return found, tuple(tuple(word for word, _ in each) for each in words)


def _partition(texts: Sequence[str], vectors: Vectors, spec: DensitySpec, seed: int) -> Partition:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecation notes of the libraries that it imports
        model = _model(len(vectors), spec, seed)
        model.fit(list(texts), embeddings=vectors)
    found = model.hdbscan_model
    return Partition(
        labels=np.asarray(found.labels_, dtype=np.int64),
        strength=np.clip(np.asarray(found.probabilities_, dtype=np.float64), 0, 1),
        stability=np.clip(np.asarray(found.cluster_persistence_, dtype=np.float64), 0, 1),
    )


def _model(n_passages: int, spec: DensitySpec, seed: int) -> Any:  # noqa: ANN401 - untyped
    from bertopic import BERTopic
    from hdbscan import HDBSCAN
    from umap import UMAP

    smallest = max(spec.min_group, round(spec.min_group_share * n_passages))
    return BERTopic(
        umap_model=UMAP(
            n_neighbors=min(spec.n_neighbours, n_passages - 1),
            n_components=min(spec.n_components, n_passages - 3),
            min_dist=spec.min_distance,
            metric="cosine",
            random_state=seed,
        ),
        hdbscan_model=HDBSCAN(min_cluster_size=smallest, core_dist_n_jobs=1),
    )

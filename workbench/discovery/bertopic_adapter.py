"""The only door to BERTopic: our vectors and groups in, c-TF-IDF keywords out.

BERTopic composes the stages (Grootendorst 2022, arXiv:2203.05794): vectors are passed in, no
dimension is reduced by it, our clusterer stands where HDBSCAN would, and its class-based TF-IDF
ranks the phrases of each group. Importing it takes seconds, hence only when needed.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from workbench.discovery.partitions import Labels, Vectors
from workbench.discovery.phrases import PASSAGE_END, Vocabulary

_N_RANKED = 30


class _OurClusterer:
    """What BERTopic asks of a clusterer: ``fit``, ``predict`` and ``labels_``."""

    def __init__(self, cluster: Callable[[Vectors], Labels]) -> None:
        self._cluster = cluster
        self.labels_: Labels = np.zeros(0, dtype=np.int64)

    def fit(self, vectors: Vectors, y: object = None) -> _OurClusterer:
        """Group the vectors; ``y`` is part of the interface and not used."""
        del y
        self.labels_ = self._cluster(vectors)
        return self

    def predict(self, vectors: Vectors) -> Labels:
        """Group vectors anew."""
        return self._cluster(vectors)


def ranked_phrases(
    texts: Sequence[str],
    vectors: Vectors,
    cluster: Callable[[Vectors], Labels],
    vocabulary: Vocabulary,
) -> Mapping[int, tuple[tuple[str, float], ...]]:
    """Cluster through BERTopic and rank the phrases of each group by c-TF-IDF.

    Parameters
    ----------
    texts, vectors
        Passages and their unit vectors, shape (n, d).
    cluster
        Gives the group of each vector, -1 for none.
    vocabulary
        Turns a text into phrases.

    Returns
    -------
    Mapping
        Group to at most thirty (phrase, weight), strongest first, ties in alphabetical order.
    """
    labels = np.zeros(0, dtype=np.int64)

    def remembered(given: Vectors) -> Labels:
        nonlocal labels
        labels = cluster(given)
        return labels

    model = _model(_OurClusterer(remembered), vocabulary)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"(bertopic|sklearn|pandas|hdbscan|umap)")
        model.fit_transform([text + PASSAGE_END for text in texts], embeddings=vectors)
    topics = np.asarray(model.topics_)
    groups = {int(group): int(topics[labels == group][0]) for group in np.unique(labels)}
    return {group: _phrases(model, topic) for group, topic in groups.items() if group >= 0}


def _model(clusterer: _OurClusterer, vocabulary: Vocabulary) -> Any:  # noqa: ANN401 - untyped
    from sklearn.feature_extraction.text import CountVectorizer

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecation notes of the libraries that it imports
        from bertopic import BERTopic
        from bertopic.dimensionality import BaseDimensionalityReduction

    return BERTopic(
        language="multilingual",  # the English setting strips hyphens and apostrophes
        top_n_words=_N_RANKED,
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=clusterer,
        vectorizer_model=CountVectorizer(analyzer=vocabulary.phrases),
    )


def _phrases(model: Any, topic: int) -> tuple[tuple[str, float], ...]:  # noqa: ANN401
    ranked = [(str(word), float(weight)) for word, weight in model.get_topic(topic) if word]
    return tuple(sorted(ranked, key=lambda pair: (-round(pair[1], 12), pair[0])))

"""The plain encoder: no weights at all, so it works where no model can be loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.encoders import unit_rows
from workbench.discovery.recipes import EncoderSpec


class TfidfEncoder:
    """TF-IDF of words and word pairs, reduced by a truncated SVD (latent semantic analysis).

    The weights come from the texts themselves, so vectors are comparable only within one call of
    ``encode`` and the calls of ``encode_more`` that follow it, and must not be cached. With few
    texts the last dimensions are zero. A text without a known word gets the zero vector.
    """

    cacheable = False

    def __init__(self, spec: EncoderSpec, *, seed: int) -> None:
        self.n_dimensions = spec.n_dimensions
        self.id = f"tfidf-svd-{spec.n_dimensions}"
        self._seed = seed
        self._words: Any = None
        self._svd: Any = None

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return one vector a text, shape (n_texts, n_dimensions), of unit length or zero."""
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

        with threadpool_limits(limits=1):
            vectors = self._padded(self._learn(texts))
        if progress and texts:
            progress(len(texts), len(texts))
        return vectors

    def encode_more(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return vectors in the space of the latest ``encode``, shape (n_texts, n_dimensions)."""
        from threadpoolctl import threadpool_limits

        if self._svd is None or not texts:
            return np.zeros((len(texts), self.n_dimensions), dtype=np.float32)
        with threadpool_limits(limits=1):
            return self._padded(self._svd.transform(self._words.transform(texts)))

    def _learn(self, texts: Sequence[str]) -> NDArray[Any]:
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._words = self._svd = None
        nothing = np.zeros((len(texts), 0))
        words = TfidfVectorizer(ngram_range=(1, 2), stop_words="english", sublinear_tf=True)
        try:
            counts = words.fit_transform(texts)
        except ValueError:  # no text holds a word: nothing to weigh, all vectors stay zero
            return nothing
        width = min(self.n_dimensions, counts.shape[1] - 1, len(texts) - 1)
        if width < 1:
            return nothing
        svd = TruncatedSVD(n_components=width, random_state=self._seed)
        found = svd.fit_transform(counts)
        self._words, self._svd = words, svd
        return np.asarray(found)

    def _padded(self, vectors: NDArray[Any]) -> NDArray[np.float32]:
        out = np.zeros((len(vectors), self.n_dimensions), dtype=np.float32)
        out[:, : vectors.shape[1]] = unit_rows(vectors)
        return out

"""Other people's topic models, to be measured beside a recipe; no part of any run.

All get the same texts, and those that read vectors the same vectors. NMF, LDA and KeyNMF are told
the true number of codes, which no recipe is. Their passages belong to the topic that weighs most.
"""

from __future__ import annotations

import importlib.util
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.encoders import Encoder, load_encoder
from workbench.discovery.partitions import Labels, Vectors
from workbench.discovery.recipes import load_recipe

_N_WORDS = 8


class Peer(StrEnum):
    """What a recipe can be measured against."""

    BERTOPIC = "bertopic-default"
    NMF = "nmf"
    LDA = "lda"
    KEYNMF = "keynmf"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerGroups:
    """What a peer found.

    Attributes
    ----------
    labels
        Shape (n,): the topic of each passage from 0, -1 for none.
    titles
        The words of each topic, strongest first, joined by spaces.
    """

    labels: Labels
    titles: tuple[str, ...]


def missing_for(peer: Peer) -> str | None:
    """Return the package that a peer lacks on this machine, or None."""
    wanted = _NEEDS.get(peer, ())
    return next((name for name in wanted if importlib.util.find_spec(name) is None), None)


def group_by_peer(
    peer: Peer, texts: Sequence[str], vectors: Vectors, *, n_codes: int, seed: int
) -> PeerGroups:
    """Let a peer group passages.

    Parameters
    ----------
    texts, vectors
        Passages and their unit vectors, shape (n, d).
    n_codes
        The true number of codes; BERTopic does not look at it.
    seed
        Everything random follows from it.
    """
    # Standard output holds a command's result alone, and KeyNMF writes its progress there.
    with warnings.catch_warnings(), redirect_stdout(sys.stderr):
        warnings.simplefilter("ignore")  # convergence and deprecation notes of the libraries
        try:
            return _PEERS[peer](texts, vectors, n_codes, seed)
        except ValueError:
            # Too few texts for the words that it keeps, or for its layout: it finds nothing.
            return PeerGroups(labels=np.full(len(texts), -1, dtype=np.int64), titles=())


def _bertopic(texts: Sequence[str], vectors: Vectors, _: int, seed: int) -> PeerGroups:
    from workbench.discovery.bertopic_adapter import bertopic_as_it_comes

    labels, words = bertopic_as_it_comes(texts, vectors, seed=seed)
    return PeerGroups(labels=labels, titles=tuple(" ".join(each[:_N_WORDS]) for each in words))


def _nmf(texts: Sequence[str], _: Vectors, n_codes: int, seed: int) -> PeerGroups:
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    counter = TfidfVectorizer(stop_words="english", min_df=2, max_df=0.8)
    return _factored(NMF(n_codes, random_state=seed, max_iter=400), counter, texts)


def _lda(texts: Sequence[str], _: Vectors, n_codes: int, seed: int) -> PeerGroups:
    from sklearn.decomposition import LatentDirichletAllocation
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(stop_words="english", min_df=2, max_df=0.8)
    return _factored(LatentDirichletAllocation(n_codes, random_state=seed), counter, texts)


def _factored(model: Any, counter: Any, texts: Sequence[str]) -> PeerGroups:  # noqa: ANN401
    """Fit a scikit-learn topic model; a text without any of its words belongs to no topic."""
    weights = model.fit_transform(counts := counter.fit_transform(texts))
    labels = np.where(counts.getnnz(axis=1) > 0, weights.argmax(axis=1), -1)
    return _tidy(labels, model.components_, counter.get_feature_names_out())


def _keynmf(texts: Sequence[str], vectors: Vectors, n_codes: int, seed: int) -> PeerGroups:
    from turftopic import KeyNMF

    model = KeyNMF(n_codes, encoder=_as_transformer(), random_state=seed)
    weights = np.asarray(model.fit_transform(list(texts), embeddings=vectors))
    labels = np.where(weights.any(axis=1), weights.argmax(axis=1), -1)
    return _tidy(labels, np.asarray(model.components_), np.asarray(model.get_vocab()))


class _AsTransformer:
    """Our encoder behind the one method of sentence-transformers that KeyNMF calls.

    It asks for every word of the vocabulary; each is read once in a process.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder, self._known = encoder, dict[str, Vectors]()

    def encode(self, texts: Sequence[str], **_: object) -> Vectors:
        """Return one unit vector a text, shape (n_texts, n_dimensions)."""
        if missing := [text for text in dict.fromkeys(texts) if text not in self._known]:
            self._known.update(zip(missing, self._encoder.encode(missing), strict=True))
        return np.stack([self._known[text] for text in texts])


@lru_cache(maxsize=1)
def _as_transformer() -> _AsTransformer:
    return _AsTransformer(load_encoder(load_recipe()))


def _tidy(labels: NDArray[np.int64], components: NDArray[Any], words: NDArray[Any]) -> PeerGroups:
    """Return topics that somebody belongs to, numbered in their order and named by their words."""
    used = np.unique(labels[labels >= 0])
    renumbered = np.where(labels >= 0, np.searchsorted(used, labels), -1)
    strongest = np.argsort(-components[used], axis=1, kind="stable")[:, :_N_WORDS]
    titles = tuple(" ".join(map(str, words[row])) for row in strongest)
    return PeerGroups(labels=np.asarray(renumbered, dtype=np.int64), titles=titles)


#: What is not in the default install: Turftopic imports sentence-transformers, and with it torch.
_NEEDS = {Peer.KEYNMF: ("turftopic", "sentence_transformers")}
_PEERS: Mapping[Peer, Callable[[Sequence[str], Vectors, int, int], PeerGroups]] = {
    Peer.BERTOPIC: _bertopic,
    Peer.NMF: _nmf,
    Peer.LDA: _lda,
    Peer.KEYNMF: _keynmf,
}

"""Encoders: texts in, unit vectors out, on the CPU and without a network."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.recipes import EncoderKind, EncoderSpec, PinnedFile, Recipe
from workbench.errors import BrokenModel, InvalidRecipe

_TICK = 64


class Encoder(Protocol):
    """Something that turns texts into unit vectors.

    ``cacheable`` says whether a text's vector is the same whatever texts stand beside it.
    """

    id: str
    n_dimensions: int
    cacheable: bool

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return one unit vector a text, shape (n_texts, n_dimensions)."""
        ...


def load_encoder(recipe: Recipe) -> Encoder:
    """Return the encoder a recipe names, after checking the SHA-256 of its files.

    Raises
    ------
    BrokenModel
        A file is missing, is not the pinned one, or cannot be loaded.
    """
    if recipe.encoder.kind is EncoderKind.TFIDF:
        return TfidfEncoder(recipe.encoder, seed=recipe.seed)
    return MiniLMEncoder(recipe.encoder)


class MiniLMEncoder:
    """all-MiniLM-L6-v2 with int8 weights on onnxruntime: mean of the tokens, then unit length.

    A text longer than ``max_tokens`` word pieces is cut there: what follows does not count.
    Every text is run on its own, on one thread of the runtime, and several texts run side by
    side: so a vector can depend neither on its neighbours (padding, batch size) nor on the number
    of processors, and a vector from a cache equals a fresh one byte for byte.

    Raises
    ------
    BrokenModel
        A file is missing, is not the pinned one, or cannot be loaded.
    """

    cacheable = True

    def __init__(self, spec: EncoderSpec) -> None:
        if spec.weights is None or spec.tokenizer is None:
            raise InvalidRecipe("encoder", "it names no weights or no tokenizer")
        self.n_dimensions = spec.n_dimensions
        self.id = f"minilm-int8-{spec.weights.sha256[:12]}-{spec.max_tokens}"
        self._session = _session(pinned_path(spec.weights))
        self._tokenizer = _tokenizer(pinned_path(spec.tokenizer), spec.max_tokens)

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return one unit vector a text, shape (n_texts, n_dimensions).

        Parameters
        ----------
        texts
            Any strings; an empty one gets the vector of the empty sentence.
        progress
            Called with (texts done, texts in all), about twice a second.
        """
        vectors = np.zeros((len(texts), self.n_dimensions), dtype=np.float32)
        with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
            for start, stop in _batches(len(texts)):
                tokens = [row.ids for row in self._tokenizer.encode_batch(list(texts[start:stop]))]
                vectors[start:stop] = list(pool.map(self._one, tokens))
                if progress:
                    progress(stop, len(texts))
        return vectors

    def _one(self, tokens: list[int]) -> NDArray[np.float32]:
        ids = np.asarray([tokens], dtype=np.int64)
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        mean = np.asarray(self._session.run(None, feed)[0][0], dtype=np.float64).mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


class TfidfEncoder:
    """TF-IDF of words and word pairs, reduced by a truncated SVD (latent semantic analysis).

    The weights come from the texts themselves, so vectors are comparable only within one call
    and must not be cached. With few texts the last dimensions are zero. A text without a known
    word gets the zero vector.
    """

    cacheable = False

    def __init__(self, spec: EncoderSpec, *, seed: int) -> None:
        self.n_dimensions = spec.n_dimensions
        self.id = f"tfidf-svd-{spec.n_dimensions}"
        self._seed = seed

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return one vector a text, shape (n_texts, n_dimensions), of unit length or zero."""
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

        with threadpool_limits(limits=1):
            vectors = self._encode(texts)
        if progress and texts:
            progress(len(texts), len(texts))
        return vectors

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer

        out = np.zeros((len(texts), self.n_dimensions), dtype=np.float32)
        try:
            counts = TfidfVectorizer(
                ngram_range=(1, 2), stop_words="english", sublinear_tf=True
            ).fit_transform(texts)
        except ValueError:  # no text holds a word: nothing to weigh, all vectors stay zero
            return out
        width = min(self.n_dimensions, counts.shape[1] - 1, len(texts) - 1)
        if width > 0:
            svd = TruncatedSVD(n_components=width, random_state=self._seed)
            out[:, :width] = unit_rows(svd.fit_transform(counts))
        return out


def unit_rows(vectors: NDArray[Any]) -> NDArray[np.float32]:
    """Scale rows to unit length; rows without length stay zero."""
    wide = np.asarray(vectors, dtype=np.float64)
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    return np.asarray(wide / np.where(lengths > 1e-12, lengths, 1.0), dtype=np.float32)


def pinned_path(pinned: PinnedFile) -> Path:
    """Find a file of an installed package, without importing the package, and check it.

    Raises
    ------
    BrokenModel
        The package or file is missing, or the file is not the pinned one.
    """
    name = f"{pinned.package}/{pinned.path}"
    try:
        package = importlib.metadata.distribution(pinned.package)
        path = Path(str(package.locate_file(pinned.path)))
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except (importlib.metadata.PackageNotFoundError, OSError) as error:
        raise BrokenModel(name, "the file is missing") from error
    if found != pinned.sha256:
        raise BrokenModel(name, f"its SHA-256 is {found[:12]}…, not {pinned.sha256[:12]}…")
    return path


def _session(path: Path) -> Any:  # noqa: ANN401 - onnxruntime has no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime's own classes share no public base
        raise BrokenModel(path.name, "the runtime cannot load it") from error


def _tokenizer(path: Path, max_tokens: int) -> Any:  # noqa: ANN401 - tokenizers has no types
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises plain Exception
        raise BrokenModel(path.name, "it is not a tokenizer") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def _batches(n_texts: int) -> Iterator[tuple[int, int]]:
    for start in range(0, n_texts, _TICK):
        yield start, min(n_texts, start + _TICK)

"""Transformer encoders on onnxruntime: no torch, one processor a text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.encoders import pinned_path
from workbench.discovery.recipes import EncoderSpec
from workbench.errors import BrokenModel, InvalidRecipe

_TICK = 64
_MADE = {"attention_mask": np.ones_like, "token_type_ids": np.zeros_like}


class Pooling(StrEnum):
    """How the vectors of a text's word pieces become one."""

    MEAN = "mean"
    FIRST = "cls"
    LARGEST = "max"


class Network:
    """A network on one thread of the runtime: word pieces in, one vector a text out.

    Raises
    ------
    BrokenModel
        The runtime cannot load the file, or it wants other inputs than a text encoder does.
    """

    def __init__(self, path: Path, pooling: Pooling = Pooling.MEAN) -> None:
        self._session, self._pooling = _session(path), pooling
        self._asks = {each.name for each in self._session.get_inputs()} - {"input_ids"}
        if strange := sorted(self._asks - set(_MADE)):
            raise BrokenModel(path.name, f"it asks for “{strange[0]}”")

    def vectors(self, ids: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the vectors of texts of one length, (n, length) to (n, d), not scaled."""
        feed = {"input_ids": ids, **{name: _MADE[name](ids) for name in self._asks}}
        found = np.asarray(self._session.run(None, feed)[0], dtype=np.float64)
        if found.ndim == 2:
            return found
        match self._pooling:
            case Pooling.MEAN:
                return np.asarray(found.mean(axis=1))
            case Pooling.FIRST:
                return np.asarray(found[:, 0])
            case Pooling.LARGEST:
                return np.asarray(found.max(axis=1))


class OnnxEncoder:
    """A network with its tokenizer.

    A text longer than the tokenizer's limit is cut there: what follows does not count. Every text
    is run on its own, on one thread of the runtime, and several texts run side by side: so a vector
    can depend neither on its neighbours (padding, batch size) nor on the number of processors, and
    a vector from a cache equals a fresh one byte for byte.
    """

    cacheable = True

    def __init__(
        self,
        name: str,
        network: Network,
        tokenizer: Any,  # noqa: ANN401 - tokenizers has no types
        n_dimensions: int,
    ) -> None:
        self.id, self.n_dimensions = name, n_dimensions
        self._network, self._tokenizer = network, tokenizer

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

    def encode_more(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text: the space is always the same."""
        return self.encode(texts)

    def _one(self, tokens: list[int]) -> NDArray[np.float32]:
        found = self._network.vectors(np.asarray([tokens], dtype=np.int64))[0]
        return np.asarray(found / max(float(np.linalg.norm(found)), 1e-12), dtype=np.float32)


def load_minilm(spec: EncoderSpec) -> OnnxEncoder:
    """Return all-MiniLM-L6-v2 with int8 weights: mean of the tokens, then unit length.

    Raises
    ------
    BrokenModel
        A file is missing, is not the pinned one, or cannot be loaded.
    """
    if spec.weights is None or spec.tokenizer is None:
        raise InvalidRecipe("encoder", "it names no weights or no tokenizer")
    name = f"minilm-int8-{spec.weights.sha256[:12]}-{spec.max_tokens}"
    network = Network(pinned_path(spec.weights))
    tokenizer = open_tokenizer(pinned_path(spec.tokenizer), spec.max_tokens)
    return OnnxEncoder(name, network, tokenizer, spec.n_dimensions)


def open_tokenizer(path: Path, max_tokens: int) -> Any:  # noqa: ANN401 - tokenizers has no types
    """Return a tokenizer that cuts texts after ``max_tokens`` word pieces and pads none.

    Raises
    ------
    BrokenModel
        The file is none.
    """
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises plain Exception
        raise BrokenModel(path.name, "it is not a tokenizer") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def _session(path: Path) -> Any:  # noqa: ANN401 - onnxruntime has no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime's own classes share no public base
        raise BrokenModel(path.name, "the runtime cannot load it") from error


def _batches(n_texts: int) -> Iterator[tuple[int, int]]:
    for start in range(0, n_texts, _TICK):
        yield start, min(n_texts, start + _TICK)

"""The fast encoder: no network runs, only a table is read that was distilled on this machine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.encoders import pinned_path, unit_rows
from workbench.discovery.progress import Progress
from workbench.discovery.recipes import EncoderSpec
from workbench.discovery.static_table import StaticTable, cache_folder, read_table, write_table
from workbench.errors import InvalidRecipe

_TICK = 8_192


class StaticEncoder:
    """Weighted means of word pieces' vectors, of unit length.

    A text without a word piece that counts gets the zero vector. Its id holds the table's digest:
    a table that came out differently on another machine never mixes with this one's vectors.
    """

    cacheable = True

    def __init__(self, table: StaticTable, tokenizer: Any, max_tokens: int) -> None:  # noqa: ANN401
        self.n_dimensions = int(table.pieces.shape[1])
        self.id = f"static-{table.digest[:12]}-{max_tokens}"
        self._table, self._tokenizer = table, tokenizer

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return one vector a text, shape (n_texts, n_dimensions), of unit length or zero.

        Parameters
        ----------
        progress
            Called with (texts done, texts in all), about twice a second.
        """
        vectors = np.zeros((len(texts), self.n_dimensions), dtype=np.float32)
        for start in range(0, len(texts), _TICK):
            few = list(texts[start : start + _TICK])
            found = self._tokenizer.encode_batch_fast(few, add_special_tokens=False)
            vectors[start : start + _TICK] = unit_rows(
                self._table.means([row.ids for row in found])
            )
            if progress:
                progress(min(len(texts), start + _TICK), len(texts))
        return vectors

    def encode_more(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector a text: the space is always the same."""
        return self.encode(texts)


def load_static(spec: EncoderSpec, *, progress: Progress) -> StaticEncoder:
    """Return the fast encoder; the first time, distil its table and keep it in the cache.

    Parameters
    ----------
    spec
        Names the encoder that is distilled, and how wide the table is.
    progress
        Called while the table is distilled; what it raises ends the work, and nothing is kept.

    Raises
    ------
    BrokenModel
        A file of the encoder is missing, is not the pinned one, or cannot be loaded.
    """
    from workbench.discovery.onnx_encoder import open_tokenizer

    if spec.weights is None or spec.tokenizer is None:
        raise InvalidRecipe("encoder", "it names no weights or no tokenizer")
    tokenizer = open_tokenizer(pinned_path(spec.tokenizer), spec.max_tokens)
    return StaticEncoder(_table(spec, tokenizer, progress), tokenizer, spec.max_tokens)


def _table(spec: EncoderSpec, tokenizer: Any, progress: Progress) -> StaticTable:  # noqa: ANN401
    key = _key(spec)
    path = cache_folder() / "static" / f"{key[:24]}.npz"
    if (kept := read_table(path, key)) is not None:
        return kept
    table = _distilled(spec, tokenizer, progress)
    # A cache that cannot be written costs the same minute next time and is no reason to stop.
    with suppress(OSError):
        write_table(path, key, table)
    return table


def _key(spec: EncoderSpec) -> str:
    """Return what the table depends on: the pinned files, its width and the method, hashed."""
    from workbench.discovery.static_distil import METHOD

    parts = [spec.weights, spec.tokenizer]
    pins = [part.sha256 for part in parts if part is not None]
    return hashlib.sha256(
        "|".join([*pins, str(spec.n_dimensions), str(METHOD)]).encode()
    ).hexdigest()


def _distilled(spec: EncoderSpec, tokenizer: Any, progress: Progress) -> StaticTable:  # noqa: ANN401
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    from workbench.discovery.onnx_encoder import Network
    from workbench.discovery.static_distil import distil, words_of_tokenizer

    if spec.weights is None:
        raise InvalidRecipe("encoder", "it names no weights")
    network = Network(pinned_path(spec.weights))
    with threadpool_limits(limits=1):  # sums in another order would differ in the last digit
        words = words_of_tokenizer(tokenizer)
        return distil(network.vectors, words, spec.n_dimensions, progress)

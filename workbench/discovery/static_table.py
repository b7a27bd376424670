"""A vector for every word piece, and how they make the vector of a text.

A text's vector is the weighted mean of its word pieces' vectors, plus what all texts have in
common, scaled to unit length: thousands of texts a second, as no network runs.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

_PARTS = ("pieces", "weights", "common")


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticTable:
    """What was distilled.

    Attributes
    ----------
    pieces
        Shape (n_pieces, d): a vector for each word piece of the tokenizer.
    weights
        Shape (n_pieces,): how much each counts; frequent ones less, marks that are no words 0.
    common
        Shape (d,): what the vectors of all texts have in common.
    """

    pieces: NDArray[np.float32]
    weights: NDArray[np.float32]
    common: NDArray[np.float32]

    @property
    def digest(self) -> str:
        """SHA-256 of all figures."""
        found = hashlib.sha256()
        for name in _PARTS:
            found.update(np.ascontiguousarray(getattr(self, name)).tobytes())
        return found.hexdigest()

    def means(self, ids: list[list[int]]) -> NDArray[np.float32]:
        """Return the vectors of texts, given as word pieces; shape (n_texts, d), not scaled.

        A text without a word that counts gets the zero vector. Each row is summed by itself and in
        order, so that it does not depend on the rows beside it.
        """
        from scipy.sparse import csr_matrix

        ends = np.cumsum([0, *map(len, ids)])
        flat = np.fromiter((piece for row in ids for piece in row), dtype=np.int64, count=ends[-1])
        shape = (len(ids), len(self.pieces))
        counts = csr_matrix((self.weights[flat], flat, ends), shape=shape)
        totals = (counts @ np.ones(len(self.pieces), dtype=np.float32))[:, None]
        known = totals > 0
        sums = np.asarray(counts @ self.pieces, dtype=np.float32)
        return np.where(known, sums / np.where(known, totals, 1) + self.common, np.float32(0))


def read_table(path: Path, key: str) -> StaticTable | None:
    """Return the table kept in a file; None if there is none, or it is damaged or another one."""
    try:
        with np.load(path, allow_pickle=False) as file:
            table = StaticTable(**{name: file[name] for name in _PARTS})
            kept = (str(file["key"]), str(file["digest"]))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None  # it is distilled anew
    return table if kept == (key, table.digest) else None


def write_table(path: Path, key: str, table: StaticTable) -> None:
    """Keep a table, in one step: another process sees all of it or nothing.

    Raises
    ------
    OSError
        The place cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{uuid4().hex}")
    parts: dict[str, Any] = {name: getattr(table, name) for name in _PARTS}
    try:
        with fresh.open("wb") as file:
            np.savez(file, key=np.array(key), digest=np.array(table.digest), **parts)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def cache_folder() -> Path:
    """Return where distilled tables are kept: ``WORKBENCH_CACHE``, else this person's cache."""
    if chosen := os.environ.get("WORKBENCH_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("workbench", appauthor=False)

"""Vectors kept by what was embedded and with what: no text is encoded twice.

A vector is found by the hash of its text and the id of its encoder. What is missing is encoded in
batches of about a second and each batch is committed by itself, so that a killed or cancelled run
loses one batch.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy.dialects import postgresql, sqlite

from workbench.domain.sources import text_hash
from workbench.store.database import Project
from workbench.store.material import times_undone
from workbench.store.tables import VectorRow

Vectors = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]
Progress = Callable[[str, float], None]

#: In the place of an encoder: where passages lie on the map (see `places`).
PLACES = "places on the map"
#: SQLite takes at most 32,766 variables in a statement; some builds fewer.
_ASKED = 500
_FEWEST, _MOST = 128, 8192
#: A batch that took less than this is followed by one twice as large, one of more by a smaller one.
_SECONDS = 0.5


def cached_vectors(
    project: Project,
    encoder_id: str,
    texts: Sequence[str],
    encode: Encode,
    *,
    progress: Progress,
) -> tuple[Vectors, int]:
    """Return the texts' vectors, encoding only what the project does not hold yet.

    Parameters
    ----------
    project
        Where vectors are kept.
    encoder_id
        What makes them; another encoder's vectors are not looked at.
    texts
        Any texts; equal ones are encoded once.
    encode
        Makes vectors of shape (n_texts, n_dimensions); a vector must not depend on its neighbours.
    progress
        Called with a sentence and the fraction done before each batch. What it raises ends the
        work; what was committed before stays.

    Returns
    -------
    tuple
        Vectors, float32 of shape (len(texts), n_dimensions), and how many were encoded.
    """
    cache = VectorCache(project, encoder_id)
    first = _first_places(texts)
    vectors = np.zeros((len(texts), encode([]).shape[1]), dtype=np.float32)
    progress("Looking up passages that were read before", 0.0)
    found = cache.read_into(vectors, first)
    missing = {name: place for name, place in first.items() if not found[place]}
    _read_missing(cache, vectors, missing, texts, encode, progress)
    _fill_repeats(vectors, texts, first)
    return vectors, len(missing)


class VectorCache:
    """The vectors of one encoder in one project."""

    def __init__(self, project: Project, encoder_id: str) -> None:
        self._project, self._encoder_id = project, encoder_id
        self._state: int | None = None

    def read_into(self, vectors: Vectors, places: Mapping[str, int]) -> NDArray[np.bool_]:
        """Fill in the vectors that are kept, and tell which rows they are, shape (n,).

        Parameters
        ----------
        vectors
            Shape (n, n_dimensions); a kept vector of another width counts as none.
        places
            The row of each text hash.
        """
        found = np.zeros(len(vectors), dtype=np.bool_)
        # In the order of the key neighbouring rows come from one page of the file.
        names, size = sorted(places), vectors.shape[1] * vectors.itemsize
        with self._project.reading() as connection:
            self._state = times_undone(connection)
            for start in range(0, len(names), _ASKED):
                asked = self._query(names[start : start + _ASKED])
                for name, data in connection.execute(asked).all():
                    if len(data) == size:
                        vectors[places[name]] = np.frombuffer(data, dtype="<f4")
                        found[places[name]] = True
        return found

    def add(self, names: Sequence[str], vectors: Vectors) -> None:
        """Keep one vector for each text hash, in one transaction.

        When texts were taken away since this cache was read, nothing is kept: theirs may be among
        them.
        """
        rows = [
            {"text_hash": name, "encoder_id": self._encoder_id, "data": data.tobytes()}
            for name, data in zip(names, vectors.astype("<f4", copy=False), strict=True)
        ]
        with self._project.writing() as connection:
            if self._state not in {None, times_undone(connection)}:
                return
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            insert = dialect.insert(VectorRow)
            # Another process may have kept the same vector meanwhile.
            keys, newer = (
                [VectorRow.text_hash, VectorRow.encoder_id],
                {"data": insert.excluded.data},
            )
            connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=newer), rows)

    def _query(self, names: Sequence[str]) -> sa.Select[str, bytes]:
        return sa.select(VectorRow.text_hash, VectorRow.data).where(
            VectorRow.encoder_id == self._encoder_id, VectorRow.text_hash.in_(names)
        )


def _first_places(texts: Sequence[str]) -> dict[str, int]:
    first: dict[str, int] = {}
    for place, text in enumerate(texts):
        first.setdefault(text_hash(text), place)
    return first


def _read_missing(
    cache: VectorCache,
    vectors: Vectors,
    missing: Mapping[str, int],
    texts: Sequence[str],
    encode: Encode,
    progress: Progress,
) -> None:
    names, places = list(missing), list(missing.values())
    start, size = 0, _FEWEST
    while start < len(names):
        progress(f"Reading passages: {start:,} of {len(names):,}", start / len(names))
        began, stop = time.monotonic(), start + size
        batch = encode([texts[place] for place in places[start:stop]])
        cache.add(names[start:stop], batch)
        vectors[places[start:stop]] = batch
        start, size = stop, _next_size(size, time.monotonic() - began)
    if names:
        progress(f"Reading passages: {len(names):,} of {len(names):,}", 1.0)


def _next_size(size: int, seconds: float) -> int:
    wanted = size * 2 if seconds < _SECONDS else size if seconds < 2 * _SECONDS else size // 2
    return min(_MOST, max(_FEWEST, wanted))


def _fill_repeats(vectors: Vectors, texts: Sequence[str], first: Mapping[str, int]) -> None:
    if len(first) == len(texts):
        return
    origin = np.fromiter((first[text_hash(text)] for text in texts), dtype=np.int64)
    repeats = np.flatnonzero(origin != np.arange(len(texts)))
    vectors[repeats] = vectors[origin[repeats]]

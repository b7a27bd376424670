"""Passages read into vectors: from the cache where a vector depends on its text alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from workbench.domain.sources import Passage, text_hash
from workbench.store.database import Project
from workbench.store.tables import VectorRow
from workbench.store.vectors import VectorCache, cached_vectors

Vectors = NDArray[np.float32]


class Reader(Protocol):
    """What turns texts into vectors, as far as the store has to know it."""

    id: str
    cacheable: bool

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector a text, shape (n_texts, n_dimensions)."""
        ...


def read_passages(
    project: Project,
    reader: Reader,
    passages: Sequence[Passage],
    progress: Callable[[str, float], None],
) -> tuple[Vectors, int]:
    """Return the passages' vectors, shape (n_passages, n_dimensions), and how many are new."""
    texts = [each.quote for each in passages]
    if reader.cacheable:
        return cached_vectors(project, reader.id, texts, reader.encode, progress=progress)
    # Such vectors can be compared only within one call.
    progress(f"Reading passages: {len(texts):,}", 0.0)
    return reader.encode(texts), len(texts)


def kept_vectors(
    project: Project, passages: Sequence[Passage]
) -> tuple[Vectors, NDArray[np.bool_]]:
    """Return the vectors that are kept of these passages, by the encoder that has read most.

    Returns
    -------
    tuple
        Vectors of shape (n_passages, n_dimensions), and which of the rows are kept, (n_passages,);
        no dimension when nothing was read yet.
    """
    found = _busiest_encoder(project)
    if found is None:
        return np.zeros((len(passages), 0), np.float32), np.zeros(len(passages), np.bool_)
    encoder_id, n_dimensions = found
    hashes = [text_hash(each.quote) for each in passages]
    places = {name: place for place, name in enumerate(dict.fromkeys(hashes))}
    distinct = np.zeros((len(places), n_dimensions), np.float32)
    kept = VectorCache(project, encoder_id).read_into(distinct, places)
    rows = np.asarray([places[name] for name in hashes], np.int64)
    return distinct[rows], kept[rows]


def _busiest_encoder(project: Project) -> tuple[str, int] | None:
    """Return the encoder with the most vectors, and their number of dimensions."""
    size = sa.func.max(sa.func.length(VectorRow.data))
    count = sa.func.count()
    query = sa.select(VectorRow.encoder_id, size).group_by(VectorRow.encoder_id)
    with project.reading() as connection:
        row = connection.execute(query.order_by(count.desc(), VectorRow.encoder_id)).first()
    return (row[0], row[1] // np.dtype(np.float32).itemsize) if row else None

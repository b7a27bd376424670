"""Passages read into vectors: from the cache where a vector depends on its text alone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from workbench.domain.masking import as_read
from workbench.domain.sources import Passage, PassageId, text_hash
from workbench.store.database import Project
from workbench.store.material import Material, masked
from workbench.store.tables import VectorRow
from workbench.store.vectors import PLACES, VectorCache, cached_vectors

Vectors = NDArray[np.float32]

#: Whoever else wants a table that is being filled waits for it, and does not fill another.
_FILLING = threading.Lock()


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
    """Return the passages' vectors, shape (n_passages, n_dimensions), and how many are new.

    The passages are masked ones: no name is read.
    """
    texts = [as_read(each.quote) for each in passages]
    if reader.cacheable:
        return cached_vectors(project, reader.id, texts, reader.encode, progress=progress)
    # Such vectors can be compared only within one call.
    progress(f"Reading passages: {len(texts):,}", 0.0)
    return reader.encode(texts), len(texts)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VectorTable:
    """What one encoder has read of a project's texts, equal texts once.

    Parameters
    ----------
    texts
        The state of the texts that it is about.
    rows
        The row of each passage.
    places
        The row of each text hash.
    vectors, read
        Shape (n_rows, n_dimensions), and which of the rows are there, (n_rows,).
    """

    texts: Material
    rows: Mapping[PassageId, int]
    places: Mapping[str, int]
    vectors: Vectors
    read: NDArray[np.bool_]

    @classmethod
    def empty(cls, texts: Material, n_dimensions: int) -> Self:
        """Return a table in which nothing was read yet."""
        hashes = {name: text_hash(as_read(each.quote)) for name, each in texts.passages.items()}
        places = {each: row for row, each in enumerate(dict.fromkeys(hashes.values()))}
        return cls(
            texts=texts,
            rows={name: places[each] for name, each in hashes.items()},
            places=places,
            vectors=np.zeros((len(places), n_dimensions), np.float32),
            read=np.zeros(len(places), np.bool_),
        )

    def knowing(self, before: VectorTable | None) -> VectorTable:
        """Return the same table, with the rows that an earlier one has read already."""
        if before is None or before.vectors.shape[1] != self.vectors.shape[1]:
            return self
        known = [name for name in self.places if name in before.places]
        mine = [self.places[name] for name in known]
        theirs = [before.places[name] for name in known]
        self.vectors[mine], self.read[mine] = before.vectors[theirs], before.read[theirs]
        return self

    def fits(self, texts: Material, n_dimensions: int) -> bool:
        """Tell whether it is about this state of the texts."""
        return self.texts is texts and self.vectors.shape[1] == n_dimensions


def vector_table(project: Project, encoder_id: str, n_dimensions: int) -> VectorTable:
    """Return what an encoder has read, looking only for what was not there before.

    Kept in this process, since reading 100,000 vectors takes about a second.
    """
    texts, key = masked(project).seen, f"vectors of {encoder_id}"
    with _FILLING:
        table: VectorTable | None = project.cache.get(key)
        if table is None or not table.fits(texts, n_dimensions):
            table = VectorTable.empty(texts, n_dimensions).knowing(table)
        if not table.read.all():
            missing = {name: row for name, row in table.places.items() if not table.read[row]}
            found = VectorCache(project, encoder_id).read_into(table.vectors, missing)
            np.logical_or(table.read, found, out=table.read)
        project.cache[key] = table
    return table


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
    table = vector_table(project, *found)
    vectors = np.zeros((len(passages), found[1]), np.float32)
    kept = np.zeros(len(passages), np.bool_)
    # What was taken away meanwhile, by whichever process, has no row.
    known = [place for place, each in enumerate(passages) if each.id in table.rows]
    rows = [table.rows[passages[place].id] for place in known]
    vectors[known], kept[known] = table.vectors[rows], table.read[rows]
    return vectors, kept


def _busiest_encoder(project: Project) -> tuple[str, int] | None:
    """Return the encoder with the most vectors, and their number of dimensions."""
    count = sa.func.count()
    encoders = sa.select(VectorRow.encoder_id).where(VectorRow.encoder_id != PLACES)
    busiest = encoders.group_by(VectorRow.encoder_id).order_by(count.desc(), VectorRow.encoder_id)
    with project.reading() as connection:
        name = connection.scalar(busiest.limit(1))
        if name is None:
            return None
        # Any one tells: vectors of another width count as not kept.
        size = sa.select(sa.func.length(VectorRow.data)).where(VectorRow.encoder_id == name)
        length = connection.scalar(size.limit(1)) or 0
    return name, length // np.dtype(np.float32).itemsize

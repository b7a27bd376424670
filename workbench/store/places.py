"""Where passages lie on the map, kept so that a restart lays nothing out anew.

Places lie among the vectors, as one more of them: under a name that no encoder has, and found by the
hash of what they were laid out from. So they go with an erasure, as every vector that no passage is
read by does, and other texts never get them.
"""

from __future__ import annotations

import hashlib

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from workbench.store.database import Project
from workbench.store.tables import VectorRow
from workbench.store.vectors import PLACES, VectorCache

Places = NDArray[np.float32]


class PlaceCache:
    """The places of vectors that were laid out as one.

    Parameters
    ----------
    vectors
        What is laid out, shape (n, d).
    version
        Of how that is done: places that were found otherwise are not looked at.
    """

    def __init__(self, project: Project, vectors: NDArray[np.float32], version: int) -> None:
        self._project, self._count = project, len(vectors)
        digest = hashlib.sha256(f"{version} {vectors.shape}".encode())
        digest.update(vectors.tobytes())
        self._name = digest.hexdigest()
        self._cache = VectorCache(project, PLACES)

    def read(self) -> Places | None:
        """Return the places that are kept, shape (n, 2), or None."""
        found = np.zeros((1, 2 * self._count), np.float32)
        there = self._cache.read_into(found, {self._name: 0})
        return found.reshape(-1, 2) if there.all() else None

    def keep(self, places: Places) -> None:
        """Keep the places, and no earlier ones.

        Raises
        ------
        WorkbenchError
            When the project cannot be written.
        """
        self._cache.add([self._name], places.reshape(1, -1))
        others = (VectorRow.encoder_id == PLACES) & (VectorRow.text_hash != self._name)
        with self._project.writing() as connection:
            connection.execute(sa.delete(VectorRow).where(others))

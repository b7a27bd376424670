"""Draw passages towards their nearest neighbours, which takes the noise of single wordings out.

A few steps of diffusion on the graph of neighbours (Coifman & Lafon 2006, *Diffusion maps*, Applied
and Computational Harmonic Analysis 21). The graph is sparse and made block by block, so memory
grows with the number of passages; time grows with its square.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.encoders import unit_rows
from workbench.discovery.partitions import Vectors
from workbench.discovery.recipes import ConsensusSpec

_BLOCK = 1_024


def towards_neighbours(vectors: Vectors, spec: ConsensusSpec) -> Vectors:
    """Return the vectors drawn towards their neighbours, unit rows of the same shape (n, d).

    Row i becomes ``(1 - pull) * x_i + pull * (weighted mean of its neighbours' rows)``, weights
    being the cosines, neighbours being mutual or not; then unit length; ``n_rounds`` times.
    """
    unit = unit_rows(vectors)
    links = _links(unit, min(spec.n_neighbours, len(unit) - 1))
    points: Vectors = unit
    for _ in range(spec.n_rounds):
        points = unit_rows((1 - spec.pull) * unit + spec.pull * (links @ points))
    return points


def _links(unit: Vectors, n_neighbours: int) -> Any:  # noqa: ANN401 - SciPy has no types
    """Return the graph of neighbours as a sparse matrix (n, n), its rows summing to 1 or 0."""
    from scipy.sparse import csr_matrix, diags_array

    n_rows = len(unit)
    near = np.empty((n_rows, n_neighbours), dtype=np.int64)
    cosines = np.empty((n_rows, n_neighbours))
    for start in range(0, n_rows, _BLOCK):
        near[start : start + _BLOCK], cosines[start : start + _BLOCK] = _nearest(
            unit, start, n_neighbours
        )
    ends = np.arange(0, n_rows * n_neighbours + 1, n_neighbours)
    links = csr_matrix((cosines.ravel(), near.ravel(), ends), shape=(n_rows, n_rows))
    links = links.maximum(links.T)
    return diags_array(1.0 / np.maximum(links.sum(axis=1).A1, 1e-12)) @ links


def _nearest(
    unit: Vectors, start: int, n_neighbours: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the nearest rows of one block of rows, and their cosines, none under 0."""
    cosines = unit[start : start + _BLOCK] @ unit.T
    own = np.arange(len(cosines))
    cosines[own, start + own] = -2.0
    near = np.argpartition(-cosines, n_neighbours - 1, axis=1)[:, :n_neighbours]
    return near, np.maximum(np.take_along_axis(cosines, near, axis=1), 0.0)

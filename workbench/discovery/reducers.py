"""Fewer dimensions, deterministically."""

from __future__ import annotations

import numpy as np

from workbench.discovery.encoders import unit_rows
from workbench.discovery.partitions import Vectors


def principal(vectors: Vectors, n_components: int) -> Vectors:
    """Project onto the first principal components and scale rows to unit length.

    Parameters
    ----------
    vectors
        Shape (n, d).
    n_components
        At most this many; fewer if n or d is smaller.

    Returns
    -------
    numpy.ndarray
        Shape (n, min(n_components, n - 1, d)). The eigenvectors of the d x d covariance are used,
        so memory does not grow with n squared; each is turned so that its largest entry is
        positive, because its sign is otherwise arbitrary.
    """
    centred = np.asarray(vectors, dtype=np.float64) - vectors.mean(axis=0, dtype=np.float64)
    _, axes = np.linalg.eigh(centred.T @ centred)
    width = max(1, min(n_components, len(vectors) - 1, vectors.shape[1]))
    axes = axes[:, ::-1][:, :width]
    peaks = axes[np.abs(axes).argmax(axis=0), np.arange(width)]
    return unit_rows(centred @ (axes * np.where(peaks < 0, -1.0, 1.0)))

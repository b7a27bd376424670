"""Is there anything to find? A test of the passages against a cloud without themes.

The surrogate is Gaussian noise with the mean and covariance of the passages themselves, scaled to
unit length: it has their subject and their spread, but no groups. Two figures are compared with
what the surrogates give:

- how close each passage lies to its three nearest (mean cosine, after taking the mean away);
- how well k-means with k = sqrt(n) separates (silhouette on ten principal components).

``structure`` is the sum of both differences. Words dealt out at random from real comments still
gather a little, because comments that share a loud word lie near each other; so the threshold is
not zero but calibrated on such texts at several sizes, and stands in the recipe.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.encoders import unit_rows
from workbench.discovery.partitions import Vectors
from workbench.discovery.progress import Progress
from workbench.discovery.recipes import NoiseSpec
from workbench.discovery.reducers import principal

_DRAWS = 2
_NEAREST = 3
_STAGE = "Checking that there is more than chance"


def has_themes(vectors: Vectors, spec: NoiseSpec, *, seed: int, progress: Progress) -> bool:
    """Tell whether passages hold more structure than noise of the same size does.

    Parameters
    ----------
    vectors
        Unit vectors of passages that all differ, shape (n, d), n at least 5.
    spec
        Size of samples, number of surrogates and the calibrated thresholds.
    seed
        Everything random follows from it.
    progress
        Called after every surrogate.
    """
    n_passages = min(len(vectors), spec.max_sample)
    return structure(vectors, spec, seed=seed, progress=progress) >= threshold(spec, n_passages)


def threshold(spec: NoiseSpec, n_passages: int) -> float:
    """Return the structure that n passages must show, between the calibrated sizes on log(n)."""
    return float(np.interp(np.log(n_passages), np.log(spec.sizes), spec.thresholds))


def structure(vectors: Vectors, spec: NoiseSpec, *, seed: int, progress: Progress) -> float:
    """Return nearness plus separation, each less its mean over the surrogates.

    More than ``spec.max_sample`` passages are judged by the mean of two samples of that size,
    because the calibration reaches no further.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    with threadpool_limits(limits=1):  # sums in another order would differ in the last digit
        return _structure(vectors, spec, seed, progress)


def alike(vectors: Vectors) -> float:
    """Return the mean cosine between different passages, shape (n, d) with n at least 2."""
    total = vectors.sum(axis=0, dtype=np.float64)
    n_passages = len(vectors)
    own = float((vectors.astype(np.float64) ** 2).sum())
    return float((total @ total - own) / (n_passages * (n_passages - 1)))


def _structure(vectors: Vectors, spec: NoiseSpec, seed: int, progress: Progress) -> float:
    random = np.random.default_rng(seed)
    n_draws = _DRAWS if len(vectors) > spec.max_sample else 1
    found = []
    for draw in range(n_draws):
        sample = vectors[np.sort(random.permutation(len(vectors))[: spec.max_sample])]
        null = []
        for turn in range(spec.n_surrogates):
            null.append(_figure(_surrogate(sample, random), seed))
            progress(_STAGE, (draw + (turn + 1) / spec.n_surrogates) / n_draws)
        found.append(_figure(sample, seed) - float(np.mean(null)))
    return float(np.mean(found))


def _surrogate(vectors: Vectors, random: np.random.Generator) -> Vectors:
    mean = vectors.mean(axis=0, dtype=np.float64)
    mixing = random.standard_normal((len(vectors), len(vectors)))
    return unit_rows(mean + mixing @ (vectors - mean) / np.sqrt(len(vectors) - 1))


def _figure(vectors: Vectors, seed: int) -> float:
    return nearness(vectors) + _separation(vectors, seed)


def nearness(vectors: Vectors) -> float:
    """Return the mean cosine of each passage to its three nearest, the common mean taken away."""
    centred = unit_rows(vectors - vectors.mean(axis=0, dtype=np.float64))
    cosines: NDArray[np.float32] = centred @ centred.T
    np.fill_diagonal(cosines, -2.0)
    return float(np.partition(cosines, -_NEAREST, axis=1)[:, -_NEAREST:].mean(dtype=np.float64))


def _separation(vectors: Vectors, seed: int) -> float:
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    points = principal(vectors, 10)
    k = max(3, round(float(np.sqrt(len(points)))))
    found = KMeans(k, n_init=2, random_state=seed % 2**31).fit_predict(points)
    return float(silhouette_score(points, found)) if len(set(found)) > 1 else 0.0

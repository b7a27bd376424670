r"""Which terms tell a group from the others, and above all from its neighbours.

Class-based TF-IDF (Grootendorst 2022, arXiv:2203.05794) asks how often a group uses a term and how
rare that is elsewhere. Here "often" counts passages, not mentions, so that one talkative passage
names nothing, and "elsewhere" is half the rest of the corpus and half the three groups whose
centres are nearest: with :math:`p` the share of the group's passages that hold the term and
:math:`q` its share there,

.. math:: w = p \log(p / q) \cdot \exp(8 (s - \bar s))

where :math:`s` is the cosine between the mean of the passages holding the term and the group's
centre and :math:`\bar s` its mean over groups: of two terms as frequent, the one whose passages lie
around this centre counts more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.encoders import unit_rows
from workbench.discovery.partitions import Labels, Vectors

_NEIGHBOURS = 3
_NEAR = 0.5
#: A term tells a group from the others when it is this many times as frequent there.
_MORE = 1.2
_PULL = 8.0
_FEW = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Terms with their weights.

    Attributes
    ----------
    names
        The terms, in alphabetical order.
    weights, counts
        Shape (n_groups, n_terms): how well a term tells the group from others (0 where it does
        not), and how many of the group's passages hold it.
    totals
        Shape (n_terms,): how many passages of all hold it.
    """

    names: tuple[str, ...]
    weights: NDArray[np.float64]
    counts: NDArray[np.float64]
    totals: NDArray[np.float64]

    def of(self, group: int) -> dict[str, float]:
        """Return a group's terms with their weights as shares of the strongest, above 0 only."""
        row = self.weights[group]
        most = float(row.max(initial=0.0)) or 1.0
        return {self.names[i]: float(row[i]) / most for i in np.flatnonzero(row > 0).tolist()}

    def ranked(self, group: int, most: int) -> tuple[tuple[str, float], ...]:
        """Return a group's strongest terms with their weights, ties in alphabetical order."""
        row = np.round(self.weights[group], 12)
        order = np.argsort(-row, kind="stable")[:most]
        return tuple((self.names[i], float(row[i])) for i in order.tolist() if row[i] > 0)

    @property
    def single(self) -> frozenset[str]:
        """The terms that stand in one passage alone."""
        return frozenset(self.names[i] for i in np.flatnonzero(self.totals < 2).tolist())

    def spread(self, group: int) -> dict[str, int]:
        """Return in how many of the group's passages each term stands."""
        row = self.counts[group]
        return {self.names[i]: int(row[i]) for i in np.flatnonzero(row).tolist()}


def centres(vectors: Vectors, labels: Labels) -> Vectors:
    """Return the unit mean of each group's vectors, shape (n_groups, d)."""
    sums = np.zeros((int(labels.max(initial=-1)) + 1, vectors.shape[1]))
    inside = labels >= 0
    np.add.at(sums, labels[inside], vectors[inside].astype(np.float64))
    return unit_rows(sums)


def contrast(
    texts: Sequence[str],
    vectors: Vectors,
    labels: Labels,
    analyse: Callable[[str], Sequence[str]],
) -> Terms:
    """Weigh every term in every group.

    Parameters
    ----------
    texts, vectors, labels
        Passages, their unit vectors (n, d) and groups (-1 for none); every group has a member.
    analyse
        Gives the terms of a text.
    """
    n_groups = int(labels.max(initial=-1)) + 1
    held, names = _presence(texts, analyse)
    counts = np.stack([_sum(held[np.flatnonzero(labels == g)]) for g in range(n_groups)])
    sizes = np.bincount(labels[labels >= 0], minlength=n_groups).astype(np.float64)
    centre = centres(vectors, labels)
    totals = _sum(held)
    weights = _distinctive(counts, totals, sizes, len(texts), _nearest(centre))
    weights *= _pull(held, vectors, centre, weights)
    return Terms(names=names, weights=weights, counts=counts, totals=totals)


def _presence(
    texts: Sequence[str], analyse: Callable[[str], Sequence[str]]
) -> tuple[Any, tuple[str, ...]]:
    """Return which text holds which term, shape (n_texts, n_terms), and the terms in order.

    By hand, since importing scikit-learn for it would cost a third of a workshop's whole run.
    """
    from scipy.sparse import csr_matrix

    held = [sorted(set(analyse(text))) for text in texts]
    names = sorted(set().union(*held))
    place = {name: number for number, name in enumerate(names)}
    columns = [place[name] for terms in held for name in terms]
    ends = np.cumsum([0, *map(len, held)])
    shape = (len(texts), len(names))
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=shape), tuple(names)


def _sum(held: Any) -> NDArray[np.float64]:  # noqa: ANN401 - a sparse matrix
    return np.asarray(held.sum(axis=0), dtype=np.float64).ravel()


def _nearest(centre: Vectors) -> list[list[int]]:
    similar = centre @ centre.T
    np.fill_diagonal(similar, -np.inf)
    return [row[: min(_NEIGHBOURS, len(row) - 1)].tolist() for row in np.argsort(-similar, axis=1)]


def _distinctive(
    counts: NDArray[np.float64],
    totals: NDArray[np.float64],
    sizes: NDArray[np.float64],
    n_texts: int,
    near: list[list[int]],
) -> NDArray[np.float64]:
    weights = np.zeros_like(counts)
    for group, neighbours in enumerate(near):
        inside = (counts[group] + 0.1) / (sizes[group] + 1)
        rest = (totals - counts[group] + 0.5) / (n_texts - sizes[group] + 5)
        close = (counts[neighbours].sum(axis=0) + 0.5) / (sizes[neighbours].sum() + 5)
        outside = (1 - _NEAR) * rest + _NEAR * close
        telling = (counts[group] > 0) & (inside > _MORE * outside)
        weights[group] = np.where(telling, inside * np.log(inside / outside), 0.0)
    return weights


def _pull(
    held: Any,  # noqa: ANN401 - a sparse matrix
    vectors: Vectors,
    centre: Vectors,
    weights: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return exp(8 (s - mean s)) for the strongest terms of any group; the others need none."""
    strong = np.unique(np.argsort(-weights, axis=1, kind="stable")[:, :_FEW])
    factor = np.ones_like(weights)
    means = unit_rows(held[:, strong].T @ vectors.astype(np.float64)).astype(np.float64)
    similar = means @ centre.T.astype(np.float64)
    factor[:, strong] = np.exp(_PULL * (similar - similar.mean(axis=1, keepdims=True))).T
    return factor

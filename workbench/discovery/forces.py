"""The forces of t-SNE, in time that grows with the number of points and no faster.

Neighbours draw each other along the edges of a graph; everybody pushes everybody away. The push is
summed up on a grid by a Fourier transform, as a field that is the same kernel around every point
(Linderman et al. 2019, *Fast interpolation-based t-SNE*). What a graph of equal weights costs
beside fitted ones is small (Böhm, Berens & Kobak 2022).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft2, next_fast_len, rfft2

from workbench.discovery.progress import Progress, silent

Places = NDArray[np.float64]
Rows = NDArray[np.int64]

#: Points of the grid along one side: cells of about half a unit, between these bounds.
_COARSEST, _FINEST, _CELL = 48, 256, 0.5
#: For the first half of the way neighbours draw so much harder, so that groups find together.
_EARLY = 12.0
_SLOW, _FAST = 0.5, 0.8
#: No point moves farther than this in one step.
_LONGEST = 10.0
STAGE = "Letting every passage find its place"


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Who draws whom, shape (n, k): each edge draws at both ends, and all weigh the same."""

    neighbours: Rows
    weight: float

    @classmethod
    def of(cls, neighbours: Rows) -> Self:
        """Return the graph of each row's neighbours, shape (n, k)."""
        return cls(neighbours, 1 / (2 * neighbours.size))

    def pull(self, places: Places) -> Places:
        """Return how each point is drawn."""
        apart = [each[:, None] - each[self.neighbours] for each in np.ascontiguousarray(places.T)]
        strength = self.weight / (1 + apart[0] ** 2 + apart[1] ** 2)
        there = self.neighbours.reshape(-1)
        drawn = np.empty_like(places)
        for side, each in enumerate(apart):
            force = np.multiply(each, strength, out=each)
            drawn[:, side] = force.sum(axis=1) - np.bincount(there, force.reshape(-1), len(places))
        return drawn


def settle(places: Places, graph: Graph, steps: int, *, progress: Progress = silent) -> Places:
    """Return where the points come to rest, shape (n, 2); a layout that has begun only settles.

    Parameters
    ----------
    places
        Where they begin; as a speck, which unfolds, or as a layout of about the right size.
    steps
        How many small moves.
    """
    unfolds = bool(np.ptp(places) < 1.0)
    speed, gains, moved = len(places) / _EARLY, np.ones_like(places), np.zeros_like(places)
    for step in range(steps):
        progress(STAGE, step / steps)
        early = unfolds and step < steps / 2
        force = 4 * ((_EARLY if early else 1.0) * graph.pull(places) - push(places))
        gains = np.clip(np.where(force * moved > 0, gains * 0.8, gains + 0.2), 0.01, None)
        moved = (_SLOW if early else _FAST) * moved - speed * gains * force
        moved = np.clip(moved, -_LONGEST, _LONGEST)
        places = places + moved
    return places


def push(places: Places) -> Places:
    """Return how each point is pushed away by all others, in shares of all pushes."""
    field = _Field(places)
    alone = field.gathered(np.ones(len(places)))
    total = float((field.felt(alone, field.near) - field.itself).sum())
    felt = field.felt(alone, field.nearer)
    away = [each * felt - field.felt(field.gathered(each), field.nearer) for each in places.T]
    return np.stack(away, axis=1) / max(total, 1e-12)


class _Field:
    """A grid around the points, on which a sum over all of them is one multiplication."""

    def __init__(self, places: Places) -> None:
        low, span = places.min(axis=0), float(np.ptp(places, axis=0).max())
        self.side = int(np.clip(span / _CELL, _COARSEST, _FINEST))
        cell = max(span / (self.side - 2), 1e-9)
        self._lay(places, low, cell)
        self.itself = self._itself(places, low, cell)
        # Twice as wide, so that what leaves the grid on one side does not come in on the other.
        self.wide = next_fast_len(2 * self.side, real=True)
        steps = np.arange(self.wide)
        away = np.minimum(steps, self.wide - steps) * cell
        kernel = 1 / (1 + away[:, None] ** 2 + away[None, :] ** 2)
        self.near, self.nearer = rfft2(kernel), rfft2(kernel**2)

    def _lay(self, places: Places, low: Places, cell: float) -> None:
        """Share each point out between the four corners of its cell."""
        at = (places - low) / cell
        corner = at.astype(np.int64)
        (x, y), (right, up) = corner.T, (at - corner).T
        self.corners = np.concatenate([(x + a) * self.side + y + b for a in (0, 1) for b in (0, 1)])
        self.shares = np.concatenate(
            [(1 - right, right)[a] * (1 - up, up)[b] for a in (0, 1) for b in (0, 1)]
        )

    @staticmethod
    def _itself(places: Places, low: Places, cell: float) -> NDArray[np.float64]:
        """Return what each point feels of itself, as its corners are apart from each other."""
        part = ((places - low) / cell) % 1.0
        x, y = (2 * part * (1 - part)).T
        beside, across = 1 / (1 + cell**2), 1 / (1 + 2 * cell**2)
        found = (1 - x) * (1 - y) + (x * (1 - y) + (1 - x) * y) * beside + x * y * across
        return np.asarray(found)

    def gathered(self, values: NDArray[np.float64]) -> NDArray[np.complex128]:
        """Return what the points bring onto the grid, transformed."""
        spread = np.bincount(self.corners, self.shares * np.tile(values, 4), self.side**2)
        grid = spread.reshape(self.side, self.side)
        return np.asarray(rfft2(grid, s=(self.wide, self.wide)))

    def felt(
        self, gathered: NDArray[np.complex128], kernel: NDArray[np.complex128]
    ) -> NDArray[np.float64]:
        """Return what each point feels of all that was brought."""
        grid = irfft2(gathered * kernel, s=(self.wide, self.wide))[: self.side, : self.side]
        values = grid.reshape(-1)[self.corners] * self.shares
        return np.asarray(values.reshape(4, -1).sum(axis=0))

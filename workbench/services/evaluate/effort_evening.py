"""One simulated evening: questions asked and answered until the board is as good as gold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.learning.judged import Flags, Judged
from workbench.discovery.learning.offers import Chances, chances, offers_of
from workbench.discovery.learning.queue import (
    USUAL,
    Policy,
    Question,
    QuestionKind,
    Waiting,
    queue,
)
from workbench.discovery.partitions import Vectors
from workbench.services.evaluate.effort_facilitator import Cost, cost_of
from workbench.services.evaluate.effort_kappa import kappa

#: A second suggested code stands from here on, once somebody has given a passage two.
_ALSO = 0.5
#: In random order the classifier learns anew after this many passages.
_RANDOM_STEP = 2
#: Evenings end here: above the highest level that is reported.
_ENOUGH = 0.86


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The state after an answer."""

    cost: Cost
    kappa: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Material:
    """What an evening is about.

    Attributes
    ----------
    vectors
        Shape (n, d), unit rows.
    gold
        What is right, shape (n, n_codes).
    seen
        What the facilitator sees in it: gold itself, or with mistakes.
    """

    vectors: Vectors
    gold: Flags
    seen: Flags


def guided(
    material: Material,
    candidates: Sequence[tuple[int, ...]],
    *,
    seed: int,
    policy: Policy = USUAL,
) -> tuple[Point, ...]:
    """Ask what the board's own queue asks first, and learn after every answer."""
    state = _State(material, seed)
    return tuple(_until_enough(state, lambda: _first_question(state, candidates, policy)))


def in_random_order(material: Material, *, seed: int) -> tuple[Point, ...]:
    """Read one passage after the other, one act each, with the same learning."""
    state = _State(material, seed)
    order = iter(np.random.default_rng([seed, 11]).permutation(len(material.gold)).tolist())
    return tuple(_until_enough(state, lambda: _single(next(order)), every=_RANDOM_STEP))


class _State:
    """What is coded so far, what it cost, and what the classifier says of the rest."""

    def __init__(self, material: Material, seed: int) -> None:
        self.material, self.seed = material, seed
        self.coded = np.zeros(len(material.gold), dtype=np.bool_)
        self.cost = Cost()
        self.rest: NDArray[np.int64] = np.arange(len(material.gold))
        self.likely: Chances = np.zeros(material.gold.shape)

    def answer(self, question: Question) -> None:
        """Pay for a question whose indexes are rows of the material, and code its passages."""
        self.cost += cost_of(question, self.material.seen)
        self.coded[list(question.indexes)] = True

    def learn(self) -> None:
        """Learn anew from everything that is coded."""
        rows = np.flatnonzero(self.coded)
        self.rest = np.flatnonzero(~self.coded)
        none = (frozenset[int](),)
        judged = Judged(
            vectors=self.material.vectors[rows],
            codes=tuple(
                frozenset(np.flatnonzero(row).tolist()) for row in self.material.seen[rows]
            ),
            refused=none * len(rows),
            n_codes=self.material.gold.shape[1],
        )
        vectors = self.material.vectors[self.rest]
        self.likely = chances(judged, vectors, none * len(vectors), seed=self.seed)

    def kappa(self) -> float:
        """Return the agreement of gold with what the board would say of every passage now."""
        labels = self.material.seen & self.coded[:, None]
        if self.coded.any() and len(self.rest):
            labels[self.rest] |= _suggested(self.likely, self.material.seen[self.coded])
            labels[self.coded] = self.material.seen[self.coded]
        return kappa(labels, self.material.gold)


def _until_enough(state: _State, ask: Callable[[], Question], *, every: int = 1) -> Iterator[Point]:
    n_answers = 0
    while not state.coded.all():
        state.answer(ask())
        n_answers += 1
        if n_answers % every == 0:
            state.learn()
        agreement = state.kappa()
        yield Point(cost=state.cost, kappa=agreement)
        if agreement >= _ENOUGH:
            return


def _suggested(likely: Chances, coded: Flags) -> Flags:
    """Return the likeliest code of each passage, and others only where several are given."""
    best = np.zeros(likely.shape, dtype=np.bool_)
    best[np.arange(len(likely)), likely.argmax(axis=1)] = True
    several = bool((coded.sum(axis=1) > 1).any())
    return best | (likely >= _ALSO) if several else best


def _single(row: int) -> Question:
    return Question(kind=QuestionKind.PASSAGE, theme=None, code=None, indexes=(row,), worth=0.0)


def _first_question(
    state: _State, candidates: Sequence[tuple[int, ...]], policy: Policy
) -> Question:
    """Ask the queue, in the numbering of what is not coded yet."""
    place = {int(row): new for new, row in enumerate(state.rest)}
    waiting = [
        Waiting(theme=theme, indexes=tuple(place[row] for row in rows if row in place))
        for theme, rows in enumerate(candidates)
        if not any(state.coded[row] for row in rows[: policy.core])
    ]
    vectors = state.material.vectors
    seen = vectors[state.coded]
    asked = queue(
        offers_of(state.likely), vectors[state.rest], waiting, seen=seen, most=1, policy=policy
    )[0]
    rows = tuple(int(state.rest[index]) for index in asked.indexes)
    return Question(
        kind=asked.kind, theme=asked.theme, code=asked.code, indexes=rows, worth=asked.worth
    )

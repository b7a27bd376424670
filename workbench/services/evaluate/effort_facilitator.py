"""A facilitator made of gold codes: what each answer costs, strictly counted.

An **act** is what the hand does: a confirmation, an acceptance or a merge is one, and every single
passage that is struck out or moved elsewhere is one more, even when several go to the same place.
A **decision** is one line of the board's log, where passages moved together to one place are one.
Every passage shown is read.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.learning.judged import Flags
from workbench.discovery.learning.queue import Question, QuestionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What has been done so far."""

    acts: int = 0
    decisions: int = 0
    read: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            acts=self.acts + other.acts,
            decisions=self.decisions + other.decisions,
            read=self.read + other.read,
        )


def cost_of(question: Question, wanted: Flags) -> Cost:
    """Return what it costs to read a question's passages and give each the codes it should have.

    Parameters
    ----------
    question
        A candidate is confirmed as, or merged into, the code that most of its passages have; a
        batch is accepted for its code; passages that are not exactly of that code are moved, one
        act each (into a new code when there is none: moving makes it). A single passage is one act
        whatever codes it has, also when it is all that a candidate or batch holds.
    wanted
        The codes that the facilitator sees in each passage, shape (n, n_codes).
    """
    rows = list(question.indexes)
    if len(rows) == 1 or question.kind is QuestionKind.PASSAGE:
        return Cost(acts=len(rows), decisions=len(rows), read=len(rows))
    shown = wanted[rows]
    code = question.code if question.kind is QuestionKind.BATCH else most_seen(shown)
    alone = np.zeros(shown.shape[1], dtype=np.bool_)
    alone[code] = True
    wrong = shown[(shown != alone).any(axis=1)]
    places = len(np.unique(wrong, axis=0))
    return Cost(acts=1 + len(wrong), decisions=1 + places, read=len(rows))


def most_seen(shown: Flags) -> int:
    """Return the code of most passages; of equals, the first."""
    return int(shown.sum(axis=0).argmax())


def mistaken(gold: Flags, *, share: float, seed: int) -> Flags:
    """Return what a facilitator sees who errs in a share of the passages.

    Each passage errs on its own: it is given one other code instead, drawn as often as people use
    it. Where there is only one code, nobody can err.
    """
    random = np.random.default_rng([seed, 7])
    errs = random.random(len(gold)) < share
    sizes = gold.sum(axis=0).astype(np.float64)
    seen = gold.copy()
    for row in np.flatnonzero(errs):
        seen[row] = _another(gold[row], sizes, random)
    return seen


def _another(
    codes: NDArray[np.bool_], sizes: NDArray[np.float64], random: np.random.Generator
) -> NDArray[np.bool_]:
    others = np.where(codes, 0.0, sizes)
    if not others.any():
        return codes
    found = np.zeros_like(codes)
    found[random.choice(len(others), p=others / others.sum())] = True
    return found

"""What to ask next: the question whose answer is worth most for what it costs.

Three kinds of question, and what each costs the person who answers:

- a **candidate**, shown by its most typical passages: one act, and one for each that does not fit;
- a **batch** of passages offered to one code: accepted at once, and one act for each error;
- a single **passage**: one act.

A question brings what the answer puts right (errors in what the board would say by itself) less
what the reading costs; its worth is that for each act. Candidates come first, unstable ones last
of them: nothing else shows what there is. Measured with simulated facilitators (`workbench
evaluate effort`): without asking about candidates kappa 0.8 took 7 to 13 % more acts on comments
and reflections, and more than twice as many on clean sets; batches of the *least* certain offers
of a code need as few acts as batches of the most certain, and fewer passages read, because what is
certain is right without being read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.answers import STABLE
from workbench.discovery.learning.offers import Offer
from workbench.discovery.partitions import Vectors


class QuestionKind(StrEnum):
    """What is asked about."""

    CANDIDATE = "candidate"
    BATCH = "batch"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A candidate that nobody has judged.

    Attributes
    ----------
    theme
        Its number, given back in the question.
    indexes
        Rows of its passages, most central first.
    stability
        In [0, 1].
    """

    theme: int
    indexes: tuple[int, ...]
    stability: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to put before a person.

    Attributes
    ----------
    kind
        Candidate, batch or passage.
    theme
        The candidate's number, for a candidate.
    code
        The code offered: a batch's, or a passage's likeliest if it has one.
    indexes
        Rows of the passages to be read.
    worth
        What an answer is expected to bring for each act: comparable within one queue only.
    """

    kind: QuestionKind
    theme: int | None
    code: int | None
    indexes: tuple[int, ...]
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The figures behind the order, tuned on simulated facilitators.

    Attributes
    ----------
    core
        Passages of a candidate that are shown.
    batch
        Most passages in one batch.
    reading
        What reading one costs, in passages put right.
    stable
        A candidate under this stability comes after the others.
    known
        A candidate whose shown passages fit codes with this probability on average is not asked
        about: its passages come in batches.
    """

    core: int = 4
    batch: int = 40
    reading: float = 0.3
    stable: float = STABLE
    known: float = 0.7


USUAL = Policy()


def queue(
    offers: Sequence[Offer],
    vectors: Vectors,
    waiting: Sequence[Waiting],
    *,
    seen: Vectors,
    most: int = 20,
    policy: Policy = USUAL,
) -> tuple[Question, ...]:
    """Order what could be asked now.

    Parameters
    ----------
    offers
        As `workbench.discovery.learning.offers.offer` gave them for ``vectors``.
    vectors
        Passages without a code, unit rows, shape (m, d).
    waiting
        Candidates that nobody has judged; rows are those of ``vectors``.
    seen
        Passages that were judged, shape (n, d), n may be 0.
    most
        Questions wanted.
    policy
        The figures behind the order.

    Returns
    -------
    tuple of Question
        Best first. Stable candidates come first, then unstable ones, then batches and single
        passages by worth. A passage is in one question at most.
    """
    if not len(vectors) or most < 1:
        return ()
    view = _View.of(offers, len(vectors))
    asked = [
        *_candidates(view, waiting, policy),
        *_batches(view, policy),
        *_passages(view, vectors, seen, most, policy),
    ]
    return _without_repeats(sorted(asked, key=_rank), most)


@dataclass(frozen=True, slots=True)
class _View:
    """Of every passage the likeliest code (-1: none), its probability, and the lead."""

    code: NDArray[np.int64]
    best: NDArray[np.float64]
    lead: NDArray[np.float64]

    @classmethod
    def of(cls, offers: Sequence[Offer], n_passages: int) -> _View:
        code = np.full(n_passages, -1, dtype=np.int64)
        best, second = np.zeros(n_passages), np.zeros(n_passages)
        for one in offers:
            if one.probability > best[one.index]:
                second[one.index] = best[one.index]
                code[one.index], best[one.index] = one.code, one.probability
            else:
                second[one.index] = max(second[one.index], one.probability)
        return cls(code, best, best - second)


def _candidates(
    view: _View, waiting: Sequence[Waiting], policy: Policy
) -> list[tuple[int, Question]]:
    found = []
    for each in waiting:
        core = each.indexes[: policy.core]
        new = 1.0 - float(view.best[list(core)].mean()) if core else 0.0
        if new > 1.0 - policy.known:
            kind, turn = QuestionKind.CANDIDATE, 0 if each.stability >= policy.stable else 1
            worth = round(each.stability * new * len(each.indexes), 6)
            found.append(
                (turn, Question(kind=kind, theme=each.theme, code=None, indexes=core, worth=worth))
            )
    return found


def _batches(view: _View, policy: Policy) -> list[tuple[int, Question]]:
    found = []
    for code in np.unique(view.code[view.code >= 0]):
        rows = np.flatnonzero(view.code == code)
        rows = rows[np.argsort(view.lead[rows], kind="stable")][: policy.batch]
        errors = np.cumsum(1.0 - view.best[rows])
        if len(rows) > 1:
            sized = [
                _question(QuestionKind.BATCH, int(code), rows[:size], errors[size - 1], policy)
                for size in range(2, len(rows) + 1)
            ]
            found.append((2, max(sized, key=lambda one: one.worth)))
    return found


def _question(
    kind: QuestionKind, code: int | None, rows: NDArray[np.int64], errors: float, policy: Policy
) -> Question:
    acts = 1.0 + errors if kind is QuestionKind.BATCH else 1.0
    brings = errors - policy.reading * len(rows)
    indexes = tuple(int(row) for row in rows)
    return Question(
        kind=kind, theme=None, code=code, indexes=indexes, worth=round(brings / acts, 6)
    )


def _passages(
    view: _View, vectors: Vectors, seen: Vectors, most: int, policy: Policy
) -> list[tuple[int, Question]]:
    rows = np.lexsort((_known(vectors, seen), view.lead))[:most]
    return [
        (
            2,
            _question(
                QuestionKind.PASSAGE,
                int(view.code[row]) if view.code[row] >= 0 else None,
                rows[place : place + 1],
                1.0 - float(view.best[row]),
                policy,
            ),
        )
        for place, row in enumerate(rows)
    ]


def _known(vectors: Vectors, seen: Vectors) -> NDArray[np.float64]:
    """Return how alike each passage is to what was seen, less how typical it is of the rest."""
    typical = vectors @ vectors.mean(axis=0)
    if not len(seen):
        return np.asarray(-typical, dtype=np.float64)
    return np.asarray((vectors @ seen.T).max(axis=1) - typical, dtype=np.float64)


def _rank(asked: tuple[int, Question]) -> tuple[int, float, int, tuple[int, ...]]:
    turn, question = asked
    return turn, -question.worth, list(QuestionKind).index(question.kind), question.indexes


def _without_repeats(ranked: Sequence[tuple[int, Question]], most: int) -> tuple[Question, ...]:
    taken: set[int] = set()
    kept: list[Question] = []
    for _, question in ranked:
        if len(kept) < most and taken.isdisjoint(question.indexes):
            kept.append(question)
            taken.update(question.indexes)
    return tuple(kept)

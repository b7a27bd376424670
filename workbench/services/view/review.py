"""View the review: which candidate comes next, how long the rest takes, what it could be taken for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, islice, pairwise
from math import log2, sqrt
from statistics import median
from typing import Self

import numpy as np

from workbench.domain.candidates import Candidate
from workbench.domain.decisions import Confirm, Decision, Dismiss, Merge, Park, Split
from workbench.domain.sources import PassageId
from workbench.domain.viewers import Right, needs
from workbench.services.view.centres import read_of, theme_centres
from workbench.services.view.passage_rows import passage_rows
from workbench.services.view.rows import PassageRow, ThemeRow
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import material
from workbench.store.reading import Vectors

#: What a candidate is taken for whose steadiness nobody knows.
_UNKNOWN = 0.6
#: A longer pause between two decisions is a break, and says nothing of somebody's pace.
_BREAK = timedelta(minutes=10)
#: A pace is told from so many decisions on, and of the latest ones only.
_FEWEST, _LATEST = 3, 40
_SETTLES = (Confirm, Merge, Split, Park, Dismiss)
_NEIGHBOURS, _BORDER = 3, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How many candidates wait, and how many seconds one has taken this person (None: unknown)."""

    left: int
    seconds: float | None = None

    @property
    def words(self) -> str:
        """How much is left, and how long that takes, in plain words."""
        if not self.left:
            return "Nothing is left"
        if self.seconds is None:
            return f"{self.left:,} left"
        minutes = round(self.left * self.seconds / 60)
        if minutes < 1:
            return f"{self.left:,} left, less than a minute at your pace"
        return f"{self.left:,} left, about {_length(minutes)} at your pace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A theme that a candidate could be taken for, with the passages on the border.

    `ours` are the candidate's own passages that lie nearest to the other theme, `theirs` the other
    way round.
    """

    id: str
    title: str
    kind: str
    n_passages: int
    ours: tuple[PassageRow, ...]
    theirs: tuple[PassageRow, ...]


def review_order(rows: Iterable[ThemeRow]) -> tuple[str, ...]:
    """Return the open candidates, the decision that is worth most first, doubtful ones last.

    Worth grows with passages, people and how widely they are spread, and with steadiness.
    """
    waiting = [row for row in rows if row.kind == "candidate" and row.status == "open"]
    waiting.sort(key=lambda row: (row.steadiness == "unstable", -_worth(row), row.title, row.id))
    return tuple(row.id for row in waiting)


def _worth(row: ThemeRow) -> float:
    stable = _UNKNOWN if row.stability is None else row.stability
    spread = log2(1 + sum(row.spread.values()))
    return round(sqrt(row.n_passages * row.n_people) * stable * (1 + spread / 10), 6)


@needs(Right.SEE_WORDS)
def view_pace(project: Project, coder: str, *, left: int) -> Pace:
    """Return how long a person takes over one candidate: the median of their latest decisions."""
    latest = reversed(ledger(project).decisions)
    own = list(islice((each for each in latest if each.coder == coder), 4 * _LATEST))
    return Pace(left=left, seconds=_seconds(own[::-1]))


def _seconds(own: Sequence[Decision]) -> float | None:
    times = [
        _when(later) - _when(earlier)
        for earlier, later in pairwise(own)
        if isinstance(later.step, _SETTLES)
    ]
    taken = [each.total_seconds() for each in times if timedelta(0) < each <= _BREAK][-_LATEST:]
    return round(median(taken), 1) if len(taken) >= _FEWEST else None


def _when(decision: Decision) -> datetime:
    return datetime.fromisoformat(decision.at)


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return "a minute" if minutes == 1 else f"{minutes} minutes"
    told = "an hour" if hours == 1 else f"{hours} hours"
    return f"{told} and {rest} minutes" if rest > 1 else told


@needs(Right.SEE_WORDS)
def view_border(project: Project, theme: str) -> tuple[Neighbour, ...]:
    """Return the themes that one could be taken for, the likeliest first, with the border.

    Nothing before the machine has read the passages.

    Raises
    ------
    UnknownTheme
        When there is no such theme.
    """
    board, texts = ledger(project).board, material(project)
    here = board.theme(theme).id
    centres = theme_centres(project)
    if here not in centres.ids:
        return ()
    middle = centres.middles[centres.ids.index(here)]
    near = [at for at, _ in centres.near(middle, but=here)[:_NEIGHBOURS]]
    held = {each: board.passages_of(each) for each in (here, *(centres.ids[at] for at in near))}
    read = _Read.of(read_of(project, texts, dict.fromkeys(chain.from_iterable(held.values()))))
    found = []
    for at in near:
        other, theirs = board.theme(centres.ids[at]), held[centres.ids[at]]
        apart = centres.middles[at] - middle
        ours = read.towards(apart, held[here], but=theirs)
        back = read.towards(-apart, theirs, but=held[here])
        found.append(
            Neighbour(
                id=other.id,
                title=centres.titles[at],
                kind="candidate" if isinstance(other, Candidate) else other.kind.value,
                n_passages=sum(each in texts.passages for each in theirs),
                ours=passage_rows(board, texts, ours),
                theirs=passage_rows(board, texts, back),
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Read:
    """What the machine has read of passages: the row of each, and their vectors."""

    rows: Mapping[PassageId, int]
    vectors: Vectors

    @classmethod
    def of(cls, read: tuple[Sequence[PassageId], Vectors]) -> Self:
        names, vectors = read
        return cls(rows={name: row for row, name in enumerate(names)}, vectors=vectors)

    def towards(
        self, way: Vectors, passages: Iterable[PassageId], *, but: Iterable[PassageId]
    ) -> list[PassageId]:
        """Return the passages farthest along a way; what both themes hold is no border."""
        shared = set(but)
        names = [each for each in passages if each in self.rows and each not in shared]
        if not names:
            return []
        along = self.vectors[[self.rows[each] for each in names]] @ way
        order = np.argsort(-np.round(along, 6), kind="stable")
        return [names[row] for row in order[:_BORDER].tolist()]

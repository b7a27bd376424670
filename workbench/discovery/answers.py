"""What discovery answers: a verdict, candidates at up to three grains, and what is in none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.discovery.wording.evidence import Evidence

#: A group that resampling dissolves more often than it finds it again (Hennig 2007) is unstable.
STABLE = 0.5


class Verdict(StrEnum):
    """What discovery has to say about a set of passages."""

    THEMES = "themes"
    TOO_FEW = "too few"
    ALL_ALIKE = "all alike"
    NO_THEMES = "no themes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A passage of a proposal: its place in ``texts`` and how central it is, in [0, 1]."""

    index: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A theme that the machine proposes; members are ordered most central first.

    Attributes
    ----------
    stability
        Mean best Jaccard over bootstrap resamples, in [0, 1]; under ``STABLE`` it is unstable.
    evidence
        The passages to read first, and a draft sentence.
    parent
        Place of the wider proposal that holds it, in the next wider level; None in the widest.
    """

    title: str
    keywords: tuple[str, ...]
    members: tuple[Member, ...]
    stability: float
    evidence: Evidence
    parent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A passage in no proposal, and the proposal nearest to it, if any (cosine as score)."""

    index: int
    nearest: int | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """The answer: a verdict with one sentence for a facilitator, and what was found.

    Attributes
    ----------
    levels
        The same passages in proposals of one to three grains, widest first; no level where
        nothing was found. A finer proposal lies wholly inside its parent.
    chosen
        Which level to show first.
    unplaced
        Every index of the given texts that is in no proposal.
    """

    verdict: Verdict
    message: str
    levels: tuple[tuple[Proposal, ...], ...]
    chosen: int
    unplaced: tuple[Unplaced, ...]
    recipe_id: str
    seed: int
    versions: Mapping[str, str]

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """The proposals of the level to show first."""
        return self.levels[self.chosen] if self.levels else ()

"""What is shown with a candidate so that people can judge it, and the levels of a run.

The machine reads a run at several grains: level 0 is the widest, each next one lies wholly inside
the one before. One level is on the board; the others are kept beside it and can be chosen.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from workbench.domain.candidates import CandidateId
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import Proposal
from workbench.domain.sources import PassageId


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The passages by which a candidate is judged, and a first draft of its sentence.

    Parameters
    ----------
    central
        Its most typical passages, the most typical first.
    edge
        Passages that just belong to it.
    counter
        A passage near it that says otherwise.
    draft
        A sentence put together out of people's words; a person has to make it true.
    draft_sources
        The passages that those words are from.
    """

    central: tuple[PassageId, ...] = ()
    edge: tuple[PassageId, ...] = ()
    counter: PassageId | None = None
    draft: str = ""
    draft_sources: tuple[PassageId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Levelled:
    """A candidate at its level of a run; `parent` is the one it lies in, a level wider."""

    proposal: Proposal
    level: int
    parent: CandidateId | None = None
    evidence: Evidence | None = None


#: From this probability on an offer is likely right; the others are only worth a thought.
LIKELY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A passage that is offered to a code.

    Parameters
    ----------
    probability
        Calibrated: of a hundred offers at 0.8, about eighty are right.
    sure
        Whether it fits so well that it is held out of new candidates.
    reasons
        The coded passages that it is nearest to, the nearest first.
    """

    passage_id: PassageId
    code: CodeId
    probability: float
    sure: bool = False
    reasons: tuple[PassageId, ...] = ()


def without(proposals: Iterable[Proposal], judged: Container[PassageId]) -> tuple[Proposal, ...]:
    """Return proposals without the passages that people have judged; those left empty go."""
    kept = (
        replace(each, members=tuple(pair for pair in each.members if pair[0] not in judged))
        for each in proposals
    )
    return tuple(each for each in kept if each.members)

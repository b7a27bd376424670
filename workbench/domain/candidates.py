"""What the machine proposes: runs, candidates and their members.

A candidate is never a barrier; it becomes one only by a person's decision. Members stand beside
the candidate and not in it, so that two people moving different passages do not collide.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from workbench.domain.codebook import CodeId
from workbench.domain.coding import Origin
from workbench.domain.sources import PassageId

CandidateId = NewType("CandidateId", str)
RunId = NewType("RunId", str)


class CandidateStatus(StrEnum):
    """Where a candidate stands in the facilitator's evening."""

    OPEN = "open"
    PARKED = "parked"
    DISMISSED = "dismissed"
    CONFIRMED = "confirmed"
    MERGED = "merged"
    SUPERSEDED = "superseded"


#: The states in which a candidate can still be worked on.
WORKABLE = frozenset({CandidateStatus.OPEN, CandidateStatus.PARKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """How strongly, and by whose judgement, a passage belongs to a candidate; score in [0, 1]."""

    score: float = 1.0
    origin: Origin = Origin.BY_HAND


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A theme that the machine proposes, or that a person carved out of one.

    Parameters
    ----------
    run_id
        The run that proposed it; empty when a person made it.
    stability
        How far it survives resampling, in [0, 1]; None when that was not measured.
    proposed
        Digest of the passages that the machine placed in it; empty when a person made it.
    edited
        Whether a person has judged it: a later run leaves it alone (law 3).
    code_id
        The code it was confirmed as.
    merged_into
        The candidate or code that it went into.
    """

    id: CandidateId
    title: str
    run_id: RunId = RunId("")
    keywords: tuple[str, ...] = ()
    stability: float | None = None
    proposed: str = ""
    status: CandidateStatus = CandidateStatus.OPEN
    edited: bool = False
    code_id: CodeId | None = None
    merged_into: str | None = None


def digest_passages(passages: Iterable[PassageId]) -> str:
    """Return one short text (SHA-256) for a set of passages, whatever their order."""
    return hashlib.sha256(
        "\n".join(sorted(set(passages))).encode("utf-8", "surrogatepass")
    ).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One proposing of candidates: what was used, on how much, and what it said.

    `verdict` is the engine's one-word answer and `message` its sentence; `versions` names every
    library and model file that could change the result; `grain` is the level that it proposed,
    from 0 for the widest.
    """

    id: RunId
    number: int
    recipe: str
    seed: int
    verdict: str
    message: str
    n_passages: int
    created_at: str
    coder: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    grain: int = 0

"""What discovery found, handed over in the domain's words: places in a list become passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from workbench.discovery import answers
from workbench.discovery.wording import evidence as wording
from workbench.domain.candidates import CandidateId
from workbench.domain.decisions import Proposal
from workbench.domain.evidence import Evidence, Levelled
from workbench.domain.sources import PassageId

#: Gives the id of the candidate at a level and place.
Name = Callable[[int, int], CandidateId]


def levels_of(
    found: answers.Discovery, passages: Sequence[PassageId], name: Name
) -> tuple[Levelled, ...]:
    """Return every candidate of every level, the widest level first.

    Parameters
    ----------
    passages
        The passages whose texts were given, in that order.
    """
    return tuple(_levels(found, passages, name))


def _levels(
    found: answers.Discovery, passages: Sequence[PassageId], name: Name
) -> Iterator[Levelled]:
    for level, proposals in enumerate(found.levels):
        for place, each in enumerate(proposals):
            yield Levelled(
                proposal=_proposal(each, passages, name(level, place)),
                level=level,
                parent=None if each.parent is None else name(level - 1, each.parent),
                evidence=_evidence(each.evidence, passages),
            )


def _proposal(each: answers.Proposal, passages: Sequence[PassageId], name: CandidateId) -> Proposal:
    return Proposal(
        id=name,
        title=each.title,
        keywords=each.keywords,
        stability=each.stability,
        members=tuple((passages[member.index], member.score) for member in each.members),
    )


def _evidence(given: wording.Evidence, passages: Sequence[PassageId]) -> Evidence:
    return Evidence(
        central=tuple(passages[index] for index in given.central),
        edge=tuple(passages[index] for index in given.edge),
        counter=None if given.counter is None else passages[given.counter],
        draft=given.draft,
        draft_sources=tuple(passages[index] for index in given.draft_sources),
    )

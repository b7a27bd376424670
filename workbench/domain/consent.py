"""Consent: what people said may be done with their words, and what that lets go out, to whom.

Nothing known is no yes: what nobody was asked about is never quoted to leaders or to everyone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workbench.domain.sources import Source, SourceId


class Use(StrEnum):
    """What a person is asked about; `ANY` is any use at all, and saying no to it is “stop using”."""

    ANY = "any"
    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"
    LEADERS = "leaders"
    OTHERS = "other-authorities"


#: How a use is told of on screen and on paper.
USE_WORDS: Mapping[Use, str] = {
    Use.ANY: "any use",
    Use.VERBATIM: "quoting the words as said",
    Use.PARAPHRASE: "telling it in other words",
    Use.LEADERS: "going to leaders",
    Use.OTHERS: "going to other authorities",
}


class Stance(StrEnum):
    """What a person said to a use."""

    UNKNOWN = "unknown"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Audience(StrEnum):
    """Who something goes to."""

    FACILITATORS = "facilitators"
    LEADERS = "leaders"
    EVERYONE = "everyone"


class Share(StrEnum):
    """How much of a source goes out."""

    QUOTED = "quoted"
    COUNTED = "counted"
    HELD = "held back"


@dataclass(frozen=True, slots=True)
class Consent:
    """What one person said to each use; what is not there is unknown."""

    stances: Mapping[Use, Stance] = field(default_factory=dict)

    def of(self, use: Use) -> Stance:
        """Return what was said to a use."""
        return self.stances.get(use, Stance.UNKNOWN)

    @property
    def stopped(self) -> bool:
        """Whether nothing of this person may go out any more."""
        return self.of(Use.ANY) is Stance.WITHDRAWN

    def says(self, stance: Stance, uses: Iterable[Use]) -> bool:
        """Return whether this was said to at least one of the uses."""
        return any(self.of(use) is stance for use in uses)


NOTHING_SAID = Consent()

#: Which yes an audience needs before words are quoted to it.
NEEDED: Mapping[Audience, tuple[Use, ...]] = {
    Audience.FACILITATORS: (),
    Audience.LEADERS: (Use.LEADERS,),
    Audience.EVERYONE: (Use.LEADERS, Use.OTHERS),
}

STOPPED = "asked that their words are not used any more"
REFUSED = "said no to this audience"
NOT_CLEARED = "not reviewed for names and other identifiers yet"
NO_WORDS = "said no to being quoted and to being told in other words"
NOT_ASKED = "not known to have agreed to being quoted to this audience; counted, not quoted"


def share_of(consent: Consent, audience: Audience, *, cleared: bool) -> tuple[Share, str]:
    """Return how much of somebody's source an audience gets, and why it is no more."""
    if consent.stopped:
        return Share.HELD, STOPPED
    if audience is Audience.FACILITATORS:
        return Share.QUOTED, ""
    if consent.says(Stance.WITHDRAWN, NEEDED[audience]):
        return Share.HELD, REFUSED
    if not cleared:
        return Share.HELD, NOT_CLEARED
    asked = (Use.VERBATIM, *NEEDED[audience])
    if all(consent.of(use) is Stance.GIVEN for use in asked):
        return Share.QUOTED, ""
    words = {consent.of(Use.VERBATIM), consent.of(Use.PARAPHRASE)}
    return (Share.HELD, NO_WORDS) if words == {Stance.WITHDRAWN} else (Share.COUNTED, NOT_ASKED)


@dataclass(frozen=True, slots=True)
class Sifted:
    """Which sources go out, and how; `reasons` counts what does not, or not in its words."""

    shares: Mapping[SourceId, Share]
    reasons: Mapping[str, int]

    @property
    def kept(self) -> frozenset[SourceId]:
        """The sources that go out, quoted or counted."""
        return frozenset(name for name, share in self.shares.items() if share is not Share.HELD)

    @property
    def quoted(self) -> frozenset[SourceId]:
        """The sources whose words go out."""
        return frozenset(name for name, share in self.shares.items() if share is Share.QUOTED)

    @property
    def told(self) -> tuple[str, ...]:
        """One sentence for each reason, with how many texts it concerns."""
        return tuple(
            f"{number:,} {'text' if number == 1 else 'texts'}: {reason}."
            for reason, number in self.reasons.items()
        )


def person_of(source: Source) -> str:
    """Return who a source is from: its case, or the source itself when no case is known."""
    return source.case or source.id


def sift(
    sources: Iterable[Source],
    said: Callable[[Source], Consent],
    audience: Audience,
    cleared: frozenset[SourceId],
) -> Sifted:
    """Return what an audience may have of sources."""
    # Most people said the same, or nothing: what that lets go out is worked out once.
    known: dict[tuple[int, bool], tuple[Consent, Share, str]] = {}
    shares: dict[SourceId, Share] = {}
    reasons: Counter[str] = Counter()
    for source in sources:
        consent, clear = said(source), source.id in cleared
        found = known.get((id(consent), clear))
        if found is None:
            found = consent, *share_of(consent, audience, cleared=clear)
            known[id(consent), clear] = found
        _, shares[source.id], reason = found
        if reason:
            reasons[reason] += 1
    return Sifted(shares, dict(reasons))

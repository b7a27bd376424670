"""Screening anew: what a later version of the finder changes where people may have decided already.

What is hidden stays hidden: a mark goes only where one that is found now covers it and is as sure of it.
So nothing is shown that somebody has seen hidden, whether they said so or cleared the text as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.domain.identifiers import (
    Change,
    Clearing,
    Mark,
    Origin,
    merged,
    quote_of,
    without_taken,
)
from workbench.domain.sources import Source, SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class AnewCounts:
    """What a screening changed: new stretches, and texts that a person has to look at again.

    `to_mask` are stretches of which the finder is sure, `to_review` those that wait for somebody; of
    `refined`, which were hidden before, it knows better what they are, or is sure now.
    """

    to_mask: int
    to_review: int
    uncleared: int
    refined: int = 0

    @classmethod
    def of(cls, changes: Iterable[Change], clearings: Collection[Clearing]) -> AnewCounts:
        """Return the counts of one decision, or of one that could be made."""
        masked = asked = refined = 0
        for each in changes:
            asked += is_asked_anew(each)
            if each.after is not None and not is_asked_anew(each):
                masked += each.before is None
                refined += each.before is not None
        return cls(to_mask=masked, to_review=asked, uncleared=len(clearings), refined=refined)

    @property
    def words(self) -> str:
        """The counts as a sentence's end."""
        new = f"{_many(self.to_mask, 'new place')} masked, {self.to_review:,} to decide"
        told = [new if self.to_mask or self.to_review else "nothing new"]
        if self.refined:
            told.append(f"{_many(self.refined, 'masked place')} known better")
        if self.uncleared:
            are = "is" if self.uncleared == 1 else "are"
            told.append(f"{_many(self.uncleared, 'text')} {are} no longer cleared")
        return "; ".join(told)


def screened_anew(text: Source, marks: Sequence[Mark], found: Sequence[Mark]) -> tuple[Change, ...]:
    """Return what changes when one text, or one value, is screened by another version of the finder.

    What a person has judged stays as it is, and so does what was masked and is not found any more. Of
    what is found only the words that stick out of that are new.

    Parameters
    ----------
    found
        What is found now, never overlapping.
    """
    stays = [each for each in marks if each.is_judged or not _is_covered(each, found)]
    fresh = _fresh(text, stays, found)
    return merged(marks, [*fresh, *(each for each in stays if not each.is_judged)])


def as_known(known: Mark, found: Mark) -> Mark:
    """Return what is found where a mark stands already: the same keeps its stand-in and its reason."""
    if (known.kind, known.role) != (found.kind, found.role):
        return found
    return known if known.found is found.found else replace(found, label=known.label)


def is_asked_anew(change: Change) -> bool:
    """Return whether somebody has to look at what nobody had to look at before."""
    was = change.before is not None and change.before.is_open
    return change.after is not None and change.after.is_open and not was


def uncleared(
    cleared: Mapping[SourceId, tuple[str, str]], asked: Collection[SourceId]
) -> Iterator[Clearing]:
    """Yield, of sources in which something is asked anew, that those which were cleared are so no longer."""
    for source in sorted(asked):
        before = cleared.get(source, ("", ""))
        if before[1]:
            yield Clearing(source, before, ("", ""))


def _is_covered(mark: Mark, found: Iterable[Mark]) -> bool:
    return any(
        each.part is mark.part
        and each.start <= mark.start
        and mark.end <= each.end
        and (each.found is Origin.MASK or mark.found is Origin.REVIEW)
        for each in found
    )


def _fresh(text: Source, stays: Sequence[Mark], found: Sequence[Mark]) -> Iterator[Mark]:
    """Yield what is found without what stays; what is cut begins and ends with a letter or digit."""
    whole = {each.id for each in found}
    for each in without_taken(stays, found):
        if each.id in whole:
            yield each
            continue
        quote = quote_of(text, each)
        kept = [place for place, char in enumerate(quote) if char.isalnum()]
        if kept:
            yield replace(each, start=each.start + kept[0], end=each.start + kept[-1] + 1)


def _many(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"

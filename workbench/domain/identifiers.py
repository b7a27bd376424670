"""Identifiers as a project keeps them, and what people decide about each: mask it, or keep it.

A `Mark` is a stretch of a source's text, or of its title, its giver's id or its case; or of a value of
an attribute, which is a text of its own (see `values`). The machine finds marks; people decide. Until
somebody has decided, every mark is masked, also one of which the finder is not sure. What is masked is
only what is shown: the canonical text never changes.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType
from uuid import UUID, uuid5

from workbench.domain.sources import Source, SourceId

MarkId = NewType("MarkId", str)

_NAMESPACE = UUID("5d0f6d6a-6d6f-4c49-8a43-0d53a0b6a3fe")


class Part(StrEnum):
    """Where in a source a mark stands."""

    TEXT = "text"
    TITLE = "title"
    EXTERNAL_ID = "external id"
    CASE = "case"
    VALUE = "value"


class Origin(StrEnum):
    """Who found a mark, and how sure it was."""

    MASK = "mask"
    REVIEW = "review"
    HAND = "hand"


class Verdict(StrEnum):
    """What people decided about a mark."""

    OPEN = ""
    MASK = "mask"
    KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One identifier of one source; offsets are code points of the part that it stands in.

    Parameters
    ----------
    kind, role
        What it identifies, and who a person is in the story.
    why
        Why the finder took it for one, in words; it quotes nothing.
    label
        What stands in its place, such as ``[child A]``.
    """

    source: SourceId
    part: Part = Part.TEXT
    start: int
    end: int
    kind: str
    role: str = ""
    found: Origin = Origin.MASK
    why: str = ""
    label: str
    verdict: Verdict = Verdict.OPEN

    @property
    def id(self) -> MarkId:
        """The same stretch has the same id, whoever finds it."""
        return mark_id(self.source, self.part, self.start, self.end)

    @property
    def is_open(self) -> bool:
        """Whether somebody has to look at it."""
        return self.found is Origin.REVIEW and self.verdict is Verdict.OPEN

    @property
    def is_masked(self) -> bool:
        """Whether its stand-in is shown; what is open is not shown either."""
        return self.verdict is not Verdict.KEEP

    @property
    def is_judged(self) -> bool:
        """Whether a person has said something of it."""
        return self.found is Origin.HAND or self.verdict is not Verdict.OPEN

    def touches(self, start: int, end: int) -> bool:
        """Tell whether it shares a letter with a stretch of its part."""
        return self.start < end and start < self.end


def mark_id(source: SourceId, part: Part, start: int, end: int) -> MarkId:
    """Return the id of a stretch of a source."""
    return MarkId(str(uuid5(_NAMESPACE, f"{source}|{part.value}|{start}|{end}")))


@dataclass(frozen=True, slots=True)
class Change:
    """One mark before and after a decision; None where it was not, or is not any more."""

    before: Mark | None
    after: Mark | None

    @property
    def mark(self) -> Mark:
        """The mark that it is about."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - one of the two is there
        return found

    def turned(self) -> Change:
        """Return the way back."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Clearing:
    """A source before and after it was cleared: by whom and when, empty where by nobody."""

    source: SourceId
    before: tuple[str, str] = ("", "")
    after: tuple[str, str] = ("", "")

    def turned(self) -> Clearing:
        """Return the way back."""
        return Clearing(self.source, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Rescreened:
    """Sources and values that were screened again: by which version of the finder before and after."""

    of: tuple[SourceId, ...]
    before: str
    after: str

    def turned(self) -> Rescreened:
        """Return the way back."""
        return Rescreened(self.of, self.after, self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameDecision:
    """One act about names, with everything that it changed.

    Parameters
    ----------
    entry
        Id of the entry of the project's lists that it made, switched or took away.
    undoes
        Id of the decision that it takes back.
    rescreened
        What another version of the finder has screened.
    """

    seq: int = 0
    id: str
    verb: str
    coder: str
    at: str
    changes: tuple[Change, ...] = ()
    clearings: tuple[Clearing, ...] = ()
    entry: str = ""
    undoes: str = ""
    rescreened: tuple[Rescreened, ...] = ()

    def without(self, gone: Container[SourceId]) -> NameDecision:
        """Return it without what it says of sources and values that are gone."""
        kept = (replace(r, of=tuple(s for s in r.of if s not in gone)) for r in self.rescreened)
        return replace(
            self,
            changes=tuple(each for each in self.changes if each.mark.source not in gone),
            clearings=tuple(each for each in self.clearings if each.source not in gone),
            rescreened=tuple(each for each in kept if each.of),
        )


def judged(marks: Iterable[Mark], verdict: Verdict) -> tuple[Change, ...]:
    """Return what changes when marks get a verdict; nothing for those that have it."""
    return tuple(
        Change(each, replace(each, verdict=verdict))
        for each in marks
        if each.verdict is not verdict
    )


def by_hand(marks: Sequence[Mark], fresh: Mark) -> tuple[Change, ...]:
    """Return what changes when a person marks a stretch: marks that it touches go into it."""
    inside = [
        each for each in marks if each.part is fresh.part and each.touches(fresh.start, fresh.end)
    ]
    start = min([fresh.start, *(each.start for each in inside)])
    end = max([fresh.end, *(each.end for each in inside)])
    whole = replace(fresh, start=start, end=end)
    gone = [Change(each, None) for each in inside if each.id != whole.id]
    same = next((each for each in inside if each.id == whole.id), None)
    return (*gone, Change(same, whole)) if same != whole else ()


def merged(
    marks: Sequence[Mark], found: Sequence[Mark], *, listed: frozenset[MarkId] = frozenset()
) -> tuple[Change, ...]:
    """Return what changes when one source is screened again.

    What a person has judged stays, and of what is found only what sticks out of it is new: no letter
    that the finder would mask is shown because of it. What is `listed` wins even over what was kept.
    """
    winners = [each for each in found if each.id in listed]
    stays = [
        each
        for each in marks
        if each.is_judged
        and not any(w.part is each.part and w.touches(each.start, each.end) for w in winners)
    ]
    fresh = {each.id: each for each in without_taken(stays, winners)}
    fresh |= {
        each.id: each for each in without_taken([*stays, *winners], found) if each.id not in fresh
    }
    after = {each.id: each for each in stays} | fresh
    before = {each.id: each for each in marks}
    return tuple(
        Change(before.get(name), after.get(name))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    )


def without_taken(taken: Sequence[Mark], found: Iterable[Mark]) -> Iterator[Mark]:
    """Yield what is found, without the letters that are taken."""
    for each in found:
        place = each.start
        inside = sorted(
            (one.start, one.end)
            for one in taken
            if one.part is each.part and one.touches(each.start, each.end) and one is not each
        )
        for start, end in [*inside, (each.end, each.end)]:
            if place < start:
                yield replace(each, start=place, end=start)
            place = max(place, end)


def overlapping(marks: Iterable[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Yield pairs of marks that share letters; there should be none."""
    last: dict[tuple[SourceId, Part], Mark] = {}
    for each in sorted(marks, key=lambda one: (one.source, one.part, one.start)):
        before = last.get((each.source, each.part))
        if before is not None and before.end > each.start:
            yield before, each
        last[each.source, each.part] = each


def standing(decisions: Iterable[NameDecision]) -> tuple[list[NameDecision], list[NameDecision]]:
    """Return the decisions that stand, and those that can be done again, the latest last."""
    done: list[NameDecision] = []
    undone: list[NameDecision] = []
    for each in decisions:
        if not (each.changes or each.clearings or each.entry):
            continue  # nothing of it is left, or it cannot be taken back
        if each.verb == "undo":
            [back] = [one for one in done if one.id == each.undoes]
            done.remove(back)
            undone.append(back)
        elif each.verb == "redo":
            [again] = [one for one in undone if one.id == each.undoes]
            undone.remove(again)
            done.append(again)
        else:
            done.append(each)
            undone.clear()
    return done, undone


def quote_of(source: Source, each: Mark) -> str:
    """Return what stands under a mark, as it was given."""
    parts = {
        Part.TEXT: source.text, Part.TITLE: source.title,
        Part.EXTERNAL_ID: source.external_id, Part.CASE: source.case, Part.VALUE: source.text,
    }  # fmt: skip
    return parts[each.part][each.start : each.end]

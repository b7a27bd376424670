"""A draft barrier sentence, put together from the words of passages.

The form is *X gets in the way of Y for Z because ...*. Every slot is filled with words that stand so
in a passage: X a noun phrase about the group's keywords, Y what people say they lost, moved or did
not get to, Z whom they speak of, and the clause after *because* one that somebody gave as a reason
or told as what happens. A slot without such words is left out; without X, or with X alone, there is
no draft. The result is a draft for a person to rewrite, never a finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.discovery.grammar import parse
from workbench.discovery.wording.clauses import reasons
from workbench.discovery.wording.people import names_in
from workbench.discovery.wording.slots import (
    Slot,
    affected,
    impeded,
    obstacles,
    weights_of,
)

_MOST_WEIGHED = 12
#: What an obstacle and a reason of one passage are worth more than those of two.
_TOGETHER = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sentence, empty when there is none, and the places of the passages it was taken from."""

    text: str
    sources: tuple[int, ...]


_NONE = Draft(text="", sources=())


def draft_sentence(texts: Sequence[str], keywords: Sequence[str], title: str) -> Draft:
    """Draft a barrier sentence from passages, the most central first.

    Parameters
    ----------
    texts
        Passages that tell of something that hinders.
    keywords, title
        What the passages are about; the words of the draft are weighed by them.

    Raises
    ------
    BrokenModel
        The installed spaCy model cannot be loaded.
    """
    documents = parse(texts)
    if not documents:
        return _NONE
    names = names_in(texts, documents)
    weights = weights_of(keywords, title)
    obstacle, reason = _pair(
        _ranked(obstacles(documents, weights, names)), _ranked(reasons(documents, weights, names))
    )
    if obstacle is None:
        return _NONE
    missed = _best(_shared(impeded(documents, names), obstacle, reason))
    whom = _best(_shared(affected(documents), obstacle, reason, missed))
    return _put_together(obstacle, missed, whom, reason)


def _ranked(slots: Iterable[Slot]) -> list[Slot]:
    return sorted(slots, key=lambda slot: (-slot.score, slot.source, slot.text))[:_MOST_WEIGHED]


def _best(slots: Iterable[Slot]) -> Slot | None:
    return next(iter(_ranked(slots)), None)


def _pair(obstacles_: Sequence[Slot], reasons_: Sequence[Slot]) -> tuple[Slot | None, Slot | None]:
    """Return the strongest obstacle and reason that belong together, or the obstacle alone."""
    pairs = [(one, other) for one in obstacles_ for other in reasons_ if _belongs(one, other)]
    if not pairs:
        return next(iter(obstacles_), None), None
    most, best = obstacles_[0].score, reasons_[0].score
    return max(
        pairs,
        key=lambda pair: (
            pair[0].score / most
            + pair[1].score / best
            + _TOGETHER * (pair[0].source == pair[1].source)
        ),
    )


def _belongs(one: Slot, other: Slot) -> bool:
    """Whether two slots are of one passage or share a word."""
    return one.source == other.source or bool(one.stems & other.stems)


def _shared(slots: Iterable[Slot], *others: Slot | None) -> list[Slot]:
    """Return the slots that repeat no word of the others and fit them.

    They fit when they are of the same passage as one of the others, or when several passages speak
    of the same thing: what one passage lost is not put together with another's reason.
    """
    filled = [other for other in others if other]
    said = frozenset[str]().union(*(other.stems for other in filled))
    fresh = [slot for slot in slots if not slot.stems & said]
    near = {other.source for other in filled}
    passages: dict[str, set[int]] = defaultdict(set)
    for slot in fresh:
        for each in slot.stems:
            passages[each].add(slot.source)
    return [
        slot
        for slot in fresh
        if slot.source in near or any(len(passages[each]) > 1 for each in slot.stems)
    ]


def _put_together(
    obstacle: Slot, missed: Slot | None, whom: Slot | None, reason: Slot | None
) -> Draft:
    if missed is None and reason is None:
        return _NONE
    verb = "get" if obstacle.plural else "gets"
    text = f"{obstacle.text[:1].upper()}{obstacle.text[1:]} {verb} in the way"
    text += f" of {missed.text}" if missed else ""
    text += f" for {whom.text}" if whom else ""
    text += f" because {reason.text}" if reason else ""
    used = [slot.source for slot in (obstacle, missed, whom, reason) if slot]
    return Draft(text=f"{text}.", sources=tuple(dict.fromkeys(used)))

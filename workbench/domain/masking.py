"""Masking as a layer over the canonical text: what is shown, and where each letter of it comes from.

The canonical text is never changed, so passages and codings keep their offsets whatever somebody
decides about a name. A `Masked` text carries a map both ways: a span inside a stand-in widens to the
whole stand-in, and so to the whole identifier.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from workbench.domain.sources import Span
from workbench.errors import SpanOutsideSource


class Stretch(Protocol):
    """A stretch of a text for which something else may stand."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


_Stretch = TypeVar("_Stretch", bound=Stretch)


@dataclass(frozen=True, slots=True)
class Cut:
    """One identifier and its stand-in: where it was, where the stand-in is."""

    start: int
    end: int
    shown_start: int
    shown_end: int


_Move = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A text with stand-ins, and the way back.

    Parameters
    ----------
    text
        What may be shown.
    cuts
        The stand-ins in order.
    length
        Of the canonical text.
    """

    text: str
    cuts: tuple[Cut, ...]
    length: int
    _there: tuple[_Move, ...] = field(init=False, repr=False, compare=False)
    _back: tuple[_Move, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Lay out both ways once: a long source has thousands of passages."""
        there = tuple((c.start, c.end, c.shown_start, c.shown_end) for c in self.cuts)
        object.__setattr__(self, "_there", there)
        object.__setattr__(self, "_back", tuple((c, d, a, b) for a, b, c, d in there))

    def shown(self, span: Span) -> Span:
        """Return where a span of the canonical text is shown; stand-ins it touches are whole.

        Raises
        ------
        SpanOutsideSource
            When the span reaches beyond the text.
        """
        _check(span, self.length)
        return Span(_start(span.start, self._there), _end(span.end, self._there))

    def canonical(self, span: Span) -> Span:
        """Return where a span of the shown text comes from; identifiers it touches are whole.

        Raises
        ------
        SpanOutsideSource
            When the span reaches beyond the shown text.
        """
        _check(span, len(self.text))
        return Span(_start(span.start, self._back), _end(span.end, self._back))


def mask(text: str, stretches: Iterable[_Stretch], label: Callable[[_Stretch], str]) -> Masked:
    """Return a text with a stand-in for each stretch.

    Parameters
    ----------
    text
        The canonical text.
    stretches
        What to mask; they must not overlap.
    label
        What stands in place of each.

    Raises
    ------
    SpanOutsideSource
        When a stretch overlaps another, is empty, or reaches beyond the text.
    """
    pieces, cuts, place, length = [], [], 0, 0
    for each in sorted(stretches, key=lambda one: one.start):
        if not place <= each.start < each.end <= len(text):
            raise SpanOutsideSource("a text", each.start, each.end)
        shown = label(each)
        length += each.start - place
        pieces += [text[place : each.start], shown]
        cuts.append(Cut(each.start, each.end, length, length + len(shown)))
        length += len(shown)
        place = each.end
    return Masked(text="".join([*pieces, text[place:]]), cuts=tuple(cuts), length=len(text))


#: How a reader who knows no brackets takes a stand-in: as somebody, somewhere, or not at all.
_READ = {
    "child": "a child",
    "parent": "a parent",
    "relative": "a relative",
    "worker": "a worker",
    "person": "somebody",
    "name": "somebody",
    "place": "somewhere",
    "school": "a school",
    "address": "somewhere",
}
_SPOKEN = (
    *_READ, "postcode", "phone", "email", "url", "handle", "date of birth", "date", "age",
    "school year", "nhs number", "ni number", "reference", "car",
)  # fmt: skip
_STAND_IN = re.compile(rf"\[({'|'.join(_SPOKEN)})(?: [A-Z]+)?\](['\u2019]s)?")


def as_read(words: str) -> str:
    """Return masked words as the machine reads them: no stand-in is a keyword or likens passages.

    >>> as_read("[child A]'s mum rang from [phone B] on [date].")
    "a child's mum rang from it on then."
    """
    return _STAND_IN.sub(_spoken, words) if "[" in words else words


def _spoken(found: re.Match[str]) -> str:
    kind, ending = found.group(1), found.group(2) or ""
    when = "then" if kind.startswith("date") else "it"
    return _READ.get(kind, when) + ending


def _start(offset: int, moves: Sequence[_Move]) -> int:
    """Return a beginning on the other side; inside a cut it goes to the cut's own beginning."""
    at = bisect_right(moves, offset, key=_from) - 1
    if at < 0:
        return offset
    start, end, other_start, other_end = moves[at]
    return other_start if start <= offset < end else offset - end + other_end


def _end(offset: int, moves: Sequence[_Move]) -> int:
    """Return an end on the other side; inside a cut it goes to the cut's own end."""
    at = bisect_right(moves, offset - 1, key=_from) - 1
    if at < 0:
        return offset
    start, end, _, other_end = moves[at]
    return other_end if start < offset <= end else offset - end + other_end


def _from(move: _Move) -> int:
    return move[0]


def _check(span: Span, length: int) -> None:
    if span.end > length:
        raise SpanOutsideSource("a text", span.start, span.end)

"""Masking as a layer over the canonical text: what is shown, and where each letter of it comes from.

The canonical text is never changed, so passages and codings keep their offsets whatever somebody
decides about a name. A `Masked` text carries a map both ways: a span inside a stand-in widens to the
whole stand-in, and so to the whole identifier.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from workbench.domain.sources import Span
from workbench.errors import SpanOutsideSource
from workbench.privacy.identifiers import Identifier

Label = Callable[[Identifier], str]


@dataclass(frozen=True, slots=True)
class Cut:
    """One identifier and its stand-in: where it was, where the stand-in is."""

    start: int
    end: int
    shown_start: int
    shown_end: int


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

    def shown(self, span: Span) -> Span:
        """Return where a span of the canonical text is shown; stand-ins it touches are whole.

        Raises
        ------
        SpanOutsideSource
            When the span reaches beyond the text.
        """
        _check(span, self.length)
        starts = [cut.start for cut in self.cuts]
        return Span(
            _moved(span.start, starts, [_there(cut) for cut in self.cuts], to_end=False),
            _moved(span.end, starts, [_there(cut) for cut in self.cuts], to_end=True),
        )

    def canonical(self, span: Span) -> Span:
        """Return where a span of the shown text comes from; identifiers it touches are whole.

        Raises
        ------
        SpanOutsideSource
            When the span reaches beyond the shown text.
        """
        _check(span, len(self.text))
        starts = [cut.shown_start for cut in self.cuts]
        return Span(
            _moved(span.start, starts, [_back(cut) for cut in self.cuts], to_end=False),
            _moved(span.end, starts, [_back(cut) for cut in self.cuts], to_end=True),
        )


_Move = tuple[int, int, int, int]


def mask(text: str, identifiers: Iterable[Identifier], label: Label) -> Masked:
    """Return a text with a stand-in for each identifier.

    Parameters
    ----------
    text
        The canonical text.
    identifiers
        What to mask; they must not overlap.
    label
        What stands in place of each, such as `PseudonymBook.label`.

    Raises
    ------
    SpanOutsideSource
        When an identifier overlaps another or does not quote the text.
    """
    pieces, cuts, place, length = [], [], 0, 0
    for each in sorted(identifiers, key=lambda one: one.start):
        if each.start < place or text[each.start : each.end] != each.quote or not each.quote:
            raise SpanOutsideSource("a text", each.start, each.end)
        shown = label(each)
        length += each.start - place
        pieces += [text[place : each.start], shown]
        cuts.append(Cut(each.start, each.end, length, length + len(shown)))
        length += len(shown)
        place = each.end
    return Masked(text="".join([*pieces, text[place:]]), cuts=tuple(cuts), length=len(text))


def _there(cut: Cut) -> _Move:
    return cut.start, cut.end, cut.shown_start, cut.shown_end


def _back(cut: Cut) -> _Move:
    return cut.shown_start, cut.shown_end, cut.start, cut.end


def _moved(offset: int, starts: Sequence[int], moves: Sequence[_Move], *, to_end: bool) -> int:
    """Return an edge of a span on the other side; inside a cut it goes to the cut's own edge."""
    at = bisect_right(starts, offset) - 1
    if to_end and at >= 0 and starts[at] == offset:
        at -= 1
    if at < 0:
        return offset
    start, end, other_start, other_end = moves[at]
    inside = start < offset < end or (offset == start and not to_end) or (offset == end and to_end)
    if inside:
        return other_end if to_end else other_start
    return offset - end + other_end


def _check(span: Span, length: int) -> None:
    if span.end > length:
        raise SpanOutsideSource("a text", span.start, span.end)

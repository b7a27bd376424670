"""Where quotes of an earlier text stand in a corrected one: by their words, and by what is round them.

First the very words, nearest to where they stood and in the same company; then words that are much
like them. What is found nowhere, or only where another quote was found already, is not placed: a
quote is never put on words that it does not resemble. How much is compared is bounded by count, so
that the same two texts always give the same answer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from workbench.domain.board import Board
from workbench.domain.candidates import WORKABLE
from workbench.domain.sources import Passage, PassageId, Span

#: Quotes share at least this much of their words with what they are placed on.
ALIKE = 0.6
#: So many characters round a quote are its company.
_COMPANY = 40
#: The very words, when they are fewer characters than this, also need their company, or their place.
_TELLING, _ENOUGH_COMPANY = 16, 8
_PLACES, _WINDOW = 500, 1_500
#: A quote of fewer words is like too much, and one of more is too costly to compare.
_FEWEST, _LONGEST = 3, 600
#: So many pairs of words are compared for one text in all.
_WORK = 20_000_000
_WORD = re.compile(r"\w+")


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def reanchor(earlier: str, corrected: str, spans: Iterable[Span]) -> dict[Span, Span]:
    """Return where spans of an earlier text stand in the corrected one, for those that are found.

    No two of them are placed on one span.
    """
    asked = sorted(set(spans))
    texts = _Texts(earlier, corrected)
    placed: dict[Span, Span] = {}
    taken: set[Span] = set()
    # The very words first: what is only like them must not take their place.
    for find in (texts.exact, texts.alike):
        for span in asked:
            found = None if span in placed else find(span)
            if found is not None and found not in taken:
                placed[span] = found
                taken.add(found)
    return placed


class _Texts:
    def __init__(self, earlier: str, corrected: str) -> None:
        self.earlier, self.corrected = earlier, corrected
        self._same_start = _shared(earlier, corrected)
        room = min(len(earlier), len(corrected)) - self._same_start
        self._same_end = min(room, _shared(earlier[::-1], corrected[::-1]))
        self._left = _WORK
        self._words: list[_Word] | None = None

    def exact(self, span: Span) -> Span | None:
        """Return where the very words stand, in the best company and nearest to the old place."""
        quote, here = self.earlier[span.start : span.end], self._expected(span.start)
        ranked = [
            (-self._company(span, start), abs(start - here), start)
            for start in _places(self.corrected, quote, here)
        ]
        if not ranked:
            return None
        company, distance, start = min(ranked)
        if len(quote) < _TELLING and -company < _ENOUGH_COMPANY and distance:
            return None
        return Span(start, start + len(quote))

    def alike(self, span: Span) -> Span | None:
        """Return the words that are most like a quote, near where it stood."""
        quote = _words(self.earlier[span.start : span.end])
        near = self._near(self._expected(span.start))
        cost = len(quote) * len(near)
        if not near or not _FEWEST <= len(quote) <= _LONGEST or cost > self._left:
            return None
        self._left -= cost
        found = _most_alike([each.text for each in quote], [each.text for each in near])
        if found is None:
            return None
        first, last = found
        return self._with_ends(span, Span(near[first].start, near[last].end))

    def _with_ends(self, span: Span, found: Span) -> Span:
        """Take the marks round the words along, where the quote had them."""
        quote, start, end = self.earlier[span.start : span.end], found.start, found.end
        words = _words(quote)
        before, after = quote[: words[0].start], quote[words[-1].end :]
        if before and self.corrected.endswith(before, 0, start):
            start -= len(before)
        if after and self.corrected.startswith(after, end):
            end += len(after)
        return Span(start, end)

    def _expected(self, start: int) -> int:
        """Return where a place of the earlier text is to be looked for in the corrected one."""
        if start <= self._same_start:
            return start
        if start >= len(self.earlier) - self._same_end:
            return start + len(self.corrected) - len(self.earlier)
        old = len(self.earlier) - self._same_end - self._same_start
        new = len(self.corrected) - self._same_end - self._same_start
        return self._same_start + (start - self._same_start) * max(new, 0) // max(old, 1)

    def _company(self, span: Span, start: int) -> int:
        """Return how many characters before and after are the same as they were."""
        end = start + span.end - span.start
        before = self.earlier[max(0, span.start - _COMPANY) : span.start]
        behind = self.corrected[max(0, start - _COMPANY) : start]
        after = self.earlier[span.end : span.end + _COMPANY]
        ahead = self.corrected[end : end + _COMPANY]
        return _shared(before[::-1], behind[::-1]) + _shared(after, ahead)

    def _near(self, place: int) -> list[_Word]:
        if self._words is None:
            self._words = _words(self.corrected)
        at = bisect_left(self._words, place, key=lambda word: word.start)
        return self._words[max(0, at - _WINDOW) : at + _WINDOW]


def _shared(one: str, other: str) -> int:
    """Return with how many characters both texts begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _places(text: str, quote: str, here: int) -> Iterator[int]:
    """Yield places of a quote; where it stands very often, those that are not far from `here`."""
    start = text.find(
        quote, max(0, here - _PLACES * len(quote)) if text.count(quote) > _PLACES else 0
    )
    for _ in range(_PLACES):
        if start < 0:
            return
        yield start
        start = text.find(quote, start + 1)


def _words(text: str) -> list[_Word]:
    return [_Word(each[0].casefold(), each.start(), each.end()) for each in _WORD.finditer(text)]


def _most_alike(quote: list[str], near: list[str]) -> tuple[int, int] | None:
    """Return the first and the last of the words that are most like a quote's, or None.

    Begun where the longest run of words is shared; the words that stand in place of others at the
    quote's ends belong to it, too.
    """
    matcher = SequenceMatcher(None, quote, near, autojunk=False)
    anchor = matcher.find_longest_match()
    if not anchor.size:
        return None
    low = max(0, anchor.b - anchor.a - len(quote) // 2)
    high = min(len(near), anchor.b + len(quote) - anchor.a + len(quote) // 2)
    local = SequenceMatcher(None, quote, near[low:high], autojunk=False)
    *blocks, _ = local.get_matching_blocks()
    first = max(0, low + blocks[0].b - blocks[0].a)
    last = low + blocks[-1].b + len(quote) - blocks[-1].a - 1
    last = min(last, len(near) - 1)
    shared = sum(block.size for block in blocks)
    share = 2 * shared / (len(quote) + last - first + 1)
    return (first, last) if share >= ALIKE else None


class Held:
    """The passages that somebody coded or refused, or that a candidate holds."""

    def __init__(self, board: Board) -> None:
        self.codings = Counter(
            coding.passage_id for rows in board.codings.values() for coding in rows.values()
        )
        worked_on = {name for name, each in board.candidates.items() if each.status in WORKABLE} | {
            *board.codes
        }
        inside = [rows for name, rows in board.members.items() if name in worked_on]
        refused = [rows for name, rows in board.refusals.items() if name in worked_on]
        self._all = {*self.codings, *(each for rows in (*inside, *refused) for each in rows)}

    def among(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        """Return those that are held."""
        return tuple(each for each in passages if each.id in self._all)


class Moved(NamedTuple):
    """Where passages of an earlier text stand in a corrected one, and those that stand nowhere."""

    places: dict[PassageId, Span]
    lost: tuple[Passage, ...]


def move_held(earlier: str, corrected: str, passages: Sequence[Passage]) -> Moved:
    """Find the place of passages in a corrected text."""
    found = reanchor(earlier, corrected, (each.span for each in passages))
    places = {each.id: found[each.span] for each in passages if each.span in found}
    return Moved(places, tuple(each for each in passages if each.id not in places))

"""Hold numbers of a table back so that its margins do not give them away.

A table with its totals is a network: a row is a knot, a column is a knot, every number flows from its
row to its column, totals flow back. A number that is held back can be worked out exactly when no
circle of held-back numbers runs through it, along which a little could be moved around; how much could
be moved is how far off somebody who knows everything else must stay. So each small number gets such a
circle, by holding back the cheapest others; this is exact for tables of one and of two ways.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from workbench.domain.small_numbers import Amount, Rule

#: A place in a table: its row and its column, `TOTAL` for a margin.
Place = tuple[int, int]
TOTAL = -1
#: More than anybody would ask: how far a number can go that nothing limits.
ANY = 1_000_000_000
_Knot = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """A table of two ways: how many people in every row and column; they add up to the totals."""

    rows: tuple[tuple[int, ...], ...]

    @property
    def numbers(self) -> dict[Place, int]:
        """Every number with its place, totals included."""
        found = {(at, to): n for at, row in enumerate(self.rows) for to, n in enumerate(row)}
        for (at, to), number in list(found.items()):
            for place in ((at, TOTAL), (TOTAL, to), (TOTAL, TOTAL)):
                found[place] = found.get(place, 0) + number
        return found

    @classmethod
    def of_one_way(cls, numbers: Sequence[int]) -> Counts:
        """Return numbers that have one total."""
        return cls(tuple((number,) for number in numbers))


def hold_back(counts: Counts, rule: Rule) -> frozenset[Place]:
    """Return the places whose numbers are not told: the small ones, and what would give them away.

    Who works out all that can be had from the rest learns of no small number more than that it lies
    in a range that reaches from below `Rule.k` to at least that.
    """
    numbers = counts.numbers
    small = {place for place, number in numbers.items() if number < rule.k}
    held = set(small)
    for place in sorted(small, key=lambda each: (-numbers[each], each)):
        while range_of(counts, held, place).most < rule.k:
            held |= _cheapest(numbers, held, place, rule.k - numbers[place]) or set(numbers)
            if held == set(numbers):
                return frozenset(held)
    return frozenset(held)


def told(counts: Counts, rule: Rule) -> dict[Place, str]:
    """Return the words for every number of a table."""
    held = hold_back(counts, rule)
    return {
        place: f"<{rule.k} or held back" if place in held else f"{number:,}"
        for place, number in counts.numbers.items()
    }


def range_of(counts: Counts, held: Set[Place], place: Place) -> Amount:
    """Return between what somebody knows a number to lie who sees all but what is held back."""
    numbers = counts.numbers
    if place not in held:
        return Amount(numbers[place], numbers[place])
    more, less = (_moved(numbers, held, place, sign) for sign in (1, -1))
    return Amount(numbers[place] - less, numbers[place] + more)


def _ends(place: Place) -> tuple[_Knot, _Knot]:
    """Return from where to where a number flows, so that at every knot in equals out."""
    row, column = place
    ends = ("row", row), ("column", column)
    return ends if (row == TOTAL) == (column == TOTAL) else (ends[1], ends[0])


def _moved(numbers: Mapping[Place, int], held: Set[Place], place: Place, sign: int) -> int:
    """Return how far a held-back number can go up (1) or down (-1) with everything told the same."""
    flow = dict(numbers)
    begin, end = _ends(place)
    start, goal = (end, begin) if sign > 0 else (begin, end)
    room = ANY if sign > 0 else flow[place]
    moved = 0
    while moved < room and (way := _way(flow, held - {place}, start, goal)):
        step = min([room - moved, *(flow[each] for each, up in way if not up)])
        for each, up in way:
            flow[each] += step if up else -step
        moved += step
        if all(up for _, up in way):
            return room
    return moved


def _way(
    flow: Mapping[Place, int], held: Set[Place], start: _Knot, goal: _Knot
) -> list[tuple[Place, bool]]:
    """Return a way along held-back numbers, each with whether it grows; none is an empty list."""
    seen = {start}
    waiting: list[tuple[_Knot, list[tuple[Place, bool]]]] = [(start, [])]
    for knot, way in waiting:
        for each in held:
            for (begin, end), up in ((_ends(each), True), (_ends(each)[::-1], False)):
                if begin != knot or end in seen or not (up or flow[each]):
                    continue
                further: list[tuple[Place, bool]] = [*way, (each, up)]
                if end == goal:
                    return further
                seen.add(end)
                waiting.append((end, further))
    return []


def _cheapest(
    numbers: Mapping[Place, int], held: Set[Place], place: Place, step: int
) -> set[Place]:
    """Return what to hold back as well, so that a number could be larger by a step."""
    begin, goal = _ends(place)[::-1]
    best, waiting = {begin: 0}, [(0, 0, begin, frozenset[Place]())]
    order = 0
    while waiting:
        cost, _, knot, way = heapq.heappop(waiting)
        if knot == goal:
            return set(way)
        for each, end in _steps(numbers, knot, step, place):
            further = cost + (0 if each in held else numbers[each] + 1)
            if further < best.get(end, further + 1):
                best[end], order = further, order + 1
                heapq.heappush(waiting, (further, order, end, way | {each}))
    return set()


def _steps(
    numbers: Mapping[Place, int], knot: _Knot, step: int, without: Place
) -> Iterator[tuple[Place, _Knot]]:
    for each, number in numbers.items():
        begin, end = _ends(each)
        if each != without and begin == knot:
            yield each, end
        if each != without and end == knot and number >= step:
            yield each, begin

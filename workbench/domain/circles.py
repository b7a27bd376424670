"""Circles of people that are large enough to be looked at, by a ladder of what may be told apart.

Everybody stands in the outermost circle. Step by step it is divided by one attribute after the other,
but only into parts of at least `Rule.k` people; what is too small is put together with others of the
same circle, and if those are too few as well, the smallest other part goes with them. So a circle
too small does not exist, and what is a union of innermost circles can be told without telling less
of fewer: every view and every filter answers with such unions and with nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from workbench.domain.small_numbers import Rule

#: What one person is known by: attribute to values, as somebody may have worked in two teams.
Known = Mapping[str, tuple[str, ...]]
#: The side that somebody speaks from: practitioners, leaders, or others.
SIDE = "side"
#: What is told apart first, and what last. Of a team too small the authority is told, and of an
#: authority too small that it was a member of staff.
LADDER = (SIDE, "authority", "service", "team", "role", "year", "month", "small change")
#: The same where it matters more when something was said than in which team.
BY_TIME = (SIDE, "authority", "year", "quarter", "month", "service", "team", "role", "small change")


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """People who are not told apart further than by the circles inside.

    Parameters
    ----------
    people
        Who they are; at least `Rule.k`, unless fewer were heard at all.
    known
        What they have in common and is told of them.
    inside
        The circles that it falls into, none or at least two.
    leaves
        The numbers of its innermost circles.
    """

    people: frozenset[str]
    known: Known = field(default_factory=lambda: MappingProxyType({}))
    inside: tuple[Circle, ...] = ()
    leaves: frozenset[int] = frozenset()

    def innermost(self) -> Iterator[Circle]:
        """Yield the circles that nothing is inside of, in the order of their numbers."""
        if not self.inside:
            yield self
        for each in self.inside:
            yield from each.innermost()


def draw_circles(people: Mapping[str, Known], rule: Rule, ladder: Sequence[str] = LADDER) -> Circle:
    """Return the circles of people.

    Parameters
    ----------
    people
        Everybody, with what is known of them.
    ladder
        The attributes in the order in which they may be told apart.
    """
    parts = _Parts(people, rule.k, tuple(ladder))
    return _numbered(parts.divided(frozenset(people), {}, 0), _count())


class _Parts:
    def __init__(self, people: Mapping[str, Known], k: int, ladder: tuple[str, ...]) -> None:
        self._people, self._k, self._ladder = people, k, ladder

    def divided(self, who: frozenset[str], known: Known, step: int) -> Circle:
        """Return a circle with what is inside, by the first attribute that divides it."""
        for at in range(step, len(self._ladder)):
            name = self._ladder[at]
            parts = self._by(who, name)
            if len(parts) == 1 and (value := next(iter(parts))):
                known = {**known, name: value}
            elif len(large := self._large(parts)) > 1:
                inside = (
                    self.divided(part, {**known, name: value} if value else known, at + 1)
                    for value, part in large
                )
                return Circle(people=who, known=known, inside=tuple(inside))
        return Circle(people=who, known=known)

    def _by(self, who: frozenset[str], name: str) -> dict[tuple[str, ...], frozenset[str]]:
        found: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for person in who:
            found[self._people[person].get(name, ())].add(person)
        return {value: frozenset(found[value]) for value in sorted(found)}

    def _large(
        self, parts: Mapping[tuple[str, ...], frozenset[str]]
    ) -> list[tuple[tuple[str, ...], frozenset[str]]]:
        """Return parts that are large enough; the last may hold several values, and names none."""
        large = {value: part for value, part in parts.items() if value and len(part) >= self._k}
        rest = frozenset().union(*(part for value, part in parts.items() if value not in large))
        while rest and len(rest) < self._k and large:
            rest |= large.pop(min(large, key=lambda value: (len(large[value]), value)))
        return [*large.items(), *([((), rest)] if rest else [])]


def _count() -> Callable[[], int]:
    numbers = iter(range(1_000_000_000))
    return lambda: next(numbers)


def _numbered(circle: Circle, take: Callable[[], int]) -> Circle:
    inside = tuple(_numbered(each, take) for each in circle.inside)
    leaves = frozenset().union(*(each.leaves for each in inside)) if inside else {take()}
    return Circle(people=circle.people, known=circle.known, inside=inside, leaves=frozenset(leaves))


def common(circles: Iterable[Circle]) -> dict[str, tuple[str, ...]]:
    """Return what several circles have in common, in the order of the ladder."""
    given = list(circles)
    if not given:
        return {}
    first, *others = (each.known for each in given)
    return {
        name: value
        for name, value in first.items()
        if all(other.get(name) == value for other in others)
    }

"""Numbers beside numbers that went out earlier: what one more or one less person would give away.

Somebody who holds both can subtract. So a number is told only if all the circles ever told of for the
same barrier overlap in parts of nobody or of enough people; if a circle that lies within another
leaves a difference that may be told, too; and if of the same circle it is the same number, or has
changed by enough people. What would isolate people is told of a wider circle when there is one, and
held back otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import reduce
from typing import Any

from workbench.domain.small_numbers import Amount, Rule


@dataclass(frozen=True, slots=True)
class Line:
    """A number that is told: about what, of whom, and how many of them speak of it, at least and at most.

    `who` are opaque names of people. Whoever is erased keeps a place here under another one, as the
    number that went out counted them.
    """

    about: str
    who: frozenset[str]
    speak: Amount


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of one release."""

    lines: tuple[Line, ...] = ()

    def plain(self) -> list[dict[str, Any]]:
        """Return the table as values that JSON can hold; each person is in there once."""
        groups = _split(line.who for line in self.lines)
        rows: list[dict[str, Any]] = [{"who": sorted(group)} for group in groups]
        for line in self.lines:
            inside = [at for at, group in enumerate(groups) if group <= line.who]
            told = {"least": line.speak.least, "most": line.speak.most}
            rows.append({"about": line.about, "groups": inside, **told})
        return rows

    @classmethod
    def from_plain(cls, rows: Iterable[Mapping[str, Any]]) -> Table:
        """Return the table that `plain` made values of."""
        known = list(rows)
        groups = [frozenset(row["who"]) for row in known if "who" in row]
        return cls(
            tuple(
                Line(
                    row["about"],
                    frozenset().union(*(groups[at] for at in row["groups"])),
                    Amount(row["least"], row["most"]),
                )
                for row in known
                if "about" in row
            )
        )

    def about(self, name: str) -> list[Line]:
        """Return the numbers about one barrier."""
        return [line for line in self.lines if line.about == name]

    def summed(self) -> Table:
        """Return one line for each barrier: all together of whom a number is told, or else all."""
        found = []
        for name in dict.fromkeys(line.about for line in self.lines):
            mine = self.about(name)
            exact = [line for line in mine if line.speak.exact]
            found.append(reduce(_joined, exact or mine))
        return Table(tuple(found))


def renamed_rows(
    rows: Iterable[Mapping[str, Any]], name: Callable[[str], str]
) -> list[Mapping[str, Any]]:
    """Return the values of a table with other names of people."""
    return [
        {**row, "who": sorted(name(each) for each in row["who"])} if "who" in row else row
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Checked:
    """What may go out beside what went out already, and about what something was held back."""

    table: Table
    held: tuple[str, ...]


def beside_earlier(fresh: Table, earlier: Sequence[Table], rule: Rule) -> Checked:
    """Return what of a table may go out.

    Lines of a barrier that would isolate people are put together with each other, as long as that
    helps; then they are held back. What was told already may be told again.
    """
    told, held = [], []
    for about in dict.fromkeys(line.about for line in fresh.lines):
        known = [line for table in earlier for line in table.about(about)]
        mine = fresh.about(about)
        safe = _widened(mine, list(dict.fromkeys(known)), rule)
        told += safe
        held += [about] * (set(safe) != set(mine))
    return Checked(Table(tuple(told)), tuple(held))


def isolates(fresh: Sequence[Line], earlier: Sequence[Line], rule: Rule) -> bool:
    """Return whether numbers about one barrier tell of too few people beside earlier ones.

    What earlier ones give away by themselves is no fault of the fresh ones.
    """
    new = [line for line in fresh if line not in earlier]
    if not new or not earlier:
        return False
    every = [*earlier, *new]
    before = set(_split(line.who for line in earlier))
    groups = _split(line.who for line in every)
    if any(len(group) < rule.k and group not in before for group in groups):
        return True
    return any(_shows(a, b, rule) or _shows(b, a, rule) for a in new for b in every)


def _shows(inner: Line, outer: Line, rule: Rule) -> bool:
    if not inner.who <= outer.who or (inner.speak == outer.speak and inner.who == outer.who):
        return False
    least, most = outer.speak.least - inner.speak.most, outer.speak.most - inner.speak.least
    if inner.who == outer.who:
        return least < rule.k and -most < rule.k
    return least == most and not rule.fits(least, len(outer.who) - len(inner.who))


def _split(circles: Iterable[Set[str]]) -> list[frozenset[str]]:
    """Return the groups of people that circles tell apart, by which of them each one is in."""
    groups: list[frozenset[str]] = []
    for circle in dict.fromkeys(map(frozenset, circles)):
        groups = [part for group in groups for part in (group & circle, group - circle) if part]
        rest = circle.difference(*groups)
        groups += [rest] if rest else []
    return groups


def _widened(lines: Sequence[Line], earlier: Sequence[Line], rule: Rule) -> list[Line]:
    again = [line for line in lines if line in earlier]
    mine = [line for line in lines if line not in earlier]
    while isolates(mine, earlier, rule):
        if len(mine) == 1:
            return again
        *mine, one, other = sorted(mine, key=lambda line: (-len(line.who), sorted(line.who)))
        mine.append(_joined(one, other))
    return [*again, *mine]


def _joined(one: Line, other: Line) -> Line:
    return Line(one.about, one.who | other.who, one.speak + other.speak)

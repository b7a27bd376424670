"""Who gave every source, from where and when; everything that counts people counts on it.

Counts are of distinct people (cases, or sources where no case is known), never of quotes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from workbench.domain.crowd import Bands, Crowd, person_of
from workbench.domain.months import month_of
from workbench.domain.searches import Condition, plain_name
from workbench.domain.sources import Source, SourceId

_plain_name = lru_cache(maxsize=4096)(plain_name)
_month_of = lru_cache(maxsize=4096)(month_of)


class By(StrEnum):
    """What people are counted by."""

    ROLE = "role"
    TEAM = "team"
    AUTHORITY = "authority"
    CHANGE = "small change"
    MONTH = "month"


class Facts(NamedTuple):
    """Where one source is from: its person, its month, and its attributes by plain name."""

    person: str
    month: str
    values: Mapping[str, str]

    def value(self, by: str) -> str:
        """Return one attribute, or the month; empty where it is not known."""
        return self.month if by == By.MONTH else self.values.get(by, "")

    def meets(self, wanted: Mapping[str, frozenset[str]]) -> bool:
        """Tell whether every attribute has one of the values wanted, in small letters."""
        return all(self.value(name).casefold() in values for name, values in wanted.items())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heard:
    """Everybody who was heard, and where every source is from.

    `kept` holds what was counted on it, as it never changes.
    """

    of: Mapping[SourceId, Facts]
    crowd: Crowd
    kept: dict[str, Any] = field(default_factory=dict)

    def people(self) -> frozenset[str]:
        """Return everybody."""
        return frozenset(self.crowd.role_of)

    def narrowed(self, wanted: Mapping[str, frozenset[str]]) -> Heard:
        """Return who was heard where every attribute has one of the values wanted."""
        of = self.of
        for name, values in wanted.items():
            # Few are different values, and very many sources.
            met = {each for each in ("", *self.by(name)) if each.casefold() in values}
            of = {source: facts for source, facts in of.items() if facts.value(name) in met}
        given = Counter(facts.person for facts in of.values())
        crowd = replace(
            self.crowd,
            role_of={who: self.crowd.role_of[who] for who in given},
            sources_of=given,
            practitioners=self.crowd.practitioners & given.keys(),
            leaders=self.crowd.leaders & given.keys(),
            once_only=self.crowd.once_only & given.keys(),
        )
        return Heard(of=dict(of), crowd=crowd)

    def by(self, by: str) -> Mapping[str, set[str]]:
        """Return the people heard under every value, the values in order."""
        found: dict[str, set[str]] | None = self.kept.get(f"by {by}")
        if found is None:
            found = {}
            for facts in self.of.values():
                if value := facts.value(by):
                    found.setdefault(value, set()).add(facts.person)
            found = dict(sorted(found.items(), key=lambda item: item[0].casefold()))
            self.kept[f"by {by}"] = found
        return found

    def attributes(self) -> dict[str, dict[str, int]]:
        """Return how many people every value of every attribute has, but for dates."""
        known: dict[str, None] = {}
        for facts in self.of.values():
            known.update(dict.fromkeys(facts.values))
        known.pop("date", None)
        return {
            name: {value: len(who) for value, who in self.by(name).items()}
            for name in sorted(known)
        }


def heard_in(sources: Iterable[Source], bands: Bands | None = None) -> Heard:
    """Return who gave these sources."""
    known, spelled = list(sources), _Spelled()
    return Heard(
        of={each.id: _facts(each, spelled) for each in known},
        crowd=Crowd.of(known, bands or Bands()),
    )


def wanted_values(where: Iterable[Condition]) -> dict[str, frozenset[str]]:
    """Return what every named attribute may be: one of several values, whatever their capitals."""
    found: dict[str, frozenset[str]] = {}
    for name, value in where:
        plain = _plain_name(name)
        found[plain] = found.get(plain, frozenset()) | {value.strip().casefold()}
    return found


class _Spelled(dict[tuple[str, str], tuple[str, str]]):
    """Attributes as they were written, to plain names and to values as they were spelled first.

    Few are different ones among very many sources, so each is looked at once.
    """

    def __init__(self) -> None:
        super().__init__()
        self._first: dict[tuple[str, str], str] = {}

    def __missing__(self, pair: tuple[str, str]) -> tuple[str, str]:
        plain, shown = _plain_name(pair[0]), pair[1].strip()
        found = self[pair] = (plain, self._first.setdefault((plain, shown.casefold()), shown))
        return found


def _facts(source: Source, spelled: _Spelled) -> Facts:
    """Return where a source is from."""
    named = [spelled[pair] for pair in source.attributes.items()]
    values = {name: shown for name, shown in named if shown}
    return Facts(person_of(source), _month_of(values.get("date", "")), values)

"""Everybody who was heard in a project: how many, in which role, how often; no names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from statistics import median

from workbench.domain.sources import Source

_WORD = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")
_Z = 1.959964
_FEW_PEOPLE, _FEW_SHARE = 2, 0.05
_RARE_ROLE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """Words by which a role is told: others' first, then leaders'; the rest are practitioners."""

    leaders: frozenset[str] = frozenset(
        {"manager", "leader", "lead", "head", "director", "chief", "deputy", "supervisor"}
    )
    others: frozenset[str] = frozenset(
        {"business", "admin", "administrator", "partner", "parent", "carer", "child", "other"}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of how many people, and the 95 % interval of that share, in [0, 1]."""

    people: int
    of: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Everybody who was heard: person to role (small letters), and how many sources each gave."""

    role_of: Mapping[str, str]
    sources_of: Mapping[str, int]
    practitioners: frozenset[str]
    leaders: frozenset[str]
    rare_roles: frozenset[str]
    once_only: frozenset[str]

    @classmethod
    def of(cls, sources: Iterable[Source], bands: Bands) -> Crowd:
        """Count the people of these sources."""
        role_of: dict[str, str] = {}
        given: Counter[str] = Counter()
        for source in sources:
            who = person_of(source)
            given[who] += 1
            role_of[who] = value_of(source, "role") or role_of.get(who, "")
        roles = Counter(role for role in role_of.values() if role)
        band_of = {role: _band(role, bands) for role in (*roles, "")}
        band = {who: band_of[role] for who, role in role_of.items()}
        several = bool(given) and median(given.values()) > 1
        return cls(
            role_of=role_of,
            sources_of=given,
            practitioners=frozenset(who for who, each in band.items() if each == "practitioner"),
            leaders=frozenset(who for who, each in band.items() if each == "leader"),
            rare_roles=frozenset(r for r, n in roles.items() if n <= _RARE_ROLE * roles.total()),
            once_only=frozenset(who for who, count in given.items() if several and count == 1),
        )


def _band(role: str, bands: Bands) -> str:
    words = set(_WORD.findall(role))
    if not words or words & bands.others:
        return ""
    return "leader" if words & bands.leaders else "practitioner"


def person_of(source: Source) -> str:
    """Return who a source is from: its case, or itself where none is known."""
    return source.case or source.id


def value_of(source: Source, name: str) -> str:
    """Return an attribute by its name, whatever its case and joining marks."""
    for key, value in source.attributes.items():
        if _plain(key) == name:
            return value.strip().lower()
    return ""


@lru_cache(maxsize=4096)
def _plain(key: str) -> str:
    return key.lower().replace("_", " ").replace("-", " ")


def wilson(people: int, of: int) -> Share:
    """Return a share with its Wilson score interval; of nobody, the interval is everything."""
    if not of:
        return Share(people=0, of=0, low=0.0, high=1.0)
    share, square = people / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Share(people=people, of=of, low=round(low, 6), high=round(high, 6))


def why_quiet(people: set[str], crowd: Crowd) -> str:
    """Say in a sentence why these people's voices are quiet; nothing when they are not."""
    total = len(crowd.role_of)
    few = max(_FEW_PEOPLE, int(_FEW_SHARE * total))
    if len(people) <= few < total:
        return f"Carried by {len(people):,} of {total:,} people."
    rare = {who for who in people if crowd.role_of[who] in crowd.rare_roles}
    seldom = rare | (people & crowd.once_only)
    if 2 * len(seldom) <= len(people):
        return ""
    roles = sorted({crowd.role_of[who] for who in rare})
    beside = f" ({', '.join(roles)})" if roles else ""
    return f"{len(seldom)} of its {len(people)} people are rarely heard{beside}."

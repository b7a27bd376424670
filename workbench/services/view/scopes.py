"""Where a leader looks: the conditions that were asked for, widened until enough people meet them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.circles import SIDE
from workbench.domain.general import General
from workbench.domain.heard import wanted_values
from workbench.domain.searches import Condition

#: What is given up first when too few people meet all conditions.
_GIVEN_UP = (
    "small change",
    "month",
    "quarter",
    "year",
    "role",
    "team",
    "service",
    "authority",
    SIDE,
)
#: What an attribute is widened to.
_TO_CHOOSE = ("authority", "role", "service", "small change", "team")
_WIDER = {"team": ("service", "authority"), "service": ("authority",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is looked at, as it is told: in words, and how many people were heard there.

    `widened` says in a sentence why it is not what was asked for, and is empty when it is.
    """

    people: int
    words: str
    widened: str


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """The innermost circles that are looked at, and what is told of them."""

    leaves: frozenset[int]
    told: Scope


def scope(found: General, where: Sequence[Condition]) -> There:
    """Return what is looked at when these conditions are asked for."""
    asked = wanted_values(where)
    told, leaves = dict(asked), _meeting(found, asked)
    while not leaves and told:
        told = _wider(found, told)
        leaves = _meeting(found, told)
    words = _called(found, told) or "everybody who was heard"
    widened = ""
    if told != asked:
        widened = f"{_words(where)}: too few people to be looked at on their own. This is {words}."
    elif _some_are_missing(found, asked, leaves):
        widened = (
            f"{words}: only those who can be told apart; the others are counted with everybody."
        )
    told_of = Scope(people=found.people(leaves), words=words, widened=widened)
    return There(leaves=leaves, told=told_of)


def to_choose(found: General) -> dict[str, tuple[str, ...]]:
    """Return what may be chosen to look from: values of places, roles and small changes."""
    if not found.enough:
        return {}
    spelled = {name: _spelled(found, name) for name in _TO_CHOOSE}
    return {name: tuple(sorted(each.values())) for name, each in spelled.items() if each}


def _spelled(found: General, name: str) -> Mapping[str, str]:
    """Return the values of an attribute in small letters, and as people spelled them."""
    kept: dict[str, Mapping[str, str]] = found.kept.setdefault("spelled", {})
    if name not in kept:
        values = dict.fromkeys(facts.values.get(name, "") for facts in found.heard.of.values())
        kept[name] = {each.casefold(): each for each in values if each}
    return kept[name]


def _some_are_missing(
    found: General, asked: Mapping[str, frozenset[str]], leaves: frozenset[int]
) -> bool:
    if leaves == found.everybody:
        return False
    there = frozenset().union(*(found.inner[each].people for each in leaves))
    plain = {
        name: values for name, values in asked.items() if name not in (SIDE, "quarter", "year")
    }
    return any(
        facts.person not in there and facts.meets(plain) for facts in found.heard.of.values()
    )


def _meeting(found: General, wanted: Mapping[str, frozenset[str]]) -> frozenset[int]:
    if not wanted:
        return found.everybody
    return frozenset(
        number
        for number, circle in enumerate(found.inner)
        if all(
            {each.casefold() for each in circle.known.get(name, ())} & values
            for name, values in wanted.items()
        )
    )


def _wider(found: General, wanted: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Give the narrowest condition up, for the place that it lies in if that is one."""
    unknown = [name for name in wanted if name not in _GIVEN_UP]
    name = unknown[0] if unknown else next(each for each in _GIVEN_UP if each in wanted)
    left = {each: values for each, values in wanted.items() if each != name}
    for place in _WIDER.get(name, ()):
        around = {
            facts.value(place).casefold()
            for facts in found.heard.of.values()
            if facts.value(name).casefold() in wanted[name]
        } - {""}
        if around and place not in left:
            return {**left, place: frozenset(around)}
    return left


def _words(where: Iterable[Condition]) -> str:
    return ", ".join(dict.fromkeys(each.value.strip() for each in where))


def _called(found: General, wanted: Mapping[str, frozenset[str]]) -> str:
    """Return conditions in words, spelled as people spelled them."""
    return ", ".join(
        " or ".join(sorted(_spelled(found, name).get(each, each) for each in values))
        for name, values in wanted.items()
    )

"""How many people speak of something, told so that nobody can be singled out.

What is told of one barrier is a handful of `Part` s: unions of innermost circles, none in two parts,
each with a number that fits the rule. All that anybody is shown is worked out from these parts, so
whatever is looked at, filtered and subtracted, nothing can be had that the parts do not say.

From the outside in: where the number of a circle is told, and those of some circles inside may not be,
these are told as one number together; if that one does not fit either, the smallest other goes with
them, so that the whole less the rest gives nothing away. Only of the outermost circle no total is told
as soon as one side of it can be told: “20 practitioners, and fewer than 5 leaders” says more than “22”.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from workbench.domain.circles import Circle
from workbench.domain.small_numbers import Amount, Rule


@dataclass(frozen=True, slots=True)
class Part:
    """People who are told of together: their innermost circles, and how many of them speak."""

    leaves: frozenset[int]
    heard: int
    speak: Amount


def tell(everybody: Circle, speaking: Set[str], rule: Rule) -> tuple[Part, ...]:
    """Return what may be told of how many people speak of something."""
    fitting = [each for each in everybody.inside if _fits([each], speaking, rule)]
    if fitting:
        rest = (each for each in everybody.inside if each not in fitting)
        told = [part for each in fitting for part in _inside(each, speaking, rule)]
        return (*told, *(_near(each, speaking, rule) for each in rest))
    if _fits([everybody], speaking, rule):
        return (_part([everybody], speaking),)
    return (_near(everybody, speaking, rule),)


def bounds(parts: Iterable[Part], leaves: Set[int], sizes: Sequence[int]) -> Amount:
    """Return how many people of some innermost circles speak, as far as the parts say.

    Parameters
    ----------
    sizes
        How many people each innermost circle holds, by its number.
    """
    found, left = Amount(0, 0), set(leaves)
    for part in parts:
        inside = sum(sizes[each] for each in part.leaves & leaves)
        outside = part.heard - inside
        least = max(0, part.speak.least - outside)
        found += Amount(least, min(part.speak.most, inside))
        left -= part.leaves
    return found + Amount(0, sum(sizes[each] for each in left))


def _inside(circle: Circle, speaking: Set[str], rule: Rule) -> list[Part]:
    """Return the parts of a circle whose number is told."""
    apart = [each for each in circle.inside if _fits([each], speaking, rule)]
    together = [each for each in circle.inside if each not in apart]
    apart.sort(key=lambda each: (-len(each.people & speaking), min(each.leaves)))
    while together and apart and not _fits(together, speaking, rule):
        together.append(apart.pop())
    if not apart:
        return [_part([circle], speaking)]
    told = [part for each in apart for part in _inside(each, speaking, rule)]
    return [*told, _part(together, speaking)] if together else told


def _fits(circles: Sequence[Circle], speaking: Set[str], rule: Rule) -> bool:
    part = _part(circles, speaking)
    return rule.fits(part.speak.least, part.heard)


def _part(circles: Sequence[Circle], speaking: Set[str]) -> Part:
    number = sum(len(each.people & speaking) for each in circles)
    return Part(
        leaves=frozenset().union(*(each.leaves for each in circles)),
        heard=sum(len(each.people) for each in circles),
        speak=Amount(number, number),
    )


def _near(circle: Circle, speaking: Set[str], rule: Rule) -> Part:
    heard = len(circle.people)
    number = rule.near(len(circle.people & speaking), heard)
    return Part(leaves=circle.leaves, heard=heard, speak=number)

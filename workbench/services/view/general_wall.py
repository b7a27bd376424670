"""View the barriers in general terms: what leaders see of the wall.

Strength comes from what may be told: many voices are at least ten people, several at least as many as
the smallest number that is told. Both sides stand beside each other with the number that may be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.domain.circles import SIDE
from workbench.domain.codebook import CodeId
from workbench.domain.general import General, columns_of
from workbench.domain.searches import Condition
from workbench.domain.small_numbers import CONTRIBUTORS, Amount
from workbench.domain.viewers import Right, needs
from workbench.services.view.barriers import WALL, SeenBy, Strength
from workbench.services.view.general import general
from workbench.services.view.scopes import Scope, There, scope
from workbench.store.database import Project

_MANY = 10
#: Stands where enough people were heard only together with others from elsewhere.
NOT_APART = "not told apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A number of people as it may be told, of how many heard; `known` when it is the number itself."""

    words: str
    least: int
    of: int
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralCard:
    """One barrier or enabler in general terms; `against` says whether others see it otherwise."""

    id: str
    name: str
    sentence: str
    kind: str
    facets: tuple[str, ...]
    strength: Strength
    people: Told
    practitioners: Told
    leaders: Told
    seen_by: SeenBy
    against: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralWall:
    """All cards that may be shown, the broadest first; `held` counts those of too few people."""

    cards: tuple[GeneralCard, ...]
    people: int
    enough: bool
    held: int
    smallest: int
    scope: Scope
    left_out: tuple[str, ...]


@needs(Right.SEE_GENERALISED)
def view_general_wall(project: Project, *, where: Sequence[Condition] = ()) -> GeneralWall:
    """Return the barriers and enablers in general terms, as they look from somewhere."""
    return general_wall_of(general(project), where)


def general_wall_of(found: General, where: Sequence[Condition]) -> GeneralWall:
    """Return the wall of what may be told."""
    there = scope(found, where)
    codes = found.codes(WALL) if found.enough else []
    total = sum(each.kind in WALL for each in found.board.codes.values())
    cards = [general_card(found, each, there) for each in codes]
    return GeneralWall(
        cards=tuple(sorted(cards, key=lambda each: (-each.people.least, each.name))),
        people=found.people(found.everybody) if found.enough else 0,
        enough=found.enough,
        held=total - len(codes),
        smallest=found.rule.k,
        scope=there.told,
        left_out=found.left_out,
    )


def general_card(found: General, code_id: str, there: There) -> GeneralCard:
    """Return one card, as it looks from there."""
    code = found.board.codes[CodeId(code_id)]
    everybody = told(found, code_id, there.leaves)
    sides = columns_of(found, SIDE)
    practitioners, leaders = (
        told(found, code_id, sides.get(side, frozenset()) & there.leaves)
        for side in ("practitioner", "leader")
    )
    return GeneralCard(
        id=code.id,
        name=code.name,
        sentence=code.statement,
        kind=code.kind.value,
        facets=tuple(each.value for each in code.facets),
        strength=_strength(everybody.least),
        people=everybody,
        practitioners=practitioners,
        leaders=leaders,
        seen_by=_seen_by(practitioners, leaders),
        against=_against(found, code_id),
    )


def told(found: General, code_id: str, leaves: frozenset[int]) -> Told:
    """Return how many people of some circles speak of a code, in the words in which it is told."""
    heard = found.people(leaves)
    speak = found.speak(code_id, leaves) if heard else Amount(0, 0)
    least = speak.least if speak.least >= found.rule.k else 0
    words = found.rule.told(speak) if heard else NOT_APART
    return Told(words=words, least=least, of=heard, known=speak.exact and bool(least))


def _strength(least: int) -> Strength:
    if least >= _MANY:
        return Strength.MANY
    return Strength.SEVERAL if least else Strength.FEW


def _seen_by(practitioners: Told, leaders: Told) -> SeenBy:
    if practitioners.least and leaders.least:
        return SeenBy.BOTH
    if practitioners.least and leaders.words.startswith("<"):
        return SeenBy.PRACTITIONERS
    if leaders.least and practitioners.words.startswith("<"):
        return SeenBy.LEADERS
    return SeenBy.NEITHER


def _against(found: General, code_id: str) -> str:
    people = len({each.person for each in found.held(code_id).facts_against})
    if people < CONTRIBUTORS:
        return ""
    return "Some people see it otherwise."

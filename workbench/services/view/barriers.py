"""View the barriers: a wall of cards, each with its evidence and with who sees it.

**Strength of evidence** is how many distinct people, and how many teams, speak for a barrier; how
often it was said never counts. **Practitioners beside leaders** are shares of the people heard, with
Wilson's interval at 95 % (see `salience`); they are *apart* when the intervals do not touch.

It is made for facilitators: small groups are named, so nothing of it may be shown to leaders as it
stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from workbench.domain.board import Board
from workbench.domain.codebook import Code, CodeKind
from workbench.domain.crowd import Share, wilson
from workbench.domain.heard import By, Facts, Heard
from workbench.domain.held import Held, held_by
from workbench.domain.searches import Condition
from workbench.domain.sources import PassageId
from workbench.domain.viewers import Right, needs
from workbench.services.view.heard import narrowed
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import Material, material

#: From how many people, and from how many teams, voices are several, and many.
_SEVERAL, _MANY = (5, 2), (10, 3)
_RELATED = 4
#: Two barriers are related from this many people on who speak of both.
_TOGETHER = 2
WALL = (CodeKind.BARRIER, CodeKind.ENABLER)


class Strength(StrEnum):
    """How broad the evidence is."""

    NONE = "nobody"
    FEW = "few voices"
    SEVERAL = "several voices"
    MANY = "many voices"


class SeenBy(StrEnum):
    """Which side speaks of it, as far as anybody of that side was heard."""

    BOTH = "both"
    PRACTITIONERS = "practitioners"
    LEADERS = "leaders"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another barrier that the same people speak of; `lift` times as often as by chance."""

    id: str
    name: str
    kind: str
    people: int
    lift: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BarrierCard:
    """One barrier or enabler. Counts of people are distinct ones; `against` is people, too."""

    id: str
    name: str
    sentence: str
    kind: str
    facets: tuple[str, ...]
    locus: str
    level: str
    people: int
    teams: int
    roles: int
    authorities: int
    quotes: int
    strength: Strength
    practitioners: Share
    leaders: Share
    seen_by: SeenBy
    apart: bool
    against: int
    against_quotes: int
    related: tuple[Related, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """All cards, most people first, and how many people were heard."""

    cards: tuple[BarrierCard, ...]
    people: int
    practitioners: int
    leaders: int
    teams: int


@needs(Right.SEE_WORDS)
def view_barriers(
    project: Project,
    *,
    where: Sequence[Condition] = (),
    kinds: Sequence[CodeKind] = WALL,
) -> Wall:
    """Return the barriers and enablers that people confirmed.

    Parameters
    ----------
    where
        Only what was said under these conditions; a barrier that nobody speaks of there stays, as
        silence says something.
    """
    board, texts, there = ledger(project).board, material(project), narrowed(project, where)
    return kept_wall(board, texts, there, kinds)


def kept_wall(board: Board, texts: Material, there: Heard, kinds: Sequence[CodeKind]) -> Wall:
    """Return the cards, counted once for a state of the board."""
    kept: dict[object, tuple[Board, Wall]] = there.kept.setdefault("walls", {})
    known = kept.get(frozenset(kinds))
    if known is None or known[0] is not board:
        known = (board, wall_of(board, texts, there, kinds=kinds))
        kept[frozenset(kinds)] = known
    return known[1]


def wall_of(
    board: Board, texts: Material, there: Heard, *, kinds: Sequence[CodeKind] = WALL
) -> Wall:
    """Return the cards of a board, counted on what was heard there."""
    codes = [each for each in board.codes.values() if each.kind in kinds]
    held = {str(code.id): held_by(board, code, texts.passages, there) for code in codes}
    related = _related(codes, held, len(there.crowd.role_of))
    teams = there.by(By.TEAM)
    cards = (
        _card(code, held[code.id], there, related[code.id], has_teams=bool(teams)) for code in codes
    )
    return Wall(
        cards=tuple(sorted(cards, key=lambda each: (-each.people, -each.quotes, each.name))),
        people=len(there.crowd.role_of),
        practitioners=len(there.crowd.practitioners),
        leaders=len(there.crowd.leaders),
        teams=len(teams),
    )


def people_of(passages: Iterable[PassageId], texts: Material, there: Heard) -> set[str]:
    """Return the people whose words these are."""
    return {there.of[texts.passages[each].source_id].person for each in passages}


def seen_by(practitioners: Share, leaders: Share) -> SeenBy:
    """Say which side speaks of something; a side nobody was heard of says nothing."""
    if practitioners.people and leaders.people:
        return SeenBy.BOTH
    if practitioners.people and leaders.of:
        return SeenBy.PRACTITIONERS
    return SeenBy.LEADERS if leaders.people and practitioners.of else SeenBy.NEITHER


def strength_of(people: int, teams: int, *, has_teams: bool) -> Strength:
    """Say how broad evidence is; where no team is known, people alone count."""
    for (least, spread), strength in ((_MANY, Strength.MANY), (_SEVERAL, Strength.SEVERAL)):
        if people >= least and (teams >= spread or not has_teams):
            return strength
    return Strength.FEW if people else Strength.NONE


def _card(
    code: Code, held: Held, there: Heard, related: tuple[Related, ...], *, has_teams: bool
) -> BarrierCard:
    teams = _spread(held.facts, By.TEAM)
    practitioners, leaders = shares(held.people, there)
    return BarrierCard(
        id=code.id,
        name=code.name,
        sentence=code.statement,
        kind=code.kind.value,
        facets=tuple(each.value for each in code.facets),
        locus=code.locus.value,
        level=code.level.value,
        people=len(held.people),
        teams=teams,
        roles=_spread(held.facts, By.ROLE),
        authorities=_spread(held.facts, By.AUTHORITY),
        quotes=len(held.facts),
        strength=strength_of(len(held.people), teams, has_teams=has_teams),
        practitioners=practitioners,
        leaders=leaders,
        seen_by=seen_by(practitioners, leaders),
        apart=practitioners.low > leaders.high or leaders.low > practitioners.high,
        against=len({each.person for each in held.facts_against}),
        against_quotes=len(held.facts_against),
        related=related,
    )


def shares(people: frozenset[str], there: Heard) -> tuple[Share, Share]:
    """Return which shares of the practitioners and of the leaders heard these people are."""
    crowd = there.crowd
    return (
        wilson(len(people & crowd.practitioners), len(crowd.practitioners)),
        wilson(len(people & crowd.leaders), len(crowd.leaders)),
    )


def _spread(facts: Iterable[Facts], by: By) -> int:
    """Count the distinct values of an attribute."""
    return len({each.values.get(by, "") for each in facts} - {""})


def _related(
    codes: Sequence[Code], held: Mapping[str, Held], total: int
) -> dict[str, tuple[Related, ...]]:
    """Return by code the others that more of its people speak of than chance would have it."""
    found: dict[str, list[Related]] = defaultdict(list)
    for one, other in combinations(codes, 2):
        both = len(held[one.id].people & held[other.id].people)
        if both >= _TOGETHER:
            lift = both * total / (len(held[one.id].people) * len(held[other.id].people))
            for code, beside in ((one, other), (other, one)):
                found[code.id].append(
                    Related(
                        id=beside.id,
                        name=beside.name,
                        kind=beside.kind.value,
                        people=both,
                        lift=round(lift, 6),
                    )
                )
    return {
        code.id: tuple(
            sorted(found[code.id], key=lambda each: (-each.lift, -each.people, each.name))[
                :_RELATED
            ]
        )
        for code in codes
    }

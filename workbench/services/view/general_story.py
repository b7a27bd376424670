"""View one barrier in general terms: its sentence, who sees it, and words that may be quoted.

Words are quoted only from sources whose names were reviewed and whose people agreed, of at least three
people, one passage of each, in an order that is drawn anew every time and without anything that stays
the same from one look to the next. Where somebody speaks from is said as far as the number of their
circle is told; otherwise they are a member of staff.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.domain.circles import SIDE, common
from workbench.domain.codebook import CodeId
from workbench.domain.general import General, columns_of, quotes_of
from workbench.domain.searches import Condition
from workbench.domain.viewers import Right, needs
from workbench.errors import UnknownTheme
from workbench.services.view.barriers import WALL
from workbench.services.view.general import general
from workbench.services.view.general_wall import GeneralCard, Told, general_card, told
from workbench.services.view.scopes import Scope, scope
from workbench.store.database import Project

_STAFF = "a member of staff"
_SIDES = {"practitioner": "a practitioner", "leader": "a leader"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralQuote:
    """Words that may be quoted, and from whom in general terms; nothing names them again."""

    words: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralPlace:
    """A barrier in one authority that is large enough to be told apart."""

    authority: str
    people: Told
    practitioners: Told
    leaders: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralStory:
    """A barrier in general terms; `unquoted` says why no words are quoted, when none are."""

    card: GeneralCard
    quotes: tuple[GeneralQuote, ...]
    unquoted: str
    places: tuple[GeneralPlace, ...]
    smallest: int
    scope: Scope


@needs(Right.SEE_GENERALISED)
def view_general_story(
    project: Project, code_id: str, *, where: Sequence[Condition] = ()
) -> GeneralStory:
    """Return the story of a barrier or enabler that enough people speak of.

    Raises
    ------
    UnknownTheme
        When there is no such barrier, or none that may be told of.
    """
    return general_story_of(general(project), code_id, where)


def general_story_of(found: General, code_id: str, where: Sequence[Condition]) -> GeneralStory:
    """Return the story of what may be told.

    Raises
    ------
    UnknownTheme
        When there is no such barrier, or none that may be told of.
    """
    if not found.enough or code_id not in found.codes(WALL):
        raise UnknownTheme(code_id)
    there = scope(found, where)
    quotes = _quotes(found, code_id)
    return GeneralStory(
        card=general_card(found, code_id, there),
        quotes=quotes,
        unquoted="" if quotes else _unquoted(),
        places=_places(found, code_id),
        smallest=found.rule.k,
        scope=there.told,
    )


def _unquoted() -> str:
    return (
        "Nobody is quoted here: fewer than three people agreed to being quoted to leaders, "
        "or their words are not reviewed for names yet."
    )


def _quotes(found: General, code_id: str) -> tuple[GeneralQuote, ...]:
    return tuple(
        GeneralQuote(words=found.passages[passage].quote, by=_from(found, code_id, person))
        for person, passage in quotes_of(found, code_id)
    )


def _from(found: General, code_id: str, person: str) -> str:
    """Return from where somebody speaks, as far as the number of those people is told."""
    number = next(at for at, each in enumerate(found.inner) if person in each.people)
    part = next((each for each in found.parts(code_id) if number in each.leaves), None)
    if part is None or not part.speak.exact:
        return _STAFF
    known = common(found.inner[each] for each in sorted(part.leaves))
    side = _SIDES.get("".join(known.get(SIDE, ())), _STAFF)
    place = next(_known_in(known), "")
    return f"{side} in {place}" if place else side


def _known_in(known: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for name in ("team", "service", "authority"):
        if len(known.get(name, ())) == 1:
            yield known[name][0]


def _places(found: General, code_id: str) -> tuple[GeneralPlace, ...]:
    sides = columns_of(found, SIDE)
    code = CodeId(code_id)
    return tuple(
        GeneralPlace(
            authority=value,
            people=told(found, code, leaves),
            practitioners=told(found, code, leaves & sides.get("practitioner", frozenset())),
            leaders=told(found, code, leaves & sides.get("leader", frozenset())),
        )
        for value, leaves in columns_of(found, "authority").items()
    )

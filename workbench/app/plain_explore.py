"""What the explore page is told, as plain values in the words of its JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.app.channel import Message, text_of
from workbench.app.plain import Plain, plain_line, plain_passage
from workbench.domain.codebook import CodeKind
from workbench.domain.searches import Condition, SavedSearch, Search
from workbench.domain.wire import to_plain
from workbench.errors import InvalidDecision
from workbench.services.view.authorities import Comparison, Place
from workbench.services.view.barrier_story import BarrierStory
from workbench.services.view.barriers import Wall
from workbench.services.view.matrix import Matrix
from workbench.services.view.over_time import OverTime
from workbench.services.view.rows import PassageRow
from workbench.services.view.search import Found, Hit

#: More conditions than this nobody clicks together.
_CONDITIONS = 50


def conditions_of(message: Message) -> tuple[Condition, ...]:
    """Return the conditions of a message.

    Raises
    ------
    InvalidDecision
        When it is no list of names with values.
    """
    given: Any = message.get("where") or []
    if not isinstance(given, list) or len(given) > _CONDITIONS:
        raise InvalidDecision("The page's message", "“where” must be a list")
    for each in given:
        pair = isinstance(each, list) and len(each) == 2
        if not pair or not all(isinstance(part, str) and len(part) < 1_000 for part in each):
            raise InvalidDecision("The page's message", "“where” must hold names with values")
    return tuple(Condition(name, value) for name, value in given)


def search_of(message: Message) -> Search:
    """Return the search that a message asks for."""
    return Search(
        words=text_of(message, "words", most=1_000).strip(),
        meaning=message.get("meaning") is True,
        where=conditions_of(message),
        within=text_of(message, "within", most=200),
    )


def kinds_of(message: Message) -> tuple[CodeKind, ...]:
    """Return which codes are meant: barriers, unless something else is named."""
    named = text_of(message, "kind", most=20)
    known = {each.value: each for each in CodeKind}
    return (known.get(named, CodeKind.BARRIER),)


def plain_wall(wall: Wall) -> Plain:
    """Return the cards, and how many people were heard."""
    return dict(to_plain(wall))


def plain_story(story: BarrierStory) -> Plain:
    """Return a barrier with its quotes and its decisions."""
    return {
        "card": to_plain(story.card),
        "code": to_plain(story.code),
        "quotes": plain_passages(story.quotes),
        "total": story.total,
        "against": plain_passages(story.against),
        "history": list(map(plain_line, story.history)),
    }


def plain_passages(rows: Iterable[PassageRow]) -> list[Plain]:
    """Return passages with where they came from."""
    return list(map(plain_passage, rows))


def plain_matrix(found: Matrix) -> Plain:
    """Return barriers by columns."""
    return dict(to_plain(found))


def plain_over_time(found: OverTime) -> Plain:
    """Return barriers by months, with the small changes."""
    return dict(to_plain(found))


def plain_comparison(found: Comparison) -> Plain:
    """Return one barrier in every authority."""
    return {
        "id": found.id,
        "name": found.name,
        "sentence": found.sentence,
        "places": list(map(_plain_place, found.places)),
    }


def plain_found(found: Found) -> Plain:
    """Return a stretch of what was found, without the names of all the rest."""
    return {
        "hits": list(map(_plain_hit, found.hits)),
        "total": len(found.everything),
        "people": found.people,
        "codes": [to_plain(each) for each in found.codes],
        "message": found.message,
    }


def plain_saved(saved: SavedSearch) -> Plain:
    """Return a search that was kept."""
    return dict(to_plain(saved))


def plain_attributes(values: Mapping[str, Mapping[str, int]]) -> list[list[Any]]:
    """Return every attribute with its values, and how many people have each."""
    return [[name, [list(pair) for pair in each.items()]] for name, each in values.items()]


def _plain_place(place: Place) -> Plain:
    return {
        "authority": place.authority,
        "share": to_plain(place.share),
        "teams": place.teams,
        "practitioners": to_plain(place.practitioners),
        "leaders": to_plain(place.leaders),
        "seen_by": place.seen_by.value,
        "words": list(place.words),
        "changes": list(place.changes),
        "quotes": plain_passages(place.quotes),
        "total": place.total,
    }


def _plain_hit(hit: Hit) -> Plain:
    return {**plain_passage(hit.passage), "by": list(hit.by), "similarity": hit.similarity}

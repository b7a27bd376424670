"""The finder: texts in, identifiers out. It stores nothing and asks nobody.

Layers in the order of their trust: the project's own lists, patterned identifiers, titles and
families, places by their kind, names by lists, tagger and sentence; what is left over with a
capital goes to review. The same text always gives the same identifiers, alone or among others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.privacy.addresses import find_addresses
from workbench.privacy.again import find_again
from workbench.privacy.ages import find_ages
from workbench.privacy.ages_told import find_told_ages
from workbench.privacy.allowlist import ProjectLists, allowed_tokens, listed_names
from workbench.privacy.bynames import find_bynames
from workbench.privacy.contacts import find_contacts
from workbench.privacy.dates import find_dates, month_tokens
from workbench.privacy.dictated_names import find_dictated_names
from workbench.privacy.headings import headed_tokens
from workbench.privacy.identifiers import Found, Identifier, settle
from workbench.privacy.initials import find_families, find_initials
from workbench.privacy.layout import find_by_layout
from workbench.privacy.named_places import find_named_places
from workbench.privacy.names import find_names, sure_names
from workbench.privacy.numbers import find_numbers
from workbench.privacy.organisations import find_organisations
from workbench.privacy.places import find_places
from workbench.privacy.reading import Reading
from workbench.privacy.references import find_references
from workbench.privacy.settings import find_settings
from workbench.privacy.small_settings import find_small_settings
from workbench.privacy.tagging import Tags, tags_of
from workbench.privacy.titles import find_titles
from workbench.privacy.tokens import (
    Token,
    is_dictated,
    is_shouted,
    on_lines,
    quietened,
    tokens_of,
)
from workbench.privacy.told_names import find_told_names

_NO_LISTS = ProjectLists()


def find_identifiers(
    texts: Sequence[str], lists: ProjectLists = _NO_LISTS
) -> Iterator[tuple[Identifier, ...]]:
    """Yield the identifiers of each text, in their order and never overlapping.

    Parameters
    ----------
    texts
        Canonical texts.
    lists
        What this project knows besides.

    Raises
    ------
    BrokenModel
        The installed tagger cannot be loaded.
    """
    tagged = tags_of([quietened(text) for text in texts])
    for text, tags in zip(texts, tagged, strict=True):
        yield settle(text, _proposals(text, tags, lists))


def find_without_tagger(text: str, lists: ProjectLists = _NO_LISTS) -> tuple[Identifier, ...]:
    """Return the identifiers of a few words, such as a title, by lists and patterns alone."""
    return settle(text, _proposals(text, {}, lists))


def _proposals(text: str, tags: Tags, lists: ProjectLists) -> Iterator[Found]:
    tokens = tokens_of(text)
    yield from listed_names(text, lists)
    yield from find_numbers(text)
    yield from find_references(text)
    yield from find_contacts(text)
    yield from find_addresses(text)
    yield from find_dates(text)
    yield from find_organisations(text)
    yield from find_named_places(text)
    yield from find_settings(text)
    yield from find_small_settings(text)
    yield from find_ages(text)
    yield from find_told_ages(text)
    yield from find_initials(text, tokens)
    reading = _reading(text, tokens, tags, lists)
    yield from find_families(tokens, reading.allowed)
    yield from find_places(tokens, reading.allowed)
    people = [
        *find_titles(tokens),
        *find_names(reading),
        *find_by_layout(text, reading),
        *find_bynames(text, reading),
        *find_dictated_names(text, reading),
        *find_told_names(reading),
    ]
    yield from people
    yield from find_again(reading, people)


def _reading(text: str, tokens: tuple[Token, ...], tags: Tags, lists: ProjectLists) -> Reading:
    first = Reading(
        tokens=tokens,
        tags=tags,
        dictated=is_dictated(tokens),
        shouted=frozenset(on_lines(text, tokens, is_shouted)),
        allowed=allowed_tokens(tokens, lists)
        | headed_tokens(text, tokens)
        | month_tokens(text, tokens),
    )
    return replace(first, surely=sure_names(first))

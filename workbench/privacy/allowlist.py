"""What is known to point at nobody, and what a project knows to point at somebody.

The sector's list (``data/allowlist.txt``) is a plain file that people can read and extend;
`ProjectLists` holds what only one project knows. A name on a project's list is masked wherever it
stands; a project's own allowed entries win over every other layer but patterns and its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from workbench.privacy.identifiers import Found, Kind, Status
from workbench.privacy.lexicon import fold, known, plain_lines
from workbench.privacy.tokens import Token

#: Why a name of the project's own lists is masked.
ON_LIST = "on this project's list"
#: Section headings of the sector's list whose single words hold only with a capital.
_LONGEST = 8
_SOME_BEARERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectLists:
    """What one project knows; names of families and staff are themselves personal data.

    Parameters
    ----------
    allowed
        Words and phrases that point at nobody, in any case.
    names
        A name (any case) and what it is: a person, a place, a school.
    """

    allowed: tuple[str, ...] = ()
    names: Mapping[str, Kind] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases as rows of folded words, found by their first word."""

    by_first: Mapping[str, tuple[tuple[str, ...], ...]]

    def at(self, tokens: Sequence[Token], place: int) -> int:
        """Return how many words of the longest phrase that begins at this token, or 0."""
        for phrase in self.by_first.get(tokens[place].key, ()):
            if _matches(tokens, place, phrase):
                return len(phrase)
        return 0


def sector_entries() -> tuple[str, ...]:
    """Return the sector's allowlist as it is written."""
    return tuple(plain_lines("allowlist.txt"))


@lru_cache(maxsize=64)
def phrases_of(entries: tuple[str, ...]) -> Phrases:
    """Return entries ready to be looked for."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries:
        words = _words(entry)
        if words:
            found.setdefault(words[0].removesuffix("'s"), set()).add(words)
    return Phrases(
        {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in found.items()}
    )


@lru_cache(maxsize=1)
def sector() -> Phrases:
    """Return the sector's allowlist ready to be looked for."""
    return phrases_of(sector_entries())


def allowed_tokens(tokens: Sequence[Token], lists: ProjectLists) -> frozenset[int]:
    """Return the indexes of tokens that an allowed phrase covers."""
    own, covered = phrases_of(lists.allowed), set[int]()
    for place in range(len(tokens)):
        length = max(sector().at(tokens, place), own.at(tokens, place))
        if length == 1 and not own.at(tokens, place) and not _stands_alone(tokens, place):
            continue
        if (
            length == 1
            and not own.at(tokens, place)
            and is_called_like(tokens[place])
            and not tokens[place].known.noise
        ):
            continue
        covered.update(range(place, place + length))
    return frozenset(covered)


def is_called_like(token: Token) -> bool:
    """Return whether a name is only written like an entry in capitals: "Tam" and "TAM", "Ed" and "ED"."""
    written_so = token.capital and not token.shouted
    return written_so and token.known.given >= _SOME_BEARERS and token.key in acronyms()


@lru_cache(maxsize=1)
def acronyms() -> frozenset[str]:
    """Return the entries that are written in capitals only, folded."""
    entries = sector_entries()
    capitals = {fold(each) for each in entries if each.isupper() and " " not in each}
    return frozenset(capitals - {fold(each) for each in entries if not each.isupper()})


def listed_names(text: str, lists: ProjectLists) -> Iterator[Found]:
    """Yield every place where one of the project's own names stands."""
    for name, kind in lists.names.items():
        words = [re.escape(part) for part in name.split()]
        if not words:
            continue
        pattern = re.compile(r"(?<!\w)" + r"[\s-]+".join(words) + r"(?!\w)", re.IGNORECASE)
        for match in pattern.finditer(text):
            yield Found(
                start=match.start(),
                end=match.end(),
                type=kind,
                status=Status.MASK,
                why=ON_LIST,
                rank=0,
            )


def _words(entry: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in re.findall(r"[^\W_]+(?:['\u2019&-][^\W_]+)*", entry))[
        :_LONGEST
    ]


def _matches(tokens: Sequence[Token], place: int, phrase: tuple[str, ...]) -> bool:
    words = [part for part in phrase if not part.isdigit()]
    if place + len(words) > len(tokens):
        return False
    return all(
        token.key == word or token.key == word.removesuffix("'s") or token.key.rstrip("s") == word
        for token, word in zip(tokens[place : place + len(words)], words, strict=True)
    ) and all("\n" not in token.joined for token in tokens[place + 1 : place + len(words)])


def _stands_alone(tokens: Sequence[Token], place: int) -> bool:
    """Whether a single allowed word is not part of a name: "Black", but not "Mr Black"."""
    before = tokens[place - 1] if place and not tokens[place].first else None
    if before is None or tokens[place].joined not in (" ", "-"):
        return True
    return not (
        before.capital and before.known.is_plain_name and not known(tokens[place].key).is_plain_name
    )

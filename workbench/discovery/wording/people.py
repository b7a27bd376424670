"""Which words are somebody's name: they never come into a title or among the keywords.

Three signs are taken together: spaCy calls the word a person or a proper noun; it stands after
"Mrs", "Dr" and the like; or it is written with a capital in the middle of
sentences and hardly ever without. A name that somebody dictated in lower case and that spaCy takes
for a common word escapes all three; so a title also needs its words from two passages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from workbench.discovery.phrases import fold
from workbench.discovery.words import is_abbreviation, is_calendar, words_of

_STYLES = r"(?:(?i:mr|mrs|ms|mx|dr|pc|ps|sgt|prof|auntie|aunty|uncle|pani)|Miss|Sir|Dame|Rev|Nana)"
_MIDDLE = re.compile(r"(?<=[^\W\d_,;] )([A-Z][^\W\d_]+(?:[-'][^\W\d_]+)*)")
_CAPITAL = re.compile(r"\b[A-Z][a-z][^\W\d_]*(?:[-'][^\W\d_]+)*")
_AFTER_STYLE = re.compile(rf"\b{_STYLES}\.?\s+([^\W\d_]+(?:[-'][^\W\d_]+)*)")
#: A proper noun in this many passages is a system or a body that people talk about.
_WIDELY_KNOWN = 10
_MOSTLY = 0.6
_SELDOM = 2


def names_in(texts: Sequence[str], documents: Iterable[Any] = ()) -> frozenset[str]:
    """Return the folded words that are names of people, or of places that few speak of.

    Parameters
    ----------
    texts
        All passages: capitals are counted in them.
    documents
        Those of them that spaCy has parsed.
    """
    inside, lower, styled = Counter[str](), Counter[str](), set[str]()
    for text in texts:
        styled.update(fold(word) for word in _AFTER_STYLE.findall(text))
        if text.isupper():
            continue
        inside.update({fold(word) for word in _MIDDLE.findall(text) if _may_be_name(word)})
        lower.update({fold(word) for word in words_of(text) if word.islower()})
    people, proper = _tagged(documents)
    often = {word for word, count in inside.items() if count > _MOSTLY * (count + lower[word])}
    ordinary = {word for word, count in lower.items() if count >= max(2, inside[word] / 3)}
    known = {word for word, count in inside.items() if count >= _WIDELY_KNOWN}
    styled = {word for word in styled if lower[word] < _WIDELY_KNOWN}
    return frozenset(people | styled | ((often | proper) - known - (ordinary - proper)))


def never_small(texts: Sequence[str]) -> frozenset[str]:
    """Return the folded words that are said once or twice, and never without a capital.

    They begin a sentence or are somebody's name, and which of the two nobody can tell. Among many passages
    no word that a theme is about is so rare, so that nothing is lost by leaving them out of titles.
    """
    capital, small = Counter[str](), set[str]()
    for text in texts:
        small.update(fold(word) for word in words_of(text) if word.islower())
        capital.update(fold(word) for word in _CAPITAL.findall(text) if _may_be_name(word))
    return frozenset(w for w, count in capital.items() if count <= _SELDOM and w not in small)


def _may_be_name(word: str) -> bool:
    style = re.fullmatch(_STYLES, word)
    return not (style or is_abbreviation(word) or is_calendar(word) or word.startswith("I'"))


def _tagged(documents: Iterable[Any]) -> tuple[set[str], set[str]]:
    """Return the folded words that are mostly persons, and those that are mostly proper nouns."""
    seen, people, proper = Counter[str](), Counter[str](), Counter[str]()
    for document in documents:
        for token in document:
            for word in words_of(token.text):
                key, could = fold(word), _may_be_name(word)
                seen[key] += 1
                people[key] += could and token.ent_type_ == "PERSON"
                proper[key] += could and token.pos_ == "PROPN"
    half = {key: count / 2 for key, count in seen.items()}
    return (
        {key for key, count in people.items() if count >= half[key] and count},
        {key for key, count in proper.items() if count >= half[key] and count},
    )

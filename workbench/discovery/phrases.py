"""Words and word pairs of a text, in the forms that people wrote most.

One vocabulary serves keywords and titles: it folds singular and plural, keeps abbreviations in
capitals, and joins two words only where they stood side by side in one clause.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbench.discovery.words import (
    EMPTY,
    NEGATIONS,
    is_calendar,
    is_contracted,
    stop_words,
    words_of,
)

PASSAGE_END = "\u2029"
_CLAUSE = re.compile(r"[.!?;:,()\[\]\n\u2029\"\u201c\u201d\u2026]+|\s[-\u2013\u2014/]+\s")
_BEFORE_NOUN = NEGATIONS - {"nobody"}


def fold(word: str) -> str:
    """Return one key for singular and plural: ``workers`` as ``worker``, ``families`` as ``family``."""
    low = word.lower().removesuffix("'s")
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    if len(low) > 4 and low.endswith(("sses", "shes", "ches", "xes")):
        return low[:-2]
    if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The forms of a set of passages: ``surface`` maps a folded word to the form shown."""

    surface: dict[str, str]
    dull: frozenset[str]

    def phrases(self, text: str) -> list[str]:
        """Return the words and pairs of a text, with repeats, as they are shown."""
        return [" ".join(parts) for parts in self._parts(text)]

    def _parts(self, text: str) -> Iterator[tuple[str, ...]]:
        for clause in _CLAUSE.split(text):
            before: str | None = None
            for word in words_of(clause):
                shown = self._shown(word)
                if shown and word.lower() not in NEGATIONS:
                    yield (shown,)
                if before and shown and before != shown and word.lower() not in NEGATIONS:
                    yield (before, shown)
                before = shown

    def _shown(self, word: str) -> str | None:
        low = word.lower()
        if low in _BEFORE_NOUN:
            return low
        if (
            low in self.dull
            or is_contracted(low)
            or len(set(low)) < 2
            or not any(c.isalpha() for c in low)
        ):
            return None
        key = fold(word)
        return None if key in self.dull else self.surface.get(key, low)


def learn_vocabulary(texts: Sequence[str], fillers: Iterable[str]) -> Vocabulary:
    """Count the forms of every word and remember the most frequent; ties go to the first in order."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in words_of(text):
            forms[fold(word)][_case(word)] += 1
    surface = {key: min(seen, key=lambda form: (-seen[form], form)) for key, seen in forms.items()}
    dull = stop_words() | EMPTY | frozenset(word.lower() for word in fillers)
    return Vocabulary(surface=surface, dull=dull)


def _case(word: str) -> str:
    low = word.lower().removesuffix("'s")
    if is_calendar(low):
        return low.capitalize()
    return word if len(word) > 1 and word.isupper() else low

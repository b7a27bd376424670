"""Cuts in dictated text, which runs on without full stops.

A run is cut before words with which a speaker takes a new breath ("and then", "but", "anyway"),
near the length that a passage should have, and never across a clause when a parse is at hand.
"""

# ruff: noqa: RUF001  (people type curly quotes, long dashes and full-width stops)

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from workbench.ingest.sentences import STARTERS

RUN_WORDS = 60
LONGEST_SENTENCE = 90
COMMAS_EVERY = 20

_BEST = 35
_SHORTEST, _LONGEST = 12, 60
_NEAR = range(25, 46)
_HARD_LIMIT = 120
_SUBJECTS = STARTERS - {"a", "an", "and", "but", "so", "then", "no", "yes", "in", "on", "at"}

_PAIRS = frozenset({"and then", "but then", "so then", "and so", "and also", "after that",
                    "and anyway", "so anyway", "and because", "but anyway", "so yeah"})  # fmt: skip
_ALWAYS = frozenset({"but", "anyway", "um", "er", "erm", "uh", "uhm", "however", "although"})
_BEFORE_SUBJECT = frozenset({"so", "and", "because", "also", "then", "now", "plus", "well", "ok",
                             "okay", "yeah", "basically", "which", "when", "while", "if"})  # fmt: skip
_STICKS = frozenset(
    ["and", "but", "so", "or", "because", "that", "if", "just", "even", "as", "not", "only", "very"]
)
_STRONG = frozenset({"so", "because", "anyway", "but", "also", "then"})
_FILLERS = frozenset({"um", "er", "erm", "uh", "uhm"})


class _Word(NamedTuple):
    start: int
    key: str
    comma_before: bool


def is_dictated(text: str, words: int) -> bool:
    """Whether a sentence of so many words runs on as only speech does."""
    if words <= RUN_WORDS:
        return False
    pauses = sum(text.count(sign) for sign in ",;:")
    return words > LONGEST_SENTENCE or pauses * COMMAS_EVERY < words


def cut_run(
    text: str,
    start: int,
    end: int,
    *,
    may_cut: Callable[[int], bool],
    begins_sentence: Callable[[int], bool],
) -> list[int]:
    """Return the offsets at which a run [start, end) is cut, in order.

    Parameters
    ----------
    may_cut
        Whether the parse (if any) allows a cut before the word at an offset.
    begins_sentence
        Whether the parse (if any) begins a sentence at an offset.
    """
    words = _words(text, start, end)
    weights = [0.0] + [
        _weight(words, index, begins_sentence) if may_cut(words[index].start) else 0.0
        for index in range(1, len(words))
    ]
    cuts: list[int] = []
    first = 0
    while len(words) - first > _NEAR[-1]:
        index = _choose(weights, first, len(words))
        if index is None:
            index = _last_resort(words, first, may_cut)
        if index is None:
            break
        cuts.append(words[index].start)
        first = index
    return cuts


def _words(text: str, start: int, end: int) -> list[_Word]:
    words: list[_Word] = []
    comma = False
    for match in re.finditer(r"\S+", text[start:end]):
        words.append(_Word(start + match.start(), match.group().strip(",.;:").lower(), comma))
        comma = match.group().endswith((",", ";", ":"))
    return words


def _weight(words: Sequence[_Word], index: int, begins_sentence: Callable[[int], bool]) -> float:
    """Return how good a place the border before a word is, from 0 (none) to 4."""
    key = words[index].key
    following = words[index + 1].key if index + 1 < len(words) else ""
    before = words[index - 1].key
    bonus = 1.0 if words[index].comma_before else 0.0
    if begins_sentence(words[index].start):
        return 3 + bonus
    if before in _STICKS or before in _FILLERS or key == before:
        return 0.0
    if f"{key} {following}" in _PAIRS:
        return 3 + bonus
    if key in _ALWAYS or (key in _BEFORE_SUBJECT and _is_subject(following)):
        return (2 if key in _STRONG or key in _ALWAYS else 1.5) + bonus
    return 0.0


def _is_subject(key: str) -> bool:
    return key.split("'")[0].split("’")[0] in _SUBJECTS


def _choose(weights: Sequence[float], first: int, count: int) -> int | None:
    best, best_score = None, 0.0
    for index in range(first + _SHORTEST, min(first + _LONGEST, count - _SHORTEST // 2) + 1):
        if index < count and weights[index]:
            length = index - first
            score = 100 + 10 * weights[index] - abs(length - _BEST) + 10 * (length in _NEAR)
            if score > best_score:
                best, best_score = index, score
    if best is not None:
        return best
    beyond = range(first + _LONGEST + 1, min(first + _HARD_LIMIT, count - 1))
    return next((index for index in beyond if weights[index]), None)


def _last_resort(words: Sequence[_Word], first: int, may_cut: Callable[[int], bool]) -> int | None:
    """Without any marker, cut only what is far too long, and at a word that the parse allows."""
    if len(words) - first <= _HARD_LIMIT:
        return None
    near = sorted(
        range(first + _SHORTEST, first + _HARD_LIMIT),
        key=lambda index: (not words[index].comma_before, abs(index - first - _BEST)),
    )
    return next((index for index in near if may_cut(words[index].start)), first + _NEAR[-1])

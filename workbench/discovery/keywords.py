"""From ranked terms to keywords that people can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.discovery.phrases import fold
from workbench.discovery.words import EMPTY, GENERAL, stop_words, words_of

_PAIR_SHARE = 0.4


def stem(word: str) -> str:
    """Return one key for the forms of a word: ``typed``, ``typing`` and ``types`` as ``typ``."""
    folded = fold(word)
    for ending in ("ing", "ed", "e"):
        if folded.endswith(ending) and len(folded) - len(ending) > 2:
            return folded.removesuffix(ending)
    return folded


def stems_of(text: str) -> list[str]:
    """Return the stems of a text's words with content, verbs among them, with repeats."""
    dull = stop_words() | EMPTY | GENERAL
    words = (word for word in words_of(text) if len(word) > 1 and not word.isdigit())
    return [stem(word) for word in words if word.lower() not in dull]


def choose_keywords(
    ranked: Sequence[tuple[str, float]], spread: Mapping[str, int], count: int
) -> tuple[str, ...]:
    """Pick distinct keywords from a group's ranked phrases.

    A phrase needs to stand in two of the group's passages (unless none does). "service excellent"
    after "excellent service" is a repeat; a word inside a chosen pair is one too; a pair that is
    nearly as strong as its word replaces it.

    Parameters
    ----------
    ranked
        Words and pairs with their weights, strongest first.
    spread
        In how many of the group's passages each stands.
    count
        How many keywords at most.
    """
    common = [pair for pair in ranked if spread.get(pair[0], 0) >= 2] or list(ranked)
    chosen: list[tuple[str, float]] = []
    for phrase, weight in common:
        _add(chosen, phrase, weight)
    return tuple(phrase for phrase, _ in chosen[:count])


def sentence_case(text: str) -> str:
    """Return a text whose first letter is a capital."""
    return text[:1].upper() + text[1:]


def _add(chosen: list[tuple[str, float]], phrase: str, weight: float) -> None:
    words = _stems(phrase)
    for place, (other, strength) in enumerate(chosen):
        known = _stems(other)
        if words <= known:
            return
        if known < words and weight >= _PAIR_SHARE * strength:
            inside = [pair for pair in chosen[place + 1 :] if _stems(pair[0]) < words]
            chosen[place] = (phrase, strength)
            chosen[:] = [pair for pair in chosen if pair not in inside]
            return
        if words & known and len(words) > 1:
            return
    chosen.append((phrase, weight))


def _stems(phrase: str) -> frozenset[str]:
    return frozenset(stem(word) for word in phrase.split())

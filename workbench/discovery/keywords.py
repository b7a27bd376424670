"""From ranked phrases to keywords and a working title that people can read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from workbench.discovery.phrases import Vocabulary, fold

TITLE_LENGTH = 60
_PAIR_SHARE = 0.4
_CLAUSE_END = re.compile(r"[.!?;:,\n(]|\s[-\u2013\u2014]\s")
_JOIN = " · "


def choose_keywords(
    ranked: Sequence[tuple[str, float]], texts: Sequence[str], vocabulary: Vocabulary, count: int
) -> tuple[str, ...]:
    """Pick distinct keywords from a group's ranked phrases.

    A phrase needs to stand in two of the group's passages (unless none does). "service excellent"
    after "excellent service" is a repeat; a word inside a chosen pair is one too; a pair that is
    nearly as strong as its word replaces it.
    """
    spread = _document_counts(texts, vocabulary)
    common = [pair for pair in ranked if spread.get(pair[0], 0) >= 2] or list(ranked)
    chosen: list[tuple[str, float]] = []
    for phrase, weight in common:
        _add(chosen, phrase, weight)
    return tuple(phrase for phrase, _ in chosen[:count])


def make_titles(
    keywords: Sequence[Sequence[str]], central: Sequence[Sequence[str]]
) -> tuple[str, ...]:
    """Name every proposal, each name once, in sentence case and at most 60 characters.

    Parameters
    ----------
    keywords
        Those of each proposal, strongest first.
    central
        The most central texts of each proposal, used where keywords are too few or taken.
    """
    titles: dict[str, str] = {}
    for words, texts in zip(keywords, central, strict=True):
        title = next(t for t in _options(words, texts) if t and t.casefold() not in titles)
        titles[title.casefold()] = title
    return tuple(titles.values())


def clip(text: str) -> str:
    """Cut a passage at the end of its first clause, or between words, to at most 60 characters."""
    flat = " ".join(text.split())
    clauses = [part.strip() for part in _CLAUSE_END.split(flat) if len(part.split()) > 2]
    first = clauses[0] if clauses else flat
    if len(first) <= TITLE_LENGTH:
        return first
    return first[: TITLE_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"


def _document_counts(texts: Sequence[str], vocabulary: Vocabulary) -> dict[str, int]:
    counts: dict[str, int] = {}
    for text in texts:
        for phrase in set(vocabulary.phrases(text)):
            counts[phrase] = counts.get(phrase, 0) + 1
    return counts


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
    return frozenset(_stem(fold(word)) for word in phrase.split())


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word.removesuffix(ending)
    return word


def _options(words: Sequence[str], texts: Sequence[str]) -> Iterable[str]:
    if len(words) >= 2:
        yield _joined(words[: 2 if any(" " in word for word in words[:2]) else 3])
        yield _joined(words[:3])
        for other in words[2:]:
            yield _joined([words[0], other])
    for text in texts:
        yield _sentence_case(clip(text))
    yield from (f"Working title {number}" for number in range(1, 10_000))


def _joined(words: Sequence[str]) -> str:
    parts = list(words)
    while len(parts) > 1 and len(_JOIN.join(parts)) > TITLE_LENGTH:
        parts.pop()
    return _sentence_case(clip(_JOIN.join(parts)) if len(parts) == 1 else _JOIN.join(parts))


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Working titles: the phrase of a group's passages that tells it from the others best.

Every phrase of two to six words near the centre is scored by the weights of its words, less a
little for each word (short titles are read), less more for a word of a single passage (that is an
anecdote, and may be a name nobody recognised), less for a number, day or month. Where the best phrase
is short and a second one adds something, both are named. Without phrases, titles are joined from
keywords.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.discovery.keywords import sentence_case, stem
from workbench.discovery.wording.spoken import LONGEST, Phrase

TITLE_LENGTH = 60
_PER_WORD = 0.03
_ANECDOTE = 0.15
_FIGURE = 0.3
#: Takes a phrase behind all that hold no word of a single passage.
_LAST = 100.0
_FURTHER_OUT = 0.2
_SECOND = 0.4
_SHORT = 3
_JOIN = ", "


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A phrase with its worth as a title."""

    phrase: Phrase
    score: float


def rank_phrases(
    passages: Sequence[Iterable[Phrase]],
    weights: Mapping[str, float],
    spread: Mapping[str, int],
    single: frozenset[str],
) -> tuple[Scored, ...]:
    """Score the phrases of a group's passages as titles, best first.

    Parameters
    ----------
    passages
        The phrases of each passage, the most central passage first.
    weights
        Stem to weight in the group, the strongest 1.
    spread
        Stem to the number of the group's passages that hold it.
    single
        Stems of one passage alone, of all: a phrase with one of them comes after all others.
    """
    best: dict[str, Scored] = {}
    for rank, phrases in enumerate(passages):
        nearness = 1 - _FURTHER_OUT * rank / len(passages)
        for phrase in phrases:
            score = nearness * _worth(phrase, weights, spread)
            score -= _LAST * bool(single.intersection(phrase.stems))
            key = phrase.text.casefold()
            if key not in best or score > best[key].score:
                best[key] = Scored(phrase=phrase, score=round(score, 9))
    return tuple(sorted(best.values(), key=lambda each: (-each.score, each.phrase.text)))


def choose_titles(
    ranked: Sequence[Sequence[Scored]], keywords: Sequence[Sequence[str]]
) -> tuple[str, ...]:
    """Name every group, each name once, in sentence case, of at most 60 characters."""
    taken: dict[str, str] = {}
    for phrases, words in zip(ranked, keywords, strict=True):
        title = next(each for each in _options(phrases, words) if each.casefold() not in taken)
        taken[title.casefold()] = title
    return tuple(taken.values())


def _worth(phrase: Phrase, weights: Mapping[str, float], spread: Mapping[str, int]) -> float:
    own = set(phrase.stems)
    once = sum(spread.get(each) == 1 for each in own)
    total = sum(weights.get(each, 0.0) for each in sorted(own))
    figures = _FIGURE * phrase.n_figures
    return total - _PER_WORD * phrase.n_words - _ANECDOTE * once - figures


def _options(phrases: Sequence[Scored], words: Sequence[str]) -> Iterator[str]:
    good = [each for each in phrases if each.score > 0]
    if good:
        yield from _fitting(_with_second(good))
    yield from _fitting(each.phrase.text for each in good)
    joined = list(_joined(words))
    yield from _fitting(each for each in joined if " " in each)
    yield from _fitting(each.phrase.text for each in phrases if each.score <= 0)
    yield from _fitting(joined)
    yield from (f"Working title {number}" for number in range(1, 10_000))


def _fitting(titles: Iterable[str]) -> Iterator[str]:
    return (sentence_case(each) for each in titles if each and len(each) <= TITLE_LENGTH)


def _with_second(phrases: Sequence[Scored]) -> Iterator[str]:
    """Yield the best phrase with another one beside it that adds at least 0.4 of its worth."""
    first = phrases[0]
    if first.phrase.n_words > _SHORT:
        return
    for each in phrases[1:]:
        short_enough = first.phrase.n_words + each.phrase.n_words <= LONGEST
        if each.score < _SECOND * first.score:
            return
        if short_enough and not set(each.phrase.stems) & set(first.phrase.stems):
            yield f"{first.phrase.text}{_JOIN}{each.phrase.text}"


def _joined(words: Sequence[str]) -> Iterator[str]:
    parts = _apart(words)
    for last in range(1, len(parts)):
        for count in (3, 2):
            chosen = _JOIN.join([parts[0], *parts[last : last + count - 1]])
            if 2 <= len(chosen.split()) <= LONGEST:
                yield chosen
    yield from parts


def _apart(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if not any({stem(w) for w in word.split()} & {stem(w) for w in k.split()} for k in kept):
            kept.append(word)
    return kept

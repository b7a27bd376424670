"""Phrases as people spoke them: short runs of words that make sense on their own.

A phrase is a run of two to six words out of one clause, in which every word but one depends on
another word of the run: "waiting for a signature", "no signal", "typed into two systems". Nothing
is put together that did not stand together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workbench.discovery.keywords import stem
from workbench.discovery.phrases import fold
from workbench.discovery.words import GENERAL, is_abbreviation, is_calendar, stop_words

SHORTEST, LONGEST = 2, 6
_MOST_TOKENS = 9
_NEGATIONS = frozenset({"no", "not", "never", "nobody", "nowhere", "without", "n't"})
_OPENS = frozenset({"NOUN", "ADJ", "VERB", "NUM", "PROPN"})
_CLOSES = frozenset({"NOUN", "VERB", "PROPN"})
_INSIDE = _OPENS | {"DET", "ADP", "PART", "ADV", "AUX", "CCONJ"}
#: A phrase must not be cut off from these words to its left.
_HOLDS_LEFT = frozenset({"compound", "amod", "nmod", "neg", "nummod", "poss", "aux", "auxpass"})
#: A phrase must not end in one of these: what they belong to comes after.
_HOLDS_RIGHT = frozenset({"compound", "amod", "aux", "auxpass", "nummod", "det", "case"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand so in a passage, and the stems under which they are counted.

    `n_figures` of them are numbers, days or months: they tell when and how often, not what about.
    """

    text: str
    stems: tuple[str, ...]
    n_figures: int = 0

    @property
    def n_words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def spoken_phrases(document: Any, names: frozenset[str]) -> Iterator[Phrase]:  # noqa: ANN401
    """Yield the phrases of a parsed passage that hold nobody's name, in their order."""
    if _shouted(document):
        return
    for start, token in enumerate(document):
        if _opens(token):
            yield from _from(document, start, names)


def _from(document: Any, start: int, names: frozenset[str]) -> Iterator[Phrase]:  # noqa: ANN401
    first = start - 1 if document[start].text == "n't" and start else start
    for end in range(start, min(len(document), start + _MOST_TOKENS)):
        token = document[end]
        if not _may_stand(token) or fold(token.text) in names:
            return
        if end == start or not _whole(document, first, end):
            continue
        phrase = _shown(document[first : end + 1])
        if SHORTEST <= len(phrase.split()) <= LONGEST:
            said = document[start : end + 1]
            yield Phrase(
                phrase, tuple(stem(each.text) for each in said), sum(map(_is_figure, said))
            )


def _is_figure(token: Any) -> bool:  # noqa: ANN401
    return token.pos_ == "NUM" or token.like_num or is_calendar(token.text)


def _opens(token: Any) -> bool:  # noqa: ANN401
    low = token.text.lower()
    if low in _NEGATIONS:
        return True
    return (
        token.pos_ in _OPENS
        and token.tag_ != "MD"
        and low not in GENERAL
        and low not in stop_words()
    )


def _may_stand(token: Any) -> bool:  # noqa: ANN401
    if token.text == "-":
        return not token.whitespace_
    if token.text.lower() in _NEGATIONS:
        return True
    if token.ent_type_ == "PERSON" or token.text.startswith("'"):
        return False
    if token.pos_ == "PROPN":
        return is_abbreviation(token.text) or is_calendar(token.text)
    return bool(token.pos_ in _INSIDE or token.tag_ == "PRP$")


def _whole(document: Any, first: int, end: int) -> bool:  # noqa: ANN401
    last = document[end]
    closes = last.pos_ in _CLOSES or (last.pos_ == "ADJ" and _negated(document[first:end]))
    if not closes or last.dep_ in _HOLDS_RIGHT or _cut_right(document, end):
        return False
    inside = range(first, end + 1)
    if (
        sum(
            each.head.i not in inside or each.head.i == each.i for each in document[first : end + 1]
        )
        != 1
    ):
        return False
    before = document[first - 1] if first else None
    if before is None or before.head.i not in inside or before.dep_ not in _HOLDS_LEFT:
        return True
    return bool(before.dep_ in {"aux", "auxpass"} and document[first].tag_ in {"VBG", "VBN"})


def _cut_right(document: Any, end: int) -> bool:  # noqa: ANN401
    """Tell whether the next word belongs so closely to the last one that it must not be lost."""
    if end + 1 == len(document):
        return False
    after, last = document[end + 1], document[end]
    if after.text == "-" and not last.whitespace_:
        return True
    if last.head.i == after.i and last.dep_ in {"compound", "amod", "nsubj", "nsubjpass", "dobj"}:
        return after.pos_ not in {"VERB", "AUX"} or last.pos_ == "VERB"
    return after.head.i == last.i and after.dep_ in {"dobj", "prt", "attr", "acomp", "xcomp"}


def _negated(span: Any) -> bool:  # noqa: ANN401
    return any(token.text.lower() in _NEGATIONS for token in span)


def _shown(span: Any) -> str:  # noqa: ANN401
    """Return the words as they stand, in small letters but for abbreviations, days and months."""
    return " ".join(_case(word) for word in span.text.split())


def _case(word: str) -> str:
    if is_abbreviation(word):
        return word
    return word.capitalize() if is_calendar(word) else word.lower()


def _shouted(document: Any) -> bool:  # noqa: ANN401
    """All in capitals: nothing tells an abbreviation or a name from a word."""
    letters = [letter for letter in document.text if letter.isalpha()]
    return bool(sum(letter.isupper() for letter in letters) > len(letters) / 2)

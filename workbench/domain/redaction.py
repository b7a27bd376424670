"""What only erased texts said: which words and runs of words, and taking them out of others' texts.

Two measures are used. What the machine wrote (titles, keywords, drafts) is made of people's words, so
anything that nobody else said counts as theirs. What people wrote is their own: it stays but for
literal quotes and for words that point at somebody, which give way to a sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

#: What stands where something was taken out.
SIGN = "[erased]"
#: So many words in a row are a quote in what a person wrote, and in what the machine wrote.
QUOTE, PHRASE = 5, 3
#: Shorter numbers are hours, days and counts.
_TELLING_DIGITS = 4

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_ENDS = frozenset(".!?\n")
_OPENING = " \t\"'(\u2018\u2019\u201c\u201d"
_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "e", "y")
_STEM = 3
#: How far before a word its sentence may have ended.
_NEAR = 6

Words = tuple[str, ...]


def words_in(text: str) -> Words:
    """Return the words of a text as they are compared.

    >>> words_in("Kayleigh's visit, late_again")
    ('kayleigh', 's', 'visit', 'late', 'again')
    """
    return tuple(word.casefold() for word in _WORD.findall(text))


def stem(word: str) -> str:
    """Return a word without the most common English endings, so that its forms are alike.

    >>> stem("chasing"), stem("chased"), stem("chase")
    ('chas', 'chas', 'chas')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word.removesuffix(ending)
    return word


class Theirs:
    """What erased texts say and no other text of the project does.

    Parameters
    ----------
    texts
        The erased texts.
    quotes
        Their passages: a short one counts as a quote only as a whole.
    facts
        What was kept about them: names, ids, values of attributes.
    others
        All that remains, read once.
    ordinary
        Whether a word is one that everybody uses; anything else points at somebody.
    """

    def __init__(
        self,
        texts: Sequence[str],
        *,
        quotes: Iterable[str],
        facts: Iterable[str],
        others: Iterable[str],
        ordinary: Callable[[str], bool],
    ) -> None:
        known = {said for said in map(words_in, facts) if not _is_small_number("".join(said))}
        given = {word for said in known for word in said}
        said = {word for text in texts for word in words_in(text)} | given
        self._words = {word for word in said if len(word) > 1}
        self._stems = {stem(word) for word in self._words}
        whole = {said for said in map(words_in, quotes) if 1 < len(said) < QUOTE}
        self._runs = {run for text in texts for run in _parts(words_in(text))} | whole | known
        self._leave(others)
        self._whole, self._known = whole & self._runs, known & self._runs
        #: How long the runs are that are looked for in what people wrote.
        self._lengths = {QUOTE, *map(len, self._known)}
        self._pointing = self._words & (given | _capitalised(texts)) | {
            word for word in self._words if not ordinary(word)
        }
        self._pointing = {each for each in self._pointing if not _is_small_number(each)}

    def speaks(self, text: str) -> bool:
        """Return whether the machine can have a text only from what is erased."""
        said = words_in(text)
        if any(word in self._words or stem(word) in self._stems for word in said if len(word) > 1):
            return True
        lengths = {PHRASE, len(said), *map(len, self._known)}
        return any(run in self._runs for length in lengths for run in _runs(said, length))

    def redacted(self, text: str) -> str:
        """Return a person's text with a sign in place of quotes and of words that point at somebody."""
        found = list(_WORD.finditer(text))
        said = tuple(each.group().casefold() for each in found)
        if said in self._whole:
            return SIGN
        marked = [word in self._pointing for word in said]
        for length in self._lengths:
            looked_for = self._runs if length == QUOTE else self._known
            for place, run in enumerate(_runs(said, length)):
                if run in looked_for:
                    marked[place : place + length] = [True] * length
        return _signed(text, [(each.start(), each.end()) for each in found], marked)

    def _leave(self, others: Iterable[str]) -> None:
        """Let go of everything that somebody else says, too."""
        heads: dict[str, set[int]] = {}
        for run in self._runs:
            heads.setdefault(run[0], set()).add(len(run))
        for text in others:
            said = words_in(text)
            self._words.difference_update(said)
            if self._stems:
                self._stems.difference_update(map(stem, said))
            for place, word in enumerate(said):
                for length in heads.get(word, ()):
                    self._runs.discard(said[place : place + length])


def _parts(said: Words) -> Iterator[Words]:
    yield from _runs(said, QUOTE)
    yield from _runs(said, PHRASE)


def _runs(said: Words, length: int) -> Iterator[Words]:
    return (said[place : place + length] for place in range(len(said) - length + 1))


def _capitalised(texts: Iterable[str]) -> set[str]:
    """Return the words that have a capital in the middle of a sentence and never a small letter."""
    large, small = set(), set()
    for text in texts:
        for found in _WORD.finditer(text):
            word = found.group()
            if word[0].islower():
                small.add(word.casefold())
            elif _before(text, found.start()) not in _SENTENCE_ENDS:
                large.add(word.casefold())
    return large - small


def _before(text: str, place: int) -> str:
    """Return the sign or letter before a word; at the beginning of a text, as after a sentence."""
    return text[max(0, place - _NEAR) : place].rstrip(_OPENING)[-1:] or "."


def _is_small_number(word: str) -> bool:
    return not word or (word.isdigit() and len(word) < _TELLING_DIGITS)


def _signed(text: str, spans: Sequence[tuple[int, int]], marked: Sequence[bool]) -> str:
    """Return a text with one sign for each stretch of marked words."""
    pieces, end, within = [], 0, False
    for (start, stop), gone in zip(spans, marked, strict=True):
        if not gone:
            pieces.append(text[end:stop])
        elif not within:
            pieces += [text[end:start], SIGN]
        end, within = stop, gone
    return "".join([*pieces, text[end:]])

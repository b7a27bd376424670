"""A text as words with their places, and how each is written: shouted, in lower case, or as usual."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from workbench.privacy.lexicon import Known, fold, known

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_WORD = re.compile(rf"(?:{_LETTER})+(?:['\u2019\u02bc`\u2018\-\u2010\u2011](?:{_LETTER})+)*")
_POSSESSIVE = re.compile(r"['\u2019\u02bc`\u2018][sS]$")
_OPENING = " \t\u00a0\"'“\u2018(«[{*•·\u2013\u2014-_#>~"
_STOPS = ".!?…:\n\u2028|;"
#: A tagger takes minutes over thousands of brackets in a row.
_CLUTTER = re.compile(r"[^\w\s]{8,}")
_SHOUTED = 0.75
_FEWEST = 3
#: Letters behind a digit that are no word: "1st", "4pm", "14yo".
_ENDING = 3
#: In a text of which fewer sentences than this share begin with a capital, capitals mean little.
_CAREFUL = 0.34


@dataclass(frozen=True, slots=True)
class Token:
    """One word.

    Parameters
    ----------
    start, end
        Where it stands, without a possessive ending.
    text
        As written.
    key
        Folded, for the lists.
    first
        Whether it begins a sentence, a line or a list item.
    joined
        What stands between this word and the one before.
    possessive
        Whether an ``'s`` follows.
    """

    start: int
    end: int
    text: str
    key: str
    first: bool
    joined: str
    possessive: bool
    known: Known

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper() or self.text[0].istitle()

    @property
    def shouted(self) -> bool:
        """Whether it is all capitals, of at least two letters."""
        return len(self.text) > 1 and self.text.isupper()


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words of a text in order."""
    found, before = [], 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if start and text[start - 1].isdigit() and end - start <= _ENDING:
            continue
        owned = _POSSESSIVE.search(match[0])
        stop = end - 2 if owned and end - start > 2 else end
        word = text[start:stop]
        key = fold(word)
        first = _begins(text, start)
        joined = text[before:start]
        found.append(Token(start, stop, word, key, first, joined, stop < end, known(key)))
        before = end
    return tuple(found)


def place_at(tokens: Sequence[Token], start: int) -> int:
    """Return the index of the first word that begins at an offset or behind it."""
    return bisect_left(tokens, start, key=lambda token: token.start)


def within(tokens: Sequence[Token], start: int, end: int) -> range:
    """Return the indexes of the words that lie whole in a stretch of the text."""
    return range(place_at(tokens, start), bisect_right(tokens, end, key=lambda token: token.end))


def on_lines(text: str, tokens: Sequence[Token], chosen: Callable[[str], bool]) -> Iterator[int]:
    """Yield the indexes of the words on the lines that are chosen."""
    start = 0
    for line in text.split("\n"):
        if chosen(line):
            yield from within(tokens, start, start + len(line))
        start += len(line) + 1


_JOINS = (" ", "-", "\u00a0")


def adjoins(earlier: Token, token: Token) -> bool:
    """Return whether two words may be one name: a full stop between them belongs to an initial only."""
    if token.joined == ". ":
        return len(earlier.text) == 1
    return token.joined in _JOINS and not token.first


def _begins(text: str, start: int) -> bool:
    place = start - 1
    while place >= 0 and text[place] in _OPENING:
        place -= 1
    if place < 0 or text[place] in _STOPS:
        return True
    if text[place] in ",:" and text[start - 1] in "\"“\u2018'":
        return True
    return not (text[place].isalnum() or text[place] in ",/&'\u2019)]}\"”%£@+")


def is_shouted(text: str) -> bool:
    """Whether a line is written in capitals throughout.

    >>> is_shouted("CAN SOMEBODY RING AMIRA"), is_shouted("CAMHS and MASH met")
    (True, False)
    """
    letters = [char for char in text if char.isalpha()]
    words = len(_WORD.findall(text))
    return words >= _FEWEST and sum(map(str.isupper, letters)) > _SHOUTED * len(letters)


def is_dictated(tokens: tuple[Token, ...]) -> bool:
    """Whether a text does without capitals, as dictation does."""
    inner = [each for each in tokens if len(each.text) > 1]
    begun = [each for each in inner if each.first]
    loud = sum(each.shouted for each in inner)
    quiet = 2 * loud < len(inner)
    capitals = sum(each.capital and not (quiet and each.shouted) for each in inner)
    if len(inner) < _FEWEST or capitals > 0.08 * len(inner):
        return False
    return sum(each.capital for each in begun) <= _CAREFUL * max(1, len(begun)) or (
        capitals <= 1 and len(inner) > 25
    )


def quietened(text: str) -> str:
    """Return a text as a tagger reads it best, of the same length: no shouting, names with capitals.

    Words that are hardly anything but names get a capital, shouted lines lose theirs.
    """
    text = _CLUTTER.sub(lambda match: " " * len(match[0]), text)
    lines = [
        "".join(_lowered(char) for char in line) if is_shouted(line) else line
        for line in text.replace("\u2019", "'").replace("\u2018", "'").split("\n")
    ]
    whole = "\n".join(lines)
    chars = list(whole)
    for each in tokens_of(whole):
        upper = chars[each.start].upper()
        if (each.known.is_plain_name or each.first) and len(upper) == 1:
            chars[each.start] = upper
    return "".join(chars)


def _lowered(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char

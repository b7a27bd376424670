"""Lines that are headings written with a capital at every word: no capital there says anything."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from workbench.privacy.tokens import Token

#: A small word that only a heading writes with a capital behind another word.
_SMALL = re.compile(
    r"(?<=[\w,] )(?:To|The|In|Of|And|For|Is|It|On|At|With|From|Our|Your|Their|Are|Or|By|A|An|If|Not)\b"
)
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_FEWEST, _SHARE = 4, 0.8


def headed_tokens(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """Return the indexes of everyday words on lines that are headings."""
    found, start = set[int](), 0
    for line in text.split("\n"):
        if _is_heading(line):
            found.update(_everyday(tokens, start, start + len(line)))
        start += len(line) + 1
    return frozenset(found)


def _is_heading(line: str) -> bool:
    words = _WORD.findall(line)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _FEWEST and capitals >= _SHARE * len(words) and bool(_SMALL.search(line))


def _everyday(tokens: Sequence[Token], start: int, end: int) -> list[int]:
    place, found = bisect_left(tokens, start, key=lambda token: token.start), []
    while place < len(tokens) and tokens[place].end <= end:
        facts = tokens[place].known
        if facts.word == 1 and not facts.word_name and not tokens[place].shouted:
            found.append(place)
        place += 1
    return found

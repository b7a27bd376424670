"""Lines that are headings written with a capital at every word: no capital there says anything."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.privacy.tokens import Token, on_lines

#: A small word that only a heading writes with a capital behind another word.
_SMALL = re.compile(
    r"(?<=[\w,] )(?:To|The|In|Of|And|For|Is|It|On|At|With|From|Our|Your|Their|Are|Or|By|A|An|If|Not)\b"
)
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_FEWEST, _SHARE = 4, 0.8


def headed_tokens(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """Return the indexes of everyday words on lines that are headings."""
    headed = on_lines(text, tokens, _is_heading)
    return frozenset(place for place in headed if _is_everyday(tokens[place]))


def _is_heading(line: str) -> bool:
    words = _WORD.findall(line)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _FEWEST and capitals >= _SHARE * len(words) and bool(_SMALL.search(line))


def _is_everyday(token: Token) -> bool:
    return token.known.word == 1 and not token.known.word_name and not token.shouted

"""Where a sentence may end: rules for punctuation, quotations, lines and dictated slips.

Rules rather than a parser alone, because a parser that was trained on newspapers cuts hurried
notes in the middle; the parser is asked only where the rules are in doubt.
"""

# ruff: noqa: RUF001  (people type curly quotes, long dashes and full-width stops)

from __future__ import annotations

import bisect
import re
from typing import NamedTuple

from workbench.ingest.blocks import count_words

QUOTE_WORDS = 60
BRACKET_WORDS = 30
WRAPPED_LINES = range(55, 101)

NEVER_ENDS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "rev",
        "fr",
        "st",
        "sr",
        "hon",
        "gov",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "cf",
        "vs",
        "approx",
        "dept",
        "nos",
        "fig",
        "incl",
        "tel",
        "ext",
        "para",
        "pp",
        "vol",
    ]
)
MAY_END = frozenset(
    [
        "etc",
        "a.m",
        "p.m",
        "am",
        "pm",
        "ltd",
        "co",
        "inc",
        "jr",
        "hrs",
        "hr",
        "mins",
        "min",
        "wks",
        "wk",
        "al",
    ]
)
STARTERS = frozenset(
    [
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "the",
        "this",
        "that",
        "these",
        "those",
        "there",
        "my",
        "our",
        "your",
        "his",
        "her",
        "their",
        "its",
        "a",
        "an",
        "when",
        "if",
        "but",
        "and",
        "so",
        "then",
        "what",
        "why",
        "how",
        "who",
        "nobody",
        "everyone",
        "someone",
        "people",
        "no",
        "yes",
        "in",
        "on",
        "at",
        "after",
        "before",
        "because",
        "although",
        "however",
    ]
)

_STOP = re.compile(r"(?P<stop>[.!?…]+|[。！？]+)(?P<close>[\"'”’»)\]*_]*)(?P<gap>\s*)")
_WORD_BEFORE = re.compile(r"[\w.'’&/-]+\Z")
_NEXT_WORD = re.compile(r"[\"'“‘(\[*_]*(\w[\w'’]*)")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]|[A-HJ-Z]")
_SPEAKER = re.compile(
    r"(?:\w+\s+){0,3}?(?:said|says|asked|asks|told|replied|added|explained|wrote|thought)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"“[^“”]*”|«[^«»]*»|(?<![^\s(\[])\"(?=\S)[^\"]*(?<=\S)\"(?!\w)|\([^()]*\)|\[[^\[\]]*\]"
)
_DICTATED = re.compile(
    r"(?<!\ba )(?<!\bthe )\b(?:full stop)\b[.,]?\s+"
    r"|(?<!\ba )(?<!\bthe )(?<!\bmy )(?<!\bour )(?<!\bhis )(?<!\bher )(?<!\bits )(?<!\btheir )"
    r"\bnew (?:line|paragraph)\b[.,]?\s+(?!manag|of\b|for\b|report)",
    re.IGNORECASE,
)
_LINE_BREAK = re.compile(r"[ \t]*[\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_ENDED = '.!?…。！？:;"”’)]'


class Border(NamedTuple):
    """The offset at which a sentence may begin.

    When `doubtful`, a parser should be asked; `likely` is what the rules say without one.
    """

    at: int
    doubtful: bool = False
    likely: bool = True


def find_borders(text: str, start: int, end: int) -> list[Border]:
    """Return the borders inside a block [start, end), in order and distinct."""
    block = text[start:end]
    found: dict[int, Border] = {}
    for border in (*_line_borders(block), *_stops(block), *_dictated_borders(block)):
        known = found.get(border.at)
        if known is None or (known.doubtful and not border.doubtful):
            found[border.at] = border
    sealed = _sealed(block)
    return [
        border._replace(at=start + border.at)
        for border in sorted(found.values())
        if 0 < border.at < len(block) and not _is_inside(border.at, sealed)
    ]


def _stops(block: str) -> list[Border]:
    judged = (_judge(block, match) for match in _STOP.finditer(block))
    return [border for border in judged if border is not None]


def _judge(block: str, match: re.Match[str]) -> Border | None:
    at = match.end()
    if at >= len(block):
        return None
    if not match["gap"]:
        return _judge_glued(block, match)
    if _closes_quotation(match["close"]) and _SPEAKER.match(block, at):
        return None
    word = _word_before(block, match.start())
    if block[at].islower():
        return _judge_lower(match, word, at)
    if match["stop"] == "." and not match["close"]:
        return _judge_word(block, word, at)
    return Border(at)


def _judge_glued(block: str, match: re.Match[str]) -> Border | None:
    """Judge a stop without white space: another script, or a forgotten space ("good.The")."""
    at = match.end()
    if match["stop"][0] in "。！？":
        return Border(at)
    before = block[max(0, match.start() - 40) : match.start()].split()
    after = block[at : at + 40].split(maxsplit=1)
    token = (before[-1] if before else "") + match.group() + (after[0] if after else "")
    is_address = any(sign in token for sign in "/@\\_") or "www" in token.lower()
    forgotten = (
        not match["close"]
        and len(match["stop"]) == 1
        and re.fullmatch(r"\W*[A-Za-z]?[a-z’']+[a-z][.!?][A-Z][a-z’']*[,;:]?", token) is not None
        and re.match(r"[A-Z](?:[a-z’']|\s)", block[at : at + 2]) is not None
    )
    return Border(at, doubtful=True, likely=True) if forgotten and not is_address else None


def _judge_lower(match: re.Match[str], word: str, at: int) -> Border | None:
    if match["close"] or len(match["stop"]) > 1 or match["stop"] == "…":
        return None
    if match["stop"] != ".":
        return Border(at, doubtful=True, likely=True)
    is_word = word.isalpha() and len(word) > 2
    known = word.lower() in NEVER_ENDS | MAY_END
    return Border(at, doubtful=True, likely=True) if is_word and not known else None


def _judge_word(block: str, word: str, at: int) -> Border | None:
    key = word.lower()
    if key in NEVER_ENDS or (key == "no" and block[at].isdigit()):
        return None
    if key.isdigit() and len(key) <= 3 and not block[: at - len(word) - 2].strip():
        return None  # “1. We …”: the number belongs to what it numbers
    if key in MAY_END or _INITIALS.fullmatch(word):
        following = _NEXT_WORD.match(block, at)
        likely = following is not None and following[1].lower() in STARTERS
        return Border(at, doubtful=True, likely=likely)
    return Border(at)


def _word_before(block: str, position: int) -> str:
    match = _WORD_BEFORE.search(block[max(0, position - 30) : position])
    return match.group().lstrip("-/'’") if match else ""


def _closes_quotation(close: str) -> bool:
    return any(sign in close for sign in "\"”’»'")


def _line_borders(block: str) -> list[Border]:
    """Line ends inside a block count, unless the line was only wrapped."""
    borders = []
    begin = 0
    for match in _LINE_BREAK.finditer(block):
        line = block[begin : match.start()]
        may_be_wrapped = len(line) in WRAPPED_LINES and not line.endswith(tuple(_ENDED))
        begin = match.end()
        if begin < len(block) and not block[begin].islower():
            borders.append(Border(begin, doubtful=may_be_wrapped, likely=not may_be_wrapped))
    return borders


def _dictated_borders(block: str) -> list[Border]:
    return [Border(match.end()) for match in _DICTATED.finditer(block)]


def _sealed(block: str) -> list[tuple[int, int]]:
    """Return quotations and brackets that are short enough to stay in one piece."""
    sealed = []
    for match in _QUOTED.finditer(block):
        limit = BRACKET_WORDS if match.group()[0] in "([" else QUOTE_WORDS
        if count_words(match.group()) <= limit:
            sealed.append(match.span())
    return sealed


def _is_inside(at: int, sealed: list[tuple[int, int]]) -> bool:
    index = bisect.bisect_left(sealed, (at, -1)) - 1
    return index >= 0 and sealed[index][0] < at < sealed[index][1]

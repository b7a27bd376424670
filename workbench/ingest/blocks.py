"""Hard borders of a text: blank lines, items of lists, headings and labels.

All offsets are code points of canonical text.
"""

# ruff: noqa: RUF001  (people type curly quotes, long dashes and full-width stops)

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

HEADING_WORDS = 12

_MARK = r"(?:[-*+•‣⁃◦▪●·–—]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])[ \t\u00a0]+"
_ITEM = re.compile(_MARK + r"(?=\S)")
_MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t]+\S")
_LABEL = re.compile(r"(?=\S)[^.!?\n]{1,80}:")
_LABEL_WORDS = 8


class BlockKind(Enum):
    """What a block is to the words beside it."""

    PROSE = auto()
    ITEM = auto()
    HEADING = auto()


class Block(NamedTuple):
    """A stretch [start, end) that no passage reaches across, without outer white space."""

    start: int
    end: int
    kind: BlockKind


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without outer white space; empty when there is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def count_words(text: str) -> int:
    """Return the number of words; scripts without spaces count two characters as one.

    >>> count_words("Twice a week."), count_words("我们试过两次")
    (3, 3)
    """
    if text.isascii():
        return len(text.split())
    dense = sum("\u3040" <= character <= "\u9fff" for character in text)
    return max(len(text.split()), (dense + 1) // 2)


def split_blocks(text: str) -> list[Block]:
    """Return the blocks of a text in order; together they cover all that is not white space."""
    blocks: list[Block] = []
    is_open = False
    position = 0
    for line in text.splitlines(keepends=True):
        start, end = trimmed(text, position, position + len(line))
        indented = start > position
        position += len(line)
        if start == end:
            is_open = False
            continue
        kind = _kind(text[start:end])
        if is_open and kind is BlockKind.PROSE and _continues(blocks[-1], text[start], indented):
            blocks[-1] = blocks[-1]._replace(end=end)
        else:
            blocks.append(Block(start, end, kind))
        is_open = blocks[-1].kind is not BlockKind.HEADING
    return blocks


def after_mark(text: str, start: int) -> int:
    """Return where the words of a list's item begin, behind its bullet or number.

    >>> after_mark("- a visit", 0), after_mark("a visit", 0)
    (2, 0)
    """
    mark = _ITEM.match(text, start)
    return mark.end() if mark else start


def _kind(line: str) -> BlockKind:
    if _MARKDOWN_HEADING.match(line):
        return BlockKind.HEADING if count_words(line) <= HEADING_WORDS else BlockKind.PROSE
    is_item = _ITEM.match(line) is not None
    if line.endswith(":") and _LABEL.fullmatch(line) and count_words(line) <= _LABEL_WORDS:
        return BlockKind.ITEM if is_item else BlockKind.HEADING
    return BlockKind.ITEM if is_item else BlockKind.PROSE


def _continues(block: Block, first: str, indented: bool) -> bool:  # noqa: FBT001
    """Whether a line of prose goes on with the block above: always prose, items when wrapped."""
    return block.kind is BlockKind.PROSE or indented or first.islower()

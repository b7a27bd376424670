"""Transcripts that Microsoft Teams saves as Word documents, in both of its layouts.

The older one has a line "0:0:0.0 --> 0:0:1.250", then the name, then the words. The newer one has
the name and the time on one line ("Ann Bell   0:03"), then the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from workbench.ingest.content import Words
from workbench.ingest.turns import Turn, told

_CUE = re.compile(r"\d+:\d+:\d+(?:\.\d+)?\s*-->\s*\d+:\d+:\d+(?:\.\d+)?")
_LINE = re.compile(r"(?P<name>\S.{0,79}?)\s{2,}(?P<at>(?:\d{1,2}:)?\d{1,2}:\d\d)")
_NOTICE = re.compile(r"\S.{0,79} (?:started|stopped) transcription", re.IGNORECASE)
_FEWEST = 2


class _Head(NamedTuple):
    """Who speaks from which line on; `words` is where the words begin."""

    line: int
    words: int
    speaker: str


def read_transcript(paragraphs: Sequence[str]) -> Words | None:
    """Return the turns of a Teams transcript, or None for any other document."""
    lines = [line.strip() for each in paragraphs for line in each.split("\n") if line.strip()]
    heads = list(_older(lines)) or list(_newer(lines))
    if not heads:
        return None
    return told(_turns(lines, heads), warnings=tuple(_left_out(lines, heads)))


def _older(lines: Sequence[str]) -> Iterator[_Head]:
    cues = [index for index, line in enumerate(lines) if _CUE.fullmatch(line)]
    for index, following in pairwise([*cues, len(lines)]):
        # A cue with a single line has no name; its words are somebody's.
        named = following - index > _FEWEST
        speaker = lines[index + 1].rstrip(":") if named else ""
        yield _Head(index, index + 1 + named, speaker)


def _newer(lines: Sequence[str]) -> Iterator[_Head]:
    found = [(index, match) for index, line in enumerate(lines) if (match := _LINE.fullmatch(line))]
    if not found:
        return
    # An agenda has names and times as well, but does not begin at midnight.
    begins = re.match(r"0?0:", found[0][1]["at"]) is not None and len(found) >= _FEWEST
    if begins or any(_NOTICE.fullmatch(line) for line in lines):
        for index, match in found:
            yield _Head(index, index + 1, match["name"])


def _turns(lines: Sequence[str], heads: Sequence[_Head]) -> Iterator[Turn]:
    ends = (end for _, end in pairwise([*(head.line for head in heads), len(lines)]))
    for head, end in zip(heads, ends, strict=True):
        words = (line for line in lines[head.words : end] if not _NOTICE.fullmatch(line))
        yield Turn(head.speaker, " ".join(words))


def _left_out(lines: Sequence[str], heads: Sequence[_Head]) -> Iterator[str]:
    before = lines[: heads[0].line]
    if before:
        yield f"left out, as nobody said it: {'; '.join(before)[:200]}"
    notices = sum(bool(_NOTICE.fullmatch(line)) for line in lines[heads[0].line :])
    if notices:
        yield f"{notices} notices that transcription started or stopped were left out"

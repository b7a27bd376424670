"""Subtitles and transcripts of meetings: WebVTT (.vtt) and SubRip (.srt).

Teams marks speakers with voice tags, Zoom and others write "Name: words". Times and mark-up are
left out, entities become letters, and neighbouring cues of one speaker one turn.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise

from workbench.errors import EmptySource
from workbench.ingest.content import Content, Words
from workbench.ingest.speakers import Labels
from workbench.ingest.turns import Turn, told

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_CUE = re.compile(rf"^[ \t]*{_TIME}[ \t]+-->[ \t]+{_TIME}[^\n]*$", re.MULTILINE)
_VTT = re.compile(r"\s*WEBVTT(?:[ \t][^\n]*)?(?:\n|$)")
_SRT = re.compile(rf"\s*(?:\d+[ \t]*\n[ \t]*)?{_TIME}[ \t]+-->")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:[bciu]|v|ruby|rt|lang|font)(?:[.\s][^>]*)?>|<\d[\d:.,]*>", re.IGNORECASE)
_OVERRIDE = re.compile(r"\{\\[^}]*\}")
_BLOCKS = re.compile(r"\n[ \t]*\n")
_ASIDE = ("NOTE", "STYLE", "REGION")


class SubtitleReader:
    """Reads .vtt and .srt."""

    endings = (".vtt", ".srt")

    def knows(self, content: Content) -> bool:
        """Return whether a text has the head of a WebVTT file or begins with a cue's times."""
        if not content.is_text:
            return False
        head = _unix(content.decoded.text[:4096]).removeprefix("\ufeff")
        return bool(_VTT.match(head) or _SRT.match(head))

    def read(self, content: Content) -> Words:
        """Return the turns of a transcript."""
        text = _unix(content.decoded.text).removeprefix("\ufeff")
        cues = list(_cues(text))
        voices = any(_VOICE.search(cue) for cue in cues)
        turns = list(_by_voice(cues) if voices else _by_label(cues))
        if not any(turn.words.strip() for turn in turns):
            raise EmptySource(content.name)
        return told(turns, warnings=content.decoded.warnings)


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _cues(text: str) -> Iterator[str]:
    """Yield the words of each cue: what stands between its times and the next blank line."""
    places = [(match.start(), match.end()) for match in _CUE.finditer(text)]
    for (_, start), (end, _) in pairwise([*places, (len(text), 0)]):
        block = text[start:end].lstrip("\n")
        if text[start : start + 2] == "\n\n":
            continue  # a cue without words
        first, *rest = _BLOCKS.split(block)
        yield "\n".join([first, *(each for each in rest if _goes_on(each))])


def _goes_on(block: str) -> bool:
    """Return whether a block belongs to the cue before: some programs leave blank lines in one."""
    words = block.strip()
    is_name = "\n" not in words and (words.isdigit() or re.fullmatch(r"[\w-]+/\d+-\d+", words))
    return bool(words) and not is_name and not words.startswith(_ASIDE)


def _by_voice(cues: list[str]) -> Iterator[Turn]:
    for cue in cues:
        parts = _VOICE.split(cue)
        yield Turn("", _plain(parts[0]))
        for name, words in zip(parts[1::2], parts[2::2], strict=True):
            yield Turn(_plain(name), _plain(words))


def _by_label(cues: list[str]) -> Iterator[Turn]:
    plain = [_plain(cue) for cue in cues]
    labels = Labels(plain)
    speaker = ""
    for cue in plain:
        found = labels.split(cue)
        speaker = found.speaker or speaker
        yield Turn(speaker, found.words)


def _plain(cue: str) -> str:
    """Take mark-up off first, so that what stands as an entity is not taken for mark-up."""
    bare = _OVERRIDE.sub("", _TAG.sub("", cue))
    return " ".join(html.unescape(bare).split())

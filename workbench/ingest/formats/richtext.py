"""Rich text (.rtf): the words in order, in the code pages that the file's fonts name.

A file is a stream of words, control words and groups; what a group starts ends with it. Groups
that hold no text of the document (fonts, pictures, notes, deletions) are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from workbench.ingest.codepages import CHARSETS, decode_bytes
from workbench.ingest.content import Content, Words

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
#: Groups without words of the document; every group that begins with \* is one as well.
_ELSEWHERE = frozenset(
    [b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"objdata", b"header",
     b"headerl", b"headerr", b"headerf", b"footer", b"footerl", b"footerr", b"footerf", b"fldinst",
     b"themedata", b"colorschememapping", b"datastore", b"latentstyles", b"listtable", b"rsidtbl",
     b"listoverridetable", b"revtbl", b"xmlnstbl", b"filetbl", b"bkmkstart", b"bkmkend", b"sp",
     b"generator", b"shprslt", b"nonesttables", b"template", b"private", b"xe", b"tc", b"txe",
     b"footnote", b"annotation", b"atnid", b"atnauthor", b"userprops"]
)  # fmt: skip
#: Groups that begin with \* and hold words of the document all the same.
_OURS = frozenset([b"shptxt", b"shpinst", b"nesttableprops"])
_BULLETS = frozenset([b"listtext", b"pntext"])
_SIGNS = {
    b"par": "\n\n", b"sect": "\n\n", b"page": "\n\n", b"row": "\n\n", b"nestrow": "\n\n",
    b"line": "\n", b"cell": "\n", b"nestcell": "\n", b"tab": "\t", b"emdash": "\u2014",
    b"endash": "\u2013", b"emspace": "\u2003", b"enspace": "\u2002", b"qmspace": "\u2005",
    b"bullet": "\u2022", b"lquote": "\u2018", b"rquote": "\u2019", b"ldblquote": "\u201c",
    b"rdblquote": "\u201d",
}  # fmt: skip
_MARKS = {b"~": "\xa0", b"_": "\u2011", b"-": "", b"{": "{", b"}": "}", b"\\": "\\",
          b"\n": "\n\n", b"\r": "\n\n"}  # fmt: skip
_TOLD = {
    b"footnote": "footnotes and endnotes were left out",
    b"annotation": "comments in the margin were left out",
    b"header": "headers and footers of its pages were left out",
    b"footer": "headers and footers of its pages were left out",
    b"deleted": "it has tracked changes: read as if all were accepted",
    b"revised": "it has tracked changes: read as if all were accepted",
    b"v": "it has hidden words, which were read as well",
}
_PAGES = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}
_BLANKS = re.compile(r"[ \t]*\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group and ends with it."""

    skipped: bool = False
    deleted: bool = False
    fonts: bool = False
    page: str = "cp1252"
    fallback: int = 1


@dataclass(slots=True)
class _Stream:
    """Where the reading stands."""

    state: _State = field(default_factory=_State)
    outer: list[_State] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    bytes_: bytearray = field(default_factory=bytearray)
    page: str = "cp1252"
    font: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    to_skip: int = 0
    told: dict[str, None] = field(default_factory=dict)


class RichTextReader:
    """Reads .rtf."""

    endings = (".rtf",)

    def knows(self, content: Content) -> bool:
        """Return whether the content begins as rich text does."""
        return content.data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf")

    def read(self, content: Content) -> Words:
        """Return the document's words, and sentences about what was left out."""
        stream = _Stream()
        position = 0
        while match := _TOKEN.match(content.data, position):
            position = match.end() + _take(stream, match)
        _flush(stream)
        text = "".join(_paired("".join(stream.out)))
        lost = text.count("\ufffd")
        if lost:
            stream.told[f"{lost} damaged characters are shown as \ufffd"] = None
        if stream.outer:
            stream.told["it was not saved completely: its end is missing"] = None
        return Words(text=_BLANKS.sub("\n\n", text).strip("\n"), warnings=tuple(stream.told))


def _take(stream: _Stream, match: re.Match[bytes]) -> int:
    """Do what one token says; return how many bytes of raw data follow it."""
    word, number, code, mark, brace, words = match.groups()
    if code:
        _put_bytes(stream, bytes([int(code, 16)]))
    elif words:
        _put_bytes(stream, words)
    elif brace:
        _group(stream, brace)
    elif mark:
        _mark(stream, mark)
    elif word == b"bin":
        return max(0, int(number or b"0"))
    elif word:
        _word(stream, word, number)
    return 0


def _group(stream: _Stream, brace: bytes) -> None:
    _flush(stream)
    stream.to_skip = 0
    if brace == b"{":
        stream.outer.append(stream.state)
    elif stream.outer:
        stream.state = stream.outer.pop()


def _mark(stream: _Stream, mark: bytes) -> None:
    if mark == b"*":
        stream.state = replace(stream.state, skipped=True)
    elif mark in _MARKS:
        _put(stream, _MARKS[mark])


def _word(stream: _Stream, word: bytes, number: bytes | None) -> None:
    value = int(number) if number is not None else None
    if word in _SIGNS:
        _put(stream, _SIGNS[word])
    elif word == b"u" and value is not None:
        _put(stream, chr(value % 0x10000))
        stream.to_skip = stream.state.fallback
    else:
        _flush(stream)
        if word in _TOLD and value != 0:
            stream.told[_TOLD[word]] = None
        _set(stream, word, value)


def _set(stream: _Stream, word: bytes, value: int | None) -> None:
    """Change what holds from here to the end of the group."""
    state = stream.state
    if word == b"fonttbl":
        stream.state = replace(state, skipped=True, fonts=True)
    elif word in _ELSEWHERE:
        stream.state = replace(state, skipped=True)
    elif word in _OURS:
        stream.state = replace(state, skipped=bool(stream.outer) and stream.outer[-1].skipped)
    elif word in _BULLETS:
        _put(stream, "- ")
        stream.state = replace(state, skipped=True)
    elif word in {b"deleted", b"plain"}:
        stream.state = replace(state, deleted=word == b"deleted" and value != 0)
    elif word == b"uc" and value is not None:
        stream.state = replace(state, fallback=max(0, value))
    else:
        _set_page(stream, word, value)


def _set_page(stream: _Stream, word: bytes, value: int | None) -> None:
    state = stream.state
    if word == b"ansicpg" and value:
        stream.page = "utf-8" if value == 65001 else f"cp{value}"
        stream.state = replace(state, page=stream.page)
    elif word in _PAGES:
        stream.page = _PAGES[word]
        stream.state = replace(state, page=stream.page)
    elif word == b"f" and value is not None:
        if state.fonts:
            stream.font = str(value)
        else:
            stream.state = replace(state, page=stream.pages.get(str(value), stream.page))
    elif word == b"fcharset" and state.fonts:
        stream.pages[stream.font] = CHARSETS.get(value or 0) or stream.page


def _put(stream: _Stream, words: str) -> None:
    _flush(stream)
    if not (stream.state.skipped or stream.state.deleted):
        stream.out.append(words)


def _put_bytes(stream: _Stream, data: bytes) -> None:
    """Keep bytes until a letter of several bytes is whole; pass over what older programs read."""
    skipped = min(stream.to_skip, len(data))
    stream.to_skip -= skipped
    if not (stream.state.skipped or stream.state.deleted):
        stream.bytes_ += data[skipped:]


def _flush(stream: _Stream) -> None:
    if stream.bytes_:
        stream.out.append(decode_bytes(bytes(stream.bytes_), stream.state.page))
        stream.bytes_.clear()


def _paired(text: str) -> Iterator[str]:
    """Join halves of letters beyond the first 65,536, and replace halves without the other."""
    yield text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

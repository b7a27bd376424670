"""What readers share: a file's bytes, what they hand back, and the protocol they keep.

A reader says by a file's content whether the file is of its kind, and returns its words or its
table. Names decide only where the content allows both, as with words that hold commas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import Protocol

from workbench.domain.sources import SourceKind
from workbench.ingest.archives import unpack
from workbench.ingest.decoding import Decoded, decode
from workbench.ingest.limits import Limits
from workbench.ingest.reading import Table

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
_BINARY = (
    ZIP, OLD_OFFICE, b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf",
    b"Rar!", b"RIFF", b"ID3", b"OggS", b"SQLite format 3\0", b"MZ", b"\x7fELF", b"PK\x05\x06",
)  # fmt: skip
_PDF_HEAD = 1024


class Content:
    """A file's bytes with its name; what has to be worked out is worked out once.

    Parameters
    ----------
    name
        The file's name, without its folder, in letters that can be printed.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.data, self.name, self.limits = data, name, limits

    @property
    def suffix(self) -> str:
        """The name's ending, in small letters."""
        return PurePath(self.name).suffix.lower()

    @property
    def is_zip(self) -> bool:
        """Whether the content is an archive, as newer office files are."""
        return self.data.startswith(ZIP)

    @property
    def is_pdf(self) -> bool:
        """Whether the content is a PDF; some programs put a few bytes before its head."""
        return b"%PDF-" in self.data[:_PDF_HEAD] or self.data.startswith(b"%PDF")

    @property
    def is_text(self) -> bool:
        """Whether the content can be text: it has no sign of another kind of file."""
        return not (self.data.startswith(_BINARY) or self.is_pdf)

    @cached_property
    def members(self) -> Mapping[str, bytes]:
        """The unpacked and checked members of an archive; none of another file.

        Raises
        ------
        UnreadableSource
            When the archive is not safe or not whole.
        """
        return unpack(self.data, self.name, self.limits) if self.is_zip else {}

    @cached_property
    def decoded(self) -> Decoded:
        """The content as text.

        Raises
        ------
        UnreadableSource
            When the bytes are not text.
        """
        return decode(self.data, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Running text as a reader found it.

    Parameters
    ----------
    warnings
        Sentences about what was left out or may be wrong.
    kind
        What the text is, when its form says so.
    speakers
        Names that stand before turns ("Ann Bell: ..."), which nobody said.
    """

    text: str
    warnings: tuple[str, ...] = ()
    kind: SourceKind | None = None
    speakers: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


class Reader(Protocol):
    """One kind of file."""

    @property
    def endings(self) -> tuple[str, ...]:
        """Names' endings of this kind, for people: content decides."""
        ...

    def knows(self, content: Content) -> bool:
        """Return whether the content is of this kind."""
        ...

    def read(self, content: Content) -> Words | Table:
        """Return what the file holds.

        Raises
        ------
        SourceError
            When it cannot be read, with the reason.
        """
        ...


def count_letters(text: str) -> int:
    """Return the number of characters that are not white space.

    >>> count_letters(" one two ")
    6
    """
    return sum(map(len, text.split()))

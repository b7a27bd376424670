"""Sources, the cases they come from, and the passages cut out of them.

Offsets are Unicode code points of a source's canonical text, half-open [start, end). How files
become sources is the business of ``ingest``; what is done to passages, of ``board`` and
``decisions``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType
from uuid import UUID

from workbench.errors import SpanOutsideSource

SourceId = NewType("SourceId", str)
PassageId = NewType("PassageId", str)

_NAMESPACE = UUID("0d6c2c0e-8f5e-4f55-a1c7-94b6c1b0f3a9")


class SourceKind(StrEnum):
    """What a source is; the words that people use for it."""

    REFLECTION = "reflection"
    WORKSHOP_NOTE = "workshop note"
    VOICE_NOTE = "voice note"
    SURVEY_COMMENT = "survey comment"
    TRANSCRIPT = "transcript"


def canonical_text(given: str) -> str:
    r"""Return the text that offsets refer to: no byte order mark, LF line ends, nothing else.

    >>> canonical_text("\ufeffone\r\ntwo\rthree")
    'one\ntwo\nthree'
    """
    return given.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch [start, end) of a source, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse spans that are empty, negative or backwards."""
        if not 0 <= self.start < self.end:
            raise SpanOutsideSource("a text", self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One text as it was given, with what is known about where it came from.

    Parameters
    ----------
    id
        A GUID.
    title
        What a person would call it: the file's name, or name and row.
    text
        The canonical text (see `canonical_text`).
    external_id
        The id that the giver uses: a row's id column, or the file's name.
    origin
        Name of the file it came in.
    origin_hash
        SHA-256 of that file's bytes.
    attributes
        Attribute name to value, both as given; no empty values.
    case
        Who or what the source is from, when that is known: several sources may share a case.
    """

    id: SourceId
    title: str
    text: str
    kind: SourceKind = SourceKind.REFLECTION
    external_id: str = ""
    origin: str = ""
    origin_hash: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    case: str = ""

    @property
    def text_hash(self) -> str:
        """SHA-256 of the canonical text, by which exact duplicates are recognised."""
        return text_hash(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A meaning unit of a source: the thing that is proposed and coded.

    The law ``source.text[start:end] == quote`` is checked by `cut` and by ``workbench doctor``.
    """

    id: PassageId
    source_id: SourceId
    span: Span
    quote: str


def named_guid(namespace: UUID, name: str) -> str:
    """Return the GUID of a name, as ``str(uuid5(namespace, name))`` would in three times the time.

    >>> named_guid(UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "python.org")
    '886313e1-3b8a-5372-9b90-0c9aee199e5d'
    """
    found = hashlib.sha1(namespace.bytes + name.encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(found[16], 16) & 3]
    return f"{found[:8]}-{found[8:12]}-5{found[13:16]}-{variant}{found[17:20]}-{found[20:32]}"


def passage_id(source: SourceId, span: Span) -> PassageId:
    """Return the GUID of a span of a source: the same one everywhere, whoever cuts it."""
    return PassageId(named_guid(_NAMESPACE, f"{source}|{span.start}|{span.end}"))


def cut(source: Source, span: Span, passage_id: PassageId) -> Passage:
    """Return the passage that a span cuts out of a source.

    Raises
    ------
    SpanOutsideSource
        When the span reaches beyond the text.
    """
    if span.end > len(source.text):
        raise SpanOutsideSource(source.title, span.start, span.end)
    quote = source.text[span.start : span.end]
    return Passage(id=passage_id, source_id=source.id, span=span, quote=quote)

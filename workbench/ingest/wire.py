"""What crosses the line to the process that reads files apart: plain values, never code.

A hostile file may have taken that process over, so nothing that it sends is more than text,
numbers and lists: what does not fit is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from workbench import errors
from workbench.domain.sources import SourceKind
from workbench.errors import SourceError
from workbench.ingest.kept import kept_from_plain
from workbench.ingest.limits import Limits
from workbench.ingest.readers import HowToRead
from workbench.ingest.reading import ColumnMapping, Reading, Row

Plain = dict[str, Any]
_LENGTH = 8
_MOST_BYTES = 2**31


def send(stream: IO[bytes], message: Mapping[str, Any]) -> None:
    """Write one message: its length, then JSON."""
    data = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Plain | None:
    """Return the next message, or None when the other side is gone or talks nonsense."""
    head = stream.read(_LENGTH)
    length = int.from_bytes(head, "big")
    if len(head) < _LENGTH or length > _MOST_BYTES:
        return None
    data = stream.read(length)
    if len(data) < length:
        return None
    try:
        message = json.loads(data.decode("utf-8", "surrogatepass"))
    except ValueError:
        return None
    return message if isinstance(message, dict) else None


def request_to_plain(path: Path, how: HowToRead, limits: Limits) -> Plain:
    """Return what is asked of the other process."""
    return {"path": str(path), "how": asdict(how), "limits": asdict(limits)}


def request_from_plain(plain: Plain) -> tuple[Path, HowToRead, Limits]:
    """Return a request as it was sent."""
    how = plain["how"]
    kind = SourceKind(how["kind"]) if how["kind"] else None
    asked = HowToRead(
        text=tuple(how["text"]),
        id=how["id"],
        attributes=how["attributes"],
        never=tuple(how["never"]),
        consent=tuple(how["consent"]),
        kind=kind,
        remembered={key: kept_from_plain(each) for key, each in how["remembered"].items()},
    )
    return Path(plain["path"]), asked, Limits(**plain["limits"])


def reading_to_plain(reading: Reading) -> Plain:
    """Return a reading as plain values."""
    return {"reading": asdict(reading)}


def error_to_plain(error: SourceError) -> Plain:
    """Return a told failure as its class and fields."""
    return {"error": type(error).__name__, "fields": vars(error)}


def answer_from_plain(plain: Plain) -> Reading:
    """Return the reading that was sent.

    Raises
    ------
    SourceError
        The failure, when that was sent.
    KeyError, TypeError, ValueError, AttributeError
        When it is neither.
    """
    if "error" in plain:
        raise _error(plain)
    sent = plain["reading"]
    mapping = sent["mapping"]
    return Reading(
        name=str(sent["name"]),
        sha256=str(sent["sha256"]),
        rows=tuple(map(_row, sent["rows"])),
        kind=SourceKind(sent["kind"]),
        mapping=None if mapping is None else _mapping(mapping),
        columns=_texts(sent["columns"]),
        characters=int(sent["characters"]),
        warnings=_texts(sent["warnings"]),
        skipped=_texts(sent["skipped"]),
        format=str(sent["format"]),
        samples={str(key): _texts(each) for key, each in sent["samples"].items()},
        remembered=bool(sent["remembered"]),
        asks_consent=_texts(sent["asks_consent"]),
    )


def _error(plain: Plain) -> SourceError:
    found = getattr(errors, str(plain["error"]))
    if not (isinstance(found, type) and issubclass(found, SourceError)):
        raise TypeError(plain["error"])
    return found(**plain["fields"])


def _row(sent: Plain) -> Row:
    return Row(
        text=str(sent["text"]),
        external_id=str(sent["external_id"]),
        attributes=_named(sent["attributes"]),
        title=str(sent["title"]),
        case=str(sent["case"]),
        speakers=_texts(sent["speakers"]),
        consent=_named(sent["consent"]),
    )


def _mapping(sent: Plain) -> ColumnMapping:
    return ColumnMapping(
        text=_texts(sent["text"]),
        id=None if sent["id"] is None else str(sent["id"]),
        attributes=_named(sent["attributes"]),
        case=None if sent["case"] is None else str(sent["case"]),
        consent=_texts(sent["consent"]),
    )


def _texts(sent: list[Any]) -> tuple[str, ...]:
    return tuple(map(str, sent))


def _named(sent: Plain) -> dict[str, str]:
    return {str(name): str(value) for name, value in sent.items()}

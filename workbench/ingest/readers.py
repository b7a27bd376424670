"""One file in, what it holds out: the format is told by content, not by the file's name."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from workbench.domain.sources import SourceKind
from workbench.errors import EmptySource, UnreadableSource, UnsupportedFormat
from workbench.ingest.archives import PASSWORD, unpack
from workbench.ingest.decoding import Decoded, decode
from workbench.ingest.delimited import read_delimited
from workbench.ingest.mapping import guess_mapping, normalised, resolve_mapping
from workbench.ingest.reading import ColumnMapping, Reading, Row, Table
from workbench.ingest.spreadsheets import read_spreadsheet
from workbench.ingest.tables import rows_of
from workbench.ingest.word import read_document

__all__ = ["FILE_LIMIT", "KNOWN_FORMATS", "ColumnMapping", "Reading", "Row", "read_file"]

KNOWN_FORMATS: tuple[str, ...] = (".csv", ".tsv", ".xlsx", ".txt", ".md", ".docx")
FILE_LIMIT = 50 * 1024 * 1024

_TABLE_NAMES = frozenset({".csv", ".tsv", ".xlsx", ".xls"})
_TEXT_NAMES = frozenset({"", ".txt", ".text", ".md", ".markdown", ".docx", ".doc"})
#: Under the name of a workbook, words with fewer columns are no table that was renamed.
_FEWEST_COLUMNS = 2
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_OTHERS = (
    b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf",
    b"Rar!", b"RIFF", b"ID3", b"OggS", b"SQLite format 3\0", b"MZ", b"\x7fELF", b"PK\x05\x06",
)  # fmt: skip
_KIND_WORDS = (
    ("voice", SourceKind.VOICE_NOTE),
    ("dictat", SourceKind.VOICE_NOTE),
    ("workshop", SourceKind.WORKSHOP_NOTE),
    ("transcript", SourceKind.TRANSCRIPT),
    ("interview", SourceKind.TRANSCRIPT),
    ("survey", SourceKind.SURVEY_COMMENT),
)
_COMMENT_COLUMNS = frozenset({"comment", "comments", "response", "answer", "feedback"})


class _Words(NamedTuple):
    text: str
    warnings: tuple[str, ...]


def read_file(
    path: Path,
    *,
    text: Sequence[str] = (),
    id: str | None = None,  # noqa: A002  the word people use
    attributes: Mapping[str, str] | None = None,
    kind: SourceKind | None = None,
) -> Reading:
    """Read one file into rows of given text.

    Parameters
    ----------
    text, id, attributes
        Columns of a table, where the guess should be replaced; they mean nothing to other files.
    kind
        What the texts are, where the guess should be replaced.

    Raises
    ------
    SourceError
        Always one of its classes, naming the file and what to do.
    """
    name = _printable(path.name or str(path))
    data = _bytes(path, name)
    held = _held(data, name, PurePath(name).suffix.lower())
    digest = hashlib.sha256(data).hexdigest()
    if isinstance(held, Table):
        guess = guess_mapping(held.columns, held.rows)
        mapping = resolve_mapping(
            guess, held.columns, name, text=text, id=id, attributes=attributes
        )
        read = rows_of(held, mapping, name=name, stem=PurePath(name).stem)
        return Reading(
            name=name,
            sha256=digest,
            rows=read.rows,
            kind=kind or _guess_kind(name, mapping),
            mapping=mapping,
            warnings=(*held.warnings, *read.warnings),
            skipped=read.skipped,
        )
    row = Row(text=_words(held, name), external_id=name, title=name)
    found = kind or _guess_kind(name, None)
    return Reading(name=name, sha256=digest, rows=(row,), kind=found, warnings=held.warnings)


def _printable(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _bytes(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableSource(name, "it is a folder; name the files inside it")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableSource(name, "it is not an ordinary file")
        if status.st_size > FILE_LIMIT:
            limit = FILE_LIMIT // 1024 // 1024
            raise UnreadableSource(name, f"it is larger than {limit} MB; split it")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableSource(name, "there is no such file") from error
    except PermissionError as error:
        raise UnreadableSource(name, "you may not open it (no permission)") from error
    except (OSError, ValueError) as error:
        raise UnreadableSource(name, str(error)) from error


def _held(data: bytes, name: str, suffix: str) -> Table | _Words:
    if not data.strip():
        raise EmptySource(name)
    if data.startswith(_ZIP):
        return _office(data, name)
    if data.startswith(_OLD_OFFICE):
        return _refuse_old_office(data, name, suffix)
    if data.startswith(_OTHERS) or b"%PDF-" in data[:1024]:
        raise UnsupportedFormat(name, KNOWN_FORMATS)
    if suffix not in _TABLE_NAMES | _TEXT_NAMES:
        raise UnsupportedFormat(name, KNOWN_FORMATS)
    if suffix == ".docx":
        raise _damaged(name, suffix)
    held = _plain(decode(data, name), name, suffix)
    if suffix == ".xlsx" and isinstance(held, Table) and len(held.columns) < _FEWEST_COLUMNS:
        raise _damaged(name, suffix)
    return held


def _damaged(name: str, suffix: str) -> UnreadableSource:
    """Words in it would be what is left of a broken file, not what somebody wrote."""
    return UnreadableSource(name, f"it is damaged, or no {suffix} file; save it anew")


def _office(data: bytes, name: str) -> Table | _Words:
    members = unpack(data, name)
    if "xl/workbook.xml" in members:
        return read_spreadsheet(members, name)
    if any(part.startswith("word/document") for part in members):
        return _Words(*read_document(members, name))
    raise UnsupportedFormat(name, KNOWN_FORMATS)


def _refuse_old_office(data: bytes, name: str, suffix: str) -> Table:
    """Tell encrypted .docx and .xlsx, wrapped in the old container, from .doc and .xls."""
    marked = "EncryptedPackage".encode("utf-16-le") in data
    if marked or suffix in {".docx", ".xlsx"}:
        raise UnreadableSource(name, PASSWORD)
    raise UnsupportedFormat(name, KNOWN_FORMATS)


def _plain(decoded: Decoded, name: str, suffix: str) -> Table | _Words:
    if not decoded.text.strip():
        raise EmptySource(name)
    if suffix in _TEXT_NAMES:
        return _Words(*decoded)
    table = read_delimited(decoded.text, name)
    return Table(
        columns=table.columns,
        rows=table.rows,
        numbers=table.numbers,
        repeated=table.repeated,
        warnings=(*decoded.warnings, *table.warnings),
        skipped=table.skipped,
    )


def _words(held: _Words, name: str) -> str:
    if not held.text.strip().strip("\ufeff"):
        raise EmptySource(name)
    if "\0" in held.text:
        raise UnreadableSource(name, "it holds binary data, not only text")
    return held.text


def _guess_kind(name: str, mapping: ColumnMapping | None) -> SourceKind:
    lowered = name.lower()
    for word, kind in _KIND_WORDS:
        if word in lowered:
            return kind
    if mapping and _COMMENT_COLUMNS & {normalised(column) for column in mapping.text}:
        return SourceKind.SURVEY_COMMENT
    return SourceKind.REFLECTION

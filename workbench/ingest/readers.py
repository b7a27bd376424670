"""One file in, what it holds out: the format is told by content, not by the file's name."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path, PurePath

from workbench.domain.asking import asks_consent
from workbench.domain.sources import SourceKind, canonical_text
from workbench.errors import EmptySource, UnreadableSource, UnsupportedFormat
from workbench.ingest.archives import PASSWORD
from workbench.ingest.content import OLD_OFFICE, Content, Reader, Words
from workbench.ingest.formats.delimited import DelimitedReader
from workbench.ingest.formats.opendocument import OpenDocumentReader
from workbench.ingest.formats.plain import PlainReader
from workbench.ingest.formats.portable import PortableReader
from workbench.ingest.formats.richtext import RichTextReader
from workbench.ingest.formats.spreadsheets import SpreadsheetReader
from workbench.ingest.formats.subtitles import SubtitleReader
from workbench.ingest.formats.webpages import WebPageReader
from workbench.ingest.formats.word import WordReader
from workbench.ingest.highlights import gathered, is_highlights
from workbench.ingest.kept import SAMPLE_LENGTH, SAMPLES, KeptMapping, signature
from workbench.ingest.limits import MEGABYTE, Limits, advice, current_limits
from workbench.ingest.mapping import (
    find_column,
    guess_mapping,
    is_blank,
    names_people,
    normalised,
    resolve_mapping,
    without_columns,
)
from workbench.ingest.reading import ColumnMapping, Reading, Row, Table
from workbench.ingest.tables import rows_of, too_long

__all__ = ["KNOWN_FORMATS", "ColumnMapping", "HowToRead", "Reading", "Row", "read_file"]

#: In the order in which they are asked; the last ones know a file by what it is not.
READERS: tuple[Reader, ...] = (
    SpreadsheetReader(), WordReader(), OpenDocumentReader(), PortableReader(), RichTextReader(),
    SubtitleReader(), WebPageReader(), DelimitedReader(), PlainReader(),
)  # fmt: skip
#: What a file is called that one of them knows.
_CALLED: Mapping[type, str] = {
    SpreadsheetReader: "spreadsheet", WordReader: "Word document", OpenDocumentReader: "OpenDocument",
    PortableReader: "PDF", RichTextReader: "rich text", SubtitleReader: "subtitles",
    WebPageReader: "web page", DelimitedReader: "table", PlainReader: "plain text",
}  # fmt: skip
KNOWN_FORMATS: tuple[str, ...] = tuple(ending for each in READERS for ending in each.endings)

_LOOKED_AT = 50
_DAMAGED_NAMES = frozenset([".docx", ".odt", ".pdf"])
_KIND_WORDS = (
    ("voice", SourceKind.VOICE_NOTE),
    ("dictat", SourceKind.VOICE_NOTE),
    ("workshop", SourceKind.WORKSHOP_NOTE),
    ("transcript", SourceKind.TRANSCRIPT),
    ("interview", SourceKind.TRANSCRIPT),
    ("survey", SourceKind.SURVEY_COMMENT),
)
_COMMENT_COLUMNS = frozenset({"comment", "comments", "response", "answer", "feedback"})


@dataclass(frozen=True, slots=True, kw_only=True)
class HowToRead:
    """What somebody said about a file; what is left empty is guessed.

    Parameters
    ----------
    text, id, attributes
        Columns of a table, where the guess should be replaced; they mean nothing to other files.
    never
        Columns of a table that must not be imported, whatever the guess; others may lack them.
    consent
        Columns in which people were asked for consent; none is ever guessed.
    kind
        What the texts are.
    remembered
        What was said about other tables, by their columns (see `kept`): for a table about which
        nothing is said here.
    """

    text: tuple[str, ...] = ()
    id: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()
    kind: SourceKind | None = None
    remembered: Mapping[str, KeptMapping] = field(default_factory=dict)

    def of(self, columns: Sequence[str]) -> KeptMapping | None:
        """Return what is known of a table's columns without a guess, or None."""
        said = self.text or self.id or self.attributes or self.never or self.consent
        return None if said else self.remembered.get(signature(columns))


def read_file(
    path: Path,
    *,
    text: Sequence[str] = (),
    id: str | None = None,  # noqa: A002  the word people use
    attributes: Mapping[str, str] | None = None,
    kind: SourceKind | None = None,
) -> Reading:
    """Read one file into rows of given text, in this process (see `apart` for strangers' files).

    Parameters
    ----------
    text, id, attributes, kind
        As in `HowToRead`.

    Raises
    ------
    SourceError
        Always one of its classes, naming the file and what to do.
    """
    how = HowToRead(text=tuple(text), id=id, attributes=attributes or {}, kind=kind)
    return read_within(path, how, current_limits())


def read_within(path: Path, how: HowToRead, limits: Limits) -> Reading:
    """Read one file within limits; see `read_file`."""
    name = _printable(path.name or str(path))
    content = Content(_bytes(path, name, limits), name, limits)
    held, called = _held(content)
    if isinstance(held, Words):
        return replace(_reading_of_words(content, held, how), format=called)
    samples = _samples(gathered(held))
    reading = _reading_of_table(content, gathered(without_columns(held, how.never)), how)
    return replace(reading, format=called, samples=samples)


def _samples(table: Table) -> dict[str, tuple[str, ...]]:
    found = {}
    for place, column in enumerate(table.columns):
        cells = (row[place].strip() for row in table.rows if not is_blank(row[place]))
        some = tuple(islice(cells, _LOOKED_AT))
        shown = () if names_people(column, some) else tuple(dict.fromkeys(some))[:SAMPLES]
        found[column] = tuple(each[:SAMPLE_LENGTH] for each in shown)
    return found


def _reading_of_table(content: Content, table: Table, how: HowToRead) -> Reading:
    if not table.columns:
        raise EmptySource(content.name)
    known = how.of(table.columns)
    mapping = known.resolved(table.columns, content.name) if known else _mapped(content, table, how)
    stem = PurePath(content.name).stem
    longest = content.limits.characters
    read = rows_of(table, mapping, name=content.name, stem=stem, longest=longest)
    return Reading(
        name=content.name,
        sha256=hashlib.sha256(content.data).hexdigest(),
        rows=read.rows,
        kind=how.kind or _guess_kind(content.name, mapping),
        mapping=mapping,
        columns=table.columns,
        characters=read.characters,
        warnings=(*table.warnings, *read.warnings),
        skipped=read.skipped,
        remembered=known is not None,
        asks_consent=_asking(table, mapping),
    )


def _mapped(content: Content, table: Table, how: HowToRead) -> ColumnMapping:
    """Return the guess, with what somebody said by name in place of it."""
    asked = tuple(find_column(column, table.columns, content.name) for column in how.consent)
    others = without_columns(table, asked)
    if not others.columns:
        raise EmptySource(content.name)
    found = resolve_mapping(
        _guess(others),
        table.columns,
        content.name,
        text=how.text,
        id=how.id,
        attributes=how.attributes,
    )
    return replace(found, consent=asked)


def _asking(table: Table, mapping: ColumnMapping) -> tuple[str, ...]:
    """Return the columns that look like a question of consent and were not named as one."""
    others = {column: place for place, column in enumerate(table.columns)}
    for column in (*mapping.text, *mapping.consent):
        others.pop(column, None)
    return tuple(
        column
        for column, place in others.items()
        if asks_consent(column, {row[place] for row in table.rows})
    )


def _guess(table: Table) -> ColumnMapping:
    if not is_highlights(table):
        return guess_mapping(table.columns, table.rows)
    named = {normalised(column): column for column in table.columns}
    kept = {"document": named["document"], "tag": named["tag"]}
    return ColumnMapping(text=(named["content"],), id=named["id"], attributes=kept)


def _reading_of_words(content: Content, words: Words, how: HowToRead) -> Reading:
    name = content.name
    _refuse_unusable(words.text, content)
    row = Row(
        text=words.text,
        external_id=name,
        title=name,
        attributes=words.attributes,
        speakers=words.speakers,
    )
    return Reading(
        name=name,
        sha256=hashlib.sha256(content.data).hexdigest(),
        rows=(row,),
        kind=how.kind or words.kind or _guess_kind(name, None),
        characters=len(canonical_text(words.text)),
        warnings=words.warnings,
    )


def _printable(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _bytes(path: Path, name: str, limits: Limits) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableSource(name, "it is a folder; name the files inside it")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableSource(name, "it is not an ordinary file")
        if status.st_size > limits.file_mb * MEGABYTE:
            told = f"it is larger than {limits.file_mb} MB; {advice('file_mb')}"
            raise UnreadableSource(name, told)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableSource(name, "there is no such file") from error
    except PermissionError as error:
        raise UnreadableSource(name, "you may not open it (no permission)") from error
    except (OSError, ValueError) as error:
        raise UnreadableSource(name, str(error)) from error


def _held(content: Content) -> tuple[Table | Words, str]:
    if not content.data.strip():
        raise EmptySource(content.name)
    for reader in READERS:
        if reader.knows(content):
            return reader.read(content), _CALLED[type(reader)]
    raise _unknown(content)


def _unknown(content: Content) -> UnreadableSource | UnsupportedFormat:
    """Tell locked and broken files from those of a kind that is not read here."""
    name, suffix = content.name, content.suffix
    if content.data.startswith(OLD_OFFICE):
        # Newer office files with a password are wrapped in the container of the older ones.
        locked = "EncryptedPackage".encode("utf-16-le") in content.data
        if locked or suffix in {".docx", ".xlsx"}:
            return UnreadableSource(name, PASSWORD)
    elif content.is_text and suffix in _DAMAGED_NAMES:
        # Words in it would be what is left of a broken file, not what somebody wrote.
        return UnreadableSource(name, f"it is damaged, or no {suffix} file; save it anew")
    return UnsupportedFormat(name, KNOWN_FORMATS)


def _refuse_unusable(text: str, content: Content) -> None:
    if not text.strip().strip("\ufeff"):
        raise EmptySource(content.name)
    if "\0" in text:
        raise UnreadableSource(content.name, "it holds binary data, not only text")
    reason = too_long(text, content.limits.characters)
    if reason:
        raise UnreadableSource(content.name, reason)


def _guess_kind(name: str, mapping: ColumnMapping | None) -> SourceKind:
    lowered = name.lower()
    for word, kind in _KIND_WORDS:
        if word in lowered:
            return kind
    if mapping and _COMMENT_COLUMNS & {normalised(column) for column in mapping.text}:
        return SourceKind.SURVEY_COMMENT
    return SourceKind.REFLECTION

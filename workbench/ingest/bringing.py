"""Files in, sources out, and a report of each file: before anything is compared or stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid5

from workbench.domain.asking import Question, Said
from workbench.domain.sources import Source, SourceId, SourceKind, canonical_text, text_hash
from workbench.errors import EmptySource, SourceError
from workbench.ingest.apart import FilesApart
from workbench.ingest.consenting import read_consent, tell_consent
from workbench.ingest.kept import KeptMapping, signature
from workbench.ingest.known import Manner
from workbench.ingest.readers import HowToRead, Reading, Row
from workbench.ingest.reports import FileReport

_NAMESPACE = UUID("0d6c2c0e-8f5e-4f55-a1c7-94b6c1b0f3a9")
_UNREAD = Manner()

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToImport:
    """A file with how to read it; what is left empty is guessed.

    `attributes` map an attribute's name to a column, `never` names columns that must stay out;
    `common` are given to every source. With `remember` the columns are kept for other tables that
    have the same ones. `consent` are the columns in which people were asked what may be done with
    their words, each with what its answers mean where they do not speak for themselves.
    """

    path: Path
    text: tuple[str, ...] = ()
    id: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    consent: Mapping[str, Mapping[str, Said]] = field(default_factory=dict)
    kind: SourceKind | None = None
    common: Mapping[str, str] = field(default_factory=dict)
    remember: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """A file's report so far, and its sources with the names that stand before turns in them.

    `kept` are its columns as they were read, when they are to be kept. `said` are the answers that
    stand beside each source, by the words of the `questions` of consent.
    """

    report: FileReport
    sources: tuple[Source, ...] = ()
    speakers: tuple[tuple[str, ...], ...] = ()
    manner: Manner = _UNREAD
    kept: KeptMapping | None = None
    questions: tuple[Question, ...] = ()
    said: tuple[Mapping[str, str], ...] = ()


def read_files(
    files: Sequence[FileToImport], remembered: Mapping[str, KeptMapping], tell: Progress
) -> tuple[FileRead, ...]:
    """Read files apart; one that cannot be read costs no other one.

    Parameters
    ----------
    remembered
        What was said about tables before (see `HowToRead`).
    """
    read = []
    with FilesApart() as apart:
        for index, file in enumerate(files):
            tell(f"Reading {file.path.name}", 0.2 * index / len(files))
            read.append(_read_one(apart, file, remembered))
    return tuple(read)


def _read_one(
    apart: FilesApart, file: FileToImport, remembered: Mapping[str, KeptMapping]
) -> FileRead:
    how = HowToRead(
        text=file.text,
        id=file.id,
        attributes=file.attributes,
        never=file.never,
        consent=tuple(file.consent),
        kind=file.kind,
        remembered=remembered,
    )
    try:
        reading = apart.read(file.path, how)
        if not reading.rows and not reading.skipped:
            raise EmptySource(reading.name)
    except SourceError as error:
        return FileRead(report=FileReport(file=file.path.name, error=str(error)))
    mapping = reading.mapping
    sources = tuple(_source(reading, row, file.common) for row in reading.rows)
    questions = _questions(reading, file, remembered)
    return FileRead(
        report=_report(reading, sources, questions),
        sources=sources,
        speakers=tuple(row.speakers for row in reading.rows),
        manner=Manner(mapping is not None and mapping.id is not None, mapping is not None),
        kept=_kept(reading, questions) if file.remember else None,
        questions=questions,
        said=tuple(row.consent for row in reading.rows),
    )


def _questions(
    reading: Reading, file: FileToImport, remembered: Mapping[str, KeptMapping]
) -> tuple[Question, ...]:
    """Return the questions of consent with what their answers were said to mean: here, or before."""
    columns = reading.mapping.consent if reading.mapping else ()
    said = KeptMapping(text=(), consent=file.consent)
    known = remembered[signature(reading.columns)] if reading.remembered else said
    return tuple(Question(column, known.told(column)) for column in columns)


def _kept(reading: Reading, questions: Sequence[Question]) -> KeptMapping | None:
    used = reading.mapping
    if used is None:
        return None
    return KeptMapping(
        text=used.text,
        id=used.id,
        attributes=used.attributes,
        case=used.case,
        consent={each.words: each.told for each in questions},
    )


def _report(
    reading: Reading, sources: Sequence[Source], questions: Sequence[Question]
) -> FileReport:
    mapping = reading.mapping
    consent = read_consent(questions, [row.consent for row in reading.rows])
    stored = sum(len(source.text) for source in sources)
    told = () if stored == reading.characters else (_tell_missing(reading.characters, stored),)
    return FileReport(
        file=reading.name,
        format=reading.format,
        characters_read=reading.characters,
        characters_stored=stored,
        columns=reading.columns,
        samples=reading.samples,
        signature=signature(tuple(reading.samples)) if reading.samples else "",
        text=mapping.text if mapping else (),
        id=mapping.id if mapping else None,
        attributes=mapping.attributes if mapping else {},
        case=mapping.case if mapping else None,
        consent=consent,
        asks_consent=reading.asks_consent,
        remembered=reading.remembered,
        kind=reading.kind.value,
        warnings=(*reading.warnings, *told, *tell_consent(consent, reading.asks_consent)),
        skipped=reading.skipped,
        error="" if sources else f"{reading.name} gave no text: {reading.skipped[0]}.",
    )


def _tell_missing(read: int, stored: int) -> str:
    return f"{read - stored:,} of its {read:,} characters are in rows that were left out"


def _source(reading: Reading, row: Row, common: Mapping[str, str]) -> Source:
    text = canonical_text(row.text)
    # The same text under the same id gets the same GUID everywhere: results can be compared.
    name = f"{row.external_id}|{text_hash(text)}"
    return Source(
        id=SourceId(str(uuid5(_NAMESPACE, name))),
        title=row.title,
        text=text,
        kind=reading.kind,
        external_id=row.external_id,
        origin=reading.name,
        origin_hash=reading.sha256,
        attributes={**common, **row.attributes},
        case=row.case,
    )

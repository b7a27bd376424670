"""Import: files in, sources and passages stored, in one transaction.

A broken file loses none of the others; what was left out is told with its reason. A dry run does
everything but store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid5

from workbench.domain.decisions import utc_now
from workbench.domain.sources import (
    Passage,
    PassageId,
    Source,
    SourceId,
    SourceKind,
    Span,
    canonical_text,
    cut,
    text_hash,
)
from workbench.errors import EmptySource, SourceError
from workbench.ingest.readers import Reading, Row, read_file
from workbench.ingest.segmentation import Segmenter, load_segmenter
from workbench.store.database import Project
from workbench.store.material import Material, add_material, material, material_within

_NAMESPACE = UUID("0d6c2c0e-8f5e-4f55-a1c7-94b6c1b0f3a9")
#: From this length on, two texts that are the same to the letter are one text given twice.
_LONG = 80
_TELL_EVERY = 100

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToImport:
    """A file with how to read it; what is left empty is guessed.

    `attributes` map an attribute's name to a column; `common` are given to every source.
    """

    path: Path
    text: tuple[str, ...] = ()
    id: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    kind: SourceKind | None = None
    common: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class FileReport:
    """What became of one file: counts, what was read as what, and every reason in words."""

    file: str
    new: int = 0
    known: int = 0
    passages: int = 0
    text: tuple[str, ...] = ()
    id: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    warnings: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or would do; `stored` is False for a dry run."""

    files: tuple[FileReport, ...]
    segmenter: str
    stored: bool

    @property
    def new(self) -> int:
        """The number of sources that came in."""
        return sum(each.new for each in self.files)

    @property
    def known(self) -> int:
        """The number of sources that were there already."""
        return sum(each.known for each in self.files)

    @property
    def passages(self) -> int:
        """The number of passages cut from the new sources."""
        return sum(each.passages for each in self.files)

    @property
    def failed(self) -> int:
        """The number of files that gave nothing."""
        return sum(bool(each.error) for each in self.files)


def import_sources(
    project: Project, files: Sequence[FileToImport], *, progress: Progress | None = None
) -> ImportReport:
    """Read files, cut them into passages and store what is new.

    Returns
    -------
    ImportReport
        Also when nothing came in: each file's own report says why.
    """
    tell = progress or _silent
    cut_files = _prepare(project, files, tell)
    tell("Saving", 0.9)
    with project.writing() as connection:
        plan = _plan(cut_files, material_within(project, connection))
        add_material(connection, plan.sources, plan.passages, at=utc_now())
    tell("Saved", 1.0)
    return ImportReport(files=plan.reports, segmenter=cut_files.segmenter.note, stored=True)


def preview_import(
    project: Project, files: Sequence[FileToImport], *, progress: Progress | None = None
) -> ImportReport:
    """Say what `import_sources` would do, and store nothing."""
    tell = progress or _silent
    cut_files = _prepare(project, files, tell)
    plan = _plan(cut_files, material(project))
    tell("Nothing was stored", 1.0)
    return ImportReport(files=plan.reports, segmenter=cut_files.segmenter.note, stored=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _FileRead:
    """A file's report so far, and its sources.

    `ids_given` when they carry ids of their own, `is_table` when they are the rows of a table.
    """

    report: FileReport
    sources: tuple[Source, ...] = ()
    ids_given: bool = False
    is_table: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _CutFiles:
    """Files that were read, with the passages of every text that looked new, by text hash."""

    files: tuple[_FileRead, ...]
    segmenter: Segmenter
    spans: dict[str, list[Span]]

    def spans_of(self, source: Source) -> list[Span]:
        """Return a text's spans, cutting it now when another process took its twin away."""
        if source.text_hash not in self.spans:
            self.spans[source.text_hash] = self.segmenter.spans(source.text)
        return self.spans[source.text_hash]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    sources: list[Source]
    passages: list[Passage]
    reports: tuple[FileReport, ...]


class _Known:
    """What the project holds already, by which a text that comes again is recognised."""

    def __init__(self, held: Material) -> None:
        self._pairs: set[tuple[str, str]] = set()
        self._texts: set[str] = set()
        self._origins: set[str] = set()
        for source in held.sources.values():
            self.add(source)
            self.close_file(source.origin_hash)

    def add(self, source: Source) -> None:
        """Remember a source."""
        self._pairs.add((source.text_hash, source.external_id))
        self._texts.add(source.text_hash)

    def close_file(self, origin_hash: str) -> None:
        """Remember that a whole file has been read."""
        self._origins.add(origin_hash)

    def holds(self, source: Source, file: _FileRead) -> bool:
        """Return whether a source is one that is there already.

        The same words under the same id, or out of the same table, are the same source. Two people
        may both write "Nothing." under two ids, or in two notes; a long text without ids of its
        own is known by its words.
        """
        if (source.text_hash, source.external_id) in self._pairs:
            return True
        if source.text_hash not in self._texts:
            return False
        same_table = file.is_table and source.origin_hash in self._origins
        return same_table or (len(source.text) >= _LONG and not file.ids_given)


def _prepare(project: Project, files: Sequence[FileToImport], tell: Progress) -> _CutFiles:
    """Read and cut before the writing transaction, so that others can go on deciding."""
    read = []
    for index, file in enumerate(files):
        tell(f"Reading {file.path.name}", 0.2 * index / len(files))
        read.append(_read_one(file))
    tell("Loading the language model", 0.2)
    segmenter = load_segmenter()
    known = _Known(material(project))
    texts = {
        source.text_hash: source.text
        for each in read
        for source in each.sources
        if not known.holds(source, each)
    }
    spans: dict[str, list[Span]] = {}
    cut_spans = segmenter.spans_many(texts.values())
    for number, (name, found) in enumerate(zip(texts, cut_spans, strict=True), 1):
        spans[name] = found
        if number % _TELL_EVERY == 0:
            tell(f"Cutting passages: {number:,} of {len(texts):,}", 0.2 + 0.7 * number / len(texts))
    return _CutFiles(files=tuple(read), segmenter=segmenter, spans=spans)


def _read_one(file: FileToImport) -> _FileRead:
    try:
        reading = read_file(
            file.path,
            text=file.text,
            id=file.id,
            attributes=file.attributes or None,
            kind=file.kind,
        )
        if not reading.rows:
            raise EmptySource(reading.name)
    except SourceError as error:
        return _FileRead(report=FileReport(file=file.path.name, error=str(error)))
    mapping = reading.mapping
    report = FileReport(
        file=reading.name,
        text=mapping.text if mapping else (),
        id=mapping.id if mapping else None,
        attributes=mapping.attributes if mapping else {},
        kind=reading.kind.value,
        warnings=reading.warnings,
        skipped=reading.skipped,
    )
    sources = tuple(_source(reading, row, file.common) for row in reading.rows)
    return _FileRead(
        report=report,
        sources=sources,
        ids_given=mapping is not None and mapping.id is not None,
        is_table=mapping is not None,
    )


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


def _plan(cut_files: _CutFiles, held: Material) -> _Plan:
    known = _Known(held)
    plan = _Plan(sources=[], passages=[], reports=tuple(each.report for each in cut_files.files))
    for file in cut_files.files:
        for source in file.sources:
            if known.holds(source, file):
                file.report.known += 1
                continue
            known.add(source)
            plan.sources.append(source)
            passages = _passages(source, cut_files.spans_of(source))
            plan.passages.extend(passages)
            file.report.new += 1
            file.report.passages += len(passages)
        if file.sources:
            known.close_file(file.sources[0].origin_hash)
    return plan


def _passages(source: Source, spans: Sequence[Span]) -> list[Passage]:
    return [
        cut(source, span, PassageId(str(uuid5(_NAMESPACE, f"{source.id}|{span.start}|{span.end}"))))
        for span in spans
    ]


def _silent(stage: str, fraction: float) -> None:
    """Tell nobody."""

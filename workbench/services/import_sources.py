"""Import: files in, sources and passages stored, in one transaction.

A broken file loses none of the others; what was left out is told with its reason. A dry run does
everything but store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid5

from workbench.domain.decisions import utc_now
from workbench.domain.sources import (
    Passage,
    Source,
    SourceId,
    SourceKind,
    Span,
    canonical_text,
    cut,
    passage_id,
    text_hash,
)
from workbench.errors import EmptySource, SourceError
from workbench.ingest.apart import FilesApart
from workbench.ingest.known import KnownTexts, Manner, tell_changed
from workbench.ingest.readers import HowToRead, Reading, Row
from workbench.ingest.reports import FileReport, ImportReport, NearDuplicate
from workbench.ingest.segmentation import Segmenter, load_segmenter
from workbench.ingest.turns import without_names
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import Material, add_material, material, material_within

__all__ = ["FileReport", "FileToImport", "ImportReport", "import_sources", "preview_import"]

_NAMESPACE = UUID("0d6c2c0e-8f5e-4f55-a1c7-94b6c1b0f3a9")
_TELL_EVERY = 100
_UNREAD = Manner()

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToImport:
    """A file with how to read it; what is left empty is guessed.

    `attributes` map an attribute's name to a column, `never` names columns that must stay out;
    `common` are given to every source.
    """

    path: Path
    text: tuple[str, ...] = ()
    id: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    kind: SourceKind | None = None
    common: Mapping[str, str] = field(default_factory=dict)


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
    """A file's report so far, and its sources with the names that stand before turns in them."""

    report: FileReport
    sources: tuple[Source, ...] = ()
    speakers: tuple[tuple[str, ...], ...] = ()
    manner: Manner = _UNREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class _CutFiles:
    """Files that were read, and what is known of their texts before the transaction.

    `spans` and `speakers` are by text hash; `alike` holds each near duplicate's model and `codings`
    the number of codings of sources that came before with other words.
    """

    files: tuple[_FileRead, ...]
    segmenter: Segmenter
    spans: dict[str, list[Span]]
    speakers: Mapping[str, tuple[str, ...]]
    alike: Mapping[SourceId, NearDuplicate]
    codings: Mapping[SourceId, int]

    def spans_of(self, source: Source) -> list[Span]:
        """Return a text's spans, cutting it now when another process took its twin away."""
        if source.text_hash not in self.spans:
            self.spans[source.text_hash] = self.segmenter.spans(source.text)
        names = self.speakers.get(source.text_hash, ())
        return without_names(source.text, self.spans[source.text_hash], names)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    sources: list[Source]
    passages: list[Passage]
    reports: tuple[FileReport, ...]


def _prepare(project: Project, files: Sequence[FileToImport], tell: Progress) -> _CutFiles:
    """Read and cut before the writing transaction, so that others can go on deciding."""
    read = _read_all(files, tell)
    tell("Getting ready to read", 0.2)
    segmenter = load_segmenter()
    held = material(project)
    known = KnownTexts(held.sources.values())
    pairs = [(each, source) for each in read for source in each.sources]
    new = [(each, source) for each, source in pairs if not known.holds(source, each.manner)]
    fresh = [source for _, source in new]
    came_before = any(known.earlier(source, each.manner) for each, source in new)
    return _CutFiles(
        files=read,
        segmenter=segmenter,
        spans=_cut_all(segmenter, fresh, tell),
        speakers={
            source.text_hash: names
            for each in read
            for source, names in zip(each.sources, each.speakers, strict=True)
            if names
        },
        alike=_alike(list(held.sources.values()), fresh),
        codings=_codings(project, held) if came_before else {},
    )


def _read_all(files: Sequence[FileToImport], tell: Progress) -> tuple[_FileRead, ...]:
    read = []
    with FilesApart() as apart:
        for index, file in enumerate(files):
            tell(f"Reading {file.path.name}", 0.2 * index / len(files))
            read.append(_read_one(apart, file))
    return tuple(read)


def _cut_all(
    segmenter: Segmenter, fresh: Iterable[Source], tell: Progress
) -> dict[str, list[Span]]:
    texts = {source.text_hash: source.text for source in fresh}
    spans: dict[str, list[Span]] = {}
    cut_spans = segmenter.spans_many(texts.values())
    for number, (name, found) in enumerate(zip(texts, cut_spans, strict=True), 1):
        spans[name] = found
        if number % _TELL_EVERY == 0:
            tell(f"Cutting passages: {number:,} of {len(texts):,}", 0.2 + 0.7 * number / len(texts))
    return spans


def _alike(held: list[Source], fresh: list[Source]) -> dict[SourceId, NearDuplicate]:
    if not fresh:
        return {}
    from workbench.ingest.duplicates import (
        find_alike,
    )  # numpy, which a failed import can do without

    both = [*held, *fresh]
    found = find_alike([source.text for source in both], first_new=len(held))
    return {
        both[each.place].id: NearDuplicate(
            source=both[each.place].title, like=both[each.like].title, share=round(each.share, 3)
        )
        for each in found
    }


def _codings(project: Project, held: Material) -> Counter[SourceId]:
    rows = ledger(project).board.codings.values()
    passages = (each.passage_id for codings in rows for each in codings.values())
    return Counter(held.passages[name].source_id for name in passages if name in held.passages)


def _read_one(apart: FilesApart, file: FileToImport) -> _FileRead:
    how = HowToRead(
        text=file.text, id=file.id, attributes=file.attributes, never=file.never, kind=file.kind
    )
    try:
        reading = apart.read(file.path, how)
        if not reading.rows and not reading.skipped:
            raise EmptySource(reading.name)
    except SourceError as error:
        return _FileRead(report=FileReport(file=file.path.name, error=str(error)))
    mapping = reading.mapping
    sources = tuple(_source(reading, row, file.common) for row in reading.rows)
    return _FileRead(
        report=_report(reading, sources),
        sources=sources,
        speakers=tuple(row.speakers for row in reading.rows),
        manner=Manner(mapping is not None and mapping.id is not None, mapping is not None),
    )


def _report(reading: Reading, sources: Sequence[Source]) -> FileReport:
    mapping = reading.mapping
    stored = sum(len(source.text) for source in sources)
    told = () if stored == reading.characters else (_tell_missing(reading.characters, stored),)
    return FileReport(
        file=reading.name,
        characters_read=reading.characters,
        characters_stored=stored,
        columns=reading.columns,
        text=mapping.text if mapping else (),
        id=mapping.id if mapping else None,
        attributes=mapping.attributes if mapping else {},
        kind=reading.kind.value,
        warnings=(*reading.warnings, *told),
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


def _plan(cut_files: _CutFiles, held: Material) -> _Plan:
    known = KnownTexts(held.sources.values())
    plan = _Plan(sources=[], passages=[], reports=tuple(each.report for each in cut_files.files))
    for file in cut_files.files:
        for source in file.sources:
            if known.holds(source, file.manner):
                file.report.known += 1
            else:
                _add(plan, cut_files, file, source, known)
        if file.sources:
            known.close_file(file.sources[0].origin_hash)
    return plan


def _add(
    plan: _Plan, cut_files: _CutFiles, file: _FileRead, source: Source, known: KnownTexts
) -> None:
    report = file.report
    earlier = known.earlier(source, file.manner)
    if earlier is not None:
        report.changed += (tell_changed(source, earlier, cut_files.codings),)
    if source.id in cut_files.alike:
        report.near_duplicates += (cut_files.alike[source.id],)
    known.add(source)
    passages = _passages(source, cut_files.spans_of(source))
    plan.sources.append(source)
    plan.passages.extend(passages)
    report.new += 1
    report.passages += len(passages)


def _passages(source: Source, spans: Sequence[Span]) -> list[Passage]:
    return [cut(source, span, passage_id(source.id, span)) for span in spans]


def _silent(stage: str, fraction: float) -> None:
    """Tell nobody."""

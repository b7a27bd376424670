"""Import: files in, sources and passages stored, in one transaction.

A broken file loses none of the others; what was left out is told with its reason. A dry run does
everything but store, and a plan neither stores nor cuts. A text that was here before with other words
can take the place of the earlier one: what is held of that is carried over in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from workbench.discovery.progress import within
from workbench.domain.consent import NOTHING_SAID, person_of
from workbench.domain.corrections import Correct
from workbench.domain.decisions import utc_now
from workbench.domain.sources import PassageId, Source, Span, cut, passage_id
from workbench.domain.viewers import Right, needs
from workbench.ingest.bringing import FileToImport, read_files
from workbench.ingest.consenting import Agreed, agreed_by_person
from workbench.ingest.kept import KeptMapping, kept_from_plain, kept_to_plain
from workbench.ingest.known import Corrections
from workbench.ingest.planning import CutFiles, Plan, find_near, known_texts, plan_files
from workbench.ingest.reports import FileReport, ImportReport
from workbench.ingest.segmentation import Segmenter, load_segmenter
from workbench.ingest.staged import read_batch, write_report
from workbench.privacy.gate import FINDER, Gate
from workbench.store import consent
from workbench.store.database import Project
from workbench.store.log import Desk, deciding, ledger
from workbench.store.mappings import keep_mappings, kept_mappings
from workbench.store.material import (
    add_material,
    add_passage_by_hand,
    given,
    material_within,
)
from workbench.store.screening import add_found, find_told

__all__ = [
    "Corrections", "FileReport", "FileToImport", "ImportReport", "import_sources", "import_staged",
    "plan_import", "preview_import",
]  # fmt: skip

_TELL_EVERY = 100

Progress = Callable[[str, float], None]
Mappings = Mapping[str, KeptMapping]


@needs(Right.BRING_IN)
def import_sources(
    project: Project,
    files: Sequence[FileToImport],
    *,
    coder: str = "",
    corrections: Corrections = Corrections.ADD,
    mappings: Mappings | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Read files, cut them into passages and store what is new.

    Parameters
    ----------
    coder
        Who brings them; corrections are their decision.
    corrections
        What becomes of texts that were here before with other words.
    mappings
        What columns are for, by the signature of a table's columns; kept for later imports.

    Returns
    -------
    ImportReport
        Also when nothing came in: each file's own report says why.
    """
    tell = progress or _silent
    cut_files = _prepare(project, files, within(tell, 0.0, 0.5), load_segmenter(), mappings or {})
    gate = Gate(project.fact("id"))
    found = find_told(gate, _fresh(cut_files), within(tell, 0.5, 0.9))
    tell("Saving", 0.9)
    with deciding(project) as desk:
        texts = material_within(project, desk.connection)
        plan = plan_files(cut_files, texts, desk.ledger.board, corrections)
        at = utc_now()
        add_material(desk.connection, plan.sources, plan.passages, at=at)
        add_found(desk.connection, gate, found, FINDER)
        if plan.replaced:
            _replace(desk, plan, coder=coder, at=at)
        answers = _keep_consent(desk.connection, cut_files, coder=coder, at=at)
        kept = {each.report.signature: each.kept for each in cut_files.files if each.kept}
        wanted = {**kept, **(mappings or {})}
        keep_mappings(desk.connection, {name: kept_to_plain(each) for name, each in wanted.items()})
    tell("Saved", 1.0)
    return ImportReport(files=plan.reports, segmenter=cut_files.note, stored=True, answers=answers)


@needs(Right.BRING_IN)
def preview_import(
    project: Project,
    files: Sequence[FileToImport],
    *,
    corrections: Corrections = Corrections.ADD,
    progress: Progress | None = None,
) -> ImportReport:
    """Say what `import_sources` would do, down to the passages, and store nothing."""
    return _rehearse(project, files, progress or _silent, load_segmenter(), {}, corrections)


@needs(Right.BRING_IN)
def plan_import(
    project: Project,
    files: Sequence[FileToImport],
    *,
    mappings: Mappings | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Say what an import would bring, without cutting the texts: no passages are counted."""
    return _rehearse(project, files, progress or _silent, None, mappings or {}, Corrections.ADD)


@needs(Right.BRING_IN)
def import_staged(
    project: Project, *, folder: Path, coder: str, progress: Progress
) -> ImportReport:
    """Import what lies ready in a folder, leave the report there, and delete the files."""
    batch = read_batch(folder)
    report = import_sources(
        project,
        batch.files,
        coder=coder,
        corrections=batch.corrections,
        mappings=batch.mappings,
        progress=progress,
    )
    write_report(folder, report)
    for each in batch.files:
        # What cannot be deleted now is when the folder is.
        with suppress(OSError):
            each.path.unlink(missing_ok=True)
    return report


def _rehearse(
    project: Project,
    files: Sequence[FileToImport],
    tell: Progress,
    segmenter: Segmenter | None,
    mappings: Mappings,
    corrections: Corrections,
) -> ImportReport:
    cut_files = _prepare(project, files, tell, segmenter, mappings)
    plan = plan_files(cut_files, given(project), ledger(project).board, corrections)
    tell("Nothing was stored", 1.0)
    return ImportReport(
        files=plan.reports,
        segmenter=cut_files.note,
        stored=False,
        answers=_new_answers(project, plan, agreed_by_person(cut_files.files)),
    )


def _prepare(
    project: Project,
    files: Sequence[FileToImport],
    tell: Progress,
    segmenter: Segmenter | None,
    mappings: Mappings,
) -> CutFiles:
    """Read and cut before the writing transaction, so that others can go on deciding."""
    with project.reading() as connection:
        kept = kept_mappings(connection)
    remembered = {name: kept_from_plain(each) for name, each in kept.items()}
    read = read_files(files, {**remembered, **mappings}, tell)
    tell("Looking for what is there already", 0.2)
    held = given(project)
    known = known_texts(held)
    pairs = [(each, source) for each in read for source in each.sources]
    fresh = [source for each, source in pairs if not known.holds(source, each.manner)]
    return CutFiles(
        files=read,
        segmenter=segmenter,
        spans=_cut_all(segmenter, fresh, tell) if segmenter else {},
        speakers={
            source.text_hash: names
            for each in read
            for source, names in zip(each.sources, each.speakers, strict=True)
            if names
        },
        alike=find_near(list(held.sources.values()), fresh),
    )


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


def _fresh(cut_files: CutFiles) -> list[Source]:
    """Return the sources that were not there before, each once: what they name is looked for."""
    both = (source for each in cut_files.files for source in each.sources)
    return list({each.id: each for each in both if each.text_hash in cut_files.spans}.values())


def _replace(desk: Desk, plan: Plan, *, coder: str, at: str) -> None:
    """Carry over what is held of earlier texts, as one decision of who brings the corrected ones."""
    made = {each.id for each in plan.passages}
    moves: list[tuple[PassageId, PassageId]] = []
    for each in plan.replaced:
        for earlier, span in each.moved.places.items():
            passage = cut(each.corrected, span, passage_id(each.corrected.id, span))
            if passage.id not in made:
                made.add(passage.id)
                add_passage_by_hand(desk.connection, passage)
            moves.append((earlier, passage.id))
    pairs = tuple((each.earlier.id, each.corrected.id) for each in plan.replaced)
    act = Correct(sources=pairs, moves=tuple(moves))
    desk.record(desk.ledger.decide(act, coder=coder, at=at))


def _keep_consent(
    connection: consent.Connection, cut_files: CutFiles, *, coder: str, at: str
) -> int:
    """Write down what people said in the sheets, of those who are here now; return of how many."""
    agreed = agreed_by_person(cut_files.files)
    here = consent.people(connection) if agreed else {}
    wanted = [
        (each.person, use, stance, each.form)
        for each in agreed
        if each.person in here
        for use, stance in each.said.items()
    ]
    noted = consent.note_said(connection, wanted, act=consent.act_of_import(at), by=coder, at=at)
    return len({each.person for each in noted})


def _new_answers(project: Project, plan: Plan, agreed: Sequence[Agreed]) -> int:
    """Return of how many people an import would tell what is not known of them yet."""
    if not agreed:
        return 0
    with project.reading() as connection:
        here, said = set(consent.people(connection)), consent.consents(connection)
    here |= set(map(person_of, plan.sources))
    return sum(
        any(
            said.get(each.person, NOTHING_SAID).of(use) is not stance
            for use, stance in each.said.items()
        )
        for each in agreed
        if each.person in here
    )


def _silent(stage: str, fraction: float) -> None:
    """Tell nobody."""

"""Commands that make a project and bring material in."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli.frame import AsJson, CoderName, Where, me, opened, progress, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.services.import_sources import FileReport, ImportReport

#: So many sentences of one kind are shown of one file.
_SHOWN = 20


def init(
    project: Where,
    name: Annotated[str, typer.Option(help="What the project is called.")] = "",
    as_json: AsJson = False,
) -> None:
    """Make an empty project."""
    from workbench.domain.decisions import utc_now
    from workbench.store.database import create_project

    with create_project(project, name=name, at=utc_now()) as made:
        show({"project": made.where, "name": made.fact("name")}, made.where, as_json=as_json)


def import_(
    project: Where,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Texts, tables, documents, web pages, PDF, subtitles: told by content.",
        ),
    ],
    text: Annotated[
        list[str] | None, typer.Option(help="Column with the words; may be repeated.")
    ] = None,
    id_: Annotated[str | None, typer.Option("--id", help="Column with the giver's ids.")] = None,
    attribute: Annotated[
        list[str] | None, typer.Option(metavar="NAME=COL", help="Attribute from a column.")
    ] = None,
    never: Annotated[
        list[str] | None, typer.Option(metavar="COL", help="Column that must stay out.")
    ] = None,
    consent: Annotated[
        list[str] | None,
        typer.Option(metavar="COL", help="Column that asks for consent; may be repeated."),
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS=USE,...", help="What an answer in it allows; no:USE forbids."),
    ] = None,
    kind: Annotated[str | None, typer.Option(help="reflection, workshop note, ...")] = None,
    corrections: Annotated[
        str, typer.Option(help="Texts that were here with other words: add, keep or replace.")
    ] = "add",
    remember: Annotated[
        bool, typer.Option("--remember", help="Keep the columns for tables of the same ones.")
    ] = False,
    coder: CoderName = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring files in: each row, or each document, becomes a source and its passages.

    Names and e-mail addresses in tables stay out unless --attribute asks for their column. A column
    is read as consent when --consent names it; yes, no and “only in other words” speak for
    themselves, others need --answer "If asked=verbatim,no:leaders", and without are no yes. Columns
    that were mapped once, on screen or with --remember, are read so again where nothing else is
    said. A text under the id of an earlier one, with other words, is added beside it; --corrections
    replace puts it in its place and carries its codings over, keep leaves the new words out. Limits
    for one file, each set by an environment variable: 50 MB (WORKBENCH_IMPORT_FILE_MB), 200 MB
    unpacked (WORKBENCH_IMPORT_UNPACKED_MB), 10,000,000 cells a sheet (WORKBENCH_IMPORT_CELLS),
    5,000,000 characters a text (WORKBENCH_IMPORT_CHARACTERS), 120 seconds
    (WORKBENCH_IMPORT_SECONDS), 2,000 MB of memory (WORKBENCH_IMPORT_MEMORY_MB; held on Linux).
    """
    from workbench.cli.consent_answers import answer_words, read_answers
    from workbench.domain.sources import SourceKind
    from workbench.ingest.known import Corrections
    from workbench.ingest.limits import current_limits
    from workbench.ingest.reports import report_to_plain
    from workbench.services.import_sources import FileToImport, import_sources, preview_import

    mapped = dict(_name_and_column(each) for each in attribute or ())
    told = read_answers(answer or ())
    wanted = _choice(SourceKind, kind, "--kind")
    to_import = [
        FileToImport(
            path=path,
            text=tuple(text or ()),
            id=id_,
            attributes=mapped,
            never=tuple(never or ()),
            consent=dict.fromkeys(consent or (), told),
            kind=wanted,
            remember=remember,
        )
        for path in files
    ]
    how = _choice(Corrections, corrections, "--corrections")
    with opened(project) as open_one:
        if dry_run:
            report = preview_import(open_one, to_import, corrections=how, progress=progress())
        else:
            report = import_sources(
                open_one, to_import, coder=coder or me(), corrections=how, progress=progress()
            )
    result = {
        "project": open_one.where,
        "dry_run": dry_run,
        "limits": asdict(current_limits()),
        **report_to_plain(report),
    }
    words = [_import_words(report), *answer_words(report)]
    show(result, "\n".join(words), as_json=as_json)
    if report.failed:
        raise typer.Exit(1)


def _import_words(report: ImportReport) -> str:
    done = "came in" if report.stored else "would come in"
    lines = [
        f"{report.new:,} new sources {done} with {report.passages:,} passages; "
        f"{report.known:,} were there already. {report.segmenter}"
    ]
    if report.with_warnings or report.left_out:
        lines.append(
            f"Files with something to look at: {report.with_warnings:,}; "
            f"rows and files left out: {len(report.left_out):,}."
        )
    if report.corrected:
        lines.append(f"Here before with other words: {report.corrected:,} (see --corrections).")
    for file in report.files:
        lines += _file_words(file)
    return "\n".join(lines)


def _file_words(file: FileReport) -> Iterator[str]:
    if file.text:
        columns = ", ".join(f"{name}={column}" for name, column in file.attributes.items())
        words = f"words from {' + '.join(file.text)}; id from {file.id or 'row number'}"
        yield f"{file.file}: {words}" + (f"; {columns}" if columns else "")
    if file.remembered:
        yield f"{file.file}: its columns were read as they were mapped before"
    alike = [
        f"{each.source} says {each.share:.0%} the same as {each.like}"
        for each in file.near_duplicates
    ]
    for told in (file.warnings, file.skipped, file.changed, alike):
        yield from (f"{file.file}: {words}" for words in told[:_SHOWN])
        if len(told) > _SHOWN:
            yield f"{file.file}: and {len(told) - _SHOWN:,} more of this kind (--json lists all)"
    if file.error:
        yield file.error


def undo_import(
    project: Where,
    coder: CoderName = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take the latest import back as a whole, as long as nothing of it was judged or proposed."""
    from workbench.services.undo_import import undo_import as take_back

    with opened(project) as open_one:
        undone = take_back(open_one, dry_run=dry_run, coder=coder or me())
    files = ", ".join(undone.files)
    words = f"{undone.sources:,} sources with {undone.passages:,} passages of {undone.at}: {files}"
    if undone.answers:
        words += f"; with it what {undone.answers:,} people agreed to"
    done = "Taken back" if undone.done else "Would be taken back"
    show({"project": open_one.where, **asdict(undone)}, f"{done}: {words}", as_json=as_json)


def corpora(
    folder: Annotated[
        Path | None, typer.Option(envvar="WORKBENCH_CORPORA", help="Where to look for their data.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the corpora: the sample, and real ones with where they can be had."""
    from workbench.ingest.corpora import list_corpora

    found = list_corpora(folder)
    lines = [
        f"{each.id:<32} {each.counts['sources']:>6,} sources  {each.licence:<10} "
        + (str(each.folder) if each.folder else f"not here: {each.origin}")
        for each in found
    ]
    show({"corpora": found}, "\n".join(lines), as_json=as_json)


def _name_and_column(given: str) -> tuple[str, str]:
    name, sign, column = given.partition("=")
    if not sign or not name.strip() or not column.strip():
        raise typer.BadParameter(f"--attribute takes NAME=COLUMN, not “{given}”")
    return name.strip(), column.strip()


def _choice(kinds: Any, given: str | None, option: str) -> Any:  # noqa: ANN401 - any enumeration
    if given is None:
        return None
    known = [each.value for each in kinds]
    if given not in known:
        raise typer.BadParameter(f"{option} takes one of {', '.join(known)}, not “{given}”")
    return kinds(given)

"""Commands that make a project and bring material in."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli.frame import AsJson, Where, opened, progress, show

if TYPE_CHECKING:
    from workbench.services.import_sources import ImportReport


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
        list[Path], typer.Argument(metavar="FILE...", help=".csv .tsv .xlsx .txt .md .docx")
    ],
    text: Annotated[
        list[str] | None, typer.Option(help="Column with the words; may be repeated.")
    ] = None,
    id_: Annotated[str | None, typer.Option("--id", help="Column with the giver's ids.")] = None,
    attribute: Annotated[
        list[str] | None, typer.Option(metavar="NAME=COL", help="Attribute from a column.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="reflection, workshop note, ...")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring files in: each row, or each document, becomes a source and its passages."""
    from workbench.domain.sources import SourceKind
    from workbench.services.import_sources import FileToImport, import_sources, preview_import

    mapped = dict(_name_and_column(each) for each in attribute or ())
    wanted = _choice(SourceKind, kind, "--kind")
    to_import = [
        FileToImport(path=path, text=tuple(text or ()), id=id_, attributes=mapped, kind=wanted)
        for path in files
    ]
    act = preview_import if dry_run else import_sources
    with opened(project) as open_one:
        report = act(open_one, to_import, progress=progress())
    result = {
        "project": open_one.where,
        "dry_run": dry_run,
        "new": report.new,
        "known": report.known,
        "passages": report.passages,
        "failed": report.failed,
        **asdict(report),
    }
    show(result, _import_words(report), as_json=as_json)
    if report.failed:
        raise typer.Exit(1)


def _import_words(report: ImportReport) -> str:
    done = "came in" if report.stored else "would come in"
    lines = [
        f"{report.new:,} new sources {done} with {report.passages:,} passages; "
        f"{report.known:,} were there already. {report.segmenter}"
    ]
    for file in report.files:
        if file.text:
            columns = ", ".join(f"{name}={column}" for name, column in file.attributes.items())
            lines.append(
                f"{file.file}: words from {' + '.join(file.text)}; id from {file.id or 'row number'}"
                + (f"; {columns}" if columns else "")
            )
        lines += [f"{file.file}: {words}" for words in (*file.warnings, *file.skipped)]
        lines += [file.error] if file.error else []
    return "\n".join(lines)


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

"""Sources, imports and what an import would do, as plain values in the words of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.app.channel import Message
from workbench.app.plain import Plain
from workbench.app.uploads import Batch
from workbench.errors import InvalidDecision
from workbench.ingest.kept import KeptMapping, kept_from_plain
from workbench.ingest.reports import report_to_plain
from workbench.services.import_sources import ImportReport
from workbench.services.undo_import import UndoneImport
from workbench.services.view.source_table import SourceTable, TableRow
from workbench.store.imports import Brought

#: So many reasons and warnings of one kind travel to the page for one file.
_TOLD = 50
_LONG = ("warnings", "skipped", "changed", "near_duplicates", "corrected")


def plain_table(table: SourceTable) -> Plain:
    """Return a stretch of the sources, with what they can be filtered by."""
    return {
        "rows": list(map(_plain_row, table.rows)),
        "first": table.rows[0].place if table.rows else 0,
        "total": table.total,
        "whole": table.whole,
        "nPassages": table.n_passages,
        "kinds": dict(table.kinds),
        "imports": list(map(_plain_import, table.imports)),
        "nWarnings": table.n_warnings,
        "nEarlier": table.n_earlier,
    }


def plain_batch(batch: Batch) -> Plain:
    """Return the files that wait."""
    files = [{"number": e.number, "name": e.name, "size": e.size} for e in batch.files.values()]
    return {"id": batch.id, "files": files}


def plain_plan(report: ImportReport) -> Plain:
    """Return what an import would do: the counts and reasons that a script gets, too."""
    return shortened(report_to_plain(report))


def shortened(plain: Mapping[str, Any]) -> Plain:
    """Return a report of which every list is short enough for a screen, with how many there are."""
    files = [
        {
            **file,
            **{name: file[name][:_TOLD] for name in _LONG},
            "more": {name: max(0, len(file[name]) - _TOLD) for name in _LONG},
        }
        for file in plain["files"]
    ]
    return {**plain, "files": files, "left_out": plain["left_out"][: 4 * _TOLD]}


def plain_undone(undone: UndoneImport) -> Plain:
    """Return what taking the latest import back does."""
    return {
        "files": list(undone.files),
        "sources": undone.sources,
        "passages": undone.passages,
        "corrections": undone.corrections,
        "answers": undone.answers,
        "at": undone.at,
        "done": undone.done,
    }


def mappings_of(message: Message) -> dict[str, KeptMapping]:
    """Return what the person said about columns, by the signature of a table's columns.

    Raises
    ------
    InvalidDecision
        When it makes no sense.
    """
    given = message.get("mappings") or {}
    try:
        return {str(name): kept_from_plain(each) for name, each in given.items()}
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InvalidDecision("The page's message", "its columns make no sense") from error


def numbers_of(message: Message) -> Iterable[int]:
    """Return the numbers of files that a message names.

    Raises
    ------
    InvalidDecision
        When they are no numbers.
    """
    given = message.get("files") or []
    if not isinstance(given, list) or not all(isinstance(each, int) for each in given):
        raise InvalidDecision("The page's message", "“files” must be a list of numbers")
    return given


def _plain_import(brought: Brought) -> Plain:
    return {
        "at": brought.at,
        "files": list(brought.origins[:20]),
        "n": brought.sources,
        "nFiles": len(brought.origins),
    }


def _plain_row(row: TableRow) -> Plain:
    return {
        "place": row.place,
        "id": row.id,
        "title": row.title,
        "external": row.external_id,
        "kind": row.kind,
        "at": row.at,
        "origin": row.origin,
        "attributes": dict(row.attributes),
        "n": row.n_passages,
        "codings": row.n_codings,
        "warnings": list(row.warnings),
    }

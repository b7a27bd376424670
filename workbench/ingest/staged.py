"""Files that lie ready to be imported in a folder of their own, with how, and what became of them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.ingest.bringing import FileToImport
from workbench.ingest.kept import KeptMapping, kept_from_plain, kept_to_plain
from workbench.ingest.known import Corrections
from workbench.ingest.reports import ImportReport, report_to_plain

_BATCH, _REPORT = "batch.json", "report.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is to be imported, and how."""

    files: tuple[FileToImport, ...]
    corrections: Corrections = Corrections.ADD
    mappings: Mapping[str, KeptMapping]


def write_batch(
    folder: Path,
    files: Sequence[Path],
    *,
    corrections: Corrections,
    mappings: Mapping[str, KeptMapping],
) -> None:
    """Say in a folder which of its files are to be imported, and how."""
    plain = {
        "files": [str(each.relative_to(folder)) for each in files],
        "corrections": corrections.value,
        "mappings": {name: kept_to_plain(each) for name, each in mappings.items()},
    }
    _write(folder / _BATCH, plain)


def read_batch(folder: Path) -> Batch:
    """Return what a folder says is to be imported."""
    plain = json.loads((folder / _BATCH).read_text(encoding="utf-8"))
    return Batch(
        files=tuple(FileToImport(path=folder / each) for each in plain["files"]),
        corrections=Corrections(plain["corrections"]),
        mappings={name: kept_from_plain(each) for name, each in plain["mappings"].items()},
    )


def write_report(folder: Path, report: ImportReport) -> None:
    """Leave what became of the files in their folder."""
    _write(folder / _REPORT, report_to_plain(report))


def read_report(folder: Path) -> dict[str, Any] | None:
    """Return the report that an import left in a folder, as plain values; None before that."""
    try:
        found: dict[str, Any] = json.loads((folder / _REPORT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _write(path: Path, plain: Mapping[str, Any]) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(plain, ensure_ascii=True), encoding="utf-8")
    fresh.replace(path)

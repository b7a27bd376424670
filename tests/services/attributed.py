"""A project whose columns name people, as an import leaves it that somebody asked for these columns in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.services.pieces import write_table
from workbench.domain.sources import Source
from workbench.services.import_sources import FileToImport, import_sources
from workbench.store.database import Project, create_project
from workbench.store.material import material

COLUMNS = ("id", "text", "worker", "team", "role", "postcode", "mail", "manager")
#: Attribute and column.
ASKED = {"Social worker": "worker", "Team": "team", "Role": "role", "Postcode": "postcode",
         "E-mail": "mail", "Your manager": "manager"}  # fmt: skip
ROWS = (
    ("a", "Sarah Jones typed the visit three times, and the family waited.", "Sarah Jones",
     "Team Sarah", "social worker", "M14 5TQ", "sarah.jones@council.gov.uk", "Bartholomew Quill"),
    ("b", "We wait for the voucher and nobody rings us back.", "Sarah Jones", "Northgate",
     "social worker", "M14 5TQ", "", "Bartholomew Quill"),
    ("c", "It was decided at once this time, on the same day.", "Tom Whitaker", "Northgate",
     "team manager", "", "", ""),
    ("d", "Nobody signs anything off, so the panel waits.", "Jones, Sarah", "Northgate",
     "social worker", "OL9 8AA", "", "Baker"),
)  # fmt: skip
#: Words that nobody who sees stand-ins may see, in small letters.
REAL = ("sarah", "jones", "whitaker", "bartholomew", "quill", "m14 5tq", "ol9", "baker")


def bring_attributes(project: Project, path: Path) -> None:
    """Import the rows of a file with the columns that name people."""
    wanted = FileToImport(path=path, text=("text",), id="id", attributes=ASKED)
    report = import_sources(project, [wanted])
    assert report.stored


def make_attributed(folder: Path) -> Path:
    """Make such a project with its key in a folder, and return its file."""
    (folder / "keys").mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_KEYS", str(folder / "keys"))
        with create_project(folder / "attributed.workbench", name="Attributed") as project:
            bring_attributes(project, write_table(folder / "rows.csv", ROWS, *COLUMNS))
    return folder / "attributed.workbench"


def copy_attributed(made: Path, folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Copy such a project with its key, so that a test has its own."""
    shutil.copytree(made.parent, folder / "copy")
    patch.setenv("WORKBENCH_KEYS", str(folder / "copy" / "keys"))
    return folder / "copy" / made.name


def by_number(project: Project) -> dict[str, Source]:
    """Return the sources as they are seen, by the giver's numbers."""
    return {each.external_id: each for each in material(project).sources.values()}


def column(project: Project, name: str) -> list[str]:
    """Return what is seen of a column, row by row."""
    return [each.attributes.get(name, "") for each in material(project).sources.values()]

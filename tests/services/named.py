"""A project whose texts name people, as an import leaves it: masked, and partly open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.services.pieces import bring_in, write_table
from workbench.domain.identifiers import Mark
from workbench.services.view.identifiers import view_review
from workbench.store.database import Project, create_project
from workbench.store.masks import Masks, masks_within
from workbench.store.material import given, material

#: Names of people and places in the texts, which nobody may see who sees masked words.
REAL = ("Tahmina", "Begum", "Zuzanna", "Karolina", "Nowak", "07700 900123", "Amira", "Kirkroyd")
ROWS = (
    ("a", "Visited Mrs Begum with the interpreter. Tahmina showed me her drawing, and she smiled."),
    ("b", "We tried the short form with Zuzanna and her dad. Nobody had asked him before."),
    ("c", "Rang Karolina Nowak on 07700 900123 about the voucher. Karolina was out, so I waited."),
    ("d", "Baby Amira is at Kirkroyd Primary now. Hope is a big word in this job."),
    ("e", "We typed one visit into three systems and the family waited for the voucher."),
    ("f", "Hope is a big word in this job."),
)


def bring_names(project: Project, folder: Path) -> None:
    """Import the texts."""
    bring_in(project, write_table(folder / "named.csv", ROWS, "id", "text"))


def make_named(folder: Path) -> Path:
    """Make such a project with its key in a folder, and return its file; import takes a while."""
    (folder / "keys").mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_KEYS", str(folder / "keys"))
        with create_project(folder / "named.workbench", name="Named") as project:
            bring_names(project, folder)
    return folder / "named.workbench"


def copy_named(made: Path, folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Copy such a project with its key, so that a test has its own."""
    shutil.copytree(made.parent, folder / "copy")
    patch.setenv("WORKBENCH_KEYS", str(folder / "copy" / "keys"))
    return folder / "copy" / made.name


def masks_of(project: Project) -> Masks:
    """Return the marks as they stand."""
    given(project)
    with project.lock, project.reading() as connection:
        return masks_within(project, connection)


def marks_of(project: Project) -> list[Mark]:
    """Return every mark, source by source."""
    masks = masks_of(project)
    return [each for name in given(project).sources for each in masks.marks[name]]


def seen_whole(project: Project) -> list[str]:
    """Return every text as it is seen."""
    return [each.text for each in material(project).sources.values()]


def first_open(project: Project) -> str:
    """Return the id of what is asked about first."""
    return view_review(project, most=1).asked[0].mark.id

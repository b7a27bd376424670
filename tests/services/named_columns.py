"""The corpus whose names are known, with columns that somebody asked for and that name people."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from workbench.services.import_sources import FileToImport
from workbench.services.review_identifiers import mark_value
from workbench.store.database import Project
from workbench.store.masks import MaskedView
from workbench.store.material import masked

CORPUS = Path(__file__).parents[2] / "corpora" / "identifiers-in-reflections"
#: Attribute and the kind of names that stand in it.
PEOPLE = {"Social worker": "worker", "Child": "child", "Author": "other-person", "Mother": "parent"}
OTHERS = {"E-mail": "email", "Postcode": "postcode", "Phone": "phone", "School": "school"}
_TEAM = 5


def file_with_columns(name: str, folder: Path) -> FileToImport:
    """Write a file of the corpus with such columns, and say how it is to be imported."""
    names: dict[str, list[str]] = defaultdict(list)
    with (CORPUS / "identifiers.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names[row["type"]].append(row["quote"])
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        rows = [dict(row) for row in csv.DictReader(file)]
    for number, row in enumerate(rows):
        for column, kind in (PEOPLE | OTHERS).items():
            row[column] = names[kind][number % len(names[kind])]
        row["Team"] = "North" if number % _TEAM else f"Team {row['Child']}"
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    asked = {column: column for column in (*PEOPLE, *OTHERS, "Team")}
    return FileToImport(path=path, text=("text",), id="id", attributes=asked)


def mask_missed(project: Project, names: Iterable[str], *, coder: str) -> list[tuple[str, str]]:
    """Mask the values in which one of these names is still shown, and return them."""
    words = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)", re.IGNORECASE)
    view: MaskedView = masked(project)
    missed = [
        pair
        for pair in view.values.ids
        if words.search(re.sub(r"\[.*?\]", "", view.words.get(pair, pair[1])))
    ]
    for column, value in missed:
        mark_value(project, column, value, coder=coder)
    return missed

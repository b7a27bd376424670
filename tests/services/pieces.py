"""Files and small texts that these tests import."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from workbench.services.import_sources import FileToImport, ImportReport, import_sources
from workbench.store.database import Project

SAMPLE = Path(__file__).parents[2] / "corpora" / "childrens-services-sample"
#: Longer than what is recognised by its words alone.
LONG = "We waited eleven days for a signature on a voucher of thirty pounds, and so did the family."
_WORDS = (
    "voucher signature manager approval panel payment",
    "laptop login password signal phone network",
    "court hearing judge solicitor statement bundle",
    "bus parking mileage car travel estate",
)


def write_table(path: Path, rows: Iterable[Sequence[str]], *columns: str) -> Path:
    """Write a CSV file of these columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)
    return path


def read_table(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV export."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def four_themes(path: Path, *, each: int = 10, seed: int = 1) -> Path:
    """Write a table whose texts are about four plainly different things."""
    dice = random.Random(seed)
    texts = [" ".join(dice.sample(words.split(), 5)) for words in _WORDS for _ in range(each)]
    rows = [(f"r{number}", f"{text.capitalize()}.") for number, text in enumerate(texts)]
    return write_table(path, rows, "id", "text")


def bring_in(project: Project, *paths: Path) -> ImportReport:
    """Import files as they are guessed to be."""
    return import_sources(project, [FileToImport(path=path) for path in paths])

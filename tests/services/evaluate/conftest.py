"""A small hand-coded table: three plain subjects, said in many ways."""

from __future__ import annotations

import csv
from itertools import product
from pathlib import Path

import pytest

SAYINGS = {
    "parking": (
        ("The car park", "Parking", "The visitors' car park", "Every parking space"),
        ("is full by nine", "costs too much", "is far from the door", "is always taken"),
    ),
    "food": (
        ("The lunch", "Dinner on the ward", "The soup", "The vegetarian meal"),
        ("was served cold", "tasted of nothing", "came an hour late", "was hot and good"),
    ),
    "phones": (
        ("The telephone", "The switchboard", "The appointment line", "The phone at reception"),
        ("rings without answer", "cuts you off", "has a long queue", "is never picked up"),
    ),
}


def rows() -> list[tuple[str, str]]:
    """Return texts with their code, 16 of each."""
    return [
        (f"{who} {what}.", code)
        for code, (subjects, ends) in SAYINGS.items()
        for who, what in product(subjects, ends)
    ]


def write(path: Path, lines: list[tuple[str, str]]) -> Path:
    """Write a table with the columns `said` and `about`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("said", "about"), *lines])
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Give the path of a coded table of 48 texts."""
    return write(tmp_path / "coded.csv", rows())

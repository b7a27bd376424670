"""The workshop's passages as somebody coded them, and the project's own coded corpus."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.discovery.material import PASSAGES, THEMES
from workbench.discovery.encoders import unit_rows
from workbench.discovery.learning.judged import Judged

CORPUS = Path(__file__).parents[3] / "corpora" / "childrens-services-sample"
GOLD = tuple(place for place, _ in enumerate(THEMES) for _ in range(8))
NOBODY = frozenset[int]()


def judged_of(
    vectors: NDArray[np.float32],
    codes: Sequence[frozenset[int]],
    *,
    n_codes: int | None = None,
    refused: Sequence[frozenset[int]] | None = None,
    together: Sequence[tuple[int, int]] = (),
    apart: Sequence[tuple[int, int]] = (),
) -> Judged:
    known = 1 + max((code for row in codes for code in row), default=-1)
    return Judged(
        vectors=vectors,
        codes=tuple(codes),
        refused=tuple(refused) if refused is not None else (NOBODY,) * len(codes),
        together=tuple(together),
        apart=tuple(apart),
        n_codes=known if n_codes is None else n_codes,
    )


def some_of_each(per_code: int) -> tuple[list[int], list[int]]:
    """Return rows of the workshop's passages that are coded, and those that are not."""
    coded = [8 * code + row for code in range(len(THEMES)) for row in range(per_code)]
    return coded, [row for row in range(len(PASSAGES)) if row not in coded]


def workshop(vectors: NDArray[np.float32], per_code: int) -> tuple[Judged, list[int]]:
    """Return the first passages of each theme as coded, and the rows of the others."""
    coded, rest = some_of_each(per_code)
    return judged_of(vectors[coded], [frozenset({GOLD[row]}) for row in coded]), rest


def sample_corpus() -> tuple[list[str], list[frozenset[str]]]:
    """Return the quotes of the project's own corpus and the codes that people gave them."""
    found: dict[tuple[str, str, str], tuple[str, set[str]]] = {}
    with (CORPUS / "codings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = (row["source"], row["start"], row["end"])
            found.setdefault(place, (row["quote"], set()))[1].add(row["code"])
    return [quote for quote, _ in found.values()], [frozenset(c) for _, c in found.values()]


def unit(random: np.random.Generator, n_rows: int, n_dimensions: int = 16) -> NDArray[np.float32]:
    return unit_rows(random.standard_normal((n_rows, n_dimensions)))

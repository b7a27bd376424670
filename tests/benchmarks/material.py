"""Any number of passages that all differ, put together from sentences of the sample project."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np

_SAMPLE = Path(__file__).parents[2] / "corpora" / "childrens-services-sample" / "reflections.csv"
_SHORTEST = 15
_END = re.compile(r"(?<=[.!?])\s+|\n+")


def passages(count: int, seed: int = 1) -> list[str]:
    """Return so many passages of one to three sentences each; the same ones every time."""
    pool = np.array(_sentences(), dtype=object)
    random = np.random.default_rng(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        lengths = random.integers(1, 4, size=count)
        drawn = np.split(
            pool[random.integers(len(pool), size=lengths.sum())], lengths.cumsum()[:-1]
        )
        found.update(dict.fromkeys(" ".join(each) for each in drawn))
    return list(found)[:count]


def _sentences() -> list[str]:
    with _SAMPLE.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    found = [" ".join(each.split()) for text in texts for each in _END.split(text)]
    return sorted({each for each in found if len(each) >= _SHORTEST})

"""How often candidates are given where there are none: ``python -m tests.benchmarks.honesty [100]``.

Words of real passages dealt out at random, random directions, and twelve sentences about twelve
things, each with so many seeds; beside them, how often real passages are taken for noise. The sample of the
project is always there; real corpora where ``WORKBENCH_CORPORA`` names their folder.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.material import passages
from tests.discovery.material import UNRELATED
from workbench.discovery.answers import Verdict
from workbench.discovery.arrangement import arrange
from workbench.discovery.chance import deal_out
from workbench.discovery.encoders import Encoder, load_encoder, unit_rows
from workbench.discovery.recipes import Recipe, load_recipe
from workbench.errors import WorkbenchError
from workbench.ingest.corpora import find_corpus, verified_folder

SIZES = (24, 60, 200)
_REAL = {
    "nhs-fft-phase1": ("comments.csv", "text"),
    "ofsted-areas-for-improvement": ("areas.csv", "text"),
    "cered-teacher-reflections": ("sentences.csv", "text"),
}


def pools() -> Iterator[tuple[str, list[str]]]:
    """Yield passages by the name of where they are from, as far as they are here."""
    yield "childrens-services-sample", passages(600)
    for name, (file, column) in _REAL.items():
        try:
            folder = verified_folder(find_corpus(name))
        except WorkbenchError:
            continue
        with (folder / file).open(encoding="utf-8", newline="") as rows:
            yield name, [row[column] for row in csv.DictReader(rows) if row[column].strip()]


class Trial:
    """Asks the default recipe whether there are candidates."""

    def __init__(self, recipe: Recipe, encoder: Encoder) -> None:
        self._recipe, self._encoder = recipe, encoder

    def found(self, texts: Sequence[str], vectors: NDArray[np.float32], seed: int) -> bool:
        """Say whether candidates come out."""
        encode = self._encoder.encode_more
        arranged = arrange(texts, vectors, self._recipe, encode=encode, seed=seed)
        return arranged.early is None or arranged.early[0] is Verdict.ALL_ALIKE

    def dealt(self, pool: Sequence[str], size: int, seed: int) -> bool:
        """Deal the words of some passages out and ask."""
        random = np.random.default_rng([seed, size])
        drawn = [pool[place].split() for place in random.permutation(len(pool))[:size]]
        texts = deal_out(drawn, random)
        return self.found(texts, self._encoder.encode(texts), seed)

    def real(self, pool: Sequence[str], size: int, seed: int) -> bool:
        """Ask about some passages as they are."""
        random = np.random.default_rng([seed, size])
        texts = [pool[place] for place in random.permutation(len(pool))[:size]]
        return self.found(texts, self._encoder.encode(texts), seed)

    def directions(self, size: int, seed: int) -> bool:
        """Ask about vectors that mean nothing."""
        points = np.random.default_rng([seed, size]).standard_normal(
            (size, self._recipe.encoder.n_dimensions)
        )
        return self.found(passages(size), unit_rows(points), seed)


def main(seeds: int) -> None:
    """Print a line for each kind of material and size."""
    recipe = load_recipe()
    trial = Trial(recipe, load_encoder(recipe))
    few = list(UNRELATED[:12])
    for size in SIZES:
        _say("random directions", size, [trial.directions(size, seed) for seed in range(seeds)])
    _say("unrelated sentences", 12, [trial.real(few, 12, seed) for seed in range(seeds)])
    for name, pool in pools():
        for size in SIZES:
            dealt = [trial.dealt(pool, size, seed) for seed in range(seeds)]
            _say(f"words dealt out, {name}", size, dealt)
            kept = [trial.real(pool, size, seed) for seed in range(max(1, seeds // 5))]
            _say(f"real, {name}", size, kept)


def _say(what: str, size: int, found: Sequence[bool]) -> None:
    line = {"material": what, "passages": size, "seeds": len(found), "candidates": np.mean(found)}
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)

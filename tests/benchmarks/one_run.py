"""One run in a process of its own: ``python -m tests.benchmarks.one_run RECIPE COUNT``.

Prints one JSON object: seconds of each stage, seconds and processor seconds in all, imports
included, and the peak of resident memory.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_BEGIN = time.perf_counter()
#: What the default recipe must never load: the first three compile or start slowly.
_HEAVY = ("bertopic", "umap", "numba", "hdbscan", "sklearn", "pandas", "torch")


def main(recipe_id: str, count: int) -> None:
    """Run one recipe over so many passages and print what it cost."""
    from tests.benchmarks.material import passages
    from workbench.ingest.memory import peak_bytes

    began, before = time.perf_counter(), time.process_time()
    texts = passages(count)
    made, made_cpu = time.perf_counter() - began, time.process_time() - before
    stages: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        found = _run(recipe_id, texts, Path(folder), stages)
    result = {
        "recipe": recipe_id,
        "passages": count,
        "candidates": len(found.proposals),
        "seconds": time.perf_counter() - _BEGIN - made,
        "processor": time.process_time() - made_cpu,
        "megabytes": (peak_bytes() or 0) / 1024 / 1024,
        "heavy": [name for name in _HEAVY if name in sys.modules],
        **stages,
    }
    print(json.dumps(result))


def _run(recipe_id: str, texts: list[str], folder: Path, stages: dict[str, float]) -> Any:
    with _timed("imports", stages):
        from workbench.discovery.encoders import load_encoder
        from workbench.discovery.pipeline import discover
        from workbench.discovery.progress import silent
        from workbench.discovery.recipes import load_recipe
        from workbench.store.database import create_project
        from workbench.store.vectors import cached_vectors
    with _timed("load", stages):
        recipe = load_recipe(recipe_id)
        encoder = load_encoder(recipe)
    with create_project(folder / "costs.workbench") as project:
        with _timed("encode", stages):
            if encoder.cacheable:
                vectors, _ = cached_vectors(
                    project, encoder.id, texts, encoder.encode, progress=silent
                )
            else:
                vectors = encoder.encode(texts)
        if encoder.cacheable:
            with _timed("read again", stages):
                again, fresh = cached_vectors(
                    project, encoder.id, texts, encoder.encode, progress=silent
                )
            assert fresh == 0
            del again
    with _timed("discover", stages):
        return discover(texts, vectors, recipe, encode=encoder.encode_more)


@contextmanager
def _timed(stage: str, stages: dict[str, float]) -> Iterator[None]:
    began = time.perf_counter()
    yield
    stages[stage] = time.perf_counter() - began


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

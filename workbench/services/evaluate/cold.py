"""What a method costs from a cold process to candidates: seconds and memory, imports included.

Each is run in a fresh process that does nothing else: ``python -m workbench.services.evaluate.cold``
reads a method's name and texts as JSON and prints what it cost.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.errors import WorkbenchError
from workbench.ingest.memory import peak_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Wall seconds from starting the process to its end, and its peak of memory in megabytes."""

    seconds: float
    megabytes: float | None


def cold_cost(method: str, texts: Sequence[str]) -> Cost | None:
    """Run a recipe or ``bertopic-default`` over texts in a fresh process.

    Returns
    -------
    Cost or None
        None where it did not finish.
    """
    asked = json.dumps({"method": method, "texts": list(texts)})
    began = time.perf_counter()
    command = [sys.executable, "-W", "ignore", "-m", __name__]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)  # noqa: S603
    seconds = time.perf_counter() - began
    if done.returncode:
        return None
    return Cost(seconds=round(seconds, 2), megabytes=json.loads(done.stdout)["megabytes"])


def _run(method: str, texts: Sequence[str]) -> None:
    from workbench.discovery.encoders import load_encoder
    from workbench.discovery.peers import Peer
    from workbench.discovery.recipes import load_recipe

    if method == Peer.BERTOPIC:
        # What its documentation shows first, with our encoder's vectors instead of its own.
        from bertopic import BERTopic

        encoder = load_encoder(load_recipe())
        BERTopic(language="english").fit_transform(list(texts), embeddings=encoder.encode(texts))
        return
    from workbench.discovery.pipeline import discover

    recipe = load_recipe(method)
    encoder = load_encoder(recipe)
    discover(texts, encoder.encode(texts), recipe, encode=encoder.encode_more)


def main() -> None:
    """Do what standard input asks for and say what it cost."""
    asked = json.load(sys.stdin)
    try:
        _run(asked["method"], asked["texts"])
    except WorkbenchError as error:
        sys.exit(str(error))
    peak = peak_bytes()
    megabytes = None if peak is None else round(peak / 1024 / 1024, 1)
    print(json.dumps({"megabytes": megabytes}))  # noqa: T201 - the answer to the process that asked


if __name__ == "__main__":
    main()

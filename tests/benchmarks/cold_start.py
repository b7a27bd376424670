"""From a cold process to candidates, beside a plain BERTopic script with the same encoder.

``python -m tests.benchmarks.cold_start 300 1200`` prints both, in seconds, imports and encoding
included, and ours as a share of theirs. Run it on a quiet machine: the shares of wall time move
with what else is going on, those of processor time hardly do.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

_FOLDER = Path(__file__).parents[2]
_OURS = """
import sys
from tests.benchmarks.material import passages
texts = passages(int(sys.argv[1]))
from workbench.discovery.encoders import load_encoder
from workbench.discovery.pipeline import discover
from workbench.discovery.recipes import load_recipe
recipe = load_recipe()
encoder = load_encoder(recipe)
found = discover(texts, encoder.encode(texts), recipe, encode=encoder.encode_more)
print(len(found.proposals))
"""
#: What its documentation shows first, with our encoder's vectors instead of its own.
_THEIRS = """
import sys
from tests.benchmarks.material import passages
texts = passages(int(sys.argv[1]))
from bertopic import BERTopic
from workbench.discovery.encoders import load_encoder
from workbench.discovery.recipes import load_recipe
encoder = load_encoder(load_recipe())
model = BERTopic(language="english")
model.fit_transform(texts, embeddings=encoder.encode(texts))
print(len(model.get_topic_info()) - 1)
"""


def cost(script: str, count: int) -> tuple[float, float]:
    """Run a script in a fresh process; return its seconds and its processor seconds."""
    before, began = os.times(), time.perf_counter()
    command = [sys.executable, "-W", "ignore", "-c", script, str(count)]
    subprocess.run(command, cwd=_FOLDER, check=True, capture_output=True)
    seconds, after = time.perf_counter() - began, os.times()
    spent = after.children_user + after.children_system
    return seconds, spent - before.children_user - before.children_system


def compare(count: int) -> dict[str, float]:
    """Return what both cost, and ours as a share of theirs."""
    ours, theirs = cost(_OURS, count), cost(_THEIRS, count)
    return {
        "passages": count,
        "ours": ours[0],
        "theirs": theirs[0],
        "share": ours[0] / theirs[0],
        "processor_ours": ours[1],
        "processor_theirs": theirs[1],
        "processor_share": ours[1] / theirs[1],
    }


if __name__ == "__main__":
    for number in sys.argv[1:] or ["300", "1200"]:
        print(json.dumps({name: round(each, 3) for name, each in compare(int(number)).items()}))

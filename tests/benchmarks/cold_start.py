"""From a cold process to candidates, beside a plain BERTopic script with the same encoder.

``python -m tests.benchmarks.cold_start 300 1200`` prints both, in seconds, imports and encoding
included, and ours as a share of theirs. Run it on a quiet machine: the shares of wall time move
with what else is going on, those of processor time less.
"""

from __future__ import annotations

import json
import os
import sys

from tests.benchmarks.material import passages
from workbench.discovery.peers import Peer
from workbench.discovery.recipes import DEFAULT_RECIPE
from workbench.services.evaluate.cold import cold_cost


def cost(method: str, count: int) -> tuple[float, float]:
    """Run a method in a fresh process; return its seconds and its processor seconds."""
    before = os.times()
    found = cold_cost(method, passages(count))
    assert found is not None, f"{method} did not finish"
    after = os.times()
    spent = after.children_user + after.children_system
    return found.seconds, spent - before.children_user - before.children_system


def compare(count: int) -> dict[str, float]:
    """Return what both cost, and ours as a share of theirs."""
    ours, theirs = cost(DEFAULT_RECIPE, count), cost(Peer.BERTOPIC, count)
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

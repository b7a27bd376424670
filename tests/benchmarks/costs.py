"""The cost curves: ``python -m tests.benchmarks.costs [--largest 1000000]`` prints a table.

Every line is a fresh process. The exponent is the slope of log(time of encoding and discovering)
over log(passages) since the line before: 1 is in proportion.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

SIZES = (300, 1_200, 5_000, 20_000, 100_000, 1_000_000)
DEFAULT, FAST, PLAIN = "minilm-consensus-v2", "static-consensus-v1", "tfidf-consensus-v2"
#: Beyond these a recipe takes too long for a table that somebody waits for.
LARGEST = {DEFAULT: 5_000, FAST: 1_000_000, PLAIN: 20_000}
_STAGES = ("imports", "load", "encode", "read again", "discover")
_FOLDER = Path(__file__).parents[2]
_HEAD = ("recipe", "passages", *_STAGES, "all, s", "cpu, s", "MB", "exponent")

Run = dict[str, Any]


def run_one(recipe: str, count: int) -> Run:
    """Run once in a fresh process and return what it printed."""
    command = [sys.executable, "-m", "tests.benchmarks.one_run", recipe, str(count)]
    done = subprocess.run(command, check=False, cwd=_FOLDER, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().split("\n")[-1])
    found: Run = json.loads(done.stdout.strip().split("\n")[-1])
    return found


def curves(recipes: Iterable[str], largest: int) -> Iterator[Run]:
    """Run every recipe at every size up to the largest, with the exponent since the size before."""
    for recipe in recipes:
        before: Run | None = None
        for count in SIZES:
            if count <= min(largest, LARGEST.get(recipe, largest)):
                run = run_one(recipe, count)
                run["exponent"] = exponent(before, run)
                before = run
                yield run


def exponent(before: Run | None, run: Run) -> float | None:
    """Return the slope between two runs on logarithms; None for the first one."""
    if before is None:
        return None
    first, second = (each["encode"] + each["discover"] for each in (before, run))
    return math.log(second / first) / math.log(run["passages"] / before["passages"])


def line(run: Run) -> str:
    """Return one line of the table."""
    stages = [f"{run[stage]:.2f}" if stage in run else "-" for stage in _STAGES]
    slope = "-" if run["exponent"] is None else f"{run['exponent']:.2f}"
    cells = [
        run["recipe"],
        f"{run['passages']:,}",
        *stages,
        f"{run['seconds']:.1f}",
        f"{run['processor']:.1f}",
        f"{run['megabytes']:,.0f}",
        slope,
    ]
    return _row(cells)


def head() -> str:
    """Return the first two lines of the table."""
    return f"{_row(_HEAD)}\n{_row(['---'] * len(_HEAD))}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table, a line as soon as it is known."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--largest", type=int, default=100_000)
    ask.add_argument("--recipe", action="append")
    ask.add_argument("--json", action="store_true")
    given = ask.parse_args()
    if not given.json:
        print(head())
    for run in curves(given.recipe or LARGEST, given.largest):
        print(json.dumps(run) if given.json else line(run), flush=True)


if __name__ == "__main__":
    main()

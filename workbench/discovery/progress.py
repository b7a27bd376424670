"""Telling how far a long step has come, from the thread that asked for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

Progress = Callable[[str, float], None]
_T = TypeVar("_T")
_PULSE_SECONDS = 0.5


def silent(_stage: str, _fraction: float) -> None:
    """Report nothing."""


def within(progress: Progress, low: float, high: float) -> Progress:
    """Narrow a step's own 0..1 to its share of the whole."""
    return lambda stage, fraction: progress(stage, low + (high - low) * min(1.0, fraction))


def pulsing(work: Callable[[], _T], stage: str, progress: Progress) -> _T:
    """Run a step that cannot report on a thread, and report here twice a second meanwhile.

    The fraction creeps towards 1 without reaching it, because the end is not known.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        running, beats = pool.submit(work), 0
        while not running.done():
            progress(stage, beats / (beats + 20))
            wait([running], timeout=_PULSE_SECONDS)
            beats += 1
    return running.result()

"""Making very many objects at once, without Python looking through all of them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def many_objects() -> Iterator[None]:
    """Pause the search for circles of unused objects while rows become a project's texts or log.

    None of them can be in such a circle, but the more there are the longer each search takes: a
    quarter of the time in which 100,000 passages are read.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

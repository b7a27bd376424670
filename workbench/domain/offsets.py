"""Offsets at the edge: browsers count UTF-16 code units, everything here counts code points.

Letters outside the Basic Multilingual Plane (emoji, many scripts) are two units and one point.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from workbench.errors import SpanOutsideSource

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16:
    """Translates between the code points of one text and a browser's offsets in it.

    Parameters
    ----------
    text
        The text; it is looked through once.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        found = [] if text.isascii() else [each.start() for each in _ASTRAL.finditer(text)]
        self._astral = found
        # Where each of them begins in units: it is two wide, and so were those before it.
        self._units = [start + before for before, start in enumerate(found)]

    def to_units(self, points: int) -> int:
        """Return the browser's offset for one in code points.

        >>> Utf16("a😀b").to_units(2)
        3
        """
        return points + bisect_left(self._astral, points)

    def to_points(self, units: int) -> int:
        """Return the offset in code points for one of a browser's.

        >>> Utf16("a😀b").to_points(3)
        2

        Raises
        ------
        SpanOutsideSource
            When it lies outside the text, or in the middle of a letter.
        """
        before = bisect_left(self._units, units)
        points = units - before
        if not 0 <= points <= self._length or self.to_units(points) != units:
            raise SpanOutsideSource("the text on the screen", units, units)
        return points

"""Patches: only what changed since a tab was last told travels to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Plain = dict[str, Any]


class Listed:
    """A list as one tab shows it: rows of plain values, each with an ``id``."""

    def __init__(self) -> None:
        self._rows: dict[str, Plain] = {}

    def __contains__(self, name: object) -> bool:
        """Tell whether the tab was last told of a row with this id."""
        return name in self._rows

    def forget(self) -> None:
        """Begin anew: the next patch holds everything."""
        self._rows = {}

    def patch(self, rows: Iterable[Plain]) -> Plain:
        """Return the rows that are new or changed, and the order when that changed.

        The tab takes ids that are not in the order off its list.
        """
        fresh = {row["id"]: row for row in rows}
        before, self._rows = self._rows, fresh
        changed = [row for name, row in fresh.items() if before.get(name) != row]
        return {
            "rows": changed,
            "order": None if list(before) == list(fresh) and before else list(fresh),
        }

"""What the map page is told, as plain values: arrays travel as base64, and changes as patches."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.app.channel import Message, number_of, text_of
from workbench.app.plain import Plain
from workbench.domain.sources import PassageId
from workbench.errors import InvalidDecision
from workbench.services.run_in_background import Job
from workbench.services.view.map_layout import MapLayout
from workbench.services.view.passage_map import NAMED, NONE, Colour, MapGroups

_MOVED_ON = "the map has moved on; look at it again"
#: So many rows are told at once at most.
_ROWS = 200
#: Beyond so many changes the whole is as short.
_CHANGES = 5_000


def plain_layout(layout: MapLayout) -> Plain:
    """Return the places of all passages; each is known by its row."""
    return {
        "stamp": layout.stamp,
        "n": len(layout.names),
        "places": _packed(layout.places.astype("<f4")),
        "message": layout.message,
    }


def plain_laying(job: Job) -> Plain:
    """Return how far a map on its way has come, or why it is not."""
    return {
        "state": job.state.value,
        "stage": job.stage,
        "fraction": round(job.fraction, 3),
        "message": job.message,
    }


class Painted:
    """The colours of one tab's map, as it was told them last: only what has changed travels.

    A group keeps its number and its colour for as long as the tab looks at the same grouping.
    """

    def __init__(self) -> None:
        self.colour: Colour | None = None
        self._version = 0
        self._numbers: dict[str, int] = {}
        self._hues: dict[str, int] = {}
        self._of: NDArray[np.int32] = np.zeros(0, np.int32)
        self._also: list[list[int]] = []
        self._groups: list[Plain] = []

    def anew(self, found: MapGroups, layout: MapLayout) -> Plain:
        """Return everything."""
        self.colour, self._numbers, self._hues = found.colour, {}, {}
        self._take(found)
        whole = {"of": _packed(self._of.astype("<i4")), "also": self._also}
        return {**self._legend(layout), **whole}

    def changes(self, found: MapGroups, layout: MapLayout) -> Plain | None:
        """Return what has changed since; None when nothing has."""
        before, also, groups, since = self._of, self._also, self._groups, self._version
        self._take(found)
        if len(before) != len(self._of):
            return {"again": True}
        moved = np.flatnonzero(before != self._of)
        if not len(moved) and also == self._also and groups == self._groups:
            self._version = since
            return None
        if len(moved) > _CHANGES:
            return {"again": True}
        rows = [[int(row), int(self._of[row])] for row in moved]
        return {**self._legend(layout), "since": since, "moved": rows, "also": self._also}

    def _take(self, found: MapGroups) -> None:
        self._version += 1
        for each in found.groups:
            self._numbers.setdefault(each.id, len(self._numbers))
        names = [each.id for each in found.groups]
        self._give_hues(names)
        number_of_group = np.array([*(self._numbers[each] for each in names), -1], np.int32)
        self._of = number_of_group[found.of]
        self._also = [[row, int(number_of_group[group])] for row, group in found.also]
        self._groups = [
            {
                "no": self._numbers[each.id],
                "id": each.id,
                "name": each.name,
                "kind": each.kind,
                "n": each.passages,
                "people": each.people,
                "at": list(each.place),
                "hue": self._hues.get(each.id),
            }
            for each in found.groups
        ]

    def _give_hues(self, names: list[str]) -> None:
        """Give every free colour to the largest group that has none."""
        there = set(names)
        self._hues = {each: hue for each, hue in self._hues.items() if each in there}
        free = [hue for hue in range(NAMED) if hue not in self._hues.values()]
        waiting = [each for each in names if each not in self._hues]
        self._hues |= dict(zip(waiting, free, strict=False))

    def _legend(self, layout: MapLayout) -> Plain:
        colour = self.colour or Colour.CANDIDATE
        return {
            "colour": colour.value,
            "none": NONE[colour],
            "groups": self._groups,
            "version": self._version,
            "stamp": layout.stamp,
        }


def plain_rows_lit(layout: MapLayout, passages: Iterable[PassageId]) -> Plain:
    """Return which rows of a map some passages are, as bits."""
    lit = np.zeros(len(layout.names), np.bool_)
    rows = [layout.rows[each] for each in passages if each in layout.rows]
    lit[rows] = True
    return {"lit": _packed(np.packbits(lit)), "total": len(rows), "stamp": layout.stamp}


def picked_in(message: Message, layout: MapLayout) -> tuple[PassageId, ...]:
    """Return the passages that a message picks on a map, by bits.

    Raises
    ------
    InvalidDecision
        When they are of another map, or no bits.
    """
    _same_map(message, layout)
    given = text_of(message, "picked", most=4 * (len(layout.names) // 8 + 8))
    try:
        data = base64.b64decode(given, validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if len(data) != (len(layout.names) + 7) // 8:
        raise InvalidDecision("The page's message", "“picked” must be one bit a passage")
    bits = np.unpackbits(np.frombuffer(data, np.uint8), count=len(layout.names))
    return tuple(layout.names[row] for row in np.flatnonzero(bits))


def rows_in(message: Message, layout: MapLayout) -> tuple[PassageId, ...]:
    """Return the passages whose rows a message names.

    Raises
    ------
    InvalidDecision
        When they are of another map, or no rows of it.
    """
    _same_map(message, layout)
    given: Any = message.get("rows")
    if not isinstance(given, list) or len(given) > _ROWS:
        raise InvalidDecision("The page's message", f"“rows” must be at most {_ROWS} rows")
    numbers = [number_of({"row": each}, "row") for each in given]
    if not all(each is not None and 0 <= each < len(layout.names) for each in numbers):
        raise InvalidDecision("The page's message", "“rows” must be rows of the map")
    return tuple(layout.names[each] for each in numbers if each is not None)


def colour_in(message: Message, usual: Colour) -> Colour:
    """Return what a message wants to colour by; the usual one when it names nothing known."""
    known: Mapping[str, Colour] = {each.value: each for each in Colour}
    return known.get(text_of(message, "colour", most=20), usual)


def _same_map(message: Message, layout: MapLayout) -> None:
    if text_of(message, "stamp", most=40) != layout.stamp:
        raise InvalidDecision("This act", _MOVED_ON)


def _packed(values: NDArray[Any]) -> str:
    return base64.b64encode(values.tobytes()).decode("ascii")

"""Who is looking at what: every tab says where it is, and is told where the others are.

It is kept in this process alone, for as long as a tab is open, and never stored.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from math import inf
from typing import Any, TypeGuard

#: What a tab's message asks that says where it is.
_HERE = "here"
_LONGEST = 200
#: A tab says every five seconds that it is looked at; one that is silent for longer is not.
_SILENT = 12.0

Plain = dict[str, Any]


def is_place(message: object) -> TypeGuard[Mapping[str, Any]]:
    """Tell whether a message only says where a tab is: no page hears it, and nothing answers it."""
    return isinstance(message, Mapping) and message.get("ask") == _HERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """Where one tab is: whose it is, on which page, at which address, and what that is called.

    `tab` is the same for all pages that one tab has shown, and empty while it is unknown.
    """

    coder: str
    page: str
    address: str = ""
    words: str = ""
    tab: str = ""

    def plain(self) -> Plain:
        """Return it in the words of the pages' JavaScript."""
        return {
            "coder": self.coder,
            "page": self.page,
            "address": self.address,
            "words": self.words,
        }


@dataclass(slots=True)
class _Place:
    say: Callable[[Plain], None]
    looking: Looking
    heard: float
    #: None until the tab has said something: the page that it comes after may just be going.
    told: list[Plain] | None = None


class Presence:
    """Everybody who looks at one project now.

    Parameters
    ----------
    clock
        Returns seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._places: dict[int, _Place] = {}
        self._numbers = count(1)

    def come(self, say: Callable[[Plain], None], looking: Looking) -> int:
        """Take in a tab and return its number; `say` must not wait."""
        number = next(self._numbers)
        self._places[number] = _Place(say, looking, self._clock())
        self._tell()
        return number

    def hear(self, number: int, message: object) -> None:
        """Note where a tab is now, if that is what its message says; nothing in it is trusted."""
        place = self._places.get(number)
        if place is None or not is_place(message):
            return
        place.looking = Looking(
            coder=_short(message.get("coder")) or place.looking.coder,
            page=place.looking.page,
            address=_short(message.get("address")),
            words=_short(message.get("words")),
            tab=_short(message.get("tab")) or place.looking.tab,
        )
        if message.get("new") or place.told is None:
            place.told = [{}]
        # A page that is left says so; its session would go on for a while.
        place.heard = -inf if message.get("gone") else self._clock()
        self._tell()

    def tick(self) -> None:
        """Notice who has not been heard of for a while: a closed lid, a tab behind another."""
        self._tell()

    def go(self, number: int) -> None:
        """Let a tab go."""
        if self._places.pop(number, None):
            self._tell()

    def _tell(self) -> None:
        """Tell every tab where the others are, when that has changed."""
        here = self._here()
        for number, place in tuple(self._places.items()):
            mine = place.looking.tab or number
            others = [
                other.plain()
                for each, other in here.items()
                if each != number and (other.tab or each) != mine
            ]
            if place.told is not None and others != place.told:
                place.told = others
                place.say({"push": True, "here": others})

    def _here(self) -> dict[int, Looking]:
        """Return who was heard of lately; of the pages that one tab has shown, the latest alone."""
        oldest = self._clock() - _SILENT
        heard = {number: each for number, each in self._places.items() if each.heard > oldest}
        in_turn = sorted(heard.items(), key=lambda item: item[1].heard)
        latest = {each.looking.tab or number: number for number, each in in_turn}
        return {number: heard[number].looking for number in sorted(latest.values())}


def _short(value: object) -> str:
    return value.strip()[:_LONGEST] if isinstance(value, str) else ""

"""Names in what people and machine wrote about texts: titles, statements, memos go out with stand-ins.

Masks lie over texts alone. Whoever writes a statement may use a name that stands in a text, so what
leaves the project is looked through for the very names that are masked there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from workbench.domain.board import Board

#: Fields of what is on the board that hold words; all others are ids, numbers and kinds.
_WORDS = frozenset(
    {"title", "name", "statement", "definition", "use_when", "not_when", "example", "near_miss",
     "keywords", "text"}
)  # fmt: skip
_SHORTEST = 3
_Thing = TypeVar("_Thing")


class StandIns:
    """Puts stand-ins in place of names.

    Parameters
    ----------
    names
        Name as it stands in a text, and what stands for it.
    ordinary
        Whether a word is one that everybody uses: a name that is one is known by its capital only.
    """

    def __init__(self, names: Mapping[str, str], ordinary: Callable[[str], bool]) -> None:
        long = {name: label for name, label in names.items() if len(name) >= _SHORTEST}
        self._exact = {
            name: label for name, label in long.items() if not name.islower() or not ordinary(name)
        }
        self._folded = {
            name.casefold(): label
            for name, label in long.items()
            if not all(ordinary(word) for word in name.split())
        }
        self._exact_words = _pattern(self._exact, 0)
        self._folded_words = _pattern(self._folded, re.IGNORECASE)

    def __call__(self, words: str) -> str:
        """Return words with stand-ins."""
        shown = words
        if self._exact_words:
            shown = self._exact_words.sub(lambda found: self._exact[found[0]], shown)
        if self._folded_words:
            shown = self._folded_words.sub(
                lambda found: self._folded.get(found[0].casefold(), "[name]"), shown
            )
        return shown

    def board(self, board: Board) -> Board:
        """Return a board that names nobody."""
        if not (self._exact or self._folded):
            return board
        return replace(
            board,
            candidates={name: self._thing(each) for name, each in board.candidates.items()},
            codes={name: self._thing(each) for name, each in board.codes.items()},
            memos={name: self._thing(each) for name, each in board.memos.items()},
        )

    def _thing(self, thing: _Thing) -> _Thing:
        named: Any = thing
        held = {
            each.name: getattr(named, each.name) for each in fields(named) if each.name in _WORDS
        }
        changed = {name: self._value(value) for name, value in held.items()}
        fresh: _Thing = replace(named, **changed) if changed != held else thing
        return fresh

    def _value(self, value: Any) -> Any:  # noqa: ANN401 - words, or several of them
        return self(value) if isinstance(value, str) else tuple(map(self, value or ()))


def _pattern(names: Mapping[str, str], flags: int) -> re.Pattern[str] | None:
    if not names:
        return None
    longest_first = sorted(names, key=len, reverse=True)
    either = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", flags)

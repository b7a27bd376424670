"""How many passages are in some theme, counted anew only where a theme holds other ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.domain.board import Board
from workbench.domain.candidates import WORKABLE
from workbench.domain.coding import Coding
from workbench.domain.sources import PassageId
from workbench.domain.viewers import Right, needs
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import Material, material

_Held = Mapping[Any, Any]


@dataclass(slots=True)
class _Count:
    """What every theme held when it was looked at last, and in how many each passage is."""

    texts: Material
    held: dict[str, _Held] = field(default_factory=dict)
    times: dict[PassageId, int] = field(default_factory=dict)


@needs(Right.SEE_WORDS)
def count_placed(project: Project, board: Board, texts: Material) -> int:
    """Return how many of the passages are coded, or in a candidate that is still worked on.

    At 100,000 passages counting all of them takes longer than most acts; what a theme holds is the
    same object until somebody changes it, so only what changed is counted.
    """
    return len(_counted(project, board, texts).times)


@needs(Right.SEE_WORDS)
def unplaced_among(project: Project, passages: Iterable[PassageId]) -> frozenset[PassageId]:
    """Return those of the passages that are in no theme."""
    times = _counted(project, ledger(project).board, material(project)).times
    return frozenset(each for each in passages if each not in times)


def _counted(project: Project, board: Board, texts: Material) -> _Count:
    with project.lock:
        count: _Count = project.cache.get("placed") or _Count(texts)
        if count.texts is not texts:
            count = _Count(texts)
        now = dict(_holding(board))
        for theme, held in list(count.held.items()):
            if now.get(theme) is not held:
                _less(count, _passages(held))
                del count.held[theme]
        for theme, held in now.items():
            if theme not in count.held:
                count.held[theme] = held
                _more(count, _passages(held))
        project.cache["placed"] = count
        return count


def _holding(board: Board) -> Iterator[tuple[str, _Held]]:
    yield from board.codings.items()
    for each in board.candidates.values():
        if each.status in WORKABLE and each.id in board.members:
            yield each.id, board.members[each.id]


def _passages(held: _Held) -> Iterable[PassageId]:
    """Return the passages of a candidate's members or a code's codings, each once."""
    return dict.fromkeys(
        thing.passage_id if isinstance(thing, Coding) else name for name, thing in held.items()
    )


def _more(count: _Count, passages: Iterable[PassageId]) -> None:
    for each in passages:
        if each in count.texts.passages:
            count.times[each] = count.times.get(each, 0) + 1


def _less(count: _Count, passages: Iterable[PassageId]) -> None:
    for each in passages:
        left = count.times.get(each, 0) - 1
        if left > 0:
            count.times[each] = left
        else:
            count.times.pop(each, None)

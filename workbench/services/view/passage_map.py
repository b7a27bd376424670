"""View the passages of the map in groups: by candidate, code, role, team or authority."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from workbench.domain.board import Board
from workbench.domain.candidates import WORKABLE
from workbench.domain.draft import title_of
from workbench.domain.sources import PassageId
from workbench.domain.viewers import Right, needs
from workbench.services.view.heard import heard
from workbench.services.view.map_layout import MapLayout
from workbench.store.database import Project
from workbench.store.log import ledger

#: So many groups have a colour of their own; the others share one.
NAMED = 8
_CELLS = 48


class Colour(StrEnum):
    """What the points of a map are coloured by."""

    CANDIDATE = "candidate"
    CODE = "code"
    ROLE = "role"
    TEAM = "team"
    AUTHORITY = "authority"


#: The group of what is in no group, in words.
NONE = {
    Colour.CANDIDATE: "in no candidate",
    Colour.CODE: "in no code",
    Colour.ROLE: "role not known",
    Colour.TEAM: "team not known",
    Colour.AUTHORITY: "authority not known",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MapGroup:
    """A group of passages.

    `kind` is ``candidate``, ``barrier``, ``enabler``, ``code`` or ``value``; `people` counts who
    spoke it; `place` is where most of its passages lie, as (x, y).
    """

    id: str
    name: str
    kind: str
    passages: int
    people: int
    place: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MapGroups:
    """All passages of a map in groups, the largest group first.

    Parameters
    ----------
    groups
        Those that hold anything.
    of
        The first group that holds each passage, shape (n,); -1 where none does.
    also
        Further groups of passages that are in several, as (row, group).
    """

    colour: Colour
    groups: tuple[MapGroup, ...]
    of: NDArray[np.int32]
    also: tuple[tuple[int, int], ...]


@needs(Right.SEE_WORDS)
def view_groups(project: Project, layout: MapLayout, colour: Colour) -> MapGroups:
    """Return the passages of a map in groups."""
    board = ledger(project).board
    if colour is Colour.CANDIDATE:
        named = _rows_of(_candidates(board), layout)
    elif colour is Colour.CODE:
        named = _rows_of(_codes(board), layout)
    else:
        named = _by_value(project, layout, colour)
    named.sort(key=lambda each: (-len(each[1]), each[0]))
    people = _people(project, layout)
    of, also = _first(len(layout.names), [rows for _, rows in named])
    return MapGroups(
        colour=colour,
        groups=tuple(_group(key, rows, layout, people) for key, rows in named),
        of=of,
        also=also,
    )


@needs(Right.SEE_WORDS)
def first_colour(project: Project) -> Colour:
    """Return what a map is coloured by when nobody has chosen: what there is to decide about."""
    board = ledger(project).board
    workable = any(each.status in WORKABLE for each in board.candidates.values())
    return Colour.CANDIDATE if workable or not board.codes else Colour.CODE


_Key = tuple[str, str, str]
_Named = list[tuple[_Key, NDArray[np.int64]]]


def _candidates(board: Board) -> Iterator[tuple[_Key, Iterable[PassageId]]]:
    for each in board.candidates.values():
        if each.status in WORKABLE:
            yield (each.id, title_of(each), "candidate"), board.members.get(each.id, {})


def _codes(board: Board) -> Iterator[tuple[_Key, Iterable[PassageId]]]:
    for each in board.codes.values():
        held = board.codings.get(each.id, {}).values()
        yield (each.id, each.name, each.kind.value), {coding.passage_id for coding in held}


def _rows_of(named: Iterable[tuple[_Key, Iterable[PassageId]]], layout: MapLayout) -> _Named:
    found, row_of = [], layout.rows
    for key, held in named:
        # Another process may have let go of a passage since the map was laid out.
        rows = np.array(sorted(row_of[each] for each in held if each in row_of), np.int64)
        if len(rows):
            found.append((key, rows))
    return found


def _by_value(project: Project, layout: MapLayout, colour: Colour) -> _Named:
    facts, texts = heard(project).of, layout.texts
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(layout.names):
        known = facts.get(texts.passages[name].source_id)
        value = known.value(colour.value) if known else ""
        if value:
            rows.setdefault(value, []).append(row)
    return [((each, each, "value"), np.array(held, np.int64)) for each, held in rows.items()]


def _people(project: Project, layout: MapLayout) -> NDArray[np.int64]:
    """Return who spoke each passage, as a number; read anew only with the map."""
    kept: tuple[MapLayout, NDArray[np.int64]] | None = project.cache.get("people of the map")
    if kept is None or kept[0] is not layout:
        facts, texts, known = heard(project).of, layout.texts, dict[str, int]()
        sources = (texts.passages[each].source_id for each in layout.names)
        who = (facts[each].person if each in facts else each for each in sources)
        numbers = np.fromiter((known.setdefault(each, len(known)) for each in who), np.int64)
        kept = project.cache["people of the map"] = (layout, numbers)
    return kept[1]


def _first(
    size: int, groups: list[NDArray[np.int64]]
) -> tuple[NDArray[np.int32], tuple[tuple[int, int], ...]]:
    of = np.full(size, -1, np.int32)
    also: list[tuple[int, int]] = []
    for number, rows in enumerate(groups):
        taken = of[rows] >= 0
        of[rows[~taken]] = number
        also.extend((int(row), number) for row in rows[taken])
    return of, tuple(also)


def _group(
    key: _Key, rows: NDArray[np.int64], layout: MapLayout, people: NDArray[np.int64]
) -> MapGroup:
    return MapGroup(
        id=key[0],
        name=key[1],
        kind=key[2],
        passages=len(rows),
        people=len(np.unique(people[rows])),
        place=_densest(layout.places[rows]),
    )


def _densest(places: NDArray[np.float32]) -> tuple[float, float]:
    """Return where most of some places lie: the middle of the fullest part of the map."""
    cells = np.clip((places * _CELLS).astype(np.int64), 0, 2 * _CELLS)
    width = 2 * _CELLS + 3
    full = np.bincount((cells[:, 0] + 1) * width + cells[:, 1] + 1, minlength=width * width)
    grid = full.reshape(width, width)
    around = sum(np.roll(grid, (a, b), (0, 1)) for a in (-1, 0, 1) for b in (-1, 0, 1))
    x, y = divmod(int(np.argmax(around)), width)
    near = (np.abs(cells - [x - 1, y - 1]) <= 1).all(axis=1)
    middle = places[near].mean(axis=0)
    return round(float(middle[0]), 4), round(float(middle[1]), 4)


def themes_of(board: Board, passages: Iterable[PassageId]) -> Mapping[str, int]:
    """Return how many of these passages every theme that can be worked on holds."""
    wanted = frozenset(passages)
    held = dict(_held_by(board, wanted))
    return dict(sorted(held.items(), key=lambda item: -item[1]))


def _held_by(board: Board, wanted: frozenset[PassageId]) -> Iterator[tuple[str, int]]:
    for (name, _, _), held in (*_candidates(board), *_codes(board)):
        found = len(wanted & set(held))
        if found:
            yield name, found

"""View the concept matrix: how many people speak of every barrier, by role, team, place or month.

Silence is told apart: nobody of those heard there speaks of it, or nobody was heard there at all
(such a column does not exist). It is made for facilitators: small groups are shown as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.board import Board
from workbench.domain.codebook import Code, CodeKind
from workbench.domain.heard import By, Heard
from workbench.domain.held import Held, held_by
from workbench.domain.months import by_month
from workbench.domain.searches import Condition
from workbench.domain.viewers import Right, needs
from workbench.services.view.heard import narrowed
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import Material, material


class Normalise(StrEnum):
    """What a cell's share is a share of."""

    #: Of everybody heard in the project.
    NONE = ""
    #: Of the people who speak of this barrier.
    ROW = "row"
    #: Of the people heard in this column.
    COLUMN = "column"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A role, team, authority, small change or month, and how many people were heard there."""

    value: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How many people speak of a barrier there, how often, and the share asked for, in [0, 1]."""

    people: int
    quotes: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One barrier; `people` are all who speak of it, `unknown` those of no known column."""

    id: str
    name: str
    kind: str
    people: int
    unknown: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Barriers by columns, the barrier of most people first, the columns in order.

    `unknown` counts the people of whom it is not known where they belong; `people` are all.
    """

    by: By
    normalise: Normalise
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    people: int
    unknown: int


@needs(Right.SEE_WORDS)
def view_matrix(
    project: Project,
    by: By,
    *,
    normalise: Normalise = Normalise.NONE,
    where: Sequence[Condition] = (),
    kinds: Sequence[CodeKind] = (CodeKind.BARRIER,),
) -> Matrix:
    """Return barriers (or codes of other kinds) by roles, teams, authorities, changes or months."""
    board, texts = ledger(project).board, material(project)
    return matrix_of(board, texts, narrowed(project, where), by, normalise=normalise, kinds=kinds)


def matrix_of(
    board: Board,
    texts: Material,
    there: Heard,
    by: By,
    *,
    normalise: Normalise,
    kinds: Sequence[CodeKind],
) -> Matrix:
    """Return the matrix of a board, counted on what was heard there."""
    columns = heard_by(there, by)
    known = frozenset().union(*columns.values()) if columns else frozenset()
    rows = []
    for code in (each for each in board.codes.values() if each.kind in kinds):
        count = _count(held_by(board, code, texts.passages, there), by, columns)
        rows.append(_row(code, count, _totals(normalise, count, columns, len(there.crowd.role_of))))
    return Matrix(
        by=by,
        normalise=normalise,
        columns=tuple(Column(value=value, people=len(who)) for value, who in columns.items()),
        rows=tuple(sorted(rows, key=lambda row: (-row.people, row.name))),
        people=len(there.crowd.role_of),
        unknown=len(there.people() - known),
    )


def heard_by(there: Heard, by: By) -> Mapping[str, set[str]]:
    """Return the people heard in every column; months without anybody are columns, too."""
    found = there.by(by)
    if by is not By.MONTH:
        return found
    return {month: found.get(month, set()) for month in by_month(f"{each}-01" for each in found)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """Who speaks of one code, and how often, in every column; `placed` have a known column."""

    everybody: frozenset[str]
    placed: frozenset[str]
    speakers: Mapping[str, set[str]]
    quotes: Mapping[str, int]


def _count(held: Held, by: By, columns: Iterable[str]) -> _Count:
    speakers: dict[str, set[str]] = {value: set() for value in columns}
    quotes, monthly = dict.fromkeys(speakers, 0), by is By.MONTH
    for facts in held.facts:
        value = facts.month if monthly else facts.values.get(by, "")
        if value:
            speakers[value].add(facts.person)
            quotes[value] += 1
    return _Count(
        everybody=held.people,
        placed=frozenset().union(*speakers.values()),
        speakers=speakers,
        quotes=quotes,
    )


def _row(code: Code, count: _Count, of: Mapping[str, int]) -> Row:
    return Row(
        id=code.id,
        name=code.name,
        kind=code.kind.value,
        people=len(count.everybody),
        unknown=len(count.everybody - count.placed),
        cells=tuple(
            Cell(people=len(who), quotes=count.quotes[value], share=_share(len(who), of[value]))
            for value, who in count.speakers.items()
        ),
    )


def _totals(
    normalise: Normalise, count: _Count, columns: Mapping[str, set[str]], total: int
) -> dict[str, int]:
    """Return what each column's share is a share of."""
    if normalise is Normalise.COLUMN:
        return {value: len(who) for value, who in columns.items()}
    return dict.fromkeys(columns, len(count.everybody) if normalise is Normalise.ROW else total)


def _share(people: int, of: int) -> float:
    return round(people / of, 6) if of else 0.0

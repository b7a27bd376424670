"""View barriers over time: the share of people who speak of each by month, and the small changes.

A share is of the people heard in that month, so that a month in which more people wrote does not
look like a month in which more was wrong. A small change is marked in the month in which somebody
first wrote of trying it; that one came after the other says nothing of why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.codebook import CodeKind
from workbench.domain.crowd import Share, wilson
from workbench.domain.heard import By, Heard
from workbench.domain.searches import Condition
from workbench.domain.viewers import Right, needs
from workbench.services.view.heard import narrowed
from workbench.services.view.matrix import Normalise, matrix_of
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import material


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month as ``2026-03``, how many people were heard in it, and what was first tried in it."""

    month: str
    people: int
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One barrier with its share of the people heard, month by month."""

    id: str
    name: str
    kind: str
    people: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """Months without a gap, and the barriers, most people first; `undated` counts people."""

    months: tuple[Month, ...]
    lines: tuple[Line, ...]
    undated: int


@needs(Right.SEE_WORDS)
def view_over_time(
    project: Project,
    *,
    where: Sequence[Condition] = (),
    kinds: Sequence[CodeKind] = (CodeKind.BARRIER,),
) -> OverTime:
    """Return every barrier's share by month, with the small changes marked."""
    there = narrowed(project, where)
    found = matrix_of(
        ledger(project).board,
        material(project),
        there,
        By.MONTH,
        normalise=Normalise.COLUMN,
        kinds=kinds,
    )
    tried = _first_tried(there)
    lines = (
        Line(
            id=row.id,
            name=row.name,
            kind=row.kind,
            people=row.people,
            shares=tuple(
                wilson(cell.people, column.people)
                for cell, column in zip(row.cells, found.columns, strict=True)
            ),
        )
        for row in found.rows
    )
    return OverTime(
        months=tuple(
            Month(month=each.value, people=each.people, changes=tried.get(each.value, ()))
            for each in found.columns
        ),
        lines=tuple(lines),
        undated=found.unknown,
    )


def _first_tried(there: Heard) -> Mapping[str, tuple[str, ...]]:
    """Return by month the small changes that were first written of in it."""
    first: dict[str, str] = {}
    for facts in there.of.values():
        change = facts.value(By.CHANGE)
        if change and facts.month:
            first[change] = min(first.get(change, facts.month), facts.month)
    found: dict[str, tuple[str, ...]] = {}
    for change, month in sorted(first.items()):
        found[month] = (*found.get(month, ()), change)
    return found

"""View barriers by sides, places, changes or months in general terms: what leaders see of a matrix.

Columns are what enough people can be told apart by. Who cannot be told apart has no column of their
own, and is in the one that stands for all others. Months become quarters, and quarters years, when
too few people spoke in each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.circles import SIDE
from workbench.domain.codebook import CodeId, CodeKind
from workbench.domain.general import General, columns_of
from workbench.domain.heard import By
from workbench.domain.searches import Condition
from workbench.domain.viewers import Right, needs
from workbench.services.view.general import general
from workbench.services.view.general_wall import Told, told
from workbench.services.view.scopes import Scope, There, scope
from workbench.store.database import Project

#: What a wish is answered by, the finest that can be told first.
_ANSWERED_BY: Mapping[By, tuple[str, ...]] = {
    By.ROLE: ("role", SIDE),
    By.TEAM: ("team", "service", "authority"),
    By.AUTHORITY: ("authority",),
    By.CHANGE: ("small change",),
    By.MONTH: ("month", "quarter", "year"),
}
_SIDES = {"practitioner": "Practitioners", "leader": "Leaders", "other": "Others"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralColumn:
    """What people are told apart by, and how many were heard; `others` is all who are not."""

    value: str
    people: int
    others: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralRow:
    """One barrier with what may be told in every column."""

    id: str
    name: str
    kind: str
    people: Told
    cells: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralMatrix:
    """Barriers by columns; `by` is what they are told apart by, which may be wider than `asked`."""

    asked: By
    by: str
    columns: tuple[GeneralColumn, ...]
    rows: tuple[GeneralRow, ...]
    widened: str
    smallest: int
    scope: Scope


@needs(Right.SEE_GENERALISED)
def view_general_matrix(
    project: Project,
    by: By,
    *,
    where: Sequence[Condition] = (),
    kinds: Sequence[CodeKind] = (CodeKind.BARRIER,),
) -> GeneralMatrix:
    """Return barriers (or codes of other kinds) by what enough people can be told apart by."""
    return general_matrix_of(general(project), by, where, kinds)


def general_matrix_of(
    found: General, by: By, where: Sequence[Condition], kinds: Sequence[CodeKind]
) -> GeneralMatrix:
    """Return the matrix of what may be told."""
    there = scope(found, where)
    name, columns = _columns(found, by, there)
    codes = found.codes(kinds) if found.enough else []
    rows = [_row(found, each, there, [leaves for _, leaves in columns]) for each in codes]
    return GeneralMatrix(
        asked=by,
        by=name,
        columns=tuple(head for head, _ in columns) if found.enough else (),
        rows=tuple(sorted(rows, key=lambda row: (-row.people.least, row.name))),
        widened=_widened(by, name),
        smallest=found.rule.k,
        scope=there.told,
    )


def _columns(
    found: General, by: By, there: There
) -> tuple[str, list[tuple[GeneralColumn, frozenset[int]]]]:
    for name in _ANSWERED_BY[by]:
        columns = {
            value: leaves & there.leaves
            for value, leaves in columns_of(found, name).items()
            if leaves & there.leaves
        }
        known = frozenset().union(*columns.values())
        if 2 * found.people(known) >= there.told.people and columns:
            break
    else:
        name, columns, known = "", {}, frozenset()
    heads = [
        (_head(found, _SIDES.get(value, value), each), each) for value, each in columns.items()
    ]
    rest = there.leaves - known
    if rest:
        words = "Not told apart" if columns else "Everybody"
        heads.append((_head(found, words, rest, others=len(columns) > 0), rest))
    return name, heads


def _head(
    found: General, words: str, leaves: frozenset[int], *, others: bool = False
) -> GeneralColumn:
    return GeneralColumn(value=words, people=found.people(leaves), others=others)


def _row(
    found: General, code_id: str, there: There, columns: Sequence[frozenset[int]]
) -> GeneralRow:
    code = found.board.codes[CodeId(code_id)]
    return GeneralRow(
        id=code.id,
        name=code.name,
        kind=code.kind.value,
        people=told(found, code_id, there.leaves),
        cells=tuple(told(found, code_id, leaves) for leaves in columns),
    )


def _widened(by: By, name: str) -> str:
    if name == _ANSWERED_BY[by][0]:
        return ""
    if not name:
        return f"Too few people to be told apart by {by.value}: this is all of them together."
    words = "sides" if name == SIDE else name
    return f"Too few people to be told apart by {by.value}: this is by {words} instead."

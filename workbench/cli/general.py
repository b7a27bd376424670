"""What the commands say in general terms: to leaders and others who do not see people's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.frame import AsJson, Where, opened, show
from workbench.domain.codebook import CodeKind
from workbench.domain.searches import Condition
from workbench.domain.small_numbers import FLOOR

if TYPE_CHECKING:
    from workbench.domain.heard import By
    from workbench.services.view.general_matrix import GeneralMatrix
    from workbench.store.database import Project

_NAME, _COLUMN = 40, 18


def settings(
    project: Where,
    smallest: Annotated[
        int | None,
        typer.Option(help=f"From how many people on leaders are told a number; at least {FLOOR}."),
    ] = None,
    apart: Annotated[
        str | None,
        typer.Option(help="What is told apart first where people are few: teams or time."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show or change from how many people on leaders are told a number."""
    from workbench.services.settings import Apart, change_settings, view_settings

    if apart is not None and apart not in set(Apart):
        raise typer.BadParameter(f"“{apart}” is neither teams nor time.", param_hint="--apart")
    with opened(project) as open_one:
        before = view_settings(open_one)
        if smallest is not None or apart is not None:
            change_settings(open_one, smallest=smallest, apart=Apart(apart) if apart else None)
        now = view_settings(open_one)
    words = f"Leaders are told numbers from {now.smallest} people on; what is told apart first: {now.apart}."
    if now != before:
        words += f" Before: {before.smallest}, {before.apart}."
    show(now, words, as_json=as_json)


def show_general_matrix(
    project: Project,
    by: By,
    *,
    where: Sequence[Condition],
    kinds: Sequence[CodeKind],
    as_json: bool,
) -> None:
    """Print the matrix as a leader may see it."""
    from workbench.services.view.general_matrix import view_general_matrix

    found = view_general_matrix(project, by, where=where, kinds=kinds)
    show(found, "\n".join(_matrix_lines(found)), as_json=as_json)


def _matrix_lines(found: GeneralMatrix) -> Iterator[str]:
    if not found.rows:
        yield "Nothing can be told yet: fewer people spoke of it, or were reviewed, than may be told of."
        return
    yield from filter(None, (found.scope.widened, found.widened))
    yield _line(found.by or "everybody", "people", [each.value for each in found.columns])
    heard = [f"{each.people:,}" for each in found.columns]
    yield _line("heard", f"{found.scope.people:,}", heard)
    for row in found.rows:
        yield _line(row.name, row.people.words, [each.words for each in row.cells])
    yield f"\nFewer than {found.smallest} people are never told of on their own."


def _line(name: str, people: str, cells: Sequence[str]) -> str:
    shown = "".join(f"{each[: _COLUMN - 2]:>{_COLUMN}}" for each in cells)
    return f"{name[:_NAME]:<{_NAME}}{people:>{_COLUMN}}{shown}"

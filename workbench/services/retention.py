"""Until when things are kept: set dates, see them, and be told in time. Applying them is an erasure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from workbench.domain import retention as law
from workbench.domain.decisions import utc_now
from workbench.domain.retention import WARN_DAYS, Holding, Kept
from workbench.domain.viewers import Right, needs
from workbench.errors import CannotKeep
from workbench.store.database import Project
from workbench.store.material import material
from workbench.store.retention import find_case, imports, keep_until, kept


@needs(Right.SEE_LOG)
def view_retention(project: Project) -> tuple[Kept, ...]:
    """Return everything that has a date, what is due first; names as the viewer may see them."""
    with project.reading() as connection:
        dates = kept(connection)
    seen = material(project).sources
    return tuple(
        replace(each, name=seen[each.sources[0]].case or each.called)
        if each.holding is Holding.CASE and each.sources and each.sources[0] in seen
        else each
        for each in dates
    )


@needs(Right.SEE_LOG)
def view_imports(project: Project) -> dict[str, int]:
    """Return when imports were made, with how many sources of each are there."""
    with project.reading() as connection:
        return imports(connection)


@needs(Right.SEE_GENERALISED)
def retention_warnings(
    project: Project, *, today: date | None = None, days: int = WARN_DAYS
) -> tuple[str, ...]:
    """Return a sentence for everything that is due, or will be within so many days.

    Whoever opens a project is told: it names what has a date and nothing of what is in it.
    """
    with project.reading() as connection:
        return tuple(law.warnings(kept(connection), today or date.today(), days))  # noqa: DTZ011 - a person's day


@needs(Right.KEEP)
def set_retention(
    project: Project,
    until: date | None,
    *,
    case: str = "",
    imported: str = "",
    coder: str,
) -> tuple[Kept, ...]:
    """Set the last day of the project, of a case or of an import, and return everything with a date.

    Parameters
    ----------
    until
        The last day; None takes the date away.
    case
        Name or id of a case.
    imported
        When an import was made, or how that begins, such as its day.

    Raises
    ------
    CannotKeep
        When there is no such case or import, or several imports are meant.
    """
    with project.writing() as connection:
        holding, target = _target(connection, case, imported)
        day = None
        if until is not None:
            day = Kept(holding=holding, target=target, until=until, by=coder, at=utc_now())
        keep_until(connection, holding, target, day)
        return kept(connection)


def _target(connection: Any, case: str, imported: str) -> tuple[Holding, str]:  # noqa: ANN401 - the store's own
    if case:
        found = find_case(connection, case)
        if found is None:
            raise CannotKeep(f"there is no case “{case}”; case and capitals count")
        return Holding.CASE, found
    if not imported:
        return Holding.PROJECT, ""
    meant = [at for at in imports(connection) if at.startswith(imported)]
    if len(meant) == 1:
        return Holding.IMPORT, meant[0]
    known = ", ".join(meant or imports(connection)) or "none"
    several = "several imports begin with" if meant else "there is no import of"
    raise CannotKeep(f"{several} “{imported}”; imports: {known}")

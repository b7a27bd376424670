"""View the difference: what the latest run changed since the run before, and why."""

from __future__ import annotations

from workbench.domain.difference import Difference
from workbench.domain.viewers import Right, needs
from workbench.store.database import Project
from workbench.store.offers import read_difference
from workbench.store.runs import latest_run


@needs(Right.SEE_WORDS)
def view_difference(project: Project) -> Difference:
    """Return what the latest run changed, as it was told then; empty before the second run."""
    run = latest_run(project)
    return read_difference(project, run.id) if run else Difference()

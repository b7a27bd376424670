"""View what left the project: the register of releases, as it stands."""

from __future__ import annotations

from dataclasses import replace

from workbench.domain.releases import Release
from workbench.domain.viewers import Right, needs
from workbench.store.database import Project
from workbench.store.releases import releases


@needs(Right.SEE_LOG)
def view_releases(project: Project) -> tuple[Release, ...]:
    """Return what left the project, the first one first; who was counted in it stays inside."""
    return tuple(replace(each, counts=()) for each in releases(project))

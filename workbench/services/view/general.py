"""View what leaders and others who do not see people's words may know: the one set of numbers.

Every view in general terms answers from it, and so does every export for leaders (see
``domain.general``).
"""

from __future__ import annotations

from workbench.domain.general import General
from workbench.domain.viewers import Right, needs
from workbench.store.database import Project
from workbench.store.general import told_to_leaders


@needs(Right.SEE_GENERALISED)
def general(project: Project) -> General:
    """Return what may be told of a project, counted anew only when something has changed."""
    return told_to_leaders(project)

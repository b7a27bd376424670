"""Screen sources: look for names in what nobody has looked through yet.

An import screens what it brings. This is for projects that are older than that, and for texts that
another program put in; until it has been done, such texts are shown to nobody who sees masked words.
"""

from __future__ import annotations

from collections.abc import Callable

from workbench.domain.viewers import Right, needs
from workbench.privacy.gate import FINDER, Gate
from workbench.store.database import Project
from workbench.store.screening import screen_missing

Progress = Callable[[str, float], None]


@needs(Right.SEE_GENERALISED)
def screen_sources(project: Project, *, progress: Progress | None = None) -> int:
    """Screen what was not screened yet, and return how many sources that were.

    Whoever opens a project may ask for it: it hides names and shows nothing.

    Raises
    ------
    BrokenModel
        The installed tagger cannot be loaded.
    """
    return screen_missing(project, Gate(project.fact("id")), FINDER, progress or _silent)


def _silent(_stage: str, _fraction: float) -> None:
    """Report nothing."""

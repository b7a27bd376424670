"""Looking again: one look through a project's texts at a time, for all its tabs; told, and let go of."""

from __future__ import annotations

import threading
from typing import Any

from workbench.app.channel import answer
from workbench.errors import WorkbenchError
from workbench.services.screen_anew import screen_anew, view_earlier
from workbench.store.database import Project

Plain = dict[str, Any]


class _Busy(WorkbenchError):
    """Somebody has begun already."""

    def __init__(self) -> None:
        super().__init__("The texts are being looked through already; wait for it, or cancel it.")


class _LetGo(Exception):
    """Somebody let go of a look that had begun."""


class LookingAgain:
    """The look through the texts of one project that an earlier version of the finder screened."""

    def __init__(self) -> None:
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._running = False
        self._stage, self._fraction = "", 0.0
        self._outcome: Plain = {}

    @classmethod
    def of(cls, project: Project) -> LookingAgain:
        """Return the one of a project, whoever looks at it."""
        found: LookingAgain = project.cache.setdefault("looking again", cls())
        return found

    def plain(self, project: Project) -> Plain:
        """Return what waits to be looked through, how far a look is, and what came of the latest."""
        running = self._running
        earlier = view_earlier(project)
        return {
            "many": earlier.many,
            "one": earlier.texts == 1 or (not earlier.texts and earlier.values == 1),
            "running": running,
            "stage": self._stage,
            "fraction": self._fraction,
            "outcome": {} if running else self._outcome,
        }

    def begin(self) -> None:
        """Say that a look begins; `look` has to follow.

        Raises
        ------
        _Busy
            When one has begun already.
        """
        with self._lock:
            if self._running:
                raise _Busy
            self._running = True
        self._stop.clear()
        self._stage, self._fraction, self._outcome = "Starting", 0.0, {}

    def look(self, project: Project, coder: str) -> Plain:
        """Look through the texts, and return what came of it, or the failure's sentence."""
        try:
            self._outcome = answer(
                {"look": lambda _: self._looked(project, coder)}, {"ask": "look"}
            )
        finally:
            self._running = False
        return self._outcome

    def let_go(self) -> None:
        """End a look at its next text; nothing is changed."""
        self._stop.set()

    def _looked(self, project: Project, coder: str) -> Plain:
        try:
            done = screen_anew(project, coder=coder, progress=self._tell)
        except _LetGo:
            return {"words": "Cancelled; nothing was changed", "undo": False, "seq": 0}
        made = done.decision
        changed = made is not None and bool(made.changes)
        return {"words": done.message, "undo": changed, "seq": made.seq if made else 0}

    def _tell(self, stage: str, fraction: float) -> None:
        self._stage, self._fraction = stage, fraction
        # What is saved is saved.
        if self._stop.is_set() and fraction < 1:
            raise _LetGo

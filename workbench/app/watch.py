"""Watch a project: one look a second for the whole process, whoever writes to it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from workbench.app.presence import Presence
from workbench.errors import WorkbenchError

_log = logging.getLogger(__name__)

#: Calls something a little later.
Later = Callable[[Callable[[], None]], None]


class Watcher(Protocol):
    """Somebody's open page."""

    def look_again(self) -> None:
        """Bring the page up to date soon; called on the server's thread, and it must not wait."""


class Watch:
    """The open pages of a process, told when there is something new, and who looks at what.

    Parameters
    ----------
    look
        Returns how far the project has come: cheap, and another value whenever it has moved on.
    later
        Calls a little later. Pages are told one at a time: with twenty of them whoever acts waits
        for one, and what is decided meanwhile is told along.
    """

    def __init__(self, look: Callable[[], object], later: Later = lambda call: call()) -> None:
        self._look, self._later = look, later
        self._line: dict[Watcher, None] = {}
        self._known: object = None
        self.pages: set[Watcher] = set()
        self.presence = Presence()

    def tick(self) -> None:
        """Look at the project; tell every page when it has moved on, and who has gone."""
        self.presence.tick()
        try:
            found = self._look()
        except WorkbenchError:
            _log.exception("The project could not be looked at; the next try is in a second.")
            return
        if found != self._known:
            self._known = found
            self.tell()

    def tell(self) -> None:
        """Tell every page to look again, one after the other."""
        idle = not self._line
        self._line.update(dict.fromkeys(tuple(self.pages)))
        if idle and self._line:
            self._later(self._tell_next)

    def _tell_next(self) -> None:
        page = next(iter(self._line))
        del self._line[page]
        if page in self.pages:
            page.look_again()
        if self._line:
            self._later(self._tell_next)

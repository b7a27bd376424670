"""What stands in place of a page that a role may not open: why, and where they may go instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workbench.app.channel import Beside, answer, at_once
from workbench.app.components.screen import Screen
from workbench.store.database import Project


class RefusedPage:
    """A page that says why it shows nothing, and answers nothing.

    `hello` holds ``refused``, the sentence that says why.
    """

    def __init__(
        self,
        project: Project,
        *,
        coder: str,
        hello: Mapping[str, Any],
        changed: Callable[[], None],
        beside: Beside = at_once,
    ) -> None:
        del project, coder, changed, beside
        self.screen = Screen(entry="refused.js", hello=dict(hello))  # type: ignore[no-untyped-call] # param has no types
        self.screen.heard(self.hear)

    def hear(self, message: object) -> None:
        """Refuse every message, whatever it asks for."""
        self.screen.say(answer({}, message))

    def refresh(self) -> None:
        """Do nothing: there is nothing on it that changes."""

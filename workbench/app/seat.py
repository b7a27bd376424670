"""The seat of one tab: what the shell gives a page, and what every page does with it alike."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from workbench.app.channel import Answer, Beside, Message, answer, at_once, text_of
from workbench.app.components.screen import Screen
from workbench.store.database import Project

_NAME = 80


def _nobody() -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where one person sits before a project.

    Parameters
    ----------
    project
        The project as this person sees it.
    coder
        Whose decisions they are when the tab names nobody.
    hello
        Plain values that the page's JavaScript starts with.
    changed
        Called after this tab has changed something, so that the others look again.
    beside
        Answers what waits for something, beside the server's loop, and then says it to the screen.
    look
        The same for what only looks at many passages: one look at a time.
    """

    project: Project
    coder: str
    hello: Mapping[str, Any] = field(default_factory=dict)
    changed: Callable[[], None] = _nobody
    beside: Beside = at_once
    look: Beside = at_once

    def who(self, message: Message) -> str:
        """Return whose decision a message is."""
        return text_of(message, "coder", most=_NAME).strip() or self.coder

    def screen(self, entry: str, hear: Callable[[object], None], **more: object) -> Screen:
        """Return this tab's screen, which lets `hear` have its questions; it is told `more`, too."""
        told = {**self.hello, "coder": self.coder, **more}
        screen = Screen(entry=entry, hello=told)  # type: ignore[no-untyped-call] # param has no types
        screen.heard(hear)
        return screen

    def answer(
        self,
        answers: Mapping[str, Answer],
        message: object,
        say: Callable[[dict[str, Any]], None],
        *,
        slow: Container[str] = (),
        looks: Container[str] = (),
    ) -> None:
        """Answer a message of the page's JavaScript, beside the server's loop when it asks what is slow."""
        ask = message.get("ask") if isinstance(message, Mapping) else None
        run = self.beside if ask in slow else self.look if ask in looks else at_once
        run(partial(answer, answers, message), say)

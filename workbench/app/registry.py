"""The registry of pages: which there are, under which path, and what they are called.

Adding a page is one line in `PAGES`. What it takes:

1. ``pages/NAME.py`` with a class that is built as `Page` says: it has a ``screen`` (see
   ``components.screen``, whose ``entry`` names the module ``web/NAME.js``; ``web/NAME.css`` is loaded
   beside it) and a ``refresh`` that sends what has changed. Its ``hello`` already holds ``pages``.
2. ``web/NAME.js`` with ``mount(model, root)``. ``nav(model.hello)`` of ``web/nav.js`` draws the way to
   the other pages, from what the server sends; put it into the page's top bar. When the page is
   drawn, set ``root.dataset.ready`` and take ``#opening`` away.
3. The line here: path, name in plain words, class.

Pages know nothing of each other (a contract of import-linter): one leads to another by address only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from workbench.app.channel import Beside
from workbench.app.components.screen import Screen
from workbench.app.pages.candidates import CandidatesPage
from workbench.app.pages.coding import CodingPage
from workbench.app.pages.explore import ExplorePage
from workbench.store.database import Project


class Page(Protocol):
    """One tab of one person."""

    screen: Screen

    def refresh(self) -> None:
        """Send what has changed since this tab was last told, if anything has."""


class MakesPage(Protocol):
    """How the shell builds a page for a tab; a page's class is such a thing."""

    def __call__(
        self,
        project: Project,
        *,
        coder: str,
        hello: Mapping[str, Any],
        changed: Callable[[], None],
        beside: Beside,
    ) -> Page:
        """Return the page; what the arguments mean is told in ``CandidatesPage``."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A page in the registry: `path` begins with a slash, `name` is what the bar on top calls it."""

    path: str
    name: str
    make: MakesPage


#: In the order of the bar on top; the first one is what opens.
PAGES: tuple[Registered, ...] = (
    Registered("/", "Board", CandidatesPage),
    Registered("/coding", "Coding", CodingPage),
    Registered("/explore", "Explore", ExplorePage),
)


def plain_pages(here: Registered) -> list[dict[str, Any]]:
    """Return the pages as the bar on top shows them, with the one that is open marked."""
    return [{"path": each.path, "name": each.name, "here": each is here} for each in PAGES]

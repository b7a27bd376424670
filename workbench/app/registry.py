"""The registry of pages: which there are, under which path, and what they are called.

Adding a page is one line in `PAGES`. What it takes:

1. ``pages/NAME.py`` with a class that is built as `Page` says: it has a ``screen`` (see
   ``components.screen``, whose ``entry`` names the module ``web/NAME.js``; ``web/NAME.css`` is loaded
   beside it) and a ``refresh`` that sends what has changed. Its ``hello`` already holds ``pages``.
2. ``web/NAME.js`` with ``mount(model, root)``. ``nav(model.hello)`` of ``web/nav.js`` draws the way to
   the other pages, from what the server sends; put it into the page's top bar. When the page is
   drawn, set ``root.dataset.ready`` and take ``#opening`` away.
3. The line here: path, name in plain words, class, and the right without which it does not open
   (`Right.SEE_WORDS` when nothing is said). The project that the class is given is the one that its
   viewer sees; whoever may not open the page is told so in its place, with the way elsewhere.

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
from workbench.app.pages.explore_general import GeneralExplorePage
from workbench.app.pages.identifiers import IdentifiersPage
from workbench.app.pages.passage_map import MapPage
from workbench.app.pages.refused import RefusedPage
from workbench.app.pages.safekeeping import SafekeepingPage
from workbench.app.pages.sources import SourcesPage
from workbench.domain.viewers import Right, Viewer
from workbench.errors import NotAllowed
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
    """A page in the registry.

    `path` begins with a slash, `name` is what the bar on top calls it, and `needs` is the right
    without which it does not open.
    """

    path: str
    name: str
    make: MakesPage
    needs: Right = Right.SEE_WORDS


def _explore(project: Project, **how: Any) -> Page:  # noqa: ANN401 - what every page takes
    """Return the page with people's words, or the one in general terms for who may not see them."""
    in_words = project.viewer.may(Right.SEE_WORDS)
    return ExplorePage(project, **how) if in_words else GeneralExplorePage(project, **how)


#: In the order of the bar on top; the first one is what opens.
PAGES: tuple[Registered, ...] = (
    Registered("/", "Board", CandidatesPage),
    Registered("/coding", "Coding", CodingPage),
    Registered("/explore", "Explore", _explore, Right.SEE_GENERALISED),
    Registered("/map", "Map", MapPage),
    Registered("/sources", "Sources", SourcesPage),
    Registered("/identifiers", "Names", IdentifiersPage, Right.REVIEW_NAMES),
    Registered("/safekeeping", "Safekeeping", SafekeepingPage),
)


def open_page(
    registered: Registered,
    project: Project,
    *,
    hello: Mapping[str, Any],
    refused: str = "",
    **how: Any,  # noqa: ANN401 - what every page takes
) -> Page:
    """Return a page, or in its place one that says why it does not open and answers nothing.

    Parameters
    ----------
    refused
        Why no page opens here at all; empty when that is for the rights of the viewer to say.
    """
    if not project.viewer.may(registered.needs):
        refused = refused or str(NotAllowed(project.viewer.called, registered.needs.value))
    make: MakesPage = RefusedPage if refused else registered.make
    return make(project, hello={**hello, "refused": refused}, **how)


def plain_pages(here: Registered, viewer: Viewer) -> list[dict[str, Any]]:
    """Return the pages that somebody may open as the bar on top shows them, this one marked."""
    return [
        {"path": each.path, "name": each.name, "here": each is here}
        for each in PAGES
        if viewer.may(each.needs)
    ]

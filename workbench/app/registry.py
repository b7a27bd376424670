"""The registry of pages: which there are, under which path, and what they are called.

Adding a page is one line in `PAGES`. What it takes:

1. ``pages/NAME.py`` with a class that is built from a ``Seat``, and is what `Page` says: it has a
   ``screen``, which the seat gives it (its ``entry`` names the module ``web/NAME.js``; ``web/NAME.css`` is
   loaded beside it), and a ``refresh`` that sends what has changed. ``hello`` already holds ``pages``.
2. ``web/NAME.js`` with ``mount(model, root)``. ``nav(model.hello)`` of ``web/nav.js`` draws the way to
   the other pages, from what the server sends; put it into the page's top bar. When the page is
   drawn, set ``root.dataset.ready`` and take ``#opening`` away.
3. The line here: path, name in plain words, class, and the right without which it does not open
   (`Right.SEE_WORDS` when nothing is said). The project that the class is given is the one that its
   viewer sees; whoever may not open the page is told so in its place, with the way elsewhere.

Pages know nothing of each other (a contract of import-linter): one leads to another by address only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

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
from workbench.app.seat import Seat
from workbench.domain.viewers import Right, Viewer
from workbench.errors import NotAllowed


class Page(Protocol):
    """One tab of one person."""

    screen: Screen

    def refresh(self) -> None:
        """Send what has changed since this tab was last told, if anything has."""


#: How the shell builds a page for a tab; a page's class is such a thing.
MakesPage = Callable[[Seat], Page]


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


def _explore(seat: Seat) -> Page:
    """Return the page with people's words, or the one in general terms for who may not see them."""
    in_words = seat.project.viewer.may(Right.SEE_WORDS)
    return ExplorePage(seat) if in_words else GeneralExplorePage(seat)


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


def open_page(registered: Registered, seat: Seat, *, refused: str = "") -> Page:
    """Return a page, or in its place one that says why it does not open and answers nothing.

    Parameters
    ----------
    refused
        Why no page opens here at all; empty when that is for the rights of the viewer to say.
    """
    viewer = seat.project.viewer
    if not viewer.may(registered.needs):
        refused = refused or str(NotAllowed(viewer.called, registered.needs.value))
    make: MakesPage = RefusedPage if refused else registered.make
    return make(replace(seat, hello={**seat.hello, "refused": refused}))


def plain_pages(here: Registered, viewer: Viewer) -> list[dict[str, Any]]:
    """Return the pages that somebody may open as the bar on top shows them, this one marked."""
    return [
        {"path": each.path, "name": each.name, "here": each is here}
        for each in PAGES
        if viewer.may(each.needs)
    ]

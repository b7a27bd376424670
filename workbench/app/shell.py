"""The shell: opens the project, builds a page for every tab, and serves them on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
import webbrowser
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

import panel as pn
from bokeh.settings import settings
from jinja2 import Environment, FileSystemLoader
from panel.io.server import get_server
from tornado.ioloop import PeriodicCallback

from workbench.app import downloads, uploads
from workbench.app.ahead import Ahead
from workbench.app.beside import SHARING, Looks, apart
from workbench.app.components.screen import WEB, WEB_PATH
from workbench.app.guard import ADDRESS, allowed_hosts, guard
from workbench.app.looking import ASKED, plain_viewer, seen_as
from workbench.app.presence import Looking, Presence
from workbench.app.prompt import answer_promptly
from workbench.app.registry import PAGES, Page, Registered, open_page, plain_pages
from workbench.app.seat import Seat
from workbench.app.watch import Later, Watch
from workbench.domain.viewers import Right
from workbench.errors import CannotServe, NotAllowed
from workbench.services.run_in_background import look as look_at_work
from workbench.services.screen_sources import screen_sources
from workbench.services.view.board import latest, view_board
from workbench.store.database import Project, open_project

_log = logging.getLogger(__name__)
_TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
_LOOK_EVERY = 1_000
#: Seconds between two tabs that are told: whoever acts meanwhile is heard first.
_BREATH = 0.005
_LOOKS = Looks()
_READING = "Reading all texts, once after each start: a few seconds."


class OpenBrowser(StrEnum):
    """Whether serving also opens the person's browser."""

    YES = "yes"
    NO = "no"


def serve(
    project_where: str,
    *,
    port: int = 0,
    open_browser: OpenBrowser = OpenBrowser.NO,
    coder: str,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve a project on this machine until the process is told to stop.

    Parameters
    ----------
    project_where
        A path or a database URL.
    port
        The port of the loopback address; 0 takes a free one.
    coder
        Whose decisions they are while a tab names nobody else.
    ready
        Called with the address once the server answers.

    Raises
    ------
    ProjectError
        When there is no project that can be opened, or the port cannot be used.
    """
    with open_project(project_where) as project:
        screen_sources(project)
        asyncio.run(_serve(project, port, open_browser, coder, ready))


def build(
    project: Project,
    coder: str,
    watch: Watch | None = None,
    registered: Registered = PAGES[0],
    ahead: Ahead | None = None,
) -> pn.Template:
    """Return a page for one session, which leaves the watch when the session ends."""
    watch = watch or Watch(partial(_moved_on, project))
    seen, refused = _seen(project)
    page = _page(seen, refused, coder, watch, registered)
    tab = _Tab(page)
    watch.pages.add(tab)
    pn.state.on_session_destroyed(lambda _: watch.pages.discard(tab))
    # What a candidate is called is made of people's words.
    if seen.viewer.may(Right.SEE_WORDS):
        _come(watch.presence, page, tab, Looking(coder=coder, page=registered.name))
    template = pn.Template(_TEMPLATES.get_template("page.html"))
    template.add_variable("project", project.fact("name"))
    waits = ahead is not None and not ahead.is_there()
    template.add_variable("waiting", _READING if waits else "")
    if ahead and waits:
        page.screen.gated(partial(ahead.after, soon=tab.soon))
    template.add_panel("screen", page.screen)
    return template


def _seen(project: Project) -> tuple[Project, str]:
    """Return the project as the address asks to see it, and why that cannot be, if it cannot."""
    try:
        return seen_as(project, (pn.state.session_args or {}).get(ASKED, ())), ""
    except NotAllowed as error:
        return project, str(error)


def _come(presence: Presence, page: Page, tab: _Tab, looking: Looking) -> None:
    """Let a tab hear who else is here, until its session ends."""
    number = presence.come(lambda message: tab.soon(partial(page.screen.say, message)), looking)
    page.screen.placed(partial(presence.hear, number))
    pn.state.on_session_destroyed(lambda _: presence.go(number))


def _page(project: Project, refused: str, coder: str, watch: Watch, registered: Registered) -> Page:
    """Return the page, or one that says why it does not open."""
    hello = {
        "formats": downloads.menu(),
        "name": project.fact("name"),
        "pages": plain_pages(registered, project.viewer),
        "viewer": plain_viewer(project.viewer),
    }
    seat = Seat(
        project=project,
        coder=coder,
        hello=hello,
        changed=watch.tick,
        beside=partial(apart, pn.state.curdoc),
        look=partial(_LOOKS.look, pn.state.curdoc),
    )
    return open_page(registered, seat, refused=refused)


def _moved_on(project: Project) -> object:
    return latest(project), look_at_work(project)


class _Tab:
    """A page in its document: it is brought up to date under the document's lock."""

    def __init__(self, page: Page) -> None:
        self._page, self._document, self._waiting = page, pn.state.curdoc, False

    def look_again(self) -> None:
        """Bring the page up to date soon; several calls before that make one."""
        if self._document is not None and not self._waiting:
            self._waiting = True
            self.soon(self._refresh)

    def soon(self, call: Callable[[], None]) -> None:
        """Call under the document's lock; a tab that was closed meanwhile hears nothing."""
        if self._document is not None:
            with contextlib.suppress(RuntimeError):
                self._document.add_next_tick_callback(call)

    def _refresh(self) -> None:
        self._waiting = False
        self._page.refresh()


async def _serve(
    project: Project,
    port: int,
    open_browser: OpenBrowser,
    coder: str,
    ready: Callable[[str], None] | None,
) -> None:
    watch = Watch(partial(_moved_on, project), _later(asyncio.get_running_loop()))
    ahead = Ahead(partial(view_board, project))
    server = _server(project, port, coder, watch, ahead)
    looking = PeriodicCallback(watch.tick, _LOOK_EVERY)
    looking.start()
    server.start()
    sys.setswitchinterval(SHARING)
    ahead.begin()
    address = f"http://{ADDRESS}:{server.port}/"
    if ready:
        ready(address)
    if open_browser is OpenBrowser.YES:
        await asyncio.to_thread(webbrowser.open, address)
    try:
        await _told_to_stop()
    finally:
        looking.stop()
        server.stop()
        uploads.uploads_of(project).close()


def _later(loop: asyncio.AbstractEventLoop) -> Later:
    """Return what calls a breath later on the server's loop; it may be asked on any thread."""

    def later(call: Callable[[], None]) -> None:
        loop.call_soon_threadsafe(loop.call_later, _BREATH, call)

    return later


def _server(project: Project, port: int, coder: str, watch: Watch, ahead: Ahead) -> Any:  # noqa: ANN401
    """Return the server, listening already, with its guard up before anything is answered."""
    settings.resources = "server"
    try:
        server = _listening(project, port, coder, watch, ahead)
    except OSError as error:
        raise CannotServe(port, error.strerror or str(error)) from error
    taken = int(server.port or 0)
    application = server._tornado  # noqa: SLF001 - Bokeh offers no other way to the application
    application.websocket_origins.clear()
    application.websocket_origins.update(allowed_hosts(taken))
    guard(application, taken)
    answer_promptly(application)
    return server


def _listening(project: Project, port: int, coder: str, watch: Watch, ahead: Ahead) -> Any:  # noqa: ANN401
    return get_server(
        {each.path: _built(project, coder, watch, each, ahead) for each in PAGES},
        port=port,
        address=ADDRESS,
        static_dirs={WEB_PATH: str(WEB)},
        location=False,
        # Replaced below: which port it is, is known only when the socket is open.
        websocket_origin=[f"{ADDRESS}:{port}"],
        extra_patterns=[
            (r"/export/([\w-]+)", downloads.Download, {"project": project, "coder": coder}),
            (r"/upload/([\w-]+)", uploads.Upload, {"project": project}),
        ],
        title="Sensemaking workbench",
    )


def _built(
    project: Project, coder: str, watch: Watch, registered: Registered, ahead: Ahead
) -> Callable[[], pn.Template]:
    # Panel takes functions, and nothing else that can be called, as one page a session.
    return lambda: build(project, coder, watch, registered, ahead)


async def _told_to_stop() -> None:
    """Wait for Ctrl+C or a terminating signal."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        # Windows has no such handlers; there Ctrl+C ends the loop by itself.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(each, stop.set)
    await stop.wait()

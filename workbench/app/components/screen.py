"""A screen: one Panel component a page, with a channel between it and the page's JavaScript.

The JavaScript modules are served by this machine from `WEB` and write text that people wrote by
``textContent`` only (law 8), so neither markup nor templates are ever made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import panel as pn
import param
from panel.custom import JSComponent

#: Where the JavaScript and the stylesheets lie, and the path that they are served under.
WEB = Path(__file__).parent / "web"
WEB_PATH = "web"
#: Milliseconds after which an empty message follows what was said.
_FOLLOWS = 40


class Screen(JSComponent):
    """One page on somebody's screen.

    Parameters
    ----------
    entry
        Name of the JavaScript module in `WEB` whose ``mount`` draws the page.
    hello
        What the page needs before it has asked anything.
    """

    entry = param.String(doc="Module in the web folder.")
    hello = param.Dict(default={}, doc="Plain values for the start.")

    _esm = Path(__file__).parent / "screen.js"
    _following = False
    _stylesheets = [":host, .screen { display: block; width: 100%; height: 100%; }"]  # noqa: RUF012

    def heard(self, callback: Callable[[object], None]) -> None:
        """Call back with the plain values of every message from this screen."""
        self.on_msg(lambda event: callback(event.data))

    def say(self, message: Mapping[str, Any]) -> None:
        """Send a message of plain values to this screen.

        Panel leaves a message lying when one comes while another is being written (see
        ``panel.io.document._dispatch_msgs``), until there is something else to send. So a moment
        later an empty one follows, which takes along whatever lies there.
        """
        self._send_msg(dict(message))
        document = pn.state.curdoc
        if document is not None and document.session_context and not self._following:
            self._following = True
            document.add_timeout_callback(self._follow, _FOLLOWS)

    def _follow(self) -> None:
        self._following = False
        self._send_msg({})

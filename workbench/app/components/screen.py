"""A screen: one Panel component a page, with a channel between it and the page's JavaScript.

The JavaScript modules are served by this machine from `WEB` and write text that people wrote by
``textContent`` only (law 8), so neither markup nor templates are ever made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import param
from panel.custom import JSComponent

#: Where the JavaScript and the stylesheets lie, and the path that they are served under.
WEB = Path(__file__).parent / "web"
WEB_PATH = "web"


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
    _stylesheets = [":host, .screen { display: block; width: 100%; height: 100%; }"]  # noqa: RUF012

    def heard(self, callback: Callable[[object], None]) -> None:
        """Call back with the plain values of every message from this screen."""
        self.on_msg(lambda event: callback(event.data))

    def say(self, message: Mapping[str, Any]) -> None:
        """Send a message of plain values to this screen."""
        self._send_msg(dict(message))

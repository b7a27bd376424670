"""A screen: one Panel component a page, with a channel between it and the page's JavaScript.

The JavaScript modules are served by this machine from `WEB` and write text that people wrote by
``textContent`` only (law 8), so neither markup nor templates are ever made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import param
from panel.custom import JSComponent
from panel.models.esm import ESMEvent

from workbench.app.presence import is_place

#: Where the JavaScript and the stylesheets lie, and the path that they are served under.
WEB = Path(__file__).parent / "web"
WEB_PATH = "web"


def _at_once(call: Callable[[], None]) -> None:
    call()


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
    _let_in = staticmethod(_at_once)
    _stylesheets = [":host, .screen { display: block; width: 100%; height: 100%; }"]  # noqa: RUF012

    def heard(self, callback: Callable[[object], None]) -> None:
        """Call back with the plain values of every question of this screen."""

        def hear(message: object) -> None:
            if not is_place(message):
                self._let_in(partial(callback, message))

        self.on_msg(lambda event: hear(event.data))

    def placed(self, callback: Callable[[object], None]) -> None:
        """Call back with the plain values of every message that says where somebody looks."""
        self.on_msg(lambda event: callback(event.data) if is_place(event.data) else None)

    def gated(self, gate: Callable[[Callable[[], None]], None]) -> None:
        """Let messages in by a gate: it is given what lets one in, and calls it at once or later."""
        self._let_in = gate  # type: ignore[assignment] # the same, for this screen alone

    def say(self, message: Mapping[str, Any]) -> None:
        """Send a message of plain values to this screen; whoever calls holds its document's lock.

        It goes out by Bokeh, not by Panel's ``_send_msg``: what comes while another message is being
        written to a slow browser waits its turn there. Panel puts it aside, and when that other one
        is through it forgets that something lies there, until there is something else to send (see
        ``panel.io.document._dispatch_msgs``).
        """
        for model, _ in tuple(self._models.values()):
            # Whoever closed the tab meanwhile hears nothing.
            if model.document is not None:
                event = ESMEvent(model=model, data=dict(message))  # type: ignore[no-untyped-call] # Panel has no types
                model.document.callbacks.send_event(event)

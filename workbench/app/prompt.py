"""Answers that are sent as soon as they are there."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from panel.io.server import WSHandler
from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler


class Prompt(WSHandler):
    """A tab's channel, whose messages do not wait in the system for an acknowledgement.

    Bokeh sends each message in three parts. By default a system holds back the second until the
    other side has acknowledged the first, which takes it 40 ms: a third of the time from a key to
    what is seen.
    """

    def open(self) -> None:
        """Send small parts at once from now on."""
        self.set_nodelay(True)
        super().open()  # type: ignore[no-untyped-call] # Bokeh's has no types

    async def send_message(self, message: Any) -> None:  # noqa: ANN401 - Bokeh's message
        """Send a message, all its parts in one go.

        Bokeh lets others have their turn after each part: when twenty people act in the same moment,
        the first one's answer is then through only when the last one's act is done.
        """
        parts = (message.header_json, message.metadata_json, message.content_json)
        # What this server says is text, so there are no binary parts besides; a tab that was closed
        # meanwhile hears nothing.
        with await self.write_lock.acquire(), contextlib.suppress(WebSocketClosedError):
            await asyncio.gather(*(self._write(each) for each in parts))

    async def _write(self, part: str) -> None:
        # A coroutine of its own: a part that finds the channel closed takes none of the others along.
        await WebSocketHandler.write_message(self, part)


def answer_promptly(application: Application) -> None:
    """Let the channels of a server that is made already send at once."""
    for rule in application.wildcard_router.rules:
        if isinstance(rule.target, type) and issubclass(rule.target, WSHandler):
            rule.target = Prompt

"""A tab without a browser: it speaks to the server as the page's JavaScript does, over the same wire.

The page is fetched over HTTP and its token taken from it; the websocket is opened with that token,
the document is pulled, and questions and answers go as ``wire.js`` and ``presence.js`` send them.
Twenty of these take a few per cent of one core, so what is measured with them is the server.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from itertools import count
from typing import Any
from uuid import uuid4

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

Plain = dict[str, Any]
_TOKEN = re.compile(r'"token":"([^"]+)"')
#: As ``presence.js`` has it: looked at every second, told again after five.
_LOOKS, _AGAIN = 1.0, 5.0
_MOST_BYTES = 64 * 2**20
_PATIENCE = 60.0


class LightTab:
    """One person's open board.

    `seq` is how far the tab has been told; `told` is each step of it with its time, `others` where
    the others are. While `takes_in` is not set it reads nothing, as a browser that is busy.
    """

    def __init__(self, address: str, coder: str) -> None:
        self.address, self.coder = address, coder
        self.seq = 0
        self.takes_in = asyncio.Event()
        self.takes_in.set()
        self.others: list[Plain] = []
        self.told: list[tuple[int, float]] = []
        self._numbers = count(1)
        self._waiting: dict[int, asyncio.Future[tuple[Plain, float]]] = {}
        self._place: Plain = {"address": "/", "words": ""}
        self._socket: WebSocketClientConnection | None = None
        self._model, self._tasks = "", list[asyncio.Task[None]]()
        self._replies: dict[str, asyncio.Future[Plain]] = {}

    async def open(self) -> None:
        """Fetch the page, connect, pull the document, say that it is ready, and ask for the board."""
        page = await AsyncHTTPClient().fetch(self.address, request_timeout=_PATIENCE)
        [token] = _TOKEN.findall(page.body.decode())
        request = HTTPRequest(
            self.address.replace("http", "ws", 1) + "ws",
            headers={"Origin": self.address.rstrip("/")},
        )
        self._socket = await websocket_connect(
            request, subprotocols=["bokeh", token], max_message_size=_MOST_BYTES
        )
        await self._message()
        self._tasks.append(asyncio.ensure_future(self._listen()))
        pulled = await self._request("PULL-DOC-REQ", {})
        [root] = pulled["doc"]["roots"]
        self._model = root["id"]
        await self._request("PATCH-DOC", _events("document_ready", {"type": "map"}))
        self._tasks.append(asyncio.ensure_future(self._keep_saying_where()))
        await self.ask("open", **_view("nothing", ""), most=100, afresh=True, coder=self.coder)

    async def close(self) -> None:
        """Go, as a tab that is closed does."""
        for task in self._tasks:
            task.cancel()
        if self._socket is not None:
            self._socket.close()

    async def ask(self, ask: str, **details: object) -> tuple[Plain, float]:
        """Return the answer, and how many milliseconds it took to come; a refusal is an error."""
        number, began = next(self._numbers), time.perf_counter()
        self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._say({"ask": ask, "number": number, **details})
        answer, at = await asyncio.wait_for(self._waiting[number], _PATIENCE)
        if not answer["ok"]:
            raise RuntimeError(answer["error"])
        return answer, (at - began) * 1000

    async def say_where(self) -> None:
        """Say once more where this tab is."""
        await self._say({"ask": "here", "coder": self.coder, **self._place})

    async def look_at(self, theme: str, title: str) -> None:
        """Open a theme, and ask what repeats what among its passages, as the board does."""
        self._place = {"address": f"/?theme={theme}", "words": title}
        answer, _ = await self.ask("open", **_view("theme", theme), most=100, coder=self.coder)
        rows = answer["patch"]["main"]["passages"]["rows"]
        await self.ask("about", theme=theme, passages=[row["id"] for row in rows])

    async def confirm(self, theme: str, title: str, sentence: str) -> tuple[int, float, float]:
        """Confirm a candidate; return the decision's number, when it was sent, and how long it took."""
        act: Plain = {
            "verb": "confirm",
            "candidate": theme,
            "statement": sentence,
            "kind": "barrier",
        }
        act |= {"name": title, "facets": []}
        began = time.perf_counter()
        answer, took = await self.ask(
            "act", act=act, seen=self.seq, coder=self.coder, reason="", then=""
        )
        return answer["patch"]["seq"], began, took

    async def _keep_saying_where(self) -> None:
        told, last = dict[str, Any](), 0.0
        while True:
            if told != self._place or time.monotonic() - last > _AGAIN:
                here = {"ask": "here", "new": not told, "coder": self.coder}
                await self._say({**here, **self._place})
                told, last = self._place, time.monotonic()
            await asyncio.sleep(_LOOKS)

    async def _say(self, message: Plain) -> None:
        values = [["model", {"id": self._model}], ["data", _to_wire(message)]]
        await self._send("PATCH-DOC", _events("data_event", {"type": "map", "entries": values}))

    async def _request(self, kind: str, content: Plain) -> Plain:
        reply: asyncio.Future[Plain] = asyncio.get_running_loop().create_future()
        await self._send(kind, content, reply)
        return await asyncio.wait_for(reply, _PATIENCE)

    async def _send(
        self, kind: str, content: Plain, reply: asyncio.Future[Plain] | None = None
    ) -> None:
        assert self._socket is not None
        name = uuid4().hex
        if reply is not None:
            self._replies[name] = reply
        # The three frames of a message go out together: nothing else runs between them.
        frames = [{"msgid": name, "msgtype": kind}, {}, content]
        for sent in [self._socket.write_message(json.dumps(each)) for each in frames]:
            await sent

    async def _message(self) -> tuple[Plain, Plain]:
        """Return the next message's header and content, when its last frame is there."""
        assert self._socket is not None
        frames = []
        for _ in range(3):
            await self.takes_in.wait()
            frames.append(await self._socket.read_message())
        header, _, content = (json.loads(each or "{}") for each in frames)
        return header, content

    async def _listen(self) -> None:
        while True:
            header, content = await self._message()
            if not header:
                return
            at = time.perf_counter()
            if header["msgtype"] == "PATCH-DOC":
                for event in content["events"]:
                    self._hear(_from_wire(event["msg_data"]["values"])["data"], at)
            reply = self._replies.pop(header.get("reqid", ""), None)
            if reply is not None:
                reply.set_result(content)

    def _hear(self, message: Plain, at: float) -> None:
        self.others = message.get("here", self.others)
        patch = message.get("patch")
        if patch:
            self.seq = patch["seq"]
            self.told.append((self.seq, at))
        waiting = self._waiting.pop(message.get("reply") or 0, None)
        if waiting is not None and not waiting.done():
            waiting.set_result((message, at))


def _view(kind: str, what: str) -> Plain:
    return {"kind": kind, "what": what, "review": False}


def _events(name: str, values: Plain) -> Plain:
    event = {"type": "event", "name": name, "values": values}
    return {"events": [{"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": event}]}


def _to_wire(value: Any) -> Any:
    if isinstance(value, dict):
        return {"type": "map", "entries": [[key, _to_wire(each)] for key, each in value.items()]}
    return [_to_wire(each) for each in value] if isinstance(value, list) else value


def _from_wire(value: Any) -> Any:
    if isinstance(value, dict) and value.get("type") == "map":
        return {key: _from_wire(each) for key, each in value.get("entries", ())}
    return [_from_wire(each) for each in value] if isinstance(value, list) else value

"""Who may ask this server, and what browsers may do with its answers.

The server answers on the loopback address only. A page from elsewhere that makes a name point at
this machine is refused by its Host header; its scripts are refused by the websocket's origin list.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.routing import Matcher, Rule
from tornado.web import Application, OutputTransform, RequestHandler

ADDRESS = "127.0.0.1"


def allowed_hosts(port: int) -> tuple[str, ...]:
    """Return the hosts, with port, under which this machine reaches the server."""
    return (f"{ADDRESS}:{port}", f"localhost:{port}")


def guard(application: Application, port: int) -> None:
    """Refuse foreign hosts, and give every answer the headers that fence it in."""
    hosts = allowed_hosts(port)
    router = application.default_router
    rules, router.rules = router.rules, []
    router.add_rules([Rule(_ForeignHost(hosts), _Refused), *rules])
    application.add_transform(_fenced(hosts))


def is_ours(request: HTTPServerRequest) -> bool:
    """Tell whether a page of this server asks, and not one of another that a browser has open."""
    origin = request.headers.get("Origin", "")
    host = request.host.lower()
    same_site = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return same_site and origin.lower() == f"http://{host}"


class _ForeignHost(Matcher):
    def __init__(self, hosts: Iterable[str]) -> None:
        self._hosts = frozenset(hosts)

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Match whatever was not asked for under one of our own names."""
        return None if (request.host or "").lower() in self._hosts else {}


class _Refused(RequestHandler):
    def prepare(self) -> None:
        """Answer every method with the same refusal."""
        self.set_status(403)
        self.finish("This workbench answers only to the address that it was opened with.")


def _fenced(hosts: Iterable[str]) -> type[OutputTransform]:
    sockets = " ".join(f"ws://{host}" for host in hosts)
    policy = "; ".join(
        (
            "default-src 'none'",
            # Bokeh starts a page by an inline script, and Panel loads components from a blob.
            "script-src 'self' 'unsafe-inline' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            f"connect-src 'self' blob: {sockets}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )

    class Fenced(OutputTransform):
        """Adds the headers to the first chunk of every answer."""

        def transform_first_chunk(
            self,
            status_code: int,
            headers: HTTPHeaders,
            chunk: bytes,
            finishing: bool,  # noqa: FBT001, ARG002 - Tornado's signature
        ) -> tuple[int, HTTPHeaders, bytes]:
            """Return the answer with our headers."""
            headers["Content-Security-Policy"] = policy
            headers["X-Frame-Options"] = "DENY"
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "no-referrer"
            headers["Cache-Control"] = headers.get("Cache-Control", "no-cache")
            return status_code, headers, chunk

    return Fenced

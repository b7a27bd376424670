"""What browser tests share: a served project, and tabs that let nothing slip by."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

# Nobody's own folder gets keys to names that only a test made up.
os.environ["WORKBENCH_KEYS"] = tempfile.mkdtemp(prefix="workbench-keys-")
CHROMIUM = Path(os.environ.get("WORKBENCH_CHROMIUM", "/usr/bin/chromium"))
_SERVE = (
    "import sys; from workbench.app.shell import serve; "
    "serve(sys.argv[1], coder=sys.argv[2], ready=lambda address: print(address, flush=True))"
)
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_OURS = ("http://127.0.0.1:", "http://localhost:", "data:", "blob:", "ws://127.0.0.1:")

Serve = Callable[..., str]
OpenTab = Callable[..., Any]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Give a real browser; without one the test is skipped, but in CI it fails."""
    if not CHROMIUM.exists():
        missing = f"there is no browser at {CHROMIUM}"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        yield browser
        browser.close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Give a function that serves a project in a process of its own and returns its address."""
    with ExitStack() as stack:

        def start(where: Path, *, coder: str = "Ruth") -> str:
            command = [sys.executable, "-c", _SERVE, str(where), coder]
            server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            stack.callback(server.wait, 20)
            stack.callback(server.terminate)
            assert server.stdout is not None
            stack.callback(server.stdout.close)
            return server.stdout.readline().strip()

        yield start


def _foreign(address: str) -> list[str]:
    return [] if address.startswith(_OURS) else [address]


@pytest.fixture
def open_tab(chromium: Any) -> Iterator[OpenTab]:
    """Give a function that opens a tab; no script may fail in it, and no request leave for afar."""
    wrong: list[str] = []
    with ExitStack() as stack:

        def start(address: str, *, width: int = 1440, height: int = 900, **how: Any) -> Any:
            size = {"width": width, "height": height}
            context = chromium.new_context(viewport=size, accept_downloads=True, **how)
            stack.callback(context.close)
            tab = context.new_page()
            tab.set_default_timeout(15_000)
            tab.on("pageerror", lambda error: wrong.append(str(error)))
            tab.on("console", lambda said: wrong.extend([said.text] * (said.type == "error")))
            tab.on("request", lambda asked: wrong.extend(_foreign(asked.url)))
            tab.goto(address)
            tab.wait_for_selector("[data-ready=yes]")
            return tab

        yield start
        assert wrong == []

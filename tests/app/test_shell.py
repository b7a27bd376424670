"""The server: who it answers, with which headers, and that closed tabs leave nothing behind."""

from __future__ import annotations

import gc
import http.client
import subprocess
import sys
import urllib.parse
import weakref
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.app.boards import make_board
from tests.conftest import Serve
from workbench.app import shell
from workbench.app.registry import PAGES, Page, Registered, plain_pages
from workbench.app.watch import Watch
from workbench.domain.viewers import LOCAL


def _get(address: str, path: str = "/", **headers: str) -> tuple[int, dict[str, str], bytes]:
    where = urllib.parse.urlsplit(address)
    connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), content


@pytest.fixture
def address(tmp_path: Path, serve: Serve) -> str:
    make_board(tmp_path / "evening.workbench").close()
    return serve(tmp_path / "evening.workbench")


def test_the_page_is_fenced_in_and_names_no_other_machine(address: str) -> None:
    status, headers, content = _get(address)
    assert status == 200
    assert address.startswith("http://127.0.0.1:")
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    page = content.decode()
    assert '<html lang="en"' in page
    assert "<title>An evening · Sensemaking workbench</title>" in page
    assert "https://" not in page


def test_foreign_hosts_and_origins_are_refused(address: str) -> None:
    port = urllib.parse.urlsplit(address).port
    assert _get(address, Host="workbench.example")[0] == 403
    assert _get(address, Host=f"127.0.0.1.example:{port}")[0] == 403
    assert _get(address, Host=f"localhost:{port}")[0] == 200
    assert _get(address, "/web/../shell.py")[0] in {403, 404}
    socket = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    assert _get(address, "/ws", Origin="http://workbench.example", **socket)[0] == 403


def test_exports_are_downloads_and_unknown_ones_are_refused_in_words(address: str) -> None:
    status, headers, content = _get(address, "/export/candidates-csv")
    assert status == 200
    assert headers["Content-Disposition"].startswith('attachment; filename="An evening candidates')
    assert b"Typing it twice" in content
    status, _, content = _get(address, "/export/everything")
    assert status == 404
    assert b"everything" in content


def test_every_page_of_the_registry_answers_and_is_marked_in_the_bar(address: str) -> None:
    for page in PAGES:
        status, _, content = _get(address, page.path)
        assert status == 200
        assert b"<title>An evening" in content
        assert [each["name"] for each in plain_pages(page, LOCAL) if each["here"]] == [page.name]
    assert len({page.path for page in PAGES}) == len({page.name for page in PAGES}) == len(PAGES)
    assert _get(address, "/nowhere")[0] == 404


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_closed_tabs_leave_no_page_behind(tmp_path: Path, page: Registered) -> None:
    """Sessions are made and destroyed in this process, as the server does."""
    from bokeh.document import Document
    from panel.io.document import _cleanup_doc
    from panel.io.state import set_curdoc

    project = make_board(tmp_path / "evening.workbench")
    watch = Watch(lambda: 0)
    born: list[weakref.ref[Page]] = []
    for _ in range(8):
        document = Document()
        context = SimpleNamespace(_document=document, id="closed", destroyed=True)
        with set_curdoc(document):
            shell.build(project, "Ruth", watch, page).server_doc(document)
        [tab] = [each for each in watch.pages if isinstance(each, shell._Tab)]
        born.append(weakref.ref(tab._page))
        for callback in document.session_destroyed_callbacks:
            callback(context)  # type: ignore[arg-type]
        _cleanup_doc(document, destroy=True)
        del document, tab, callback, context
    gc.collect()
    assert watch.pages == set()
    assert [each for each in born if each() is not None] == []


def test_a_port_that_is_taken_is_told(tmp_path: Path, address: str) -> None:
    taken = str(urllib.parse.urlsplit(address).port)
    make_board(tmp_path / "another.workbench").close()
    command = [sys.executable, "-m", "workbench", "serve", str(tmp_path / "another.workbench")]
    done = subprocess.run(
        [*command, "--port", taken, "--no-browser"],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {taken} of this machine cannot be used (")
    assert "Traceback" not in done.stderr

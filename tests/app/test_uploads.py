"""Dropped files: who may send one, what is refused before it is taken, and that nothing stays."""

from __future__ import annotations

import asyncio
import http.client
import os
import socket
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tornado.httpserver import HTTPServer
from tornado.web import Application

from workbench.app.uploads import TOKEN_HEADER, Upload, Uploads, fit_name, uploads_of
from workbench.ingest.limits import MEGABYTE
from workbench.store.database import Project, create_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create_project(tmp_path / "evening.workbench") as made:
        yield made
        uploads_of(made).close()


@pytest.fixture
def uploads(project: Project) -> Uploads:
    return uploads_of(project)


@pytest.fixture
def port(project: Project) -> Iterator[int]:
    """Serve uploads from a thread of their own, as the shell does."""
    ready: list[tuple[int, asyncio.AbstractEventLoop, asyncio.Event]] = []
    begun = threading.Event()

    async def run() -> None:
        server = HTTPServer(Application([(r"/upload/([\w-]+)", Upload, {"project": project})]))
        server.listen(0, "127.0.0.1")
        [listening] = server._sockets.values()
        stop = asyncio.Event()
        ready.append((listening.getsockname()[1], asyncio.get_running_loop(), stop))
        begun.set()
        await stop.wait()
        server.stop()
        await server.close_all_connections()

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    assert begun.wait(10)
    found, loop, stop = ready[0]
    yield found
    loop.call_soon_threadsafe(stop.set)
    thread.join(10)


def _post(port: int, batch: str, body: bytes, **headers: str | None) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    given_ = {"Origin": f"http://127.0.0.1:{port}", "X-File-Name": "note.txt"}
    given_ |= {name.replace("_", "-"): value for name, value in headers.items() if value}
    for name in (name for name, value in headers.items() if value is None):
        given_.pop(name, None)
    connection.request("POST", f"/upload/{batch}", body, given_)
    answer = connection.getresponse()
    content = answer.read().decode()
    connection.close()
    return answer.status, content


def _lying(uploads: Uploads) -> list[str]:
    # os.walk: a folder may go while it is read, which is what some of the tests wait for.
    walked = os.walk(uploads._root) if uploads._root else ()
    return sorted(name for _, _, names in walked for name in names)


def test_a_file_waits_in_a_private_folder_until_it_is_let_go(port: int, uploads: Uploads) -> None:
    batch = uploads.batch()
    token = {TOKEN_HEADER: uploads.token}
    status, said = _post(port, batch.id, b"We waited.", **token)
    assert (status, said) == (200, '{"number": 1, "name": "note.txt", "size": 10}')
    _post(port, batch.id, b"We waited again.", **token)
    assert _lying(uploads) == ["note.txt", "note.txt"]
    assert batch.files[1].path.read_bytes() == b"We waited."
    if os.name != "nt":
        for folder in (uploads._root, batch.folder, batch.files[1].path.parent):
            assert folder is not None
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    batch.drop(1)
    assert _lying(uploads) == ["note.txt"]
    uploads.forget(batch.id)
    assert _lying(uploads) == []
    root = uploads._root
    uploads.close()
    assert root is not None
    assert not root.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {TOKEN_HEADER: None},
        {TOKEN_HEADER: "guessed"},
        {"Origin": "http://workbench.example"},
        {"Origin": None},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
    ],
)
def test_pages_of_others_are_refused(
    port: int, uploads: Uploads, headers: dict[str, str | None]
) -> None:
    batch = uploads.batch()
    status, _ = _post(port, batch.id, b"words", **{TOKEN_HEADER: uploads.token, **headers})
    assert status == 403
    assert _lying(uploads) == []


def test_what_is_too_large_is_refused_before_it_is_taken(
    port: int, uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_IMPORT_FILE_MB", "1")
    batch = uploads.batch()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        head = (
            f"POST /upload/{batch.id} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Origin: http://127.0.0.1:{port}\r\n{TOKEN_HEADER}: {uploads.token}\r\n"
            f"X-File-Name: film.mp4\r\nContent-Length: {2 * MEGABYTE}\r\n\r\n"
        )
        line.sendall(head.encode())
        answer = line.recv(4_096).decode()
    assert answer.startswith("HTTP/1.1 413")
    assert (
        "film.mp4 is larger than 1 MB; split it, or set WORKBENCH_IMPORT_FILE_MB higher." in answer
    )
    assert _lying(uploads) == []


def test_a_batch_that_is_gone_is_told(port: int, uploads: Uploads) -> None:
    status, said = _post(port, "gone", b"words", **{TOKEN_HEADER: uploads.token})
    assert status == 409
    assert "drop the files again" in said


def test_an_upload_that_breaks_off_leaves_nothing(port: int, uploads: Uploads) -> None:
    batch = uploads.batch()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        head = (
            f"POST /upload/{batch.id} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Origin: http://127.0.0.1:{port}\r\n{TOKEN_HEADER}: {uploads.token}\r\n"
            "X-File-Name: half.txt\r\nContent-Length: 100000\r\n\r\n"
        )
        line.sendall(head.encode() + b"x" * 5_000)
        _until(lambda: _lying(uploads) == ["half.txt"])
    _until(lambda: not _lying(uploads))
    assert batch.files == {}


def _until(holds: object) -> None:
    end = time.monotonic() + 10
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)


def test_what_is_left_alone_is_deleted(uploads: Uploads) -> None:
    old = uploads.batch()
    (old.folder / "note.txt").write_text("We waited.")
    old.asked -= 60 * 60
    assert uploads.batch().id != old.id
    assert uploads.known(old.id) is None
    assert _lying(uploads) == []
    assert uploads.batch(old.id).id != old.id


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_name_is_made_fit_for_a_folder(name: str) -> None:
    fit = fit_name(name)
    assert fit
    assert fit not in {".", ".."}
    assert not set(fit) & {"/", "\\", "\0", "\n"}
    assert len(fit.encode()) <= 255
    assert fit_name(fit) == fit


@pytest.mark.parametrize(
    ("given_", "fit"),
    [
        ("notes/week 1/Ann's note.docx", "Ann's note.docx"),
        ("..\\..\\evil.txt", "evil.txt"),
        ("a\x00b\nc.txt", "a_b_c.txt"),
        ("", "file"),
        ("…", "…"),
        ("x" * 400 + ".docx", "x" * 175 + ".docx"),
    ],
)
def test_names_keep_what_tells_them_apart(given_: str, fit: str) -> None:
    assert fit_name(given_) == fit

"""Projects in a file and in PostgreSQL: every test of the store runs over both."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        missing = "there is no PostgreSQL under /usr/lib/postgresql"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return found[-1].parent


def _run(*command: str | Path) -> None:
    """Run as an ordinary user: PostgreSQL refuses to be started by root."""
    before = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    words = [*before, *map(str, command)]
    subprocess.run(words, check=True, capture_output=True, cwd="/", timeout=120)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Give the address of a server of our own, without a database name."""
    binaries, place = _binaries(), Path(tempfile.mkdtemp(prefix="workbench-pg-"))
    if os.geteuid() == 0:
        shutil.chown(place, "postgres")
    data, port = place / "data", _free_port()
    _run(binaries / "initdb", "-D", data, "-U", "bench", "-A", "trust", "--encoding=UTF8")
    how = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={place} -c fsync=off"
    _run(binaries / "pg_ctl", "-D", data, "-w", "-l", place / "log", "-o", how, "start")
    try:
        yield f"postgresql://bench@127.0.0.1:{port}"
    finally:
        _run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give a place for a new project."""
    if request.param == "sqlite":
        return str(tmp_path / "evening.workbench")
    import psycopg

    server, name = request.getfixturevalue("postgres"), f"t{uuid4().hex}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"

"""A project served in a process of its own, for measuring."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import _SERVE


@contextmanager
def served(where: Path) -> Iterator[str]:
    """Serve a project and give its address."""
    with serving(where) as (address, _):
        yield address


@contextmanager
def serving(where: Path) -> Iterator[tuple[str, int]]:
    """Serve a project and give its address, and the number of the process that serves it."""
    command = [sys.executable, "-c", _SERVE, str(where), "Ruth"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield server.stdout.readline().strip() if server.stdout else "", server.pid
    finally:
        server.terminate()
        server.wait(20)


def processor_seconds(process: int) -> float:
    """Return how much processor time a process of this machine has taken (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

"""A project served in a process of its own, for measuring."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import _SERVE


@contextmanager
def served(where: Path) -> Iterator[str]:
    """Serve a project and give its address."""
    command = [sys.executable, "-c", _SERVE, str(where), "Ruth"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield server.stdout.readline().strip() if server.stdout else ""
    finally:
        server.terminate()
        server.wait(20)

"""Files written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from workbench.errors import CannotWrite


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and rename it, so that a kill leaves no half of it.

    Raises
    ------
    CannotWrite
        When the place cannot be written.
    """
    try:
        if path.is_dir():
            raise CannotWrite(str(path), "it is a folder; name a file in it")
        if path.exists() and not path.is_file():
            # A pipe or a terminal, such as /dev/stdout: there is nothing to put in its place.
            path.write_bytes(data)
        else:
            _write_beside(path.resolve(), data)
    except OSError as error:
        raise CannotWrite(str(path), error.strerror or str(error)) from error


def _write_beside(path: Path, data: bytes) -> None:
    fresh = path.with_name(f".{uuid4().hex}.part")
    try:
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            # Its name must not be there before its bytes are.
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)

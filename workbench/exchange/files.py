"""Files written whole or not at all."""

from __future__ import annotations

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
    fresh = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        raise CannotWrite(str(path), error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)

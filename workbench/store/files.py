"""Project files as files: copied while in use, put in place, moved with their journals."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import IO

from workbench.errors import ProjectExists

#: What SQLite keeps beside a file while it is in use.
_JOURNALS = ("-wal", "-shm", "-journal")


def copy_file(path: Path, to: Path) -> None:
    """Copy a project file by SQLite's backup API, which is safe while others write.

    The copy is for its owner's eyes only, as the project is.
    """
    to.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as origin, closing(sqlite3.connect(to)) as target:
        origin.backup(target)


def put_in_place(fresh: Path, path: Path) -> None:
    """Give a new file its name without ever overwriting, whoever else does the same.

    A deleted project may have left journals of that name, which SQLite would play into this one.
    They go only when the name is ours: before that, they may be those of somebody's living file.

    Raises
    ------
    ProjectExists
        When something of that name is there.
    """
    try:
        os.link(fresh, path)
    except FileExistsError as error:
        raise ProjectExists(str(path)) from error
    except OSError:
        # Where hard links are unknown, one more look is all that can be done.
        if path.exists():
            raise ProjectExists(str(path)) from None
        fresh.rename(path)
    fresh.unlink(missing_ok=True)
    for journal in _journals(path):
        journal.unlink(missing_ok=True)


def move_aside(path: Path, to: Path) -> None:
    """Rename a project with its journals: left behind, they would be taken for the next one's."""
    for journal, its_place in zip(_journals(path), _journals(to), strict=True):
        if journal.exists():
            journal.rename(its_place)
    path.rename(to)


def is_locked(lock: Path) -> bool:
    """Tell whether a process holds a lock file; without the file none does."""
    try:
        with lock.open("rb+") as file:
            return not _take(file)
    except OSError:
        return False


def _take(file: IO[bytes]) -> bool:
    """Lock an open file for a moment, and tell whether that was possible; closing gives it back."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _journals(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + ending) for ending in _JOURNALS)

"""Files that somebody drops on a page: kept in a private folder until they are imported, or not.

They are streamed there one by one, never held in memory, refused when they are larger than the limit,
and stored in no project before the person says so. What nobody asks for any more is deleted: after
the import, when the person lets go of it, when no page has asked for it for a while, and when the
server ends.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import IO
from urllib.parse import unquote
from weakref import WeakKeyDictionary, finalize

from tornado.web import HTTPError, RequestHandler, stream_request_body

from workbench.app.guard import is_ours
from workbench.errors import WorkbenchError
from workbench.ingest.limits import MEGABYTE, advice, current_limits
from workbench.store.database import Project

#: The header by which a page of this server is told from a page of another one.
TOKEN_HEADER = "X-Workbench-Token"  # noqa: S105 - a header's name
#: So many files, and so many times the limit of one, may wait at once.
MOST_FILES, MOST_FILLED = 2_000, 40
#: A batch that no page has asked for in so many seconds is deleted.
_LEFT_ALONE = 30 * 60
_LONGEST_NAME, _LONGEST_ENDING = 180, 12
#: What no file system takes, or what would lead elsewhere.
_UNFIT = re.compile(r"[\x00-\x1f\x7f/\\]" if os.name != "nt" else r"[\x00-\x1f\x7f/\\<>:\"|?*]")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits: its number in the batch, its name, its size in bytes, and where it is."""

    number: int
    name: str
    size: int
    path: Path


@dataclass(slots=True)
class Batch:
    """The files that one person has dropped and not imported yet."""

    id: str
    folder: Path
    files: dict[int, Waiting] = field(default_factory=dict)
    asked: float = field(default_factory=time.monotonic)
    numbers: int = 0

    @property
    def size(self) -> int:
        """How many bytes wait."""
        return sum(each.size for each in self.files.values())

    def place(self, name: str) -> tuple[int, Path]:
        """Return a number and a place for a file; each has a folder of its own for its name's sake."""
        self.numbers += 1
        folder = self.folder / f"{self.numbers:05}"
        folder.mkdir(mode=0o700)
        return self.numbers, folder / fit_name(name)

    def drop(self, number: int) -> None:
        """Delete one file."""
        found = self.files.pop(number, None)
        if found:
            shutil.rmtree(found.path.parent, ignore_errors=True)


class Uploads:
    """The batches of one open project, in a folder that only the server's own user may enter."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(32)
        self._root: Path | None = None
        self._batches: dict[str, Batch] = {}

    def batch(self, wanted: str = "") -> Batch:
        """Return a batch that waits, or a fresh one."""
        self._forget_old()
        found = self._batches.get(wanted)
        if found is None:
            name = secrets.token_urlsafe(16)
            folder = self._folder() / name
            folder.mkdir(mode=0o700)
            found = self._batches[name] = Batch(name, folder)
        found.asked = time.monotonic()
        return found

    def known(self, wanted: str) -> Batch | None:
        """Return a batch that waits, or None."""
        return self._batches.get(wanted)

    def forget(self, wanted: str) -> None:
        """Delete a batch with its files."""
        found = self._batches.pop(wanted, None)
        if found:
            shutil.rmtree(found.folder, ignore_errors=True)

    def close(self) -> None:
        """Delete everything that waits."""
        self._batches.clear()
        root, self._root = self._root, None
        if root:
            shutil.rmtree(root, ignore_errors=True)

    def _folder(self) -> Path:
        if self._root is None or not self._root.exists():
            # Made with rights for its owner alone.
            self._root = Path(tempfile.mkdtemp(prefix="workbench-drop-"))
            finalize(self, shutil.rmtree, str(self._root), ignore_errors=True)
        return self._root

    def _forget_old(self) -> None:
        end = time.monotonic() - _LEFT_ALONE
        for each in [name for name, batch in self._batches.items() if batch.asked < end]:
            self.forget(each)


_OF: WeakKeyDictionary[object, Uploads] = WeakKeyDictionary()


def uploads_of(project: Project) -> Uploads:
    """Return what waits for a project in this process: one for all who look at it."""
    return _OF.setdefault(project.engine, Uploads())


def fit_name(given: str) -> str:
    r"""Return a file's own name, without folders and without what no file system takes.

    >>> fit_name("../../etc/passwd"), fit_name("a\\\\b.txt"), fit_name("..")
    ('passwd', 'b.txt', 'file')
    """
    name = re.split(r"[/\\]", given)[-1]
    name = _UNFIT.sub("_", name.encode("utf-8", "replace").decode("utf-8"))
    ending = PurePath(name).suffix[:_LONGEST_ENDING]
    room = _LONGEST_NAME - len(ending.encode())
    stem = name.removesuffix(ending).encode()[:room].decode("utf-8", "ignore")
    return f"{stem}{ending}" if name.strip(". ") else "file"


class _Refused(Exception):
    """What is sent is not taken; the message is a sentence for the person."""

    def __init__(self, status: int, told: str) -> None:
        self.status = status
        super().__init__(told)


@stream_request_body
class Upload(RequestHandler):
    """Takes one file into a batch: its words are the request's body, its name a header."""

    def initialize(self, project: Project) -> None:
        """Take the project that the server serves."""
        self._uploads = uploads_of(project)
        self._batch: Batch | None = None
        self._out: IO[bytes] | None = None
        self._path: Path | None = None
        self._size = 0

    def prepare(self) -> None:
        """Refuse strangers, and what is too large, before anything of it is taken."""
        if not is_ours(self.request) or not self._knows_token():
            raise HTTPError(403)
        try:
            self._begin()
        except _Refused as refused:
            self._answer(refused.status, {"error": str(refused)})
        except WorkbenchError as error:
            self._answer(400, {"error": str(error)})

    def _begin(self) -> None:
        self._name = fit_name(unquote(self.request.headers.get("X-File-Name", "")))
        batch = self._uploads.known(self.path_args[0])
        if batch is None:
            raise _Refused(409, "This page has been left alone for too long; drop the files again.")
        self._most = current_limits().file_mb * MEGABYTE
        self._refuse_size(int(self.request.headers.get("Content-Length") or 0))
        if len(batch.files) >= MOST_FILES or batch.size >= self._most * MOST_FILLED:
            told = f"{MOST_FILES:,} files, or {MOST_FILLED} times the size of the largest one"
            raise _Refused(
                413, f"{self._name}: no more than {told}, wait at once; import these first."
            )
        self._batch = batch
        self._number, self._path = batch.place(self._name)
        self._out = self._path.open("wb")
        self.request.connection.set_max_body_size(self._most)  # type: ignore[union-attr] # a server's

    def data_received(self, chunk: bytes) -> None:
        """Write what has come."""
        if self._out is None:
            return
        self._size += len(chunk)
        self._out.write(chunk)

    def post(self, _: str) -> None:
        """Say under which number the file waits."""
        if self._batch is None or self._path is None:
            return
        self._shut()
        waiting = Waiting(self._number, self._name, self._size, self._path)
        self._batch.files[self._number] = waiting
        self._batch.asked = time.monotonic()
        self._path = None
        self._answer(200, {"number": waiting.number, "name": waiting.name, "size": waiting.size})

    def on_connection_close(self) -> None:
        """Delete what came of a file that was broken off."""
        self._shut()
        self._delete()

    def on_finish(self) -> None:
        """Delete a file that was not taken whole."""
        self._shut()
        self._delete()

    def _shut(self) -> None:
        out, self._out = self._out, None
        if out:
            with suppress(OSError):
                out.close()

    def _delete(self) -> None:
        path, self._path = self._path, None
        if path:
            shutil.rmtree(path.parent, ignore_errors=True)

    def _refuse_size(self, size: int) -> None:
        if size > self._most:
            largest = self._most // MEGABYTE
            told = f"{self._name} is larger than {largest} MB; {advice('file_mb')}."
            raise _Refused(413, told)

    def _knows_token(self) -> bool:
        given = self.request.headers.get(TOKEN_HEADER, "")
        return secrets.compare_digest(given.encode(), self._uploads.token.encode())

    def _answer(self, status: int, plain: dict[str, object]) -> None:
        self.set_status(status)
        self.set_header("Cache-Control", "no-store")
        self.finish(plain)

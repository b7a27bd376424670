"""The key to real names and the project's own lists: kept apart from the project, and encrypted.

Both lie in the person's own folder (``WORKBENCH_KEYS``, else where this system keeps such things), the
encrypted names and the key that opens them in files of their own, readable by nobody else. They are
never exported, and no backup holds them. Whoever has both can undo the masking; without the key the
names are noise. Write only while the project's write lock is held.
"""

from __future__ import annotations

import json
import os
from collections.abc import Container, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

from workbench.errors import CannotWrite, NamesUnreadable
from workbench.privacy.allowlist import ProjectLists
from workbench.privacy.identifiers import Kind
from workbench.privacy.pseudonyms import PseudonymBook

#: What an entry of the lists is when it points at nobody.
ALLOWED = "allowed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a project's lists: a name and what it is, or words that point at nobody."""

    id: str
    words: str
    kind: str
    off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What one project knows by name."""

    book: PseudonymBook = field(default_factory=PseudonymBook)
    entries: tuple[Entry, ...] = ()

    @property
    def lists(self) -> ProjectLists:
        """The lists as the finder takes them."""
        standing = [each for each in self.entries if not each.off]
        return ProjectLists(
            allowed=tuple(each.words for each in standing if each.kind == ALLOWED),
            names={each.words: Kind(each.kind) for each in standing if each.kind != ALLOWED},
        )

    def with_entry(self, entry: Entry) -> Names:
        """Return the same with one more entry, or another state of one."""
        others = tuple(each for each in self.entries if each.id != entry.id)
        return replace(self, entries=(*others, entry))

    def without(self, entries: Container[str]) -> Names:
        """Return the same without entries of these ids."""
        return replace(self, entries=tuple(e for e in self.entries if e.id not in entries))


def read_names(project_id: str) -> Names:
    """Return what a project knows by name; nothing where the key is not here, or was destroyed.

    Raises
    ------
    NamesUnreadable
        When there is a key, but it does not open the names.
    """
    key, sealed = _places(project_id)
    try:
        opened = _opened(key.read_bytes(), sealed.read_bytes())
    except FileNotFoundError:
        return Names()
    except OSError as error:
        raise NamesUnreadable(str(sealed), error.strerror or str(error)) from error
    except ValueError as error:
        raise NamesUnreadable(str(sealed), "its key does not open it") from error
    return opened


def write_names(project_id: str, names: Names) -> None:
    """Keep what a project knows by name; the key is made the first time.

    Raises
    ------
    CannotWrite
        When the person's folder cannot be written.
    """
    from cryptography.fernet import Fernet

    key, sealed = _places(project_id)
    plain = {
        "labels": [[*pair, label] for pair, label in names.book.labels.items()],
        "entries": [[e.id, e.words, e.kind, e.off] for e in names.entries],
    }
    try:
        if not key.exists():
            _put(key, Fernet.generate_key())
        _put(sealed, Fernet(key.read_bytes()).encrypt(json.dumps(plain).encode()))
    except OSError as error:
        raise CannotWrite(str(sealed), error.strerror or str(error)) from error


def destroy_names(project_id: str) -> bool:
    """Destroy key and names of a project, and return whether there were any."""
    found = False
    for each in _places(project_id):
        with suppress(FileNotFoundError):
            # Written over first, as far as the disk writes in place.
            each.write_bytes(os.urandom(max(64, each.stat().st_size)))
            each.unlink()
            found = True
    return found


def place_of_names(project_id: str) -> Path:
    """Return where a project's encrypted names lie."""
    return _places(project_id)[1]


def _places(project_id: str) -> tuple[Path, Path]:
    own = os.environ.get("WORKBENCH_KEYS")
    if own:
        folder = Path(own)
    else:
        from platformdirs import user_data_path

        folder = user_data_path("workbench", appauthor=False) / "names"
    return folder / "keys" / f"{project_id}.key", folder / f"{project_id}.names"


@lru_cache(maxsize=4)
def _opened(key: bytes, sealed: bytes) -> Names:
    from cryptography.fernet import Fernet, InvalidToken

    try:
        plain = json.loads(Fernet(key).decrypt(sealed))
    except InvalidToken as error:
        raise ValueError from error
    labels: Mapping[tuple[str, str], str] = {
        (kind, name): label for kind, name, label in plain["labels"]
    }
    return Names(
        book=PseudonymBook(MappingProxyType(labels)),
        entries=tuple(
            Entry(id=id_, words=words, kind=kind, off=off)
            for id_, words, kind, off in plain["entries"]
        ),
    )


def _put(place: Path, content: bytes) -> None:
    """Write a file that nobody else can read, whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = place.with_name(f".{uuid4().hex}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        fresh.replace(place)
    finally:
        with suppress(FileNotFoundError):
            fresh.unlink()

"""What an import says of itself: counts, and every reason in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class NearDuplicate:
    """A new source that says nearly the same as one before it, by their titles; share in [0, 1]."""

    source: str
    like: str
    share: float


@dataclass(slots=True, kw_only=True)
class FileReport:
    """What became of one file: counts, what was read as what, and every reason in words.

    `skipped` has a reason for each row that was left out; `changed` a sentence for each text that
    was here before with other words. Characters count line ends once; where those stored (in new
    and known sources) are fewer than those read, `skipped` says which are missing.
    """

    file: str
    new: int = 0
    known: int = 0
    passages: int = 0
    characters_read: int = 0
    characters_stored: int = 0
    columns: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    id: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    warnings: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    near_duplicates: tuple[NearDuplicate, ...] = ()
    error: str = ""

    @property
    def has_warnings(self) -> bool:
        """Whether there is something to look at in a file that came in."""
        return bool(self.warnings or self.skipped or self.changed or self.near_duplicates)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or would do; `stored` is False for a dry run."""

    files: tuple[FileReport, ...]
    segmenter: str
    stored: bool

    @property
    def new(self) -> int:
        """The number of sources that came in."""
        return sum(each.new for each in self.files)

    @property
    def known(self) -> int:
        """The number of sources that were there already."""
        return sum(each.known for each in self.files)

    @property
    def passages(self) -> int:
        """The number of passages cut from the new sources."""
        return sum(each.passages for each in self.files)

    @property
    def failed(self) -> int:
        """The number of files that gave nothing."""
        return sum(bool(each.error) for each in self.files)

    @property
    def with_warnings(self) -> int:
        """The number of files that came in with something to look at."""
        return sum(each.has_warnings for each in self.files)

    @property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        """What did not come in: the file and the reason, for each file or row."""
        return tuple(
            (each.file, reason)
            for each in self.files
            for reason in (*each.skipped, *([each.error] if each.error else []))
        )

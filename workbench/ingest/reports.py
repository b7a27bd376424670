"""What an import says of itself: counts, and every reason in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class NearDuplicate:
    """A new source that says nearly the same as one before it, by their titles; share in [0, 1]."""

    source: str
    like: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A text that was here before with other words.

    Parameters
    ----------
    source, earlier
        Titles of the text that comes, and of the one that was here.
    held
        How many passages of the earlier text somebody coded, or a candidate holds.
    placed
        How many of those stand in the new words, too.
    unplaced
        The quotes of the others.
    """

    source: str
    earlier: str
    held: int = 0
    placed: int = 0
    unplaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRead:
    """An answer to a question of consent, of how many texts, and what it says to each use.

    `said` is None where nobody knows what it means: that is no yes.
    """

    answer: str
    texts: int
    said: Mapping[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRead:
    """A column of consent: its answers, the most frequent first, and how far they are understood.

    `unclear` counts texts whose answer is not understood, `silent` those without one.
    """

    column: str
    answers: tuple[AnswerRead, ...] = ()
    unclear: int = 0
    silent: int = 0


@dataclass(slots=True, kw_only=True)
class FileReport:
    """What became of one file: counts, what was read as what, and every reason in words.

    `skipped` has a reason for each row that was left out; `changed` a sentence for each text that
    was here before with other words, and `corrected` the same in numbers. `samples` are some cells of
    every column, by which a person says what it is for; tables of one `signature` have the same
    columns, and `remembered` says that they were read as somebody had said before. `consent` are its
    columns of consent, and `asks_consent` those that look like one. Characters count line ends once; where those stored (in new
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
    case: str | None = None
    consent: tuple[ConsentRead, ...] = ()
    asks_consent: tuple[str, ...] = ()
    kind: str = ""
    format: str = ""
    signature: str = ""
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remembered: bool = False
    warnings: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    near_duplicates: tuple[NearDuplicate, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    error: str = ""

    @property
    def has_warnings(self) -> bool:
        """Whether there is something to look at in a file that came in."""
        return bool(self.warnings or self.skipped or self.changed or self.near_duplicates)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or would do; `stored` is False for a dry run.

    `answers` counts the people of whose consent something is known that was not known before.
    """

    files: tuple[FileReport, ...]
    segmenter: str
    stored: bool
    answers: int = 0

    @property
    def new(self) -> int:
        """The number of sources that came in."""
        return sum(each.new for each in self.files)

    @property
    def known(self) -> int:
        """The number of sources that were there already."""
        return sum(each.known for each in self.files)

    @property
    def nearly(self) -> int:
        """The number of new sources that say nearly the same as another one."""
        return sum(len(each.near_duplicates) for each in self.files)

    @property
    def corrected(self) -> int:
        """The number of texts that were here before with other words."""
        return sum(len(each.corrected) for each in self.files)

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

    @property
    def message(self) -> str:
        """What came in, as a sentence."""
        told = f"{self.new:,} {'source' if self.new == 1 else 'sources'} came in"
        if self.known:
            told += f", {self.known:,} {'was' if self.known == 1 else 'were'} here already"
        if self.answers:
            told += (
                f"; what {self.answers:,} {'person' if self.answers == 1 else 'people'} agreed to"
            )
            told += " was written down" if self.stored else " would be written down"
        if self.failed:
            told += f"; {self.failed:,} {'file' if self.failed == 1 else 'files'} could not be read"
        return f"{told}."


def report_to_plain(report: ImportReport) -> dict[str, Any]:
    """Return a report with its counts and reasons as JSON values: the same for script and page."""
    return {
        "new": report.new,
        "known": report.known,
        "nearly": report.nearly,
        "corrected": report.corrected,
        "passages": report.passages,
        "failed": report.failed,
        "with_warnings": report.with_warnings,
        "left_out": [{"file": file, "reason": reason} for file, reason in report.left_out],
        "message": report.message,
        **asdict(report),
    }

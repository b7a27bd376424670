"""Screening: files in, identifiers out; nothing is stored and nothing leaves the process.

A broken file loses none of the others; what could not be read is told with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.sources import canonical_text
from workbench.errors import SourceError
from workbench.ingest.apart import FilesApart
from workbench.ingest.readers import HowToRead
from workbench.ingest.reading import Reading
from workbench.privacy.allowlist import ProjectLists
from workbench.privacy.finder import find_identifiers
from workbench.privacy.identifiers import Identifier, Status

Progress = Callable[[str, float], None]
_TELL_EVERY = 25
_READ_SHARE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToScreen:
    """A file with how to read it; what is left empty is guessed."""

    path: Path
    text: tuple[str, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenedSource:
    """One text and what was found in it; offsets are code points of its canonical text."""

    external_id: str
    file: str
    spans: tuple[Identifier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenedFile:
    """What became of one file: how many texts it held, and every reason in words."""

    file: str
    sources: int = 0
    warnings: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What was found, source by source in the order of the files."""

    sources: tuple[ScreenedSource, ...]
    files: tuple[ScreenedFile, ...]

    @property
    def masks(self) -> int:
        """The number of identifiers that the finder is sure of."""
        return self._count(Status.MASK)

    @property
    def reviews(self) -> int:
        """The number of stretches that somebody has to look at."""
        return self._count(Status.REVIEW)

    @property
    def failed(self) -> int:
        """The number of files that could not be read."""
        return sum(bool(each.error) for each in self.files)

    def _count(self, status: Status) -> int:
        return sum(span.status is status for source in self.sources for span in source.spans)


def screen_texts(
    files: Sequence[FileToScreen],
    *,
    lists: ProjectLists | None = None,
    progress: Progress | None = None,
) -> Screening:
    """Read files and find what identifies somebody in them.

    Parameters
    ----------
    files
        Read by the same readers as an import.
    lists
        What a project knows besides; nothing when left out.
    progress
        Called with a sentence and the fraction done.

    Raises
    ------
    BrokenModel
        The installed tagger cannot be loaded.
    """
    tell = progress or _silent
    with FilesApart() as apart:
        read = [_read(apart, each, tell, at / len(files)) for at, each in enumerate(files)]
    named = [
        (reading.name, row.external_id, canonical_text(row.text))
        for reading, _ in read
        if reading is not None
        for row in reading.rows
    ]
    found = _told(
        find_identifiers([text for *_, text in named], lists or ProjectLists()), tell, len(named)
    )
    sources = tuple(
        ScreenedSource(external_id=external_id, file=file, spans=spans)
        for (file, external_id, _), spans in zip(named, found, strict=True)
    )
    tell("Screened", 1.0)
    return Screening(sources=sources, files=tuple(report for _, report in read))


def _read(
    apart: FilesApart, file: FileToScreen, tell: Progress, fraction: float
) -> tuple[Reading | None, ScreenedFile]:
    tell(f"Reading {file.path.name}", _READ_SHARE * fraction)
    try:
        reading = apart.read(file.path, HowToRead(text=file.text, id=file.id))
    except SourceError as error:
        return None, ScreenedFile(file=file.path.name, error=str(error))
    return reading, ScreenedFile(
        file=reading.name,
        sources=len(reading.rows),
        warnings=reading.warnings,
        skipped=reading.skipped,
    )


def _told(
    found: Iterator[tuple[Identifier, ...]], tell: Progress, total: int
) -> Iterator[tuple[Identifier, ...]]:
    tell("Loading what names are known by", _READ_SHARE)
    for number, spans in enumerate(found):
        if number % _TELL_EVERY == 0:
            tell(
                f"Screening text {number + 1:,} of {total:,}",
                _READ_SHARE + (0.99 - _READ_SHARE) * number / total,
            )
        yield spans


def _silent(_stage: str, _fraction: float) -> None:
    """Report nothing."""

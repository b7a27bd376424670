"""Releases: what left the project, when, to whom, and what was in it, but never its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.domain.consent import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One file that left the project.

    Parameters
    ----------
    number
        Counts from 1; 0 before it is written down.
    kind
        The format of an export, or what else it was.
    sha256, size
        By which the very file is known again, and its bytes.
    file
        Its name, without its folder; empty when it went to a browser or a program.
    by, at
        Who let it out, and when, in UTC and ISO 8601.
    counts
        The table of numbers that it showed to leaders or everyone, as plain values.
    held
        Why texts were left out or not quoted, with how many.
    erased
        How many people of it were erased since.
    """

    number: int = 0
    kind: str
    audience: Audience
    sha256: str
    size: int
    file: str = ""
    by: str
    at: str
    passages: int
    sources: int
    counts: Sequence[Any] = ()
    held: Mapping[str, int] = field(default_factory=dict)
    erased: int = 0

    @property
    def words(self) -> str:
        """The release in one line."""
        named = f" “{self.file}”" if self.file else ""
        said = (
            f"{self.kind} for {self.audience.value}{named}, {self.at} by {self.by or 'somebody'}, "
            f"{self.passages:,} passages of {self.sources:,} sources"
        )
        people = "person was" if self.erased == 1 else "people were"
        gone = f"; {self.erased:,} {people} erased since" if self.erased else ""
        return f"Release {self.number}: {said}{gone}; sha256 {self.sha256[:12]}…"

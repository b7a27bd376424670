"""A project that an earlier version of the finder screened: real marks, without those that it missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.services.named import copy_named
from workbench.domain.identifiers import Mark
from workbench.domain.sources import Source, SourceId
from workbench.privacy.gate import Findings, Gate
from workbench.privacy.identifiers import Identifier, Status
from workbench.store.database import Project, open_project
from workbench.store.identifiers import forget_marks
from workbench.store.material import given
from workbench.store.screening import screen_missing

#: What the earlier version calls itself.
EARLIER = "0"


@dataclass(frozen=True)
class EarlierFinder:
    """The gate as it is, but for words that an earlier version did not know.

    Parameters
    ----------
    missed
        Words that it takes for nobody.
    doubted
        Words that it is not sure of.
    """

    gate: Gate
    missed: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()

    def find(self, sources: Sequence[Source]) -> Iterator[tuple[SourceId, Findings]]:
        """Yield what it finds in sources and their values."""
        for name, parts in self.gate.find(sources):
            yield name, {part: tuple(self._known(some)) for part, some in parts.items()}

    def find_values(self, values: Sequence[Source]) -> Iterator[tuple[SourceId, Findings]]:
        """Yield what it finds in values."""
        for name, parts in self.gate.find_values(values):
            yield name, {part: tuple(self._known(some)) for part, some in parts.items()}

    def named(
        self, found: Mapping[SourceId, Findings], taken: Iterable[str]
    ) -> dict[SourceId, tuple[Mark, ...]]:
        """Return marks with the project's own stand-ins."""
        return self.gate.named(found, taken)

    def _known(self, found: Iterable[Identifier]) -> Iterator[Identifier]:
        for each in found:
            if each.quote in self.doubted:
                yield replace(each, status=Status.REVIEW)
            elif each.quote not in self.missed:
                yield each


def screen_as_earlier(
    project: Project, missed: Iterable[str] = (), doubted: Iterable[str] = ()
) -> None:
    """Leave a project as an earlier version would have: all screened by it, nothing decided."""
    with project.writing() as connection:
        forget_marks(connection, list(given(project).sources))
    finder = EarlierFinder(Gate(project.fact("id")), frozenset(missed), frozenset(doubted))
    screen_missing(project, finder, EARLIER, lambda _stage, _fraction: None)
    # What this process has read of the marks before is of texts that never come back in earnest.
    for held in ("masks", "masked", "names counted"):
        project.cache.pop(held, None)


def earlier_named(
    made: Path,
    folder: Path,
    patch: pytest.MonkeyPatch,
    *,
    missed: Iterable[str] = (),
    doubted: Iterable[str] = (),
) -> Path:
    """Copy the project that names people, and leave it as an earlier version would have."""
    where = copy_named(made, folder, patch)
    with open_project(where) as project:
        screen_as_earlier(project, missed, doubted)
    return where

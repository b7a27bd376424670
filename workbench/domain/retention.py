"""Retention: until when a project, an import or a person's material is kept, and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from workbench.domain.sources import SourceId

#: So many days before something is due, people are told.
WARN_DAYS = 30


class Holding(StrEnum):
    """What has a date."""

    PROJECT = "project"
    IMPORT = "import"
    CASE = "case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Something that is kept until the end of a day.

    Parameters
    ----------
    target
        Which one: the time of an import, the name of a case; empty for the project.
    name
        What a person calls it.
    sources
        What goes when it is due.
    """

    holding: Holding
    target: str = ""
    name: str = ""
    until: date
    by: str = ""
    at: str = ""
    sources: tuple[SourceId, ...] = ()

    @property
    def called(self) -> str:
        """What it is called in a sentence that everybody may read: it names nobody."""
        if self.holding is Holding.PROJECT:
            return "the whole project"
        return (
            f"what came in on {self.name}"
            if self.holding is Holding.IMPORT
            else "all from one person"
        )

    def is_due(self, today: date) -> bool:
        """Return whether its last day is over."""
        return self.until < today

    def is_near(self, today: date, days: int = WARN_DAYS) -> bool:
        """Return whether its last day comes within so many days, or is over."""
        return self.until - timedelta(days=days) <= today


def warnings(kept: Iterable[Kept], today: date, days: int = WARN_DAYS) -> Iterator[str]:
    """Yield a sentence for everything that is due, or soon will be."""
    for each in sorted(kept, key=lambda one: (one.until, one.holding, one.target)):
        if not each.sources or not each.is_near(today, days):
            continue
        count = f"{len(each.sources):,} {'source' if len(each.sources) == 1 else 'sources'}"
        if each.is_due(today):
            yield f"Kept too long: {each.called} ({count}) was to be kept until {each.until}."
        else:
            left = (each.until - today).days
            when = "today" if not left else "tomorrow" if left == 1 else f"in {left} days"
            yield f"The time of {each.called} ({count}) ends {when}, on {each.until}."

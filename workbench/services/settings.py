"""The settings of a project: from how many people on leaders are told, and what is told apart first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.small_numbers import USUAL, Rule
from workbench.domain.viewers import Right, needs
from workbench.store.database import Project
from workbench.store.settings import APART, SMALLEST, put_setting


class Apart(StrEnum):
    """What is told apart first where there are too few people to tell everything apart."""

    TEAMS = "teams"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a project is set."""

    smallest: int = USUAL
    apart: Apart = Apart.TEAMS


@needs(Right.SEE_GENERALISED)
def view_settings(project: Project) -> Settings:
    """Return how a project is set."""
    smallest, apart = project.fact(SMALLEST), project.fact(APART)
    return Settings(
        smallest=int(smallest) if smallest else USUAL, apart=Apart(apart or Apart.TEAMS)
    )


@needs(Right.APPROVE)
def change_settings(
    project: Project, *, smallest: int | None = None, apart: Apart | None = None
) -> Settings:
    """Change what is named, and return how the project was set before, so that it can be set back.

    Raises
    ------
    InvalidRule
        When fewer people would be told of than any project may.
    """
    before = view_settings(project)
    if smallest is not None:
        put_setting(project, SMALLEST, str(Rule(smallest).k))
    if apart is not None:
        put_setting(project, APART, apart.value)
    return before

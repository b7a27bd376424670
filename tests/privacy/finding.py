"""Short ways to ask the finder."""

from __future__ import annotations

from workbench.privacy.allowlist import ProjectLists
from workbench.privacy.finder import find_identifiers
from workbench.privacy.identifiers import Identifier, Status


def found(text: str, lists: ProjectLists | None = None) -> tuple[Identifier, ...]:
    return next(find_identifiers([text], lists or ProjectLists()))


def masked(text: str, lists: ProjectLists | None = None) -> list[str]:
    return [each.quote for each in found(text, lists) if each.status is Status.MASK]


def reviewed(text: str, lists: ProjectLists | None = None) -> list[str]:
    return [each.quote for each in found(text, lists) if each.status is Status.REVIEW]


def masked_words(text: str) -> list[str]:
    """The words of the stretches that are masked, in their order."""
    return [word.strip(",;") for quote in masked(text) for word in quote.split()]

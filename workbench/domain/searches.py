"""Searches: words or a meaning, narrowed down by where people spoke; kept under a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Condition(NamedTuple):
    """An attribute that has to have a value; neither capitals nor joining marks count."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What somebody looks for.

    Parameters
    ----------
    words
        What was typed; empty for everything that the other parts leave.
    meaning
        Whether passages count that mean the same in other words.
    where
        Conditions: of several on one attribute one is enough, different attributes all hold.
    within
        The id of a code that has to hold the passage; `UNCODED` for passages no code holds.
    """

    words: str = ""
    meaning: bool = False
    where: tuple[Condition, ...] = ()
    within: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search under a name, with who kept it and when (UTC, ISO 8601)."""

    id: str
    name: str
    search: Search
    coder: str = ""
    at: str = ""


#: What `Search.within` says for passages that no code holds.
UNCODED = "uncoded"


def plain_name(name: str) -> str:
    """Return an attribute's name as names are compared.

    >>> plain_name("Small_Change")
    'small change'
    """
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())


def read_condition(written: str) -> Condition | None:
    """Return the condition that was written as ``NAME=VALUE``; None when it is no such thing.

    >>> read_condition("role=social worker")
    Condition(name='role', value='social worker')
    """
    name, _, value = written.partition("=")
    if not (name.strip() and value.strip()):
        return None
    return Condition(name.strip(), value.strip())

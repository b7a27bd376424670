"""How much a file may be, take and need: shown where one is met, and set by the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields

from workbench.errors import InvalidLimit

MEGABYTE = 1024 * 1024


def _limit(default: int, variable: str, meaning: str) -> int:
    told: int = field(default=default, metadata={"variable": variable, "meaning": meaning})
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is allowed of one file; each field names its variable and meaning in its metadata."""

    file_mb: int = _limit(50, "WORKBENCH_IMPORT_FILE_MB", "megabytes of one file")
    unpacked_mb: int = _limit(
        200, "WORKBENCH_IMPORT_UNPACKED_MB", "megabytes of an office file once unpacked"
    )
    cells: int = _limit(10_000_000, "WORKBENCH_IMPORT_CELLS", "cells that a sheet spreads over")
    characters: int = _limit(
        5_000_000, "WORKBENCH_IMPORT_CHARACTERS", "characters of one text or cell"
    )
    seconds: int = _limit(120, "WORKBENCH_IMPORT_SECONDS", "seconds to read one file")
    memory_mb: int = _limit(
        2_000, "WORKBENCH_IMPORT_MEMORY_MB", "megabytes of memory to read one file"
    )


def current_limits() -> Limits:
    """Return the limits with what the environment says.

    Raises
    ------
    InvalidLimit
        When a variable is not a whole number above zero.
    """
    named = {each.name: os.environ.get(variable_of(each.name), "") for each in fields(Limits)}
    return Limits(**{name: _number(name, value) for name, value in named.items() if value.strip()})


def variable_of(name: str) -> str:
    """Return the environment variable of a limit.

    >>> variable_of("seconds")
    'WORKBENCH_IMPORT_SECONDS'
    """
    return str(_metadata(name, "variable"))


def advice(name: str) -> str:
    """Return what to do about a limit, to end a sentence with."""
    return f"split it, or set {variable_of(name)} higher"


def describe_limits(limits: Limits) -> list[str]:
    """Return one line for each limit: what it holds, and the variable that sets it."""
    return [
        f"{getattr(limits, each.name):,} {_metadata(each.name, 'meaning')} ({variable_of(each.name)})"
        for each in fields(Limits)
    ]


def _metadata(name: str, key: str) -> object:
    return next(each.metadata[key] for each in fields(Limits) if each.name == name)


def _number(name: str, given: str) -> int:
    value = int(given) if given.strip().isascii() and given.strip().isdigit() else 0
    if value < 1:
        raise InvalidLimit(variable_of(name), given)
    return value

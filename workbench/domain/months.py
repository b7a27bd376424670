"""Months of dates as people write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_MOST_MONTHS = 120
_YEAR_FIRST = re.compile(r"\b((?:19|20)\d\d)-(\d\d)\b")
_DAY_FIRST = re.compile(r"\b\d{1,2}[/.](\d{1,2})[/.]((?:19|20)\d\d)\b")


def month_of(date: str) -> str:
    """Return the month of a date as ``2026-03``, for 2026-03-17 and 17/03/2026; else nothing."""
    if found := _YEAR_FIRST.search(date):
        year, month = found.groups()
    elif found := _DAY_FIRST.search(date):
        month, year = found.groups()
    else:
        return ""
    return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else ""


def by_month(dates: Iterable[str]) -> dict[str, int]:
    """Count dates by month, months between without one included; what is no date is left out."""
    found = Counter(month_of(each) for each in dates)
    found.pop("", None)
    known = sorted(found)
    span = _between(known[0], known[-1]) if known else []
    return {month: found[month] for month in (span if len(span) <= _MOST_MONTHS else known)}


def _between(first: str, last: str) -> list[str]:
    start, end = (int(each[:4]) * 12 + int(each[5:]) - 1 for each in (first, last))
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(start, end + 1)]

"""Tables as CSV that a spreadsheet takes for words and never for formulas (law 8).

UTF-8, LF line ends inside cells as given, CRLF between rows (RFC 4180).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from workbench.domain.cells import escape_cell, unescape_cell

__all__ = ["escape_cell", "to_csv", "unescape_cell"]


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table as CSV in UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8")


def _cell(value: object) -> object:
    if isinstance(value, float):
        return f"{value:.6f}"
    return escape_cell(value) if isinstance(value, str) else value

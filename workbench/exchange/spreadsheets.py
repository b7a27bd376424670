"""Tables as CSV that a spreadsheet takes for words and never for formulas (law 8).

UTF-8, LF line ends inside cells as given, CRLF between rows (RFC 4180).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# OWASP ASVS 5.0, 1.2.10, with the full-width forms that some spreadsheets fold.
_FORMULA = re.compile(r"^'*[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table as CSV in UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8")


def escape_cell(words: str) -> str:
    """Put an apostrophe before words that a spreadsheet would take for a formula.

    >>> escape_cell("=1+1"), escape_cell("as it was")
    ("'=1+1", 'as it was')
    """
    return f"'{words}" if _FORMULA.match(words) else words


def unescape_cell(words: str) -> str:
    """Take back what `escape_cell` did; the two lose nothing.

    >>> unescape_cell("'=1+1")
    '=1+1'
    """
    return words[1:] if words.startswith("'") and _FORMULA.match(words) else words


def _cell(value: object) -> object:
    if isinstance(value, float):
        return f"{value:.6f}"
    return escape_cell(value) if isinstance(value, str) else value

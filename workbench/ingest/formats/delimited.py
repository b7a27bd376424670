"""Tables in text files: .csv and .tsv with whatever delimiter, quoting and line ends.

Words hold commas, so that a name decides where the content allows both; but a text that is a
table from its first line to its last is read as one under any name.
"""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import replace

from workbench.domain.cells import unescape_cell
from workbench.domain.exported import is_exported
from workbench.errors import EmptySource, UnreadableSource
from workbench.ingest.content import Content
from workbench.ingest.headings import Line, table_of
from workbench.ingest.mapping import is_known_name
from workbench.ingest.reading import Table

TABLE_NAMES = frozenset({".csv", ".tsv", ".tab", ".xlsx", ".xls", ".ods"})
DELIMITERS = (",", ";", "\t", "|")
_NO_DELIMITER = "\x1f"
_SAMPLE_CHARACTERS = 256 * 1024
_SAMPLE_LINES = 200
_FAIR_SHARE = 0.4
_REPAIRS = 20
_END = "\x1eend\x1e"

_WORKBOOKS = frozenset({".xlsx", ".xls", ".ods"})
#: Under the name of a workbook, words with fewer columns are no table that was renamed.
_FEWEST_COLUMNS = 2
#: So many rows, heading included, make a table of a text that is not named as one.
_FEWEST_ROWS = 3
_LONGEST_HEADING = 60


class DelimitedReader:
    """Reads .csv and .tsv."""

    endings = (".csv", ".tsv")

    def knows(self, content: Content) -> bool:
        """Return whether a text is named as a table, or is surely one."""
        if not content.is_text:
            return False
        return content.suffix in TABLE_NAMES or looks_like_table(content.decoded.text)

    def read(self, content: Content) -> Table:
        """Return the table that a text holds.

        Raises
        ------
        EmptySource
            When there is no row under the heading.
        UnreadableSource
            When a broken workbook left only some words.
        """
        decoded = content.decoded
        if not decoded.text.strip():
            raise EmptySource(content.name)
        table = read_delimited(decoded.text, content.name)
        if content.suffix in _WORKBOOKS and len(table.columns) < _FEWEST_COLUMNS:
            raise UnreadableSource(content.name, f"it is no {content.suffix} file; save it anew")
        named = content.suffix in TABLE_NAMES
        told = () if named else ("it holds a table, so each of its rows is a text of its own",)
        return replace(table, warnings=(*decoded.warnings, *told, *table.warnings))


def looks_like_table(text: str) -> bool:
    r"""Return whether a text is a table in every row, with a heading that names known columns.

    >>> looks_like_table("id,comment\n1,Late\n2,Short"), looks_like_table("Well, no.\nSo, yes.\n")
    (True, False)
    """
    sample = text[:_SAMPLE_CHARACTERS].removeprefix("\ufeff")
    delimiter = sniff_delimiter(sample)
    if delimiter == _NO_DELIMITER:
        return False
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        rows = [row for row, _ in zip(reader, range(_SAMPLE_LINES), strict=False) if any(row)]
    except csv.Error:
        return False
    if len(rows) < _FEWEST_ROWS or len({len(row) for row in rows[:-1]}) != 1:
        return False
    heading = [cell.strip() for cell in rows[0]]
    usual = all(heading) and len({*heading}) == len(heading)
    short = all(len(cell) <= _LONGEST_HEADING and not cell.endswith(".") for cell in heading)
    return usual and short and any(map(is_known_name, heading))


def read_delimited(text: str, name: str) -> Table:
    """Return the table that a delimited text holds.

    Raises
    ------
    EmptySource
        When there is no row under the heading.
    """
    # The standard limit of 128 kB a cell loses pasted transcripts; the file's size is limited.
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    delimiter = sniff_delimiter(text)
    lines, warnings = _parse(text, delimiter)
    table = table_of(lines, name, joiner=delimiter, warnings=warnings)
    return _as_written(table) if is_exported(table.columns) else table


def _as_written(table: Table) -> Table:
    """Take back the apostrophes that an export of ours put before what looks like a formula."""
    rows = tuple(tuple(map(unescape_cell, row)) for row in table.rows)
    return replace(table, rows=rows)


def sniff_delimiter(text: str) -> str:
    r"""Return the delimiter that gives the most rows the width of the heading.

    >>> sniff_delimiter("id;text\n1;so, we tried, again\n2;no"), sniff_delimiter("a\tb\n1\t2")
    (';', '\t')
    """
    sample = text[:_SAMPLE_CHARACTERS]
    scores = [(*_score(sample, delimiter), delimiter) for delimiter in DELIMITERS]
    share, _, best = max(scores, key=lambda score: score[:2])
    return best if share >= _FAIR_SHARE else _NO_DELIMITER


def _score(sample: str, delimiter: str) -> tuple[float, int]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths = [len(row) for row, _ in zip(reader, range(_SAMPLE_LINES), strict=False) if any(row)]
    if not widths or widths[0] < 2:
        return 0.0, 0
    width = widths[0]
    return sum(other == width for other in widths) / len(widths), width


def _parse(text: str, delimiter: str) -> tuple[list[Line], list[str]]:
    """Parse, and where a quotation mark is never closed, give up one line instead of the rest."""
    physical = io.StringIO(text, newline="").readlines()
    lines: list[Line] = []
    unclosed: list[int] = []
    start = 0
    while start < len(physical):
        rows, next_start = _parse_from(physical, start, delimiter)
        lines += [Line(number, row) for number, row in enumerate(rows, start=len(lines) + 1)]
        if next_start is None:
            break
        quoted = len(unclosed) < _REPAIRS
        plain = physical[next_start : next_start + 1] if quoted else physical[next_start:]
        for row in csv.reader(plain, delimiter=delimiter, quoting=csv.QUOTE_NONE):
            lines.append(Line(len(lines) + 1, row))
        unclosed.append(len(lines))
        start = next_start + 1 if quoted else len(physical)
    warnings = [
        f"row {number}: a quotation mark is not closed; check its cells" for number in unclosed
    ]
    return lines, warnings


def _parse_from(
    physical: list[str], start: int, delimiter: str
) -> tuple[list[list[str]], int | None]:
    """Return the rows from one line on, and the line whose quotation mark swallowed the end."""
    tail = physical[-1]
    closing = [] if tail.endswith(("\n", "\r")) else ["\n"]
    source = [*physical[start:-1], *([tail] if start < len(physical) else []), *closing, _END]
    rows: list[list[str]] = []
    last_begin = begin = 0
    reader = csv.reader(_joined(source), delimiter=delimiter)
    for row in reader:
        last_begin, begin = begin, reader.line_num
        rows.append(row)
    if rows and rows[-1] == [_END]:
        return rows[:-1], None
    return rows[:-1], start + last_begin


def _joined(source: list[str]) -> list[str]:
    """Join the added line end to the last line, so that line counts stay those of the file."""
    if len(source) > 2 and source[-2] == "\n" and not source[-3].endswith(("\n", "\r")):
        return [*source[:-3], source[-3] + "\n", source[-1]]
    return source

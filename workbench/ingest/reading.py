"""What a reader hands on: rows of given text, and what was noticed on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.domain.sources import SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Which columns of a table are words, which are context.

    Parameters
    ----------
    text
        Names of the columns that hold what people wrote, in reading order.
    id
        Name of the column with the giver's own ids, if there is one.
    attributes
        Attribute name to column name.
    case
        Name of the column that says who or what a row is from.
    consent
        Names of the columns in which people were asked what may be done with their words.
    """

    text: tuple[str, ...]
    id: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    case: str | None = None
    consent: tuple[str, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """Every column that is used for something."""
        named = {self.id, self.case} - {None}
        others = (*self.attributes.values(), *self.consent, *(str(name) for name in named))
        return frozenset({*self.text, *others})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One text as given (not canonicalised), before it becomes a source.

    `speakers` are the names that stand before turns in it, which nobody said; `consent` are the
    answers to questions of consent, by column.
    """

    text: str
    external_id: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    title: str
    case: str = ""
    speakers: tuple[str, ...] = ()
    consent: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one file held.

    Parameters
    ----------
    name
        The file's name, without its folder.
    sha256
        Of the file's bytes, 64 hexadecimal digits.
    rows
        The texts, in the file's order.
    kind
        What was asked for, else what the file looks like.
    mapping
        The columns that were used, given or guessed; None for running text.
    columns
        All columns of a table, in order; none for running text.
    characters
        How many characters of words the file held, with those of rows that were left out; a line
        end counts as one.
    warnings
        Sentences about the file as a whole.
    skipped
        One reason for each row that was left out, such as "row 7: no text".
    format
        What the file was recognised as, in words.
    samples
        Some cells of every column, also of those that stay out; none of columns that name people.
    remembered
        Whether the columns were read as a person had mapped them for a table before.
    asks_consent
        Columns that look as if people were asked for consent in them, and that nobody named so.
    """

    name: str
    sha256: str
    rows: tuple[Row, ...]
    kind: SourceKind
    mapping: ColumnMapping | None = None
    columns: tuple[str, ...] = ()
    characters: int = 0
    warnings: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    format: str = ""
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remembered: bool = False
    asks_consent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A heading and its rows, all cells as text.

    Parameters
    ----------
    columns
        Distinct, non-empty names.
    rows
        Each as wide as `columns`.
    numbers
        The row number of each row, as a spreadsheet shows it (the heading is usually row 1).
    repeated
        Places (row index, column index) whose value stands there only because cells are merged.
    warnings
        Sentences about the table.
    skipped
        Reasons for rows that could not be read.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    repeated: frozenset[tuple[int, int]] = frozenset()
    warnings: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

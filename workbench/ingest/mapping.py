"""Which columns of a table are words, which are context, and which must stay out.

The guess errs on the safe side: columns that name people (e-mail, name, telephone, ...) are never
imported unless somebody maps them by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from workbench.errors import UnknownColumn
from workbench.ingest.reading import ColumnMapping, Table

TEXT_NAMES = (
    "text", "reflection", "reflections", "what happened", "free text", "comment", "comments",
    "response", "answer", "feedback", "verbatim", "story", "passage", "transcript", "content",
    "quote", "note", "notes", "message", "description", "body",
)  # fmt: skip
ID_NAMES = (
    "id", "ref", "reference", "response id", "responseid", "external id", "source id", "record id",
    "row id", "passage id", "no", "number",
)  # fmt: skip
CASE_NAMES = ("case", "participant", "person", "author", "respondent", "participant id",
              "respondent id", "case id", "person id", "practitioner")  # fmt: skip
ATTRIBUTE_NAMES = {
    "authority": "authority", "local authority": "authority", "council": "authority",
    "team": "team", "role": "role", "job role": "role", "job title": "role", "date": "date",
    "small change": "small_change", "service": "service", "site": "site",
}  # fmt: skip
PERSONAL_NAMES = frozenset({
    "name", "full name", "first name", "last name", "surname", "forename", "email", "e-mail",
    "email address", "e-mail address", "username", "user name", "phone", "telephone", "mobile",
    "phone number", "address", "postcode", "date of birth", "dob", "nhs number", "ip address",
    "ni number", "your name", "your email",
})  # fmt: skip
_KNOWN_NAMES = frozenset([*TEXT_NAMES, *ID_NAMES, *CASE_NAMES, *ATTRIBUTE_NAMES, "timestamp"])
BLANKS = frozenset({"", "nan", "null", "none", "n/a", "#n/a", "<na>", "nat", "-"})
MISSING_TEXT = frozenset({"nan", "NaN", "NULL", "null", "#N/A", "<NA>", "NaT"})

_PERSONAL = re.compile(
    r"\b(?:e-?mail|(?:your|full|first|last|middle|family|given|child'?s|parent'?s|worker'?s|"
    r"manager'?s|preferred|contact) names?|names? of (?:the |your )?(?:child|parent|person|worker|"
    r"manager|carer|family|student|pupil)|surnames?|forenames?|user ?name|phone|telephone|mobile|"
    r"postcode|post code|home address|date of birth|dob|nhs (?:no|number)|ip address)\b"
    r"|^names?\b(?! of (?:the |your )?(?:service|team|authority|council|project|change|site|area))"
    r"|^(?:respondent|participant|author|child|parent|worker|manager) names?$"
)
_LONGEST_NAME = 6.0

_FORMS = frozenset({"id", "start time", "completion time"})
_DATE_NAMES = ("completion time", "timestamp", "submitted", "submission date", "end date")
_QUESTION = re.compile(
    r"\?\s*$|^(?:what|how|why|who|when|where|which|tell|describe|please)\b", re.IGNORECASE
)
_SAMPLE = 2_000
_LONGEST_VALUE = 60
_MOST_VALUES = 50
_TEXT_WORDS = 3.0


class _Column(NamedTuple):
    name: str
    key: str
    values: tuple[str, ...]

    @property
    def words(self) -> float:
        """Average number of words in a filled cell."""
        counts = [len(value.split()) for value in self.values]
        return sum(counts) / len(counts) if counts else 0.0

    @property
    def length(self) -> float:
        """Average number of characters in a filled cell that holds letters."""
        texts = [value for value in self.values if any(map(str.isalpha, value))]
        return sum(map(len, texts)) / len(self.values) if texts else 0.0


def normalised(name: str) -> str:
    """Return a column's name as it is compared: no case, no outer or doubled white space.

    >>> normalised("  Small_Change ")
    'small change'
    """
    return " ".join(name.replace("_", " ").casefold().split())


def is_known_name(name: str) -> bool:
    """Return whether a column's name is one that tables of words usually have.

    >>> is_known_name("Comments"), is_known_name("So we went")
    (True, False)
    """
    return normalised(name) in _KNOWN_NAMES


def guess_mapping(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> ColumnMapping:
    """Propose what each column is for.

    Parameters
    ----------
    columns
        Distinct names.
    rows
        Cells in the order of the columns; shorter rows count as blank at the end.
    """
    sample = rows[:_SAMPLE]
    described = [
        _Column(name, normalised(name), _values(sample, index))
        for index, name in enumerate(columns)
    ]
    usable = [column for column in described if not _is_personal(column)]
    text = _guess_text(usable or described)
    rest = [column for column in usable if column.name not in text]
    identifier = _guess_id(
        rest, [column for column in rest if column.key in ID_NAMES], rows, columns
    )
    case = next((c.name for name in CASE_NAMES for c in rest if c.key == name), None)
    case = None if case == identifier else case
    context = [column for column in rest if column.name not in {identifier, case}]
    is_form = {column.key for column in described} >= _FORMS
    attributes = _guess_attributes(context, len(sample), is_form=is_form)
    return ColumnMapping(text=text, id=identifier, attributes=attributes, case=case)


def without_columns(table: Table, never: Sequence[str]) -> Table:
    """Return a table without the columns that are never to be imported; those it lacks are no fault."""
    unwanted = {normalised(name) for name in never}
    kept = [
        index for index, column in enumerate(table.columns) if normalised(column) not in unwanted
    ]
    if len(kept) == len(table.columns):
        return table
    place = {old: new for new, old in enumerate(kept)}
    gone = [column for column in table.columns if normalised(column) in unwanted]
    return replace(
        table,
        columns=tuple(table.columns[index] for index in kept),
        rows=tuple(tuple(cells[index] for index in kept) for cells in table.rows),
        repeated=frozenset((row, place[old]) for row, old in table.repeated if old in place),
        warnings=(*table.warnings, f"never imported: {', '.join(gone)}"),
    )


def resolve_mapping(
    guess: ColumnMapping,
    columns: Sequence[str],
    name: str,
    *,
    text: Sequence[str] = (),
    id: str | None = None,  # noqa: A002  the word people use
    attributes: Mapping[str, str] | None = None,
) -> ColumnMapping:
    """Return the guess with everything replaced that somebody mapped by name.

    An attribute called "case" says where the case stands.

    Raises
    ------
    UnknownColumn
        When a mapped column is not in the table called `name`.
    """
    texts = (
        tuple(dict.fromkeys(find_column(column, columns, name) for column in text)) or guess.text
    )
    identifier = find_column(id, columns, name) if id else guess.id
    case = guess.case
    chosen = dict(guess.attributes)
    if attributes:
        chosen = {key: find_column(column, columns, name) for key, column in attributes.items()}
        case = chosen.pop("case", case if case not in chosen.values() else None)
    taken = {*texts, identifier}
    if not attributes:
        chosen = {key: column for key, column in chosen.items() if column not in taken}
    case = None if case in taken and not (attributes and "case" in attributes) else case
    identifier = None if identifier in texts and not id else identifier
    return ColumnMapping(text=texts, id=identifier, attributes=chosen, case=case)


def is_blank(value: str) -> bool:
    """Whether a cell of context says nothing."""
    return value.strip().casefold() in BLANKS


def names_people(name: str, values: Sequence[str]) -> bool:
    """Return whether a column names people or how to reach them, so that it is never shown unasked.

    >>> names_people("E-mail", ["a@b"]), names_people("Comment", ["We tried."])
    (True, False)
    """
    return _is_personal(_Column(name, normalised(name), tuple(values)))


def find_column(wanted: str, columns: Sequence[str], name: str) -> str:
    """Return the column that a person means, whatever its case and white space.

    Raises
    ------
    UnknownColumn
        When the table called `name` has none.
    """
    if wanted in columns:
        return wanted
    key = normalised(wanted)
    for column in columns:
        if normalised(column) == key:
            return column
    raise UnknownColumn(name, wanted, columns)


def _values(rows: Sequence[Sequence[str]], index: int) -> tuple[str, ...]:
    cells = (row[index].strip() for row in rows if index < len(row))
    return tuple(cell for cell in cells if not is_blank(cell))


def _is_personal(column: _Column) -> bool:
    key = column.key.rstrip(":?* ")
    if key in PERSONAL_NAMES:
        return True
    # Forms ask in sentences ("What is your name?"); stories that mention a phone are no numbers.
    if _PERSONAL.search(key) and column.words <= _LONGEST_NAME:
        return True
    addresses = sum("@" in value and " " not in value for value in column.values)
    return bool(column.values) and addresses > len(column.values) / 2


def _guess_text(columns: Sequence[_Column]) -> tuple[str, ...]:
    first = _known_text(columns) or max(columns, key=lambda column: column.length)
    if not _QUESTION.search(first.name):
        return (first.name,)
    return tuple(
        column.name
        for column in columns
        if column is first or (_QUESTION.search(column.name) and _is_free_text(column))
    )


def _known_text(columns: Sequence[_Column]) -> _Column | None:
    longest = max(column.words for column in columns)
    for name in TEXT_NAMES:
        for column in columns:
            # A column of “Yes” and “No” called “response” is context beside one of sentences.
            if column.key == name and (column.words >= 2 or longest < _TEXT_WORDS):
                return column
    return None


def _is_free_text(column: _Column) -> bool:
    distinct = len(set(column.values))
    return column.words >= _TEXT_WORDS and distinct > len(column.values) / 2


def _guess_id(
    rest: Sequence[_Column],
    named: Sequence[_Column],
    rows: Sequence[Sequence[str]],
    columns: Sequence[str],
) -> str | None:
    ranked = sorted(named, key=lambda column: ID_NAMES.index(column.key))
    ranked += [column for column in rest if column.key.endswith(" id") and column not in named]
    for column in ranked:
        index = columns.index(column.name)
        values = [row[index].strip() for row in rows if index < len(row) and row[index].strip()]
        if values and len(values) == len(rows) == len(set(values)):
            return column.name
    return None


def _guess_attributes(context: Sequence[_Column], total: int, *, is_form: bool) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for column in context:
        known = ATTRIBUTE_NAMES.get(column.key)
        if known and known not in chosen and column.values:
            chosen[known] = column.name
    stamps = [c for name in _DATE_NAMES for c in context if c.key == name and c.values]
    if stamps and "date" not in chosen:
        chosen["date"] = stamps[0].name
    for column in context:
        if column.name not in chosen.values() and _is_context(column, total, is_form=is_form):
            chosen.setdefault(column.name, column.name)
    return chosen


def _is_context(column: _Column, total: int, *, is_form: bool) -> bool:
    if not column.values or column.key in _DATE_NAMES or column.key in ID_NAMES:
        return False
    if is_form and column.key.startswith(
        ("start time", "last modified", "points", "total points", "feedback", "quiz feedback")
    ):
        return False
    distinct = len(set(column.values))
    if max(map(len, column.values)) > _LONGEST_VALUE or column.words > 6:
        return False
    return distinct <= min(_MOST_VALUES, max(3, total // 2))

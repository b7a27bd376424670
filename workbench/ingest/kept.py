"""What a person said about the columns of a table, kept for other tables of the same columns."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from workbench.domain.asking import Said
from workbench.domain.consent import Stance, Use
from workbench.ingest.mapping import find_column, normalised
from workbench.ingest.reading import ColumnMapping

#: So many cells of a column are shown, each cut to so many characters.
SAMPLES, SAMPLE_LENGTH = 3, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMapping:
    """What every column of a table is for; those that are in none of these stay out.

    Parameters
    ----------
    text, id, attributes, case
        As in `ColumnMapping`.
    consent
        What the answers in each column of consent mean; those that are not there speak for themselves.
    """

    text: tuple[str, ...]
    id: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    case: str | None = None
    consent: Mapping[str, Mapping[str, Said]] = field(default_factory=dict)

    def resolved(self, columns: Sequence[str], name: str) -> ColumnMapping:
        """Return the mapping in the names of a table's own columns.

        Raises
        ------
        UnknownColumn
            When the table called `name` lacks one.
        """

        def one(column: str | None) -> str | None:
            return find_column(column, columns, name) if column else None

        return ColumnMapping(
            text=tuple(find_column(column, columns, name) for column in self.text),
            id=one(self.id),
            attributes={
                key: find_column(column, columns, name) for key, column in self.attributes.items()
            },
            case=one(self.case),
            consent=tuple(find_column(column, columns, name) for column in self.consent),
        )

    def told(self, column: str) -> Mapping[str, Said]:
        """Return what answers in a column mean, whatever the case and white space of its name."""
        key = normalised(column)
        return next((each for name, each in self.consent.items() if normalised(name) == key), {})


def signature(columns: Sequence[str]) -> str:
    """Return a short text that tables have in common when their columns have the same names.

    >>> signature(["Id", "Comment"]) == signature(["comment ", "ID"])
    True
    """
    names = "\n".join(sorted(map(normalised, columns)))
    return hashlib.sha256(names.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def kept_to_plain(kept: KeptMapping) -> dict[str, Any]:
    """Return a mapping as JSON values."""
    return asdict(kept)


def kept_from_plain(plain: Mapping[str, Any]) -> KeptMapping:
    """Return the mapping that JSON values stand for.

    Raises
    ------
    KeyError, TypeError, AttributeError, ValueError
        When they stand for none.
    """
    return KeptMapping(
        text=tuple(map(str, plain["text"])),
        id=None if plain.get("id") is None else str(plain["id"]),
        attributes={str(key): str(value) for key, value in (plain.get("attributes") or {}).items()},
        case=None if plain.get("case") is None else str(plain["case"]),
        consent={
            str(column): {str(answer): _said(said) for answer, said in answers.items()}
            for column, answers in (plain.get("consent") or {}).items()
        },
    )


def _said(plain: Mapping[str, str]) -> Said:
    return {Use(use): Stance(stance) for use, stance in plain.items()}

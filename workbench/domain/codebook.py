"""Codes: named ideas with definitions, of which barriers and enablers are kinds.

A barrier says what gets in the way of what, for whom, by what mechanism; a topic word is not one.
How codes come about and change is told in ``decisions``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

CodeId = NewType("CodeId", str)


class CodeKind(StrEnum):
    """What a code stands for."""

    CODE = "code"
    BARRIER = "barrier"
    ENABLER = "enabler"

    @property
    def called(self) -> str:
        """The kind with its article, for sentences: "an enabler"."""
        return f"an {self.value}" if self is CodeKind.ENABLER else f"a {self.value}"


class Facet(StrEnum):
    """The part of the system a barrier sits in."""

    STRUCTURE = "structure"
    PROCESS = "process"
    CULTURE = "culture"
    RESOURCES = "resources"
    RELATIONSHIPS = "relationships"


class Locus(StrEnum):
    """Who could change it."""

    UNKNOWN = ""
    TEAM = "team"
    AUTHORITY = "authority"
    PARTNERS = "partners"
    NATIONAL = "national"


class IcebergLevel(StrEnum):
    """How deep under the surface it lies."""

    UNKNOWN = ""
    EVENT = "event"
    PATTERN = "pattern"
    STRUCTURE = "structure"
    MENTAL_MODEL = "mental model"


class Colour(StrEnum):
    """The colours a person can give a code: those that are told apart with fewer colours, too.

    The order is that of the screen's hues; a code without one gets the next hue of its own.
    """

    UNSET = ""
    BLUE = "blue"
    ORANGE = "orange"
    GREEN = "green"
    PINK = "pink"
    GOLD = "gold"
    GREY = "grey"
    SKY = "sky"
    BROWN = "brown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A named idea of the codebook, with the six fields of MacQueen et al. (1998).

    `statement` is the sentence of a barrier or enabler; plain codes may do without.
    """

    id: CodeId
    name: str
    kind: CodeKind = CodeKind.CODE
    statement: str = ""
    facets: tuple[Facet, ...] = ()
    locus: Locus = Locus.UNKNOWN
    level: IcebergLevel = IcebergLevel.UNKNOWN
    definition: str = ""
    use_when: str = ""
    not_when: str = ""
    example: str = ""
    near_miss: str = ""
    parent: CodeId | None = None
    colour: Colour = Colour.UNSET

    @property
    def needs_words(self) -> bool:
        """Whether law 3 holds for this code: a sentence and at least one passage."""
        return self.kind is not CodeKind.CODE


def same_name(one: str, other: str) -> bool:
    """Return whether two code names would be taken for the same by a reader."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()

"""What a finder says: a stretch of text, what it identifies, and whether it is sure.

Offsets are Unicode code points of the canonical text, half-open [start, end), as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What becomes of an identifier before anybody has looked at it."""

    MASK = "mask"
    REVIEW = "review"


class Kind(StrEnum):
    """What a stretch of text identifies, or may identify."""

    PERSON = "person"
    PLACE = "place"
    SCHOOL = "school"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"
    HANDLE = "handle"
    BIRTH_DATE = "date of birth"
    DATE = "date"
    AGE = "age"
    SCHOOL_YEAR = "school year"
    NHS_NUMBER = "nhs number"
    NI_NUMBER = "ni number"
    REFERENCE = "reference"
    CAR = "car"
    UNEXPLAINED = "unexplained"


class Role(StrEnum):
    """Who a person is in the story, where the words around the name say so."""

    CHILD = "child"
    PARENT = "parent"
    RELATIVE = "relative"
    WORKER = "worker"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One stretch of a text that points at somebody; the law is ``text[start:end] == quote``."""

    start: int
    end: int
    quote: str
    type: Kind
    status: Status
    why: str
    role: Role = Role.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one layer proposes; several may propose the same letters.

    Parameters
    ----------
    rank
        Among proposals of the same status the lower one wins: patterns with a checksum come before
        patterns, patterns before names, names before what is only unexplained.
    """

    start: int
    end: int
    type: Kind
    status: Status
    why: str
    rank: int = 5
    role: Role = Role.UNKNOWN


def settle(text: str, proposals: Iterable[Found]) -> tuple[Identifier, ...]:
    """Return proposals as identifiers that never overlap, in the order of the text.

    Every letter that some layer would mask is masked: where two proposals overlap, the better one
    is kept whole and of the other what sticks out. A review that touches a mask shrinks likewise.
    """
    ordered = sorted(
        proposals,
        key=lambda one: (one.status is not Status.MASK, one.rank, one.start - one.end, one.start),
    )
    taken = bytearray(len(text))
    kept: list[Identifier] = []
    for one in ordered:
        for start, end in _free(taken, one.start, one.end):
            start, end = _trimmed(text, start, end)  # noqa: PLW2901 - the stretch without its edges
            if start < end:
                taken[start:end] = b"\1" * (end - start)
                kept.append(_identifier(text, start, end, one))
    return tuple(sorted(kept, key=lambda each: each.start))


def _free(taken: bytearray, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of [start, end) that nothing has taken."""
    free, place = [], start
    while place < end:
        if taken[place]:
            place += 1
            continue
        stop = taken.find(1, place, end)
        stop = end if stop < 0 else stop
        free.append((place, stop))
        place = stop
    return free


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what is neither letter nor digit at the edges, but keep a sign that opens."""
    while start < end and not (text[start].isalnum() or text[start] in "@+"):
        start += 1
    while start < end and not (text[end - 1].isalnum() or _is_mark(text[end - 1])):
        end -= 1
    return start, end


def _is_mark(char: str) -> bool:
    return "\u0300" <= char <= "\u036f"


def _identifier(text: str, start: int, end: int, one: Found) -> Identifier:
    return Identifier(
        start=start,
        end=end,
        quote=text[start:end],
        type=one.type,
        status=one.status,
        why=one.why,
        role=one.role,
    )

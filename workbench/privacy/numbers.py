"""Numbers that point at one person: NHS, National Insurance, telephone, car plates.

Each finder is a function from a text to what it proposes. Where a number carries a check digit it
is checked, so that a budget line is not taken for a patient.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.privacy.identifiers import Found, Kind, Status
from workbench.privacy.number_words import SPELT, TENS

_NHS = re.compile(r"(?<![\w£.,])(?:\d{3}[ \u00a0.-]?\d{3}[ \u00a0.-]?\d{4})(?![\w]|[.,]\d)")
_NHS_NAMED = re.compile(
    r"\bNHS(?: ?(?:number|no\.?|num|#|id))?\s*(?:is|was|:|=|-)?\s*"
    r"(\d(?:[ \u00a0-]?\d){8,9})\b",
    re.IGNORECASE,
)
_NI = re.compile(
    r"(?<!\w)[A-Z]{2}"
    r"[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D](?!\w)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.£/])(?:\(?(?:\+|00)44\)?[ .-]?(?:\(0\)[ .-]?)?|\(?0(?=[1-37-9]))"
    r"\d{1,5}\)?(?:[ \u00a0./-]{0,2}\d{2,6}){1,4}(?:\s?(?:ext\.?|x|extension)\s?\d{2,5})?(?!\w)"
)
_LOCAL_PHONE = re.compile(
    r"(?i:\b(?:tel|telephone|phone|mobile|mob|ring|rang|call|text|number|num|ext|extension)\b"
    r"\D{0,25}?)(?<!\w)(\d{3,6}[ -]?\d{3,6})(?!\w|[.,]\d)"
)
_SPOKEN = rf"(?:oh|o|zero|nought|{'|'.join(SPELT[:9])})"
_TIMES = r"(?:(?:double|treble|triple)\s+)?"
_SPOKEN_TENS = rf"(?:hundred|thousand|ten|[a-z]+teen|eleven|twelve|{'|'.join(TENS)})"
_DICTATED_PHONE = re.compile(
    rf"\b(?:{_TIMES}{_SPOKEN}(?:[ ,-]+{_TIMES}{_SPOKEN}){{6,12}}"
    rf"|(?:oh|o|zero|nought)(?:[ ,-]+(?:{_TIMES}{_SPOKEN}|{_SPOKEN_TENS})){{5,14}})\b",
    re.IGNORECASE,
)
_DICTATED_NI = re.compile(
    rf"\b[a-z] ?[a-z],? {_SPOKEN}(?:[ ,-]+{_TIMES}{_SPOKEN}){{2,5}}(?:,? [a-d])?(?!\w)",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\b(?:ext|extn|extension|bleep|pager|dect)\b[.:]? ?(?:is |no\.? |number |# ?)?(\d{3,6})(?!\w|[.,:/]\d)",
    re.IGNORECASE,
)
_SIX = 6
_PLATE = re.compile(
    r"(?<![\w/-])(?:[A-HJ-PR-Y][A-HJ-PR-Y]\d{2} ?[A-HJ-PR-Z]{3}|[A-HJ-NPR-TV-Y]\d{1,3} [A-Z]{3}"
    r"|[A-Z]{3} \d{1,3}[A-HJ-NPR-TV-Y]|(?:[A-Z]?[IZ][A-Z]|[A-Z]{2}[IZ]) ?\d{3,4})(?![\w/-])"
)
_NAMED_PLATE = re.compile(
    r"\b(?:reg|registration|index|plates?|vrm|number plate)\b(?: (?:no\.?|number|mark))?\W{0,3}(?:is |was |reads )?"
    r"((?=[a-z]{0,3} ?[a-z]?\d)[a-z0-9]{2,4} ?[a-z0-9]{2,4})(?!\w)",
    re.IGNORECASE,
)
_PART, _SHORTEST_PLATE = 4, 5
_LOWER_PLATE = re.compile(r"(?<![\w/-])[a-hj-pr-y]{2}\d{2} ?[a-hj-pr-z]{3}(?![\w/-])")


def is_nhs_number(digits: str) -> bool:
    """Return whether ten digits carry the right modulus-11 check digit.

    The rule is the NHS Data Dictionary's: weights 10 to 2, eleven minus the remainder, eleven
    counts as nought and ten is never issued.

    >>> is_nhs_number("943 476 5919"), is_nhs_number("9434765918")
    (True, False)
    """
    plain = [int(each) for each in digits if each.isdigit()]
    if len(plain) != 10:
        return False
    check = 11 - sum(digit * (10 - place) for place, digit in enumerate(plain[:9])) % 11
    return check % 11 == plain[9] and check != 10


def find_numbers(text: str) -> Iterator[Found]:
    """Yield the numbers of a text that identify somebody."""
    yield from _nhs(text)
    yield from _phones(text)
    for match in _NI.finditer(text):
        yield _sure(match, Kind.NI_NUMBER, "built like a National Insurance number", rank=1)
    for match in _DICTATED_NI.finditer(text):
        if _n_spoken(match[0]) == _SIX:
            yield _sure(match, Kind.NI_NUMBER, "a National Insurance number spelt out", rank=3)
    yield from _plates(text)


def _nhs(text: str) -> Iterator[Found]:
    for match in _NHS.finditer(text):
        if is_nhs_number(match[0]):
            yield _sure(match, Kind.NHS_NUMBER, "ten digits with an NHS check digit", rank=0)
    for match in _NHS_NAMED.finditer(text):
        yield _sure(match, Kind.NHS_NUMBER, "called an NHS number", rank=0, group=1)


def _phones(text: str) -> Iterator[Found]:
    for match in _PHONE.finditer(text):
        if 10 <= sum(map(str.isdigit, match[0])) <= 16:
            yield _sure(match, Kind.PHONE, "built like a UK telephone number", rank=2)
    for match in _LOCAL_PHONE.finditer(text):
        yield _sure(match, Kind.PHONE, "digits after a word for telephoning", rank=4, group=1)
    for match in _DICTATED_PHONE.finditer(text):
        yield _sure(match, Kind.PHONE, "digits spelt out", rank=4)
    for match in _EXTENSION.finditer(text):
        yield _sure(match, Kind.PHONE, "an extension or a bleep", rank=4, group=1)


def _n_spoken(words: str) -> int:
    """Return how many digits were spelt out; "double" and "treble" count for those that they add."""
    said = re.findall(rf"\b(?:{_SPOKEN}|double|treble|triple)\b", words, re.IGNORECASE)
    return len(said) + sum(each.lower() in ("treble", "triple") for each in said)


def _plates(text: str) -> Iterator[Found]:
    for match in (*_PLATE.finditer(text), *_LOWER_PLATE.finditer(text)):
        yield _sure(match, Kind.CAR, "built like a number plate", rank=3)
    for match in _NAMED_PLATE.finditer(text):
        if any(map(str.isalpha, match[1])) and _is_plate(match[1]):
            yield _sure(match, Kind.CAR, "called a number plate", rank=3, group=1)


def _is_plate(found: str) -> bool:
    """Whether it is a plate and not "45 is": digits and letters, at least five in all."""
    signs = [char for char in found if char.isalnum()]
    part = found[:2].isalpha() and found[:2].isupper()
    return any(map(str.isdigit, signs)) and len(signs) >= (_PART if part else _SHORTEST_PLATE)


def _sure(match: re.Match[str], kind: Kind, why: str, *, rank: int, group: int = 0) -> Found:
    return Found(
        start=match.start(group),
        end=match.end(group),
        type=kind,
        status=Status.MASK,
        why=why,
        rank=rank,
    )

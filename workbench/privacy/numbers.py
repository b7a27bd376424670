"""Numbers that point at one person or case: NHS, National Insurance, telephone, references, car plates.

Each finder is a function from a text to what it proposes. Where a number carries a check digit it
is checked, so that a budget line is not taken for a patient.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.privacy.identifiers import Found, Kind, Status

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
_SPOKEN = r"(?:oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine)"
_DICTATED_PHONE = re.compile(
    rf"\b(?:(?:double|treble|triple)\s+)?{_SPOKEN}(?:[ ,-]+(?:(?:double|treble|triple)\s+)?{_SPOKEN}){{6,12}}\b",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"(?<![\w/-])(?:[A-HJ-PR-Y][A-HJ-PR-Y]\d{2} ?[A-HJ-PR-Z]{3}|[A-HJ-NPR-TV-Y]\d{1,3} [A-Z]{3}"
    r"|[A-Z]{3} \d{1,3}[A-HJ-NPR-TV-Y])(?![\w/-])"
)
_LOWER_PLATE = re.compile(r"(?<![\w/-])[a-hj-pr-y]{2}\d{2} ?[a-hj-pr-z]{3}(?![\w/-])")
_REFERENCE = re.compile(
    r"(?<![\w£/.@-])(?:"
    r"(?=[A-Z0-9/_.-]*\d{3})[A-Z]{1,6}(?:[/_-]?[A-Z0-9]{1,6})?[/_-]\d{2,8}(?:[/_-][A-Z0-9]{1,8})*"
    r"|\d{2,8}[/_-][A-Z]{1,5}[/_-]?\d{2,8}"
    r"|[A-Z]{1,5}\d{5,10}[A-Z]?|(?-i:(?!ID|NO|REF|TEL|NHS|DOB|MOB|NUM)[A-Z]{2,5})[ :#]\d{5,10}"
    r"|[A-Z]{2}\d{2}[A-Z]\d{5}"
    r")(?![\w/]|-\d)",
    re.IGNORECASE,
)
_NAMED_REFERENCE = re.compile(
    r"\b(?:mosaic|liquid ?logic|lcs|las|ehm|eclipse|care ?director|systm ?one|rio|case|client|person"
    r"|child|family|episode|referral|service ?user|crime|incident|log|police|court|hospital|patient"
    r"|pupil|upn|cad|niche|athena|azeus|housing|tenancy|rent|passport|visa|home office|benefit|claim)"
    r"(?:'s)?[ ]?(?:id|ids|no|no\.|number|num|ref|ref\.|reference|record|file|#)"
    r"\s*(?:is|was|:|=|-|#|of)?\s*((?=[\w/-]*\d{3})[A-Z0-9][A-Z0-9/_-]{2,20})",
    re.IGNORECASE,
)
_BARE_REFERENCE = re.compile(
    r"\b(?:mosaic|liquid ?logic|lcs|las|ehm|eclipse|care ?director|ref|reference|id|record|case|referral|crime|log)"
    r"\.?\s*(?:id|ref|no\.?|number|:|=|-|#)?\s*\(?#?(\d{5,10})\b",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"(?<![\w£$€.,/:-])\d{6,12}(?![\w%/:-]|[.,]\d)")
_SCREEN_SIZES = frozenset({"1080p", "720p"})


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
    yield from _plates(text)
    yield from _references(text)
    for match in _LONG_NUMBER.finditer(text):
        yield Found(
            start=match.start(),
            end=match.end(),
            type=Kind.REFERENCE,
            status=Status.REVIEW,
            why="a long number",
            rank=8,
        )


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


def _plates(text: str) -> Iterator[Found]:
    for match in (*_PLATE.finditer(text), *_LOWER_PLATE.finditer(text)):
        yield _sure(match, Kind.CAR, "built like a number plate", rank=3)


def _references(text: str) -> Iterator[Found]:
    for pattern in (_NAMED_REFERENCE, _BARE_REFERENCE):
        for match in pattern.finditer(text):
            yield _sure(match, Kind.REFERENCE, "called a reference", rank=3, group=1)
    for match in _REFERENCE.finditer(text):
        if not _is_common(match[0]):
            yield _sure(match, Kind.REFERENCE, "built like a case reference", rank=4)


def _is_common(word: str) -> bool:
    """Whether it is "covid-2020", "week-123" or the like: a lower-case word and a short number."""
    letters = "".join(char for char in word if char.isalpha())
    digits = sum(map(str.isdigit, word))
    return (
        word.lower() in _SCREEN_SIZES
        or (letters.islower() and len(letters) > 2 and digits < 5)
        or letters.lower() in {"covid", "section", "year", "week", "day", "room", "form", "version"}
    )


def _sure(match: re.Match[str], kind: Kind, why: str, *, rank: int, group: int = 0) -> Found:
    return Found(
        start=match.start(group),
        end=match.end(group),
        type=kind,
        status=Status.MASK,
        why=why,
        rank=rank,
    )

"""Dates of birth, other exact dates, and how old a child is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.privacy.identifiers import Found, Kind, Status
from workbench.privacy.lexicon import fold, known

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTHS = _MONTH.removeprefix("(?:").removesuffix(")")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:(?:19|20)\d\d|['\u2019]?\d\d)"
_NUMERIC = rf"{_DAY} ?[/.-] ?(?:0?[1-9]|1[0-2]) ?[/.-] ?(?:(?:19|20)\d\d|\d\d)"
_ISO = r"(?:19|20)\d\d[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|3[01])"
_WRITTEN = (
    rf"(?:{_DAY}(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}\.?,?[ -]{_YEAR}"
    rf"|{_MONTH}\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR})"
)
_DATE = re.compile(rf"(?<![\w/.£-])(?:{_ISO}|{_NUMERIC}|{_WRITTEN})(?![\w/]|[.-]\d)", re.IGNORECASE)
_DAY_AND_MONTH = (
    rf"(?:{_DAY}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} {_DAY}(?:st|nd|rd|th)?"
    rf"|{_DAY}/(?:0?[1-9]|1[0-2])|{_MONTH} (?:19|20)\d\d)"
)
_BIRTH = r"(?:d\.?o\.?b\.?s?|date of birth|dates of birth|born(?: on| in)?|birthday|birth date|birthdate|bday|b-day|edd|due date)"
_BORN = re.compile(
    rf"\b{_BIRTH}(?:['\u2019]s)?(?:[^\d\n.!?]{{0,28}}?)[ :=(-]"
    rf"(?P<date>{_ISO}|{_NUMERIC}|{_WRITTEN}|{_DAY_AND_MONTH}|\d{{6}}|\d{{8}}|(?:19|20)\d\d)(?!\w)",
    re.IGNORECASE,
)
_BIRTH_BEHIND = re.compile(
    r"^[ ,)]{0,3}(?:is |was )?(?:\(?d\.?o\.?b|birthday|date of birth)", re.IGNORECASE
)
_UNITS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen"
)
_AGE_NUMBER = rf"(?:\d{{1,2}}(?:½|\.5)?|{_UNITS})"
_AGES = (
    rf"\b{_AGE_NUMBER}(?: and a half)?[ -]?(?:y/?o|yo)s?\b",
    rf"\b{_AGE_NUMBER}(?: and a half)?[ -]?(?:year|yr|month|mth|week|wk|day)s?[ -]olds?\b",
    rf"\b{_AGE_NUMBER}[ -]?(?:yrs?|years?|months?|mths?|weeks?|wks?)[ -](?:of age)\b",
    rf"\b(?:aged|age|ages|aged about|just turned|has turned|have turned|turned|turning|turns)"
    rf"(?: of)? (?P<age>{_AGE_NUMBER}(?: and a half)?)(?! ?(?:to|-|\u2013|and under|pounds|cases|%|am|pm|o['\u2019]?clock))\b",
    r"(?<=\()(?P<aged>(?:1?\d)(?:yrs?|y|m|mths?| years| months)?)(?=\))",
    rf"\b(?:i['\u2019]?m|he['\u2019]?s|she['\u2019]?s|they['\u2019]?re|(?:i|he|she|they|who) (?:am|is|was|were|are)|only|nearly|almost"
    rf"|(?-i:[A-Z][\w'\u2019-]+)(?: is| was|['\u2019]s)|just) (?P<just>(?!one\b){_AGE_NUMBER}(?: and a half)?)"
    rf"(?=\s*(?:[.,;:!?)]\s|[.!?]?$|now\b|next (?:week|month)|and\b|or\b|but\b|so\b|in (?:{_MONTHS})|on (?:mon|tue|wed|thu|fri|sat|sun)))",
    r"(?-i:[A-Z][\w'\u2019-]+), (?P<beside>1?\d)(?=[,.;:)](?:\s|$))",
)  # fmt: skip
_AGE = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _AGES)
_NAMED_AGE = re.compile(
    r"\b(?P<who>[^\W\d_][\w'\u2019-]+)(?:,| is| was) (?P<years>1?\d)(?=[,.;:)](?:\s|$)| (?:and|or|but)\b)"
)
_SCHOOL_YEAR = re.compile(
    rf"\b(?:year|yr|y)[ -]?(?:1[0-3]|[1-9]|{_UNITS})\b(?! (?:plan|ago|strategy|programme|contract|on|later|in|of))"
    r"|\b(?:reception|nursery) class\b",
    re.IGNORECASE,
)
_EIGHTEEN = 18
_NEAR = 90
_BIRTH_NEAR = re.compile(rf"\b{_BIRTH}\b", re.IGNORECASE)


def find_dates(text: str) -> Iterator[Found]:
    """Yield dates of birth (mask), other exact dates (review), ages (mask), school years (review)."""
    for match in _BORN.finditer(text):
        yield _found(match, Kind.BIRTH_DATE, Status.MASK, "called a date of birth", 1, "date")
    for match in _DATE.finditer(text):
        behind = _BIRTH_BEHIND.search(text[match.end() : match.end() + 20])
        if behind or _BIRTH_NEAR.search(_sentence(text, match.start())):
            yield _found(match, Kind.BIRTH_DATE, Status.MASK, "called a date of birth", 1)
        else:
            yield _found(match, Kind.DATE, Status.REVIEW, "an exact date", 6)
    yield from _ages(text)
    for match in _SCHOOL_YEAR.finditer(text):
        yield _found(match, Kind.SCHOOL_YEAR, Status.REVIEW, "tells how old a child is", 7)


def _sentence(text: str, end: int) -> str:
    """Return what stands before a place in its sentence, of at most a line's length."""
    start = max(0, end - _NEAR)
    return re.split(r"[.!?\n]\s", text[start:end])[-1]


def _ages(text: str) -> Iterator[Found]:
    for pattern in _AGE:
        for match in pattern.finditer(text):
            group = match.lastgroup or 0
            if _is_of_child(match[group]):
                yield _found(match, Kind.AGE, Status.MASK, "how old somebody is", 5, group)

    for match in _NAMED_AGE.finditer(text):
        if known(fold(match["who"])).is_plain_name and _is_of_child(match["years"]):
            yield _found(match, Kind.AGE, Status.MASK, "how old somebody is", 5, "years")


def _is_of_child(age: str) -> bool:
    digits = re.search(r"\d+", age)
    return digits is None or int(digits[0]) <= _EIGHTEEN or "month" in age.lower()


def _found(
    match: re.Match[str], kind: Kind, status: Status, why: str, rank: int, group: str | int = 0
) -> Found:
    return Found(
        start=match.start(group),
        end=match.end(group),
        type=kind,
        status=status,
        why=why,
        rank=rank,
    )

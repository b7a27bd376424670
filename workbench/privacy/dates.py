"""Dates of birth, other exact dates, and the year of school that a child is in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from workbench.privacy.identifiers import Found, Kind, Status
from workbench.privacy.lexicon import fold, known
from workbench.privacy.number_words import SPELT
from workbench.privacy.tokens import Token, within

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTHS = _MONTH.removeprefix("(?:").removesuffix(")")
_SPELT_DAY = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_DAY = rf"(?:0?[1-9]|[12]\d|3[01]|{_SPELT_DAY})"
_SPELT_YEAR = r"(?:twenty|two thousand(?: and)?|nineteen) (?:[a-z]+ty[ -])?[a-z]+(?:een|ten|one|two|three|four|five|six|seven|eight|nine|twelve|eleven|ty)"
_YEAR = rf"(?:(?:19|20)\d\d|['\u2019]?\d\d|{_SPELT_YEAR})"
_FEAST = r"(?:christmas (?:eve|day)|boxing day|new year['\u2019]?s (?:eve|day)|hallowe['\u2019]?en|valentine['\u2019]?s day|bonfire night)"
_NUMERIC = rf"{_DAY} ?[/.-] ?(?:0?[1-9]|1[0-2]) ?[/.-] ?(?:(?:19|20)\d\d|\d\d)"
_ISO = r"(?:19|20)\d\d[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|3[01])"
_WRITTEN = (
    rf"(?:{_DAY}(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}\.?,?[ -]{_YEAR}"
    rf"|{_MONTH}\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}"
    rf"|(?:{_SPELT_DAY}|\d{{1,2}}(?:st|nd|rd|th)) (?:of )?(?:the )?(?:{_SPELT_DAY}),?(?: of)? {_SPELT_YEAR}"
    rf"|{_FEAST} {_YEAR})"
)
#: A date with its year, in any notation.
_FULL = rf"{_ISO}|{_NUMERIC}|{_WRITTEN}"
_DATE = re.compile(rf"(?<![\w/.£-])(?:{_FULL})(?![\w/]|[.-]\d)", re.IGNORECASE)
_DAY_AND_MONTH = (
    rf"(?:{_DAY}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} {_DAY}(?:st|nd|rd|th)?"
    rf"|{_DAY}/(?:0?[1-9]|1[0-2])|{_MONTH} (?:19|20)\d\d)"
)
_BIRTH = r"(?:d\.?o\.?b\.?s?|date of birth|dates of birth|born(?: on| in)?|birthday|birth date|birthdate|bday|b-day|edd|due date|due on|year of birth|yob|dyddiad geni)"
_BORN = re.compile(
    rf"\b{_BIRTH}(?:['\u2019]s)?(?:[^\d\n.!?]{{0,28}}?)[ :=(-]"
    rf"(?P<date>{_ISO}|{_NUMERIC}|(?:the )?{_WRITTEN}|(?:the )?{_DAY_AND_MONTH}|\d{{6}}|\d{{8}}|(?:19|20)\d\d)(?!\w)",
    re.IGNORECASE,
)
#: A second birth in the same sentence, and the day on which somebody turned so old.
_BORN_TOO = re.compile(
    r"\bborn\b[^.!?\n]{0,60}\b(?:theirs|his|hers|mine|ours|yours|other|first|second|eldest|youngest|sister|brother|twin|cousin)s?(?: was| were)? in (?P<date>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    rf"\bturn(?:s|ed|ing)? (?:\d{{1,2}}|[a-z]+teen|[a-z]{{3,6}})(?: (?:that|this|the same|on) (?:day|the day))?,?(?: on| in)? \(?(?P<date>{_ISO}|{_NUMERIC}|(?:the )?{_WRITTEN}|(?:the )?{_DAY_AND_MONTH})(?!\w)",
    re.IGNORECASE,
)
_BARE_BORN = re.compile(
    rf"(?<![\w.])b(?:n|orn)?\.? ?(?P<date>{_FULL}|(?-i:(?<=\(b\. )|(?<=\(b )|(?<=, b\. ))(?:19|20)\d\d)(?![\w/])",
    re.IGNORECASE,
)
#: A date right behind a name, in brackets, behind a comma or in the next cell of a table.
_BESIDE_NAME = re.compile(
    rf"\b(?P<who>[^\W\d_][\w'\u2019-]{{0,30}})(?:,? ?[(\[]|, | ?\| ?| ?\t| ?[\u2013-] ?)(?P<date>{_FULL})(?![\w/]|[.-]\d)(?=[)\],;.|\s]|$)",
    re.IGNORECASE,
)
_BUMP = re.compile(
    rf"\b(?:bump|baby|unborn|pregnant|expecting|pregnancy)\b[^.!?\n]{{0,30}}\bdue(?: on| in)?:? (?P<date>{_FULL}|{_DAY_AND_MONTH}|(?-i:{_MONTH}))(?![\w/])",
    re.IGNORECASE,
)
_MONTH_NAME = re.compile(_MONTH, re.IGNORECASE)
_BIRTH_BEHIND = re.compile(
    r"^[ ,)]{0,3}(?:is |was )?(?:\(?d\.?o\.?b|birthday|date of birth)", re.IGNORECASE
)
_UNITS = "|".join(SPELT[:13])
_SCHOOL_YEAR = re.compile(
    rf"\b(?:year|yr|y)[ -]?(?:1[0-3]|[1-9]|{_UNITS})\b(?! (?:plan|ago|strategy|programme|contract|on|later|in|of))"
    r"|\b(?:reception|nursery) class\b|(?<=\bin )(?-i:Reception)\b",
    re.IGNORECASE,
)
#: "Jan" where it is the month, as it is a name, too: by what leads it in, or by what follows.
_JANUARY = re.compile(
    r"(?:\d(?:st|nd|rd|th)?(?: of)?[ /.-]|\b(?:in|by|since|until|till|of|from|early|late|mid|last|next|this|end|before|after|every|due|start(?:s|ed)?|review(?:ed)?)[ -])jan\b"
    rf"|\bjan(?=\.? ?(?:\d|['\u2019]\d|[/&,\u2013-] ?{_MONTH}\b| (?:and|to|or) {_MONTH}\b))",
    re.IGNORECASE,
)
_NEAR = 90
_BIRTH_NEAR = re.compile(rf"\b{_BIRTH}\b", re.IGNORECASE)


def find_dates(text: str) -> Iterator[Found]:
    """Yield dates of birth (mask), other exact dates and school years (review)."""
    for pattern in (_BORN, _BARE_BORN, _BUMP, _BORN_TOO, _TURNED):
        for match in pattern.finditer(text):
            yield _found(match, Kind.BIRTH_DATE, Status.MASK, "called a date of birth", 1, "date")
    for match in _BESIDE_NAME.finditer(text):
        if _may_be_called(match["who"]):
            yield _found(match, Kind.BIRTH_DATE, Status.MASK, "a date beside a name", 2, "date")
    yield from _other_dates(text)
    for match in _SCHOOL_YEAR.finditer(text):
        yield _found(match, Kind.SCHOOL_YEAR, Status.REVIEW, "tells how old a child is", 7)


def month_tokens(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """Return the indexes of "Jan" where it is the month: by a day, a year, another month, "in"."""
    ends = (match.end() for match in _JANUARY.finditer(text))
    return frozenset(chain.from_iterable(within(tokens, end - len("jan"), end) for end in ends))


def _other_dates(text: str) -> Iterator[Found]:
    for match in _DATE.finditer(text):
        behind = _BIRTH_BEHIND.search(text[match.end() : match.end() + 20])
        if behind or _BIRTH_NEAR.search(_sentence(text, match.start())):
            yield _found(match, Kind.BIRTH_DATE, Status.MASK, "called a date of birth", 1)
        else:
            yield _found(match, Kind.DATE, Status.REVIEW, "an exact date", 6)


def _may_be_called(who: str) -> bool:
    """Whether the word before a date is a name, and not "Visit" or "Panel"."""
    facts = known(fold(who))
    if _MONTH_NAME.fullmatch(who):
        return False
    return facts.is_plain_name or (
        who[0].isupper() and (facts.word_name or not facts.word or facts.family > 1)
    )


def _sentence(text: str, end: int) -> str:
    """Return what stands before a place in its sentence, of at most a line's length."""
    start = max(0, end - _NEAR)
    return re.split(r"[.!?\n]\s", text[start:end])[-1]


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

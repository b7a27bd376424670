"""References of cases, logs, crimes, pupils and passports, and numbers that nothing explains.

Behind a word that leads one in ("log", "ref", "UPN") a number is a reference; so is what is built like
one. Any other number of four and more digits, or of digits among letters, waits for review, unless it
is a year, a time, an amount, a measure, a law's section or the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.privacy.identifiers import Found, Kind, Status
from workbench.privacy.lexicon import known, word_set

_BUILT = re.compile(
    r"(?<![\w£/.@-])(?:"
    r"(?=[A-Z0-9/_.-]*\d{3})[A-Z]{1,6}(?:[/_-]?[A-Z0-9]{1,6})?[/_-]\d{2,8}(?:[/_-][A-Z0-9]{1,8})*"
    r"|\d{2,8}[/_-][A-Z]{1,5}[/_-]?\d{2,8}"
    r"|[A-Z]{1,5}\d{5,10}[A-Z]?|(?-i:(?!ID|NO|REF|TEL|NHS|DOB|MOB|NUM|CHI|UPN|EXT)[A-Z]{2,5})[ :#]\d{5,10}"
    r"|[A-Z]{2}\d{2}[A-Z]\d{5}|(?-i:(?!ID|NO|REF|TEL|NHS|DOB|MOB|NUM|UPN|EXT)[A-Z]{2,5}) \d{2,8}[/-]\d{2,8}"
    r")(?![\w/]|-\d)",
    re.IGNORECASE,
)
#: What leads a reference in by itself.
_LEADS = (
    r"log|cad|urn|upn|uln|pnc|crn|chi|mrn|hcn|h&c|uan|nass|imei|crime|incident|occurrence|niche|athena|mosaic|liquid ?logic|lcs|las|ehm"
    r"|eclipse|care ?director|care ?first|azeus|systm ?one|rio|emis|ref|refs|reference|id|ids|case|file|record|referral|ticket|passport|invoice"
    r"|warrant|collar|shoulder|badge|dbs|cert|certificate|licence|policy|account|acct|acc|booking|tracking|parcel|serial|meter|hospital|patient"
    r"|pupil|prison|prisoner|noms|claim|order|job|docket|sort code|card|pin|sar|foi|complaint|enquiry|episode|pc|ps|dc|custody"
)
#: What needs "number", "ref" or "id" behind it.
_WEAK_LEADS = (
    r"client|contact|police|call|person|child|family|service ?user|court|housing|tenancy|rent|visa|home office|benefit|report|event|application|party|unit|customer"
    r"|property|swipe|locker|payroll|staff|employee|social work england|swe|registration|reg|vehicle|ni|birth"
)
_NAMES = r"(?:id|ids|nos?|number|num|refs?|reference|record|file|code|#|urn)"
_WRITTEN = r"(?P<ref>(?=[\w/.-]*\d)[A-Z0-9][A-Z0-9/_.-]*[A-Z0-9](?:(?: of | ?/ ?|[ -])(?=[A-Z]{0,3}\d)[A-Z0-9/-]*\d[A-Z0-9/]*){0,4})"
_LED = re.compile(
    rf"\b(?:(?P<lead>{_LEADS})|(?:{_WEAK_LEADS})['\u2019s]*[ .]*(?={_NAMES}\b))(?:['\u2019]s)?(?:[ .]{{0,2}}\b{_NAMES}){{0,3}}[.\s]{{0,3}}(?:is|was|reads|:|=|-|\u2013|#|of)?\s*[(\[#]?\s*"
    rf"(?P<cad>[a-z]{{2,5}} (?=\d))?{_WRITTEN}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:nos?\.?|number|num|#) ?:? ?#?(?P<ref>(?=[A-Z]{0,3}\d)[A-Z0-9/-]{4,20})\b"
)
_ENDING = re.compile(
    r"\b(?:ends?|ending|last (?:four|4|three|3|two|2)(?: digits| numbers)?|starts?|beginning)(?: in| with| are| is| was|:)* (?P<ref>\d{3,6})\b",
    re.IGNORECASE,
)
_ANY = re.compile(r"(?<![\w£$€.,/:@#-])(?=[\w/-]*\d)[A-Za-z0-9][\w/-]*(?![\w]|[.,:]\d|['\u2019]s)")
_SCREEN_SIZES = frozenset({"1080p", "720p"})
_YEAR = re.compile(r"(?:19|20)\d\d(?:s|[/-]\d{2,4})?$")
#: Numbers with a unit, an ending, a time of day, a date without year, a ratio.
_MEASURE = re.compile(
    r"\d+(?:[x/:-]\d+)*(?:am|pm|hrs?|h|k|m|km|kg|g|mg|mcg|ml|l|cm|mm|in|ft|st|nd|rd|th|s|p|x|gb|mb|mph|min|mins|secs?|wks?|yrs?|y|yo|mths?|days?|bed|pt)s?$"
    r"|\d{1,2}[/-]\d{1,2}$|\d{1,2}(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*(?:\d\d)?$|[01]?\d[0-5]\d(?:hrs?|h)$|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}$|\d{1,3}[/-]\d{1,3}$",
    re.IGNORECASE,
)
#: Laws, forms, papers, stages of school: a letter or two and a number of one or two digits, or such a word.
_FORM = re.compile(
    r"[A-Za-z]{1,4}-?\d{1,2}[A-Za-z]?$|(?:covid|sars|fifa|attainment|year|week|day|room|section|form|reg)-?\d+$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d$")
_TIME = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d$")
_SHORT, _MIXED, _LONG = 3, 5, 4
_COUNTED = word_set(
    "pounds words miles people children families cases steps metres calories quid hours days homes pages pieces followers views likes k"
)


def find_references(text: str) -> Iterator[Found]:
    """Yield references (mask), and numbers that nothing explains (review)."""
    for match in _LED.finditer(text):
        between = text[match.end("lead") : match.start("ref")] if match["lead"] else ""
        timed = _CLOCK.match(match["ref"]) and ("." in between or "\n" in between)
        if not timed and _is_reference(match["ref"], led=match["lead"] is not None):
            prefix = (match["cad"] or "").strip().lower()
            prefixed = prefix == "cad" or (prefix and not known(prefix).word)
            yield _found(match.start("cad" if prefixed else "ref"), match.end("ref"), 3)
    for pattern in (_NUMBERED, _ENDING):
        for match in pattern.finditer(text):
            yield _found(*match.span("ref"), 4)
    for match in _BUILT.finditer(text):
        if not _is_common(match[0]):
            yield _found(*match.span(), 4)
    yield from _unexplained(text)


def _unexplained(text: str) -> Iterator[Found]:
    for match in _ANY.finditer(text):
        if not _is_explained(text, match):
            yield Found(
                start=match.start(),
                end=match.end(),
                type=Kind.REFERENCE,
                status=Status.MASK if _is_long(match[0]) else Status.REVIEW,
                why="a number that nothing explains",
                rank=8,
            )


def _is_long(word: str) -> bool:
    """Whether nothing but a reference has so many digits, and no comma."""
    return word.isdigit() and len(word) >= _MIXED


def _is_reference(token: str, *, led: bool) -> bool:
    """Whether what stands behind a leading word is a number to look somebody up by."""
    digits = sum(map(str.isdigit, token))
    if digits < (_LONG if token.isdigit() else _SHORT) or _MEASURE.match(token):
        return False
    if _TIME.match(token):
        return False
    if led and _YEAR.match(token):
        return False
    return not (token[0].isalpha() and any(_word(part) for part in re.split(r"[\W\d_]+", token)))


def _word(part: str) -> bool:
    return len(part) > _SHORT and known(part.lower()).word > 0


def _is_common(word: str) -> bool:
    """Whether it is "covid-2020", "week-123" or the like: a lower-case word and a short number."""
    letters = "".join(char for char in word if char.isalpha())
    digits = sum(map(str.isdigit, word))
    return (
        word.lower() in _SCREEN_SIZES
        or (letters.islower() and len(letters) > 2 and digits < 5)
        or letters.lower() in {"covid", "section", "year", "week", "day", "room", "form", "version"}
    )


def _is_explained(text: str, match: re.Match[str]) -> bool:
    """Whether a number is a year, a time, an amount, a measure, a law, a form or a count."""
    word = match[0]
    digits, letters = sum(map(str.isdigit, word)), sum(map(str.isalpha, word))
    if _YEAR.match(word) or _MEASURE.match(word) or _FORM.match(word) or _is_common(word):
        return True
    if digits < (_LONG if not letters else _SHORT) and not (
        digits > 1 and letters and len(word) >= _MIXED
    ):
        return True
    if letters and _word(re.split(r"[\W\d_]+", word)[0]):
        return True
    return not letters and (bool(_CLOCK.match(word)) or _counts(text, match.end()))


def _counts(text: str, end: int) -> bool:
    """Whether it is a number of things: the next word is what there are so many of."""
    behind = re.match(r" ([a-z]+)\b", text[end : end + 20])
    return behind is not None and (behind[1] in _COUNTED or behind[1].endswith("s"))


def _found(start: int, end: int, rank: int) -> Found:
    return Found(
        start=start,
        end=end,
        type=Kind.REFERENCE,
        status=Status.MASK,
        why="called a reference" if rank == 3 else "built like a case reference",
        rank=rank,
    )

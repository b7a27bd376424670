"""The words of an age: numbers, units, what may stand before and behind, and whose age it is.

What is counted, measured or lasts is told from it by what comes behind.
"""

from __future__ import annotations

import re

from workbench.privacy.identifiers import Found, Kind, Status
from workbench.privacy.number_words import SPELT, TENS

#: Children's services are there for care leavers up to 25.
_ADULT = 26
_TWENTIES = rf"^twenty(?:[ -](?:{'|'.join(SPELT[:5])}))?$"
#: What is over a whole number of years: "and a half", "and five-sixths".
PART = r"(?:[ -]and[ -](?:a[ -](?:half|bit|quarter|third)|(?:one|two|three|four|five|seven)[ -](?:quarter|third|fifth|sixth|eighth|tenth|twelfth)s?))"
ONE = rf"(?:\d{{1,2}}(?: ?[½¼¾]|\.5| 1/2)?|(?:{'|'.join(sorted(SPELT, key=len, reverse=True))})(?![a-z])|(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(SPELT[:9])}))?){PART}?(?:-?ish\b)?(?![\d½])"
UNIT = r"(?:years?|yrs?|months?|mnths?|mths?|mos?\b|weeks?|wks?|days?)"
ABOUT = (
    r"(?:(?:nearly|almost|about|approx\.?|approximately|around|roughly|only|just|just turned|barely|rising|coming up(?: to| for)?"
    r"|going on(?: for)?|still(?: only)?|now|maybe|probably|already|all of|not quite|not yet|not even|hardly|between|just gone|gone|over|under|at least|as young as|getting on for|pushing|touching"
    r"|close to|well past|easily|exactly|actually|officially|technically|newly|freshly|recently|sweet|little|just the|only the|like|what|(?:only )?just turned|turned) )"
)
MANY = rf"{ONE}(?:(?:, |; ?| ?& ?| and | n | or |/| going on |,? (?:and |but )?not ){ABOUT}?{ONE}){{0,4}}"
LASTING = rf"(?:{ONE} ?(?:[\u2013-]|to|or) ?)?{ONE}[ -]?{UNIT}(?:,? (?:and )?{ONE}[ -]?{UNIT})?"
MONTHS = "jan(?:uary)?|feb(?:ruary)?|march|april|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
SOON = (
    rf"(?: (?:next|this|last) (?:week|month|year|weekend|birthday|term|half[ -]term|summer|easter|christmas|spring|autumn|mon|tue|wed|thu|fri|sat|sun|{MONTHS})\w*"
    rf"| (?:on|in) (?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun|{MONTHS}|\d)\w*| come (?:the )?\w+| (?:after|before|at|by) (?:the )?(?:summer|easter|christmas|new year|half[ -]term)| (?:any|every) day now| tomorrow| today| soon)?"
)
#: What comes behind a number that counts, measures or tells the time, and so is no age.
COUNTS = (
    r"(?![\d%]|[.,:/]\d| ?(?:%|am\b|pm\b|o['\u2019]?clock|foot|feet|ft\b|stone|kg|lbs?\b|ml|cm|inch|of (?!age)|out\b|per\b|hundred"
    r"|thousand|k\b|to [a-z\d]|up\b|down\b|short\b|away\b|behind\b|late\b|different|other|more\b|new\b|good\b|people|children|cent\b"
    r"|and under|and over|plus\b|versions?|groups?|range|appropriate|limit|half\b|quarter|star\b|man\b|page\b|bed\b|[\u2013-] ?\d|min\b|hour)"
    r"| (?!(?:as|this|is|was|has|yes|cos|plus|always|does|years|bless|his|ours|hers|perhaps|besides|goes|stays|lives|likes|loves|wants|says|needs|attends|sleeps|plays|looks|gets|knows|thinks|speaks|helps|seems|shares|hates|sits)\b)[a-z]+s\b)"
)
#: What comes behind a stretch of time that is how long something has gone on.
GOES_ON = (
    r"(?! ?(?:pregnant|late|early|into|behind|off\b|without|clean|sober|away|ago|in\b|on\b|left|overdue|since|later|of (?!age)|long|apart"
    r"|gone|prem|after|before|notice|to\b|worth|from))"
)
BEHIND = r"(?=\s*(?:[.,;:!?)\]/|\n\"\u201d]|[\u2013-]|$)|\s+(?:and|&|or|but|who|is|was|has|had|old|now|so|both|at|in|lives?|attends?|then|with|from|he|she|they|i|we|its|not|just|until|because|cos|already|nearly|going|and)\b|\s*\()"
KINDRED = (
    r"boys?|girls?|sons?|daughters?|twins?|brothers?|sisters?|siblings?|sibs?|kids?|child|children|lads?|lass(?:es)?|toddler|baby"
    r"|youngest|eldest|oldest|(?:biggest|smallest|tallest)(?: one)?|middle one|(?:big|little|wee|older|younger|bigger|smaller|other|first|second|third|last|tiny|quiet) ones?|half-(?:brother|sister|sibling)|step(?:son|daughter)|yp|young person|young man|young woman|teenager|nephew|niece|cousin|grand(?:son|daughter|child)"
)
HE = r"(?:he|she|who)(?:['\u2019]?s| is| was|['\u2019]?ll be| will be| would be|['\u2019]?d be| turns| turned| became)|i['\u2019]?m|i (?:am|was|turn)|when i was|(?:looks?|looked)(?: like)?(?= (?:about|around|barely|maybe|nearly|no more than))|you (?:are|were|turn)|you['\u2019]re"
THEY = r"(?:they|we|you|both|who|twins|boys|girls|kids|children|brothers|sisters)(?:['\u2019]?re| are| were) "


def compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns ready to be looked for, in any case."""
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def age_found(match: re.Match[str], status: Status) -> Found:
    """Return the group "age" of a match as an age; that of a grown-up waits for review."""
    grown = _is_grown(match["age"])
    return Found(
        start=match.start("age"),
        end=match.end("age"),
        type=Kind.AGE,
        status=Status.REVIEW if grown else status,
        why="how old somebody is",
        rank=7 if grown else 5,
    )


def _is_grown(age: str) -> bool:
    lower = age.lower()
    if re.search("month|mth|week|wk|day|/52|/12", lower):
        return False
    digits = re.search(r"\d+", lower)
    if re.search(r"\d ?mo?\b", lower):
        return False
    return (
        int(digits[0]) >= _ADULT
        if digits
        else any(ten in lower for ten in TENS) and not re.search(_TWENTIES, lower)
    )

"""People by what they go by: big dave, baby t, "Wren (4)", a lone letter under a letter, LH in minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.privacy.identifiers import Found, Kind, Role, Status
from workbench.privacy.lexicon import fold, known, word_set
from workbench.privacy.reading import NOBODY, SOME, Reading
from workbench.privacy.signs import (
    CHILDREN,
    PARENTS,
    RELATIVES,
    WORKERS,
    Sign,
    before,
    sign_of,
)
from workbench.privacy.small_letters import is_everyday
from workbench.privacy.tokens import Token, adjoins, place_at

_ARTICLES = word_set(
    "a an the this that these those some any no every each another such what more very too so as"
)
_EPITHETS = word_set("big wee lil auld fat mad lanky skinny tall daft speedy")
_WITH_CAPITAL = _EPITHETS | word_set("young little old")
_SMALL_LETTER = re.compile(
    r"\b(?P<who>(?:big|lil|wee|nan|nana|nanny|gran|granny|grandma|auntie|aunty|uncle|baby|infant|child|twin|sibling|newborn|unborn|bump|toddler|yp|client) [b-hj-mo-qtvz])\b(?![/'\u2019.-]\w)"
)
_LETTER = re.compile(
    r"\b(?P<who>(?:[Ii]nfant|[Nn]ewborn|[Uu]nborn|[Tt]win|[Bb]ump) [A-Z])\b(?!['\u2019](?:m|ve|ll))"
)
#: A lone capital that goes with somebody: "T and Lil Jay", "Amira and K".
_BESIDE = re.compile(
    r"(?<=[a-z,] )(?P<who>[B-HJ-Z]) (?:and|&) (?=[A-Z][a-z])|\b[A-Z][a-z]+ (?:and|&) (?P<second>[B-HJ-Z])(?=[,;:!?)\n]|$|\.(?: |$)| [a-z])"
)
_ROLED = re.compile(
    r"(?<![\w'\u2019-])(?P<who>[A-Z][a-z\u00e0-\u017f][\w'\u2019-]*) \((?:SW|TM|HV|ASYE|PA|FSW|SSW|IRO|CGM|DSL|SENCO|GP|SN|YOT|YJS|CAMHS|FGC|mum|mam|mom|dad|mother|father|nan|gran|aunt|auntie|uncle|sister|brother|carer|foster carer|social worker|"
    r"chair|teacher|head|police|health|school|housing|nurse|midwife|manager|team manager|student|duty|minutes|notes|interpreter|solicitor|advocate|child|partner|neighbour|friend|key ?worker|school nurse|health visitor|family support)\)"
)
_LONE_LINE = re.compile(
    r"\n[ \t]*[\u2013\u2014~-]?[ \t]*(?P<who>[A-Z]\.?(?:[ .]?[A-Z]\.?)?)(?:[ \t]*x+)?[ \t]*(?=\n|$)"
)
_LAST_LETTER = re.compile(r"(?<=[.!?] )(?P<who>[B-HJ-Z])\.?[ \t]*$")
_MINUTED = (
    re.compile(r"(?<=, )(?P<who>[A-Z]{2})(?=[ \t]*(?:\n|$))"),
    re.compile(r"(?<=\()(?P<who>[A-Z]{2})(?= (?:[a-z]+ing|[a-z]+ed|to|for|in|taking|notes|minutes)\b)"),
    re.compile(r"(?<=[\d\n][ \t\u2013-])[ \t\u2013-]*(?P<who>[A-Z]{2})(?= (?:gave|rang|saw|met|told|took|spoke|said|asked|went|left|sent|made|[a-z]{3,}(?:ed|s))\b)"),
    re.compile(r"\b(?i:signed|initialled|minuted|noted|seen|agreed|checked|witnessed)(?: (?:off )?by)?:? (?P<who>[A-Z]{2})(?=[,.;\n]|$| and\b| &)(?:(?:, | and | & )(?P<second>[A-Z]{2})\b)?"),
    re.compile(r"(?<![\w.&/-])(?P<who>[A-Z]{2})(?= (?:on (?:call|duty|shift|leave|nights?|sleep)|off (?:sick|today|until)|away|to chase|has|had|is|was)\b)"),
    re.compile(r"(?<=[.!?] )(?P<who>[A-Z]{2})\.?(?=[ \t]*$)"),
    re.compile(r"(?:^|(?<=[.!?\n] )|(?<=\n))(?P<who>[A-Z]{2})(?= [a-z]{3,}ed\b)"),
    re.compile(r"\b(?i:actions?|owner|lead|task|who)[:\u2013-] ?(?P<who>[A-Z]{2})(?= (?:by|to|before|asap|on|will)\b)"),
)  # fmt: skip
_AGED = re.compile(
    r"(?<![\w'\u2019-])(?P<who>[A-Z][a-z\u00e0-\u017f][\w'\u2019-]*(?: [B-HJ-Z]\b)?)(?=, ?(?:aged )?\d{1,2}[- ]?(?:year|month|week|yo\b|y\b|yrs|mths)|,? \(?(?:aged |age )?\d{1,2}(?:yo|y/o| ?yrs?| ?y)?\)|, (?:who['\u2019]?s|who is|aged?|now|just|nearly) \d{1,2}\b|, (?:1?\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen), )"
)
_PEOPLE = PARENTS | RELATIVES | CHILDREN | WORKERS
_LONE_LINES = 5


def find_bynames(text: str, reading: Reading) -> Iterator[Found]:
    """Yield people by epithet, letter, initials and age."""
    yield from _epithets(reading)
    for match in _BESIDE.finditer(text):
        yield byname(*match.span(match.lastgroup or 0), Status.MASK, "initials")
    for pattern in (_SMALL_LETTER, _LETTER):
        for match in pattern.finditer(text):
            yield byname(*match.span("who"), Status.MASK, "a child by a letter", Role.CHILD)
    yield from _signed(text, reading)
    yield from _minuted(text, reading)
    yield from _aged(text, reading)


def _epithets(reading: Reading) -> Iterator[Found]:
    """Yield "big dave", "Wee Shug", "little Mo"."""
    tokens = reading.tokens
    for place in range(len(tokens) - 1):
        if _is_epithet(reading, place) and _is_borne(reading, tokens[place + 1]):
            doubt = is_everyday(tokens[place + 1].key) and sign_of(tokens, place + 1) is Sign.NONE
            status = Status.REVIEW if doubt else Status.MASK
            yield byname(tokens[place].start, tokens[place + 1].end, status)


def _is_epithet(reading: Reading, place: int) -> bool:
    """Whether a word tells one bearer of the name behind from another."""
    token, name = reading.tokens[place], reading.tokens[place + 1]
    both = token.capital and name.capital and not token.first
    if token.key not in (_WITH_CAPITAL if both else _EPITHETS) or not adjoins(token, name):
        return False
    alike = token.capital is name.capital or not token.capital
    return alike and before(reading.tokens, place) not in _ARTICLES


def _is_borne(reading: Reading, name: Token) -> bool:
    """Whether somebody may be called so, as it is written."""
    facts = name.known
    if name.key in NOBODY or (facts.word == 1 and not facts.word_name):
        return False
    borne = facts.is_plain_name or facts.word_name or facts.given >= SOME
    return borne and (reading.dictated or name.capital or facts.is_plain_name)


def _signed(text: str, reading: Reading) -> Iterator[Found]:
    """Yield a lone letter, or two, that a letter is signed with."""
    for match in _LONE_LINE.finditer(text):
        behind = text[match.end() :].count("\n")
        letters = sum(map(str.isalpha, match["who"]))
        listed = _is_allowed(reading, match.start("who"))
        if behind < _LONE_LINES and not (letters > 1 and listed):
            yield byname(*match.span("who"), Status.MASK, "initials")
    for match in _LAST_LETTER.finditer(text):
        yield byname(*match.span("who"), Status.MASK, "initials")


def _minuted(text: str, reading: Reading) -> Iterator[Found]:
    """Yield the initials of minutes and logs; what the sector's list knows waits for review."""
    for pattern in _MINUTED:
        for match in pattern.finditer(text):
            for group in ("who", "second"):
                if match.groupdict().get(group):
                    listed = _is_allowed(reading, match.start(group))
                    if not listed or pattern is _MINUTED[-1]:
                        status = Status.REVIEW if listed else Status.MASK
                        yield byname(*match.span(group), status, "initials")


def _is_allowed(reading: Reading, start: int) -> bool:
    return place_at(reading.tokens, start) in reading.allowed


def _aged(text: str, reading: Reading) -> Iterator[Found]:
    """Yield who is so old: "Paddy, 13-year-old", "Wren (4)"."""
    for match in (*_AGED.finditer(text), *_ROLED.finditer(text)):
        key = fold(match["who"].split()[0])
        facts = known(key)
        if key in NOBODY | _PEOPLE or _is_allowed(reading, match.start("who")):
            continue
        borne = facts.is_name or facts.word != 1
        if borne and not (facts.noise and (facts.given < SOME or facts.word == 1)):
            rare = facts.word != 1 or facts.word_name or facts.given > 1
            yield byname(*match.span("who"), Status.MASK if rare else Status.REVIEW)


def byname(
    start: int,
    end: int,
    status: Status,
    why: str = "what somebody goes by",
    role: Role = Role.UNKNOWN,
) -> Found:
    """Return a stretch as what somebody goes by."""
    masked = status is Status.MASK
    return Found(
        start=start,
        end=end,
        type=Kind.PERSON,
        status=status,
        why=why if masked else "may be what somebody goes by",
        rank=6 if masked else 8,
        role=role,
    )

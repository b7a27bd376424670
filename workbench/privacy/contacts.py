"""Where somebody can be reached: e-mail, web addresses, handles and postcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.privacy.identifiers import Found, Kind, Status
from workbench.privacy.lexicon import known

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+'\u2019-]{1,64}@[\w-]+(?:\.[\w-]+)+|"
    r"(?<![\w.+-])[\w.+-]{1,64} ?(?:\(at\)|\[at\]) ?[\w-]+(?: ?(?:\(dot\)|\[dot\]|\.) ?[\w-]+)+",
)
_SPOKEN_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?: dot [\w.-]+)* at [\w]+(?: dot [\w]+)* dot (?:com|co dot uk|org|net|gov dot uk|uk)\b",
    re.IGNORECASE,
)
_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"')\]]+|"
    r"\b(?:facebook|fb|instagram|tiktok|twitter|x|snapchat|linkedin)\.com/[^\s<>\"')\]]+",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z_][\w.]{1,30}")
#: A word with an underscore or with digits at its end and a full stop inside is nothing but a handle.
_BARE_HANDLE = re.compile(
    r"(?<![\w@./:-])(?=[a-z])(?:[A-Za-z\d.]*[A-Za-z\d]_+[\w.]*\w|[a-z]+\.[a-z]+\.?\d{1,4})(?![\w@/]|\.\w)"
)
_NAMED_HANDLE = re.compile(
    r"\b(?i:(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|gamertag|gamer tag|roblox|xbox|psn|discord|username|user name|kik|telegram|signal|handle|vinted|onlyfans|wink|yubo|steam|fortnite|twitter)"
    r"(?: (?:name|handle|account|username|tag|user|id))?(?: (?:is|was|called))?:? ?)"
    r"[\"'“\u2018]?((?=[\w.]*[\d_.]\w)[A-Za-z][\w.]{3,30}\w)"
)
_POSTCODE = re.compile(
    r"(?<![\w/-])(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY])"
    r"[ \u00a0]{0,2}\d[ABD-HJLNP-UW-Z]{2})(?![\w/-])",
    re.IGNORECASE,
)
#: Two groups of that form with letters that no postcode has: mistyped, or made up.
_LIKE_POSTCODE = re.compile(
    r"(?<![\w/-])(?:[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}|[a-z]{1,2}\d{1,2}[a-z]? \d(?!am|pm|st|nd|rd|th|yo|hr|km|kg|ml|mg|cm|mm|ft|pt|wk|mo|ks)[a-z]{2})(?![\w/-])"
)
_ORDINALS = frozenset({"1st", "2nd", "3rd", *(f"{digit}th" for digit in range(10))})
_ON_PLATFORM = re.compile(
    r"(?<![\w@./-])(?P<handle>[A-Za-z]+[._][\w.]*\w)(?= on (?:whats ?app|insta|snap|tik ?tok|facebook|fb|discord|telegram|signal|teams|zoom|skype|messenger|facetime|roblox|xbox|kik)\w*)"
    r"|\b(?:via|account|username|user|profile|name on (?:it|there)|called|handle|goes by|known as)(?: is| was|:)? [\"'\u201c\u2018]?(?P<called>(?=[a-z.]*\d)[a-z][\w.]{3,30}\w)",
    re.IGNORECASE,
)
_WITH_YEAR = re.compile(r"(?<![\w@./#-])(?P<letters>[a-z]{5,20})\d{2,4}(?![\w@/-])")
_STRAINS = frozenset({"covid", "sars", "fifa", "windows", "android", "playstation"})
_OUTWARD = re.compile(
    r"\b(?:postcode|post code|area code)s?(?: (?:is|was|starts?|beginning|area))*:? "
    r"([A-Z]{1,2}\d{1,2}[A-Z]?)\b",
    re.IGNORECASE,
)


def find_contacts(text: str) -> Iterator[Found]:
    """Yield e-mail and web addresses, handles and postcodes."""
    for pattern in (_EMAIL, _SPOKEN_EMAIL):
        for match in pattern.finditer(text):
            yield _sure(match, Kind.EMAIL, "built like an e-mail address", rank=1)
    for match in _URL.finditer(text):
        yield _sure(match, Kind.URL, "a web address", rank=1)
    yield from _handles(text)
    for match in _POSTCODE.finditer(text):
        if match[0][-3:] in _ORDINALS:
            continue
        yield _sure(match, Kind.POSTCODE, "built like a UK postcode", rank=2)
    for match in _LIKE_POSTCODE.finditer(text):
        yield _sure(match, Kind.POSTCODE, "built like a postcode", rank=4)
    for match in _OUTWARD.finditer(text):
        yield _sure(match, Kind.POSTCODE, "called a postcode", rank=2, group=1)


def _handles(text: str) -> Iterator[Found]:
    for match in _HANDLE.finditer(text):
        yield _sure(match, Kind.HANDLE, "built like a handle", rank=2)
    for match in _BARE_HANDLE.finditer(text):
        yield _sure(match, Kind.HANDLE, "built like a handle", rank=3)
    for match in _ON_PLATFORM.finditer(text):
        yield _sure(match, Kind.HANDLE, "called a user name", rank=3, group=match.lastgroup or 0)
    for match in _WITH_YEAR.finditer(text):
        if not known(match["letters"]).word and match["letters"] not in _STRAINS:
            yield _sure(match, Kind.HANDLE, "built like a handle", rank=4)
    for match in _NAMED_HANDLE.finditer(text):
        yield _sure(match, Kind.HANDLE, "called a user name", rank=2, group=1)


def _sure(match: re.Match[str], kind: Kind, why: str, *, rank: int, group: int | str = 0) -> Found:
    return Found(
        start=match.start(group),
        end=match.end(group),
        type=kind,
        status=Status.MASK,
        why=why,
        rank=rank,
    )

"""Where somebody can be reached: e-mail, web addresses, handles, postcodes and street addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from workbench.privacy.identifiers import Found, Kind, Status

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
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z_][\w.]{2,30}")
_NAMED_HANDLE = re.compile(
    r"\b(?i:(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|gamertag|roblox|xbox|discord|username|user name)"
    r"(?: (?:name|handle|account|username|tag|user|id))?(?: (?:is|was|called))?:? ?)"
    r"[\"'“\u2018]?((?=[\w.]*[\d_.])[A-Za-z][\w.]{3,30}\w)"
)
_POSTCODE = re.compile(
    r"(?<![\w/-])(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY])"
    r"[ \u00a0]{0,2}\d[ABD-HJLNP-UW-Z]{2})(?![\w/-])",
    re.IGNORECASE,
)
_OUTWARD = re.compile(
    r"\b(?:postcode|post code|area code)s?(?: (?:is|was|starts?|beginning|area))*:? "
    r"([A-Z]{1,2}\d{1,2}[A-Z]?)\b",
    re.IGNORECASE,
)
_STREET = (
    r"(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Dr|Close|Cl|Crescent|Cres|Terrace|Terr|Place|Pl|Way"
    r"|Grove|Gardens|Gdns|Court|Ct|Walk|Row|Mews|Square|Sq|Hill|Rise|Green|Parade|Park|View|Vale|Gate"
    r"|Bank|Croft|Fold|Mount|Meadows?|Yard|Wharf|Broadway|Heights|Villas|Cottages?|House|Tower|Towers"
    r"|Point|Flats|Estate|Buildings|Mansions|Lodge|Chase|Drove|Causeway|Wynd|Brow|Dene|End|Side|Quay"
    r"|Embankment|Boulevard|Approach|Path|Passage|Arcade|Circus|Orchard|Copse|Spinney|Ridge|Field|Fields)"
)
_SURE_STREET = r"(?:street|road|rd|lane|ln|avenue|ave|crescent|terrace|grove|gardens|mews|flats|estate|drive|close|villas)"
_NUMBER = r"(?:\d{1,4}[A-Za-z]?(?:[-/]\d{1,4})?)"
_UNIT = rf"(?:(?:flat|apartment|apt|unit|room|no|number|house)\.? ?(?:{_NUMBER}|[A-Z])\b,? ?)"
_NAME = r"(?:(?:[A-Z][\w'\u2019-]*|[A-Z]\.|of|the|de|le|la|upon|on) ){1,4}?"
_ADDRESS = re.compile(
    rf"(?:\b(?i:{_UNIT}))?(?<![\w£.,:])(?:{_NUMBER},? )(?:{_NAME}){_STREET}\b\.?"
    rf"(?:,? (?:North|South|East|West))?"
)
_HALF_ADDRESS = re.compile(
    rf"\b(?i:{_UNIT}),? ?(?:[A-Z][\w'\u2019-]* ){{0,3}}(?:[A-Z][\w'\u2019-]*)\b"
)
_BARE_UNIT = re.compile(rf"\b(?i:flat|apartment|apt)\.? ?(?:{_NUMBER}|[A-Z]\b)(?!\w)")
_LOWER_ADDRESS = re.compile(
    rf"(?<![\w£.,:])(?:{_NUMBER}),? (?:[a-z'\u2019-]+ ){{1,3}}?{_SURE_STREET}\b", re.IGNORECASE
)
_PLACED = re.compile(
    rf"\b(?:at|to|on|of|from|in|outside|near|opposite) (?P<house>(?:{_NUMBER}),? (?:[a-z'\u2019-]+ ){{1,2}}?(?:bank|court|way|drove|place|walk|row|hill|park|view|rise|end|fold|croft"
    r"|house|green|square|wharf|yard|quay|parade)\b)",
    re.IGNORECASE,
)
_LOWER_UNIT = re.compile(
    rf"\b(?:flat|apartment|apt|unit) {_NUMBER},? (?:[a-z'\u2019-]+ ){{1,3}}?(?:house|court|towers?|point|lodge|heights|buildings"
    r"|mansions|estate|street|road|lane|avenue|terrace|close|way|place|wharf|mill|gardens)\b",
    re.IGNORECASE,
)
_HOUSE_NUMBER = re.compile(
    r"\b(?:number|no\.?) ?\d{1,3}[a-z]?\b(?! (?:one|priority|of|in|on)\b)", re.IGNORECASE
)
_BOX = re.compile(r"\bP\.?O\.? Box \d+", re.IGNORECASE)
_NOT_NAMED = re.compile(
    r"\b(?:minutes?|mins?|hours?|days?|weeks?|months?|years?|miles?|children|kids|families|cases|people"
    r"|of|family|crown|youth|county|magistrates|first|second|third|times|pounds|quid|per|am|pm|in|at|on|down|up|from|to|and|with|for)\b",
    re.IGNORECASE,
)


def find_contacts(text: str) -> Iterator[Found]:
    """Yield e-mail and web addresses, handles, postcodes and street addresses with a number."""
    for pattern in (_EMAIL, _SPOKEN_EMAIL):
        for match in pattern.finditer(text):
            yield _sure(match, Kind.EMAIL, "built like an e-mail address", rank=1)
    for match in _URL.finditer(text):
        yield _sure(match, Kind.URL, "a web address", rank=1)
    for match in _HANDLE.finditer(text):
        yield _sure(match, Kind.HANDLE, "built like a handle", rank=2)
    for match in _NAMED_HANDLE.finditer(text):
        yield _sure(match, Kind.HANDLE, "called a user name", rank=2, group=1)
    for match in _POSTCODE.finditer(text):
        yield _sure(match, Kind.POSTCODE, "built like a UK postcode", rank=2)
    for match in _OUTWARD.finditer(text):
        yield _sure(match, Kind.POSTCODE, "called a postcode", rank=2, group=1)
    yield from _addresses(text)


def _addresses(text: str) -> Iterator[Found]:
    for pattern in (_ADDRESS, _BOX, _BARE_UNIT):
        for match in pattern.finditer(text):
            yield _sure(match, Kind.ADDRESS, "a number and a street or house", rank=3)
    for match in _HALF_ADDRESS.finditer(text):
        if not match[0].lower().startswith(("number", "no", "room")):
            yield _sure(match, Kind.ADDRESS, "a flat and what it is in", rank=4)
    for match in _HOUSE_NUMBER.finditer(text):
        yield replace(_sure(match, Kind.ADDRESS, "may be a house", rank=8), status=Status.REVIEW)
    for match in (
        *_LOWER_ADDRESS.finditer(text),
        *_PLACED.finditer(text),
        *_LOWER_UNIT.finditer(text),
    ):
        group = match.lastgroup or 0
        middle = match[group].split(" ", 1)[1]
        if not _NOT_NAMED.search(middle):
            yield _sure(match, Kind.ADDRESS, "a number and a street", rank=4, group=group)


def _sure(match: re.Match[str], kind: Kind, why: str, *, rank: int, group: int | str = 0) -> Found:
    return Found(
        start=match.start(group),
        end=match.end(group),
        type=kind,
        status=Status.MASK,
        why=why,
        rank=rank,
    )

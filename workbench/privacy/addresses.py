"""Where somebody lives: a number and a street, a flat, a pitch, a house by its name.

A number before a street is masked, with capitals or without, and so is a house number where people
live or are visited ("at number 12"). A number that may only count or order something is let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.privacy.identifiers import Found, Kind, Status
from workbench.privacy.lexicon import fold, known
from workbench.privacy.number_words import SPELT, TENS

_STREET = (
    r"(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Av|Drive|Dr|Drv|Close|Cl|Clo|Crescent|Cres|Terrace|Terr|Ter|Place|Pl|Way"
    r"|Grove|Gr|Gardens|Garden|Gdns|Gds|Court|Ct|Crt|Walk|Row|Mews|Square|Sq|Hill|Rise|Green|Grn|Parade|Park|Pk|View|Vale|Gate"
    r"|Bank|Croft|Fold|Mount|Meadows?|Yard|Wharf|Broadway|Heights|Villas|Cottages?|House|Hse|Tower|Towers|Loan|Brae|Gait|Pend|Vennel"
    r"|Point|Flats|Estate|Buildings|Bldgs|Mansions|Lodge|Chase|Drove|Causeway|Wynd|Brow|Dene|End|Side|Quay|Quays|Neuk|Path|Toll"
    r"|Embankment|Boulevard|Approach|Passage|Arcade|Circus|Orchard|Copse|Spinney|Ridge|Fields?|Bungalows?|Acres?|Hollow|Glade|Dell"
    r"|Leas?|Leys|Paddocks?|Holme|Garth|Ginnel|Snicket|Twitten|Alley|Hurst|Wood|Woods|Farm|Barns?|Mill|Bridge|Cross|Corner|Reach|Ride"
    r"|Landing|Link|Loke|Nook|Oval|Plain|Promenade|Strand|Steps|Turn|Viaduct|Crofts|Downs?|Elms|Oaks|Limes|Beeches|Firs|Grange|Common)"
)
_SURE_STREET = (
    r"(?:street|road|rd|lane|ln|avenue|ave|crescent|cres|terrace|grove|gardens|gdns|mews|flats|estate|drive|close|villas|wynd|vennel|brae"
    r"|broadway|boulevard|causeway|embankment|cottages|bungalows|maisonettes|mansions)"
)
_WEAK_STREET = (
    r"(?:st|bank|court|way|drove|place|walk|row|hill|park|view|rise|end|fold|croft|house|green|square|wharf|yard|quay|parade|loan|gait|pend"
    r"|brow|dene|chase|vale|gate|mount|meadows?|heights|lodge|garth|leys|orchard|copse|paddocks?|towers?|point|buildings|bridge|ridge|hollow|approach|lanes|quadrant|lock|locks|parc|plas|rigg|gill|haven|cove|hythe|staithe|slip|brook|mead|warren|glebe|pightle)"
)
#: Streets whose kind stands before their name: Welsh, Gaelic, and "The".
_WELSH = r"(?:heol|ffordd|stryd|maes|l[oô]n|rhodfa|clos|bryn|cwrt|parc|cae|t[yŷ]|llys|bro|trem|gerddi|allt|rhiw|waun|tir|dol|ger|nant|pen|erw|rue|sr[aà]id|b[oó]thar|caol)"
_DAYS = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
_NUMBER = r"(?:\d{1,4}[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?)?)"
#: House numbers in words, as dictated: "sixty one", "fifty four b", "a hundred and two".
_UNITS = rf"(?:{'|'.join(SPELT[:9])})"
_TEENS = rf"(?:{'|'.join(SPELT[9:])}|(?:{'|'.join(TENS)})(?:[ -]?{_UNITS})?)"
_SPELT = (
    rf"(?:(?:(?:a|one|two) hundred and )?{_TEENS}|(?:a|one|two) hundred and {_UNITS})(?: [a-d]\b)?"
)
_HOUSE = r"(?:flat|apartment|apt|unit|room|rm|no|number|house|plot|pitch|caravan|trailer|chalet|lot|block|studio|bedsit|maisonette|bay|berth|suite|villa)"
_UNIT = rf"(?:{_HOUSE}\.? ?(?:{_NUMBER}|[A-Z])\b,? ?)"
_NAME = r"(?:(?:[A-Z][\w'\u2019-]*|[A-Z]\.|of|the|de|le|la|upon|on|y|yr) ){1,4}?"
_FLAT = r"(?:(?:flat|apartment|apt|room|rm|unit) [a-z\d/]{1,5},? )?"
_SURE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:\b(?i:c/o |no\.? ?|number |nr\.? ?|{_UNIT}))?(?<![\w£,:])(?<!\d\.)(?:{_NUMBER},? )(?:{_NAME}){_STREET}\b\.?(?:,? (?:North|South|East|West))?",
        rf"(?<![\w£.,:])(?:{_NUMBER},? )(?i:{_WELSH})(?: (?:[A-Z][\w'\u2019-]*|y|yr|the|an|na|nan)\b){{1,3}}",
        rf"(?i:\b(?:flat|apartment|apt|plot|pitch|caravan|maisonette|bedsit|chalet)s?\.? ?(?:{_NUMBER}|(?-i:[A-Z])\b)(?!\w))(?:,? (?:the )?(?-i:[A-Z][\w'\u2019-]*(?: [A-Z][\w'\u2019-]*){{0,2}}(?: site)?))?",
        r"\b(?i:P\.?O\.? Box \d+)",
        r"\b(?:[Tt]he )?Old (?!Testament|English|Age|Bailey|Street)[A-Z][\w'\u2019-]+",
        r"(?<![\w£.,:])\d{1,4}[A-Za-z]?,? [Tt]he [A-Z][\w'\u2019-]+",
        rf"\b[Tt]he {_STREET}(?=,| on\b| in\b)(?:, (?:[A-Z][\w'\u2019-]+ ?){{1,3}}{_STREET}\b)",
    )
)  # fmt: skip
_HALF_ADDRESS = re.compile(
    rf"\b(?i:{_UNIT}),? ?(?:[A-Z][\w'\u2019-]* ){{0,3}}(?:[A-Z][\w'\u2019-]*)\b"
)
_LOWER = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w£.,:])(?P<home>{_FLAT}{_NUMBER},? (?:[a-z'\u2019-]+ ){{1,3}}?{_SURE_STREET}\b)",
        rf"(?<![\w£.,:])(?P<home>\d{{1,3}}[a-d],? (?:[a-z'\u2019-]+ ){{1,2}}?{_WEAK_STREET}\b)",
        rf"\b(?:about|at|to|on|of|from|in|into|outside|near|opposite|address|address is|lives?|living|visit|visited|its|it['\u2019]s|is|still) (?P<home>{_FLAT}{_NUMBER},? (?:[a-z'\u2019-]+ ){{1,2}}?{_WEAK_STREET}\b)",
        rf"\b(?P<home>(?:flat|apartment|apt|unit|plot|pitch) {_NUMBER},? (?:[a-z'\u2019-]+ ){{1,3}}?(?:{_WEAK_STREET}|{_SURE_STREET}|mill)\b)",
        rf"\b(?P<home>(?:(?:flat|apartment|number) (?:{_SPELT}|{_UNITS}),? )?{_SPELT},? (?:[a-z'\u2019-]+ ){{1,2}}?{_SURE_STREET}\b)",
        rf"\b(?P<home>(?:flat|apartment|number) (?:{_SPELT}|{_UNITS}),? (?:{_SPELT},? |{_UNITS},? )?(?:[a-z'\u2019-]+ ){{1,2}}?(?:{_WEAK_STREET}|{_SURE_STREET})\b)",
        rf"\b(?:address|address is|lives? at|living at|moved to|visit(?:ed)? to|staying at) (?P<home>(?:{_SPELT}|{_UNITS}),? (?:[a-z'\u2019-]+ ){{1,2}}?(?:{_WEAK_STREET}|{_SURE_STREET})\b)",
        rf"(?<![\w£.,:])(?P<home>{_NUMBER},? {_WELSH}(?: (?:y|yr|an|na|nan))?(?: [a-z'\u2019-]{{3,}}))\b",
        rf"(?<![\w£.,:])(?P<home>{_NUMBER},? the (?:{_SURE_STREET}|{_WEAK_STREET}))\b",
    )
)  # fmt: skip
#: A flat that is told by where in the house it is, or by a stair as in Scotland.
_TOLD_FLAT = re.compile(
    r"\b(?i:flat|stair|door|buzzer|floor)[ :,]+(?P<home>(?:[bgt]f?|\d{1,2})/\d{1,2}(?:/\d)?)(?![\w/])"
    r"|(?P<house>\b(?i:top|ground floor|first floor|second floor|basement|upper|lower|attic|garden)[ -]flat,? (?:at |in )?(?:(?:the )?old [a-z]+|(?:the |\d{1,4}[a-z]? )?[A-Z]\w+(?: [A-Z]\w+)*))"
)
_AT_HOUSE = re.compile(
    r"\b(?:at|from|outside|opposite|into|round|to|in|next door,?(?: at)?|address|live|lives|living|neighbours?|for|near|by) (?:the )?(?P<home>(?:number|no\.?|nr\.?|num|house) ?\d{1,4}[a-z]?)\b(?!(?:\.\d| of\b| on the list| in the queue| priority|%))",
    re.IGNORECASE,
)
#: A number and some words right before a postcode, or a number and a capital where people live or go to.
_BEFORE_POSTCODE = re.compile(
    rf"(?<![\w£.,:/])(?P<home>(?:{_HOUSE}\.? ?{_NUMBER},? )?(?:\d{{1,4}}[a-z]?(?:[-/]\d{{1,4}})?),? (?:[^\W\d_][\w'\u2019-]*,? ){{1,5}}?)(?=(?:post ?code(?: is|:)? ?)?[a-z]{{1,2}}\d{{1,2}}[a-z]? ?\d[a-z]{{2}}\b)",
    re.IGNORECASE,
)
_LIVED_AT = re.compile(
    rf"\b(?i:at|to|from|address(?: is|:)?|lives?|living|moved|stays?|staying|posted|into|its|it['\u2019]s|outside|visit(?:ed)?:?) (?P<home>(?!(?:19|20)\d\d )\d{{1,4}}[A-Za-z]?(?:/\d{{1,2}})?,? (?!{_DAYS})(?:[A-Z][a-z\u00c0-\u017f'\u2019]+(?:-[\w'\u2019]+)*)(?:(?: (?:y|yr|the|of|na|nan|an|le))* [A-Z][\w'\u2019-]+){{0,3}})"
)
_PITCHED = re.compile(
    r"\b(?P<home>(?i:caravan|trailer|chalet|flat|annexe?|boat|barge|narrowboat|static|mobile home|tent|van|shed|bedsit|room|yurt|lodge)"
    r" (?i:behind|beside|next to|above|over|opposite|moored (?:at|by|off)|parked (?:at|by|behind)|round the back of|at the back of|below|off) (?i:the )?(?:[A-Z][\w'\u2019-]+,? ?){1,6}(?<![ ,]))"
)
_DOOR = re.compile(
    r"\b(?:door|neighbou?rs?|lives?|living|moved|lad|lady|man|woman|bloke|family|house|home|door to door|kids|children|people|lot|them|one|tenants?|landlord|occupants?|couple)"
    r" (?:next door )?(?:of|in|at) (?P<home>(?:1[3-9]|[2-9]\d|1\d\d|2[0-3]\d)[a-d]?)(?!\w|[:.]\d|/|[-\u2013]\d| ?(?:am|pm|o['\u2019]?clock|hrs|%|past|and\b| to\b)| \w+s\b)",
    re.IGNORECASE,
)
_HOUSE_NUMBER = re.compile(
    r"(?:^|[.,;(\n]) ?(?P<home>(?:number|no\.?) ?\d{1,3}[a-z]?)\b(?! (?:one|priority|of|in|on)\b)|\b(?:dad|mum|father) of (?P<house>no\.? ?\d)\b",
    re.IGNORECASE,
)
_LODGED = re.compile(
    r"\b(?:hotel|hostel|b ?& ?b|b and b|inn|lodge|refuge|travelodge|guest ?house|ward|hospital|halls|supported living|foyer|ymca)\b",
    re.IGNORECASE,
)
_ROOM = re.compile(
    r"\b(?:room|rm|ward|bay|bed) ?(?:no\.? ?|number )?(?P<home>\d{1,3}[a-z]?)\b", re.IGNORECASE
)
_NAMED_HOUSE = re.compile(
    r"\b(?P<home>(?:(?!The |And |In |At |On |From |Of |To )[A-Z][\w'\u2019-]+ ){1,3}"
    r"(?:Cottages?|Farm|Farmhouse|Rectory|Vicarage|Manse|Bungalow|Barn|Lodge|Croft|Grange|Manor|Villa|Forge|Bakery|Schoolhouse|Gatehouse|Stables|Oast|Mill|Maltings|Chalet)\b"
    r"(?:, (?:[A-Z][\w'\u2019-]+ ?){1,3}(?<! ))?)"
)
#: A line of a form that holds an address, and what people say before one.
_LABELLED = re.compile(
    r"^[ \t\u2022*-]*(?:home |current |previous |last known |placement |family |new |old )?addre?ss(?:es)?\b[^:\n]{0,25}:[ \t]*(?P<home>[^\n;|]{4,120})",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_NAMED = re.compile(
    r"\b(?:way|foot|feet|bed|seater|minutes?|mins?|hours?|days?|weeks?|months?|years?|miles?|children|kids|families|cases|people"
    r"|of|family|crown|youth|county|magistrates|first|second|third|times|pounds|quid|per|am|pm|in|at|on|down|up|from|to|and|with|for|is|was|are|were|by)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\d+[a-z]? (?P<first>[\w'\u2019-]+)")
_LODGED_NEAR, _LONG_ROOM = 80, 3


def find_addresses(text: str) -> Iterator[Found]:
    """Yield where somebody lives: streets with a number, flats, houses by number or name."""
    for pattern in _SURE:
        for match in pattern.finditer(text):
            yield _sure(match, "a number and a street or house")
    for match in _HALF_ADDRESS.finditer(text):
        if _is_flat(match[0]):
            yield _sure(match, "a flat and what it is in", rank=4)
    yield from _small_streets(text)
    yield from _lived_at(text)
    yield from _houses(text)


def _small_streets(text: str) -> Iterator[Found]:
    """Yield a number and a street without capitals."""
    for pattern in _LOWER:
        for match in pattern.finditer(text):
            if not _NOT_NAMED.search(match["home"].split(" ", 1)[1]):
                yield _sure(match, "a number and a street", rank=4, group="home")


def _lived_at(text: str) -> Iterator[Found]:
    """Yield what stands where people live, and what stands before a postcode."""
    for match in (*_LIVED_AT.finditer(text), *_PITCHED.finditer(text)):
        if not _is_count(match["home"]):
            yield _sure(match, "where somebody lives", rank=4, group="home")
    for match in _BEFORE_POSTCODE.finditer(text):
        yield _sure(match, "what stands before a postcode", rank=4, group="home")


def _houses(text: str) -> Iterator[Found]:
    for pattern in (_AT_HOUSE, _DOOR, _NAMED_HOUSE, _TOLD_FLAT, _LABELLED):
        for match in pattern.finditer(text):
            yield _sure(match, "a house by its number or name", rank=4, group=match.lastgroup or 0)
    for match in _HOUSE_NUMBER.finditer(text):
        yield _sure(
            match, "may be a house", rank=8, group=match.lastgroup or 0, status=Status.REVIEW
        )
    for match in _ROOM.finditer(text):
        near = text[max(0, match.start() - _LODGED_NEAR) : match.end() + _LODGED_NEAR // 2]
        if _LODGED.search(near):
            yield _sure(match, "a room where people stay", rank=4)
        elif len(match["home"]) >= _LONG_ROOM:
            yield _sure(match, "may be a room where people stay", rank=8, status=Status.REVIEW)


def _is_count(found: str) -> bool:
    """Whether a number and a capital count something: "at 2 Reviews", "to 3 GPs"."""
    counted = _COUNTED.match(found)
    first = counted["first"] if counted else ""
    plural = first.endswith("s") and known(fold(first)).word > 0 and found.count(" ") == 1
    return bool(counted) and (plural or first.isupper())


def _is_flat(found: str) -> bool:
    """Whether what stands before a capital is a flat, and not "room 4 Amira" or "no 7 Will"."""
    kind = re.match("[a-z]+", found.lower())
    last = known(fold(found.split()[-1]))
    return (
        kind is not None
        and kind[0] in {"flat", "apartment", "apt", "plot", "pitch", "block", "unit", "house"}
        and not last.is_plain_name
    )


def _sure(
    match: re.Match[str],
    why: str,
    *,
    rank: int = 3,
    group: int | str = 0,
    status: Status = Status.MASK,
) -> Found:
    return Found(
        start=match.start(group),
        end=match.end(group),
        type=Kind.ADDRESS,
        status=status,
        why=why,
        rank=rank,
    )

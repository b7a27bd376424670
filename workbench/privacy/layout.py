"""Places on a page where names stand: greetings, sign-offs, speakers, fields of a form, lists of who was there.

A word that stands there and may be a name is one, even if it is an English word elsewhere ("Joy:",
"Thanks, Star x"); one that hardly can be waits for review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.privacy.allowlist import is_called_like
from workbench.privacy.explained import is_built
from workbench.privacy.identifiers import Found, Kind, Status
from workbench.privacy.lexicon import word_set
from workbench.privacy.reading import FEW, SOME, Reading
from workbench.privacy.tokens import Token, within

_NAMED = r"[^\W\d_][\w'\u2019.-]{0,30}"
_FIELD = re.compile(
    r"(?:^[^\w\n]*|(?<=[.;|] ))(?:\d+[.)] ?)?(?:the )?(?:child(?:ren)?(?:'s|s)? ?)?(?:full |first |sur|fore|legal |known )?"
    r"(?:names?|child|children|baby|mother|father|mum|dad|parents?|carers?|foster carers?|siblings?|sibs|brothers?|sisters?|worker|social worker"
    r"|sw|ssw|allocated(?: to| worker| sw)?|supervisors?|supervisees?|present|in attendance|attendees|attending|attended|who was there|people"
    r"|apologies|apols|chair(?:ed by)?|minutes?(?: taken)?(?: by)?|notes? ?(?:taker|taken by|by)|from|to|cc|bcc|caller|call from|referrers?|referred by|completed by"
    r"|written by|author|recorded by|signed(?: by| off by)?|signature|witness(?:es)?|interpreter|key ?workers?|yp|young person|victim|perp|perpetrator|alleged perpetrator"
    r"|mgm|pgm|mgf|pgf|nan|gran|grandparents?|next of kin|emergency contact|health visitor|hv|iro|guardian|safeguarder|advocate|solicitor|family|lives with|living with"
    r"|home visit to|visit to|seen|spoken to|facilitators?|participants?|pupils?|students?|patient|client|re|subject|buddy|mentor|escort|driver|manager|team manager|tm"
    r"|assessor|practitioner|consultant|members?|panel members?|teacher|dsl|senco|police|health|gp|school nurse|partners?|sponsor|cared for by|kids|key|on duty|duty(?: senior| sw| manager)?|cover)"
    r"(?:'s name| names?)?(?: \([^)\n]{1,30}\))? ?[:=\u2013-]+ ?(?P<value>[^\n]+)",
    re.IGNORECASE | re.MULTILINE,
)
_SPEAKER = re.compile(rf"^[^\w\n]*(?P<name>{_NAMED}(?: [A-Z][\w.'\u2019-]*)?) ?: ", re.MULTILINE)
_BULLET = re.compile(
    rf"^[ \t]*(?:[\u2022*\u00b7>-]|\d+[.)])[ \t]*(?P<name>{_NAMED}(?: [A-Z][\w.'\u2019-]*)?) ?(?:[:=\u2013\u2014]|- | - |\()",
    re.MULTILINE,
)
_GREETING = re.compile(
    rf"(?:^|[.!?\n\"“] ?)[^\w\n]{0, 3}(?:good )?(?:hi|hiya|hey|hello|helo|dear|morning|afternoon|evening|alright|yo|shwmae|bore da|dia duit|salaam|right|so|ok|listen|oi) "
    rf"(?P<name>{_NAMED}(?: [A-Z][\w.'\u2019-]*)?)(?:(?: and | & |/|, )(?P<second>{_NAMED}))?(?=\s*(?:[,!.?\n\u2013]|-|$))",
    re.IGNORECASE | re.MULTILINE,
)
_THANKED = re.compile(
    rf"(?:\b(?:thanks|thank you|thankyou|thx|ta|cheers|ty|diolch|sorry|congrats|congratulations|welcome|welcome back|bye|night|happy birthday|well done|love|regards|wishes|best|muchly|again|sincerely|faithfully|soon|later|x+)|[\u2013\u2014](?=[ \t]+(?-i:[A-Z]))|-(?=[ \t]+(?-i:[A-Z])))"
    rf"[,!.]?[ \t]+(?P<name>{_NAMED}(?: [A-Z][\w.'\u2019-]*)?)(?=[ \t]*(?:x+\b)?[ \t]*(?:\([^)\n]*\))?[ \t]*[!.,\u2013-]*[ \t]*(?:$|\n))",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:thanks|thank you|thx|ta|cheers|regards|wishes|love|sincerely|faithfully|truly|best|diolch|muchly|soon|later|x+|ever|yours|worker|tomorrow|weekend)[\s,.!x]*$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"^[ \t]*[\u2013\u2014~-]*[ \t]*(?:x+ )?(?P<name>{_NAMED}(?: {_NAMED}){{0,2}})[ \t]*(?:x+)?[ \t]*(?:[(,\u2013-][^\n]{{0,50}})?[.!]?[ \t]*$"
)
_LAST_FIRST = re.compile(
    r"(?<![\w-])(?P<name>(?:[A-Z][A-Z'\u2019-]+ ){0,3}[A-Z][A-Z'\u2019-]+, [A-Z][a-z\u00e0-\u017f'\u2019-]+(?:[ -][A-Z][a-z\u00e0-\u017f'\u2019-]+){0,2})(?!\w)"
)
_INITIALS = re.compile(
    r"(?<![\w.&/-])(?P<name>[A-Z]{2,3})(?= to [a-z]+\b| will [a-z]+\b|: ?[a-z]| / [A-Z]{2} to\b| & [A-Z]{2} to\b|/[A-Z]{2} to\b)"
    r"|\b(?i:actions?|owner|by|lead|initials?|signed|assigned to)(?:[:\u2013-] ?| )(?P<owner>[A-Z]{2,3})(?![\w-])"
)
_LAST_COMMA = re.compile(
    r"(?:^|[;:|\u2022\n])[ \t-]*(?P<name>[A-Z][a-z'\u2019-]+, [A-Z][a-z'\u2019-]+)(?=[ \t]*(?:[;|(\n\u2013]|- |$))",
    re.MULTILINE,
)
_INITIALED = re.compile(
    r"(?<![\w.&])(?P<name>[A-Z]\. ?(?:[A-Z]\. ?)?[A-Z][a-z][\w-]+(?:['\u2019](?!s\b)[\w-]+)?)"
)
_NOBODY = word_set(
    "all both everyone everybody team folks colleagues colleague there guys sir sirs madam mum mam mom dad nan nana gran grandma grandad lovely friend friends you me "
    "the a an this that it is was we i he she they my our your his her their for to in on at of and or but so no not yes what when where why how who if then now here just "
    "good great bad more less next first last new old plan action actions note notes date time summary update outcome agreed discussed reason risk risks status type case "
    "again much very many lots loads always anyway later tomorrow today tonight soon back only also still never even ever well done one two three four five "
    "ours ourselves trust mrs mr ms miss dr unknown none n/a na tbc ok okay please thanks re sorry hello hi bye love duty inbox admin housing health police school team fw re "
    "service manager worker social family support head lead chair senior deputy unit office teacher teachers nurse doctor officer professional professionals children child baby kid kids boys girls by ta cheers regards xx x xxx diolch perp reg"
)
_LONGEST_LIST = 240


def find_by_layout(text: str, reading: Reading) -> Iterator[Found]:
    """Yield names by where they stand on the page."""
    for match in _FIELD.finditer(text):
        start = match.start("value")
        yield from _field(reading, start, min(match.end("value"), start + _LONGEST_LIST))
    for pattern in (_GREETING, _THANKED):
        for match in pattern.finditer(text):
            for group in ("name", "second"):
                if match.groupdict().get(group):
                    yield from _slot(reading, *match.span(group))
    yield from _headed(text, reading)
    yield from _signed(text, reading)
    yield from _capitals(text, reading)
    yield from _tasked(text, reading)


def _signed(text: str, reading: Reading) -> Iterator[Found]:
    """Yield the name that stands alone at the end of a letter or a message."""
    lines = text.rstrip().split("\n")
    start = len(text.rstrip())
    for back, line in enumerate(reversed(lines[1:][-3:]), start=1):
        start -= len(line)
        match = _SIGNED.match(line)
        earlier = next((each for each in reversed(lines[: len(lines) - back]) if each.strip()), "")
        dashed = line.lstrip()[:1] in tuple("\u2013\u2014~-")
        ended = " " not in line.strip() and earlier.rstrip()[-1:] in tuple(".!?")
        if match and (dashed or back == 1 or ended or _CLOSING.search(earlier)):
            yield from _slot(reading, start + match.start("name"), start + match.end("name"))
        start -= 1


def _capitals(text: str, reading: Reading) -> Iterator[Found]:
    """Yield "OKAFOR, Daniel", "Price, Kayla" and "J. Stubbs"."""
    for match in _LAST_FIRST.finditer(text):
        inside = _within(reading, *match.span("name"))
        alone = inside and "," in reading.tokens[inside[1]].joined
        title = alone and inside[0] in reading.allowed
        if inside and not title and _may_be(reading, inside[-1]):
            yield replace(_name(*match.span("name"), Status.MASK), rank=4)
    for match in _LAST_COMMA.finditer(text):
        if _is_last_first(reading, *match.span("name")):
            yield replace(_name(*match.span("name"), Status.MASK), rank=4)
    for match in _INITIALED.finditer(text):
        last = _within(reading, *match.span("name"))[-1]
        token = reading.tokens[last]
        spoken = token.known.word == 1 and not token.known.is_name
        if last not in reading.allowed and token.key not in _NOBODY and not spoken:
            yield _name(*match.span("name"), Status.MASK)


def _is_last_first(reading: Reading, start: int, end: int) -> bool:
    tokens = [reading.tokens[each] for each in _within(reading, start, end)]
    family, *given = (each.known for each in tokens)
    if any(_is_nobody(each) for each in tokens):
        return False
    return family.family >= SOME and all(each.given >= SOME and not each.noise for each in given)


def _tasked(text: str, reading: Reading) -> Iterator[Found]:
    """Yield the initials of who is to do something: "Action: BW", "AT to ring"."""
    for match in _INITIALS.finditer(text):
        group = match.lastgroup or 0
        inside = _within(reading, *match.span(group))
        if not inside or inside[0] in reading.allowed | reading.shouted:
            continue
        near = [each for each in (inside[0] - 1, inside[0] + 1) if 0 <= each < len(reading.tokens)]
        loud = (reading.tokens[each] for each in near)
        if not any(each.shouted and len(each.text) > SOME for each in loud):
            short = len(reading.tokens[inside[0]].text) == FEW
            yield _name(*match.span(group), Status.MASK if short else Status.REVIEW)


def _field(reading: Reading, start: int, end: int) -> Iterator[Found]:
    """Yield the names in a field of a form, up to where it becomes a sentence."""
    for place in _within(reading, start, end):
        token = reading.tokens[place]
        if (
            not token.capital
            and not reading.dictated
            and token.key not in ("and", "n", "al", "de", "el", "bin")
        ):
            if token.start > start + 1 and token.joined.strip() in ("", "."):
                return
            continue
        if token.capital and place not in reading.shouted and not _is_role(reading, place):
            yield from _slot(reading, token.start, token.end)


def _is_known(reading: Reading, place: int) -> bool:
    return place in reading.allowed and not is_called_like(reading.tokens[place])


def _is_role(reading: Reading, place: int) -> bool:
    """Whether capitals behind a name and a comma say what somebody is: "Mr Teague, VP"."""
    token, earlier = reading.tokens[place], reading.tokens[place - 1]
    return (
        token.shouted and token.joined == ", " and not earlier.shouted and len(token.text) <= SOME
    )


def _slot(reading: Reading, start: int, end: int) -> Iterator[Found]:
    """Yield what stands in a place for a name, if it can be one."""
    places = _within(reading, start, end)
    if not places or any(_is_known(reading, each) for each in places):
        return
    tokens = [reading.tokens[each] for each in places]
    if any(_is_nobody(each) for each in tokens):
        return
    if all(_may_be(reading, each) for each in places):
        yield _name(tokens[0].start, tokens[-1].end, Status.MASK)
    elif len(tokens) == 1 and (tokens[0].capital or tokens[0].known.is_name):
        yield _name(tokens[0].start, tokens[0].end, Status.REVIEW)


def _headed(text: str, reading: Reading) -> Iterator[Found]:
    """Yield who speaks, and whom a point of a list is about, but no headings."""
    spans = [
        each.span("name") for pattern in (_SPEAKER, _BULLET) for each in pattern.finditer(text)
    ]
    named = [span for span in spans if not _is_heading(reading, *span)]
    for span in named:
        yield from _slot(reading, *span)
    if named:
        yield from _among_speakers(reading, sorted(set(spans) - set(named)))


def _among_speakers(reading: Reading, spans: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Yield words that some are called by, where other speakers have a name: "Col: that's because"."""
    for start, end in spans:
        tokens = [reading.tokens[each] for each in _within(reading, start, end)]
        if len(tokens) == 1 and tokens[0].known.given >= FEW and not _is_nobody(tokens[0]):
            again = sum(each == (start, end) for each in spans) > 1
            sure = tokens[0].known.word_name or again or len(tokens[0].key) <= SOME
            sure = sure and tokens[0].known.given >= SOME
            yield _name(start, end, Status.MASK if sure else Status.REVIEW)


def _is_heading(reading: Reading, start: int, end: int) -> bool:
    """Whether what stands before a colon or a dash is a heading: "Present:", "Church:"."""
    tokens = [reading.tokens[each] for each in _within(reading, start, end)]
    return any(
        (each.known.word == 1 and not each.known.word_name)
        or each.known.noise
        or is_built(each.key)
        or (each.known.word and each.known.given < FEW)
        for each in tokens
    )


def _is_nobody(token: Token) -> bool:
    single = len(token.key) == 1 and not token.capital
    return token.key in _NOBODY or single or (token.shouted and len(token.text) > SOME + 1)


def _may_be(reading: Reading, place: int) -> bool:
    """Whether somebody may be called so: names, initials, words that nothing else explains."""
    token = reading.tokens[place]
    facts = token.known
    if len(token.text) == 1:
        return token.capital
    if facts.noise:
        return token.capital and facts.given >= SOME
    if facts.is_plain_name or facts.word_name:
        return True
    if facts.word == 1:
        return token.capital and max(facts.given, facts.family) >= SOME
    return token.capital or (not facts.word and facts.is_name) or facts.given >= FEW


def _within(reading: Reading, start: int, end: int) -> Sequence[int]:
    return within(reading.tokens, start, end)


def _name(start: int, end: int, status: Status) -> Found:
    masked = status is Status.MASK
    return Found(
        start=start,
        end=end,
        type=Kind.PERSON,
        status=status,
        why="stands where a name stands" if masked else "stands where a name may stand",
        rank=6 if masked else 7,
    )

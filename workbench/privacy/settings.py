"""Schools, nurseries and colleges by what is said of them: attends X, on roll at X, School: X, X's SENCO.

A setting needs no word such as "school" in its name. Behind a verb of schooling a name is masked; behind
"goes to" and the like, and where it is nothing but everyday words, it waits for review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.privacy.allowlist import acronyms, sector
from workbench.privacy.identifiers import Found, Status
from workbench.privacy.lexicon import word_set
from workbench.privacy.schooling import (
    CAP,
    GOING,
    LABEL,
    NAME,
    NOWHERE,
    SCHOOLING,
    SMALL,
    TAUGHT,
    setting_found,
)
from workbench.privacy.tokens import tokens_of

_LETTERS = r"(?P<name>[A-Z]{2,4})(?![\w'\u2019/&-])"
_LEADS = tuple(
    (re.compile(rf"\b(?i:{lead}) (?!(?i:{lead}) ){name}"), sure)
    for lead, sure in ((SCHOOLING, True), (GOING, False))
    for name in (NAME, _LETTERS)
)
_BEFORE_CLUB = re.compile(
    rf"(?<![\w'\u2019]){NAME}(?: \w+)? (?:breakfast club|after[- ]school(?: club)?|nursery class|sixth form|uniform|blazer|jumper|playground|SENCO|SENDCo|DSL|PTA|PRU)\b"
)
_FIELD = re.compile(
    rf"(?:^|[.;|,\n\u2022] ?)(?i:{LABEL}) ?[:=\u2013-] ?{NAME}(?: ?/ ?(?P<second>(?:the )?{CAP}(?: {CAP}){{0,3}}))?",
    re.MULTILINE,
)
_WHERE = re.compile(
    rf"\b(?P<name>[Tt]he (?i:{TAUGHT}) (?:on|in|off|up|down|by|near|at|opposite|behind|beside) (?:the )?(?:{CAP}(?: {CAP}){{0,2}}|{SMALL}(?: {SMALL})? (?:street|road|lane|hill|estate|avenue|green|park|parade|way|terrace|crescent|row|gate|bridge)\b))"
)
_ALONE = re.compile(
    r"\b(?P<name>the (?:Academy|Grammar|High|Juniors|Infants|Primary|Convent|Comp|Prep|Gaelscoil|Ysgol))(?! [A-Z])\b"
)
#: A school in passing, between commas, and what has a teacher.
_BESIDE = re.compile(
    rf"\b(?i:school|nursery|college|playgroup|childminder|pre-?school|academy|setting|primary|secondary), {NAME}(?=[,.;)\n]|$)"
)
_OWNER = re.compile(
    rf"(?<![\w'\u2019]){NAME}['\u2019]s? (?:EP|SENCO|SENDCo|DSL|DT|PTA|head ?teacher|breakfast club|after[- ]school club|nursery class|reception|sixth form|uniform)\b"
)
#: What schools are of: a church, a kind, a stage.
_OF_KIND = re.compile(
    rf"(?<![\w'\u2019])(?P<name>{CAP}(?: {CAP}){{0,3}} (?:C of E|CofE|RC|VA|VC|JMI|UTC|[Ss]chool (?:&|and) [Cc]ollege|6th [Ff]orm)\b(?: (?:Primary|Infants?|Juniors?|School|Academy|High|Secondary))*)"
)
#: Its kind in brackets behind it.
_TOLD = re.compile(
    rf"(?<![\w'\u2019]){NAME} \((?:his |her |their |our |my |the |a )?(?:\w+ )?(?:nursery|school|college|childminder|pre-?school|playgroup|after[- ]school(?: club)?|breakfast club|academy|primary|secondary|creche|sixth form|PRU|alternative provision)\b"
)
#: What reports as a setting does: "Kids Planet Stockport say".
_SPEAKING = re.compile(
    rf"(?:^|[.!?\n] ){NAME}(?= (?:say|reports?|reported|offering|offered|offers?|(?:have|has) (?:him|her|them|put)|can['\u2019]?t (?:meet|take)|cannot (?:meet|take)|won['\u2019]?t take)\b)",
    re.MULTILINE,
)
_LED = (
    *_LEADS,
    *((each, True) for each in (_FIELD, _BEFORE_CLUB, _BESIDE, _OWNER, _TOLD)),
    (_SPEAKING, False),
)
#: How far a phrase of the sector's list may reach.
_AHEAD = 80


def find_settings(text: str) -> Iterator[Found]:
    """Yield schools and the like by what is said of them, with capitals."""
    for pattern, sure in _LED:
        for match in pattern.finditer(text):
            yield from _capital(match, "name", sure=sure)
    for match in _FIELD.finditer(text):
        if match["second"]:
            yield from _capital(match, "second", sure=True)
    for pattern, status in (
        (_WHERE, Status.MASK),
        (_OF_KIND, Status.MASK),
        (_ALONE, Status.REVIEW),
    ):
        for match in pattern.finditer(text):
            yield setting_found(*match.span("name"), status)


def _capital(match: re.Match[str], group: str, *, sure: bool) -> Iterator[Found]:
    """Yield a name with capitals: for the mask where it is no everyday word behind a verb of schooling."""
    tokens = tokens_of(match[group])
    named = [each for each in tokens if each.capital and each.key != "the"]
    start = match.start(group)
    ahead = tokens_of(match.string[start : start + _AHEAD])
    if not named or any(sector().at(ahead, place) for place in range(len(tokens))):
        return
    if named[0].key in acronyms() | NOWHERE or any(each.key in _NO_NAMES for each in named):
        return
    rare = any(each.known.word != 1 for each in named)
    person = named[0].known.is_plain_name or named[0].known.word_name
    if sure:
        status = Status.MASK if rare or len(named) > 1 else Status.REVIEW
        yield setting_found(*match.span(group), status)
    elif not person:
        yield setting_found(*match.span(group), Status.REVIEW)


#: What goes on in places, and so is none: "attends Core Group".
_NO_NAMES = word_set(
    "team group panel meeting conference court review board training course session sessions clinic hub forum assembly service services police council plan council's hospital ward a&e network circle evening day week mum dad mummy daddy nan nana gran"
)

"""Schools and the like in text without capitals: starts at little owls, school: moat farm, then haven high.

Names of nothing but everyday words wait for review, where they do not go on as names of schools do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.privacy.allowlist import sector
from workbench.privacy.explained import is_built
from workbench.privacy.identifiers import Found, Status
from workbench.privacy.lexicon import fold, known, word_set
from workbench.privacy.reading import SOME
from workbench.privacy.schooling import (
    GOING,
    LABEL,
    NOWHERE,
    PLAIN_PLACES,
    SCHOOLING,
    SITES,
    SIZES,
    SMALL,
    SMALL_NAME,
    TINY,
    setting_found,
)
from workbench.privacy.signs import DOES, acts_now
from workbench.privacy.tokens import tokens_of

_WITHOUT = tuple(
    (re.compile(rf"\b(?i:{lead}) {SMALL_NAME}"), sure)
    for lead, sure in ((SCHOOLING, True), (GOING, False))
)
_SMALL_FIELD = re.compile(
    rf"(?:^|[.;|,\n\u2022] ?)(?i:{LABEL}) ?[:=] ?{SMALL_NAME}(?=[ \t]*(?:[,.;|/\n(]|$))",
    re.MULTILINE,
)
_HOLY = re.compile(
    r"\b(?:at|to|from|attends|in|for|goes to|called) (?P<name>(?:holy (?!moly|cow|shit|book|quran|communion|spirit|week|bible|father|grail|land|hell|god)|sacred |blessed |our lady(?:['\u2019]?s)?(?: of)? ?|all (?=saints|hallows|souls)|christ the |corpus |immaculate )[a-z]*)\b"
)
_PAIR = r"(?P<name>(?P<first>[a-z][a-z'\u2019]{2,}) (?P<site>[a-z]{3,}))"
#: Two words before what only a school has, or behind "at" and the like.
_SITED = (
    re.compile(
        rf"(?:\b(?:at|from|in|to|for|of|is|about|outside|then|and|or) |^|[.,;:(] ){_PAIR}(?= (?:kids|parents|staff|pupils|teachers?|head|uniform|lot|gates|mums|lads|girls)\b)",
        re.MULTILINE,
    ),
    re.compile(
        rf"(?:^|[.,;:!?] |\b(?:yes|no|said|says|that|when|if|and|but|because|cos) ){_PAIR}(?= (?:is|are|was|were|isnt|isn't) (?:open|shut|closed|full|oversubscribed|back)\b)",
        re.MULTILINE,
    ),
    re.compile(
        rf"(?:^|[.!?\n] ){_PAIR}(?= (?:(?:have|has) (?:him|her|them|put|offered|said|rang)|cant (?:meet|take)|can't (?:meet|take)|wont take|say|says) )",
        re.MULTILINE,
    ),
    re.compile(rf"\b(?:at|from|called|since|about) {_PAIR}\b(?! (?:of|in the|to the)\b)"),
)
#: "then haven high", and no word before that says how high.
_SMALL_HIGH = re.compile(
    r"(?:\b(?:then|and|or|from|to|at|in|for|of) |[,/(] )(?P<name>(?!(?:very|so|too|pretty|quite|really|that|this|the|a|an|as|is|are|was|how|on|his|her|their|my|our|your|risk|fairly|still|local|any|its|junior|senior|new|old|same|which|what|no|from|for|with|both|all|some)\b)[a-z][a-z'\u2019]{2,} (?:high|juniors|infants|primary|academy|secondary|comp|pru|grammar))(?=[.,;/)\n]|$| (?:then|and|or|is|for|since|till|until|in|on|as|where|who|school|but|now|he|she|they)\b)"
)
#: A school in passing, between commas, and one that begins a sentence with its kind.
_SMALL_BESIDE = re.compile(
    rf"\b(?:school|nursery|college|playgroup|childminder|pre-?school|academy|setting|primary|secondary), {SMALL_NAME}(?=[,.;)\n]|$)"
)
_SMALL_START = re.compile(
    rf"(?:^|[.!?\n] )(?P<name>{SMALL}(?: {SMALL})?) (?:nursery|primary|academy|college|juniors|infants|playgroup|pre-?school)\b(?! (?:for|of|place))",
    re.MULTILINE,
)
_LED_KIND = re.compile(
    r"\b(?P<name>(?:ysgol|coleg|cylch meithrin|meithrinfa|scoil|gaelscoil|bunscoil|sgoil) (?!yn\b|ac\b|a\b|is\b|has\b|say|said)[a-z'\u2019]+(?: (?:(?:y|yr|na|nan|an|the) )?[a-z'\u2019]{3,})?)\b"
)
#: Somebody's, where it may be a school's: "she is at bede's and hates maths".
_OWNED = re.compile(
    r"\b(?:at|to|from|in) (?P<name>(?!(?:mum|dad|nan|gran|granny|nana|mam|mother|father|auntie|aunty|uncle|doctor|dentist|women|men|children|people|parent|carer|everyone|everybody|somebody|someone|today|week|year|god|it|that|there|here|what|who|he|she|let|one|friend|mate|partner|sister|brother|cousin|neighbour|grandparent|mcdonald|sainsbury|nando|morrison|kid|school|baby|boy|girl|council)['\u2019]s)[a-z]{3,}['\u2019]s)(?=[.,;!?)\n]|$| (?:and|but|or|on|in|for|till|until|since|again|every|now|he|she|they|with|then)\b)"
)
_SURE = (_SMALL_FIELD, _SMALL_BESIDE, _SMALL_START)
#: Where somebody goes day by day, by a plain word: "he goes to the beacon".
_HABIT = re.compile(
    r"\b(?:goes to|attends|attending|starts at|started at|starting at|place at|excluded from|settled at|mornings at|days at|in year \d{1,2} at|off from|works at|taught at) (?P<name>the [a-z]{4,})(?![\w'\u2019-]|(?! (?:and|but|or|on|in|every|with|for|since|where|till|until|he|she|they|which|who|so|most|two|three|because|cos|now|all|only|part|full|after|as|not|at)\b) [a-z])"
)
_BY_KIND = (
    (_HOLY, Status.MASK),
    (_SMALL_HIGH, Status.REVIEW),
    (_HABIT, Status.REVIEW),
    (_LED_KIND, Status.MASK),
    (_OWNED, Status.REVIEW),
)
_MOST = 3
_TOLD = word_set("the how some any no such what which whose every each another other own its")


def find_small_settings(text: str) -> Iterator[Found]:
    """Yield schools and the like by what is said of them, without capitals."""
    for pattern, sure in _WITHOUT:
        for match in pattern.finditer(text):
            yield from _small(match, sure=sure)
    for pattern in _SURE:
        for match in pattern.finditer(text):
            yield from _small(match, sure=True)
    for pattern, status in _BY_KIND:
        for match in pattern.finditer(text):
            if fold(match["name"].removeprefix("the ")) not in PLAIN_PLACES:
                yield setting_found(*match.span("name"), status)
    yield from _by_site(text)


def _by_site(text: str) -> Iterator[Found]:
    """Yield two words of which the second is a site: "at kings oak", "holly lodge kids"."""
    for match in (each for pattern in _SITED for each in pattern.finditer(text)):
        first, site = fold(match["first"]), fold(match["site"])
        if (
            site not in SITES | TINY and not _is_kings(first, site)
        ) or first in NOWHERE | PLAIN_PLACES | _TOLD:
            continue
        said = first.endswith(("ing", "ed", "ly")) and not known(first).is_name
        verb = acts_now(first) or said
        if not verb and not sector().at(tokens_of(match["name"]), 0):
            tiny = site in TINY and first in SIZES
            yield setting_found(*match.span("name"), Status.MASK if tiny else Status.REVIEW)


def _is_kings(first: str, site: str) -> bool:
    """Whether a second word is a name with the s of an owner: "king johns"."""
    owner = known(site.removesuffix("s"))
    return (
        first in ("king", "queen", "bishop", "sir", "lady", "archbishop", "saint") and owner.is_name
    )


def _small(match: re.Match[str], *, sure: bool) -> Iterator[Found]:
    """Yield a name without capitals, as far as it goes."""
    words = match["name"].split()
    led = words[0] == "the"
    named = _named(words[led:])
    if not named or (led and named[0] in PLAIN_PLACES):
        return
    end = match.start("name") + len(" ".join([*words[:led], *named]))
    status = _status(named, led=led, sure=sure)
    if status is not None:
        yield setting_found(match.start("name"), end, status)


def _named(words: list[str]) -> list[str]:
    """Return the words up to the first that is of the sentence and not of a name."""
    if words and (acts_now(fold(words[0]) + "s") or fold(words[0]) in DOES):
        return []
    taken: list[str] = []
    for word in words[:_MOST]:
        if fold(word) in NOWHERE or (taken and _is_of_sentence(word)):
            break
        taken.append(word)
    return taken


def _is_of_sentence(word: str) -> bool:
    """Whether a word behind a name goes on with the sentence: "parkside says", "kings oak gets"."""
    key = fold(word)
    return key not in SITES | TINY and (known(key).word == 1 or acts_now(key))


def _status(named: list[str], *, led: bool, sure: bool) -> Status | None:
    """Return what becomes of a name without capitals, or nothing where it is hardly one."""
    facts = [known(fold(word)) for word in named]
    called = named[-1] in TINY or (len(named) > 1 and named[-1] in SITES)
    if facts[0].is_plain_name and not (called or facts[0].town):
        return None
    odd = any(not each.word and not each.noise for each in facts)
    strange = odd and not (len(named) == 1 and is_built(fold(named[0])) and not sure)
    if sure and (called or strange):
        return Status.MASK
    if called or odd:
        return Status.MASK if called and named[0] in SIZES else Status.REVIEW
    rare = any(each.word > 1 or each.family >= SOME for each in facts)
    return Status.REVIEW if (led or sure) and rare else None

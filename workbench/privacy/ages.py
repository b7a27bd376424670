"""How old somebody is, in every notation: aged 4, (17), 8yo, F/14, twelve next week.

Only a number that somebody is, has turned or stands beside is an age; how long a thing lasts, or how
many there are, is none. The age of a grown-up waits for review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.privacy.age_words import (
    ABOUT,
    BEHIND,
    COUNTS,
    GOES_ON,
    HE,
    KINDRED,
    LASTING,
    MANY,
    MONTHS,
    ONE,
    SOON,
    THEY,
    UNIT,
    age_found,
    compiled,
)
from workbench.privacy.identifiers import Found, Status
from workbench.privacy.lexicon import fold, known, word_set
from workbench.privacy.number_words import SPELT, TENS
from workbench.privacy.signs import CHILDREN, DID, PARENTS, RELATIVES, SPEECH, acts_now
from workbench.privacy.small_letters import is_everyday

_PERSON = word_set(
    "i he she they who we both it's she's he's yp mc lo wean bairn bairns man woman person people mate love he'll she'll"
) | (PARENTS | RELATIVES | CHILDREN)

_SURE = compiled(
    rf"\b(?P<age>{ONE}[ -]?(?:y/?o|y\.o\.?)s?)\b",
    rf"\b(?P<age>{MANY}[ -]?{UNIT}[ -]of[ -]age)\b",
    rf"\b(?P<age>(?:aged|ages?)(?: of|:| -| is| about| around| just| only)? ?{ABOUT}?{MANY}{COUNTS}(?:[ -]?{UNIT}(?:,? (?:and )?{ONE}[ -]?{UNIT})?)?)",
    rf"\b(?P<age>(?:turned|turning|turns) {ABOUT}?{ONE}{COUNTS}{SOON})",
    rf"\bage\b[^.!?\n\d]{{0,30}}\b(?:is|was|as|to)(?: now| only)? (?P<age>{ONE}){COUNTS}",
    rf"(?<=, )(?P<age>(?:about|around|aged|approx\.?|roughly|nearly|almost|maybe|probably|only|just) (?!one\b){ONE}){COUNTS}(?=[,.])",
    rf"\b(?:looks?|looked|seems?|acts?|acted|passes for|behaves like|more like) (?P<age>{ABOUT}?(?!one\b){ONE}){COUNTS}(?=[.,;!?)\n]| and\b| but\b|$)",
    rf"\b(?:placed|adopted|removed|taken|came|died|diagnosed|started|walked|moved|weaned|left|arrived|detained|excluded|fostered|married|pregnant)(?: \w+){{0,3}} at (?P<age>{LASTING}){BEHIND}(?! o)",
    rf"\b(?:placed|adopted|removed|into care|taken in|died|diagnosed|weaned|detained|excluded|fostered|married|pregnant)(?: \w+){{0,2}} at (?P<age>(?!one\b){ONE}{COUNTS}){BEHIND}(?! o)",
    rf"\bboth(?: of them)? (?P<age>{ABOUT}?{ONE}){COUNTS}{BEHIND}",
    rf"\b(?:year|yr|y) ?\d{{1,2}}, (?P<age>(?!one\b){ONE})(?=,|\)| and\b)",
    rf"\b(?:{HE}) (?P<age>{ABOUT}{{0,2}}(?!one\b){MANY}{COUNTS}(?! {UNIT}){SOON})",
    rf"\b(?:{HE}|{THEY.strip()}|baby(?: is|['\u2019]?s)?|bab|newborn|infant|little one|lo)(?: now| only| just| at| about| nearly| almost|,)* \(?(?P<age>{LASTING})\b(?! old){GOES_ON}",
    rf"\b{THEY}(?P<age>{ABOUT}{{0,2}}{MANY}{COUNTS}){BEHIND}",
    rf"\b(?:boy|girl|child|lad|lass|son|daughter|baby|toddler|teenager|kid|youngster|brother|sister) of (?P<age>{ABOUT}?(?:{LASTING}|{MANY}))\b{COUNTS}",
    rf"\b(?:{KINDRED})(?:,| -| \u2013| \()? ?\(?(?P<age>{ABOUT}?(?:{LASTING}|{ONE}(?:, | ?& ?| and |/){ABOUT}?{MANY}(?: ?{UNIT})?))\b{COUNTS}{BEHIND}",
    rf"\b(?:boy|girl|son|daughter|brother|sister|lad|lass|sibling|baby|child|youngest|eldest|oldest|nephew|niece|cousin|yp|twins)(?:,| -| \u2013| \() ?(?P<age>(?!one\b){ABOUT}?{ONE}){COUNTS}{BEHIND}",
    rf"(?<!for )(?<!in )(?<!over )(?<!after )(?<!last )(?<!past )(?<!next )(?<!within )(?<!between )\b(?P<age>{ONE} (?:and|&|or) {ONE} ?(?:years|yrs|months|mths))\b{GOES_ON}",
    r"(?<![\w/-])(?P<age>(?-i:[MF]) ?/ ?1?\d|1?\d ?/ ?(?-i:[MF]))(?![\w/])",
    r"\b(?P<age>1?\d(?:st|nd|rd|th)|(?:fif|six|seven|eigh|nin|ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)th) birthday\b",
    r"(?<![\w.,£/-])(?P<age>1?\dy(?:rs?)?(?: ?\d{1,2} ?m(?:ths?|os?)?)?)(?![\w/-])",
    r"(?<![\w/.-])(?P<age>\d{1,2}/(?:52|12)) old\b",
    rf"\bat (?P<age>1[3-9]|[2-9]\d|{'|'.join(SPELT[12:])}|(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(SPELT[:9])}))?)(?=[,.;]|$| (?:he|she|they|and|you)\b)(?!\.\d)",
)  # fmt: skip
_OLD = re.compile(
    rf"\b(?P<age>{ABOUT}?(?:{MANY}[ -]?(?:{UNIT}|m|y)(?:,? (?:and )?{ONE}[ -]?{UNIT})?)[ -]olds?)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"([\w'\u2019-]+?)(?: is| was| are| were|['\u2019]s)(?: \w+)? $", re.IGNORECASE
)
_NEXT = rf"(?:{BEHIND}|(?= (?P<next>[^\W\d_]{{3,}})))"
_NAMED = re.compile(
    rf"\b(?P<who>[^\W\d_][\w'\u2019-]{{0,30}}?)(?: [A-Za-z]\b\.?)?(?P<joint>,? ?\(|, | - | \u2013 |: |, is |, now |, just | is | was | just | aged |['\u2019]s | will be | turns | turned | )(?i:(?P<age>(?!one\b){ABOUT}{{0,2}}"
    rf"(?:{LASTING}(?! old)|{MANY}{COUNTS}{SOON})(?:[ -]?[ym])?))(?![\w]){_NEXT}"
)
_BRACKETED = re.compile(
    rf"(?P<who>[\w'\u2019]+) \((?!0\))(?P<age>{ABOUT}?(?:{LASTING}|1?\d ?(?:y|m|yrs?|mths?)?))\)(?!\d)",
    re.IGNORECASE,
)
#: A number that may be an age, or may not: at the start of a sentence, or what a paper says.
_DOUBTED = compiled(
    rf"(?<=[,;.] )(?P<age>{ONE}[ -]?(?:months?|mths?|weeks?|wks?))(?=[,.;\n]|$)",
    r"(?:^|[.!?\n] )(?P<age>1?\d|[2-9]\d)(?=, (?!\d+,)| and (?:[a-z]+(?:er|ing|y|ed)|not|already|still|more)\b)",
    rf"\b(?:form|record|records|file|paper|papers|notes?|system|summary|report|letter|referral|midwife(?:['\u2019]s)?|passport|certificate)"
    rf" (?:says?|said|has|had|gives?|gave|put|puts|reads?)(?: it['\u2019]?s| as| (?:him|her|them)(?: at| as)?)? (?P<age>{LASTING}|{ONE}{COUNTS}){BEHIND}",
)
_LIST = re.compile(
    rf"(?<![\w-])(?:(?!(?:{MONTHS}|apr|mar|mon|tues?|wed|thu|fri|sat|sun|year|yr|week|day|section|room|unit|form|tier|step|key|page|part|para|paragraph|p|item|question|q|stage|phase|point|article|schedule|chapter|band|grade|group|team|house|flat|number|no|action|option|target|version|priority|plan|ward|bed|top|least|only|about|over|under|every|and|or|of|to|for|in|at|on|by|than|level|size|age|aged|visit|session)\b)[^\W\d_]{{2,20}} \(?1?\d\)?(?:,? and |, ?|; ?| & |/)?){{2,}}(?![\d%/]|[:.]\d)",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"[^\W\d_] \(?(?P<age>1?\d)\b")
_MONTH_NAMES = re.compile(rf"(?:{MONTHS}|apr|mar)$", re.IGNORECASE)
_STATES = word_set(
    "back missing not no whos hes shes doing still does off absent home safe away asleep here there went told seen located due placed"
)
_BEING = frozenset({"is", "was", "has been", "turns", "turned", "will be"})
_MONTHLY, _BORNE = 3, 2
_VAGUE = word_set("camhs mash lac pep will may hope score total count")
_NOT_NAMED = word_set(
    "it that there this what which today time no number section part week day year level room item page "
    "version act article stage step class form group set unit plan"
)


def find_ages(text: str) -> Iterator[Found]:
    """Yield how old somebody is: children for the mask, grown-ups for review."""
    for pattern in _SURE:
        for match in pattern.finditer(text):
            yield age_found(match, Status.MASK)
    for match in _OLD.finditer(text):
        yield age_found(match, Status.MASK if _is_of_person(text, match.start()) else Status.REVIEW)
    for match in _BRACKETED.finditer(text):
        sure = match["who"][0].isupper() or fold(match["who"]) in _PERSON
        sure = sure and fold(match["who"]) not in _NOT_NAMED
        yield age_found(match, Status.MASK if sure else Status.REVIEW)
    for pattern in _DOUBTED:
        for match in pattern.finditer(text):
            yield age_found(match, Status.REVIEW)
    yield from _listed(text)
    yield from _beside_names(text)


def _beside_names(text: str) -> Iterator[Found]:
    """Yield numbers beside a name: "Zofia, 14, told", "Shannon (17, care leaver)", "hania 9 and"."""
    place = 0
    while match := _NAMED.search(text, place):
        place = max(match.end("who"), match.start() + 1)
        follows = match["next"] is None or _goes_on(match["next"])
        numbered = (
            text[match.end("age") : match.end("age") + 1] == ")" and "(" not in match["joint"]
        )
        if (
            follows
            and not numbered
            and _is_named(match["who"], match["joint"], match["next"] or "")
        ):
            yield age_found(
                match,
                Status.REVIEW if _is_task(text, match) or _is_numbered(match) else Status.MASK,
            )


def _listed(text: str) -> Iterator[Found]:
    """Yield the numbers of a list of children: "Isaac 11, Esme 8, Non 4"."""
    for match in _LIST.finditer(text):
        words = [known(fold(word)) for word in re.findall(r"[^\W\d_]{2,}", match[0])]
        if not any(each.is_plain_name or not each.word for each in words):
            continue
        for age in _NUMBER_OF.finditer(text, *match.span()):
            yield age_found(age, Status.MASK)


def _goes_on(word: str) -> bool:
    """Whether what follows a name and a number goes with a person: another name, or what somebody did."""
    key = fold(word)
    acts = (
        key in DID | SPEECH | _STATES
        or acts_now(key)
        or (key.endswith("ed") and len(key) > _MONTHLY)
    )
    return acts or known(key).is_plain_name


def _is_numbered(match: re.Match[str]) -> bool:
    """Whether it may be the number of a thing that some are called by: "Ward 9"."""
    return match["joint"] == " " and is_everyday(fold(match["who"]))


def _is_task(text: str, match: re.Match[str]) -> bool:
    """Whether somebody does something for so long: "an assessment by Emeka, twelve weeks"."""
    by = re.search(r"\b(?:by|with|for|from|to|via) (?:\w+ )?$", text[: match.start()][-30:])
    return bool(by) and bool(re.search(r"week|wk|month|mth|day", match["age"], re.IGNORECASE))


def _is_named(who: str, joint: str, follows: str) -> bool:
    """Whether the word before a number is somebody; with a mere space between, surely somebody."""
    facts, key = known(fold(who)), fold(who)
    if len(who) == 1:
        alone = joint.strip(" ,") in _BEING or "(" in joint
        return who.isupper() and key not in "ai" and alone
    if key.endswith("s") and joint == " " and known(key[:-1]).is_plain_name and not facts.word:
        return True
    if _MONTH_NAMES.match(who) or key in _NOT_NAMED:
        return False
    plain = facts.is_plain_name or (facts.word_name and who[0].isupper())
    strange = not facts.word and not facts.noise and len(key) > _MONTHLY - 1
    if joint == " ":
        borne = max(facts.given, facts.family) >= 0 or (who[0].isupper() and not who.isupper())
        acting = facts.word_name and bool(follows)
        return plain or acting or (strange and borne)
    plain = plain or (who[0].isupper() and not who.isupper() and facts.family >= _BORNE)
    if joint.strip(" ,") in ("is", "was", "turns", "turned") and key not in _VAGUE:
        return plain or strange or facts.word_name or key in _PERSON
    return (
        plain
        or key in _PERSON
        or (who[0].isupper() and not who.isupper() and (not facts.word or facts.family >= _BORNE))
    )


def _is_of_person(text: str, start: int) -> bool:
    """Whether it is somebody who is so old, and not an assessment or a car."""
    said = _SUBJECT.search(text[max(0, start - 40) : start])
    if said is None:
        return True
    who = said[1]
    facts = known(fold(who))
    return fold(who) in _PERSON or facts.is_plain_name or not facts.word or facts.word_name

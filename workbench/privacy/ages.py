"""How old somebody is, in every notation: aged 4, (17), 8yo, F/14, twelve next week.

Only a number that somebody is, has turned or stands beside is an age; how long a thing lasts, or how
many there are, is none. The age of a grown-up waits for review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.privacy.identifiers import Found, Kind, Status
from workbench.privacy.lexicon import fold, known, word_set
from workbench.privacy.signs import CHILDREN, DID, PARENTS, RELATIVES, SPEECH
from workbench.privacy.small_letters import is_everyday

_ADULT = 19
_SPELT = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ONE = rf"(?:\d{{1,2}}(?:½|¼|¾|\.5)?|(?:{'|'.join(sorted(_SPELT, key=len, reverse=True))})(?![a-z])|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_SPELT[:9])}))?)(?: and (?:a (?:half|bit|quarter)|three[ -]quarters))?(?![\d½])"
_UNIT = r"(?:years?|yrs?|months?|mths?|mos|weeks?|wks?|days?)"
_ABOUT = (
    r"(?:(?:nearly|almost|about|approx\.?|approximately|around|roughly|only|just|just turned|barely|rising|coming up(?: to| for)?"
    r"|going on(?: for)?|still(?: only)?|now|maybe|probably|already|all of|not quite|not yet|between|just gone|gone|over) )"
)
_MANY = (
    rf"{_ONE}(?:(?:, | ?& ?| and | or |/| going on |,? (?:and |but )?not ){_ABOUT}?{_ONE}){{0,4}}"
)
_LASTING = rf"{_ONE}[ -]?{_UNIT}(?:,? (?:and )?{_ONE}[ -]?{_UNIT})?"
_MONTHS = "jan(?:uary)?|feb(?:ruary)?|march|april|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_SOON = (
    rf"(?: (?:next|this|last) (?:week|month|year|weekend|birthday|mon|tue|wed|thu|fri|sat|sun|{_MONTHS})\w*"
    rf"| (?:on|in) (?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun|{_MONTHS}|\d)\w*| tomorrow| today| soon)?"
)
#: What comes behind a number that counts, measures or tells the time, and so is no age.
_COUNTS = (
    r"(?![\d%]|[.,:/]\d| ?(?:%|am\b|pm\b|o['\u2019]?clock|foot|feet|ft\b|stone|kg|lbs?\b|ml|cm|inch|of (?!age)|out\b|per\b|hundred"
    r"|thousand|k\b|to [a-z\d]|up\b|down\b|short\b|away\b|behind\b|late\b|different|other|more\b|new\b|good\b|people|children|cent\b"
    r"|and under|and over|plus\b|versions?|groups?|range|appropriate|limit|half\b|quarter|star\b|man\b|page\b|bed\b|[\u2013-] ?\d|min\b|hour)"
    r"| (?!(?:as|this|is|was|has|yes|cos|plus|always|does|years|bless|his|ours|hers|perhaps|besides)\b)[a-z]+s\b)"
)
#: What comes behind a stretch of time that is how long something has gone on.
_GOES_ON = (
    r"(?! ?(?:pregnant|late|early|into|behind|off\b|without|clean|sober|away|ago|in\b|on\b|left|overdue|since|later|of (?!age)|long|apart"
    r"|gone|prem|after|before|notice|to\b|worth|from))"
)
_BEHIND = r"(?=\s*(?:[.,;:!?)\]/|\n]|[\u2013-]|$)|\s+(?:and|&|or|but|who|is|was|has|had|old|now|so|both|at|in|lives?|attends?|then|with|from|he|she|they|i|we|its|not|just|until|because|cos|already|nearly|going|and)\b|\s*\()"
_KINDRED = (
    r"boys?|girls?|sons?|daughters?|twins?|brothers?|sisters?|siblings?|sibs?|kids?|child|children|lads?|lass(?:es)?|toddler|baby"
    r"|youngest|eldest|oldest|middle one|half-(?:brother|sister|sibling)|step(?:son|daughter)|yp|young person|young man|young woman|teenager|nephew|niece|cousin|grand(?:son|daughter|child)"
)
_PERSON = word_set(
    "i he she they who we both it's she's he's yp mc lo wean bairn bairns man woman person people mate love he'll she'll"
) | (PARENTS | RELATIVES | CHILDREN)


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_HE = r"(?:he|she|who)(?:['\u2019]?s| is| was|['\u2019]?ll be| will be| would be|['\u2019]?d be| turns| turned| became)|i['\u2019]?m|i (?:am|was|turn)|when i was|(?:looks?|looked)(?: like)?(?= (?:about|around|barely|maybe|nearly|no more than))|you (?:are|were|turn)|you['\u2019]re"
_THEY = r"(?:they|we|you|both|who|twins|boys|girls|kids|children|brothers|sisters)(?:['\u2019]?re| are| were) "
_SURE = _compiled(
    rf"\b(?P<age>{_ONE}[ -]?(?:y/?o|y\.o\.?)s?)\b",
    rf"\b(?P<age>{_MANY}[ -]?{_UNIT}[ -]of[ -]age)\b",
    rf"\b(?P<age>(?:aged|ages?)(?: of|:| -| is)? ?{_ABOUT}?{_MANY}{_COUNTS}(?:[ -]?{_UNIT}(?:,? (?:and )?{_ONE}[ -]?{_UNIT})?)?)",
    rf"\b(?P<age>(?:turned|turning|turns) {_ABOUT}?{_ONE}{_COUNTS}{_SOON})",
    rf"\bage\b[^.!?\n\d]{{0,30}}\b(?:is|was|as|to)(?: now| only)? (?P<age>{_ONE}){_COUNTS}",
    rf"(?<=, )(?P<age>(?:about|around|aged|approx\.?|roughly|nearly|almost|maybe|probably|only|just) (?!one\b){_ONE}){_COUNTS}(?=[,.])",
    rf"\b(?:looks?|looked|seems?|acts?|acted|passes for|behaves like|more like) (?P<age>{_ABOUT}?(?!one\b){_ONE}){_COUNTS}(?=[.,;!?)\n]| and\b| but\b|$)",
    rf"\b(?:placed|adopted|removed|taken|came|died|diagnosed|started|walked|moved|weaned|left|arrived|detained|excluded|fostered|married|pregnant)(?: \w+){{0,3}} at (?P<age>{_LASTING}|(?!one\b){_ONE}{_COUNTS}){_BEHIND}(?! o)",
    rf"\bboth(?: of them)? (?P<age>{_ABOUT}?{_ONE}){_COUNTS}{_BEHIND}",
    rf"\b(?:year|yr|y) ?\d{{1,2}}, (?P<age>(?!one\b){_ONE})(?=,|\)| and\b)",
    rf"\b(?:{_HE}) (?P<age>{_ABOUT}{{0,2}}(?!one\b){_MANY}{_COUNTS}(?! {_UNIT}){_SOON})",
    rf"\b(?:{_HE}|{_THEY.strip()}|baby(?: is|['\u2019]?s)?|bab|newborn|infant|little one|lo)(?: now| only| just| at| about| nearly| almost|,)* \(?(?P<age>{_LASTING})\b(?! old){_GOES_ON}",
    rf"\b{_THEY}(?P<age>{_ABOUT}{{0,2}}{_MANY}{_COUNTS}){_BEHIND}",
    rf"\b(?:boy|girl|child|lad|lass|son|daughter|baby|toddler|teenager|kid|youngster|brother|sister) of (?P<age>{_ABOUT}?(?:{_LASTING}|{_ONE}))\b{_COUNTS}",
    rf"\b(?:{_KINDRED})(?:,| -| \u2013| \()? ?\(?(?P<age>{_ABOUT}?(?:{_LASTING}|{_ONE}(?:, | ?& ?| and |/){_ABOUT}?{_MANY}(?: ?{_UNIT})?))\b{_COUNTS}{_BEHIND}",
    rf"\b(?:boy|girl|son|daughter|brother|sister|lad|lass|sibling|baby|child|youngest|eldest|oldest|nephew|niece|cousin|yp|twins)(?:,| -| \u2013| \() ?(?P<age>(?!one\b){_ABOUT}?{_ONE}){_COUNTS}{_BEHIND}",
    rf"(?<!for )(?<!in )(?<!over )(?<!after )(?<!last )(?<!past )(?<!next )(?<!within )(?<!between )\b(?P<age>{_ONE} (?:and|&|or) {_ONE} ?(?:years|yrs|months|mths))\b{_GOES_ON}",
    r"(?<![\w/-])(?P<age>(?-i:[MF]) ?/ ?1?\d|1?\d ?/ ?(?-i:[MF]))(?![\w/])",
    r"\b(?P<age>1?\d(?:st|nd|rd|th)|(?:fif|six|seven|eigh|nin|ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)th) birthday\b",
    r"(?<![\w.,£/-])(?P<age>1?\dy(?:rs?)?(?: ?\d{1,2} ?m(?:ths?|os?)?)?)(?![\w/-])",
    r"(?<![\w/.-])(?P<age>\d{1,2}/(?:52|12)) old\b",
    rf"\bat (?P<age>1[3-9]|[2-9]\d|{'|'.join(_SPELT[12:])}|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_SPELT[:9])}))?)(?=[,.;]| (?:he|she|they|and|you)\b)(?!\.\d)",
)  # fmt: skip
_OLD = re.compile(
    rf"\b(?P<age>{_ABOUT}?(?:{_MANY}[ -]?(?:{_UNIT}|m|y)(?:,? (?:and )?{_ONE}[ -]?{_UNIT})?)[ -]olds?)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"([\w'\u2019-]+?)(?: is| was| are| were|['\u2019]s)(?: \w+)? $", re.IGNORECASE
)
_NEXT = rf"(?:{_BEHIND}|(?= (?P<next>[^\W\d_]{{3,}})))"
_NAMED = re.compile(
    rf"\b(?P<who>[^\W\d_][\w'\u2019-]{{0,30}}?)(?: [A-Za-z]\b\.?)?(?P<joint>,? ?\(|, | - | \u2013 |: |, is |, now |, just | is | was | just | aged |['\u2019]s | will be | turns | turned | )(?i:(?!one\b){_ABOUT}{{0,2}}(?P<age>"
    rf"(?:{_LASTING}(?! old)|{_MANY}{_COUNTS}{_SOON})(?:[ -]?[ym])?))(?![\w]){_NEXT}"
)
_BRACKETED = re.compile(
    rf"\((?P<age>{_ABOUT}?(?:{_LASTING}|1?\d ?(?:y|m|yrs?|mths?)?))\)", re.IGNORECASE
)
#: A number that may be an age, or may not: at the start of a sentence, or what a paper says.
_DOUBTED = _compiled(
    rf"(?<=[,;.] )(?P<age>{_ONE}[ -]?(?:months?|mths?|weeks?|wks?))(?=[,.;\n]|$)",
    r"(?:^|[.!?\n] )(?P<age>1?\d|[2-9]\d)(?=, (?!\d+,)| and (?:[a-z]+(?:er|ing|y|ed)|not|already|still|more)\b)",
    rf"\b(?:form|record|records|file|paper|papers|notes?|system|summary|report|letter|referral|midwife(?:['\u2019]s)?|passport|certificate)"
    rf" (?:says?|said|has|had|gives?|gave|put|puts|reads?)(?: it['\u2019]?s| as| (?:him|her|them)(?: at| as)?)? (?P<age>{_LASTING}|{_ONE}{_COUNTS}){_BEHIND}",
)
_LIST = re.compile(
    rf"(?<![\w-])(?:(?!(?:{_MONTHS}|apr|mar|mon|tues?|wed|thu|fri|sat|sun|year|yr|week|day|section|room|unit|form|tier|step|key|page|part|para|paragraph|p|item|question|q|stage|phase|point|article|schedule|chapter|band|grade|group|team|house|flat|number|no|action|option|target|version|priority|plan|ward|bed|top|least|only|about|over|under|every|and|or|of|to|for|in|at|on|by|than|level|size|age|aged|visit|session)\b)[^\W\d_]{{2,20}} \(?1?\d\)?(?:,? and |, ?|; ?| & |/)?){{2,}}(?![\d%/]|[:.]\d)",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"[^\W\d_] \(?(?P<age>1?\d)\b")
_MONTH_NAMES = re.compile(rf"(?:{_MONTHS}|apr|mar)$", re.IGNORECASE)
_STATES = word_set(
    "back missing not no whos hes shes doing still off absent home safe away asleep here there went told seen located due placed"
)
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
            yield _age(match, Status.MASK)
    for match in _OLD.finditer(text):
        yield _age(match, Status.MASK if _is_of_person(text, match.start()) else Status.REVIEW)
    for match in _BRACKETED.finditer(text):
        yield _age(match, Status.REVIEW)
    for pattern in _DOUBTED:
        for match in pattern.finditer(text):
            yield _age(match, Status.REVIEW)
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
            yield _age(
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
            yield _age(age, Status.MASK)


def _goes_on(word: str) -> bool:
    """Whether what follows a name and a number goes with a person: another name, or what somebody did."""
    key = fold(word)
    acts = key in DID | SPEECH or key in _STATES or (key.endswith("ed") and len(key) > _MONTHLY)
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


def _age(match: re.Match[str], status: Status) -> Found:
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
    return int(digits[0]) >= _ADULT if digits else any(ten in lower for ten in _TENS)

"""Ages told in passing: at nine I cooked, reads like eight, can't be more than six, 13 on Thursday, late teens.

What can hardly be anything else is masked; a number that as well may be the time, a score or how many
waits for review. That somebody is a grown-up waits, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.privacy.age_words import (
    ABOUT,
    BEHIND,
    COUNTS,
    GOES_ON,
    KINDRED,
    LASTING,
    MONTHS,
    ONE,
    PART,
    age_found,
    compiled,
)
from workbench.privacy.identifiers import Found, Status
from workbench.privacy.number_words import SPELT, TENS

_CHILD = rf"(?!one\b){ONE}{COUNTS}"
_SPOKEN = "|".join(SPELT[1:])
_NUMBER = rf"(?:1?\d|{_SPOKEN})"
_CLAUSE = r"(?:^|(?<=[.!?\n:;(\u201c\"] )|(?<=[\n(\u201c\"]))"
_WHO = rf"(?:he|she|they|i|you|who|{KINDRED}|(?-i:[A-Z][a-z'\u2019-]+))"
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|christmas|new year|boxing day|the \d{1,2}(?:st|nd|rd|th))"
_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|(?:first|second|third|fourth|(?:fif|six|seven|eigh|nin|ten|eleven|twelf|thir|four|fif|six|seven|eigh)(?:teen)?th))"
#: What somebody first did at an age.
_MILESTONE = (
    r"(?:trained|walking|walked|talking|talked|crawling|speaking|spoke|reading|read|sitting up|weaned|orphaned|widowed|bereaved|born|arrested|smoking|drinking|"
    r"using|running away|self-harming|left (?:home|school)|left home|an? (?:mother|father|mum|dad|mam|parent)|pregnant|engaged|married|baby|(?:had|have|having) (?:him|her|them|me|us|\w+))"
)
_SURE = compiled(
    rf"{_CLAUSE}(?P<age>(?!one\b){ONE}, (?:nearly|almost|not yet|rising|soon|and nearly|about to be|but nearly) {ONE}){COUNTS}",
    rf"\ba (?P<age>{_NUMBER}) and (?:a )?(?={_NUMBER}[ -](?:year|yr|y/?o|month))",
    rf"\b(?:can['\u2019]?t|cannot|couldn['\u2019]?t) (?:be|have been|of been) (?:any )?(?:more|older|much more|much older) than (?P<age>{_CHILD}){BEHIND}(?!\.\d)",
    rf"\b(?:has|have|had|put|got|down|recorded|registered|listed) (?:him|her|them|me)(?: down)? (?:as|at) (?P<age>{_CHILD}){BEHIND}",
    rf"\blook(?:s|ed)? (?:about |like )?{ONE},? (?:but |and )?(?:is|he['\u2019]?s|she['\u2019]?s|actually|really) (?P<age>{_CHILD}){BEHIND}",
    r"(?-i:\b[MF]),? (?P<age>1?\d)(?=[,.;)](?!\d)|$)",
    rf"\bhow old (?:is|are|was|were) (?:the |his |her |your )?\w+\?*[\"\u201d]?\s{{0,3}}[\"\u201c]?(?P<age>{_CHILD})(?=[,.;!?\"\u201d]|$)",
    rf"\b(?:her|his|my|that|same|your|their) age(?: as \w+)?,? (?:at )?(?P<age>{_CHILD}){BEHIND}",
    rf"\b(?:{KINDRED})(?:['\u2019]s| is| was) (?P<age>{ABOUT}?{LASTING})\b(?! old){GOES_ON}",
    rf"(?P<age>{LASTING}) (?:old )?(?:baby|girl|boy|infant|toddler|male|female|sibling|brother|sister|twins)\b",
    r"\bhappy (?P<age>(?:1?\d|2[0-5])(?:st|nd|rd|th))\b",
    r"\b(?:aged?|ca|c\.a\.) (?P<age>1?\d[:;.]\d{1,2})(?![\d:])",
    rf"\baged (?P<age>{ABOUT}?{LASTING})\b",
    rf"\b(?:boy|girl|son|daughter|brother|sister|lad|lass|youngest|eldest|oldest|nephew|niece|cousin|stepson|stepdaughter|grandson|granddaughter) (?P<age>(?!1[,.]){_NUMBER})(?=[,;)]| and (?:{KINDRED})\b)",
    rf"\bat (?P<age>{_NUMBER}{PART})(?=[,.;)]| (?:he|she|they|i|and|but)\b)",
    rf"\bat (?:only|just|barely|not quite|not even|still|even|the tender age of|a mere) (?P<age>{_CHILD}){BEHIND}",
    rf"\b{_MILESTONE} (?:at|by|from|since) (?P<age>{ABOUT}?{_CHILD})(?=[,.;!)]| (?:and|he|she|they|but|so)\b|$)",
    rf"{_CLAUSE}at (?P<age>{_NUMBER}),? (?:i|he|she|we) (?:was|were|had|could|couldn['\u2019]?t|would|did|didn['\u2019]?t|knew|used|already|still|went|learn\w+|lost|looked)\b",
    rf"\b{_WHO} (?:must|might|could|can['\u2019]?t|cannot|couldn['\u2019]?t|would|should|may|wouldn['\u2019]?t) (?:only |just |not |hardly |barely )?(?:be|have been|of been|['\u2019]?ve been)"
    rf"(?: any| no)?(?: more than| older than| younger than)? (?P<age>{ABOUT}?{_CHILD}){BEHIND}",
    rf"\b(?:he|she|who|they) (?:isn['\u2019]?t|wasn['\u2019]?t|is not|was not|aren['\u2019]?t|hasn['\u2019]?t (?:even )?turned|won['\u2019]?t be)(?: even| yet| quite| much over)? (?P<age>{_CHILD})(?:{BEHIND}|(?= (?:till|until|yet|for)\b))",
    rf"\b(?:(?:he|she)['\u2019]?s|is|was|were|['\u2019]m|am|little|looks?|looked|acts?) [\"\u201c']?(?:like|more like|closer to|nearer(?: to)?)(?: an?| maybe| about)? (?P<age>{_CHILD}){BEHIND}(?!['\u2019])",
    rf"\b(?:reads?|talks?|speaks?|behaves?|presents?|functions?|emotionally|developmentally|works?|working|performing|reading|functioning) (?:as|at|like|more like|closer to|nearer(?: to)?)(?: an?| maybe| about)? (?P<age>{_CHILD}){BEHIND}",
    rf"\bemotionally (?:(?:he|she)['\u2019]?s |is |about |more |only )*(?P<age>{_CHILD}){BEHIND}",
    rf"\b(?:older|younger|bigger|smaller|wiser|taller) than (?:his|her|their) (?P<age>{ONE})(?: \w+)? years\b",
    rf"(?<=, )(?P<age>{ABOUT}{_CHILD})(?=[,.;)\u2013-]|$)",
    rf"\b(?:reach\w*|hits?|hitting|approaching|nearing|will turn|to turn|ll turn|would turn|about to turn|until (?:he|she|they) turns?|when (?:he|she|they|\w+) (?:turns?|hits?|was|were|is)) (?P<age>{_CHILD}){BEHIND}",
    rf"(?<![\w/])(?P<age>{ONE},? going on (?:for )?{ONE})(?![\w/])(?!:)",
    rf"(?P<age>{LASTING}) (?:actual|corrected|chronological|adjusted|uncorrected)\b",
    r"\b(?:at|now|is|aged|was|just|nearly|baby|toddler|bab|boy|girl)(?: about| only| nearly)?:? (?P<age>\d{1,2}/(?:52|12))(?![\w/])",
    rf"\b(?:baby|newborn|infant|neonate|bab)\b[^.!?\n]{{0,30}},? (?P<age>(?:now )?day (?:\d{{1,2}}|{_SPOKEN}))(?=[,.;)\n]| of life)",
    rf"\b(?:(?:his|her|their|my|\w+['\u2019]s) )(?P<age>{_ORDINAL})(?: birthday|(?= b'?day))",
    r"(?-i:\b[A-Z][\w'\u2019-]+,? \(?[MF]\)?),? (?P<age>\d{1,2} ?(?:months|mths|yrs|years|mo|m|y)?)(?![\w/:%]| ?(?:am|pm)\b)",
    rf"\b(?:of|child|boys?|girls?|kids?|children|siblings?|sons|daughters|sisters|brothers|them|twins|grandkids|grandchildren|nieces|nephews|ours|us)(?: is| are|:| \(|,| -| \u2013)? ?(?P<age>{_NUMBER}(?:, {_NUMBER})+,? (?:and|&) (?:a )?{_NUMBER}){COUNTS}(?![\w])",
    rf"\b(?:the|a|her|his|my|our|their|this|that|one|another|little|wee) (?P<age>{ONE})[ -](?:y/?o|yr|year)s?[ -]?(?:olds?)?\b(?! (?:plan|wait|gap|contract|sentence|strategy|programme|project|review|course|term|anniversary|period))",
)  # fmt: skip
#: What is as likely something else.
_DOUBTED = compiled(
    rf"\b(?:dad|mum|mam|nan|gran|grandad|nana|partner|boyfriend|girlfriend|uncle|aunt|auntie|carer|mother|father)['\u2019]?s?(?: is|,| -)? (?P<age>{ONE})(?=[,.;)](?!\d)|$| and\b)",
    rf"\b(?:grandparents|parents|couple|carers|adopters|guardians|aunts|uncles|adults),? \(?(?:both )?(?:aged )?(?P<age>{ONE}(?: and | & |, |/){ONE})(?=[,.;)]|$)",
    rf"{_CLAUSE}(?:only|just|barely|nearly|almost|still) (?P<age>{_CHILD})(?=[,.!;]|$)",
    rf"{_CLAUSE}(?P<age>(?!one\b){ONE}{COUNTS}) (?:but|already|still|nearly|almost|going|last|next|now)\b",
    rf"(?:{_CLAUSE}|(?<=[,;] ))(?P<age>(?!one\b){ONE} (?:on|in|this|next|last|come) (?:{_DAY}|week|month|birthday|(?:{MONTHS})(?! \d)))\b",
    rf"(?:{_CLAUSE}|\b(?:and|but|even|cos|because|that|when) |(?<=, ))at (?P<age>{_NUMBER})(?=,(?! (?:then|and|for|in|on|at|with)\b)| (?:i|he|she) (?:is|was|['\u2019]d|can|does|has|should|shouldn['\u2019]?t|shouldnt|thinks|thought|knows|wanted|told|says)\b| you (?:can|should|need|just|don['\u2019]?t|think|know|want)\b)",
    rf"\b(?:says?|said|thought|thinks?|reckons?|reckoned|guess(?:ed)?|guessing|assessed(?: as)?|claims?|claimed|assumed|estimates?|estimated|told me|put (?:him|her|them) (?:at|as)|calls? (?:it|him|her)|down as|recorded as|registered as|listed as) (?P<age>{ABOUT}?{_CHILD}){BEHIND}",
    rf"\bsince (?P<age>{_NUMBER})(?!\.\d)(?=[,.;)]| when| and)",
    rf"\b(?:by|from|until|till|over|under|past|before) (?P<age>{_SPOKEN})(?=[,;] (?:he|she|they|i)\b)",
    rf"(?<=[,(\u2013-] )(?P<age>{ABOUT}{LASTING})(?=[,.)\u2013-])",
    rf"(?<=[\w'\u2019] )\((?!0\))(?:[^()\n]{{1,30}}, )?(?P<age>{ABOUT}?{_NUMBER}(?: (?:now|today|tomorrow|{MONTHS}))?)\)",
    rf"\b(?:the|a) (?P<age>(?:{_SPOKEN}) and (?:the|a) (?:{_SPOKEN})){COUNTS}{BEHIND}",
    rf"\b(?:his|her|their|my) (?!first|second|third|fourth)(?P<age>{_ORDINAL})(?=[,.;]| (?:he|she|they|i|and|in|on|with|last|next|is|was)\b)",
    r"\b(?P<age>(?:early|mid|late)[ -]?(?:teens|\d0['\u2019]?s|(?:twen|thir|for|fif|six|seven|eigh|nine)ties))\b",
    r"\b(?:in|into) (?:his|her|their|my) (?P<age>teens|(?:twen|thir|for|fif|six|seven|eigh|nine)ties|[1-9]0['\u2019]?s)\b",
    r"(?<=, )(?P<age>[2-9]0s)(?=[,.;)])",
    rf"\b(?P<age>(?:{'|'.join(TENS)}|[2-9]0)[ -](?:odd|something|plus))\b(?! (?:minutes|pages|days|weeks|cases|quid|pounds|miles|people|years))",
    r"\b(?P<age>\d{1,2}/52)(?![\w/])",
    rf"\b(?:his|her|their) (?P<age>{ONE})(?: short| little| tender)? years\b(?! (?:in|as|at|with|on|of|here|there))",
    rf"\b(?:{KINDRED})(?: (?:is|was|are|were|aged|about|maybe|around|nearly|only|just))? (?P<age>{ABOUT}?{_NUMBER}{COUNTS})(?:{BEHIND}|(?= (?:the|a)\b))",
    rf"\b(?:{KINDRED})(?:,| -| \u2013| \()? ?(?P<age>{ABOUT}?{LASTING}){GOES_ON}",
    rf"(?<=[,;] )(?P<age>{_NUMBER})(?= (?:in|on) (?:{MONTHS}|{_DAY}))",
    rf"\b(?:been|being|become|becoming|became|turn|turns) (?P<age>{_CHILD})(?:(?= (?:for|since|all|is|isn)\b)|{BEHIND})",
    rf"(?<![\w.,:/\u00a3-])(?P<age>{_NUMBER}, {_NUMBER} (?:and|&) {_NUMBER})(?=[.,;)\n]|$)",
    rf"\b(?P<age>{_NUMBER} now)(?=[,.;!?)\n]|$)",
    rf"(?<=[a-z], )(?P<age>{_NUMBER})(?=, (?:new|in|from|lives?|living|who|year|still|was|is)\b)",
    r"(?<=[a-z], )(?P<age>1?\d)(?=\.(?:\s|$))",
)  # fmt: skip
#: What is told of a span of years, behind "by" and "from".
_SPANNED = compiled(
    rf"\b(?:get|gets|got|getting) to (?:be )?(?P<age>{ABOUT}?{_CHILD})(?=[.,;!)\"\u201d]|$)",
    rf"{_CLAUSE}(?:by|from|since|until|before|after) (?P<age>{_NUMBER}),? (?:he|she|they|i) (?:was|were|had|could|did|knew|would|is|has)\b",
    rf"\b(?:from age|aged?|ages|between|ranging from|range from|ranges from) (?P<age>{_NUMBER}(?: ?(?:to|and|-|\u2013) ?){_NUMBER})(?![\w/%]| ?(?:am|pm)\b| \w+s\b)",
)
#: What stands before a number that is the time, a score, or how many.
_NO_AGE = re.compile(
    r"\b(?:question|visit|number|no|session|item|table|room|tier|stage|step|page|score|scored|scores|week|day|part|section|level|grade|by|"
    r"till|until|to|from|past|half|quarter|for|in|over|after|within|between|every|another|of|than|rated|rating|marks?|points?)[:.]? ?$",
    re.IGNORECASE,
)
_LEAD = 20


def find_told_ages(text: str) -> Iterator[Found]:
    """Yield ages that are told in passing: for the mask, or for review where it may be something else."""
    for pattern in _SURE:
        for match in pattern.finditer(text):
            yield age_found(match, Status.MASK)
    for pattern in _DOUBTED:
        for match in pattern.finditer(text):
            if not _NO_AGE.search(text[max(0, match.start("age") - _LEAD) : match.start("age")]):
                yield age_found(match, Status.REVIEW)
    for pattern in _SPANNED:
        for match in pattern.finditer(text):
            yield age_found(match, Status.REVIEW)

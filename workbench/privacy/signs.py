"""The words around a word that say it is somebody's name.

Rules are from reading case notes and dictated reflections: people are called, rung, spoken to, are
somebody's mum, or say something. `Sign.STRONG` alone is enough for a word that may be a name,
`Sign.WEAK` needs a second reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from workbench.privacy.identifiers import Role
from workbench.privacy.lexicon import word_set
from workbench.privacy.tokens import Token


class Sign(IntEnum):
    """How much the words around a word say that it is a name."""

    NONE = 0
    WEAK = 1
    STRONG = 2


SPEECH = word_set(
    "said says asked asks told tells rang rings texted cried laughed replied wants wanted thinks thought"
)


PARENTS = word_set("mum mam mom mummy dad daddy mother father parent stepdad stepmum stepmother stepfather step-dad step-mum carer "
               "foster-carer mums dads")  # fmt: skip
RELATIVES = word_set("nan nana nanna nannan nanny gran grandma granny grandad grandpa grandmother grandfather aunt auntie aunty uncle "
                 "cousin niece nephew partner husband wife boyfriend girlfriend ex godmother godfather friend mate neighbour "
                 "nans grans guardian fiance fiancee babysitter sister-in-law brother-in-law kinship mgm pgm")  # fmt: skip
CHILDREN = word_set("baby toddler twin twins child kid lad girl boy son daughter sister brother sibling siblings sis bro little wee "
                "stepson stepdaughter grandson granddaughter youngest eldest oldest newborn foster teenager bab yp young")  # fmt: skip
WORKERS = word_set("worker colleague iro chair headteacher head senco teacher nurse doctor consultant psychologist solicitor barrister judge "
               "officer constable mentor buddy supervisor visitor midwife student tutor keyworker advocate interpreter advisor "
               "adviser psw asye dsl manager practitioner therapist paramedic receptionist admin lead tm fsw sw hv lado cafcass "
               "locum counsellor support reviewer assistant deputy boss clerk councillor cllr")  # fmt: skip
_KIN = PARENTS | RELATIVES | CHILDREN
#: Left of a name, whatever the name: what is done to or with people only.
_TO_PEOPLE = word_set("ring text phone email invite called named phoned rang texted emailed messaged told met visited hugged introduced supporting supervised "
                  "thanked reminded congratulated interviewed fostering adopting shadowing shadowed tell telling asked ask seeing saw")  # fmt: skip
_SPOKEN = word_set("spoke speak speaking spoken talk talked talking chat chatted chatting met meet meeting worked working visit liaise "
               "liaised listened sat played live lives living lived moved stay stays staying went going gone joint")  # fmt: skip
_WITH = word_set("to with wiv by for from about of without")
#: Right of a name: what only people do.
_SPEAKS = word_set("said says say told tells asked asks rang rings texted phoned emailed cried smiled laughed shouted replied wants wanted "
               "hates hated loves loved thinks thought knows knew reckons felt feels lives lived moved started stopped refused agreed "
               "disclosed explained mentioned whispered screamed sobbed giggled answered admitted insisted described decided attends "
               "attended missed kept liked likes hugged drew painted sang danced waved grinned asked disagreed ate slept bit kicked "
               "punched hid ran turned opened sat stood came went couldn't didn't doesn't isn't wasn't hasn't wouldn't won't hadn't didnt doesnt isnt "
               "wasnt hasnt wouldnt wont hadnt couldnt brought wore took lost found gave bought made spent won rode read wrote threw rang "
               "hides eats sleeps plays draws cries screams hits bites kicks misses remembers goes comes runs talks "
               "rolled chose told handed showed shows")  # fmt: skip
_IS = word_set("is was has had went came got gets and who whose seemed seems looked looks being been does did can could would keeps made "
           "used also just never always still then now")  # fmt: skip
_OWNED = word_set("house home school class room flat bedroom file case plan review visit assessment mum dad voice story world face hand bag "
              "teacher birthday phone social iro placement car desk spreadsheet email emails bike coat shoes dog number report diary laptop idea name "
              "handwriting room bed bag drawing picture hair dinner lunch tea old new first last own little best favourite family")  # fmt: skip
_FROM = word_set("east west north south duty team school camhs health housing police nursery probation early fostering education legal finance "
             "front commissioning brokerage transport payroll reception placements adoption admin business cafcass hr audit mash the")  # fmt: skip
_TOGETHER = word_set("me him her them us he she they i his their")


_BEFORE_VERB = word_set("to i we you they he she the a")


def key_at(tokens: Sequence[Token], place: int) -> str:
    """Return the folded word at this place, or nothing beyond the ends of the text."""
    return tokens[place].key if 0 <= place < len(tokens) else ""


def before(tokens: Sequence[Token], place: int, back: int = 1) -> str:
    """Return the word so many back in the same sentence, or nothing."""
    if place - back < 0 or any(tokens[place - step].first for step in range(back)):
        return ""
    return tokens[place - back].key


def after(tokens: Sequence[Token], place: int, on: int = 1) -> str:
    """Return the word so many on in the same sentence, or nothing."""
    if place + on >= len(tokens) or any(tokens[place + step].first for step in range(1, on + 1)):
        return ""
    return tokens[place + on].key


def sign_of(tokens: Sequence[Token], place: int, *, wordy: bool = False) -> Sign:
    """Return how much the words around a token say that it is a name.

    Parameters
    ----------
    wordy
        The token may be an ordinary word too ("will", "hope"): then kinship before it, which goes
        with any verb ("mum will"), says nothing.
    """
    left, right = before(tokens, place), after(tokens, place)
    strong = (
        left in _TO_PEOPLE
        or _is_called(tokens, place)
        or (left in _WITH and before(tokens, place, 2) in _SPOKEN)
        or (right in _SPEAKS and not (wordy and left in _BEFORE_VERB))
        or _owns(tokens, place)
        or (right in ("from", "in", "at") and _is_office(tokens, place + 2, wordy=wordy))
        or _is_together(tokens, place, wordy=wordy)
        or (left in _KIN | WORKERS and not wordy)
    )
    if strong:
        return Sign.STRONG
    return Sign.WEAK if left in _WITH | {"and", "saw", "see", "or"} or right in _IS else Sign.NONE


def _is_together(tokens: Sequence[Token], place: int, *, wordy: bool) -> bool:
    """Whether it goes with "me": "me and precious", or with any pronoun: "karolina and her"."""
    before_me = (before(tokens, place), before(tokens, place, 2)) == ("and", "me")
    behind = after(tokens, place, 2) if after(tokens, place) == "and" else ""
    return before_me or behind == "me" or (behind in _TOGETHER and not wordy)


def _is_office(tokens: Sequence[Token], place: int, *, wordy: bool) -> bool:
    """Whether it goes on as in "karolina from east", "will from the duty team"."""
    key = key_at(tokens, place)
    second = key_at(tokens, place + 1)
    if place < len(tokens) and tokens[place].shouted and before(tokens, place) == "from":
        return True
    return key in _FROM and not (
        key == "the" and (wordy or before(tokens, place) != "from") and second not in _FROM
    )


def _is_called(tokens: Sequence[Token], place: int) -> bool:
    left, second = before(tokens, place), before(tokens, place, 2)
    return left in ("called", "named", "names", "nicknamed", "aka", "dear") or (
        left in ("is", "was", "s", "its", "it's") and second in ("name", "names")
    )


def _owns(tokens: Sequence[Token], place: int) -> bool:
    """Whether "amira's nan", "amiras nan" or "Will's school"."""
    right = after(tokens, place)
    owned = right in _KIN | WORKERS | _OWNED
    return owned and (tokens[place].possessive or tokens[place].key.endswith("s"))


def role_of(tokens: Sequence[Token], first: int, last: int) -> Role:
    """Return who the person named by tokens first to last is, where the next words tell."""
    left, second = before(tokens, first), before(tokens, first, 2)
    related = left == "of" and second in PARENTS | RELATIVES
    if related or (_owns(tokens, last) and after(tokens, last) in PARENTS | RELATIVES):
        return Role.CHILD
    role = _role(left) if left not in ("called", "named", "is") else _role(second)
    if role is not Role.UNKNOWN:
        return role
    if after(tokens, last) == "from" and after(tokens, last, 2) in _FROM:
        return Role.WORKER
    return Role.UNKNOWN


def _role(word: str) -> Role:
    for words, role in (
        (PARENTS, Role.PARENT),
        (RELATIVES, Role.RELATIVE),
        (CHILDREN, Role.CHILD),
        (WORKERS, Role.WORKER),
    ):
        if word in words:
            return role
    return Role.UNKNOWN

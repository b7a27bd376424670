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
#: Left of a name or of a thing: what is done to both.
TO_ANY = word_set("grab grabbed bring brought left dropped collected collecting fetched took taken taking got get getting saw seen held fed bathed changed picked cuddled settled weighed "
                  "chase chasing chased quoting quote sent put let made love miss missed missing remind help helped supported covering cover cc re via per")  # fmt: skip
_LEFT = word_set(
    "left saw seen collected dropped fetched bathed fed cuddled weighed settled met visited rang"
)
_THEN = word_set(
    "he she hes shes he's she's they theyre and at with yesterday today tonight earlier again alone"
)
#: Right of a name that begins a note: how somebody was met with, and what only people are asked.
_MET = word_set("seen spoken left gone been fine settled asleep poorly unwell present absent late sleeping upset happy tearful quiet doing going coming living staying "
                "waiting playing crying not needs need please pls thanks owes owe on off back home at with you u ur youre")  # fmt: skip
_ASKED = word_set("can could would will did do are have r")
_YOU = word_set("u you we ya yous")
_WITH = word_set("to with w wi wiv by for from about of without")
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
#: What somebody did or does, where the verb does not end in "ed".
DID = word_set("led wrote ran took gave made did saw knew found got left kept held felt brought thought bought caught taught sent spent built lost "
               "met paid read sold won wore drew drove ate flew forgot hid rode sang shook spoke swore threw woke began broke chose grew blew let put cut "
               "hit set shut hurt quit bet bit bled fed fled fought hung heard laid lay lent lit meant rang rose sank sat shot showed shut slept slid "
               "smelt spat stood stole stuck stung struck swam swept tore told understood went wept came became fell drank dug dealt bent burnt learnt "
               "dreamt spelt spilt leapt knelt misses wants needs says thinks knows likes loves hates keeps gets goes comes makes takes gives lives "
               "looks seems feels plays sleeps eats cries asks tells calls rings works goes draws hides hits bites runs talks walks sits stays remembers "
               "lies turns tries sees brings holds meets shows starts stops helps finds opens closes drops picks reckons smiles laughs hugs shouts screams refuses struggles attends hadn't didn't wasn't isn't couldn't wouldn't won't doesn't hasn't can't "
               "isnt wasnt didnt doesnt couldnt wouldnt hasnt hadnt cant")  # fmt: skip
#: Verbs that only people do much, as they stand behind "to".
_BASES = word_set(
    "carry swear reply say tell ask ring text cry laugh want think know feel live move start stop refuse agree disclose explain mention whisper scream sob giggle "
    "answer admit insist describe decide attend miss keep like hug draw paint sing dance wave grin eat sleep bite kick punch hide run talk walk sit stand come go "
    "bring wear take lose find give buy make spend ride read write throw play hit remember reckon love hate need see hear get try look smile shout struggle help open "
    "close drop pick hold meet show speak call phone email sign chair cover drive cook clean wash lie copy climb jump pull push grab hand nod shrug sigh worry wonder "
    "watch listen wait work fall catch teach learn study turn follow chase check visit support manage supervise settle stay leave drink smoke vape nap wake dress choose pay owe sell thank"
)


def acts_now(word: str) -> bool:
    """Return whether a word says what somebody does: "carries", "swears".

    >>> acts_now("carries"), acts_now("watches"), acts_now("reports")
    (True, True, False)
    """
    if not word.endswith("s"):
        return False
    return bool({word[:-1], word.removesuffix("es"), word.removesuffix("ies") + "y"} & _BASES)


_TOGETHER = word_set("me him her them us he she they i his their")


DOES = word_set("ring call phone chase send check book email visit update speak talk complete arrange write contact attend come go see meet take bring "
                 "collect pick drop sign confirm ask tell follow liaise cover do help join sort look read")  # fmt: skip
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
        or is_called(tokens, place)
        or (left in _WITH and before(tokens, place, 2) in _SPOKEN)
        or (right in _SPEAKS and not (wordy and left in _BEFORE_VERB))
        or _owns(tokens, place)
        or (right in ("from", "in", "at") and _is_office(tokens, place + 2, wordy=wordy))
        or _is_together(tokens, place, wordy=wordy)
        or (left in _KIN | WORKERS and not wordy)
        or _is_asked(tokens, place)
        or _is_met(tokens, place)
        or (left in _KIN | WORKERS and tokens[place].joined.endswith("("))
    )
    if strong:
        return Sign.STRONG
    weak = left in _WITH | TO_ANY | {"and", "or"} or right in _IS
    begins = _begins(tokens[place]) and (right in _MET | DID or right.endswith(("ed", "ing")))
    return Sign.WEAK if weak or begins else Sign.NONE


def _begins(token: Token) -> bool:
    """Whether it begins a sentence, or what follows a comma or a dash."""
    return token.first or token.joined.strip(" ") in (",", "-", "\u2013", ":", ";")


def _is_met(tokens: Sequence[Token], place: int) -> bool:
    """Whether it is who was met, and a new clause begins behind: "just left river hes fine"."""
    return before(tokens, place) in _LEFT and after(tokens, place) in _THEN


def _is_asked(tokens: Sequence[Token], place: int) -> bool:
    """Whether somebody is spoken to, or is got to do something: "joy can u", "get dupe to ring"."""
    right, second = after(tokens, place), after(tokens, place, 2)
    asked = tokens[place].first and right in _ASKED and second in _YOU
    got = before(tokens, place) in (
        "get",
        "getting",
        "got",
        "wants",
        "want",
        "need",
        "asking",
        "asked",
    )
    done = second in DOES
    tasked = tokens[place].first and right == "to" and done
    return asked or tasked or (got and right == "to" and done)


def _is_together(tokens: Sequence[Token], place: int, *, wordy: bool) -> bool:
    """Whether it goes with "me": "me and precious", or with any pronoun: "karolina and her"."""
    before_me = (before(tokens, place), before(tokens, place, 2)) == ("and", "me")
    behind = after(tokens, place, 2) if after(tokens, place) == "and" else ""
    return before_me or behind in ("me", "i") or (behind in _TOGETHER and not wordy)


def _is_office(tokens: Sequence[Token], place: int, *, wordy: bool) -> bool:
    """Whether it goes on as in "karolina from east", "will from the duty team"."""
    key = key_at(tokens, place)
    second = key_at(tokens, place + 1)
    if place < len(tokens) and tokens[place].shouted and before(tokens, place) == "from":
        return True
    return key in _FROM and not (
        key == "the" and (wordy or before(tokens, place) != "from") and second not in _FROM
    )


def is_called(tokens: Sequence[Token], place: int) -> bool:
    """Return whether it is what somebody is called: "known as", "goes by", "they call"."""
    left, second = before(tokens, place), before(tokens, place, 2)
    known_as = (left, second) in {("as", "known"), ("by", "goes"), ("as", "called"), ("it", "call")}
    named = left in ("call", "calls") and second in (
        "they",
        "we",
        "people",
        "everyone",
        "kids",
        "she",
        "he",
        "all",
    )
    return (
        known_as
        or named
        or left in ("called", "named", "names", "nicknamed", "aka", "dear")
        or (left in ("is", "was", "s", "its", "it's") and second in ("name", "names"))
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

"""Words without a capital: dictated names, by the lists of names and the sentence around them.

In a text without capitals a word of the lists is a name, an unknown word is one unless it looks like
a slip of spelling, and an English word that people are called by ("grace", "mark") needs a strong sign.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.privacy import lexicon
from workbench.privacy.explained import is_built, is_shortened
from workbench.privacy.lexicon import word_set
from workbench.privacy.reading import BEFORE_PLACE, FEW, PLACE_PREFIXES, SOME, Reading, Verdict
from workbench.privacy.signs import (
    CHILDREN,
    DID,
    PARENTS,
    RELATIVES,
    TO_ANY,
    WORKERS,
    Sign,
    after,
    before,
    is_called,
    sign_of,
)
from workbench.privacy.tokens import Token

_SHORT = 4


def small(reading: Reading, place: int) -> Verdict:
    """Judge a word without a capital, or on a line where all have one."""
    token, known = reading.tokens[place], reading.tokens[place].known
    if token.key in _MONTHS and reading.dictated:
        return _month(reading, place)
    if known.noise or token.key.endswith("n't"):
        return Verdict.NOTHING
    if token.key in reading.surely and _is_again(reading, place):
        return Verdict.NAME
    loose = reading.dictated or place in reading.shouted
    if "-" in token.key and _is_double(token.key):
        return Verdict.NAME
    if known.word:
        return _known_word(reading, place, loose=loose)
    return _no_word(reading, place, loose=loose)


_MONTHS = word_set("april june jan")


def _month(reading: Reading, place: int) -> Verdict:
    """Judge "april" and "june" without a capital: who rings is somebody, what comes "in" is a month."""
    sign, left = sign_of(reading.tokens, place), before(reading.tokens, place)
    if sign is Sign.STRONG and left not in _BEFORE_MONTH:
        return Verdict.NAME
    doubt = left in {"for", "with", "to", "and"} and sign is Sign.WEAK
    doubt = doubt or after(reading.tokens, place) in DID
    return Verdict.UNSURE_NAME if doubt else Verdict.NOTHING


_BEFORE_MONTH = word_set(
    "in since by until till from of last next this early late mid end during before after"
)


def _is_again(reading: Reading, place: int) -> bool:
    """Whether a word that is somebody's name elsewhere in the text is it here, too."""
    token = reading.tokens[place]
    if not token.known.is_ordinary:
        return True
    told = before(reading.tokens, place) in _DETERMINERS
    return reading.dictated and token.known.word_name and token.key not in _VERBS and not told


def _is_double(key: str) -> bool:
    """Whether both halves are names: "daisy-may", "ellie-mae"."""
    halves = [lexicon.known(half) for half in key.split("-") if half]
    return len(halves) > 1 and all(
        half.word_name or half.is_plain_name or (half.given >= SOME and half.word != 1)
        for half in halves
    )


def _no_word(reading: Reading, place: int, *, loose: bool) -> Verdict:
    token, known = reading.tokens[place], reading.tokens[place].known
    sign = sign_of(reading.tokens, place)
    if len(token.key) <= FEW + 1 and known.given < SOME + (sign is Sign.NONE and not loose):
        doubt = Verdict.UNSURE_NAME if loose and known.given > 0 else Verdict.NOTHING
        return Verdict.NAME if known.given >= 0 and sign is Sign.STRONG else doubt
    if _owner(token.key) and not is_built(token.key):
        return Verdict.NAME
    if known.is_plain_name:
        rare = known.given < FEW and not (loose or sign is not Sign.NONE)
        return Verdict.UNSURE_NAME if rare else Verdict.NAME
    return _stranger(reading, place, sign) if loose else _odd_word(reading, place, sign)


def _known_word(reading: Reading, place: int, *, loose: bool) -> Verdict:
    token, known = reading.tokens[place], reading.tokens[place].known
    sign = sign_of(reading.tokens, place, wordy=True)
    strong = sign is Sign.STRONG
    if known.is_plain_name and known.word != 1:
        often = max(known.given, known.family) >= SOME + 1
        told = before(reading.tokens, place) in _DETERMINERS and not often
        return Verdict.NAME if (loose and not told) or strong else Verdict.UNSURE_NAME
    modal = token.key in ("will", "may") and after(reading.tokens, place) in _NOT_AFTER_MODAL
    if loose and (modal or (strong and _owner_of(token.key))):
        return Verdict.NAME
    housed = before(reading.tokens, place) in ("at", "to", "from", "round", "by")
    if reading.dictated and housed and _owner_of(token.key) and known.word != 1:
        return Verdict.UNSURE_NAME
    if known.word == SOME and loose and (known.given > 0 or known.family >= SOME):
        return Verdict.NAME if strong else Verdict.UNSURE_NAME
    if known.word_name and (loose or strong):
        return _word_name(reading, place, sign, loose=loose)
    return _common_word(reading, place, sign) if loose else Verdict.NOTHING


def _common_word(reading: Reading, place: int, sign: Sign) -> Verdict:
    """Judge an English word of a dictated text that people are hardly called by: "col", "dupe"."""
    token, tokens = reading.tokens[place], reading.tokens
    left, right = before(tokens, place), after(tokens, place)
    if left in _DETERMINERS or token.key in _GRAMMAR or place in reading.shouted:
        return Verdict.NOTHING
    if is_called(tokens, place) and left not in ("is", "was", "s", "its", "it's", "dear", "called"):
        return Verdict.UNSURE_NAME
    borne = token.known.given >= SOME or (token.known.given >= FEW and token.known.word > 1)
    spoken = sign is Sign.STRONG and (left in _MET_PEOPLE or right in _ONLY_PEOPLE | {"from"})
    begins = token.first and sign is not Sign.NONE
    if borne and (spoken or begins):
        return Verdict.UNSURE_NAME
    got = left in ("get", "getting") and right == "to"
    return (
        Verdict.UNSURE_NAME if got or (spoken and token.known.family >= SOME) else Verdict.NOTHING
    )


def _word_name(reading: Reading, place: int, sign: Sign, *, loose: bool) -> Verdict:
    """Judge an English word that people are called by."""
    token, left = reading.tokens[place], before(reading.tokens, place)
    if left in _DETERMINERS:
        return Verdict.NOTHING
    if token.key in _EVERYDAY and not loose:
        told = sign is Sign.STRONG and left in _TOLD and token.key not in _MODAL
        return Verdict.UNSURE_NAME if told else Verdict.NOTHING
    if sign is Sign.STRONG:
        return _strong_word_name(reading, place, loose=loose)
    if token.key in _EVERYDAY | _MODAL:
        return _everyday_word(reading, place, sign)
    return _seldom_word(reading, place, sign, loose=loose)


def _seldom_word(reading: Reading, place: int, sign: Sign, *, loose: bool) -> Verdict:
    """Judge a word that in notes is more often a name than a word: "poppy", "heather"."""
    token = reading.tokens[place]
    if loose and token.known.word > 1 and token.known.given >= SOME:
        return Verdict.NAME
    if sign is Sign.NONE and not after(reading.tokens, place).endswith("ed"):
        return Verdict.UNSURE_NAME if reading.dictated else Verdict.NOTHING
    return Verdict.NAME if loose else Verdict.UNSURE_NAME


def _strong_word_name(reading: Reading, place: int, *, loose: bool) -> Verdict:
    if _is_last(reading, place) and before(reading.tokens, place) in _WITH_PEOPLE | {"and", "to"}:
        return Verdict.NAME
    kin = before(reading.tokens, place) in PARENTS | RELATIVES | CHILDREN | WORKERS
    told_of = before(reading.tokens, place) in ("about", "of", "without")
    if told_of and reading.tokens[place].key in _EVERYDAY:
        return Verdict.UNSURE_NAME
    if reading.tokens[place].key not in _VERBS or _is_object(reading, place) or (loose and kin):
        return Verdict.NAME
    return Verdict.UNSURE_NAME if loose else Verdict.NOTHING


def _everyday_word(reading: Reading, place: int, sign: Sign) -> Verdict:
    left, right = before(reading.tokens, place), after(reading.tokens, place)
    if sign is Sign.NONE or reading.tokens[place].key in _MODAL:
        return Verdict.NOTHING
    doubt = (
        left in _WITH_PEOPLE or right in ("was", "is", "has", "had") or reading.tokens[place].first
    )
    met = (
        left in TO_ANY - {"get", "got", "made", "make", "put", "let"} or right == "who"
    ) and reading.dictated
    return Verdict.UNSURE_NAME if doubt or met else Verdict.NOTHING


#: Word names that are verbs, or so frequent as words that one sign is not enough.
_VERBS = word_set(
    "will may mark hope grant chase sue rob bill pat cat drew trace skip ray rich case love merry happy young major "
    "long art bear desire comfort treasure praise trust wade"
)
_EVERYDAY = _VERBS | word_set(
    "summer autumn winter rain storm star sky sunny journey honey peace freedom truth change chance faith unity story memory "
    "baby buddy gift may june april august dawn king queen guy boy girl major justice harmony joy patience mercy glory happiness "
    "victory river rivers forest ocean ash bay sand cat kit miles happy lovely lucky blessing "
    "wisdom knowledge dot peg ace ally barb clay cliff fern porter hunter miller tanner deacon lane ward glen brook "
    "blade blaze blue bliss bud bunny cam candy cash dash dove dusty echo fox halo herb jazz legend link maple moon norm rebel shell silver "
    "snow sparrow stew stormy sunshine win bee dimple promise cricket cub dizzy foster minty pebbles pudding smudge sparkle sprout tiny fisher flint "
    "prince royal noble rock rocky rod ray reed reign rusty dusty merry misty"
)


_DETERMINERS = word_set(
    "a the this that these those my our his your some no any each every another"
)
_MODAL = word_set("will may")
#: Words of grammar, which the lists of names hold by accident.
_GRAMMAR = word_set(
    "i he she it we they you me him her them us who whom which what when where why how one two three four five six seven eight nine ten "
    "be been being is are was were do does did done have has had can could would should might must shall and or but if then than so as "
    "not no yes none all any some many much more most few both each other another such same own only just even also still yet ever never "
    "always often again here there now today tomorrow yesterday tonight soon later early late first last next good great best better bad well "
    "back round out off up over in on at by really very too quite rather about after before since until while because though although however either neither nothing something anything everything "
    "people person child children baby mum dad nan family school home work team police health court social everyone someone anyone nobody somebody anybody mine yours long far near every both half whole "
    "like said says say told tell ask asked think thought know knew want wanted need needed got get go going gone went come came make made let day week month year time"
)
_TOLD = word_set("tell told ask asked ring rang phone phoned text texted thank thanked")
_MET_PEOPLE = word_set(
    "told rang phoned texted emailed messaged met called named asked visited spoke"
)
_ONLY_PEOPLE = word_set(
    "said says rang texted phoned told asked cried laughed reckons thinks wants emailed"
)
_WITH_PEOPLE = word_set("with from for about by")
#: What never follows the verbs "will" and "may".
_NOT_AFTER_MODAL = word_set(
    "is was has had said says told asked rang went came got wants wanted thinks and might could would will should didnt doesnt isnt wasnt hasnt"
)


def _is_last(reading: Reading, place: int) -> bool:
    """Whether nothing follows in the sentence, so that it is no verb: "me and will."."""
    following = reading.tokens[place + 1 : place + 2]
    return not following or following[0].first or following[0].joined.strip(" ") != ""


def is_everyday(key: str) -> bool:
    """Return whether a word name is so frequent as a word that one sign is not enough."""
    return key in _EVERYDAY


def is_verbal(key: str) -> bool:
    """Return whether it is a verb, or so frequent as a word that one sign is not enough."""
    return key in _VERBS


def is_modal(key: str) -> bool:
    """Return whether it is a verb before other verbs far more often than a name."""
    return key in _MODAL


def _is_object(reading: Reading, place: int) -> bool:
    """Whether a verb that is done to people stands before: "told will", "rang hope"."""
    left = before(reading.tokens, place)
    return left in {"told", "rang", "asked", "phoned", "texted", "called", "named", "with"} or (
        after(reading.tokens, place) in _ONLY_PEOPLE
        and left not in ("i", "to", "we", "he", "she", "they")
    )


def _owner_of(key: str) -> bool:
    """Whether it is a word that is a name, with the s of a lost apostrophe: "rays"."""
    return (
        key.endswith("s") and lexicon.known(key[:-1]).word_name and not lexicon.known(key).word_name
    )


def _owner(key: str) -> bool:
    """Whether it is a plain name with the s of a lost apostrophe: "amiras"."""
    single = lexicon.known(key[:-1])
    return len(key) > _SHORT and key.endswith("s") and single.is_plain_name and not single.word


def _stranger(reading: Reading, place: int, sign: Sign) -> Verdict:
    """Judge a dictated word that is no English word and no plain given name."""
    known, key = reading.tokens[place].known, reading.tokens[place].key
    if is_built(key) or is_shortened(key):
        return Verdict.UNSURE_NAME if sign is Sign.STRONG else Verdict.NOTHING
    left = before(reading.tokens, place)
    prefixed = left in PLACE_PREFIXES and known.given < FEW
    if prefixed and before(reading.tokens, place, 2) in BEFORE_PLACE:
        return Verdict.PLACE
    beside = _beside_plain(reading.tokens, place)
    if left in _DETERMINERS and known.family < FEW and not beside:
        return Verdict.UNSURE_NAME
    return _unknown(reading, place, sign, beside=beside)


def _unknown(reading: Reading, place: int, sign: Sign, *, beside: bool) -> Verdict:
    known, left = reading.tokens[place].known, before(reading.tokens, place)
    if known.family >= FEW and (beside or sign is Sign.STRONG):
        return Verdict.NAME
    if known.family >= SOME:
        return Verdict.NAME if sign is Sign.WEAK else Verdict.UNSURE_NAME
    if lexicon.is_slip(reading.tokens[place].key):
        return Verdict.NAME if beside or sign is Sign.STRONG else Verdict.UNSURE_NAME
    if known.far:
        return Verdict.UNEXPLAINED
    led = left in {"in", "near", "at", "around"} and sign is not Sign.STRONG
    return Verdict.PLACE if led else Verdict.NAME


def _odd_word(reading: Reading, place: int, sign: Sign) -> Verdict:
    """Judge such a word in a text that has capitals."""
    if not (_beside_plain(reading.tokens, place) or sign is Sign.STRONG):
        return Verdict.NOTHING
    token = reading.tokens[place]
    slip = token.known.family < FEW and lexicon.is_slip(token.key)
    return Verdict.UNSURE_NAME if slip else Verdict.NAME


def _beside_plain(tokens: Sequence[Token], place: int) -> bool:
    left = (
        place > 0
        and not tokens[place].first
        and tokens[place].joined == " "
        and _plain(tokens[place - 1])
    )
    right = (
        place + 1 < len(tokens) and tokens[place + 1].joined == " " and _plain(tokens[place + 1])
    )
    return left or right


def _plain(token: Token) -> bool:
    return token.known.is_plain_name and not token.known.word

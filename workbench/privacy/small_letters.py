"""Words without a capital: dictated names, by the lists of names and the sentence around them.

In a text without capitals a word of the lists is a name, an unknown word is one unless it looks like
a slip of spelling, and an English word that people are called by ("grace", "mark") needs a strong sign.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.privacy import lexicon
from workbench.privacy.lexicon import word_set
from workbench.privacy.reading import FEW, SOME, Reading, Verdict
from workbench.privacy.signs import Sign, after, before, sign_of
from workbench.privacy.tokens import Token

_SHORT = 4


def small(reading: Reading, place: int) -> Verdict:
    """Judge a word without a capital, or on a line where all have one."""
    token, known = reading.tokens[place], reading.tokens[place].known
    if known.noise or token.key.endswith("n't"):
        return Verdict.NOTHING
    if token.key in reading.surely and not known.is_ordinary:
        return Verdict.NAME
    loose = reading.dictated or place in reading.shouted
    if "-" in token.key and _is_double(token.key):
        return Verdict.NAME
    if known.word:
        return _known_word(reading, place, loose=loose)
    return _no_word(reading, place, loose=loose)


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
    if _owner(token.key):
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
        return Verdict.NAME if loose or strong else Verdict.UNSURE_NAME
    modal = token.key in ("will", "may") and after(reading.tokens, place) in _NOT_AFTER_MODAL
    if loose and (modal or (strong and _owner_of(token.key))):
        return Verdict.NAME
    if known.word == SOME and loose and (known.given > 0 or known.family >= SOME):
        return Verdict.NAME if strong else Verdict.UNSURE_NAME
    if known.word_name and (loose or strong):
        return _word_name(reading, place, sign, loose=loose)
    return Verdict.NOTHING


def _word_name(reading: Reading, place: int, sign: Sign, *, loose: bool) -> Verdict:
    """Judge an English word that people are called by."""
    token, left = reading.tokens[place], before(reading.tokens, place)
    everyday = token.key in _EVERYDAY
    if left in _DETERMINERS or (everyday and not loose):
        return Verdict.NOTHING
    if sign is Sign.STRONG:
        return _strong_word_name(reading, place, loose=loose)
    if everyday or token.key in _MODAL:
        return _everyday_word(reading, place, sign)
    rare = token.known.word > 1 and token.known.given >= SOME
    if loose and rare:
        return Verdict.NAME
    if sign is Sign.NONE and not after(reading.tokens, place).endswith("ed"):
        return Verdict.NOTHING
    return Verdict.NAME if loose else Verdict.UNSURE_NAME


def _strong_word_name(reading: Reading, place: int, *, loose: bool) -> Verdict:
    if reading.tokens[place].key not in _VERBS or _is_object(reading, place):
        return Verdict.NAME
    return Verdict.UNSURE_NAME if loose else Verdict.NOTHING


def _everyday_word(reading: Reading, place: int, sign: Sign) -> Verdict:
    left, right = before(reading.tokens, place), after(reading.tokens, place)
    if sign is Sign.NONE or reading.tokens[place].key in _MODAL:
        return Verdict.NOTHING
    doubt = left in _WITH_PEOPLE or right in ("was", "is", "has", "had")
    return Verdict.UNSURE_NAME if doubt else Verdict.NOTHING


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
    "prince royal noble rock rocky rod ray reed reign rusty dusty merry misty"
)


_DETERMINERS = word_set(
    "a the this that these those my our his your some no any each every another"
)
_MODAL = word_set("will may")
_WITH_PEOPLE = word_set("with from for about by")
#: What never follows the verbs "will" and "may".
_NOT_AFTER_MODAL = word_set(
    "is was has had said says told asked rang went came got wants wanted thinks and"
)


def _is_object(reading: Reading, place: int) -> bool:
    """Whether a verb that is done to people stands before: "told will", "rang hope"."""
    left = before(reading.tokens, place)
    return left in {"told", "rang", "asked", "phoned", "texted", "called", "named", "with"} or (
        after(reading.tokens, place) in {"said", "says", "told", "asked"} and left != "i"
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
    known = reading.tokens[place].known
    beside = _beside_plain(reading.tokens, place)
    if known.family >= FEW and (beside or sign is Sign.STRONG):
        return Verdict.NAME
    if known.family >= SOME:
        return Verdict.NAME if sign is Sign.WEAK else Verdict.UNSURE_NAME
    if lexicon.is_slip(reading.tokens[place].key):
        return Verdict.NAME if beside or sign is Sign.STRONG else Verdict.UNSURE_NAME
    led = before(reading.tokens, place) in {"in", "near", "at", "around"}
    return Verdict.PLACE if led and sign is not Sign.STRONG else Verdict.NAME


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

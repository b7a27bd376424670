"""Words written with a capital: names, places, acronyms, and words that only begin a sentence."""

from __future__ import annotations

from workbench.privacy import lexicon
from workbench.privacy.lexicon import word_set
from workbench.privacy.reading import BEFORE_PLACE, FEW, LOCAL, MANY, SOME, Reading, Verdict
from workbench.privacy.signs import SPEECH, Sign, after, before, sign_of
from workbench.privacy.tokens import Token

_THINGS = frozenset({"ORG", "PRODUCT", "FAC", "EVENT", "WORK_OF_ART"})
_MONTHS = frozenset({"april", "may", "june", "august", "march"})
_BEFORE_MONTH = word_set(
    "in since by until till from of last next this early late mid end during before after through to and for between "
    "week weeks around about over every and or start beginning middle"
)
_CAPITAL_INSIDE = (
    "Mc",
    "Mac",
    "De",
    "Di",
    "La",
    "Le",
    "Van",
    "Fitz",
    "Al",
    "El",
    "Ma",
    "Da",
    "O",
    "Ja",
    "Du",
)
_SHORT = 4


def capital(reading: Reading, place: int) -> Verdict:
    """Judge a word that is written with a capital."""
    token = reading.tokens[place]
    if token.key in _MONTHS and _is_month(reading, place):
        return Verdict.NOTHING
    if token.shouted and not token.known.is_plain_name:
        return _acronym(reading, place)
    if "-" in token.text and _is_double(token):
        return Verdict.NAME
    if token.known.word and not (token.known.is_plain_name and token.known.word != 1):
        return _ordinary_start(reading, place) if token.first else _ordinary_inside(reading, place)
    return _strange(reading, place)


def _is_double(token: Token) -> bool:
    """Whether it is a double name of which one half is a name: "Grâce-Divine", "Ava-Rose"."""
    parts = token.text.split("-")
    halves = [lexicon.known(lexicon.fold(part)) for part in parts if part]
    return all(part[:1].isupper() for part in parts) and any(
        half.word_name or half.is_plain_name for half in halves
    )


def _strange(reading: Reading, place: int) -> Verdict:
    """Judge a capitalised word that is no English word, or hardly one."""
    token, entity = reading.tokens[place], reading.entity(place)
    if any(char.isupper() for char in token.text[1:]) and not _is_name_shaped(token):
        return Verdict.NAME if token.known.is_plain_name else Verdict.UNEXPLAINED
    if entity in LOCAL and not token.known.is_plain_name:
        return Verdict.PLACE
    if token.known.is_name and not token.known.noise:
        return _strange_name(reading, place)
    if token.known.noise and token.first and token.known.given < SOME:
        return Verdict.NOTHING
    if token.first and entity not in {"PERSON", "ORG"} | LOCAL:
        doubt = lexicon.is_slip(token.key) and sign_of(reading.tokens, place) is not Sign.STRONG
        return Verdict.UNSURE_NAME if doubt else Verdict.NAME
    return (
        Verdict.PLACE
        if before(reading.tokens, place) in BEFORE_PLACE and entity != "PERSON"
        else Verdict.NAME
    )


def _strange_name(reading: Reading, place: int) -> Verdict:
    token, entity = reading.tokens[place], reading.entity(place)
    local = entity in LOCAL and before(reading.tokens, place) in {"in", "at", "near", "around"}
    if local and token.known.given < MANY:
        return Verdict.PLACE
    if token.first and token.known.given < 0 and not token.known.shaped and entity != "PERSON":
        doubt = lexicon.is_slip(token.key) and sign_of(reading.tokens, place) is Sign.NONE
        return Verdict.UNSURE_NAME if doubt else Verdict.NAME
    return Verdict.NAME


def _is_name_shaped(token: Token) -> bool:
    """Whether a capital inside is as in McKenzie, O'Neill, DeShawn or Jayden-Lee."""
    parts = token.text.replace("\u2019", "'").replace("'", "-").split("-")
    return all(
        not any(char.isupper() for char in part[1:]) or part.startswith(_CAPITAL_INSIDE)
        for part in parts
    )


def _acronym(reading: Reading, place: int) -> Verdict:
    """Judge capitals only: "LCS" may be anything, "AMIRA" is on the lists and never comes here."""
    token = reading.tokens[place]
    if token.known.word and len(token.text) > 1 and not token.known.word_name:
        return Verdict.NOTHING if token.known.word == 1 else Verdict.UNEXPLAINED
    if token.known.word_name:
        strong = sign_of(reading.tokens, place, wordy=True) is Sign.STRONG
        return Verdict.NAME if strong else Verdict.UNSURE_NAME
    if (
        len(token.text) == FEW
        and sign_of(reading.tokens, place) is Sign.STRONG
        and before(reading.tokens, place) != "the"
    ):
        return Verdict.NAME
    if len(token.text) > _SHORT and reading.entity(place) == "PERSON":
        return Verdict.NAME
    return Verdict.UNEXPLAINED


def _ordinary_inside(reading: Reading, place: int) -> Verdict:
    """Judge an English word with a capital inside a sentence: Grace, Baker, Team, Nab."""
    token, entity = reading.tokens[place], reading.entity(place)
    known = token.known
    sign = sign_of(reading.tokens, place, wordy=True)
    called = before(reading.tokens, place) in ("called", "named") and (
        known.is_name or known.word != 1
    )
    if token.key in reading.surely or called:
        return Verdict.NAME
    if known.word_name and not reading.dictated:
        doubtful = entity in _THINGS and sign is not Sign.STRONG and _is_in_phrase(reading, place)
        return Verdict.UNSURE_NAME if doubtful else Verdict.NAME
    if (
        entity == "PERSON"
        and (known.given >= SOME or known.family >= SOME)
        and _is_beside_name(reading, place)
    ):
        return Verdict.NAME
    borne = known.given >= (SOME if known.word == 1 else FEW) and token.key not in _NOBODY
    named_so = known.family >= SOME and sign is Sign.STRONG and token.key not in _NOBODY
    quoted = sign is not Sign.NONE and token.joined[-1:] in tuple("\"\u201c'\u2018")
    if (borne and not _is_heading(reading, place)) or named_so or quoted:
        return Verdict.NAME
    if entity in LOCAL and known.word != 1:
        return Verdict.PLACE
    return Verdict.UNEXPLAINED


def _is_heading(reading: Reading, place: int) -> bool:
    """Whether capitals stand on both sides, or the next is no name: "Safe Haven Project"."""
    near = [each for each in (place - 1, place + 1) if 0 <= each < len(reading.tokens)]
    return any(
        reading.tokens[each].capital
        and reading.tokens[each].joined == " "
        and reading.tokens[each].known.is_ordinary
        and reading.tokens[each].known.given < 0
        and each not in reading.allowed
        and not reading.tokens[each].first
        for each in near
    )


def _is_in_phrase(reading: Reading, place: int) -> bool:
    """Whether the entity goes on over a neighbour with a capital: "Hope House", "Sky Sports"."""
    entity, near = reading.entity(place), (place - 1, place + 1)
    return any(
        0 <= each < len(reading.tokens)
        and reading.entity(each) == entity
        and reading.tokens[each].capital
        for each in near
    )


def _is_beside_name(reading: Reading, place: int) -> bool:
    near = [each for each in (place - 1, place + 1) if 0 <= each < len(reading.tokens)]
    return any(
        reading.tokens[each].capital
        and (reading.tokens[each].known.is_plain_name or reading.tokens[each].known.word_name)
        for each in near
    )


def _ordinary_start(reading: Reading, place: int) -> Verdict:
    """Judge an English word that begins a sentence: Will said, Will you, Hope this helps."""
    token, known = reading.tokens[place], reading.tokens[place].known
    if not (known.word_name or known.given >= MANY):
        beside = known.given >= SOME or known.family >= SOME
        person = reading.entity(place) == "PERSON" and beside and _is_beside_name(reading, place)
        strong = sign_of(reading.tokens, place, wordy=True) is Sign.STRONG
        told = strong and known.given >= FEW and token.key not in _NOBODY
        return Verdict.NAME if told or (person and known.word != 1) else Verdict.NOTHING
    return _wordy_start(reading, place)


def _wordy_start(reading: Reading, place: int) -> Verdict:
    token, known = reading.tokens[place], reading.tokens[place].known
    sign = sign_of(reading.tokens, place, wordy=True)
    tagged = reading.entity(place) == "PERSON"
    follows = after(reading.tokens, place)
    if follows in _AFTER_VERB and not tagged:
        return Verdict.NOTHING
    if not known.word_name:
        return Verdict.UNSURE_NAME if tagged and sign is not Sign.NONE else Verdict.NOTHING
    alone = place + 1 >= len(reading.tokens) or reading.tokens[place + 1].first
    if tagged or token.key in reading.surely:
        return Verdict.NAME
    being = token.key in _ABSTRACT and follows in ("is", "was", "has", "had", "does")
    acts = follows.endswith("ed") or follows in _DID
    if sign is Sign.STRONG or acts or (sign is Sign.WEAK and not being):
        return (
            Verdict.NAME if token.key not in _COMING or follows in SPEECH else Verdict.UNSURE_NAME
        )
    if token.possessive or alone or sign is Sign.WEAK:
        return Verdict.UNSURE_NAME if token.key in _ABSTRACT else Verdict.NAME
    return Verdict.NOTHING if token.key in _ABSTRACT else Verdict.UNSURE_NAME


#: Words that say and do things without being a name, though the lists hold them.
_NOBODY = word_set(
    "i he she they we you it who someone everyone nobody somebody people mum dad nan baby boy girl lady man woman child young one no so my "
    "our his her their this that these those the an in as all some both many others other not may police school duty panel court team "
    "staff health legal finance housing education early love said even ever never then now still also just only general major head "
    "doctor judge most coast marine day happy king queen prince princess nurse pastor bishop"
)
#: What somebody did, where the verb does not end in "ed".
_DID = word_set(
    "led wrote ran took gave made did saw knew found got left kept held felt brought thought bought caught taught sent spent built lost "
    "met paid read sold won wore drew drove ate flew forgot hid rode sang shook spoke swore threw woke began broke chose grew blew"
)
#: Words that come, go and bring without being anybody.
_COMING = word_set("winter rain storm dawn change")
_TIMES = word_set("summer autumn winter rain storm april may june august dawn hope change")
_ABSTRACT = _TIMES | word_set(
    "peace faith trust truth justice patience joy love mercy unity harmony freedom chance charity courage wisdom knowledge "
    "memory praise comfort pride grace honesty glory victory liberty story grant sky star may mark will bill case"
)
_AFTER_VERB = word_set(
    "you i we they it he she the a an this that these those there my our your be not to never always anyone anybody "
    "somebody someone people things all need try see get"
)


def _is_month(reading: Reading, place: int) -> bool:
    token, left = reading.tokens[place], before(reading.tokens, place)
    if token.known.noise and reading.entity(place) == "PERSON" and left not in _BEFORE_MONTH:
        return False
    if token.key in reading.surely:
        return False
    return sign_of(reading.tokens, place, wordy=True) is not Sign.STRONG or left in _BEFORE_MONTH

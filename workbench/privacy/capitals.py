"""Words written with a capital: names, places, acronyms, and words that only begin a sentence."""

from __future__ import annotations

import re

from workbench.privacy import lexicon
from workbench.privacy.explained import is_built, is_shortened
from workbench.privacy.lexicon import word_set
from workbench.privacy.reading import (
    BEFORE_PLACE,
    FEW,
    LOCAL,
    MANY,
    NOBODY,
    SOME,
    Reading,
    Verdict,
    is_beside_name,
)
from workbench.privacy.signs import (
    DID,
    PARENTS,
    RELATIVES,
    WORKERS,
    Sign,
    after,
    before,
    sign_of,
)
from workbench.privacy.starts import word_at_start
from workbench.privacy.tokens import Token, adjoins

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
#: What nobody can say aloud is spelt out: "UNCRC".
_UNSAID = re.compile(r"[bcdfghjklmnpqrstvwxz]{3}")


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
        return word_at_start(reading, place) if token.first else _ordinary_inside(reading, place)
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
    explained = _explained(reading, place)
    if explained is not None:
        return explained
    if entity in LOCAL and not token.known.is_plain_name:
        return Verdict.PLACE
    if token.known.is_name and not token.known.noise:
        return _strange_name(reading, place)
    return _unlisted(reading, place)


def _unlisted(reading: Reading, place: int) -> Verdict:
    """Judge a word that no list knows."""
    token, entity = reading.tokens[place], reading.entity(place)
    if token.known.noise and token.first and token.known.given < SOME:
        return Verdict.NOTHING
    if token.first and entity not in {"PERSON", "ORG"} | LOCAL:
        doubt = lexicon.is_slip(token.key) and sign_of(reading.tokens, place) is not Sign.STRONG
        return Verdict.UNSURE_NAME if doubt and not _acts(reading, place) else Verdict.NAME
    led = before(reading.tokens, place) in BEFORE_PLACE and entity != "PERSON"
    return Verdict.PLACE if led else Verdict.NAME


def _explained(reading: Reading, place: int) -> Verdict | None:
    """Judge a word that a sign says is something else than a name: "two Weetabix", "from Kharkiv"."""
    facts = reading.tokens[place].known
    if sign_of(reading.tokens, place) is Sign.STRONG and not facts.far:
        return None
    town = facts.far or facts.town
    if town and facts.given < MANY and not is_beside_name(reading, place):
        return Verdict.UNEXPLAINED
    return None if facts.is_plain_name else _thing(reading, place)


def _thing(reading: Reading, place: int) -> Verdict | None:
    token = reading.tokens[place]
    if is_built(token.key) and token.first:
        return Verdict.NOTHING
    if is_shortened(token.key):
        return Verdict.UNSURE_NAME
    thing = before(reading.tokens, place) in _ARTICLES and not token.possessive
    return Verdict.UNEXPLAINED if thing and token.known.family < SOME else None


#: What stands before things: of somebody's name it stands only before a family ("the Khans").
_ARTICLES = word_set("a an two three some another each every any no")


def _strange_name(reading: Reading, place: int) -> Verdict:
    token, entity = reading.tokens[place], reading.entity(place)
    local = entity in LOCAL and before(reading.tokens, place) in {"in", "at", "near", "around"}
    if local and token.known.given < MANY:
        return Verdict.PLACE
    if token.first and token.known.given < 0 and not token.known.shaped and entity != "PERSON":
        doubt = lexicon.is_slip(token.key) and sign_of(reading.tokens, place) is Sign.NONE
        return Verdict.UNSURE_NAME if doubt and not _acts(reading, place) else Verdict.NAME
    return Verdict.NAME


def _acts(reading: Reading, place: int) -> bool:
    """Whether it does or owns something, as no slip of spelling would: "Dele drove", "Bola's saved"."""
    follows = after(reading.tokens, place)
    return reading.tokens[place].possessive or follows in DID or follows.endswith("ed")


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
    spelt = len(token.text) >= _SHORT and _UNSAID.search(token.key)
    unborne = token.known.given < 0 and token.known.family < SOME
    return Verdict.NOTHING if spelt and unborne else Verdict.UNEXPLAINED


def _ordinary_inside(reading: Reading, place: int) -> Verdict:
    """Judge an English word with a capital inside a sentence: Grace, Baker, Team, Nab."""
    token, entity = reading.tokens[place], reading.entity(place)
    known = token.known
    sign = sign_of(reading.tokens, place, wordy=True)
    called = before(reading.tokens, place) in ("called", "named") and (
        known.is_name or known.word != 1
    )
    called = called or _is_kin(reading, place) or _is_alias(reading, place)
    if token.key in reading.surely or called:
        return Verdict.NAME
    wordy, season = known.word_name, token.key in _SEASONS
    if (wordy and not reading.dictated) or ((wordy or season) and _is_thing(reading, place)):
        return _word_name_inside(reading, place, sign)
    if (
        entity == "PERSON"
        and (known.given >= SOME or known.family >= SOME)
        and is_beside_name(reading, place)
    ):
        return Verdict.NAME
    borne = known.given >= (SOME if known.word == 1 else FEW) and token.key not in NOBODY
    named_so = known.family >= SOME and sign is Sign.STRONG and token.key not in NOBODY
    quoted = sign is not Sign.NONE and token.key not in NOBODY and _is_quoted(reading, place)
    if (borne and not _is_heading(reading, place)) or named_so or quoted:
        return Verdict.NAME
    if entity in LOCAL and known.word != 1:
        return Verdict.PLACE
    return Verdict.NOTHING if _is_numbered(reading, place) else Verdict.UNEXPLAINED


def _is_numbered(reading: Reading, place: int) -> bool:
    """Whether a common word has a number behind it, as parts and stages have: "Part 4"."""
    follows = reading.tokens[place + 1 : place + 2]
    numbered = bool(follows) and follows[0].joined[:1] == " " and follows[0].joined[1:2].isdigit()
    return numbered and reading.tokens[place].known.word == 1


def _word_name_inside(reading: Reading, place: int, sign: Sign) -> Verdict:
    """Judge an English word that people are called by, with a capital inside a sentence."""
    if _is_thing(reading, place):
        season = reading.tokens[place].key in _SEASONS
        return Verdict.UNEXPLAINED if season else Verdict.UNSURE_NAME
    thing = reading.entity(place) in _THINGS and not _is_role_before(reading, place)
    doubtful = thing and sign is not Sign.STRONG and _is_in_phrase(reading, place)
    return Verdict.UNSURE_NAME if doubtful else Verdict.NAME


def _is_role_before(reading: Reading, place: int) -> bool:
    """Whether a role leads it in: "Midwife Blessing"."""
    return before(reading.tokens, place) in WORKERS | PARENTS | RELATIVES


#: Names that are seasons, too.
_SEASONS = word_set("spring summer autumn winter")


def _is_thing(reading: Reading, place: int) -> bool:
    """Whether an article, or what stands before a season, says that it is nobody: "the Trust", "until Spring"."""
    token, left = reading.tokens[place], before(reading.tokens, place)
    season = token.key in _SEASONS and left in _BEFORE_MONTH - {
        "to",
        "for",
        "and",
        "or",
        "from",
        "of",
    }
    follows = reading.tokens[place + 1 : place + 2]
    joined = bool(follows) and follows[0].capital and adjoins(token, follows[0])
    return season or (
        left == "the"
        and after(reading.tokens, place) != "one"
        and not token.possessive
        and not joined
    )


def _is_alias(reading: Reading, place: int) -> bool:
    """Whether it is what somebody goes by: "known as Spider"."""
    words = before(reading.tokens, place, 2), before(reading.tokens, place)
    return words in {("known", "as"), ("goes", "by"), ("aka", ""), ("went", "by")} and (
        reading.tokens[place].key not in NOBODY
    )


def _is_kin(reading: Reading, place: int) -> bool:
    """Whether it stands behind a word for kin, or owns one: "his mate Chops", "Bluebell's mum"."""
    token, left = reading.tokens[place], before(reading.tokens, place)
    if token.key in NOBODY or place in reading.shouted or token.shouted:
        return False
    behind = left in PARENTS | RELATIVES and not reading.tokens[place - 1].capital
    alone = place + 1 >= len(reading.tokens) or not reading.tokens[place + 1].capital
    owns = token.possessive and after(reading.tokens, place) in PARENTS | RELATIVES
    return (
        (behind and alone and token.joined == " ")
        or (owns and token.known.word_name)
        or (owns and alone)
    )


def _is_quoted(reading: Reading, place: int) -> bool:
    """Whether it stands alone in quotation marks: 'known as "Spud"'."""
    tokens, marks = reading.tokens, "\"\u201c\u201d'\u2018\u2019"
    closed = place + 1 >= len(tokens) or tokens[place + 1].joined[:1] in tuple(marks)
    return tokens[place].joined[-1:] in tuple(marks) and closed


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


def _is_month(reading: Reading, place: int) -> bool:
    token, left = reading.tokens[place], before(reading.tokens, place)
    if token.known.noise and reading.entity(place) == "PERSON" and left not in _BEFORE_MONTH:
        return False
    if token.key in reading.surely:
        return False
    return sign_of(reading.tokens, place, wordy=True) is not Sign.STRONG or left in _BEFORE_MONTH

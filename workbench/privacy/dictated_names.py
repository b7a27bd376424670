"""Names in a text without capitals by what is said around them: "dear jan", "im ffi", "known as ace".

An English word that people are called by, and that nothing shows to be a word, waits for review.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from workbench.privacy.bynames import byname
from workbench.privacy.explained import is_built, is_shortened
from workbench.privacy.identifiers import Found, Status
from workbench.privacy.lexicon import fold, is_slip, known, word_set
from workbench.privacy.reading import FEW, NOBODY, SOME, Reading
from workbench.privacy.signs import (
    CHILDREN,
    DID,
    PARENTS,
    RELATIVES,
    WORKERS,
    Sign,
    acts_now,
    after,
    before,
    sign_of,
)
from workbench.privacy.small_letters import is_everyday, is_modal
from workbench.privacy.starts import is_abstract
from workbench.privacy.tokens import Token, adjoins

_TOLD = word_set(
    "a an the these those my our his your their some any no every each another such what more very too so as"
)
_LETTERED = re.compile(
    r"(?:^|(?<=[\s(]))(?P<who>[b-hj-mp-qtvwz])(?= (?:has|had|is|was|said|says|did|didnt|doesnt|isnt|wasnt|wants|wanted|went|came|rang|told|asked|cried|left|got)\b)|\b(?:see|saw|seen|met|told|rang|visit|visited|about|spoke to|talked to|called|dropped|collected) (?P<met>[b-hj-mp-qtvz])(?= |[.,;]|$)"
)
_NUMBERED = re.compile(
    r"\b(?:plan|option|vitamin|hep|hepatitis|section|year|type|grade|group|part|form|block|room|team|class|point|step|level|size|flat|band|strep|vit|set|choice|answer|number) $"
)
_LAST_WORD = re.compile(r"(?<=[.!?\d] )(?P<who>[a-z][a-z'\u2019-]{2,})[ \t]*x*[ \t]*$")
_GREETED = re.compile(
    r"(?:^|\n|[.!?] )(?:dear|hi|hiya|hey|hello|helo|morning|evening) (?P<who>[a-z][a-z'\u2019-]+)(?= \w|,|!|\n|$)"
)
_HELLO = re.compile(
    r"\b(?:hi|hiya|hey|hello|morning|evening)(?: [a-z'\u2019-]+)? (?:its|it['\u2019]s|this is|only) (?P<who>[a-z][a-z'\u2019-]+)\b"
)
_CALLED = re.compile(
    r"\b(?:some ?one|somebody|boys?|lads?|girls?|man|men|woman|bloke|guy|fella|kid|child|worker|mate|friend|person|lady|fellow|neighbour|dealer|uncle|cousin|one|people) (?:who (?:is|was|gets) |who['\u2019]s |they |he |she )?(?:call(?:s|ed)?|named|known as|goes by|nicknamed)(?: himself| herself| themself)? (?:the )?(?P<who>[a-z][a-z'\u2019-]+)\b(?! (?:by|in|at|to|for|on|up|out|names|home|and asked|because|about))"
)
_GOES_BY = re.compile(
    r"\b(?:goes by|went by|known (?:to \w+ )?as|nicknamed|answers to|a\.?k\.?a\.?|(?:they|everyone|everybody|mates?|kids|friends)(?: all| just)? calls? (?:him|her|them)|street name(?: is)?|nickname(?: is)?|gets called) (?:the name )?(?!the\b|being\b|that\b|what\b|whatever\b|names\b|all\b)[\"'\u201c\u2018]?(?P<who>[a-z][a-z'\u2019-]{2,})(?=[\s\"'\u201d\u2019]*(?:[,.;:!?)\n]|$)| (?:and|but|cos|because|on|is|was|who|so|at|said|in)\b)"
)
_NICKNAME = re.compile(
    r"\b(?P<who>[a-z][a-z'\u2019-]{2,}) (?:is|was|isnt|['\u2019]s) (?:his|her|their|my|just his|just her|only his) (?:nick ?name|real name|street name|middle name|first name|pet name|name|gamer ?tag)\b"
)
_ASKED = re.compile(
    r"\b(?:ask|asked|tell|told|rang|ring|phone|phoned|text|texted|email|emailed) (?P<who>[a-z]{3,})\b"
)
_IS_ME = re.compile(
    r"\b(?:im|i['\u2019]m|my name(?:['\u2019]s| is|s)|names|this is|its|it['\u2019]s) (?P<who>[a-z][a-z'\u2019-]+)\b"
)
_ROLE_IS = re.compile(
    r"\b(?:worker|visitor|mum|dad|partner|boyfriend|girlfriend|teacher|nurse|midwife|carer|manager|nan|gran|uncle|aunt|brother|sister|friend|mate|solicitor|guardian|iro|interpreter|advocate|keyworker|tutor|head|doctor|social)(?: is|s| was|['\u2019]s|:| =) (?P<who>[a-z][a-z'\u2019-]+)(?=[,.;\n]|$| (?:who|and|then|before|now|still|from|but|until)\b)"
)
_SPOKEN_TO = re.compile(
    r"\b(?:that|know|listen|look|yeah|no|alright|cheers|thanks|ok|sorry|please) (?P<who>[a-z]+)(?= (?:im|i['\u2019]m|i|you|youre|you['\u2019]re|we|its|dont)\b)"
)
_GONE_BY = word_set(
    "me him her us them it you there to from a an the in on at not just so all very really too going gonna coming sure fine ok good sorry only still back"
)
_PEOPLE = PARENTS | RELATIVES | CHILDREN | WORKERS
_ROLE_NEAR = 6
#: How far back the word stands that a letter numbers: "vitamin d".
_LEAD = 20


def find_dictated_names(text: str, reading: Reading) -> Iterator[Found]:
    """Yield what somebody is called, and in a text without capitals who may be somebody."""
    yield from _called(text)
    if reading.dictated:
        yield from _greeted(text)
        yield from _letters(text)
        yield from _words(reading)


def _letters(text: str) -> Iterator[Found]:
    """Yield a lone letter that does something, and the same letter wherever it stands alone: "t has grown"."""
    found = [
        match
        for match in _LETTERED.finditer(text)
        if not _NUMBERED.search(text[: match.start(match.lastgroup or 0)][-_LEAD:])
    ]
    for letter in sorted({match[match.lastgroup or 0] for match in found}):
        for match in re.finditer(rf"(?<![\w'\u2019/.-]){letter}(?![\w'\u2019/-])", text):
            yield byname(*match.span(), Status.MASK, "somebody by a letter")


def _greeted(text: str) -> Iterator[Found]:
    """Yield who is greeted or asked, signs, or tells a name, in a text without capitals."""
    for pattern, judge in _JUDGED:
        for match in pattern.finditer(text):
            key = fold(match["who"])
            status = None if key in NOBODY | _GONE_BY else judge(key)
            if status is not None:
                yield byname(*match.span("who"), status)


def _of_greeted(key: str) -> Status | None:
    facts = known(key)
    if facts.given < SOME:
        return None
    return Status.MASK if facts.word != 1 or facts.word_name else Status.REVIEW


def _of_signed(key: str) -> Status | None:
    facts = known(key)
    if not facts.is_name or facts.noise:
        return None
    return Status.MASK if facts.is_plain_name and facts.word != 1 else Status.REVIEW


def _of_asked(key: str) -> Status | None:
    facts = known(key)
    return Status.MASK if facts.given > SOME and not facts.word and key[0] != "i" else None


def _of_spoken_to(key: str) -> Status | None:
    facts = known(key)
    if facts.given <= SOME or facts.noise or is_modal(key):
        return None
    return Status.MASK if facts.word_name else Status.REVIEW


def _of_teller(key: str) -> Status | None:
    """Judge "im ffi": a word that nothing explains is a name, one that some are called by may be."""
    facts = known(key)
    if facts.noise or is_shortened(key):
        return None
    if not facts.word and not is_built(key):
        return Status.MASK if facts.given >= 0 or not is_slip(key) else Status.REVIEW
    return Status.REVIEW if facts.word_name else None


def _of_role(key: str) -> Status | None:
    facts = known(key)
    if facts.noise or is_abstract(key) or not facts.word_name:
        return None
    return Status.REVIEW if is_everyday(key) else Status.MASK


_JUDGED: tuple[tuple[re.Pattern[str], Callable[[str], Status | None]], ...] = (
    (_GREETED, _of_greeted),
    (_HELLO, _of_greeted),
    (_LAST_WORD, _of_signed),
    (_ASKED, _of_asked),
    (_SPOKEN_TO, _of_spoken_to),
    (_IS_ME, _of_teller),
    (_ROLE_IS, _of_role),
)


def _called(text: str) -> Iterator[Found]:
    """Yield what somebody is called or goes by, with a capital or without."""
    for pattern in (_CALLED, _GOES_BY, _NICKNAME):
        for match in pattern.finditer(text):
            if match["who"] not in NOBODY | _GONE_BY | _PEOPLE:
                yield byname(*match.span("who"), Status.MASK)


def _words(reading: Reading) -> Iterator[Found]:
    """Yield words without a capital that may be somebody, for review; by a plain sign, for the mask."""
    for place, token in enumerate(reading.tokens):
        known_so = place in reading.allowed and token.known.given < SOME
        known_so = known_so or token.key.endswith(("'ve", "'ll", "'re"))
        if token.capital or known_so or before(reading.tokens, place) in _TOLD:
            continue
        strange = not token.known.word and not token.known.noise and token.known.given >= 0
        strange = strange and token.key.isalpha() and len(token.key) > 1
        named = strange or (token.known.word_name and not is_modal(token.key))
        if named and (_is_apposition(reading, place) or _is_doing(reading, place)):
            yield byname(token.start, token.end, Status.MASK)
        elif _may_be_somebody(reading, place, token):
            yield byname(token.start, token.end, Status.REVIEW)


def _is_doing(reading: Reading, place: int) -> bool:
    """Whether it does what only somebody does, at the start of a clause: "said prince swears"."""
    tokens, key = reading.tokens, reading.tokens[place].key
    begins = tokens[place].first or before(tokens, place) in _BEFORE_CLAUSE
    follows = after(tokens, place)
    does = (
        acts_now(follows) or follows in DID or (follows.endswith("ed") and len(follows) > SOME + 1)
    )
    return begins and does and not is_abstract(key) and key not in _DOERS


#: Behind these begins a clause.
_BEFORE_CLAUSE = word_set(
    "and but then because cos when so that said says if think thinks thought where while until how"
)
#: Word names that do things without being somebody.
_DOERS = word_set(
    "baby boy girl guy cat bear buddy star river ocean forest angel lane art major miller porter king queen bishop case love like happy may will mark"
)


def _may_be_somebody(reading: Reading, place: int, token: Token) -> bool:
    """Whether a word without a capital can be somebody, as far as its sentence goes."""
    facts, tokens = token.known, reading.tokens
    if token.key in (NOBODY | _GONE_BY) - _RANKS:
        return False
    if _is_family(tokens, place) or _is_second(tokens, place):
        return True
    if facts.noise:
        return _is_noisy_name(tokens, place)
    if not facts.word:
        return len(token.key) > 1 and not is_built(token.key) and not is_shortened(token.key)
    if facts.word_name:
        return _may_be_word_name(tokens, place)
    borne = facts.given >= SOME or (facts.word == SOME and facts.is_name)
    return borne and (facts.word > 1 or acts_now(after(tokens, place)))


def _is_second(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether it stands behind a name and "and", and its clause ends: "from jaden and biscuit who"."""
    if before(tokens, place) != "and" or place < FEW or len(tokens[place].key) <= SOME:
        return False
    ended = _ends(tokens, place) or after(tokens, place) in ("who", "have", "are", "were", "both")
    first = tokens[place - FEW]
    return ended and first.known.is_plain_name and not first.known.word and not first.possessive


def _is_noisy_name(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether it is a name that the lists take for a word, and a sign says so: "ask jan", "about jun."."""
    facts, sign = tokens[place].known, sign_of(tokens, place, wordy=True)
    borne = facts.given >= SOME and facts.word != 1 and len(tokens[place].key) > 1
    if borne and (after(tokens, place) in DID | {"said", "says"}):
        return True
    return borne and (sign is Sign.STRONG or (sign is Sign.WEAK and _ends(tokens, place)))


def _may_be_word_name(tokens: tuple[Token, ...], place: int) -> bool:
    token = tokens[place]
    if is_modal(token.key):
        return after(tokens, place) in _NOT_MODAL or acts_now(after(tokens, place))
    if not is_everyday(token.key):
        return True
    left = before(tokens, place)
    spoken = left in ("its", "it's", "is", "and", "that") and _ends(tokens, place)
    signed = sign_of(tokens, place, wordy=True) is not Sign.NONE
    return signed or spoken or token.first or _acts(tokens, place)


def _acts(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether it does or did something, or a clause says where it is: "then ash filled", ", ash in on time"."""
    follows = after(tokens, place)
    somewhere = tokens[place].joined == ", " and follows in _NOT_MODAL
    return acts_now(follows) or follows in DID or follows.endswith("ed") or somewhere


def _is_family(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether it is a family name behind a word that nothing explains: "mylor hocking"."""
    if (
        not place
        or not adjoins(tokens[place - 1], tokens[place])
        or tokens[place].known.family < SOME
    ):
        return False
    given = tokens[place - 1]
    strange = not given.known.word and not given.known.noise and len(given.key) > SOME
    return (
        strange
        and not given.possessive
        and not is_built(given.key)
        and len(tokens[place].key) > SOME
    )


#: Ranks that some are called by.
_RANKS = word_set("prince king queen princess bishop happy marine judge")
#: What follows "will" and "may" only where they are somebody.
_NOT_MODAL = word_set(
    "on off at in from with is was has had said says rang asked told wants wanted went came got and who did does"
)


def _ends(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether its clause ends with it."""
    following = tokens[place + 1 : place + 2]
    return not following or following[0].first or bool(following[0].joined.strip(" "))


def _is_apposition(reading: Reading, place: int) -> bool:
    """Whether it stands between commas behind a role: "his social worker before me, faith, used"."""
    tokens = reading.tokens
    closed = place + 1 < len(tokens) and tokens[place + 1].joined == ", "
    if tokens[place].joined != ", " or not closed:
        return False
    near = tokens[max(0, place - _ROLE_NEAR) : place]
    return any(each.key in _PEOPLE for each in near)

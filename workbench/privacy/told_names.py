"""Words without a capital that are somebody by what is said of them: "summer his pa", "mum star looks", "joy on duty".

Each rule knows a few words before and behind. What names a virtue, the weather or an act as well waits for
review, where nothing else tells it from one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from workbench.privacy.bynames import byname
from workbench.privacy.identifiers import Found, Status
from workbench.privacy.lexicon import word_set
from workbench.privacy.reading import FEW, MANY, NOBODY, SOME, Reading
from workbench.privacy.signs import (
    CHILDREN,
    DID,
    DOES,
    PARENTS,
    RELATIVES,
    SPEECH,
    WORKERS,
    acts_now,
    after,
    before,
)
from workbench.privacy.small_letters import is_modal, is_verbal
from workbench.privacy.starts import is_abstract
from workbench.privacy.tokens import Token

_ROLES = (
    PARENTS
    | RELATIVES
    | CHILDREN - word_set("little wee young foster")
    | WORKERS
    | word_set("pa sw fsw hv ta senco keyworker iro mates friends cousins kids")
)
_OWNERS = word_set("his her my their our the")
_TOLD = word_set(
    "a an the this that these those my our his your her their some any no each every another of as too very so more"
)
_REACHED = word_set(
    "rang rung told met saw seen asked wants want with and from for to phoned texted visited called see ask tell ring"
)
_KIN = PARENTS | RELATIVES | CHILDREN - word_set("little wee young foster kid child")
_BEING = word_set("is was has had isnt wasnt hasnt hadnt looks seems sounds who does doesnt")
_STATES = word_set(
    "in off out up back on down home fine ok okay late asleep settled poorly absent present awake missing"
)
_GOES_ON = word_set(
    "and at from on with for today duty leave sick well school bed home late again tomorrow yesterday all by now but time call shift nights earlies lates"
)
_SAYING = word_set("said say says that and then but because cos if so when while both")
_HURT = word_set(
    "bit hit kicked pushed slapped punched scratched shoved hugged chased followed annoyed cuddled spat"
)
_FETCHED = word_set(
    "took taken taking brought collected collecting dropped picked fetched bathed fed cuddled changed settled weighed dressed drove walked left"
)
_WHERE = word_set("to from in at off up home down and back into out round over with for")
_RANKED = word_set(
    "youngest eldest oldest middle older younger baby big little quiet one worst first last"
)
_AND_THEN = word_set("he she they hes shes")
_MANY_ARE = word_set("both are were have had got came went arent werent havent each")


def find_told_names(reading: Reading) -> Iterator[Found]:
    """Yield words of a text without capitals that what is said around them shows to be somebody."""
    if not reading.dictated:
        return
    for place, token in enumerate(reading.tokens):
        if token.key in _TIMES:
            status = _of_month(reading.tokens, place)
        elif _may_be_called(reading.tokens, place):
            status = _status(reading.tokens, place)
        else:
            continue
        if status is not None:
            yield byname(token.start, token.end, status)


#: Months and a verb that people are called by.
_TIMES = word_set("may june april will jan")
_RUNG = word_set("told rang asked phoned texted met thanked called ring ask tell text phone")
_CAME = (DID | SPEECH) - word_set(
    "let put read cut hit hurt set shut quit bet bid come become needs"
)
_ALIKE = word_set("and n")


def _of_month(tokens: Sequence[Token], place: int) -> Status | None:
    """Judge "told may", "may rang", "june and ray have", and no month or verb."""
    left, right, second = (
        before(tokens, place),
        after(tokens, place),
        after(tokens, place, 2),
    )
    if left in _RUNG and right not in ("be", "not", "have"):
        return Status.MASK
    if tokens[place].first and right in _CAME:
        return Status.MASK
    if right not in _ALIKE or place + 2 >= len(tokens) or not second:
        return None
    other = tokens[place + 2].known
    paired = (other.word_name or other.is_plain_name) and second not in _TIMES
    return Status.MASK if paired and left not in ("in", "by", "of", "last", "since") else None


def _status(tokens: Sequence[Token], place: int) -> Status | None:
    """Return the surest that a rule makes of a word."""
    said = {rule(tokens, place) for rule in _RULES}
    return Status.MASK if Status.MASK in said else Status.REVIEW if Status.REVIEW in said else None


def _may_be_called(tokens: Sequence[Token], place: int) -> bool:
    """Whether people are called by this word, and no article stands before it."""
    token, facts = tokens[place], tokens[place].known
    if token.capital or token.key in NOBODY - _RANKS | _ROLES or is_modal(token.key):
        return False
    done = token.key in DID | DOES | SPEECH or acts_now(token.key + "s") or "'" in token.key
    often = facts.given >= (MANY if facts.word == 1 else SOME) and not done
    borne = facts.word_name or often or (facts.given >= FEW and not facts.word)
    return borne and not facts.noise and before(tokens, place) not in _TOLD


_RANKS = word_set("prince king queen princess happy")


def _sure(token: Token) -> Status:
    """Return the mask for a word that is a name before it is a virtue or the weather, else review."""
    doubtful = is_abstract(token.key) or not token.known.word_name
    return Status.REVIEW if doubtful else Status.MASK


def _related(tokens: Sequence[Token], place: int) -> Status | None:
    """Judge "summer his pa", "comfort her sister", "bunny the nan"."""
    if after(tokens, place) not in _OWNERS or after(tokens, place, 2) not in _ROLES:
        return None
    led = tokens[place].first or before(tokens, place) in _REACHED
    if is_verbal(tokens[place].key) and before(tokens, place) not in _REACHED - {"to", "and"}:
        return None
    return Status.MASK if led and tokens[place].known.word_name else Status.REVIEW


def _kindred(tokens: Sequence[Token], place: int) -> Status | None:
    """Judge "mum star looks", "dad chase was", "dad mark and he"."""
    right, second = after(tokens, place), after(tokens, place, 2)
    if before(tokens, place) not in _KIN or tokens[place].joined.strip(" ("):
        return None
    acts = right in _BEING | DID | SPEECH or acts_now(right)
    if acts or (right == "and" and second in _AND_THEN):
        return Status.MASK if tokens[place].known.given >= FEW else Status.REVIEW
    if right in _THERE and tokens[place].known.word_name:
        return Status.REVIEW if is_verbal(tokens[place].key) else Status.MASK
    return None


_THERE = word_set("seen at in with on from also present there here only too")


def _stated(tokens: Sequence[Token], place: int) -> Status | None:
    """Judge "joy on duty", "said blessing in and well", "india up at ten"."""
    begins = tokens[place].first or before(tokens, place) in _SAYING
    right, second = after(tokens, place), after(tokens, place, 2)
    if not begins or right not in _STATES or (second and second not in _GOES_ON):
        return None
    return Status.REVIEW if is_verbal(tokens[place].key) else _sure(tokens[place])


def _tasked(tokens: Sequence[Token], place: int) -> Status | None:
    """Judge "can grace ring me"."""
    asked = before(tokens, place) in ("can", "could", "would", "did", "please", "has")
    return _sure(tokens[place]) if asked and after(tokens, place) in DOES else None


def _handled(tokens: Sequence[Token], place: int) -> Status | None:
    """Judge "took bear to", "bit archer on"."""
    left, right = before(tokens, place), after(tokens, place)
    if left in _HURT or (left in _FETCHED and right in _WHERE):
        return _sure(tokens[place])
    return None


def _ranked(tokens: Sequence[Token], place: int) -> Status | None:
    """Judge "bear is the youngest"."""
    behind = tuple(after(tokens, place, step) for step in (1, 2))
    if behind[0] in ("is", "was") and behind[1] in ("the", "her", "his", "my", "our"):
        return _sure(tokens[place]) if after(tokens, place, 3) in _RANKED else None
    return None


def _paired(tokens: Sequence[Token], place: int) -> Status | None:
    """Judge both of "legend and major are", "clay and cliff came"."""
    first = place if after(tokens, place) == "and" else place - 2
    if first < 0 or first + 2 >= len(tokens) or tokens[first + 1].key != "and":
        return None
    pair = (tokens[first], tokens[first + 2])
    joined = not (tokens[first + 1].first or pair[1].first)
    begins = pair[0].first or before(tokens, first) in _SAYING | {"with", "seen"}
    if not (joined and begins and after(tokens, first + 2) in _MANY_ARE):
        return None
    return _of_pair(pair)


def _of_pair(pair: Sequence[Token]) -> Status | None:
    """Return what two words are that stand as a pair of people do."""
    if not all(each.known.word_name or each.known.given >= FEW for each in pair):
        return None
    if not any(each.known.word_name or each.known.is_plain_name for each in pair):
        return None
    sure = all(each.known.word_name and not is_abstract(each.key) for each in pair)
    return Status.MASK if sure else Status.REVIEW


def _brief(tokens: Sequence[Token], place: int) -> Status | None:
    """Judge short names that do something: "vi was there", "al will cover"."""
    token, begins = tokens[place], tokens[place].first or before(tokens, place) in _SAYING
    if len(token.key) > SOME or token.known.word == 1 or not begins:
        return None
    right = after(tokens, place)
    acts = right in _BEING | SPEECH | DID | {"will", "text"} or acts_now(right)
    return Status.REVIEW if acts else None


def _liked(tokens: Sequence[Token], place: int) -> Status | None:
    """Judge "i like joy she is", "gave rob a lift"."""
    left, right = before(tokens, place), after(tokens, place)
    if left in _LIKED and right in _AND_THEN:
        return Status.MASK if tokens[place].known.word_name else Status.REVIEW
    if left in _GIVEN and right in _OBJECTS:
        return _sure(tokens[place])
    return None


_LIKED = word_set("like love trust rate miss know remember mean meant about with from without than")
_GIVEN = word_set("gave give giving sent send showed lent bought brought handed offered owe made")
_OBJECTS = word_set("a an the my his her some another two this that it")


_NUMBERS = word_set(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)


def _who_is(tokens: Sequence[Token], place: int) -> Status | None:
    """Judge "hope who runs it", "ace is three"."""
    right, second = after(tokens, place), after(tokens, place, 2)
    running = right == "who" and (second in _BEING | DID or acts_now(second))
    aged = right in ("is", "was") and second in _NUMBERS
    begins = tokens[place].first or before(tokens, place) in _SAYING
    named = tokens[place].known.word_name and begins and (running or aged)
    return Status.MASK if named else None


def _acting(tokens: Sequence[Token], place: int) -> Status | None:
    """Judge "when storm leaves", "storm was excluded": who acts may be somebody."""
    begins = tokens[place].first or before(tokens, place) in _SAYING
    right = after(tokens, place)
    acts = right in DID | SPEECH or acts_now(right) or (right.endswith("ed") and len(right) > FEW)
    being = right in _BEING and tokens[place].known.word_name
    met = before(tokens, place) in _RUNG and tokens[place].known.given >= SOME
    return Status.REVIEW if (begins and (acts or being)) or met else None


_RULES: tuple[Callable[[Sequence[Token], int], Status | None], ...] = (
    _related,
    _kindred,
    _stated,
    _tasked,
    _handled,
    _ranked,
    _paired,
    _brief,
    _liked,
    _who_is,
    _acting,
)

"""English words that begin a sentence with a capital: Will said, Will you, Hope this helps, Price family."""

from __future__ import annotations

from workbench.privacy.lexicon import word_set
from workbench.privacy.reading import FEW, MANY, NOBODY, SOME, Reading, Verdict, is_beside_name
from workbench.privacy.signs import DID, DOES, SPEECH, Sign, acts_now, after, sign_of
from workbench.privacy.small_letters import is_everyday


def word_at_start(reading: Reading, place: int) -> Verdict:
    """Judge an English word that begins a sentence: Will said, Will you, Hope this helps."""
    token, known = reading.tokens[place], reading.tokens[place].known
    if token.key in reading.surely and token.key not in NOBODY and not known.word_name:
        return Verdict.NAME if sign_of(reading.tokens, place, wordy=True) else Verdict.UNSURE_NAME
    if not (known.word_name or known.given >= MANY):
        beside = known.given >= SOME or known.family >= SOME
        person = reading.entity(place) == "PERSON" and beside and is_beside_name(reading, place)
        strong = sign_of(reading.tokens, place, wordy=True) is Sign.STRONG
        acts = known.word >= SOME and after(reading.tokens, place) in DID
        told = (strong or acts) and known.given >= FEW and token.key not in NOBODY
        second = after(reading.tokens, place, 2)
        told = told or (
            known.family >= SOME and after(reading.tokens, place) == "and" and second in ("i", "me")
        )
        if told or (person and known.word != 1):
            return Verdict.NAME
        return Verdict.UNSURE_NAME if _may_begin(reading, place) else Verdict.NOTHING
    return _wordy_start(reading, place)


def is_abstract(key: str) -> bool:
    """Return whether a word name names what has no article either: "hope", "rain"."""
    return key in _ABSTRACT


def _is_tasked(reading: Reading, place: int) -> bool:
    """Whether somebody is to do something: "Grace to send", and not "Hope to see you"."""
    tasked = after(reading.tokens, place) == "to" and after(reading.tokens, place, 2) in DOES
    return (
        tasked
        and reading.tokens[place].key not in _WANTING
        and reading.tokens[place].known.word_name
    )


_WANTING = word_set(
    "hope love happy grant trust desire long care free lucky merry may faith chance courage wisdom comfort pleasure"
)


def _does(reading: Reading, place: int) -> bool:
    """Whether it does, did or owns something, as things seldom do at the start of a sentence."""
    follows = after(reading.tokens, place)
    return follows in DID or acts_now(follows) or (follows.endswith("ed") and len(follows) > MANY)


def _may_begin(reading: Reading, place: int) -> bool:
    """Whether a word that some are called by stands as somebody would: "Obi rang", "Star did"."""
    token, facts = reading.tokens[place], reading.tokens[place].known
    sign = sign_of(reading.tokens, place, wordy=True)
    if facts.noise or token.key in NOBODY:
        return False
    borne = facts.given > 0 or facts.family >= SOME
    if borne and _does(reading, place):
        return True
    if sign is Sign.NONE:
        return facts.word > FEW and facts.is_name
    rare = facts.word > 1 and (facts.given >= FEW or facts.family >= SOME)
    had = facts.given >= FEW and after(reading.tokens, place) in ("had", "has", "said", "rang")
    return rare or had or (sign is Sign.STRONG and facts.given >= SOME)


def _wordy_start(reading: Reading, place: int) -> Verdict:
    """Judge a word name that begins a sentence."""
    token, follows = reading.tokens[place], after(reading.tokens, place)
    tagged = reading.entity(place) == "PERSON"
    if _is_tasked(reading, place):
        return Verdict.NAME
    if follows in _THINGS and token.key not in reading.surely:
        return Verdict.UNSURE_NAME if tagged else Verdict.NOTHING
    if follows in _AFTER_VERB and not tagged:
        again = token.key in reading.surely and follows in ("to", "not", "never", "always")
        return Verdict.NAME if again else Verdict.NOTHING
    if not token.known.word_name:
        sign = sign_of(reading.tokens, place, wordy=True)
        return Verdict.UNSURE_NAME if tagged and sign is not Sign.NONE else Verdict.NOTHING
    return _word_name(reading, place)


def _word_name(reading: Reading, place: int) -> Verdict:
    token, follows = reading.tokens[place], after(reading.tokens, place)
    sign = sign_of(reading.tokens, place, wordy=True)
    if token.key in _MODAL_NAMES and follows in _FINITE:
        return Verdict.NAME
    of_things = sign is Sign.NONE and follows in _OF_THINGS
    if token.key in _ABSTRACT and (follows in _BEING or of_things):
        return Verdict.NAME if token.key in reading.surely else Verdict.UNSURE_NAME
    if reading.entity(place) == "PERSON" or token.key in reading.surely:
        return Verdict.NAME
    return _acting(reading, place, sign)


def _acting(reading: Reading, place: int, sign: Sign) -> Verdict:
    """Judge by what follows: somebody does something, and "Grace is" may speak of a virtue."""
    token, follows = reading.tokens[place], after(reading.tokens, place)
    abstract = token.key in _ABSTRACT
    being = abstract and follows in ("is", "was", "has", "had", "does")
    acts = follows.endswith("ed") or follows in DID or acts_now(follows)
    if sign is Sign.STRONG or acts or (sign is Sign.WEAK and not being):
        doubt = token.key in _COMING and follows not in SPEECH
        return Verdict.UNSURE_NAME if doubt else Verdict.NAME
    alone = place + 1 >= len(reading.tokens) or reading.tokens[place + 1].first
    if token.possessive or alone or sign is Sign.WEAK:
        weather = alone and is_everyday(token.key) and not token.possessive
        return Verdict.UNSURE_NAME if abstract or weather else Verdict.NAME
    return Verdict.NOTHING if abstract else Verdict.UNSURE_NAME


#: Verbs and short nouns that are names where another verb follows: "Will is", "Mark has".
_MODAL_NAMES = word_set("will may mark rob drew pat sue bob chase grant trace skip")
_FINITE = word_set("is isn't was wasn't has hasn't had hadn't does doesn't did didn't can can't could couldn't says said wants wanted goes went "
                   "isnt wasnt hasnt hadnt doesnt didnt cant couldnt won't wont would wouldn't came comes seems needs likes loves")  # fmt: skip
_OF_THINGS = word_set("for of to from on in")
_BEING = word_set("isn't wasn't is was isnt wasnt")
#: Words that come, go and bring without being anybody.
_COMING = word_set(
    "winter rain storm dawn change trust truth justice freedom chance story knowledge memory sky case wisdom"
)
_TIMES = word_set("summer autumn winter rain storm april may june august dawn hope change")
_ABSTRACT = _TIMES | word_set(
    "peace faith trust truth justice patience joy love mercy unity harmony freedom chance charity courage wisdom knowledge "
    "memory praise comfort pride grace honesty glory victory liberty story grant sky star may mark will bill case"
)
#: Behind these stands what is marked, caught or granted.
_THINGS = word_set("a an the your my our every each all this these those out off up")
_AFTER_VERB = word_set(
    "you i we they it he she the a an this that these those there my our your be not to never always anyone anybody "
    "somebody someone people things all need try see get"
)

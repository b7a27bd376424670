"""One word, one verdict: somebody's name, a place, something to look at, or nothing."""

from __future__ import annotations

from workbench.privacy.allowlist import acronyms
from workbench.privacy.capitals import capital
from workbench.privacy.lexicon import word_set
from workbench.privacy.reading import BEFORE_PLACE, LOCAL, MANY, SOME, Reading, Verdict
from workbench.privacy.signs import DID, SPEECH, Sign, acts_now, after, before, sign_of
from workbench.privacy.small_letters import small
from workbench.privacy.tokens import Token

#: Kin in other languages, which with a capital may be who is called so.
_KIN = word_set("nain taid mamgu tadcu maimeo daideo grandpops grampy bampi bampa")
_CONTRACTED = frozenset({"i", "i'm", "i've", "i'd", "i'll", "im", "ive", "id", "ill"})


def verdict(reading: Reading, place: int) -> Verdict:
    """Return what a word is taken for."""
    token = reading.tokens[place]
    begun = token.key.startswith(("un-", "re-", "pre-", "non-", "co-", "ex-", "mid-", "pro-"))
    if token.key in _CONTRACTED or begun or _is_fragment(token):
        return Verdict.NOTHING
    if token.key in _KIN and token.capital and not token.first:
        return Verdict.UNSURE_NAME
    if place in reading.allowed:
        return _allowed(reading, place)
    if token.known.town and _is_town(reading, place):
        return Verdict.PLACE
    if place in reading.shouted or not token.capital:
        return small(reading, place)
    return capital(reading, place)


def _allowed(reading: Reading, place: int) -> Verdict:
    """Judge a word on the allowlist: India, Christian and Jan may be children all the same."""
    token = reading.tokens[place]
    if token.key in acronyms() and not token.capital and token.known.given >= SOME:
        sign = sign_of(reading.tokens, place, wordy=True)
        called = sign is Sign.STRONG or token.key in reading.surely
        return small(reading, place) if called and token.known.word != 1 else Verdict.NOTHING
    if token.known.given < SOME or not token.capital or token.shouted or token.key.endswith("day"):
        return Verdict.NOTHING
    sign, follows = sign_of(reading.tokens, place, wordy=True), after(reading.tokens, place)
    if sign is not Sign.STRONG:
        acts = follows in DID or follows.endswith("ed") or acts_now(follows)
        met = before(reading.tokens, place) in _FOR_PEOPLE and _is_far(token)
        return (
            Verdict.UNSURE_NAME
            if (acts and not token.known.is_ordinary) or met
            else Verdict.NOTHING
        )
    spoken = (follows in SPEECH and not token.first) or reading.entity(place) == "PERSON"
    return Verdict.NAME if spoken else Verdict.UNSURE_NAME


#: Before people and, with a capital, hardly before countries.
_FOR_PEOPLE = frozenset({"for", "with", "about", "by", "told", "rang", "asked", "met", "saw"})


def _is_far(token: Token) -> bool:
    """Whether the list knows it as a country or the like, and not as a word of the work."""
    return not token.known.word


def _is_town(reading: Reading, place: int) -> bool:
    """Whether the name of a town stands where a town stands."""
    token, led = reading.tokens[place], before(reading.tokens, place) in BEFORE_PLACE
    if not token.capital:
        return led and token.known.word != 1 and (reading.dictated or token.known.given < MANY)
    return led or (reading.entity(place) in LOCAL and token.known.given < MANY)


def _is_fragment(token: Token) -> bool:
    return len(token.key) == 1 or not any(char.isalpha() for char in token.key)

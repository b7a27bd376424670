"""Words that no list holds and that are no names all the same: built of other words, or shortened in typing."""

from __future__ import annotations

from functools import lru_cache

from workbench.privacy.lexicon import COMMON, known, word_set

#: Endings that English puts to a word, and what the word may end in without them.
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y"), ("ily", "y"), ("ing", ""), ("ing", "e"), ("ings", ""), ("ed", ""), ("ed", "e"),
    ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("est", ""), ("ee", ""), ("ee", "e"), ("ees", ""), ("ees", "e"), ("ness", ""), ("less", ""),
    ("ful", ""), ("ish", ""), ("ish", "e"), ("ly", ""), ("able", ""), ("able", "e"), ("y", ""), ("y", "e"), ("ie", ""), ("ies", ""), ("ment", ""),
    ("isation", ""), ("ise", ""), ("ised", ""), ("ising", ""), ("es", ""), ("s", ""), ("wise", ""), ("ism", ""), ("ist", ""), ("or", "e"),
)  # fmt: skip
_BEGINNINGS = ("un", "re", "over", "under", "mis", "out", "pre", "non", "inter", "super", "anti", "multi", "micro", "semi", "sub", "up", "off", "self", "co", "de", "dis")  # fmt: skip
_VOWELS = frozenset("aeiouy")
_STEM, _HALF, _LONG = 3, 3, 6
#: Halves that end family names, not words: "Ashworth", "Blackwood", "Whitehead".
_OF_FAMILIES = word_set(
    "ton ham ley son man wood worth field ford well wick bury land head by den don dale stone more ing sen combe cot thorpe hurst"
)


@lru_cache(maxsize=8_192)
def is_built(key: str) -> bool:
    """Return whether an unknown word is built of common ones: "keyworker", "supervisee", "earlies".

    >>> is_built("keyworker"), is_built("supervisee"), is_built("oluwaseun")
    (True, True, False)
    """
    facts = known(key)
    if facts.given > 0 or facts.family > FEW_BEARERS or len(key) < _LONG - 1:
        return False
    return _is_ended(key) or _is_begun(key) or _is_joined(key)


#: Hundreds: what fewer people are called is no name before it is a word.
FEW_BEARERS = 2


def is_shortened(key: str) -> bool:
    """Return whether a word has no vowel, as what is shortened in typing and what is an acronym.

    >>> is_shortened("tmrw"), is_shortened("nkechi")
    (True, False)
    """
    return key.isalpha() and not _VOWELS & set(key)


def _is_ended(key: str) -> bool:
    for ending, instead in _ENDINGS:
        stem = key.removesuffix(ending) + instead
        if key.endswith(ending) and len(stem) >= _STEM + 1:
            if _is_common(stem):
                return True
            if (
                ending in ("ing", "ed", "er", "y", "ie")
                and stem[-1:] == stem[-2:-1]
                and _is_common(stem[:-1])
            ):
                return True
    return False


def _is_begun(key: str) -> bool:
    return any(
        key.startswith(each) and len(key) - len(each) > _STEM and _is_common(key.removeprefix(each))
        for each in _BEGINNINGS
    )


def _is_joined(key: str) -> bool:
    halves = ((key[:at], key[at:]) for at in range(_HALF, len(key) - 1))
    return any(
        _is_common(left) and _is_common(right) and right not in _OF_FAMILIES
        for left, right in halves
    )


def _is_common(word: str) -> bool:
    return known(word).word == COMMON

"""Words that carry content, and passages that carry none."""

from __future__ import annotations

import re
from functools import lru_cache

NEGATIONS = frozenset(
    """
    no not never without cannot can't don't doesn't didn't won't isn't wasn't aren't weren't
    couldn't wouldn't shouldn't haven't hasn't lack unable nobody
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column
)
EMPTY = frozenset(
    """
    thank thanks thankyou cheers nothing none na nil nope yes yeah ok okay add comment
    comments say else please hello regards know think applicable further anything everything
    all test tbc tba idea sure
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column
)
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_EXTRA_STOP_WORDS = (
    "i'm i've i'd i'll it's that's there's we're we've they're you're you've he's she's let's "
    "what's who's don doesn didn won isn wasn aren ll ve re just really very also got get gets "
    "getting much many lot lots bit did does doing done can will would could should may might "
    "im ive id youre youve hes shes theyre theyd weve thats whats theres dont didnt doesnt "
    "isnt wasnt cant couldnt wouldnt havent hasnt wont mins "
    "say said says make makes made going go went like things thing want need needs needed always "
    "often sometimes still etc eg ie one two use used using us well good come came quite"
)


def words_of(text: str) -> list[str]:
    """Return the words of a text as they stand, curly apostrophes straightened."""
    return _WORD.findall(text.replace("\u2019", "'"))


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """English words that carry no content; negations are not among them."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return (frozenset(ENGLISH_STOP_WORDS) | frozenset(_EXTRA_STOP_WORDS.split())) - NEGATIONS


def has_content(text: str) -> bool:
    """Tell whether a passage says something: at least two words with content.

    "n/a", "nothing to add" and thanks alone do not. A negation counts when a word with content
    stands beside it: "no privacy" says something, "no comment" does not.
    """
    lowered = {word.lower() for word in words_of(text)}
    dull = stop_words() | EMPTY
    content = {w for w in lowered if w not in dull and w not in NEGATIONS and _real(w)}
    return len(content) >= 2 or (len(content) == 1 and bool(lowered & NEGATIONS))


def is_contracted(word: str) -> bool:
    """Tell whether a word is a pronoun or the like with its verb: she'd, what've, somebody's."""
    stem, mark, _ = word.lower().partition("'")
    return bool(mark) and stem in stop_words()


def same_words(text: str) -> str:
    """Return a key under which passages with the same words in the same order fall together."""
    return " ".join(word.lower() for word in words_of(text))


def _real(word: str) -> bool:
    return len(word) > 1 and any(letter.isalpha() for letter in word)

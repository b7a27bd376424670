"""Whether a passage tells of something that hinders or of something that helps.

A word list and a rule for "not": coarse, but it only has to find passages that may say the opposite
of the others around them, which a person then reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.words import NEGATIONS, words_of

HELPS = frozenset(
    """
    works worked helped helps helpful easy easier easily quick quicker quickly faster finally good
    great brilliant excellent amazing fantastic lovely wonderful better best saved saves love loved
    kind friendly calm calmer relief freed honoured improved improvement smooth smoothly happy
    glad pleased trusted supportive supported thanks grateful prompt promptly straightforward
    reassuring reassured perfect enjoyed nice simple simpler listened
    """.split()  # noqa: SIM905
)
HINDERS = frozenset(
    """
    wait waits waited waiting stuck lost lose loses late cancelled cancels refused refuses nobody
    fail fails failed failing broken broke crash crashed crashes delay delayed delays chase chased
    chasing closed missed misses miss problem problems difficult difficulty hard harder worse worst
    rude poor poorly slow slowly impossible nowhere nothing gone rejected bounced overdue sick blame
    blamed afraid fear frightened tired exhausted stress stressed stressful angry pointless useless
    wrong unable lack lacking lacks short shortage awful terrible painful pain unfair confusing
    confused unclear duplicate repeat repeated repeating pulled stopped stops adjourned dropped drops
    interrupted ignored complained complaint trouble without frozen freezing folded
    """.split()  # noqa: SIM905
)
_HOLLOW = frozenset(
    {"nobody", "nowhere", "nothing", "without", "lack", "unable", "lacking", "lacks"}
)
_TURNS = (NEGATIONS | {"nothing"}) - {"nobody", "lack", "unable", "without"}
#: "Could not have done more", "can't fault them": praise in the form of a denial.
_DENIED_PRAISE = re.compile(
    r"\b(?:can't|cannot|couldn't|could not) (?:have )?"
    r"(?:do|done|ask|asked|fault|faulted|thank|praise|praised|be happier|been happier)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.,;:!?\n]|\b(?:but|and|so|because)\b", re.IGNORECASE)
_REACH = 4


def polarity(text: str) -> float:
    """Return -1 (hinders) to 1 (helps), 0 for neither: (h - o) / (h + o + 1), of words counted.

    A negation turns a helping or hindering word among the next four words of its clause round; on its own it
    counts as hindering.
    """
    plain, praised = _DENIED_PRAISE.subn(" ", text.replace("\u2019", "'"))
    counted = [_count(clause) for clause in _CLAUSE.split(plain)]
    helps = praised + sum(each[0] for each in counted)
    hinders = sum(each[1] for each in counted)
    return (helps - hinders) / (helps + hinders + 1)


def _count(clause: str) -> tuple[int, int]:
    """Count the words of a clause that help and that hinder."""
    helps = hinders = 0
    open_until = -1
    for place, word in enumerate(word.lower() for word in words_of(clause)):
        if word in _TURNS and word not in _HOLLOW:
            hinders, open_until = hinders + 1, place + _REACH
        elif word in HELPS or word in HINDERS:
            turned = place <= open_until and word not in _HOLLOW
            good = (word in HELPS) != turned
            helps, hinders = helps + good, hinders + (not good) - turned
            open_until = -1 if turned else open_until
        if word == "nothing":
            open_until = place + _REACH
    return helps, hinders


def polarities(texts: Iterable[str]) -> NDArray[np.float64]:
    """Return the polarity of each text, shape (n,)."""
    return np.asarray([polarity(text) for text in texts], dtype=np.float64)

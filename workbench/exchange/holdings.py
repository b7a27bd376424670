"""What an export is made of: the board and the texts at one moment, as far as they may go out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from workbench.domain.board import Board
from workbench.domain.codebook import Code, CodeId, CodeKind
from workbench.domain.memos import AboutKind, Memo
from workbench.domain.sources import Passage, PassageId, Source, SourceId, Span

#: Kinds of codes in the order in which they are told of.
GROUPS = (
    (CodeKind.BARRIER, "Barriers: what gets in the way"),
    (CodeKind.ENABLER, "Enablers: what helps"),
    (CodeKind.CODE, "Other codes"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """The board and the texts at one moment.

    Parameters
    ----------
    sources, passages
        What goes out, in the order it came, in the words that may be seen.
    spans
        Where passages stand in the texts as given.
    people_of
        Whose each source is; the same person everywhere, whatever is shown of the name.
    nearest
        The candidate that the latest run found nearest to what it placed nowhere.
    names, unheld
        What themes were called that are gone, and passages with memos that nothing holds any more.
    """

    name: str
    board: Board
    sources: Mapping[SourceId, Source]
    passages: Mapping[PassageId, Passage]
    spans: Mapping[PassageId, Span] = field(default_factory=dict)
    people_of: Mapping[SourceId, str] = field(default_factory=dict)
    nearest: Mapping[PassageId, str | None] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    unheld: Mapping[PassageId, Passage] = field(default_factory=dict)

    def of(self, passage: PassageId) -> tuple[Source, Passage]:
        """Return a passage with its source."""
        found = self.passages[passage]
        return self.sources[found.source_id], found

    def span(self, passage: PassageId) -> Span:
        """Return where a passage stands in the text as given."""
        return self.spans.get(passage, self.passages[passage].span)

    def passages_of(self, code: CodeId) -> list[PassageId]:
        """Return the passages of a code that go out, in the order they came."""
        held = set(self.board.passages_of(code))
        return [name for name in self.passages if name in held]

    def people(self, passages: Iterable[PassageId]) -> frozenset[str]:
        """Return whose words passages are."""
        sources = {self.passages[name].source_id for name in passages}
        return frozenset(self.people_of.get(name, name) for name in sources)

    def codes(self) -> list[Code]:
        """Return the codes by kind and name."""
        kinds = [kind for kind, _ in GROUPS]
        codes = self.board.codes.values()
        return sorted(codes, key=lambda code: (kinds.index(code.kind), code.name.casefold()))

    def passage_of(self, memo: Memo) -> Passage | None:
        """Return the passage that a memo is on, if it is on one."""
        if memo.about_kind is not AboutKind.PASSAGE:
            return None
        name = PassageId(memo.about)
        return self.passages.get(name) or self.unheld.get(name)

    def memos(self) -> Iterator[Memo]:
        """Yield the memos in the order they were written, but for those on what does not go out."""
        for memo in sorted(self.board.memos.values(), key=lambda each: (each.created_at, each.id)):
            passage = self.passage_of(memo)
            on_source = memo.about_kind is AboutKind.SOURCE
            source = SourceId(memo.about) if on_source else passage and passage.source_id
            if source is None or source in self.sources:
                yield memo

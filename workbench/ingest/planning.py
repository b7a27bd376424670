"""What an import would do: each text that was read, held against what the project has already.

Nothing is stored here, and the project is not changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from workbench.domain.anchoring import Held, Moved, move_held
from workbench.domain.board import Board
from workbench.domain.sources import Passage, PassageId, Source, SourceId, Span, cut, passage_id
from workbench.ingest.bringing import FileRead
from workbench.ingest.known import Corrections, KnownTexts, tell_changed
from workbench.ingest.reports import Corrected, FileReport, NearDuplicate
from workbench.ingest.segmentation import Segmenter
from workbench.ingest.turns import without_names

if TYPE_CHECKING:
    from workbench.ingest.duplicates import Alike


class Texts(Protocol):
    """What a project holds: its sources and passages, and earlier texts that were corrected."""

    sources: dict[SourceId, Source]
    earlier: dict[SourceId, Source]
    passages: dict[PassageId, Passage]
    of_source: dict[SourceId, list[PassageId]]


def known_texts(held: Texts) -> KnownTexts:
    """Return what a project knows of texts; of those under one id the corrected one comes last."""
    return KnownTexts([*held.earlier.values(), *held.sources.values()])


@dataclass(frozen=True, slots=True, kw_only=True)
class CutFiles:
    """Files that were read, and what is known of their texts before the transaction.

    `spans` and `speakers` are by text hash; `alike` holds each near duplicate with its model.
    """

    files: tuple[FileRead, ...]
    segmenter: Segmenter | None
    spans: dict[str, list[Span]]
    speakers: Mapping[str, tuple[str, ...]]
    alike: Mapping[SourceId, tuple[NearDuplicate, Source]]

    @property
    def note(self) -> str:
        """How texts are cut, in words; empty when they are not."""
        return self.segmenter.note if self.segmenter else ""

    def spans_of(self, source: Source) -> list[Span]:
        """Return a text's spans, cutting it now when another process took its twin away."""
        if self.segmenter is None:
            return []
        if source.text_hash not in self.spans:
            self.spans[source.text_hash] = self.segmenter.spans(source.text)
        names = self.speakers.get(source.text_hash, ())
        return without_names(source.text, self.spans[source.text_hash], names)


class Replaced:
    """A text that takes the place of an earlier one, with where what is held of that stands now."""

    def __init__(self, earlier: Source, corrected: Source, moved: Moved) -> None:
        self.earlier, self.corrected, self.moved = earlier, corrected, moved


class Plan:
    """The sources and passages that come in, and the texts that take the place of earlier ones."""

    def __init__(self, cut_files: CutFiles, held: Texts, board: Board, how: Corrections) -> None:
        self.cut_files, self.held, self.how = cut_files, held, how
        self.on_board = Held(board)
        self.sources: list[Source] = []
        self.passages: list[Passage] = []
        self.replaced: list[Replaced] = []
        self.reports = tuple(each.report for each in cut_files.files)
        self.known = known_texts(held)
        self._claimed: set[SourceId] = set()

    def bring(self, file: FileRead) -> None:
        """Plan what becomes of one file's texts."""
        hashes = {source.text_hash for source in file.sources}
        for source in file.sources:
            if self.known.holds(source, file.manner):
                file.report.known += 1
            elif self._may_come(file, source, self._earlier(file, source, hashes)):
                self._add(file.report, source)
        if file.sources:
            self.known.close_file(file.sources[0].origin_hash)

    def _earlier(self, file: FileRead, source: Source, hashes: set[str]) -> SourceId | None:
        """Return the text that this one is a corrected form of, by its id, or by file and words."""
        named = self.known.earlier(source, file.manner)
        if named is not None or file.manner.keeps_ids or source.id not in self.cut_files.alike:
            return named
        _, like = self.cut_files.alike[source.id]
        # A row that still stands in the file was not corrected.
        same_file = like.origin == source.origin and like.text_hash not in hashes
        return like.id if same_file and like.id in self.held.sources else None

    def _may_come(self, file: FileRead, source: Source, earlier: SourceId | None) -> bool:
        if earlier is None:
            return True
        before = self.held.sources.get(earlier) or self.held.earlier.get(earlier)
        # Two texts of one id in one import are told, but neither is the other's correction.
        how = self.how if before and earlier not in self._claimed else Corrections.ADD
        moved = self._moved(before, source) if before else Moved({}, ())
        found = Corrected(
            source=source.title,
            earlier=before.title if before else source.external_id,
            held=len(moved.places) + len(moved.lost),
            placed=len(moved.places),
            unplaced=tuple(each.quote for each in moved.lost),
        )
        codings = self._codings(earlier)
        file.report.changed += (tell_changed(source, codings, found, how),)
        if before and earlier not in self._claimed:
            self._claimed.add(earlier)
            file.report.corrected += (found,)
            if how is Corrections.REPLACE:
                self.replaced.append(Replaced(before, source, moved))
        return how is not Corrections.KEEP

    def _moved(self, before: Source, source: Source) -> Moved:
        passages = map(self.held.passages.__getitem__, self.held.of_source.get(before.id, ()))
        return move_held(before.text, source.text, self.on_board.among(passages))

    def _codings(self, source: SourceId) -> int:
        return sum(self.on_board.codings[name] for name in self.held.of_source.get(source, ()))

    def _add(self, report: FileReport, source: Source) -> None:
        near = self.cut_files.alike.get(source.id)
        # That a corrected text is like the earlier one goes without saying.
        if near and near[1].id not in self._claimed:
            report.near_duplicates += (near[0],)
        self.known.add(source)
        passages = _passages(source, self.cut_files.spans_of(source))
        self.sources.append(source)
        self.passages.extend(passages)
        report.new += 1
        report.passages += len(passages)


def plan_files(cut_files: CutFiles, held: Texts, board: Board, how: Corrections) -> Plan:
    """Return what becomes of every file, with the counts written into its report."""
    plan = Plan(cut_files, held, board, how)
    for file in cut_files.files:
        plan.bring(file)
    return plan


def find_near(
    held: list[Source], fresh: list[Source]
) -> dict[SourceId, tuple[NearDuplicate, Source]]:
    """Return the texts that say nearly the same as another one, each with the one that it is like."""
    if not fresh:
        return {}
    from workbench.ingest.duplicates import (
        find_alike,
    )  # numpy, which a failed import can do without

    both = [*held, *fresh]
    found = find_alike([source.text for source in both], first_new=len(held))
    return {both[each.place].id: (_near(both, each), both[each.like]) for each in found}


def _near(both: Sequence[Source], alike: Alike) -> NearDuplicate:
    source, like = both[alike.place], both[alike.like]
    return NearDuplicate(source=source.title, like=like.title, share=round(alike.share, 3))


def _passages(source: Source, spans: Sequence[Span]) -> list[Passage]:
    return [cut(source, span, passage_id(source.id, span)) for span in spans]

"""The formats that a board is exported in: for facilitators, and for whom only sums are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.domain import exported
from workbench.domain.consent import Audience
from workbench.domain.memos import AboutKind
from workbench.domain.sources import PassageId, SourceId
from workbench.exchange import board_tables as tables
from workbench.exchange.board_public import (
    PUBLIC_COLUMNS,
    Public,
    public_rows,
    public_summary,
    quoted_in,
)
from workbench.exchange.board_summary import summary
from workbench.exchange.holdings import Holdings
from workbench.exchange.spreadsheets import to_csv
from workbench.exchange.workbooks import Sheet, to_xlsx

_ABOUT = (
    "Words with stand-ins such as [child A] are as their viewer may see them; start and end are "
    "places in the text as given.",
    "A cell that ends with ⟦continues in “…”⟧ goes on in the column of that name, a sheet with such a "
    "last row in the sheet of that name. ⟦U+0007⟧ stands for a character that no workbook can hold.",
)
_PUBLIC_ABOUT = (
    "Names and other identifiers were removed and reviewed; people are counted by the small-number "
    "rule. Examples and places in texts are left out.",
)


@dataclass(frozen=True, slots=True)
class Contained:
    """What is in a file: the sources that it tells of, and how many passages it quotes."""

    sources: frozenset[SourceId]
    passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format.

    Parameters
    ----------
    ending
        How its files end, after the project's name.
    write, contains
        For facilitators.
    write_public
        For leaders and everyone; None when it holds single texts and is not for them.
    """

    ending: str
    write: Callable[[Holdings], bytes]
    contains: Callable[[Holdings], Contained]
    write_public: Callable[[Public], bytes] | None = None


def contained_in_public(found: Public) -> Contained:
    """Return what is in a file for leaders or everyone: it tells of all whom it counts."""
    counted = (name for code in found.codes() for name in found.held.passages_of(code.id))
    return Contained(_sources(found.held, counted), len(quoted_in(found)))


def _sources(held: Holdings, passages: Iterable[PassageId]) -> frozenset[SourceId]:
    return frozenset(held.passages[name].source_id for name in passages)


def _all(held: Holdings) -> Contained:
    return Contained(_sources(held, held.passages), len(held.passages))


def _coded(held: Holdings) -> Contained:
    coded = {name for code in held.board.codes for name in held.passages_of(code)}
    return Contained(_sources(held, coded), len(coded))


def _summed(held: Holdings) -> Contained:
    return Contained(_coded(held).sources, 0)


def _noted(held: Holdings) -> Contained:
    memos = list(held.memos())
    passages = [each for each in map(held.passage_of, memos) if each]
    on = {SourceId(each.about) for each in memos if each.about_kind is AboutKind.SOURCE}
    return Contained(frozenset(on | {each.source_id for each in passages}), len(passages))


def _sheets(held: Holdings) -> Iterator[Sheet]:
    yield Sheet("candidates", exported.CANDIDATE_COLUMNS, tables.candidate_rows(held))
    yield Sheet("codings", exported.CODING_COLUMNS, tables.coding_rows(held))
    yield Sheet("codebook", exported.CODE_COLUMNS, tables.code_rows(held))
    if held.board.memos:
        yield Sheet("memos", exported.MEMO_COLUMNS, tables.memo_rows(held))


def _public_book(found: Public) -> bytes:
    sheet = Sheet("codebook", PUBLIC_COLUMNS, public_rows(found))
    return to_xlsx([sheet], about=_PUBLIC_ABOUT)


BOARD_FORMATS: Mapping[str, Format] = {
    "candidates-csv": Format(
        ending="-candidates.csv",
        write=lambda held: to_csv(exported.CANDIDATE_COLUMNS, tables.candidate_rows(held)),
        contains=_all,
    ),
    "codings-csv": Format(
        ending="-codings.csv",
        write=lambda held: to_csv(exported.CODING_COLUMNS, tables.coding_rows(held)),
        contains=_coded,
    ),
    "codebook-csv": Format(
        ending="-codebook.csv",
        write=lambda held: to_csv(exported.CODE_COLUMNS, tables.code_rows(held)),
        contains=_summed,
        write_public=lambda found: to_csv(PUBLIC_COLUMNS, public_rows(found)),
    ),
    "memos-csv": Format(
        ending="-memos.csv",
        write=lambda held: to_csv(exported.MEMO_COLUMNS, tables.memo_rows(held)),
        contains=_noted,
    ),
    "html": Format(
        ending=".html", write=summary, contains=_coded, write_public=public_summary
    ),
    "xlsx": Format(
        ending=".xlsx",
        write=lambda held: to_xlsx(_sheets(held), about=_ABOUT),
        contains=_all,
        write_public=_public_book,
    ),
}  # fmt: skip


def formats_for(audience: Audience) -> tuple[str, ...]:
    """Return the formats of a board that an audience can have."""
    return tuple(
        name
        for name, each in BOARD_FORMATS.items()
        if audience is Audience.FACILITATORS or each.write_public
    )

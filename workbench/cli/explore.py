"""The commands that look around in what was confirmed: the concept matrix, and search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.frame import AsJson, CoderName, Where, me, opened, show
from workbench.cli.general import show_general_matrix
from workbench.domain.codebook import CodeKind
from workbench.domain.searches import UNCODED, Condition, SavedSearch, Search, read_condition
from workbench.domain.viewers import Right

if TYPE_CHECKING:
    from workbench.services.view.matrix import Cell, Matrix, Row
    from workbench.services.view.search import Found
    from workbench.store.database import Project

_NAME, _COLUMN = 40, 16
_QUOTE = 100


class _By(StrEnum):
    ROLE = "role"
    TEAM = "team"
    AUTHORITY = "authority"
    CHANGE = "small change"
    MONTH = "month"


class _Share(StrEnum):
    ROW = "row"
    COLUMN = "column"


Conditions = Annotated[
    list[str],
    typer.Option(
        "--where", metavar="NAME=VALUE", help="Only where an attribute is so; may be repeated."
    ),
]


def matrix(
    project: Where,
    by: Annotated[_By, typer.Option(help="What people are counted by.")],
    normalise: Annotated[
        _Share | None, typer.Option(help="Shares of each barrier's people, or of those heard.")
    ] = None,
    kind: Annotated[
        CodeKind, typer.Option(help="Which codes: barriers, enablers, or plain ones.")
    ] = CodeKind.BARRIER,
    where: Conditions = [],  # noqa: B006 - typer reads it, and nobody writes to it
    as_json: AsJson = False,
) -> None:
    """Count how many people speak of every barrier, by role, team, authority, change or month."""
    from workbench.domain.heard import By
    from workbench.services.view.heard import FEW_WORDS
    from workbench.services.view.matrix import Normalise, view_matrix

    conditions = _conditions(where)
    with opened(project) as open_one:
        if not open_one.viewer.may(Right.SEE_WORDS):
            return show_general_matrix(
                open_one, By(by.value), where=conditions, kinds=(kind,), as_json=as_json
            )
        found = view_matrix(
            open_one,
            By(by.value),
            normalise=Normalise(normalise.value if normalise else ""),
            where=conditions,
            kinds=(kind,),
        )
    lines = "\n".join(_matrix_lines(found, kind))
    return show(found, f"{lines}\n\n{FEW_WORDS}" if found.rows else lines, as_json=as_json)


def search(
    project: Where,
    words: Annotated[str, typer.Argument(help="What to look for; a phrase in double quotes.")] = "",
    meaning: Annotated[
        bool, typer.Option("--meaning", help="Also what says the same in other words.")
    ] = False,
    where: Conditions = [],  # noqa: B006 - typer reads it, and nobody writes to it
    within: Annotated[str, typer.Option(help="Id or exact name of a code, or: uncoded.")] = "",
    most: Annotated[int, typer.Option(min=1, help="How many passages.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Find passages by words, by what they mean, and by where people spoke."""
    from workbench.services.view.search import search as look_for

    conditions = _conditions(where)
    if not (words.strip() or conditions or within):
        raise typer.BadParameter("Say what to look for, or where.", param_hint="WORDS")
    with opened(project) as open_one:
        code = _code_of(open_one, within)
        wanted = Search(words=words.strip(), meaning=meaning, where=conditions, within=code)
        found = look_for(open_one, wanted, most=most)
    result = {
        "words": wanted.words,
        "meaning": meaning,
        "where": [f"{each.name}={each.value}" for each in conditions],
        "total": len(found.everything),
        "people": found.people,
        "message": found.message,
        "codes": found.codes,
        "passages": found.hits,
    }
    show(result, "\n".join(_found_lines(found)), as_json=as_json)


def searches(
    project: Where,
    keep: Annotated[str, typer.Option(metavar="NAME", help="Keep a search under a name.")] = "",
    forget: Annotated[
        list[str], typer.Option(metavar="NAME", help="Forget a search; may be repeated.")
    ] = [],  # noqa: B006 - typer reads it, and nobody writes to it
    words: Annotated[str, typer.Option(help="The words that the kept search looks for.")] = "",
    meaning: Annotated[
        bool, typer.Option("--meaning", help="It looks for other words, too.")
    ] = False,
    where: Conditions = [],  # noqa: B006 - typer reads it, and nobody writes to it
    within: Annotated[str, typer.Option(help="Id or exact name of a code, or: uncoded.")] = "",
    coder: CoderName = "",
    as_json: AsJson = False,
) -> None:
    """List the searches that were kept, keep one more, or forget some."""
    from workbench.services import keep_search

    wanted = Search(words=words.strip(), meaning=meaning, where=_conditions(where), within=within)
    if not keep and wanted != Search():
        raise typer.BadParameter("Say under which name to keep it.", param_hint="--keep")
    with opened(project) as open_one:
        wanted = replace(wanted, within=_code_of(open_one, within))
        known = {each.name.casefold(): each for each in keep_search.kept(open_one)}
        for name in forget:
            if name.casefold() not in known:
                raise typer.BadParameter(f"No search is called “{name}”.", param_hint="--forget")
            keep_search.forget(open_one, known[name.casefold()].id)
        if keep and keep_search.keep(open_one, keep, wanted, coder=coder or me()) is None:
            raise typer.BadParameter("Say what to look for, or where.", param_hint="--words")
        found = keep_search.kept(open_one)
    lines = [_kept_line(each) for each in found]
    show({"searches": found}, "\n".join(lines) or "No search was kept yet.", as_json=as_json)


def _code_of(project: Project, within: str) -> str:
    from workbench.services.view.board import find_theme
    from workbench.store.log import ledger

    if not within or within == UNCODED:
        return within
    board = ledger(project).board
    return board.theme(find_theme(board, within)).id


def _kept_line(kept: SavedSearch) -> str:
    wanted = kept.search
    parts = [f"“{wanted.words}”" * bool(wanted.words), "or what means the same" * wanted.meaning]
    parts += [f"{each.name}={each.value}" for each in wanted.where]
    parts += [f"within {wanted.within}" * bool(wanted.within)]
    return f"{kept.name}: {', '.join(filter(None, parts))}"


def _conditions(written: list[str]) -> tuple[Condition, ...]:
    found = []
    for each in written:
        condition = read_condition(each)
        if condition is None:
            raise typer.BadParameter(f"“{each}” is not NAME=VALUE.", param_hint="--where")
        found.append(condition)
    return tuple(found)


def _matrix_lines(found: Matrix, kind: CodeKind) -> Iterator[str]:
    if not found.rows:
        yield f"There is no {kind.value} yet: confirm a candidate, or code by hand."
        return
    if not found.columns:
        yield f"No source says of which {found.by} it is; name the column when importing."
        return
    heads = [each.value for each in found.columns]
    yield _line(str(found.by), "people", heads)
    yield _line("heard", f"{found.people:,}", [f"{each.people:,}" for each in found.columns])
    for row in found.rows:
        yield _line(row.name, f"{row.people:,}", [_cell(each, row, found) for each in row.cells])
    if found.unknown:
        yield f"\n{found.unknown:,} people are in no column: their {found.by} is not known."


def _cell(cell: Cell, row: Row, found: Matrix) -> str:
    if not cell.people:
        return "."
    return f"{cell.people:,}" + (f" {cell.share:.0%}" if found.normalise and row.people else "")


def _line(name: str, people: str, cells: list[str]) -> str:
    shown = "".join(f"{each[: _COLUMN - 2]:>{_COLUMN}}" for each in cells)
    return f"{name[:_NAME]:<{_NAME}}{people:>8}{shown}"


def _found_lines(found: Found) -> Iterator[str]:
    if found.message:
        yield found.message
    if not found.everything:
        yield "Nothing is found. All words must be in one passage; --meaning looks for others, too."
        return
    total, shown = len(found.everything), len(found.hits)
    yield f"{total:,} passages by {found.people:,} people" + (
        f", the best {shown:,}:" if shown < total else ":"
    )
    for hit in found.hits:
        quote = " ".join(hit.passage.quote.split())
        cut = quote if len(quote) <= _QUOTE else quote[:_QUOTE].rstrip() + "…"
        yield f"  {hit.passage.id}  {', '.join(hit.by):<20}  {cut}"
    for code in found.codes[:5]:
        yield f"coded as {code.name}: {code.hits} of the best"

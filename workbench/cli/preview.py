"""Commands that look before an act: what it would do, and what lies aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli.frame import AsJson, CoderName, Where, me, opened, show

if TYPE_CHECKING:
    from workbench.services.view.preview import RegroupPreview, SideRow, SplitPreview
    from workbench.store.database import Project

_WIDTH = 90


def preview(
    project: Where,
    verb: Annotated[str, typer.Argument(help="split, merge or move.")],
    theme: Annotated[
        list[str] | None, typer.Option(help="Id or exact title; repeat for merge.")
    ] = None,
    to: Annotated[str, typer.Option(help="Where to: merge, move.")] = "",
    passage: Annotated[
        list[str] | None, typer.Option(help="Move: passage id; may be repeated.")
    ] = None,
    parts: Annotated[int, typer.Option(min=2, max=3, help="Split: 2 or 3 parts.")] = 2,
    as_json: AsJson = False,
) -> None:
    """Show what an act would do, without doing it; decide does it."""
    given = theme or []
    if verb not in _ASKED or len(given) < (verb != "move") or (verb != "split" and not to):
        raise typer.BadParameter(
            "preview split --theme T, merge --theme T --to T, or move --passage P --to T"
        )
    with opened(project) as open_one:
        found, words = _ASKED[verb](open_one, given, to, passage or [], parts)
    show(found, words, as_json=as_json)


def review(
    project: Where,
    most: Annotated[int, typer.Option(min=1, help="How many.")] = 20,
    coder: CoderName = "",
    as_json: AsJson = False,
) -> None:
    """List the candidates in the order of a review, and what the rest takes at your pace."""
    from workbench.services.view.board import view_board
    from workbench.services.view.review import review_order, view_pace

    with opened(project) as open_one:
        rows = {row.id: row for row in view_board(open_one).themes}
        order = review_order(rows.values())
        pace = view_pace(open_one, coder or me(), left=len(order))
    lines = [f"{each}  {rows[each].n_passages:>5}  {rows[each].title}" for each in order[:most]]
    found = {"order": order[:most], "left": pace.left, "seconds": pace.seconds, "words": pace.words}
    show(found, "\n".join([*lines, f"{pace.words}."]), as_json=as_json)


def aside(
    project: Where,
    most: Annotated[int, typer.Option(min=1, help="How many.")] = 100,
    as_json: AsJson = False,
) -> None:
    """Show passages in no theme: the nearest themes, and which are quiet voices."""
    from workbench.services.view.aside import view_aside

    with opened(project) as open_one:
        rows = view_aside(open_one, most=most)
    lines = []
    for row in rows:
        near = ", ".join(f"“{title}”" for _, title in row.nearest)
        told = row.why or ("quiet voice" if row.quiet else f"nearest {near}" if near else "")
        lines.append(f"{row.id}  {_short(row.quote)}  {told}")
    show({"passages": rows}, "\n".join(lines) or "Nothing is set aside.", as_json=as_json)


def _split(
    project: Project, themes: list[str], _to: str, _passages: list[str], parts: int
) -> tuple[Any, str]:
    from workbench.services.view.preview import preview_split

    found = preview_split(project, _found(project, themes[0]), parts=parts)
    return found, found.words or _split_words(found)


def _merge(
    project: Project, themes: list[str], to: str, _passages: list[str], _parts: int
) -> tuple[Any, str]:
    from workbench.services.view.preview import preview_merge

    given = [_found(project, each) for each in themes]
    found = preview_merge(project, given, _found(project, to))
    return found, _regroup_words(found)


def _move(
    project: Project, themes: list[str], to: str, passages: list[str], _parts: int
) -> tuple[Any, str]:
    from workbench.domain.sources import PassageId
    from workbench.services.view.preview import preview_move

    origin = _found(project, themes[0]) if themes else ""
    named = [PassageId(each) for each in passages]
    found = preview_move(project, named, _found(project, to), origin=origin)
    return found, _regroup_words(found)


_ASKED = {"split": _split, "merge": _merge, "move": _move}


def _found(project: Project, named: str) -> str:
    from workbench.services.view.board import find_theme
    from workbench.store.log import ledger

    board = ledger(project).board
    return board.theme(find_theme(board, named)).id


def _split_words(found: SplitPreview) -> str:
    lines = []
    for at, part in enumerate(found.parts):
        role = "comes off" if at else "stays"
        words = ", ".join(part.keywords)
        lines.append(f"{role:<9} {len(part.passages):>5}  “{part.name}” ({words})")
        lines += [f"           {_short(each.quote)}" for each in part.central]
    return "\n".join(lines)


def _regroup_words(found: RegroupPreview) -> str:
    both = f", {found.both} are there already" if found.both else ""
    lines = [f"{found.moved} passages would move{both}."]
    lines += map(_side_words, [*found.origin, found.into])
    if found.names:
        lines.append("It could be called " + " or ".join(f"“{each}”" for each in found.names) + ".")
    return "\n".join(lines)


def _side_words(side: SideRow) -> str:
    came = f"; gains {', '.join(side.came)}" if side.came else ""
    went = f"; loses {', '.join(side.went)}" if side.went else ""
    people = f"{side.people_before} → {side.people_after} people"
    return f"“{side.title}”: {side.before} → {side.after} passages, {people}{came}{went}."


def _short(quote: str) -> str:
    """Return the beginning of a passage on one line."""
    words = " ".join(quote.split())
    return words if len(words) <= _WIDTH else words[: _WIDTH - 1] + "…"

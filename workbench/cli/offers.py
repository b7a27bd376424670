"""Commands about what the machine learned: offers, differences, grains, what to ask next."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli.frame import AsJson, CoderName, Where, me, opened, progress, show

_WIDTH = 90
Most = Annotated[int, typer.Option(min=1, help="How many.")]


def suggest(project: Where, coder: CoderName = "", as_json: AsJson = False) -> None:
    """Learn from what was decided, and offer the rest to codes anew."""
    from workbench.services.suggest import suggest as suggest_codes

    with opened(project) as open_one:
        report = suggest_codes(open_one, coder=coder or me(), progress=progress())
    show(report, report.message, as_json=as_json)


def offers(
    project: Where,
    code: Annotated[str, typer.Option(help="Id or exact name of one code.")] = "",
    most: Most = 100,
    as_json: AsJson = False,
) -> None:
    """Show what each code is offered, the likeliest first, with passage ids."""
    from workbench.services.view.board import find_theme
    from workbench.services.view.offers import view_offers
    from workbench.store.log import ledger

    with opened(project) as open_one:
        board = ledger(open_one).board
        wanted = board.theme(find_theme(board, code)).id if code else ""
        batches = view_offers(open_one, code=wanted, most=most)
    lines: list[str] = []
    for batch in batches:
        lines.append(f"{batch.code}  {batch.kind:<9} {batch.total:>5}  {batch.title}")
        lines += [
            f"  {each.probability:4.0%}  {each.passage.id}  {_short(each.passage.quote)}"
            for each in batch.offers
        ]
    words = "\n".join(lines) or "Nothing is offered; see: workbench suggest"
    show({"batches": batches}, words, as_json=as_json)


def difference(project: Where, as_json: AsJson = False) -> None:
    """Tell what the latest run changed since the run before, and why."""
    from workbench.services.view.difference import view_difference

    with opened(project) as open_one:
        told = view_difference(open_one)
    kinds = {
        "offered": told.offered,
        "new": told.new,
        "moved": told.moved,
        "gone": told.gone,
        "unchanged": told.unchanged,
    }
    lines = [
        f"{kind:<9} “{shift.title}”  {shift.why}"
        for kind, shifts in kinds.items()
        for shift in shifts
    ]
    words = "\n".join(lines) or "There is nothing to compare: propose a second time first."
    show(told, words, as_json=as_json)


def queue(project: Where, most: Most = 20, as_json: AsJson = False) -> None:
    """Tell what to look at next: what a decision is worth most on comes first."""
    from workbench.services.view.queue import view_queue

    with opened(project) as open_one:
        rows = view_queue(open_one, most=most)
    lines = [f"{row.kind:<9} {row.words}" for row in rows]
    words = "\n".join(lines) or "There is nothing left to decide."
    show({"queue": rows}, words, as_json=as_json)


def grain(
    project: Where,
    level: Annotated[
        int | None, typer.Argument(min=0, help="0 is the widest; leave out to see them.")
    ] = None,
    coder: CoderName = "",
    as_json: AsJson = False,
) -> None:
    """Show the levels of the latest run, or put another one on the board."""
    from workbench.services.choose_grain import choose_grain
    from workbench.services.view.board import view_board

    with opened(project) as open_one:
        if level is not None:
            choose_grain(open_one, level, coder=coder or me())
        view = view_board(open_one)
    lines = [
        f"{'*' if number == view.grain else ' '} {number}  {count:,} candidates"
        for number, count in enumerate(view.grains)
    ]
    words = "\n".join(lines) or "The latest run has no levels; see: workbench propose"
    show({"grain": view.grain, "grains": view.grains, "seq": view.seq}, words, as_json=as_json)


def neighbours(
    project: Where,
    passage: Annotated[str, typer.Argument(help="Passage id.")],
    most: Most = 8,
    as_json: AsJson = False,
) -> None:
    """Show the passages that read most like one, for coding by hand."""
    from workbench.services.view.neighbours import view_neighbours

    with opened(project) as open_one:
        rows = view_neighbours(open_one, passage, most=most)
    lines = [
        f"{row.similarity:5.2f}  {row.passage.id}  {_short(row.passage.quote)}" for row in rows
    ]
    words = "\n".join(lines) or "No passage was read yet; see: workbench propose"
    show({"passage": passage, "neighbours": rows}, words, as_json=as_json)


def _short(quote: str) -> str:
    """Return the beginning of a passage on one line."""
    words = " ".join(quote.split())
    return words if len(words) <= _WIDTH else words[: _WIDTH - 1] + "…"

"""Commands that propose and decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.frame import AsJson, CoderName, Where, me, opened, progress, show

if TYPE_CHECKING:
    from workbench.domain.decisions import Decision
    from workbench.store.database import Project


def propose(
    project: Where,
    recipe: Annotated[str | None, typer.Option(help="A recipe; see: workbench recipes")] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, max=2**32 - 1, help="Replaces the recipe's seed.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="A Dask scheduler to work on: tcp://HOST:PORT")
    ] = None,
    coder: CoderName = "",
    as_json: AsJson = False,
) -> None:
    """Propose candidates from the passages that nobody has judged."""
    from workbench.discovery.engines import engine_at
    from workbench.services.propose_candidates import propose_candidates

    with opened(project) as open_one, engine_at(scheduler) as engine:
        report = propose_candidates(
            open_one,
            recipe=recipe,
            seed=seed,
            coder=coder or me(),
            progress=progress(),
            engine=engine,
        )
    result = {
        "project": open_one.where,
        "candidates": report.n_candidates,
        "placed": report.n_placed,
        "unplaced": report.n_unplaced,
        "pinned": report.n_pinned,
        "new_vectors": report.n_new_vectors,
        "offers": report.n_offers,
        "held_out": report.n_held_out,
        **asdict(report.run),
    }
    show(result, report.run.message, as_json=as_json)


def board(project: Where, as_json: AsJson = False) -> None:
    """Show candidates and codes with their ids and counts."""
    from workbench.services.view.board import view_board

    with opened(project) as open_one:
        view = view_board(open_one)
    lines = [
        f"{row.id}  {row.kind:<9} {row.status:<9} {row.n_passages:>5}  {row.title}"
        for row in view.themes
    ]
    show(view, "\n".join([*lines, f"set aside: {view.n_set_aside:,}"]), as_json=as_json)


def decide(
    project: Where,
    verb: Annotated[str | None, typer.Argument(help="confirm, rename, merge, split, ...")] = None,
    theme: Annotated[
        list[str] | None, typer.Option(help="Id or exact title; repeat for merge.")
    ] = None,
    to: Annotated[str | None, typer.Option(help="Where to: merge, move, add, nest.")] = None,
    passage: Annotated[list[str] | None, typer.Option(help="Passage id; may be repeated.")] = None,
    struck: Annotated[
        list[str] | None, typer.Option(help="Accept: a passage that does not belong; repeatable.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Name or title.")] = None,
    statement: Annotated[
        str | None, typer.Option(help="What gets in the way of what, for whom, how.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="barrier, enabler or code.")] = None,
    facet: Annotated[
        list[str] | None, typer.Option(help="structure, process, culture, ...")
    ] = None,
    file: Annotated[
        Path | None, typer.Option(help="One JSON object a line: all of them, or none.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    coder: CoderName = "",
    as_json: AsJson = False,
) -> None:
    """Decide as on the board: one act by options, or a script of acts."""
    from workbench.cli import decision_lines
    from workbench.errors import InvalidDecision
    from workbench.services.decide import decide as decide_one

    if (verb is None) == (file is None):
        raise typer.BadParameter("give either a VERB or --file")
    given = decision_lines.Given(
        theme=tuple(theme or ()),
        to=to,
        passages=tuple(passage or ()),
        struck=tuple(struck or ()),
        name=name,
        statement=statement,
        kind=kind,
        facets=tuple(facet or ()),
    )
    with opened(project) as open_one:
        if file is not None:
            if given.options:
                raise typer.BadParameter(f"--file says it all; leave out {given.options[0]}")
            made = decision_lines.decide_file(open_one, file, coder=coder or me(), reason=reason)
        else:
            try:
                act = decision_lines.read_act(open_one, str(verb), given)
            except InvalidDecision as error:
                raise typer.BadParameter(str(error)) from error
            made = (decide_one(open_one, act, coder=coder or me(), reason=reason),)
        _show_decisions(open_one, made, as_json=as_json)


def undo(
    project: Where,
    steps: Annotated[int, typer.Option(min=1, help="How many decisions to take back.")] = 1,
    coder: CoderName = "",
    as_json: AsJson = False,
) -> None:
    """Take the latest decisions back: all that were asked for, or none."""
    from workbench.services.decide import undo_steps

    with opened(project) as open_one:
        made = undo_steps(open_one, steps, coder=coder or me())
        _show_decisions(open_one, made, as_json=as_json)


def redo(project: Where, coder: CoderName = "", as_json: AsJson = False) -> None:
    """Do again what was taken back last."""
    from workbench.services.decide import redo as redo_one

    with opened(project) as open_one:
        _show_decisions(open_one, [redo_one(open_one, coder=coder or me())], as_json=as_json)


def history(
    project: Where,
    most: Annotated[int, typer.Option(min=1, help="How many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Tell who decided what, the latest first."""
    from workbench.services.view.board import history as read_history

    with opened(project) as open_one:
        lines = read_history(open_one, most=most)
    words = "\n".join(f"{line.seq:>5}  {line.at}  {line.coder} {line.words}" for line in lines)
    show({"decisions": lines}, words, as_json=as_json)


def recipes(as_json: AsJson = False) -> None:
    """List the recipes that candidates can be proposed with."""
    from workbench.discovery.recipes import list_recipes

    found = list_recipes()
    words = "\n".join(f"{recipe.id:<28} {recipe.title}" for recipe in found)
    show({"recipes": found}, words, as_json=as_json)


def _show_decisions(project: Project, made: Iterable[Decision], *, as_json: bool) -> None:
    from workbench.domain.telling import tell
    from workbench.domain.wire import step_to_plain
    from workbench.store.log import ledger

    decided = ledger(project)
    lines = [
        {"seq": each.seq, "id": each.id, **step_to_plain(each.step), "words": tell(each, decided)}
        for each in made
    ]
    words = "\n".join(f"{line['seq']:>5}  {line['words']}" for line in lines)
    show({"project": project.where, "decisions": lines}, words, as_json=as_json)

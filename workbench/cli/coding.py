"""Commands for coding in the text, and for memos."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli.frame import AsJson, CoderName, Where, me, opened, show

if TYPE_CHECKING:
    from workbench.services.view.memos import MemoRow
    from workbench.store.database import Project


def code(
    project: Where,
    source: Annotated[str, typer.Option(help="A source's id, or its own number or title.")],
    start: Annotated[int, typer.Option(min=0, help="First letter, counted from 0.")],
    end: Annotated[int, typer.Option(min=1, help="The letter after the last one.")],
    name: Annotated[
        str, typer.Option("--code", help="A code's id or name; a name that is new makes a code.")
    ],
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    coder: CoderName = "",
    as_json: AsJson = False,
) -> None:
    """Give a code to any stretch of a source; letters are counted as Unicode code points."""
    from workbench.domain.sources import Span
    from workbench.services.code_passages import code_span
    from workbench.services.view.sources import find_source
    from workbench.store.log import ledger

    with opened(project) as open_one:
        where, span = find_source(open_one, source), Span(start, end)
        done = code_span(open_one, where, span, name, coder=coder or me(), reason=reason)
        title = ledger(open_one).board.codes[done.code].name
    result = {
        "project": open_one.where,
        "seq": done.decision.seq,
        "decision": done.decision.id,
        "source": done.passage.source_id,
        "passage": done.passage.id,
        "start": done.passage.span.start,
        "end": done.passage.span.end,
        "quote": done.passage.quote,
        "code": done.code,
        "name": title,
    }
    show(result, f"{title}: “{done.passage.quote}”", as_json=as_json)


def memo(
    project: Where,
    about: Annotated[
        str, typer.Option(help="code:ID, candidate:ID, passage:ID, source:ID or project.")
    ] = "",
    text: Annotated[str | None, typer.Option(help="What it says.")] = None,
    kind: Annotated[str | None, typer.Option(help="analytic, reflexive or method.")] = None,
    change: Annotated[str, typer.Option(help="Id of a memo to be written anew.")] = "",
    remove: Annotated[str, typer.Option(help="Id of a memo to be taken away.")] = "",
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    coder: CoderName = "",
    as_json: AsJson = False,
) -> None:
    """Write a memo on anything, or change or take away one."""
    from workbench.domain.telling import tell
    from workbench.domain.wire import act_from_plain, step_to_plain
    from workbench.errors import InvalidDecision
    from workbench.services.decide import decide
    from workbench.store.log import ledger

    said = {name: value for name, value in (("text", text), ("kind", kind)) if value is not None}
    if sum(map(bool, (about, change, remove))) != 1:
        raise typer.BadParameter("give one of --about, --change and --remove")
    if remove and said:
        raise typer.BadParameter("--remove takes no --text and no --kind")
    with opened(project) as open_one:
        try:
            plain = _memo_act(open_one, about, change, remove) | said
            act = act_from_plain(plain, "the command")
        except InvalidDecision as error:
            raise typer.BadParameter(str(error)) from error
        made = decide(open_one, act, coder=coder or me(), reason=reason)
        words = tell(made, ledger(open_one))
    result = {"project": open_one.where, "seq": made.seq, "id": made.id, **step_to_plain(made.step)}
    show({**result, "words": words}, words, as_json=as_json)


def memos(
    project: Where,
    about: Annotated[
        str,
        typer.Option(help="Only those on code:ID, candidate:ID, passage:ID, source:ID, project."),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List memos, the first written first."""
    from workbench.errors import InvalidDecision
    from workbench.services.view.memos import find_about, view_memos

    with opened(project) as open_one:
        try:
            found = view_memos(open_one, find_about(open_one, about) if about else None)
        except InvalidDecision as error:
            raise typer.BadParameter(str(error)) from error
    lines = [f"{row.memo.id}  {_on(row)}  {row.memo.coder}: {row.memo.text}" for row in found]
    plain = [_plain_memo(row) for row in found]
    show({"project": open_one.where, "memos": plain}, "\n".join(lines), as_json=as_json)


def _memo_act(project: Project, about: str, change: str, remove: str) -> dict[str, str]:
    """Return the act that the options say, without its words."""
    from workbench.services.view.memos import find_about

    if about:
        on = find_about(project, about)
        return {"verb": "note", "about_kind": on.kind.value, "about": on.id}
    return (
        {"verb": "remove-memo", "memo": remove}
        if remove
        else {"verb": "change-memo", "memo": change}
    )


def _on(row: MemoRow) -> str:
    name = f" “{row.name}”" if row.name else ""
    gone = "" if row.stands else " (gone)"
    return f"{row.memo.kind.value}, on {row.memo.about_kind.value}{name}{gone}"


def _plain_memo(row: MemoRow) -> dict[str, Any]:
    span = row.passage.span if row.passage else None
    place = {"source": row.source, "start": span and span.start, "end": span and span.end}
    return {**asdict(row.memo), "name": row.name, "stands": row.stands, **place}

"""Commands for coding in the text."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli.frame import AsJson, CoderName, Where, me, opened, show


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

"""The command that finds identifiers in files and stores nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.frame import AsJson, progress, show

if TYPE_CHECKING:
    from workbench.privacy.identifiers import Identifier
    from workbench.services.screen_texts import Screening


def screen(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Any kind of file that import reads.")
    ],
    text: Annotated[
        list[str] | None, typer.Option(help="Column with the words; may be repeated.")
    ] = None,
    id_: Annotated[str | None, typer.Option("--id", help="Column with the giver's ids.")] = None,
    as_json: AsJson = False,
) -> None:
    """Find what identifies somebody: what would be masked, what somebody has to look at."""
    from workbench.services.screen_texts import FileToScreen, screen_texts

    wanted = [FileToScreen(path=path, text=tuple(text or ()), id=id_) for path in files]
    found = screen_texts(wanted, progress=progress())
    result = {
        "masks": found.masks,
        "reviews": found.reviews,
        "failed": found.failed,
        "sources": found.sources,
        "files": found.files,
    }
    show(result, "\n".join(_lines(found)), as_json=as_json)
    if found.failed:
        raise typer.Exit(1)


def _lines(found: Screening) -> Iterator[str]:
    yield (
        f"{len(found.sources):,} texts: {found.masks:,} identifiers would be masked, "
        f"{found.reviews:,} need somebody to look. Nothing was stored."
    )
    for source in found.sources:
        if source.spans:
            yield ""
            yield f"{source.external_id} ({source.file})"
            yield from (_line(span) for span in source.spans)
    for file in found.files:
        yield from (f"{file.file}: {words}" for words in (*file.warnings, *file.skipped))
        yield from [file.error] if file.error else []


def _line(span: Identifier) -> str:
    quote = " ".join(span.quote.split())
    return f"  {span.status.value:<6}  {span.type.value:<13}  {quote}  ({span.why})"

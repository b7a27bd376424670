"""The command that erases people and texts for good."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from workbench.cli.frame import AsJson, CoderName, Where, me, opened, say, show
from workbench.errors import CannotWrite

if TYPE_CHECKING:
    from workbench.services.erase_case import Receipt


def erase(
    project: Where,
    case: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A case: all that is from this person.")
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A single source; may be repeated.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count, and erase nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    receipt: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write the receipt: as text to .txt or .md, else as JSON."
        ),
    ] = None,
    coder: CoderName = "",
    as_json: AsJson = False,
) -> None:
    """Erase everything that is from a person, or single sources; it cannot be undone.

    Passages, codings, vectors, search index, offers, keywords, drafts and their words in the log go.
    The receipt says by counts what went and what cannot be recalled; it holds no word of it.
    """
    from workbench.services.erase_case import erase_case, receipt_words

    if not case and not source:
        raise typer.BadParameter("name what is to be erased: --case ID or --source ID")
    if not (yes or dry_run or sys.stdin.isatty()):
        raise typer.BadParameter("erasing cannot be undone: a script has to say --yes")
    with opened(project) as open_one, _place(receipt) as file:

        def do(*, dry: bool) -> Receipt:
            named = {"cases": tuple(case or ()), "sources": tuple(source or ())}
            return erase_case(open_one, **named, coder=coder or me(), dry_run=dry)

        if not (yes or dry_run):
            say(receipt_words(do(dry=True)))
            typer.confirm("Erase this for good?", abort=True, err=True)
        told = do(dry=dry_run)
        if file is not None and receipt is not None:
            file.write(_written(told, receipt))
    show({"project": open_one.where, **asdict(told)}, receipt_words(told), as_json=as_json)


def _written(told: Receipt, place: Path) -> str:
    from workbench.services.erase_case import receipt_words

    if place.suffix.lower() in {".txt", ".md"}:
        return receipt_words(told) + "\n"
    return json.dumps(asdict(told), ensure_ascii=False, indent=2) + "\n"


@contextmanager
def _place(receipt: Path | None) -> Iterator[IO[str] | None]:
    """Open the receipt's file before anything is erased; what comes to nothing leaves no file."""
    if receipt is None:
        yield None
        return
    try:
        receipt.touch(mode=0o600, exist_ok=False)
        file = receipt.open("w", encoding="utf-8")
    except OSError as error:
        raise CannotWrite(str(receipt), error.strerror or str(error)) from error
    try:
        with file:
            yield file
    except BaseException:
        receipt.unlink(missing_ok=True)
        raise

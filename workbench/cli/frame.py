"""What every command shares: options, opening a project, printing, progress."""

from __future__ import annotations

import getpass
import inspect
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, is_dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.domain.viewers import Role

if TYPE_CHECKING:
    from workbench.store.database import Project

Where = Annotated[str, typer.Argument(metavar="PROJECT", help="A .workbench file or database URL.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
CoderName = Annotated[
    str, typer.Option("--coder", envvar="WORKBENCH_CODER", help="Who decides.", show_default="you")
]
Port = Annotated[
    int, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes a free one.")
]

As = Annotated[
    Role | None,
    typer.Option("--as", help="In which role you look; without it, all that you may."),
]
#: In which role the command that runs now looks; None for all roles at once.
_acting: ContextVar[Role | None] = ContextVar("acting", default=None)
#: They take a project and open it in ways of their own.
_WITHOUT_ROLE = frozenset({"init", "serve"})


def say(words: str) -> None:
    """Tell the person something that is not the result."""
    typer.echo(words, err=True)


def show(result: object, words: str, *, as_json: bool) -> None:
    """Print a result: as one JSON object, or in words."""
    # Where letters could get lost on the way, JSON has escapes for them.
    lossy = (sys.stdout.encoding or "ascii").lower().replace("-", "") != "utf8"
    typer.echo(json.dumps(_plain(result), ensure_ascii=lossy) if as_json else words)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any result
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Path) else value


@contextmanager
def opened(where: str) -> Iterator[Project]:
    """Open a project for one command."""
    from workbench.services.screen_sources import screen_sources
    from workbench.store.database import open_project

    with open_project(where) as project:
        # Older projects know nothing of names yet: they are looked through before anything is shown.
        screen_sources(project, progress=progress())
        yield project.seen_by(project.viewer.acting_as(_acting.get()))


def in_role(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that opens a project the option ``--as ROLE``; others stay as they are."""
    signature = inspect.signature(command, eval_str=True)
    place = signature.parameters.get("project")
    if place is None or place.annotation is not Where or command.__name__ in _WITHOUT_ROLE:
        return command

    @wraps(command)
    def acting(*args: Any, acting_as: Role | None = None, **named: Any) -> None:  # noqa: ANN401 - whatever the command takes
        token = _acting.set(acting_as)
        try:
            command(*args, **named)
        finally:
            _acting.reset(token)

    option = inspect.Parameter(
        "acting_as", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=As
    )
    shown = [*signature.parameters.values(), option]
    acting.__signature__ = signature.replace(parameters=shown)  # type: ignore[attr-defined]
    acting.__annotations__ = {each.name: each.annotation for each in shown}
    return acting


def progress() -> Callable[[str, float], None]:
    """Return a progress line for stderr: one line that is rewritten, or now and then a new one."""
    last = [0.0]

    def tell(stage: str, fraction: float) -> None:
        now, live = time.monotonic(), sys.stderr.isatty()
        if now - last[0] < (0.1 if live else 2.0) and fraction < 1:
            return
        last[0] = now
        line = f"{fraction:4.0%}  {stage}"
        sys.stderr.write(f"\r{line:<70}" + ("\n" if fraction >= 1 else "") if live else line + "\n")
        sys.stderr.flush()

    return tell


def me() -> str:
    """Return the name of who sits here, for decisions that name nobody."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "me"

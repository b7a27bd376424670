"""Commands on a whole project: the browser, exports, checks and backups."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from workbench.cli.frame import AsJson, CoderName, Port, Where, me, opened, progress, say, show

NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Only print the address.")]


def export(
    project: Where,
    fmt: Annotated[
        str,
        typer.Option(
            "--format",
            help="candidates-csv, codings-csv, codebook-csv, memos-csv, html, xlsx, dpia, dpia-md",
        ),
    ],
    output: Annotated[Path, typer.Option(help="The file to write.")],
    audience: Annotated[
        str, typer.Option(help="facilitators, leaders or everyone.")
    ] = "facilitators",
    coder: CoderName = "",
    as_json: AsJson = False,
) -> None:
    """Write what the board holds to a file for an audience, and register that it went out.

    For leaders and everyone: html, codebook-csv and xlsx. They count people by the small-number rule
    and quote only who agreed to it, from texts that were cleared; what was held back is told.
    """
    from workbench.domain.consent import Audience
    from workbench.services.export_project import export_file

    if audience not in set(Audience):
        raise typer.BadParameter(f"--audience is one of {', '.join(Audience)}, not {audience}")
    with opened(project) as open_one:
        told = export_file(open_one, fmt, output, audience=Audience(audience), coder=coder or me())
    result = {
        "project": open_one.where,
        "format": fmt,
        "audience": audience,
        "output": str(output),
        "bytes": told.release.size,
        "release": told.release.number,
        "sha256": told.release.sha256,
        "held_back": told.held_back,
    }
    lines = [f"{output} ({told.release.size:,} bytes), release {told.release.number}"]
    lines += [f"Held back, {each}" for each in told.held_back]
    show(result, "\n".join(lines), as_json=as_json)


def serve(
    project: Where, port: Port = 0, no_browser: NoBrowser = False, coder: CoderName = ""
) -> None:
    """Open a project in the browser; it is served from this machine alone."""
    _serve(project, port, coder or me(), no_browser=no_browser)


def demo(
    port: Port = 0,
    project: Annotated[Path | None, typer.Option(help="Where the sample project lies.")] = None,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Make the project and stop.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Start anew; the old one is kept aside.")
    ] = False,
    no_browser: NoBrowser = False,
    coder: CoderName = "",
    as_json: AsJson = False,
) -> None:
    """Open the sample project, with candidates proposed, in the browser."""
    from workbench.cli import sample

    say("Opening the sample project: fictional reflections from three children's services.")
    result = sample.prepare(
        progress=progress(), where=project or sample.default_place(), fresh=fresh
    )
    show(result, f"{result.project}: {result.message}", as_json=as_json)
    if not no_serve:
        _serve(result.project, port, coder or me(), no_browser=no_browser)


def doctor(project: Where, as_json: AsJson = False) -> None:
    """Check a project against the laws; it changes nothing."""
    from workbench.services.check_project import check_project

    with opened(project) as open_one:
        report = check_project(open_one)
    healthy = f"Sound: {report.sources:,} sources, {report.passages:,} passages, {report.decisions:,} decisions."
    words = "\n".join([*(report.faults or [healthy]), *report.warnings])
    result = {"project": open_one.where, "clean": not report.faults, **asdict(report)}
    show(result, words, as_json=as_json)
    if report.faults:
        raise typer.Exit(1)


def backup(
    project: Where,
    to: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    as_json: AsJson = False,
) -> None:
    """Copy a project safely, also while it is in use."""
    from workbench.services.back_up import back_up

    with opened(project) as open_one:
        size = back_up(open_one, to)
    result = {"project": open_one.where, "backup": str(to), "bytes": size}
    show(result, f"{to} ({size:,} bytes)", as_json=as_json)


def restore(
    backup_file: Annotated[Path, typer.Argument(metavar="BACKUP")],
    project: Annotated[Path, typer.Argument(metavar="PROJECT", help="A new place.")],
    as_json: AsJson = False,
) -> None:
    """Put a backup in a new place and check it."""
    from workbench.services.back_up import restore as put_back

    told = put_back(backup_file, project)
    sound = told.faults or (f"Restored to {project}; it is sound.",)
    lines = [*(each.words for each in told.redone), *sound, told.since]
    show({"project": str(project), **asdict(told)}, "\n".join(lines), as_json=as_json)
    if told.faults:
        raise typer.Exit(1)


def _serve(where: str, port: int, coder: str, *, no_browser: bool) -> None:
    from workbench.app.shell import OpenBrowser
    from workbench.app.shell import serve as serve_app
    from workbench.services.retention import retention_warnings

    with opened(where) as project:
        for each in retention_warnings(project):
            say(each)
    quiet = no_browser or not _has_screen()
    serve_app(
        where,
        port=port,
        open_browser=OpenBrowser.NO if quiet else OpenBrowser.YES,
        coder=coder,
        ready=lambda url: say(f"Open {url}  (Ctrl+C stops it)"),
    )


def _has_screen() -> bool:
    """Without a screen, Python would open a browser in the terminal and block it."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

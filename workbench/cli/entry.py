"""The commands in the order of the work, and the way in and out of the program."""

from __future__ import annotations

import sys

import typer

from workbench.cli import (
    board,
    coding,
    erase,
    evaluate,
    explore,
    general,
    identifiers,
    keeping,
    material,
    offers,
    passage_map,
    preview,
    projects,
    salience,
    screen,
)
from workbench.cli.frame import in_role, say
from workbench.errors import WorkbenchError

app = typer.Typer(
    name="workbench",
    help="Make sense of what practitioners say, so that a service can change.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

for command in (
    projects.demo,
    material.init,
    material.import_,
    material.undo_import,
    board.propose,
    board.board,
    board.decide,
    coding.code,
    coding.memo,
    coding.memos,
    board.undo,
    board.redo,
    board.history,
    offers.suggest,
    offers.offers,
    offers.difference,
    offers.queue,
    offers.grain,
    offers.neighbours,
    preview.preview,
    preview.review,
    preview.aside,
    salience.salience,
    explore.matrix,
    explore.search,
    explore.searches,
    general.settings,
    passage_map.map_,
    projects.export,
    projects.serve,
    projects.doctor,
    projects.backup,
    projects.restore,
    erase.erase,
    keeping.consent,
    keeping.releases,
    keeping.retention,
    screen.screen,
    identifiers.identifiers,
    identifiers.review_names,
    identifiers.names,
    board.recipes,
    evaluate.evaluate,
    material.corpora,
):
    app.command(command.__name__.rstrip("_").replace("_", "-"))(in_role(command))


def main() -> None:
    """Run the command line; a failure is one sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not know every letter; a lost letter must not stop an import.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        app(prog_name="workbench")
    except WorkbenchError as error:
        # A script notes the line that failed.
        say(": ".join([*getattr(error, "__notes__", ()), str(error)]))
        sys.exit(1)
    except KeyboardInterrupt:
        say("Stopped.")
        sys.exit(130)

"""Sources: files in, with a look at what will happen first; and what the project holds."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from workbench.app.channel import Answer, Message, number_of, text_of
from workbench.app.engine import EngineAnswers
from workbench.app.plain import Plain
from workbench.app.plain_engine import plain_job
from workbench.app.plain_sources import (
    mappings_of,
    numbers_of,
    plain_batch,
    plain_plan,
    plain_table,
    plain_undone,
    shortened,
)
from workbench.app.seat import Seat
from workbench.app.uploads import TOKEN_HEADER, Batch, uploads_of
from workbench.domain.decisions import Decision
from workbench.errors import InvalidDecision, WorkbenchError
from workbench.ingest.known import Corrections
from workbench.ingest.limits import current_limits, describe_limits
from workbench.ingest.readers import KNOWN_FORMATS
from workbench.ingest.staged import read_report, write_batch
from workbench.services.import_sources import FileToImport, plan_import
from workbench.services.run_in_background import State, Work, look, start
from workbench.services.undo_import import undo_import
from workbench.services.view.board import latest, view_board
from workbench.services.view.source_table import TableFilter, view_source_table

#: What is answered beside the server's loop: files are read, all sources looked at.
_SLOW = frozenset({"open", "rows", "plan", "import", "undo-import", "work", "cancel"})


class _Stopped(WorkbenchError):
    """Somebody let go of a look that had begun."""

    def __init__(self) -> None:
        super().__init__("The look was stopped; nothing was stored.")


class SourcesPage:
    """One tab in which somebody brings files in, or looks at what came in."""

    def __init__(self, seat: Seat) -> None:
        self._seat, self._project = seat, seat.project
        self._uploads = uploads_of(seat.project)
        self._shown: object = None
        self._stage, self._stop = "", threading.Event()
        engine = EngineAnswers(seat, done=self._done)
        self._answers: Mapping[str, Answer] = {
            "open": self._open,
            "rows": self._rows,
            "batch": self._batch,
            "drop": self._drop,
            "let-go": self._let_go,
            "plan": self._plan,
            "planning": self._planning,
            "import": self._import,
            "undo-import": self._undo_import,
            **{name: engine.answers[name] for name in ("work", "cancel", "forget")},
        }
        more = {
            "token": self._uploads.token,
            "header": TOKEN_HEADER,
            "endings": list(KNOWN_FORMATS),
        }
        self.screen = seat.screen("sources.js", self.hear, **more)

    def hear(self, message: object) -> None:
        """Answer a message of the page's JavaScript, slow ones beside everything else."""
        self._seat.answer(self._answers, message, self.screen.say, slow=_SLOW)

    def refresh(self) -> None:
        """Tell the page that something has changed, if anything has; it asks for what it shows."""
        if self._shown is None:
            return
        now = self._state()
        if now != self._shown:
            self._shown = now
            self.screen.say({"push": True, "patch": {}, "job": plain_job(look(self._project))})

    def _state(self) -> object:
        return latest(self._project), look(self._project)

    def _open(self, message: Message) -> Plain:
        self._shown = self._state()
        return {**self._rows(message), "limits": _limits(), "job": plain_job(look(self._project))}

    def _rows(self, message: Message) -> Plain:
        only = TableFilter(
            words=text_of(message, "words", most=200),
            kind=text_of(message, "kind"),
            at=text_of(message, "at"),
            looked_for=text_of(message, "show"),
        )
        found = view_source_table(self._project, only, first=number_of(message, "first") or 0)
        board = view_board(self._project)
        head = {"name": board.name, "nThemes": len(board.themes)}
        return {"table": plain_table(found), "head": head}

    def _batch(self, message: Message) -> Plain:
        """Return what waits, or a fresh batch; and what became of it when it was imported."""
        batch = self._uploads.batch(text_of(message, "batch"))
        report = read_report(batch.folder)
        done = shortened(report) if report else None
        return {"batch": plain_batch(batch), "done": done, "job": plain_job(look(self._project))}

    def _drop(self, message: Message) -> Plain:
        batch = self._known(message)
        for number in numbers_of(message):
            batch.drop(number)
        return {"batch": plain_batch(batch)}

    def _let_go(self, message: Message) -> Plain:
        self._stop.set()
        if look(self._project).state is not State.RUNNING:
            self._uploads.forget(text_of(message, "batch"))
        return {}

    def _plan(self, message: Message) -> Plain:
        """Read what waits and say what would happen; nothing is stored."""
        batch = self._known(message)
        self._stop = stop = threading.Event()

        def tell(stage: str, fraction: float) -> None:
            self._stage = f"{stage} ({fraction:.0%})"
            if stop.is_set():
                raise _Stopped

        files = [FileToImport(path=each.path) for each in batch.files.values()]
        report = plan_import(self._project, files, mappings=mappings_of(message), progress=tell)
        # In the order of the files, so that the page can tell them by their numbers.
        plan = plain_plan(report)
        for number, file in zip(batch.files, plan["files"], strict=False):
            file["number"] = number
        return {"plan": plan}

    def _planning(self, _: Message) -> Plain:
        return {"stage": self._stage}

    def _import(self, message: Message) -> Plain:
        """Begin the import in a process of its own."""
        batch = self._known(message)
        try:
            how = Corrections(text_of(message, "corrections") or Corrections.ADD)
        except ValueError as error:
            raise InvalidDecision(
                "The page's message", "it names no way to correct texts"
            ) from error
        if look(self._project).state is State.RUNNING:
            raise InvalidDecision(
                "The import", "the workbench is at work already; wait, or cancel that"
            )
        if not batch.files:
            raise InvalidDecision("The import", "no file waits; drop some first")
        paths = [each.path for each in batch.files.values()]
        write_batch(batch.folder, paths, corrections=how, mappings=mappings_of(message))
        job = start(self._project, Work.IMPORT, coder=self._seat.who(message), folder=batch.folder)
        self._seat.changed()
        return {"job": plain_job(job)}

    def _undo_import(self, message: Message) -> Plain:
        rehearse = message.get("really") is not True
        undone = undo_import(self._project, dry_run=rehearse, coder=self._seat.who(message))
        if undone.done:
            self._seat.changed()
        return {"undone": plain_undone(undone)}

    def _known(self, message: Message) -> Batch:
        batch = self._uploads.known(text_of(message, "batch"))
        if batch is None:
            raise InvalidDecision("The page's message", "what was dropped is gone; drop it again")
        return batch

    def _done(self, decision: Decision) -> Plain:
        raise AssertionError(f"this page decides nothing, but was told of {decision.step.verb}")


def _limits() -> Plain:
    limits = current_limits()
    return {"fileMb": limits.file_mb, "words": describe_limits(limits)}

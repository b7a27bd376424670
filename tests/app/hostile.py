"""A project in which every text column that people's words can reach holds the same hostile words."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from tests.app.boards import propose
from tests.app.evenings import TRUST, TYPING, make_evening
from tests.services.named import ROWS
from workbench.domain.candidates import CandidateId
from workbench.domain.codebook import CodeId, CodeKind
from workbench.domain.consent import Stance, Use
from workbench.domain.decisions import Act, Confirm, CreateCode, Describe, Proposal, Refuse, Rename
from workbench.domain.memos import AboutKind, ChangeMemo, Note
from workbench.domain.searches import Condition, Search
from workbench.domain.sources import PassageId
from workbench.services.decide import decide
from workbench.services.export_project import export_bytes
from workbench.services.import_sources import FileToImport, import_sources
from workbench.services.keep_consent import keep_consent
from workbench.services.keep_search import keep
from workbench.services.name_lists import add_name
from workbench.services.retention import set_retention
from workbench.services.review_identifiers import clear
from workbench.services.screen_sources import screen_sources
from workbench.services.settings import change_settings
from workbench.store.database import Project

#: What no act writes here: the evening's sources and its run are laid down as an import and a run
#: would leave them, and what a run says comes from people's words.
_LAID_DOWN = (
    "UPDATE source SET title = :bad || ' ' || position, external_id = :bad || ' ' || position, "
    "origin = :bad || '.csv' WHERE id LIKE 's%'",
    "UPDATE \"case\" SET name = :bad || ' ' || rowid WHERE name LIKE 'P_'",
    "UPDATE attribute SET value = :bad || ' ' || value WHERE name != 'date'",
    "DELETE FROM value_mark",
    "DELETE FROM screened_value",
    "UPDATE levelled SET title = :bad || ' ' || title, keywords = json_array(:bad)",
    "UPDATE evidence SET draft = :bad",
    "UPDATE shift SET title = :bad, why = :bad",
    "UPDATE run SET coder = :bad, message = :bad",
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """Hostile words, by which every act is done and everything is called."""

    project: Project
    bad: str

    def lay_down(self) -> None:
        """Put the words where nobody acts."""
        with self.project.writing() as connection:
            for statement in _LAID_DOWN:
                connection.execute(sa.text(statement), {"bad": self.bad})
        screen_sources(self.project)

    def bring_in(self, folder: Path) -> None:
        """Import a table that says them in its name, its columns and its cells."""
        bad, path = self.bad, folder / f"{self.bad.replace('/', '∕')}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("id", "text", bad))
            rows.writerows((f"{bad} {name}", f"{bad} {text} {bad}", bad) for name, text in ROWS)
        wanted = FileToImport(
            path=path, text=("text",), id="id", attributes={bad: bad}, remember=True
        )
        report = import_sources(self.project, [wanted], coder=bad)
        assert report.new == len(ROWS)

    def decide(self) -> None:
        """Say them in everything that the log folds."""
        bad, project = self.bad, self.project
        fields = ("statement", "definition", "use_when", "not_when", "example", "near_miss")
        more = Proposal(
            id=CandidateId("c9"), title=bad, keywords=(bad,), members=((PassageId("p14"), 1.0),)
        )
        acts: tuple[Act, ...] = (
            *(Rename(theme=each, name=f"{bad} {each}") for each in (TYPING, TRUST, "c1", "c2")),
            Describe(theme=TYPING, **dict.fromkeys(fields, bad)),  # type: ignore[arg-type]
            CreateCode(
                name=f"{bad}!", kind=CodeKind.ENABLER, statement=bad, code_id=CodeId("enabler"),
                passages=(PassageId("p10"), PassageId("p11")),
            ),
            Confirm(candidate=CandidateId("c2"), name=f"{bad}?", statement=bad),
            Refuse(theme=TYPING, passages=(PassageId("p7"),)),
        )  # fmt: skip
        for act in acts:
            decide(project, act, coder=bad, reason=bad)
        # What was judged stays.
        propose(project, (more,), "more")
        self._write_memos()

    def _write_memos(self) -> None:
        bad, everywhere = self.bad, dict.fromkeys(AboutKind, "")
        everywhere |= {AboutKind.CODE: TYPING, AboutKind.CANDIDATE: "c1"}
        everywhere |= {AboutKind.PASSAGE: "p0", AboutKind.SOURCE: "s0"}
        for kind, about in everywhere.items():
            note = Note(about_kind=kind, about=about, text="At first.")
            decide(self.project, note, coder=bad)
            decide(self.project, ChangeMemo(memo=note.memo_id, text=f"{bad} {kind}"), coder=bad)

    def keep_safe(self) -> None:
        """Say them in what the log does not fold: searches, names, consent, dates, releases."""
        bad, project = self.bad, self.project
        keep(project, bad, Search(words=bad, where=(Condition(bad, bad),)), coder=bad)
        for kind in ("person", "allowed"):
            add_name(project, f"{bad} {kind} Zuzanna", kind=kind, coder=bad)
        clear(project, coder=bad)
        keep_consent(project, None, [Use.VERBATIM], Stance.GIVEN, coder=bad, form=bad)
        set_retention(project, date(2020, 1, 1), case=f"{bad} 1", coder=bad)
        set_retention(project, date(2031, 3, 31), coder=bad)
        export_bytes(project, "candidates-csv", coder=bad, file=f"{bad}.csv")
        change_settings(project, smallest=3)


def make_hostile(where: Path, bad: str, words: tuple[str, ...]) -> None:
    """Make such a project."""
    with make_evening(where, words=words, name=bad) as project:
        hostile = Hostile(project, bad)
        hostile.bring_in(where.parent)
        hostile.decide()
        hostile.lay_down()
        project.cache.clear()
        hostile.keep_safe()

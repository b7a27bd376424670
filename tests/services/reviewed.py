"""A project that leaders may look at: reviewed, with consent, of large teams and of one of four."""

from __future__ import annotations

from pathlib import Path

from tests.services.pieces import bring_in, write_table
from workbench.domain.codebook import CodeId, CodeKind, Facet
from workbench.domain.consent import Stance, Use
from workbench.domain.decisions import CreateCode
from workbench.domain.identifiers import Verdict
from workbench.domain.sources import PassageId
from workbench.services.decide import decide
from workbench.services.keep_consent import keep_consent
from workbench.services.review_identifiers import clear, judge
from workbench.store.database import Project
from workbench.store.identifiers import marks_of
from workbench.store.material import material

COLUMNS = ("id", "text", "author", "team", "role", "authority", "small_change", "date")
#: Authority, team, social workers, managers; of all but the last team enough people speak.
TEAMS = (("Cald", "North", 14, 1), ("Cald", "South", 12, 1), ("East", "Harbour", 13, 3),
         ("East", "Hill", 9, 2), ("East", "Quay", 4, 1))  # fmt: skip
TYPING, BLAME, YES, RARE = (CodeId(each) for each in ("typing", "blame", "yes", "rare"))
_SAID = (
    "The same visit is typed into three systems before it counts, and the evening is gone.",
    "Nobody signs anything off, because whoever signs it is the one who is blamed later.",
    "It was decided at once this time, and the family could hear it from us on the same day.",
    "We wait for the panel, and the panel waits for a form that nobody has seen.",
)


def review(project: Project, folder: Path) -> Project:
    """Fill an empty project.

    ``typing`` is spoken of by most social workers, ``blame`` by some of both sides, ``yes`` by a few,
    and ``rare`` by two people.
    """
    rows = list(_rows())
    bring_in(project, write_table(folder / "reviewed.csv", rows, *COLUMNS))
    _clear(project)
    keep_consent(project, None, [Use.VERBATIM, Use.LEADERS], Stance.GIVEN, coder="Zoe")
    texts = material(project)
    of = {texts.source_of(name).external_id: name for name in texts.passages}
    workers = [of[row[0]] for row in rows if row[4] == "social worker"]
    managers = [of[row[0]] for row in rows if row[4] == "team manager"]
    _make(project, TYPING, "Typing it three times", workers[::2] + workers[1::4], Facet.PROCESS)
    _make(project, BLAME, "Fear of blame", workers[::3] + managers[:6], Facet.CULTURE)
    _make(project, YES, "A yes at once", workers[3::6], kind=CodeKind.ENABLER)
    _make(project, RARE, "The lift", workers[:1] + managers[-1:])
    return project


def _rows() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for authority, team, workers, managers in TEAMS:
        for number in range(workers + managers):
            role = "social worker" if number < workers else "team manager"
            said = f"{_SAID[len(rows) % 4]} That was week {len(rows) + 1}."
            month = 1 + len(rows) % 4
            change = "voice notes" if number % 3 == 0 else ""
            rows.append((
                f"R{len(rows):02}", said, f"W{len(rows):02}", team, role, authority, change,
                f"2026-{month:02}-10",
            ))  # fmt: skip
    return rows


def _clear(project: Project) -> None:
    with project.reading() as connection:
        marks = [
            mark.id
            for source in material(project).sources
            for mark in marks_of(connection, source)
            if mark.verdict is Verdict.OPEN
        ]
    if marks:
        judge(project, marks, Verdict.KEEP, coder="Zoe")
    clear(project, coder="Zoe")


def _make(
    project: Project,
    code: CodeId,
    name: str,
    passages: list[PassageId],
    *facets: Facet,
    kind: CodeKind = CodeKind.BARRIER,
) -> None:
    sentence = f"{name} keeps workers from families, as every step waits for another one."
    act = CreateCode(
        name=name,
        statement=sentence,
        kind=kind,
        facets=facets,
        passages=tuple(passages),
        code_id=code,
    )
    decide(project, act, coder="Zoe")

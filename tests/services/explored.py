"""A project to look around in: thirteen reflections by ten people, two barriers and an enabler."""

from __future__ import annotations

from pathlib import Path

from tests.services.pieces import bring_in, write_table
from workbench.domain.codebook import CodeId, CodeKind, Facet
from workbench.domain.coding import Polarity
from workbench.domain.decisions import Add, CreateCode
from workbench.domain.sources import PassageId
from workbench.services.decide import decide
from workbench.store.database import Project
from workbench.store.material import material

COLUMNS = ("id", "text", "author", "team", "role", "authority", "small_change", "date")
ROWS = (
    ("1", "I type the visit twice.", "Ann", "North", "social worker", "Cald", "Notes", "2026-01-05"),
    ("2", "Again I type it twice.", "Ann", "North", "social worker", "Cald", "Notes", "2026-03-02"),
    ("3", "The tracker wants it typed, too.", "Bea", "South", "social worker", "Cald", "", "2026-03-09"),
    ("4", "Typing takes my evening.", "Cy", "South", "social worker", "East", "Notes", "2026-03-30"),
    ("5", "Typing it once was enough here.", "Dee", "North", "social worker", "East", "Buses", "2026-04-01"),
    ("6", "People are scared of being blamed.", "Eve", "East", "business support", "East", "", ""),
    ("7", "Everybody covers their back.", "Fay", "North", "senior leader", "East", "", "2026-04-03"),
    ("8", "Blame goes downhill.", "Gus", "South", "team manager", "Cald", "", "2026-04-09"),
    ("9", "Afraid to sign anything off.", "Ann", "North", "Social Worker", "Cald", "Notes", "2026-04-11"),
    ("10", "My manager said yes at once.", "Hal", "South", "social worker", "Cald", "Buses", "2026-05-11"),
    ("11", "A calm day, with nothing typed.", "Ida", "West", "team manager", "Thorn", "", "2026-05-12"),
    ("12", "We typed it into three systems.", "Joy", "West", "social worker", "Cald", "", "2026-05-20"),
    ("13", "Typed, and typed again by hand.", "Hal", "South", "social worker", "Cald", "", "2026-05-21"),
)  # fmt: skip
TYPING, BLAME, YES = CodeId("typing"), CodeId("blame"), CodeId("yes")


def explore(project: Project, folder: Path) -> Project:
    """Fill an empty project; ``typing`` is spoken of by five practitioners and against by one."""
    bring_in(project, write_table(folder / "explored.csv", ROWS, *COLUMNS))
    _make(project, TYPING, "Typing twice", "1 2 3 4 12 13", CodeKind.BARRIER, Facet.PROCESS)
    _make(project, BLAME, "Fear of blame", "6 7 8 9", CodeKind.BARRIER, Facet.CULTURE)
    _make(project, YES, "A yes at once", "10", CodeKind.ENABLER)
    against = Add(to=TYPING, passages=named(project, "5"), polarity=Polarity.CONTRADICTS)
    decide(project, against, coder="Amir")
    return project


def named(project: Project, numbers: str) -> tuple[PassageId, ...]:
    """Return the passages of sources by their own numbers."""
    texts = material(project)
    by_number = {texts.source_of(name).external_id: name for name in texts.passages}
    return tuple(by_number[each] for each in numbers.split())


def _make(
    project: Project, code: CodeId, name: str, numbers: str, kind: CodeKind, *facets: Facet
) -> None:
    act = CreateCode(
        name=name,
        statement=f"{name} gets in the way of visits.",
        kind=kind,
        facets=facets,
        passages=named(project, numbers),
        code_id=code,
    )
    decide(project, act, coder="Zoe")

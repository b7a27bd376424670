"""Screened by another version: told, written, taken back, forgotten; in a file and on a server alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.attributed import COLUMNS, ROWS, bring_attributes, column
from tests.services.earlier import EARLIER, screen_as_earlier
from tests.services.named import masks_of
from tests.services.pieces import write_table
from workbench.domain.identifiers import NameDecision, Rescreened
from workbench.domain.sources import SourceId
from workbench.privacy.gate import FINDER
from workbench.services.review_identifiers import clear, redo_name, undo_name
from workbench.services.screen_anew import plan_anew, screen_anew, view_earlier
from workbench.store.checks import find_faults
from workbench.store.database import Project, create_project, open_project
from workbench.store.identifiers import forget_marks, name_decisions, record
from workbench.store.material import given
from workbench.store.screening import screened_earlier

AT = "2026-03-01T09:00:00.000+00:00"


@pytest.fixture
def project(where: str, tmp_path: Path) -> Iterator[Project]:
    with create_project(where) as made:
        bring_attributes(made, write_table(tmp_path / "rows.csv", ROWS, *COLUMNS))
        screen_as_earlier(made, missed=["Sarah Jones", "Tom Whitaker"])
        yield made
        assert list(find_faults(made)) == []


def earlier(project: Project, finder: str = FINDER) -> dict[SourceId, str]:
    with project.reading() as connection:
        return dict(screened_earlier(connection, finder))


def note(project: Project, name: str, *told: Rescreened) -> None:
    decision = NameDecision(
        id=name, verb="rescreen", coder="Ruth", at=AT, changes=(), rescreened=told
    )
    with project.writing() as connection:
        record(connection, decision)


def test_the_whole_act_and_its_way_back(project: Project) -> None:
    clear(project, coder="Ruth")
    before, shown = masks_of(project), column(project, "Social worker")
    assert "Tom Whitaker" in shown
    told, done = plan_anew(project), screen_anew(project, coder="Ann")
    assert (told.looked, told.counts) == (done.looked, done.counts)
    assert (done.looked.texts, earlier(project)) == (4, {})
    after, hidden = masks_of(project), column(project, "Social worker")
    assert "Tom Whitaker" not in hidden
    undo_name(project, coder="Ann")
    assert (masks_of(project).marks, masks_of(project).cleared) == (before.marks, before.cleared)
    assert column(project, "Social worker") == shown
    assert view_earlier(project).texts == 4
    redo_name(project, coder="Ann")
    assert (masks_of(project).marks, masks_of(project).cleared) == (after.marks, after.cleared)
    assert screen_anew(project, coder="Ann").decision is None


def test_another_process_sees_it(project: Project) -> None:
    with open_project(project.where) as other:
        seen = masks_of(other).state
        assert view_earlier(other).texts == 4
        screen_anew(project, coder="Ann")
        assert view_earlier(other).texts == 0
        assert masks_of(other).state > seen
        assert masks_of(other).marks == masks_of(project).marks


def test_what_yet_another_version_has_screened_stays_its_own(project: Project) -> None:
    one, other = list(given(project).sources)[:2]
    note(project, "a", Rescreened((one, other), EARLIER, "1"))
    note(project, "b", Rescreened((one,), "1", FINDER))
    assert one not in earlier(project)
    note(project, "c", Rescreened((one, other), EARLIER, "1").turned())
    assert (one in earlier(project), earlier(project)[other]) == (False, EARLIER)


def test_what_is_erased_leaves_the_log(project: Project) -> None:
    one, other = list(given(project).sources)[:2]
    note(project, "a", Rescreened((one, other), EARLIER, FINDER))
    note(project, "b", Rescreened((one,), EARLIER, FINDER))
    with project.writing() as connection:
        forget_marks(connection, [one])
        log = name_decisions(connection)
    assert [each.rescreened for each in log] == [(Rescreened((other,), EARLIER, FINDER),), ()]

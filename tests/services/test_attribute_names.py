"""Names in values of attributes: shown, filtered and exported as stand-ins, decided once for a column."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.services.attributed import (
    ASKED,
    COLUMNS,
    REAL,
    bring_attributes,
    by_number,
    column,
    copy_attributed,
    make_attributed,
)
from tests.services.pieces import write_table
from workbench.domain.identifiers import Origin, Verdict
from workbench.domain.searches import Condition, Search
from workbench.domain.values import value_id
from workbench.domain.viewers import LOCAL, Role
from workbench.errors import NothingToDo, StillOpen, UnknownIdentifier
from workbench.privacy.vault import read_names
from workbench.services.back_up import back_up, restore
from workbench.services.check_project import check_project
from workbench.services.erase_case import erase_case
from workbench.services.export_project import FORMATS, export_bytes
from workbench.services.keep_search import keep, kept
from workbench.services.name_lists import add_name, remove_name
from workbench.services.review_identifiers import (
    Scope,
    clear,
    judge,
    mark_value,
    redo_name,
    undo_name,
)
from workbench.services.screen_sources import screen_sources
from workbench.services.undo_import import undo_import
from workbench.services.view.heard import heard, narrowed
from workbench.services.view.identifiers import (
    view_identifiers,
    view_review,
    view_states,
    view_values,
)
from workbench.services.view.search import search
from workbench.services.view.source_table import TableFilter, view_source_table
from workbench.store.database import Project, open_project
from workbench.store.identifiers import cleared, name_decisions, state_of
from workbench.store.material import given, masked, material

AS_GIVEN = LOCAL.acting_as(Role.RESEARCHER)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_attributed(tmp_path_factory.mktemp("attributed") / "made")


@pytest.fixture
def project(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    with open_project(copy_attributed(made, tmp_path, monkeypatch)) as opened:
        yield opened
        assert check_project(opened).faults == ()


def asked_of(project: Project, value: str) -> str:
    """Return the id by which a value is judged."""
    return next(e.mark.id for e in view_identifiers(project) if e.column and e.quote == value)


def decide_all(project: Project, verdict: Verdict = Verdict.MASK) -> None:
    judge(
        project,
        [each.mark.id for each in view_review(project, most=99).asked],
        verdict,
        coder="Ruth",
    )


def test_a_value_has_the_stand_in_that_its_name_has_in_the_texts(project: Project) -> None:
    a, b, c, d = by_number(project).values()
    worker = a.attributes["Social worker"]
    assert a.text.startswith(f"{worker} typed")
    assert worker.startswith("[worker")
    assert b.attributes["Social worker"] == worker
    assert c.attributes["Social worker"] not in {worker, "Tom Whitaker"}
    # The same person, but another value: it stays one in tables and filters.
    assert d.attributes["Social worker"] == f"{worker} (2)"
    assert a.attributes["Your manager"] == b.attributes["Your manager"] != ""


def test_what_is_a_facet_on_purpose_stays(project: Project) -> None:
    assert column(project, "Role") == [
        "social worker",
        "social worker",
        "team manager",
        "social worker",
    ]
    teams = column(project, "Team")
    assert teams[1:] == ["Northgate"] * 3
    assert teams[0].startswith("Team [")


def test_what_was_given_is_still_there_for_whoever_may_see_it(project: Project) -> None:
    as_given = project.seen_by(AS_GIVEN)
    assert column(as_given, "Social worker")[3] == "Jones, Sarah"
    assert column(as_given, "Postcode")[0] == "M14 5TQ"
    assert given(project) is material(as_given)


def _readable(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "\n".join(parts.read(each).decode("utf-8") for each in parts.namelist())


def test_no_view_and_no_export_says_a_name(project: Project) -> None:
    said = [str(heard(project).attributes()), str(view_source_table(project, TableFilter()))]
    said += [repr(search(project, Search(words="nobody")))]
    said += [_readable(export_bytes(project, each)) for each in FORMATS]
    assert not [each for each in REAL if each in " ".join(said).casefold()]


def test_counting_by_a_column_is_as_with_the_names(project: Project) -> None:
    seen = heard(project).attributes()
    as_given = heard(project.seen_by(AS_GIVEN)).attributes()
    assert {k: sorted(v.values()) for k, v in seen.items()} == {
        k: sorted(v.values()) for k, v in as_given.items()
    }


def test_who_sees_stand_ins_filters_by_them_alone(project: Project) -> None:
    worker = column(project, "Social worker")[0]
    assert len(narrowed(project, [Condition("social worker", worker)]).of) == 2
    assert not narrowed(project, [Condition("social worker", "Sarah Jones")]).of
    assert not view_source_table(project, TableFilter(words="whitaker")).rows
    as_given = project.seen_by(AS_GIVEN)
    assert len(narrowed(as_given, [Condition("social worker", "sarah jones")]).of) == 2
    assert not narrowed(as_given, [Condition("social worker", worker)]).of


def test_a_kept_search_is_read_in_the_values_of_its_reader(project: Project) -> None:
    as_given, worker = project.seen_by(AS_GIVEN), column(project, "Social worker")[0]
    asked = Search(
        where=(Condition("Social_worker", "sarah jones"), Condition("Team", "Northgate"))
    )
    keep(as_given, "Hers", asked, coder="Ruth")
    keep(project, "Theirs", Search(where=(Condition("Social worker", worker),)), coder="Ann")
    hers, theirs = kept(project)
    assert [each.value for each in hers.search.where] == [worker, "Northgate"]
    assert theirs.search.where[0].value == worker
    assert {each.search.where[0].value.casefold() for each in kept(as_given)} == {"sarah jones"}
    assert len(narrowed(project, hers.search.where).of) == 1


def test_a_value_is_one_question_however_many_texts_have_it(project: Project) -> None:
    asked = {each.quote: each for each in view_review(project, most=99).asked if each.column}
    assert set(asked) == {"Team Sarah", "Baker"}
    team = asked["Team Sarah"]
    assert (team.column, team.texts, team.before + team.after) == ("Team", 1, "")
    assert team.shown == column(project, "Team")[0]
    found = [each for each in view_identifiers(project) if each.column]
    assert len(found) == len({(each.column, each.quote) for each in found})
    postcode = next(each for each in found if each.quote == "M14 5TQ")
    assert (postcode.texts, postcode.mark.found) == (2, Origin.MASK)


def test_what_is_decided_holds_in_the_whole_column_and_is_undone(project: Project) -> None:
    before = column(project, "Social worker")
    judge(project, [asked_of(project, "Sarah Jones")], Verdict.KEEP, coder="Ruth")
    now = column(project, "Social worker")
    assert now == ["Sarah Jones", "Sarah Jones", *before[2:]]
    assert "Sarah" not in by_number(project)["a"].text
    with open_project(project.where) as other:
        assert column(other, "Social worker") == now
    undo_name(project, coder="Ruth")
    assert column(project, "Social worker") == before
    redo_name(project, coder="Ruth")
    assert column(project, "Social worker") == now


def test_everywhere_goes_through_texts_and_values(project: Project) -> None:
    judge(
        project,
        [asked_of(project, "Jones, Sarah")],
        Verdict.KEEP,
        scope=Scope.EVERYWHERE,
        coder="Ruth",
    )
    assert by_number(project)["a"].text.startswith("Sarah Jones typed")
    assert column(project, "Social worker")[::3] == ["Sarah Jones", "Jones, Sarah"]
    assert column(project, "Team")[0] != "Team Sarah"


def test_a_text_is_cleared_when_nothing_of_its_values_is_open(project: Project) -> None:
    states = {each.name: each for each in view_states(project)}
    assert (states["d"].n_open, states["c"].n_open) == (1, 0)
    with pytest.raises(StillOpen, match="1 identifier is still open"):
        clear(project, ["d"], coder="Ruth")
    clear(project, coder="Ruth")
    numbers = {each.id: each.external_id for each in given(project).sources.values()}
    with project.reading() as connection:
        assert {numbers[each] for each in cleared(connection)} == {"b", "c"}
    decide_all(project)
    clear(project, coder="Ruth")
    with project.reading() as connection:
        assert len(cleared(connection)) == 4
    judge(project, [asked_of(project, "Baker")], Verdict.OPEN, coder="Ruth")
    with project.reading() as connection:
        assert {numbers[each] for each in cleared(connection)} == {"a", "b", "c"}
    assert {each.name: each.n_open for each in view_states(project)}["d"] == 1


def test_a_value_that_was_missed_is_masked_by_hand(project: Project) -> None:
    done = mark_value(project, "Team", "Northgate", coder="Ruth")
    assert len(done.changes) == 1
    hidden = set(column(project, "Team")[1:])
    assert len(hidden) == 1
    assert "Northgate" not in hidden
    mine = next(each for each in view_values(project, next(iter(given(project).sources))))
    assert mine.column in ASKED
    with pytest.raises(NothingToDo):
        mark_value(project, "Team", "Northgate", coder="Ruth")
    with pytest.raises(UnknownIdentifier):
        mark_value(project, "Team", "Southgate", coder="Ruth")
    undo_name(project, coder="Ruth")
    assert column(project, "Team")[1:] == ["Northgate"] * 3


def test_a_listed_name_is_masked_in_values_too(project: Project) -> None:
    add_name(project, "Northgate", kind="place", coder="Ruth")
    assert column(project, "Team")[1].startswith("[place")
    remove_name(project, "Northgate", coder="Ruth")
    assert column(project, "Team")[1] == "Northgate"


def test_texts_that_come_later_have_what_was_decided(project: Project, tmp_path: Path) -> None:
    judge(project, [asked_of(project, "Tom Whitaker")], Verdict.KEEP, coder="Ruth")
    rows = [("e", "The lift was out again, so we met outside.", "Tom Whitaker", "Hill", "", "", "", "Baker"),
            ("f", "A yes at once, and the family heard it.", "Adaeze Okonkwo", "Hill", "", "", "", "")]  # fmt: skip
    before = column(project, "Your manager")[3]
    bring_attributes(project, write_table(tmp_path / "more.csv", rows, *COLUMNS))
    workers = column(project, "Social worker")
    assert workers[4] == "Tom Whitaker"
    assert workers[5].startswith("[worker")
    assert column(project, "Your manager")[4] == before
    state = [column(project, each) for each in ASKED]
    undo_import(project)
    assert [column(project, each)[:4] for each in ASKED] == [each[:4] for each in state]
    assert value_id("Social worker", "Adaeze Okonkwo") not in masked(project).masks.marks
    assert "okonkwo" not in repr(read_names(project.fact("id")))


def test_nothing_of_an_erased_persons_values_is_left(project: Project, tmp_path: Path) -> None:
    decide_all(project)
    for each in ("Tom Whitaker", "Sarah Jones"):
        judge(project, [asked_of(project, each)], Verdict.KEEP, coder="Ruth")
    add_name(project, "Whitaker", coder="Ruth")
    copy = tmp_path / "copy.backup"
    back_up(project, copy)
    source = next(e.id for e in given(project).sources.values() if e.external_id == "c")
    erase_case(project, sources=[source], coder="Ruth")
    gone, stays = (
        value_id("Social worker", "Tom Whitaker"),
        value_id("Social worker", "Sarah Jones"),
    )
    with project.reading() as connection:
        log = repr(name_decisions(connection))
        rows = connection.execute(sa.text("SELECT value_id FROM value_mark")).scalars().all()
    assert gone not in log
    assert gone not in rows
    assert stays in log
    assert "whitaker" not in repr(read_names(project.fact("id"))).casefold()
    assert b"Whitaker" not in Path(project.where).read_bytes()
    restored = tmp_path / "restored.workbench"
    restore(copy, restored)
    with open_project(restored) as again:
        assert gone not in masked(again).values.texts
        assert check_project(again).faults == ()


def test_a_project_that_is_older_is_screened_when_it_is_opened(project: Project) -> None:
    seen = [column(project, each) for each in ASKED]
    with project.writing() as connection:
        for table in ("value_mark", "screened_value"):
            connection.execute(sa.text(f"DELETE FROM {table}"))
    project.cache.clear()
    # What nobody has looked through is not shown, and nothing with it is clear.
    assert {each for name in ASKED for each in column(project, name)} == {""}
    clear_before = {each.n_open > 0 for each in view_states(project)}
    assert clear_before == {True}
    screen_sources(project)
    assert [column(project, each) for each in ASKED] == seen
    with project.reading() as connection:
        before = state_of(connection)
    screen_sources(project)
    with project.reading() as connection:
        assert state_of(connection) == before


def test_doctor_tells_of_marks_that_do_not_fit_their_value(project: Project) -> None:
    with project.writing() as connection:
        connection.execute(sa.text('UPDATE value_mark SET "end" = "end" + 90'))
        connection.execute(sa.text("INSERT INTO screened_value VALUES ('x', '1', 'now', 1)"))
    told = " ".join(map(str, check_project(project).faults))
    assert "lies outside its value" in told
    assert "no source's any more" in told
    with project.writing() as connection:
        connection.execute(sa.text('UPDATE value_mark SET "end" = "end" - 90'))
        connection.execute(sa.text("DELETE FROM screened_value WHERE id = 'x'"))
    project.cache.clear()

"""The map of a project: every passage once, the same map every time, decisions change colours alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from tests.app.boards import make_board
from tests.app.evenings import TYPING, make_evening
from workbench.domain.candidates import CandidateId
from workbench.domain.decisions import Add, CreateCode, Dismiss
from workbench.domain.sources import PassageId, SourceId, Span, text_hash
from workbench.errors import ProjectBusy
from workbench.services.code_passages import code_span
from workbench.services.decide import decide, undo
from workbench.services.view.map_layout import (
    NO_PASSAGES,
    UNREAD,
    keep_map,
    kept_map,
    laid_out,
    lay_out_map,
)
from workbench.services.view.map_picture import draw_map
from workbench.services.view.passage_map import (
    Colour,
    MapGroups,
    first_colour,
    themes_of,
    view_groups,
)
from workbench.store.checks import find_faults
from workbench.store.database import Project, create_project, open_project
from workbench.store.leftovers import forget_vectors
from workbench.store.log import ledger
from workbench.store.material import material
from workbench.store.vectors import VectorCache


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Project]:
    with make_evening(tmp_path / "evening.workbench", aside=30) as project:
        yield project


def _groups(project: Project, colour: Colour) -> MapGroups:
    return view_groups(project, lay_out_map(project), colour)


def test_every_passage_is_on_the_map_once(evening: Project) -> None:
    layout = lay_out_map(evening)
    assert sorted(layout.names) == sorted(material(evening).passages)
    assert layout.places.shape == (len(layout.names), 2)
    assert np.isfinite(layout.places).all()
    assert [layout.rows[each] for each in layout.names] == list(range(len(layout.names)))
    assert layout.message == ""


def test_opened_again_it_is_the_same_map(evening: Project) -> None:
    first = lay_out_map(evening)
    with open_project(evening.where) as again:
        second = lay_out_map(again)
    assert first.places.tobytes() == second.places.tobytes()
    assert first.stamp == second.stamp


def test_a_map_is_kept_with_the_project_until_the_texts_change(
    evening: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.services.view.map_layout._WORTH_KEEPING", 1)
    stages: list[str] = []
    first = lay_out_map(evening, lambda stage, _: stages.append(stage))
    assert stages
    stages.clear()
    with open_project(evening.where) as again:
        second = lay_out_map(again, lambda stage, _: stages.append(stage))
        assert first.places.tobytes() == second.places.tobytes()
        assert not stages
        assert not list(find_faults(again))
        with again.writing() as connection:
            forget_vectors(connection, {first.names[0]})
    with open_project(evening.where) as later:
        lay_out_map(later, lambda stage, _: stages.append(stage))
    assert stages


def test_decisions_change_colours_and_no_place(evening: Project) -> None:
    before, coloured = lay_out_map(evening), _groups(evening, Colour.CODE)
    act = CreateCode(name="New", passages=(PassageId("p8"), PassageId("p20")))
    made = decide(evening, act, coder="Ruth")
    after = laid_out(evening)
    assert after is not None
    assert (after.stamp, after.places.tobytes()) == (before.stamp, before.places.tobytes())
    found = _groups(evening, Colour.CODE)
    assert [each.name for each in found.groups if each.name == "New"] == ["New"]
    undo(evening, made.id, coder="Ruth")
    assert (_groups(evening, Colour.CODE).of == coloured.of).all()


def test_what_is_cut_by_hand_stands_beside_its_words_and_moves_nobody(evening: Project) -> None:
    before = lay_out_map(evening)
    done = code_span(evening, SourceId("s3"), Span(20, 30), "By hand", coder="Ruth")
    after = lay_out_map(evening)
    assert after.names[:-1] == before.names
    assert (after.places[:-1] == before.places).all()
    near = after.places[after.rows[PassageId("p3")]]
    assert np.abs(after.places[-1] - near).max() < 0.01
    undo(evening, done.decision.id, coder="Ruth")
    assert lay_out_map(evening).stamp == before.stamp


def test_what_was_not_read_stands_below_and_is_told(tmp_path: Path) -> None:
    with make_board(tmp_path / "board.workbench", themes=1, each=6, aside=6) as board:
        assert laid_out(board) is not None or lay_out_map(board).message == UNREAD
        assert lay_out_map(board).message == UNREAD
        texts = list(material(board).passages.values())
        quotes = dict.fromkeys(text_hash(each.quote) for each in texts[:7])
        VectorCache(board, "encoder").add(list(quotes), np.eye(len(quotes), 8, dtype=np.float32))
        layout = lay_out_map(board)
        assert "5 passages were not read yet" in layout.message
        assert (layout.places[7:, 1] > 1).all()
        assert (layout.places[:7, 1] <= 1).all()


def test_no_passages_and_one(tmp_path: Path) -> None:
    with create_project(tmp_path / "empty.workbench", name="Empty") as project:
        layout = lay_out_map(project)
        assert (layout.names, layout.message) == ((), NO_PASSAGES)
        assert view_groups(project, layout, Colour.ROLE).groups == ()
        ElementTree.fromstring(draw_map(project, layout, Colour.CODE))
    with make_board(tmp_path / "one.workbench", themes=1, each=1, aside=0) as project:
        [passage] = material(project).passages.values()
        VectorCache(project, "encoder").add([text_hash(passage.quote)], np.ones((1, 4), np.float32))
        assert lay_out_map(project).places.tolist() == [[0.5, 0.5]]


def test_candidates_are_those_that_can_be_worked_on(evening: Project) -> None:
    found = _groups(evening, Colour.CANDIDATE)
    assert {each.id for each in found.groups} == {"c1", "c2"}
    decide(evening, Dismiss(theme="c1"), coder="Ruth")
    assert {each.id for each in _groups(evening, Colour.CANDIDATE).groups} == {"c2"}
    assert first_colour(evening) is Colour.CANDIDATE


def test_a_passage_in_two_codes_is_counted_in_both(evening: Project) -> None:
    decide(evening, Add(to="trust", passages=(PassageId("p0"),)), coder="Ruth")
    found = _groups(evening, Colour.CODE)
    layout = lay_out_map(evening)
    assert {each.id: each.passages for each in found.groups} == {TYPING: 4, "trust": 2}
    [(row, group)] = found.also
    assert (row, found.groups[group].id) == (layout.rows[PassageId("p0")], "trust")


@pytest.mark.parametrize("colour", list(Colour))
def test_groups_hold_every_passage_or_say_that_none_does(evening: Project, colour: Colour) -> None:
    found = _groups(evening, colour)
    sizes = [each.passages for each in found.groups]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == int((found.of >= 0).sum()) + len(found.also)
    for each in found.groups:
        assert 0 < each.people <= each.passages
        assert all(-0.01 <= value <= 1.01 for value in each.place)


def test_values_are_counted_as_the_sources_say(evening: Project) -> None:
    found = {each.name: each.passages for each in _groups(evening, Colour.AUTHORITY).groups}
    assert set(found) == {"Calderwick", "Eastmarsh"}
    assert sum(found.values()) == len(material(evening).passages)


def test_which_themes_hold_what_was_picked(evening: Project) -> None:
    board = ledger(evening).board
    picked = [PassageId(each) for each in ("p0", "p1", "p4", "p9")]
    assert themes_of(board, picked) == {TYPING: 2, "trust": 1, "c1": 1, "c2": 1}


def test_the_picture_names_the_project_and_every_colour(evening: Project) -> None:
    layout = lay_out_map(evening)
    svg = draw_map(evening, layout, Colour.ROLE).decode()
    for words in ("An evening", "social worker", "team manager", "coloured by role"):
        assert words in svg
    assert svg.count("h0") == len(layout.names)
    assert draw_map(evening, layout, Colour.ROLE).decode() == svg


def test_a_small_map_is_there_at_once_and_a_large_one_when_somebody_has_kept_it(
    evening: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = kept_map(evening)
    assert small is not None
    assert lay_out_map(evening) is small
    monkeypatch.setattr("workbench.services.view.map_layout._WORTH_KEEPING", 1)
    with open_project(evening.where) as again:
        assert kept_map(again) is None
        keep_map(again)
    with open_project(evening.where) as later:
        found = kept_map(later)
        assert found is not None
        assert found.stamp == small.stamp


def test_a_map_that_cannot_be_kept_is_still_laid_out(
    evening: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.services.view.map_layout._WORTH_KEEPING", 1)
    monkeypatch.setattr("workbench.store.database.BUSY_SECONDS", 0.1)
    with open_project(evening.where) as other, evening.writing():
        with pytest.raises(ProjectBusy):
            keep_map(other)
        assert len(lay_out_map(other).names) == len(material(other).passages)


def test_a_theme_that_was_let_go_of_elsewhere_is_left_out(evening: Project) -> None:
    layout = lay_out_map(evening)
    board = ledger(evening).board
    assert CandidateId("c2") in board.candidates
    with open_project(evening.where) as elsewhere:
        decide(elsewhere, Dismiss(theme="c2"), coder="Amir")
    found = view_groups(evening, layout, Colour.CANDIDATE)
    assert "c2" not in {each.id for each in found.groups}

"""Who may do what: every act and every view, asked in every role, before anything is read."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import workbench.services
from tests.app.evenings import make_evening
from workbench.domain.viewers import LOCAL, Role, Viewer
from workbench.errors import NotAllowed
from workbench.store.database import Project

ROLES = (
    Role.STEWARD, Role.RESEARCHER, Role.FACILITATOR, Role.CONTRIBUTOR, Role.LEADER, Role.AUDITOR
)  # fmt: skip
#: A new function of the services that takes a project needs a line here: decide in which roles it
#: may be used, put ``@needs(Right.…)`` above it, and write down what you decided.
TABLE = """\
                                             steward researcher facilitator contributor leader auditor
back_up.back_up                              yes  -   -   -   -   -
check_project.check_project                  yes yes yes  -   -  yes
choose_grain.choose_grain                     -  yes yes  -   -   -
code_passages.code_span                       -  yes yes  -   -   -
code_passages.adjust_span                     -  yes yes  -   -   -
decide.decide                                 -  yes yes  -   -   -
decide.decide_all                             -  yes yes  -   -   -
decide.undo                                   -  yes yes  -   -   -
decide.redo                                   -  yes yes  -   -   -
decide.undo_steps                             -  yes yes  -   -   -
erase_case.erase_case                        yes  -   -   -   -   -
erase_case.erase_expired                     yes  -   -   -   -   -
export_project.export_bytes                   -  yes yes  -   -   -
export_project.export_file                    -  yes yes  -   -   -
import_sources.import_sources                yes yes yes  -   -   -
import_sources.preview_import                yes yes yes  -   -   -
import_sources.plan_import                   yes yes yes  -   -   -
import_sources.import_staged                 yes yes yes  -   -   -
keep_consent.view_consent                    yes yes yes  -   -   -
keep_consent.consent_history                 yes yes yes  -   -   -
keep_consent.sources_of                      yes yes yes  -   -   -
keep_consent.keep_consent                    yes yes yes  -   -   -
keep_consent.keep_consent_from               yes yes yes  -   -   -
keep_consent.undo_consent                    yes yes yes  -   -   -
keep_search.keep                              -  yes yes  -   -   -
keep_search.forget                            -  yes yes  -   -   -
keep_search.kept                             yes yes yes  -   -   -
name_lists.list_names                        yes yes yes  -   -   -
name_lists.add_name                          yes yes yes  -   -   -
name_lists.remove_name                       yes yes yes  -   -   -
name_lists.destroy_key                       yes  -   -   -   -   -
name_lists.place_of_key                      yes yes yes  -   -   -
propose_candidates.propose_candidates         -  yes yes  -   -   -
propose_candidates.free_passages             yes yes yes  -   -   -
retention.view_retention                     yes yes yes  -   -  yes
retention.view_imports                       yes yes yes  -   -  yes
retention.retention_warnings                 yes yes yes yes yes yes
retention.set_retention                      yes  -   -   -   -   -
review_identifiers.judge                     yes yes yes  -   -   -
review_identifiers.mark                      yes yes yes  -   -   -
review_identifiers.mark_value                yes yes yes  -   -   -
review_identifiers.clear                     yes yes yes  -   -   -
review_identifiers.undo_name                 yes yes yes  -   -   -
review_identifiers.redo_name                 yes yes yes  -   -   -
run_in_background.start                       -  yes yes  -   -   -
run_in_background.look                       yes yes yes  -   -   -
run_in_background.cancel                      -  yes yes  -   -   -
run_in_background.forget                      -  yes yes  -   -   -
run_in_background.start_map                  yes yes yes  -   -   -
run_in_background.look_at_map                yes yes yes  -   -   -
run_in_background.cancel_map                 yes yes yes  -   -   -
screen_anew.view_earlier                     yes yes yes  -   -   -
screen_anew.plan_anew                        yes yes yes  -   -   -
screen_anew.screen_anew                      yes yes yes  -   -   -
screen_sources.screen_sources                yes yes yes yes yes yes
settings.view_settings                       yes yes yes yes yes yes
settings.change_settings                     yes  -   -   -   -   -
suggest.suggest                               -  yes yes  -   -   -
undo_import.undo_import                      yes yes yes  -   -   -
view.aside.view_aside                        yes yes yes  -   -   -
view.aside.quiet_voices                      yes yes yes  -   -   -
view.aside.nearly_the_same                   yes yes yes  -   -   -
view.authorities.compare_authorities         yes yes yes  -   -   -
view.barrier_story.view_story                yes yes yes  -   -   -
view.barrier_story.view_quotes               yes yes yes  -   -   -
view.barriers.view_barriers                  yes yes yes  -   -   -
view.board.view_board                        yes yes yes  -   -   -
view.board.latest                            yes yes yes  -   -   -
view.board.history                           yes yes yes  -   -  yes
view.centres.theme_centres                   yes yes yes  -   -   -
view.centres.nearest_themes                  yes yes yes  -   -   -
view.centres.read_of                         yes yes yes  -   -   -
view.coding.view_text                        yes yes yes  -   -   -
view.coding.words_of                         yes yes yes  -   -   -
view.coding.view_coding                      yes yes yes  -   -   -
view.coding.offers_in                        yes yes yes  -   -   -
view.coding.view_codebook                    yes yes yes  -   -   -
view.coding.passage_beside                   yes yes yes  -   -   -
view.difference.view_difference              yes yes yes  -   -   -
view.evidence.standing_of                    yes yes yes  -   -   -
view.evidence.grain_of                       yes yes yes  -   -   -
view.general.general                         yes yes yes yes yes yes
view.general_matrix.view_general_matrix      yes yes yes yes yes yes
view.general_story.view_general_story        yes yes yes yes yes yes
view.general_wall.view_general_wall          yes yes yes yes yes yes
view.heard.heard                             yes yes yes  -   -   -
view.heard.narrowed                          yes yes yes  -   -   -
view.identifiers.view_review                 yes yes yes  -   -   -
view.identifiers.view_identifiers            yes yes yes  -   -   -
view.identifiers.view_states                 yes yes yes  -   -   -
view.identifiers.view_masked_source          yes yes yes  -   -   -
view.identifiers.view_values                 yes yes yes  -   -   -
view.identifiers.view_log                    yes yes yes  -   -   -
view.map_layout.laid_out                     yes yes yes  -   -   -
view.map_layout.lay_out_map                  yes yes yes  -   -   -
view.map_layout.kept_map                     yes yes yes  -   -   -
view.map_layout.keep_map                     yes yes yes  -   -   -
view.map_picture.draw_map                    yes yes yes  -   -   -
view.matrix.view_matrix                      yes yes yes  -   -   -
view.meaning.near_in_meaning                 yes yes yes  -   -   -
view.meaning.get_ready                       yes yes yes  -   -   -
view.memos.view_memos                        yes yes yes  -   -   -
view.memos.memos_beside                      yes yes yes  -   -   -
view.memos.memos_near                        yes yes yes  -   -   -
view.memos.find_about                        yes yes yes  -   -   -
view.neighbours.view_neighbours              yes yes yes  -   -   -
view.offers.view_offers                      yes yes yes  -   -   -
view.over_time.view_over_time                yes yes yes  -   -   -
view.passage_map.view_groups                 yes yes yes  -   -   -
view.passage_map.first_colour                yes yes yes  -   -   -
view.passages.open_theme                     yes yes yes  -   -   -
view.passages.set_aside                      yes yes yes  -   -   -
view.passages.open_tray                      yes yes yes  -   -   -
view.passages.find_passages                  yes yes yes  -   -   -
view.passages.open_source                    yes yes yes  -   -   -
view.passages.why_aside                      yes yes yes  -   -   -
view.placed.count_placed                     yes yes yes  -   -   -
view.placed.unplaced_among                   yes yes yes  -   -   -
view.preview.preview_merge                   yes yes yes  -   -   -
view.preview.preview_move                    yes yes yes  -   -   -
view.preview.preview_split                   yes yes yes  -   -   -
view.queue.view_queue                        yes yes yes  -   -   -
view.review.view_pace                        yes yes yes  -   -   -
view.review.view_border                      yes yes yes  -   -   -
view.salience.view_salience                  yes yes yes  -   -   -
view.salience.view_theme_salience            yes yes yes  -   -   -
view.search.search                           yes yes yes  -   -   -
view.source_table.view_source_table          yes yes yes  -   -   -
view.sources.view_sources                    yes yes yes  -   -   -
view.sources.find_source                     yes yes yes  -   -   -
view.steps.view_steps                        yes yes yes  -   -  yes
view.steps.steps_back                        yes yes yes  -   -   -
view_releases.view_releases                  yes yes yes  -   -  yes
"""


def _rows() -> dict[str, tuple[bool, ...]]:
    lines = [line.split() for line in TABLE.strip().splitlines()[1:]]
    return {name: tuple(each == "yes" for each in marks) for name, *marks in lines}


def _functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every public function of the services that takes a project first, by its name."""
    root = Path(workbench.services.__path__[0])
    for file in sorted(root.rglob("*.py")):
        place = ".".join(file.relative_to(root).with_suffix("").parts)
        module = importlib.import_module(f"workbench.services.{place}".removesuffix(".__init__"))
        for name, each in inspect.getmembers(module, inspect.isfunction):
            first = next(iter(inspect.signature(each).parameters.values()), None)
            mine = each.__module__ == module.__name__ and not name.startswith("_")
            if mine and first is not None and first.annotation in ("Project", Project):
                yield f"{place}.{name}", each


FUNCTIONS = dict(_functions())


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, list[str]]]:
    """Give a real project, and what its database was asked since."""
    where = tmp_path_factory.mktemp("roles") / "evening.workbench"
    with make_evening(where) as project:
        asked: list[str] = []

        def note(_: object, __: object, statement: str, *___: object) -> None:
            asked.append(statement)

        sa.event.listen(project.engine, "before_cursor_execute", note)
        yield project, asked


def test_every_function_that_takes_a_project_has_a_row() -> None:
    missing = sorted(set(FUNCTIONS) - set(_rows()))
    gone = sorted(set(_rows()) - set(FUNCTIONS))
    assert not missing, (
        f"put @needs(Right.…) above these, and write a row for each in TABLE: {missing}"
    )
    assert not gone, f"these are no functions any more, so take their rows out of TABLE: {gone}"


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_nobody_reaches_a_function_that_the_table_does_not_give_them(
    name: str, evening: tuple[Project, list[str]]
) -> None:
    project, asked = evening
    row = _rows().get(name)
    assert row is not None, (
        f"decide who may use {name}: put @needs(Right.…) above it, and add a row"
    )
    for role, allowed in zip(ROLES, row, strict=True):
        asked.clear()
        # An argument that no function knows: whoever is let in stumbles over it, and nothing is done.
        with pytest.raises((NotAllowed, TypeError)) as met:
            FUNCTIONS[name](project.seen_by(LOCAL.acting_as(role)), no_such_argument=None)
        let_in = met.type is TypeError
        told = (
            "may use it, and the table says no" if let_in else "is refused, and the table says yes"
        )
        assert let_in is allowed, f"{name}: a {role.value} {told}"
        assert asked == []


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_stranger_is_let_in_nowhere(name: str, evening: tuple[Project, list[str]]) -> None:
    project, asked = evening
    asked.clear()
    with pytest.raises(NotAllowed, match="In the role “stranger” you may not"):
        FUNCTIONS[name](project.seen_by(Viewer(roles=frozenset())), no_such_argument=None)
    assert asked == []


def test_leaders_and_contributors_reach_general_terms_alone() -> None:
    for role in (Role.LEADER, Role.CONTRIBUTOR):
        reached = {name for name, row in _rows().items() if row[ROLES.index(role)]}
        assert reached == {
            "retention.retention_warnings",
            "screen_sources.screen_sources",
            "settings.view_settings",
            "view.general.general",
            "view.general_matrix.view_general_matrix",
            "view.general_story.view_general_story",
            "view.general_wall.view_general_wall",
        }


def test_whoever_has_all_roles_may_use_everything() -> None:
    assert all(getattr(each, "__needs__", None) in LOCAL.rights for each in FUNCTIONS.values())

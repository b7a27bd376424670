"""What leaders see of a real project: in general terms, widened where people are few, never words of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange.test_summary import read_page
from tests.services.pieces import read_table
from tests.services.reviewed import BLAME, RARE, TYPING, YES, review
from workbench.domain.codebook import CodeId
from workbench.domain.consent import Audience, Stance, Use
from workbench.domain.decisions import Add
from workbench.domain.general import release_table
from workbench.domain.heard import By
from workbench.domain.searches import Condition
from workbench.domain.sources import PassageId
from workbench.domain.viewers import LOCAL, Role
from workbench.errors import InvalidRule, NotAllowed, UnknownTheme
from workbench.services.decide import decide
from workbench.services.export_project import export_bytes
from workbench.services.keep_consent import keep_consent
from workbench.services.review_identifiers import undo_name
from workbench.services.settings import Apart, change_settings, view_settings
from workbench.services.view.barriers import SeenBy, Strength, view_barriers
from workbench.services.view.general import general
from workbench.services.view.general_matrix import view_general_matrix
from workbench.services.view.general_story import view_general_story
from workbench.services.view.general_wall import GeneralCard, view_general_wall
from workbench.store.database import Project, create_project
from workbench.store.material import material


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("reviewed")
    with create_project(folder / "team.workbench", name="Cald and East") as project:
        yield review(project, folder)


@pytest.fixture
def leader(shared: Project) -> Project:
    return shared.seen_by(LOCAL.acting_as(Role.LEADER))


@pytest.fixture
def own(project: Project, tmp_path: Path) -> Project:
    """Give a project of one's own, to change."""
    return review(project, tmp_path)


def _card(project: Project, code: CodeId, *where: Condition) -> GeneralCard:
    wall = view_general_wall(project, where=where)
    return next(each for each in wall.cards if each.id == code)


def test_sides_stand_beside_each_other_as_far_as_they_may_be_told(leader: Project) -> None:
    typing, blame = _card(leader, TYPING), _card(leader, BLAME)
    assert (typing.practitioners.words, typing.practitioners.of) == ("39", 52)
    assert (typing.leaders.words, typing.leaders.of) == ("<5", 8)
    assert typing.people.words == "39 or more"
    assert typing.seen_by is SeenBy.PRACTITIONERS
    assert blame.seen_by is SeenBy.BOTH
    assert typing.strength is Strength.MANY
    assert _card(leader, YES).strength is Strength.SEVERAL


def test_a_barrier_of_two_people_is_not_shown_and_does_not_exist_for_a_leader(
    leader: Project,
) -> None:
    wall = view_general_wall(leader)
    assert RARE not in {each.id for each in wall.cards}
    assert wall.held == 1
    for code in (RARE, "nothing"):
        with pytest.raises(UnknownTheme):
            view_general_story(leader, code)


def test_a_team_of_four_is_looked_at_with_its_authority(leader: Project) -> None:
    quay = view_general_wall(leader, where=[Condition("team", "Quay")])
    east = view_general_wall(leader, where=[Condition("authority", "East")])
    assert quay.scope.words == "East"
    assert quay.scope.widened.startswith("Quay: too few people to be looked at on their own.")
    assert quay.cards == east.cards
    both = view_general_wall(
        leader, where=[Condition("team", "Quay"), Condition("role", "team manager")]
    )
    assert both.cards == east.cards
    unknown = view_general_wall(leader, where=[Condition("shoe size", "44")])
    assert unknown.cards == view_general_wall(leader).cards
    assert unknown.scope.words == "everybody who was heard"


@pytest.mark.parametrize("by", list(By))
def test_every_column_of_a_matrix_holds_enough_people(leader: Project, by: By) -> None:
    for where in ([], [Condition("team", "Hill")], [Condition("role", "team manager")]):
        found = view_general_matrix(leader, by, where=where)
        assert found.columns
        assert all(each.people >= found.smallest for each in found.columns)
        assert sum(each.people for each in found.columns) >= found.scope.people
        assert all(len(row.cells) == len(found.columns) for row in found.rows)


def test_the_matrix_says_what_it_is_by_instead(leader: Project) -> None:
    assert view_general_matrix(leader, By.TEAM).by == "team"
    change = view_general_matrix(leader, By.CHANGE)
    assert [each.value for each in change.columns] == ["Everybody"]
    assert change.widened.startswith("Too few people to be told apart by small change")


def test_time_can_be_told_apart_first(own: Project) -> None:
    assert view_general_matrix(own, By.MONTH).by == "year"
    before = change_settings(own, apart=Apart.TIME)
    assert before.apart is Apart.TEAMS
    by_month = view_general_matrix(own, By.MONTH)
    assert by_month.by == "month"
    assert len(by_month.columns) >= 3
    change_settings(own, apart=before.apart)
    assert view_general_matrix(own, By.MONTH).by == "year"


def test_words_are_quoted_in_an_order_that_is_drawn_anew_and_without_names(
    leader: Project,
) -> None:
    looks = [view_general_story(leader, TYPING).quotes for _ in range(4)]
    assert len(set(looks)) > 1
    assert all(len(each) == 12 for each in looks)
    froms = {quote.by for look in looks for quote in look}
    assert froms <= {
        "a practitioner in North", "a practitioner in South", "a practitioner in Harbour",
        "a practitioner in East", "a practitioner in Cald", "a practitioner", "a member of staff",
    }  # fmt: skip
    # Of the enabler only nine of fifty-two speak: from where is told as far as that number goes.
    yes = {quote.by for quote in view_general_story(leader, YES).quotes}
    assert yes == {"a practitioner"}


def test_without_consent_people_are_counted_and_not_quoted(own: Project) -> None:
    keep_consent(own, None, [Use.VERBATIM], Stance.WITHDRAWN, coder="Zoe")
    story = view_general_story(own, TYPING)
    assert story.quotes == ()
    assert "Nobody is quoted here" in story.unquoted
    assert story.card.practitioners.words == "39"
    keep_consent(own, None, [Use.LEADERS], Stance.WITHDRAWN, coder="Zoe")
    wall = view_general_wall(own)
    assert (wall.enough, wall.cards, wall.people) == (False, (), 0)
    assert "said no to this audience" in wall.left_out[0]


def test_what_is_not_reviewed_is_not_counted(own: Project) -> None:
    undo_name(own, coder="Zoe")
    wall = view_general_wall(own)
    assert (wall.enough, wall.cards) == (False, ())
    assert any("not reviewed for names" in each for each in wall.left_out)
    assert release_table(general(own)).lines == ()


def test_it_follows_decisions_and_is_counted_once_between_them(own: Project) -> None:
    found = general(own)
    assert general(own) is found
    more = list(material(own).passages)[-3:]
    decide(own, Add(to=RARE, passages=tuple(map(PassageId, more))), coder="Zoe")
    assert general(own) is not found
    assert RARE in {each.id for each in view_general_wall(own).cards}


def test_the_smallest_number_is_a_setting_with_a_floor(own: Project) -> None:
    assert view_settings(own).smallest == 5
    change_settings(own, smallest=10)
    assert view_general_wall(own).smallest == 10
    assert _card(own, TYPING).people.words == "39"
    with pytest.raises(InvalidRule, match="choose a whole number from 3 on"):
        change_settings(own, smallest=2)
    facilitator = own.seen_by(LOCAL.acting_as(Role.FACILITATOR))
    with pytest.raises(NotAllowed, match="approve what leaves the project"):
        change_settings(facilitator, smallest=3)


def test_a_leader_reaches_none_of_the_views_with_words(leader: Project) -> None:
    with pytest.raises(NotAllowed, match="In the role “leader” you may not see what people said"):
        view_barriers(leader)


def test_what_goes_out_is_kept_as_lines_that_fit_the_rule(shared: Project) -> None:
    found = general(shared)
    lines = release_table(found).lines
    assert {line.about for line in lines} == {TYPING, BLAME, YES}
    assert all(
        found.rule.fits(line.speak.least, len(line.who)) for line in lines if line.speak.exact
    )
    assert all(len(line.who) >= found.rule.k for line in lines)


def test_files_for_leaders_tell_the_numbers_and_the_words_of_the_screen(own: Project) -> None:
    rows = read_table(export_bytes(own, "codebook-csv", audience=Audience.LEADERS))
    cards = view_general_wall(own).cards
    assert {row["name"]: row["people"] for row in rows} == {
        card.name: card.people.words for card in cards
    }
    assert {row["people"] for row in rows} >= {"39 or more"}
    page = "".join(read_page(export_bytes(own, "html", audience=Audience.LEADERS)).texts)
    # Fewer than five leaders speak of it: of these nobody is quoted, since quotes can be counted.
    silent = [
        facts.person
        for facts in general(own).held(TYPING).facts
        if facts.person in general(own).heard.crowd.leaders
    ]
    texts = material(own)
    hers = [each.quote for each in texts.passages.values()
            if texts.sources[each.source_id].case in silent]  # fmt: skip
    assert not any(each in page for each in hers)
    # What went out is kept, and what is told beside it is the same.
    assert view_general_wall(own).cards == cards
    assert general(own).earlier


def test_an_empty_project_tells_nothing(project: Project) -> None:
    wall = view_general_wall(project)
    assert (wall.enough, wall.people, wall.cards, wall.held) == (False, 0, (), 0)
    found = view_general_matrix(project, By.TEAM)
    assert (found.columns, found.rows) == ((), ())

"""Spread and salience: counts by hand, intervals by the textbook, laws of the measures."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.boards import make_board
from tests.services.pieces import bring_in, write_table
from workbench.domain.candidates import CandidateId
from workbench.domain.codebook import CodeKind
from workbench.domain.crowd import Bands, wilson
from workbench.domain.decisions import Confirm, CreateCode, Dismiss, Proposal
from workbench.domain.months import by_month, month_of
from workbench.domain.sources import PassageId
from workbench.services.decide import decide
from workbench.services.view.acuteness import Weights, acuteness_of, intensity
from workbench.services.view.salience import ThemeSalience, view_salience, view_theme_salience
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import material

COLUMNS = ("id", "text", "author", "team", "role", "authority", "small_change", "date")
ROWS = (
    ("1", "The form is long.", "Ann", "North", "social worker", "Cald", "Notes", "2026-01-05"),
    (
        "2",
        "I never finish the form!",
        "Ann",
        "North",
        "social worker",
        "Cald",
        "Notes",
        "2026-03-02",
    ),
    ("3", "The form again and again.", "Bea", "South", "social worker", "Cald", "", "2026-03-09"),
    ("4", "Forms are read by me.", "Cy", "South", "team manager", "East", "Notes", "2026-03-30"),
    ("5", "The bus was late.", "Dee", "North", "social worker", "East", "Buses", "2026-02-01"),
    ("6", "Nobody minutes it.", "Eve", "North", "business support", "East", "", ""),
    ("7", "A calm day.", "Fay", "North", "senior leader", "East", "", "3/4/2026"),
)


@pytest.fixture
def told(project: Project, tmp_path: Path) -> Project:
    """Give a project of seven reflections by six people, with two codes."""
    bring_in(project, write_table(tmp_path / "told.csv", ROWS, *COLUMNS))
    passage = {each.external_id: name for name, each in _sources(project).items()}
    barrier = CreateCode(
        name="Long forms",
        statement="Forms get in the way of visits.",
        kind=CodeKind.BARRIER,
        passages=tuple(passage[n] for n in "1234"),
    )
    decide(project, barrier, coder="Zoe")
    decide(project, CreateCode(name="Late", passages=(passage["5"], passage["1"])), coder="Zoe")
    return project


def _sources(project: Project):
    texts = material(project)
    return {name: texts.source_of(name) for name in texts.passages}


def _row(project: Project, title: str) -> ThemeSalience:
    return next(row for row in view_salience(project).themes if row.title == title)


def test_people_and_places_are_counted_once(told: Project) -> None:
    row = _row(told, "Long forms")
    assert (row.kind, row.passages, row.people) == ("barrier", 4, 3)
    assert (row.teams, row.roles, row.authorities, row.small_changes) == (2, 2, 2, 1)


def test_months_are_those_of_the_dates_with_the_gaps(told: Project) -> None:
    assert _row(told, "Long forms").months == {"2026-01": 1, "2026-02": 0, "2026-03": 3}
    assert _row(told, "Late").months == {"2026-01": 1, "2026-02": 1}


def test_shares_are_of_the_people_heard_in_that_band(told: Project) -> None:
    row, whole = _row(told, "Long forms"), view_salience(told)
    # Social workers Ann, Bea and Dee; leaders Cy and Fay; business support is neither.
    assert (whole.people, whole.practitioners, whole.leaders) == (6, 3, 2)
    assert (row.practitioners.people, row.practitioners.of) == (2, 3)
    assert (row.leaders.people, row.leaders.of) == (1, 2)
    assert row.leaders == wilson(1, 2)


def test_bands_of_another_service_can_be_given(told: Project) -> None:
    bands = Bands(leaders=frozenset({"senior"}), others=frozenset())
    whole = view_salience(told, bands=bands)
    assert (whole.practitioners, whole.leaders) == (5, 1)


def test_acuteness_follows_its_formula(told: Project) -> None:
    row = _row(told, "Long forms")
    # Signs: none; "never" and "!"; "again" twice; none. All passages have 3 to 5 words, median 4.
    intense = (0 + 3 / 4 + 3 / 4 + 0) / 4
    long = (4 / 8 + 5 / 9 + 5 / 9 + 5 / 9) / 4
    felt = row.acuteness
    assert felt.intensity == pytest.approx(intense, abs=1e-6)
    assert felt.length == pytest.approx(long, abs=1e-6)
    assert felt.repetition == pytest.approx(1 / 4)
    assert felt.whole == pytest.approx((2 * intense + long + 1 / 4) / 4, abs=1e-6)


def test_weights_can_be_changed(told: Project) -> None:
    alone = Weights(intensity=0, length=0, repetition=3)
    row = next(each for each in view_salience(told, weights=alone).themes if each.people == 3)
    assert row.acuteness.whole == row.acuteness.repetition == 0.25
    nothing = Weights(intensity=0, length=0, repetition=0)
    assert all(each.acuteness.whole == 0 for each in view_salience(told, weights=nothing).themes)


def test_themes_of_one_source_stand_together_once(told: Project) -> None:
    (pair,) = view_salience(told).together
    rows = {row.title: row for row in view_salience(told).themes}
    assert {pair.one, pair.other} == {rows["Long forms"].id, rows["Late"].id}
    assert pair.sources == 1
    assert pair.lift == pytest.approx(1 * 7 / (4 * 2))


def test_one_theme_alone_is_told_as_among_all(told: Project) -> None:
    whole = view_salience(told)
    for row in whole.themes:
        found = view_theme_salience(told, row.id)
        assert found is not None
        assert found[0] == row
        pairs = {
            ({each.one, each.other} - {row.id}).pop(): (each.sources, each.lift)
            for each in whole.together
            if row.id in {each.one, each.other}
        }
        assert {each.id: (each.sources, each.lift) for each in found[1]} == pairs


def test_one_theme_follows_the_texts(told: Project, tmp_path: Path) -> None:
    row = _row(told, "Late")
    bring_in(
        told,
        write_table(
            tmp_path / "more.csv",
            [("9", "On time.", "Gus", "social worker")],
            "id",
            "text",
            "author",
            "role",
        ),
    )
    found = view_theme_salience(told, row.id)
    assert found is not None
    assert found[0] == _row(told, "Late") != row


def test_a_theme_without_passages_or_work_has_no_salience(tmp_path: Path) -> None:
    with make_board(tmp_path / "board.workbench") as board:
        assert view_theme_salience(board, "nowhere") is None
        decide(board, Dismiss(theme="c0"), coder="Zoe")
        assert view_theme_salience(board, "c0") is None
        decide(board, CreateCode(name="Nobody yet"), coder="Zoe")
        (code,) = ledger(board).board.codes
        assert view_theme_salience(board, code) is None


def test_quiet_voices_are_said_why(told: Project) -> None:
    assert _row(told, "Long forms").quiet == ""
    assert _row(told, "Late").quiet == "Carried by 2 of 6 people."


def test_rare_roles_are_quiet_voices(project: Project, tmp_path: Path) -> None:
    roles = ["social worker"] * 30 + ["reviewing officer"] * 2 + ["youth worker"] * 2
    rows = [(f"{n}", f"Words number {n} here.", f"P{n}", role) for n, role in enumerate(roles)]
    bring_in(project, write_table(tmp_path / "many.csv", rows, "id", "text", "author", "role"))
    mine = [name for name, each in _sources(project).items() if int(each.external_id) >= 29]
    decide(project, CreateCode(name="Unheard", passages=tuple(mine)), coder="Zoe")
    quiet = _row(project, "Unheard").quiet
    assert quiet == "4 of its 5 people are rarely heard (reviewing officer, youth worker)."


def test_people_with_one_source_among_people_with_several_are_quiet(
    project: Project, tmp_path: Path
) -> None:
    often = [(f"{n}", f"Words number {n} here.", f"P{n % 10}") for n in range(30)]
    once = [(f"{n}", f"Words number {n} here.", f"Q{n}") for n in range(30, 33)]
    bring_in(project, write_table(tmp_path / "many.csv", often + once, "id", "text", "author"))
    mine = [name for name, each in _sources(project).items() if int(each.external_id) >= 29]
    decide(project, CreateCode(name="Unheard", passages=tuple(mine)), coder="Zoe")
    assert _row(project, "Unheard").quiet == "3 of its 4 people are rarely heard."


def test_candidates_count_until_they_are_put_away(tmp_path: Path) -> None:
    with make_board(tmp_path / "board.workbench") as board:
        assert {row.kind for row in view_salience(board).themes} == {"candidate"}
        assert len(view_salience(board).themes) == 3
        decide(board, Dismiss(theme="c0"), coder="Zoe")
        act = Confirm(
            candidate=CandidateId("c1"), name="Waiting", statement="It waits, so families wait."
        )
        decide(board, act, coder="Zoe")
        kinds = sorted((row.title, row.kind) for row in view_salience(board).themes)
        assert kinds == [("Waiting", "barrier"), ("Who may decide", "candidate")]


def test_looking_changes_nothing(told: Project) -> None:
    before = ledger(told).board
    assert view_salience(told) == view_salience(told)
    assert ledger(told).board == before


def test_an_empty_project_has_no_themes(project: Project) -> None:
    found = view_salience(project)
    assert (found.themes, found.together, found.people) == ((), (), 0)


@pytest.mark.parametrize(
    ("people", "of", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_of_the_literature(
    people: int, of: int, low: float, high: float
) -> None:
    share = wilson(people, of)
    assert share.low == pytest.approx(low, abs=5e-5)
    assert share.high == pytest.approx(high, abs=5e-5)


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share_and_narrows(pair: tuple[int, int]) -> None:
    people, of = pair
    share, wider = wilson(people, of), wilson(people, of)
    assert 0 <= share.low <= people / of + 1e-6
    assert people / of - 1e-6 <= share.high <= 1
    more = wilson(people * 4, of * 4)
    assert more.high - more.low < wider.high - wider.low


def test_of_nobody_nothing_is_known() -> None:
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0, 1)


@given(st.text(max_size=200))
def test_intensity_is_a_share_and_grows(text: str) -> None:
    assert 0 <= intensity(text) < 1 or text.count("!") > 50
    assert intensity(f"{text} never!") >= intensity(text)


def test_signs_of_intensity() -> None:
    assert intensity("We wait for CAMHS.") == 0
    assert intensity("Nobody came") == 0.5
    assert (
        intensity("THIS IS THE SEVENTH TIME") == 1 - 2**-1
    )  # SEVENTH; the others look like abbreviations
    assert intensity("calm", frozenset({"calm"})) == 0.5


@given(
    st.lists(st.text(max_size=40), min_size=1, max_size=8),
    st.tuples(*[st.floats(0, 10)] * 3),
)
def test_acuteness_is_within_its_bounds(quotes: list[str], parts: tuple[float, ...]) -> None:
    weights = Weights(intensity=parts[0], length=parts[1], repetition=parts[2])
    felt = acuteness_of(quotes, 1, 4.0, weights)
    assert 0 <= felt.whole <= 1
    assert felt.repetition == pytest.approx(1 - 1 / len(quotes), abs=1e-6)


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("2026-03-17", "2026-03"),
        ("2026-03-17T10:00:00Z", "2026-03"),
        ("17/03/2026", "2026-03"),
        ("3.4.2026", "2026-04"),
        ("2026-13-01", ""),
        ("March", ""),
        ("", ""),
    ],
)
def test_months_of_dates(date: str, month: str) -> None:
    assert month_of(date) == month


def test_months_across_a_year_and_over_a_century() -> None:
    assert by_month(["2025-12-01", "2026-02-01", "soon"]) == {
        "2025-12": 1,
        "2026-01": 0,
        "2026-02": 1,
    }
    assert by_month(["1926-01-01", "2026-01-01"]) == {"1926-01": 1, "2026-01": 1}
    assert by_month([]) == {}


def test_a_proposal_holds_its_passages_alone(tmp_path: Path) -> None:
    one = Proposal(
        id=CandidateId("c9"),
        title="One",
        keywords=(),
        stability=1.0,
        members=((PassageId("p0"), 1.0),),
    )
    with make_board(tmp_path / "board.workbench", themes=0, aside=3) as board:
        from tests.app.boards import propose

        propose(board, (one,))
        (row,) = view_salience(board).themes
        assert (row.passages, row.people, row.acuteness.repetition) == (1, 1, 0)

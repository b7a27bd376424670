"""The machine's side of the work as plain values: words for people, nothing that cannot be opened."""

from __future__ import annotations

import pytest

from workbench.app.plain_engine import (
    is_likely,
    plain_difference,
    plain_job,
    plain_question,
    plain_salience,
)
from workbench.domain.crowd import wilson
from workbench.domain.difference import Difference, Shift
from workbench.domain.sources import PassageId
from workbench.services.run_in_background import Job, State, Work
from workbench.services.view.acuteness import Acuteness
from workbench.services.view.offers import in_words
from workbench.services.view.queue import QueueRow
from workbench.services.view.salience import Beside, ThemeSalience


@pytest.mark.parametrize(
    ("work", "name"), [(Work.PROPOSE, "propose"), (Work.SUGGEST, "suggest"), ("", ""), ("old", "")]
)
def test_work_goes_by_the_names_that_a_page_asks_for_it_with(work: str, name: str) -> None:
    stage = "Reading passages: 128 of 900"
    job = Job(state=State.RUNNING, work=work, stage=stage, fraction=0.4, pid=77)
    assert plain_job(job) == {
        "id": 77,
        "state": "running",
        "work": name,
        "stage": "Reading passages: 128 of 900",
        "fraction": 0.4,
        "message": "",
    }


@pytest.mark.parametrize("probability", [0.0, 0.1, 0.49, 0.5, 0.79, 0.8, 1.0])
def test_what_is_likely_is_called_so(probability: float) -> None:
    assert is_likely(probability) is ("likely" in in_words(probability))


def test_only_themes_that_stand_can_be_opened() -> None:
    shift = Shift(theme="c1", title="Typing", passages=(PassageId("p1"),), why="It is new.")
    gone = Shift(theme="c0", title="Old", passages=(), why="Nothing is left of it.")
    found = plain_difference(Difference(new=(shift,), gone=(gone,)), ["c1"])
    assert found["new"] == [{"theme": "c1", "title": "Typing", "n": 1, "why": "It is new."}]
    assert found["gone"] == [{"theme": "", "title": "Old", "n": 0, "why": "Nothing is left of it."}]
    assert found["offered"] == found["moved"] == found["unchanged"] == []


def test_a_question_is_known_again_by_its_key() -> None:
    row = QueueRow(
        kind="candidate", theme="c1", title="Typing", passages=(), words="Is it?", worth=2.0
    )
    assert plain_question(row) == plain_question(row)
    assert (plain_question(row)["key"], plain_question(row)["passage"]) == ("candidate c1 ", "")


def _theme(name: str) -> ThemeSalience:
    return ThemeSalience(
        id=name,
        title=name.upper(),
        kind="candidate",
        passages=4,
        people=3,
        teams=2,
        roles=1,
        authorities=1,
        small_changes=0,
        months={"2026-01": 1, "2026-02": 0, "2026-03": 3},
        acuteness=Acuteness(whole=0.264321, intensity=0.1, length=0.5, repetition=0.25),
        practitioners=wilson(2, 9),
        leaders=wilson(0, 0),
        quiet="",
    )


def test_salience_names_what_a_theme_stands_beside_most() -> None:
    beside = [Beside(id=name, title=name.upper(), sources=3, lift=1.5) for name in "bcdef"]
    plain = plain_salience(_theme("a"), beside)
    assert [each["title"] for each in plain["together"]] == ["B", "C", "D", "E"]
    assert plain["acute"] == 0.26
    assert plain["months"] == [["2026-01", 1], ["2026-02", 0], ["2026-03", 3]]
    assert (plain["practitioners"]["people"], plain["leaders"]["of"]) == (2, 0)

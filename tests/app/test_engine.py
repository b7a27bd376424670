"""What a page asks of the engine, without a browser: offers, questions, levels, salience, work."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.boards import make_board
from tests.app.evenings import TRUST, TYPING, make_evening
from tests.app.test_candidates_page import Tab
from workbench.services.run_in_background import State, cancel, look
from workbench.store.database import Project, open_project
from workbench.store.log import ledger


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_evening(tmp_path / "evening.workbench") as made:
        yield made


@pytest.fixture
def tab(project: Project) -> Tab:
    return Tab(project)


def _main(tab: Tab, kind: str, what: str = "") -> dict[str, object]:
    main: dict[str, object] = tab.ask("open", kind=kind, what=what)["patch"]["main"]
    return main


def test_the_list_says_what_every_code_is_offered(tab: Tab) -> None:
    head = tab.open("c1")["patch"]["head"]
    assert (head["nOffers"], head["offered"]) == (4, {TYPING: 4})


def test_offers_by_code_tell_the_likely_ones_apart(tab: Tab) -> None:
    main = _main(tab, "offers")
    assert main["batches"] == [
        {"id": TYPING, "title": "Typing", "kind": "barrier", "n": 5, "likely": 4},
        {"id": TRUST, "title": "Trust", "kind": "code", "n": 1, "likely": 0},
    ]
    assert main["passages"] == {"rows": [], "order": []}


def test_one_codes_offers_come_with_words_and_reasons(tab: Tab) -> None:
    main = tab.ask("open", kind="offers", what=TYPING)["patch"]["main"]
    assert main["passages"]["order"] == ["p12", "p13", "p6", "p5", "p7"]
    rows = {row["id"]: row["offer"] for row in main["passages"]["rows"]}
    assert (rows["p12"]["percent"], rows["p12"]["words"]) == (91, "very likely")
    assert [each["id"] for each in rows["p12"]["reasons"]] == ["p2", "p0", "p1"]
    assert [row["likely"] for row in rows.values()] == [True, True, True, True, False]
    assert (main["total"], main["batches"][0]["likely"]) == (5, 4)


def test_accepting_with_strikes_is_one_act_and_undo_offers_again(tab: Tab) -> None:
    tab.ask("open", kind="offers", what=TYPING)
    done = tab.act("accept", to=TYPING, passages=["p12", "p6"], struck=["p13"])
    assert done["words"] == "accepted 2 passages for “Typing” and struck out 1"
    assert done["patch"]["main"]["passages"]["order"] == ["p5", "p7"]
    assert done["patch"]["head"]["offered"] == {TYPING: 1}
    assert tab.open(TYPING)["patch"]["main"]["refused"] == 1
    tab.ask("undo")
    assert tab.open(TYPING)["patch"]["main"]["offered"] == 4


def test_a_code_that_is_offered_nothing_has_an_empty_page(tab: Tab) -> None:
    main = _main(tab, "offers", "nowhere")
    assert (main["batches"], main["total"]) == ([], 0)


def test_what_reads_alike_begins_with_the_passage_itself(tab: Tab) -> None:
    main = tab.ask("open", kind="alike", what="p3")["patch"]["main"]
    rows = main["passages"]["rows"]
    assert (rows[0]["id"], rows[0]["alike"]) == ("p3", None)
    assert {rows[1]["id"], rows[2]["id"]} == {"p2", "p4"}
    assert rows[1]["alike"] > rows[-1]["alike"] >= 0
    assert _main(tab, "alike", "ghost") == {"kind": "gone", "what": "ghost"}


def test_what_a_run_changed_leads_only_to_what_is_there(tab: Tab) -> None:
    found = tab.ask("open", kind="changes", what="")["patch"]["main"]["difference"]
    assert [(each["theme"], each["why"]) for each in found["gone"]] == [
        ("", "Its passages are elsewhere.")
    ]
    assert [(each["theme"], each["n"]) for each in found["new"]] == [("c2", 1)]
    assert (found["moved"], found["unchanged"]) == ([], [])


def test_an_open_candidate_comes_with_its_evidence(tab: Tab) -> None:
    main = tab.open("c1")["patch"]["main"]
    assert [row["id"] for row in main["evidence"]["central"]] == ["p4", "p5", "p6"]
    assert main["evidence"]["counter"]["id"] == "p13"
    assert main["evidence"]["draft"] == "Typing gets in the way of visits."
    assert (main["group"]["title"], len(main["parts"])) == ("words of w", 2)
    assert main["steadiness"] == "steady"


def test_the_grain_is_a_decision_like_any_other(tab: Tab) -> None:
    head = tab.open("c1")["patch"]["head"]
    assert (head["grain"], head["grains"]) == (1, [2, 3, 6])
    done = tab.ask("grain", grain=2)
    assert done["ok"]
    assert done["patch"]["head"]["grain"] == 2
    assert tab.ask("undo")["patch"]["head"]["grain"] == 1
    assert "no level 9" in tab.ask("grain", grain=9)["error"]
    assert "“grain” is missing" in tab.ask("grain")["error"]


def test_questions_can_be_put_off(tab: Tab) -> None:
    first = tab.ask("next")["question"]
    assert first["kind"] in {"candidate", "batch", "passage"}
    assert first["words"].endswith(("?", ")"))
    second = tab.ask("next", skip=[first["key"]])["question"]
    assert second["key"] != first["key"]
    asked, skip = first, []
    while asked:
        skip.append(asked["key"])
        asked = tab.ask("next", skip=skip)["question"]
    assert len(skip) == len(set(skip))
    assert "list of texts" in tab.ask("next", skip="all")["error"]


def test_salience_is_that_of_the_theme_as_it_stands(tab: Tab) -> None:
    found = tab.ask("salience", theme=TYPING)["salience"]
    assert [name for name, _ in found["parts"]] == ["intense words", "length", "repetition"]
    assert found["months"] == [["2026-03", 4]]
    assert (found["leaders"]["people"], found["leaders"]["of"]) == (2, 9)
    tab.open(TYPING)
    held = [row["id"] for row in tab.ask("whole", theme=TYPING)["passages"]]
    assert tab.act("move", passages=held[:2], origin=TYPING, to="c1")["ok"]
    assert tab.ask("salience", theme=TYPING)["salience"]["months"] == [["2026-03", 2]]
    assert tab.ask("salience", theme="nowhere")["salience"] is None


def test_work_that_has_no_name_is_refused(tab: Tab) -> None:
    assert "names no work" in tab.ask("work", work="everything")["error"]
    assert tab.ask("forget")["job"]["state"] == "none"


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_work_is_told_to_every_tab_and_its_offers_come_without_asking(tmp_path: Path) -> None:
    where = tmp_path / "few.workbench"
    make_board(where, themes=0, each=0, aside=12).close()
    with open_project(where) as project:
        one, other = Tab(project), Tab(project)
        one.open("")
        other.open("")
        for _ in range(2):
            # Whoever did not look while it ran is told as well, also when it ends as before.
            try:
                assert one.ask("work", work="suggest")["job"]["state"] == "running"
                end = time.monotonic() + 60
                while look(project).state is State.RUNNING and time.monotonic() < end:
                    time.sleep(0.05)
            finally:
                cancel(project)
            for tab in (one, other):
                tab.page.refresh()
                assert tab.heard[-1]["push"]
                assert tab.heard[-1]["patch"]["job"]["state"] == "done"
                assert "no code yet" in tab.heard[-1]["patch"]["job"]["message"]
                told = len(tab.heard)
                tab.page.refresh()
                assert len(tab.heard) == told
        assert one.ask("forget")["job"]["state"] == "none"
        assert ledger(project).board.codes == {}

"""The page without a browser: what it answers, what it sends, and how fast."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.app.boards import make_board
from tests.app.evenings import TYPING, make_evening
from tests.app.reviews import make_review
from tests.services.pieces import add_run_levels
from workbench.app.pages.candidates import CandidatesPage
from workbench.app.seat import Seat
from workbench.domain.decisions import Rename
from workbench.services.decide import decide
from workbench.store.database import Project, open_project
from workbench.store.log import ledger


class Tab:
    """A page whose words to the screen are kept."""

    def __init__(self, project: Project, coder: str = "Ruth") -> None:
        self.heard: list[dict[str, Any]] = []
        self.page = CandidatesPage(Seat(project=project, coder=coder))
        self.page.screen.say = self.listen  # type: ignore[method-assign]
        self.seq = 0

    def listen(self, message: Mapping[str, Any]) -> None:
        self.heard.append(dict(message))

    def ask(self, ask: str, **details: Any) -> dict[str, Any]:
        self.page.hear({"ask": ask, "number": 7, **details})
        answer = self.heard[-1]
        self.seq = answer.get("patch", {}).get("seq", self.seq)
        return answer

    def open(self, theme: str, **details: Any) -> dict[str, Any]:
        return self.ask("open", **{"kind": "theme", "what": theme, **details})

    def act_then(self, verb: str, then: str, **act: Any) -> dict[str, Any]:
        return self.ask("act", act={"verb": verb, **act}, seen=self.seq, then=then)

    def act(self, verb: str, **act: Any) -> dict[str, Any]:
        return self.ask("act", act={"verb": verb, **act}, seen=self.seq)


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "evening.workbench"
    make_board(path).close()
    return path


@pytest.fixture
def tab(where: Path) -> Tab:
    return Tab(open_project(where))


def test_opening_a_theme_sends_the_whole_list_and_its_passages(tab: Tab) -> None:
    patch = tab.open("c0")["patch"]
    assert patch["list"]["order"] == ["c0", "c1", "c2"]
    assert patch["main"]["row"]["title"] == "Typing it twice"
    assert patch["main"]["passages"]["order"] == ["p0", "p1", "p2", "p3"]
    first = patch["main"]["passages"]["rows"][0]
    assert first["attributes"]["authority"] == "Calderwick"
    assert first["external"] == "H000"


def test_after_an_act_only_what_changed_travels(tab: Tab) -> None:
    tab.open("c0")
    patch = tab.act("rename", theme="c1", name="Signatures")["patch"]
    assert [row["title"] for row in patch["list"]["rows"]] == ["Signatures"]
    assert patch["main"]["passages"] == {"rows": [], "order": None}


def test_confirming_leads_to_the_code_and_undo_back_to_the_candidate(tab: Tab) -> None:
    tab.open("c0")
    done = tab.act("confirm", candidate="c0", name="Typing it twice", statement="It eats time.")
    code = done["theme"]
    assert done["words"] == "confirmed “Typing it twice” as a barrier"
    assert done["patch"]["main"]["row"]["id"] == code
    assert done["patch"]["main"]["code"]["statement"] == "It eats time."
    tab.open(code)
    assert tab.ask("undo")["patch"]["main"]["row"]["id"] == "c0"


def test_undo_brings_what_it_was_about_with_the_same_answer(tab: Tab) -> None:
    tab.open("c0", review=True)
    tab.act_then("park", "c1", theme="c0")
    assert tab.ask("undo", follow=True)["patch"]["main"]["row"]["id"] == "c0"
    assert tab.ask("redo", follow=True)["patch"]["main"]["row"]["status"] == "parked"
    tab.open("c2")
    # Whoever reads something else stays there.
    done = tab.ask("undo")
    assert (done["theme"], done["patch"]["main"]["row"]["id"]) == ("c0", "c2")


def test_a_barrier_without_a_sentence_is_refused_in_words(tab: Tab) -> None:
    tab.open("c0")
    answer = tab.act("confirm", candidate="c0", name="Typing it twice", statement="")
    assert not answer["ok"]
    assert "a barrier needs a sentence" in answer["error"]


def test_a_stale_decision_says_who_changed_what(where: Path) -> None:
    one, other = Tab(open_project(where)), Tab(open_project(where), coder="Amir")
    one.open("c0")
    other.open("c0")
    assert other.act("rename", theme="c0", name="Copying")["ok"]
    answer = one.act("rename", theme="c0", name="Retyping")
    assert (answer["ok"], answer["stale"]) == (False, True)
    assert answer["error"].startswith("Amir changed “Copying” in the meantime")


def test_two_tabs_moving_different_passages_lose_nothing(where: Path) -> None:
    one, other = Tab(open_project(where)), Tab(open_project(where))
    one.open("c0")
    other.open("c0")
    assert one.act("move", passages=["p0"], origin="c0", to="c1")["ok"]
    answer = other.act("move", passages=["p1"], origin="c0", to="c1")
    assert answer["ok"]
    assert answer["patch"]["main"]["passages"]["order"] == ["p2", "p3"]


def test_a_change_by_another_process_comes_as_a_patch_once(where: Path, tab: Tab) -> None:
    tab.open("c0")
    with open_project(where) as elsewhere:
        decide(elsewhere, Rename(theme="c2", name="From afar"), coder="Amir")
    tab.page.refresh()
    assert [row["title"] for row in tab.heard[-1]["patch"]["list"]["rows"]] == ["From afar"]
    said = len(tab.heard)
    tab.page.refresh()
    assert len(tab.heard) == said


@pytest.mark.parametrize(
    "message",
    [None, 3, [], {}, {"ask": "drop table"}, {"ask": "act"}, {"ask": "act", "act": {"verb": "propose"}},
     {"ask": "act", "act": {"verb": "rename", "theme": "c0", "name": 5}}, {"ask": "open", "kind": ["x"]},
     {"ask": "act", "act": {"verb": "park", "theme": "c0"}, "seen": "1"}],
)  # fmt: skip
def test_messages_that_make_no_sense_change_nothing(tab: Tab, message: object) -> None:
    tab.open("c0")
    tab.page.hear(message)
    assert tab.heard[-1]["ok"] is False
    assert tab.heard[-1]["error"].endswith(".")
    assert tab.ask("history")["lines"][0]["words"].startswith("proposed")


def test_an_unforeseen_failure_is_logged_and_told_without_its_trace(
    tab: Tab, caplog: pytest.LogCaptureFixture
) -> None:
    tab.page._project.engine = None  # type: ignore[assignment]
    answer = tab.ask("history")
    assert answer["error"].startswith("Something went wrong; nothing was changed")
    assert "Traceback" in caplog.text


def test_the_tray_holds_what_is_in_no_theme_and_passages_can_be_placed(tab: Tab) -> None:
    patch = tab.ask("open", kind="aside", what="")["patch"]
    assert patch["main"]["passages"]["order"] == ["p12", "p13"]
    after = tab.act("add", passages=["p12"], to="c0")["patch"]
    assert after["main"]["passages"]["order"] == ["p13"]
    assert after["head"]["nAside"] == 1


def test_search_finds_words_in_passages(tab: Tab) -> None:
    main = tab.ask("open", kind="find", what="signature")["patch"]["main"]
    assert main["total"] == len(main["passages"]["order"]) > 0


def test_a_source_comes_in_pieces_around_the_passage(tab: Tab) -> None:
    source = tab.ask("source", source="s0", passage="p0")["source"]
    assert [piece["here"] for piece in source["pieces"]] == [False, True]
    assert source["pieces"][0]["text"] == "Monday was long. "


def test_a_merge_is_previewed_before_it_is_done(tab: Tab) -> None:
    tab.act("add", passages=["p0"], to="c1")
    answer = tab.ask("preview", theme="c0", into="c1")
    assert (answer["moved"], answer["both"], answer["after"]) == (3, 1, 8)


def test_a_theme_that_is_gone_is_said_to_be(tab: Tab) -> None:
    assert tab.open("nowhere")["patch"]["main"] == {"kind": "gone", "what": "nowhere"}


@pytest.mark.slow
def test_acts_at_5000_passages_and_what_they_take(tmp_path: Path) -> None:
    tab = Tab(make_board(tmp_path / "large", themes=50, each=90, aside=500))
    tab.open("c0")
    times = []
    for index in range(15):
        began = time.perf_counter()
        moved = [f"p{index * 3 + k}" for k in range(3)]
        assert tab.act("move", passages=moved, origin="c0", to="c7")["ok"]
        times.append(time.perf_counter() - began)
    with open_project(tmp_path / "large") as project:
        assert len(ledger(project).board.passages_of("c7")) == 90 + 45
    # A figure to read, not a bound: other work on the machine only ever adds.
    print(f"a move at 5,000 passages: fastest {min(times) * 1000:.0f} ms of {len(times)}")


def test_undo_takes_back_what_its_button_says_and_nothing_that_came_meanwhile(where: Path) -> None:
    one, other = Tab(open_project(where)), Tab(open_project(where), coder="Amir")
    one.open("c0")
    other.open("c1")
    named = one.act("rename", theme="c0", name="Copying")["patch"]["head"]["undo"]
    assert named["words"] == "renamed a theme to “Copying”"
    assert other.act("rename", theme="c1", name="Signatures")["ok"]
    done = one.ask("undo", decision=named["id"])
    assert done["words"] == "undid: renamed a theme to “Copying”"
    titles = {
        row["id"]: row["title"] for row in other.open("c1", afresh=True)["patch"]["list"]["rows"]
    }
    assert (titles["c0"], titles["c1"]) == ("Typing it twice", "Signatures")


def test_a_review_goes_on_to_the_next_with_the_same_answer(tmp_path: Path) -> None:
    tab = Tab(make_review(tmp_path / "review"))
    first = tab.open("", kind="nothing", review=True)["patch"]["review"]
    assert (len(first["order"]), first["words"]) == (24, "24 left")
    one, other = first["order"][:2]
    tab.open(one, review=True)
    done = tab.act_then("park", then=other, theme=one)
    assert done["patch"]["main"]["row"]["id"] == other
    assert done["patch"]["review"]["order"] == first["order"][1:]
    assert done["words"] == "parked “Theme 00”" or one != "c0"
    assert tab.ask("undo")["theme"] == one


def test_a_review_stays_where_it_is_when_an_act_is_refused(tmp_path: Path) -> None:
    tab = Tab(make_review(tmp_path / "review"))
    tab.open("c0", review=True)
    refused = tab.act_then("confirm", then="c1", candidate="c0", name="Typing", statement="")
    assert not refused["ok"]
    done = tab.act("rename", theme="c0", name="Copying")
    assert done["patch"]["main"]["row"]["id"] == "c0"


def test_only_a_review_is_told_what_is_left(tab: Tab) -> None:
    assert tab.open("c0")["patch"]["review"] is None


def test_the_pace_is_that_of_whoever_reviews(tmp_path: Path) -> None:
    tab = Tab(make_review(tmp_path / "review"))
    tab.open("c0", review=True)
    for theme in ("c0", "c1", "c2", "c3"):
        tab.act("park", theme=theme)
    at_once = "20 left, less than a minute at your pace"
    assert tab.open("c4", review=True)["patch"]["review"]["words"] == at_once
    assert tab.open("c4", review=True, coder="Amir")["patch"]["review"]["words"] == "20 left"


def test_a_reason_goes_into_the_log_with_an_act_and_with_an_undo(tab: Tab) -> None:
    tab.ask("act", act={"verb": "park", "theme": "c0"}, seen=9, reason="not ours")
    tab.ask("undo", reason="it is ours")
    assert [line["reason"] for line in tab.ask("steps")["lines"]] == ["it is ours", "not ours", ""]


def test_the_history_is_searched_and_gone_back_in(tab: Tab) -> None:
    tab.open("c0")
    for theme in ("c0", "c1", "c2"):
        tab.act("rename", theme=theme, name=f"New {theme}")
    [found] = tab.ask("steps", words="new c1")["lines"]
    assert (found["back"], found["theme"]) == (2, ["c1", "New c1"])
    assert tab.ask("steps", most=2)["more"]
    done = tab.ask("back", decision=found["id"])
    assert (done["ok"], done["steps"]) == (True, 2)
    titles = [row["title"] for row in tab.open("c0", afresh=True)["patch"]["list"]["rows"]]
    assert sorted(titles) == ["New c0", "Waiting for a signature", "Who may decide"]
    assert not tab.ask("back", decision=found["id"])["ok"]


def test_a_cut_comes_with_its_passages_and_a_split_does_it(tmp_path: Path) -> None:
    tab = Tab(make_review(tmp_path / "review"))
    tab.open("c0")
    cut = tab.ask("cut", theme="c0", parts=2)["cut"]
    whole = tab.ask("whole", theme="c0")["passages"]
    assert {row["id"] for row in whole} == {
        each for part in cut["parts"] for each in part["passages"]
    }
    off = cut["parts"][1]
    parts = [{"name": off["name"], "passages": off["passages"]}]
    assert tab.act("split", theme="c0", parts=parts)["ok"]
    assert tab.open("c0")["patch"]["main"]["total"] == len(cut["parts"][0]["passages"])
    assert not tab.ask("cut", theme="c0", parts=7)["ok"]


def test_a_move_is_previewed_on_both_sides(tab: Tab) -> None:
    told = tab.ask("preview", passages=["p0", "p1"], origin="c0", to="c1")
    assert [(side["before"], side["after"]) for side in (*told["origin"], told["into"])] == [
        (4, 2),
        (4, 6),
    ]


def test_what_is_offered_is_not_counted_as_set_aside(tmp_path: Path) -> None:
    tab = Tab(make_evening(tmp_path / "evening"))
    patch = tab.ask("open", kind="aside")["patch"]
    assert patch["main"]["passages"]["order"] == ["p14", "p15", "p16", "p17"]
    assert (patch["head"]["nAside"], patch["main"]["total"]) == (4, 4)
    tab.act("accept", to=TYPING, passages=["p12"], struck=["p13"])
    # What was struck out is nowhere now, and nobody offers it any more.
    head = tab.ask("open", kind="aside")["patch"]["head"]
    assert head["nAside"] == 5


def test_the_tray_can_begin_with_what_is_farthest(tmp_path: Path) -> None:
    tab = Tab(make_evening(tmp_path / "evening"))
    near = tab.ask("open", kind="aside")["patch"]["main"]["passages"]["order"]
    far = tab.ask("open", kind="aside", what="quiet")["patch"]["main"]["passages"]["order"]
    assert sorted(near) == sorted(far)
    about = tab.ask("about", passages=far)["about"]
    assert set(about["near"]) == set(far)


def test_a_theme_of_another_look_is_told_from_one_that_is_gone(tmp_path: Path) -> None:
    project = make_board(tmp_path / "levels")
    add_run_levels(project)
    tab = Tab(project)
    main = tab.open("w")["patch"]["main"]
    assert (main["kind"], main["level"], main["title"], main["n"]) == ("gone", 0, "words of w", 8)
    assert tab.ask("grain", grain=0)["patch"]["main"]["row"]["id"] == "w"

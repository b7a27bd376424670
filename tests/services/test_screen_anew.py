"""Texts of an earlier version looked through again: new finds come in, and no decision is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from tests.services.attributed import column, copy_attributed, make_attributed
from tests.services.earlier import EARLIER, earlier_named, screen_as_earlier
from tests.services.named import make_named, marks_of, masks_of, seen_whole
from tests.services.pieces import bring_in, write_table
from workbench.domain.anew import AnewCounts
from workbench.domain.identifiers import Verdict
from workbench.domain.sources import SourceId
from workbench.domain.viewers import LOCAL, Role
from workbench.errors import NothingToUndo
from workbench.privacy.gate import FINDER
from workbench.privacy.vault import read_names
from workbench.services.check_project import check_project
from workbench.services.erase_case import erase_case
from workbench.services.name_lists import add_name, destroy_key, list_names
from workbench.services.review_identifiers import clear, judge, redo_name, undo_name
from workbench.services.screen_anew import Earlier, plan_anew, screen_anew, view_earlier
from workbench.services.view.identifiers import in_words, view_identifiers, view_log
from workbench.store.database import Project, open_project
from workbench.store.identifiers import cleared, labels_in_use
from workbench.store.material import given
from workbench.store.screening import screened_earlier

MISSED = ("Karolina", "Zuzanna", "Hope")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_named(tmp_path_factory.mktemp("named") / "made")


@pytest.fixture
def project(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    with open_project(earlier_named(made, tmp_path, monkeypatch, missed=MISSED)) as opened:
        yield opened
        assert check_project(opened).faults == ()


def versions(project: Project, finder: str = FINDER) -> set[str]:
    """Return the versions other than one that screened something last."""
    with project.reading() as connection:
        return set(screened_earlier(connection, finder).values())


def one(project: Project, quote: str) -> str:
    return next(each.mark.id for each in view_identifiers(project) if each.quote == quote)


def numbered(project: Project) -> dict[str, SourceId]:
    return {each.external_id: each.id for each in given(project).sources.values()}


def cleared_now(project: Project) -> set[str]:
    with project.reading() as connection:
        now = cleared(connection)
    return {number for number, name in numbered(project).items() if name in now}


def test_a_present_project_has_nothing_to_look_through(made: Path, tmp_path: Path) -> None:
    with open_project(made) as present:
        assert view_earlier(present) == Earlier()
        done = screen_anew(present, coder="Ruth")
        assert done.decision is None
        assert "nothing to look through" in done.message
        assert view_log(present) == ()


def test_what_is_found_now_comes_in_masked_or_open(project: Project) -> None:
    before = " ".join(seen_whole(project))
    assert "Karolina was out" in before
    assert "with Zuzanna" in before
    assert view_earlier(project) == Earlier(texts=6)
    done = screen_anew(project, coder="Ruth")
    assert done.counts == AnewCounts(to_mask=2, to_review=2, uncleared=0)
    assert done.message == "Looked through 6 texts again: 2 new places masked, 2 to decide."
    after = " ".join(seen_whole(project))
    assert not [name for name in MISSED if name in after]
    assert view_earlier(project) == Earlier()
    assert versions(project) == set()
    [line] = view_log(project)
    assert (line.coder, in_words(line)) == (
        "Ruth", "looked through texts again: 2 new places masked, 2 to decide",
    )  # fmt: skip


def test_one_person_keeps_the_stand_in_they_have(project: Project) -> None:
    had = {each.mark.label for each in view_identifiers(project) if "Karolina" in each.quote}
    screen_anew(project, coder="Ruth")
    now = {each.mark.label for each in view_identifiers(project) if "Karolina" in each.quote}
    assert (len(had), now) == (1, had)


def test_a_rehearsal_tells_the_same_and_stores_nothing(project: Project) -> None:
    clear(project, [numbered(project)["f"]], coder="Ruth")
    names, marks = read_names(project.fact("id")), marks_of(project)
    told = plan_anew(project)
    assert told.message.startswith("Nothing was stored; it would look through 6 texts again")
    assert (read_names(project.fact("id")), marks_of(project)) == (names, marks)
    assert versions(project) == {EARLIER}
    done = screen_anew(project, coder="Ruth")
    assert (told.looked, told.counts) == (done.looked, done.counts)
    assert told.counts.uncleared == 1


def test_decisions_stay_as_they_are(project: Project) -> None:
    judge(project, [one(project, "Tahmina")], Verdict.KEEP, coder="Ruth")
    judge(project, [one(project, "Amira")], Verdict.MASK, coder="Ruth")
    decided = [each for each in marks_of(project) if each.is_judged]
    screen_anew(project, coder="Ann")
    assert [each for each in marks_of(project) if each.is_judged] == decided
    assert "Tahmina showed me" in seen_whole(project)[0]


def test_a_cleared_text_with_something_open_waits_for_a_person_again(project: Project) -> None:
    clear(project, coder="Ruth")
    assert cleared_now(project) == set("abcdef")
    done = screen_anew(project, coder="Ann")
    # Where only sure names came in, and where nothing did, it stays cleared.
    assert cleared_now(project) == set("abce")
    assert done.counts.uncleared == 2
    assert done.message.endswith("; 2 texts are no longer cleared.")
    hope = [each.mark.id for each in view_identifiers(project) if each.quote == "Hope"]
    judge(project, hope, Verdict.KEEP, coder="Ann")
    assert cleared_now(project) == set("abce")
    clear(project, coder="Ann")
    assert cleared_now(project) == set("abcdef")


def test_it_is_undone_and_done_again_whole(project: Project) -> None:
    clear(project, coder="Ruth")
    before = (masks_of(project).marks, cleared_now(project), seen_whole(project))
    screen_anew(project, coder="Ann")
    after = (masks_of(project).marks, cleared_now(project), seen_whole(project))
    undo_name(project, coder="Ann")
    assert (masks_of(project).marks, cleared_now(project), seen_whole(project)) == before
    assert view_earlier(project) == Earlier(texts=6)
    redo_name(project, coder="Ann")
    assert (masks_of(project).marks, cleared_now(project), seen_whole(project)) == after
    assert view_earlier(project) == Earlier()


def test_a_second_time_finds_nothing_also_after_an_undo(project: Project) -> None:
    screen_anew(project, coder="Ruth")
    marks = marks_of(project)
    assert screen_anew(project, coder="Ruth").decision is None
    undo_name(project, coder="Ruth")
    again = screen_anew(project, coder="Ruth")
    assert again.counts == AnewCounts(to_mask=2, to_review=2, uncleared=0)
    assert marks_of(project) == marks


def test_nothing_new_is_told_and_leaves_nothing_to_undo(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_project(earlier_named(made, tmp_path, monkeypatch)) as project:
        done = screen_anew(project, coder="Ruth")
        assert done.message == "Looked through 6 texts again: nothing new."
        assert [in_words(each) for each in view_log(project)] == [
            "looked through texts again: nothing new"
        ]
        assert view_earlier(project) == Earlier()
        with pytest.raises(NothingToUndo):
            undo_name(project, coder="Ruth")


def test_what_was_doubted_and_is_sure_now_is_asked_no_more(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = earlier_named(made, tmp_path, monkeypatch, doubted=["Zuzanna"])
    with open_project(where) as project:
        label = next(e.mark.label for e in view_identifiers(project) if e.quote == "Zuzanna")
        done = screen_anew(project, coder="Ruth")
        assert done.counts == AnewCounts(to_mask=0, to_review=0, uncleared=0, refined=1)
        assert done.message.endswith("again: nothing new; 1 masked place known better.")
        now = next(e.mark for e in view_identifiers(project) if e.quote == "Zuzanna")
        assert (now.is_open, now.label) == (False, label)
        undo_name(project, coder="Ruth")
        assert next(e.mark for e in view_identifiers(project) if e.quote == "Zuzanna").is_open


@pytest.mark.parametrize("seed", range(4))
def test_whatever_was_decided_stays_and_all_goes_back(project: Project, seed: int) -> None:
    dice = Random(seed)
    first = masks_of(project)
    for each in dice.sample(marks_of(project), 4):
        judge(project, [each.id], dice.choice([Verdict.MASK, Verdict.KEEP]), coder="Ruth")
    clear(project, dice.sample(sorted(numbered(project).values()), 3), coder="Ruth")
    judged = {each for each in marks_of(project) if each.is_judged}
    hidden = {each.id for each in marks_of(project) if each.is_masked}
    screen_anew(project, coder="Ann")
    after = marks_of(project)
    assert judged <= set(after)
    assert hidden <= {each.id for each in after if each.is_masked}
    assert cleared_now(project) >= {
        number
        for number, name in numbered(project).items()
        if masks_of(project).cleared[name][1]
        and not any(e.is_open for e in after if e.source == name)
    }
    for _ in range(len(view_log(project))):
        undo_name(project, coder="Ruth")
    now = masks_of(project)
    assert (now.marks, now.cleared) == (first.marks, first.cleared)
    assert view_earlier(project) == Earlier(texts=6)


def _stop_at(number: int) -> Callable[[str, float], None]:
    told: list[float] = []

    def tell(_stage: str, fraction: float) -> None:
        told.append(fraction)
        if len(told) == number:
            raise InterruptedError

    return tell


@pytest.mark.parametrize("number", [1, 4, 6])
def test_whoever_lets_go_has_changed_nothing(project: Project, number: int) -> None:
    marks, names = marks_of(project), read_names(project.fact("id"))
    with pytest.raises(InterruptedError):
        screen_anew(project, coder="Ruth", progress=_stop_at(number))
    assert (marks_of(project), read_names(project.fact("id"))) == (marks, names)
    assert view_log(project) == ()
    assert view_earlier(project) == Earlier(texts=6)


def test_what_is_decided_meanwhile_counts(project: Project) -> None:
    """While names are looked for others go on: a decision, the lists, a text that goes, one that comes."""
    added: list[str] = []

    def meanwhile(_stage: str, fraction: float) -> None:
        if fraction > 0.5 and not added:
            added.append("once")
            judge(project, [one(project, "Tahmina")], Verdict.KEEP, coder="Ann")
            add_name(project, "Hope", kind="allowed", coder="Ann")

    done = screen_anew(project, coder="Ruth", progress=meanwhile)
    assert done.counts == AnewCounts(to_mask=2, to_review=0, uncleared=0)
    seen = " ".join(seen_whole(project))
    assert "Tahmina showed me" in seen
    assert "Hope is a big word" in seen
    assert [each.words for each in list_names(project)] == ["Hope"]


def test_a_text_that_is_erased_meanwhile_is_gone(project: Project) -> None:
    def meanwhile(_stage: str, fraction: float) -> None:
        if fraction > 0.5 and len(given(project).sources) == 6:
            erase_case(project, sources=["d"], coder="Ann")

    done = screen_anew(project, coder="Ruth", progress=meanwhile)
    assert done.looked == Earlier(texts=5)
    assert done.counts.to_review == 1
    undo_name(project, coder="Ruth")


def test_two_at_once_do_it_once(project: Project) -> None:
    ready = threading.Barrier(2)
    done = []

    def run(coder: str) -> None:
        with open_project(project.where) as mine:
            ready.wait()
            done.append(screen_anew(mine, coder=coder))

    threads = [threading.Thread(target=run, args=(coder,)) for coder in ("Ruth", "Ann")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(each.decision is None for each in done) == [False, True]
    assert len(view_log(project)) == 1


def test_what_came_in_since_is_left_alone(project: Project, tmp_path: Path) -> None:
    later = write_table(tmp_path / "later.csv", [("z", "Rang Amira Khan about it.")], "id", "text")
    bring_in(project, later)
    assert view_earlier(project) == Earlier(texts=6)
    before = masks_of(project).marks[numbered(project)["z"]]
    done = screen_anew(project, coder="Ruth")
    assert done.looked == Earlier(texts=6)
    assert masks_of(project).marks[numbered(project)["z"]] is before


def test_a_destroyed_key_is_not_made_again_from_old_finds(project: Project) -> None:
    with project.reading() as connection:
        labels = labels_in_use(connection)
    destroy_key(project, coder="Ruth")
    screen_anew(project, coder="Ruth")
    kept = {name for _, name in read_names(project.fact("id")).book.labels}
    assert {"karolina", "zuzanna"} <= kept
    assert not [name for name in kept if "begum" in name or "amira" in name]
    with project.reading() as connection:
        assert labels < labels_in_use(connection)


def test_an_erased_text_leaves_the_log(project: Project) -> None:
    screen_anew(project, coder="Ruth")
    gone = numbered(project)["d"]
    erase_case(project, sources=["d"], coder="Ruth")
    [line] = [each for each in view_log(project) if each.verb == "rescreen"]
    assert gone not in {name for each in line.rescreened for name in each.of}
    assert gone not in {each.mark.source for each in line.changes}
    undo_name(project, coder="Ruth")
    assert view_earlier(project) == Earlier(texts=5)


def test_values_of_columns_are_looked_through_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = copy_attributed(make_attributed(tmp_path / "made"), tmp_path, monkeypatch)
    with open_project(where) as project:
        now = column(project, "Social worker"), column(project, "Team")
        screen_as_earlier(project, missed=["Tom Whitaker", "Sarah"])
        assert "Tom Whitaker" in column(project, "Social worker")
        judge(project, [e.mark.id for e in view_identifiers(project, only_open=True)],
              Verdict.MASK, coder="Ruth")  # fmt: skip
        clear(project, coder="Ruth")
        assert cleared_now(project) == set("abcd")
        earlier = view_earlier(project)
        assert earlier.texts == 4
        assert earlier.values > 0
        done = screen_anew(project, coder="Ruth")
        assert (column(project, "Social worker"), column(project, "Team")) == now
        assert cleared_now(project) == set("bcd")
        assert done.counts.uncleared == 1
        assert versions(project) == set()
        undo_name(project, coder="Ruth")
        assert "Tom Whitaker" in column(project, "Social worker")
        assert versions(project) == {EARLIER}
        assert check_project(project).faults == ()


def test_the_words_are_as_the_viewer_may_see_them_and_no_offset_moves(project: Project) -> None:
    as_given = project.seen_by(LOCAL.acting_as(Role.RESEARCHER))
    before = seen_whole(as_given)
    screen_anew(project, coder="Ruth")
    assert seen_whole(as_given) == before

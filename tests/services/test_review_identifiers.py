"""Names reviewed: masked until somebody decides, undone at any depth, and no offset moves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.services.named import (
    REAL,
    copy_named,
    first_open,
    make_named,
    marks_of,
    masks_of,
    seen_whole,
)
from workbench.domain.identifiers import Origin, Verdict
from workbench.domain.sources import SourceId, Span
from workbench.domain.viewers import LOCAL, Role, Viewer
from workbench.errors import (
    DecisionError,
    NotAllowed,
    NothingToDo,
    NothingToUndo,
    PrivacyError,
    SpanOutsideSource,
    StaleDecision,
    StillOpen,
    UnknownIdentifier,
)
from workbench.privacy.identifiers import Kind
from workbench.privacy.identifiers import Role as InStory
from workbench.services.check_project import check_project
from workbench.services.code_passages import code_span
from workbench.services.export_project import export_bytes
from workbench.services.name_lists import add_name
from workbench.services.review_identifiers import (
    Scope,
    clear,
    judge,
    mark,
    redo_name,
    undo_name,
)
from workbench.services.view.coding import view_coding
from workbench.services.view.identifiers import (
    view_identifiers,
    view_masked_source,
    view_review,
    view_states,
)
from workbench.store.database import Project, open_project
from workbench.store.identifiers import cleared
from workbench.store.material import given, material
from workbench.store.search import search_passages

AS_GIVEN = LOCAL.acting_as(Role.RESEARCHER)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_named(tmp_path_factory.mktemp("named") / "made")


@pytest.fixture
def named(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    with open_project(copy_named(made, tmp_path, monkeypatch)) as project:
        yield project
        assert check_project(project).faults == ()


def source(project: Project, external: str) -> SourceId:
    return next(e.id for e in given(project).sources.values() if e.external_id == external)


def text(project: Project, external: str) -> str:
    return material(project).sources[source(project, external)].text


def one(project: Project, quote: str) -> str:
    return next(each.mark.id for each in view_identifiers(project) if each.quote == quote)


def test_an_import_masks_and_what_was_given_is_still_there(named: Project) -> None:
    seen = " ".join(seen_whole(named))
    assert not [name for name in REAL if name in seen]
    as_given = " ".join(seen_whole(named.seen_by(AS_GIVEN)))
    assert [name for name in REAL if name in as_given] == list(REAL)
    for texts in (material(named), material(named.seen_by(AS_GIVEN))):
        for each in texts.passages.values():
            whole = texts.sources[each.source_id].text
            assert whole[each.span.start : each.span.end] == each.quote


def test_one_person_has_one_stand_in_throughout(named: Project) -> None:
    labels = {each.mark.label for each in view_identifiers(named) if "Karolina" in each.quote}
    assert len(labels) == 1
    assert text(named, "c").count(labels.pop()) == 2


def test_a_name_is_found_by_nobody_who_may_not_see_it(named: Project) -> None:
    assert search_passages(named, "Tahmina") == ()
    assert search_passages(named, "tahm") == ()
    assert len(search_passages(named.seen_by(AS_GIVEN), "Tahmina")) == 1
    assert search_passages(named, "drawing")
    judge(named, [one(named, "Tahmina")], Verdict.KEEP, coder="Ruth")
    assert len(search_passages(named, "Tahmina")) == 1


def test_the_worst_is_asked_first_with_its_sentence_and_why(named: Project) -> None:
    view = view_review(named)
    asked = view.asked[0]
    assert (asked.quote, asked.times, asked.texts) == ("Hope", 2, 2)
    assert asked.mark.why
    assert not [name for name in REAL if name in asked.before + asked.after]
    assert view.n_open == len(view.asked) == sum(each.n_open for each in view_states(named))


def test_keeping_everywhere_shows_it_everywhere_and_undo_hides_it_again(named: Project) -> None:
    before = seen_whole(named)
    judge(named, [first_open(named)], Verdict.KEEP, scope=Scope.EVERYWHERE, coder="Ruth")
    assert "Hope" in text(named, "d")
    assert "Hope" in text(named, "f")
    undo_name(named, coder="Ruth")
    assert seen_whole(named) == before
    redo_name(named, coder="Ruth")
    assert "Hope" in text(named, "f")


def test_what_is_not_there_or_already_so_is_told(named: Project) -> None:
    with pytest.raises(UnknownIdentifier):
        judge(named, ["nobody"], Verdict.MASK, coder="Ruth")
    mine = one(named, "Tahmina")
    judge(named, [mine], Verdict.KEEP, coder="Ruth")
    with pytest.raises(NothingToDo):
        judge(named, [mine], Verdict.KEEP, coder="Ruth")
    undo_name(named, coder="Ruth")
    with pytest.raises(NothingToUndo):
        undo_name(named, coder="Ruth")


def test_two_people_at_once_are_told(named: Project) -> None:
    mine, seen = one(named, "Tahmina"), view_review(named).seq
    with open_project(named.where) as other:
        judge(other, [mine], Verdict.KEEP, coder="Ann")
    with pytest.raises(StaleDecision, match="Ann"):
        judge(named, [mine], Verdict.MASK, coder="Ruth", seen=seen)
    assert "Tahmina" in text(named, "a")


def test_an_older_decision_is_undone_unless_a_later_one_changed_the_same(named: Project) -> None:
    mine, other = one(named, "Tahmina"), one(named, "Zuzanna")
    first = judge(named, [mine], Verdict.KEEP, coder="Ruth")
    judge(named, [other], Verdict.KEEP, coder="Ruth")
    undo_name(named, first.id, coder="Ruth")
    assert "Tahmina" not in text(named, "a")
    assert "Zuzanna" in text(named, "b")
    again = judge(named, [mine], Verdict.KEEP, coder="Ruth")
    judge(named, [mine], Verdict.MASK, coder="Ann")
    with pytest.raises(StaleDecision, match="Ann"):
        undo_name(named, again.id, coder="Ruth")


def test_a_stretch_that_was_missed_is_masked_by_hand(named: Project) -> None:
    place, before = source(named, "e"), text(named, "e")
    at = before.index("three systems")
    mark(named, place, Span(at, at + 13), kind=Kind.PLACE, coder="Ruth")
    assert text(named, "e") == before.replace("three systems", "[place A]")
    undo_name(named, coder="Ruth")
    assert text(named, "e") == before
    with pytest.raises(SpanOutsideSource):
        mark(named, place, Span(0, 9_999), coder="Ruth")


def test_a_stretch_that_touches_masks_takes_them_in(named: Project) -> None:
    place, before = source(named, "a"), text(named, "a")
    at = before.index(" showed")
    mark(named, place, Span(at - 2, at + 7), role=InStory.CHILD, coder="Ruth")
    quotes = {e.quote for e in view_identifiers(named) if e.mark.found is Origin.HAND}
    assert quotes == {"Tahmina showed"}
    assert "Tahmina" not in text(named, "a")


def test_codings_keep_their_offsets_whatever_is_decided(named: Project) -> None:
    place, seen = source(named, "a"), text(named, "a")
    at = seen.index("] showed") + 2
    done = code_span(named, place, Span(at, at + 17), "Drawing", coder="Ruth")
    assert done.passage.quote == "showed me her dra"
    canonical = given(named).passages[done.passage.id]
    assert given(named).sources[place].text[canonical.span.start :].startswith("showed me her dra")
    for verdict in (Verdict.KEEP, Verdict.MASK, Verdict.KEEP):
        judge(named, [one(named, "Tahmina")], verdict, coder="Ruth")
        assert given(named).passages[done.passage.id] == canonical
        [coded] = view_coding(named, place).codings
        assert text(named, "a")[coded.span.start : coded.span.end] == "showed me her dra"


def test_half_a_stand_in_is_coded_as_the_whole_name(named: Project) -> None:
    place, seen = source(named, "a"), text(named, "a")
    at = seen.index("] showed")
    done = code_span(named, place, Span(at, at + 8), "Drawing", coder="Ruth")
    assert given(named).passages[done.passage.id].quote == "Tahmina showed"
    assert "Tahmina" not in done.passage.quote


def test_a_text_is_cleared_when_nothing_is_open(named: Project) -> None:
    with pytest.raises(StillOpen):
        clear(named, [source(named, "d")], coder="Ruth")
    clear(named, [source(named, "a")], coder="Ruth")
    with named.reading() as connection:
        assert cleared(connection) == {source(named, "a")}
    everything = clear(named, coder="Ruth")
    assert source(named, "d") not in {each.source for each in everything.clearings}
    with pytest.raises(NothingToDo):
        clear(named, coder="Ruth")
    undo_name(named, coder="Ruth")
    undo_name(named, coder="Ruth")
    with named.reading() as connection:
        assert cleared(connection) == frozenset()


def test_what_is_opened_again_is_not_clear(named: Project) -> None:
    mine = first_open(named)
    place = next(each.source for each in marks_of(named) if each.id == mine)
    judge(named, [mine], Verdict.KEEP, scope=Scope.EVERYWHERE, coder="Ruth")
    for asked in view_identifiers(named, only_open=True):
        judge(named, [asked.mark.id], Verdict.MASK, coder="Ruth")
    clear(named, [place], coder="Ruth")
    judge(named, [mine], Verdict.OPEN, coder="Ruth")
    with named.reading() as connection:
        assert place not in cleared(connection)


def test_nobody_below_the_right_reviews(named: Project) -> None:
    leader = named.seen_by(Viewer(roles=frozenset({Role.LEADER})))
    for act in (view_review, view_identifiers, view_states):
        with pytest.raises(NotAllowed):
            act(leader)
    with pytest.raises(NotAllowed):
        judge(leader, ["x"], Verdict.MASK, coder="L")


def test_exports_hold_no_name(named: Project) -> None:
    code_span(named, source(named, "a"), Span(0, 40), "Drawing", coder="Ruth")
    data = export_bytes(named, "codings-csv").decode()
    assert "Drawing" in data
    assert not [name for name in REAL if name in data]


def test_a_whole_text_is_shown_piece_by_piece(named: Project) -> None:
    state, pieces = view_masked_source(named, source(named, "c"))
    assert "".join(each.words for each in pieces) == text(named, "c")
    assert state.n_masked == sum(each.mark is not None for each in pieces)
    with pytest.raises(UnknownIdentifier):
        view_masked_source(named, "none")


def any_act(project: Project, dice: Random) -> None:
    """Do something about names, whatever it is."""
    marks = marks_of(project)
    match dice.randrange(5):
        case 0 | 1:
            chosen, verdict = dice.choice(marks), dice.choice(list(Verdict))
            judge(project, [chosen.id], verdict, scope=dice.choice(list(Scope)), coder="Ruth")
        case 2:
            whole = dice.choice(list(material(project).sources.values()))
            start = dice.randrange(len(whole.text) - 1)
            end = dice.randrange(start + 1, min(len(whole.text), start + 30) + 1)
            mark(project, whole.id, Span(start, end), coder="Ruth")
        case 3:
            clear(project, coder="Ruth")
        case _:
            words = dice.choice(["voucher", "Nobody", "big word", "dad", "Karolina Nowak"])
            kind = dice.choice(["person", "allowed", "place"])
            add_name(project, words, kind=kind, coder="Ruth")


@pytest.mark.parametrize("seed", range(6))
def test_n_decisions_and_n_undos_give_the_identical_view(named: Project, seed: int) -> None:
    dice, done = Random(seed), 0
    before, marks, canonical = seen_whole(named), masks_of(named).marks, given(named).passages
    cleared_before = dict(masks_of(named).cleared)
    for _ in range(12):
        try:
            any_act(named, dice)
            done += 1
        except (DecisionError, PrivacyError, SpanOutsideSource):
            continue
        texts = material(named)
        for each in texts.passages.values():
            whole = texts.sources[each.source_id].text
            assert whole[each.span.start : each.span.end] == each.quote
    after = seen_whole(named)
    for _ in range(done):
        undo_name(named, coder="Ruth")
    assert seen_whole(named) == before
    assert {k: set(v) for k, v in masks_of(named).marks.items()} == {
        k: set(v) for k, v in marks.items()
    }
    assert masks_of(named).cleared == cleared_before
    assert given(named).passages == canonical
    for _ in range(done):
        redo_name(named, coder="Ruth")
    assert seen_whole(named) == after
    with open_project(named.where) as other:
        assert seen_whole(other) == after

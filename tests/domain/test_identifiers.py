"""What people decide about marks: nothing that is masked is shown by accident, and all goes back."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.identifiers import (
    Change,
    Clearing,
    Mark,
    NameDecision,
    Origin,
    Part,
    Verdict,
    by_hand,
    judged,
    merged,
    overlapping,
    quote_of,
    standing,
)
from workbench.domain.masking import as_read, mask
from workbench.domain.sources import Source, SourceId, Span

LENGTH = 40


def a_mark(start: int, end: int, **more: object) -> Mark:
    return replace(
        Mark(source=SourceId("s"), start=start, end=end, kind="person", label="[person A]"),
        **more,  # type: ignore[arg-type]
    )


def _apart(edges: list[int], verdicts: list[tuple[Origin, Verdict]]) -> tuple[Mark, ...]:
    places = sorted(set(edges))
    pairs = list(zip(places[::2], places[1::2], strict=False))
    return tuple(
        a_mark(start, end, found=found, verdict=verdict)
        for (start, end), (found, verdict) in zip(pairs, verdicts, strict=False)
    )


MARKS = st.builds(
    _apart,
    st.lists(st.integers(0, LENGTH), max_size=12),
    st.lists(st.tuples(st.sampled_from(Origin), st.sampled_from(Verdict)), min_size=6, max_size=6),
)


def done(marks: tuple[Mark, ...], changes: tuple[Change, ...]) -> dict[str, Mark]:
    """Return the marks after changes, as the database does them."""
    now: dict[str, Mark] = {each.id: each for each in marks}
    for each in changes:
        if each.before:
            assert now.pop(each.before.id) == each.before
    for each in changes:
        if each.after:
            assert each.after.id not in now
            now[each.after.id] = each.after
    return now


def hidden(marks: object) -> set[int]:
    return {at for m in marks if m.is_masked for at in range(m.start, m.end)}  # type: ignore[attr-defined]


@given(MARKS, MARKS)
def test_screening_again_shows_no_letter_that_is_found_or_judged(
    before: tuple[Mark, ...], found: tuple[Mark, ...]
) -> None:
    fresh = tuple(replace(m, found=Origin.MASK, verdict=Verdict.OPEN) for m in found)
    after = done(before, merged(before, fresh))
    assert list(overlapping(after.values())) == []
    kept = {at for m in before if m.verdict is Verdict.KEEP for at in range(m.start, m.end)}
    assert hidden(fresh) - kept <= hidden(after.values())
    assert {m.id for m in before if m.is_judged} <= after.keys()
    listed = frozenset(m.id for m in fresh)
    assert hidden(fresh) <= hidden(done(before, merged(before, fresh, listed=listed)).values())


@given(MARKS, st.integers(0, LENGTH - 1), st.data())
def test_a_stretch_by_hand_hides_it_and_all_that_it_touches(
    before: tuple[Mark, ...], start: int, data: st.DataObject
) -> None:
    end = data.draw(st.integers(start + 1, LENGTH))
    fresh = a_mark(start, end, found=Origin.HAND, verdict=Verdict.MASK)
    after = done(before, by_hand(before, fresh))
    assert list(overlapping(after.values())) == []
    assert hidden(after.values()) >= hidden(before) | set(range(start, end))


@given(MARKS, st.sampled_from(Verdict))
def test_every_change_has_its_way_back(before: tuple[Mark, ...], verdict: Verdict) -> None:
    changes = judged(before, verdict)
    after = tuple(done(before, changes).values())
    assert all(each.verdict is verdict for each in after)
    back = done(after, tuple(each.turned() for each in changes))
    assert back == {each.id: each for each in before}


@given(MARKS, st.data())
def test_a_masked_view_keeps_law_1(before: tuple[Mark, ...], data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=LENGTH, max_size=LENGTH))
    shown = mask(text, [m for m in before if m.is_masked], lambda each: each.label)
    start = data.draw(st.integers(0, LENGTH - 1))
    span = Span(start, data.draw(st.integers(start + 1, LENGTH)))
    there = shown.shown(span)
    back = shown.canonical(there)
    assert back.start <= span.start < span.end <= back.end
    assert shown.shown(back) == there
    for one, other in pairwise(shown.cuts):
        assert one.shown_end <= other.shown_start


def decision(name: str, verb: str = "mask", undoes: str = "") -> NameDecision:
    changes = judged([a_mark(0, 5)], Verdict.MASK)
    return NameDecision(id=name, verb=verb, coder="Ruth", at="", changes=changes, undoes=undoes)


def test_what_stands_and_what_can_be_done_again() -> None:
    log = [decision("a"), decision("b"), decision("c", "undo", "b")]
    done_, undone = standing(log)
    assert ([e.id for e in done_], [e.id for e in undone]) == (["a"], ["b"])
    done_, undone = standing([*log, decision("d", "redo", "b")])
    assert ([e.id for e in done_], [e.id for e in undone]) == (["a", "b"], [])
    done_, undone = standing([*log, decision("d")])
    assert ([e.id for e in done_], [e.id for e in undone]) == (["a", "d"], [])
    emptied = replace(decision("e"), changes=())
    assert standing([emptied]) == ([], [])


def test_a_clearing_has_its_way_back() -> None:
    one = Clearing(SourceId("s"), ("", ""), ("Ruth", "today"))
    assert one.turned() == Clearing(SourceId("s"), ("Ruth", "today"), ("", ""))


def test_a_mark_stands_in_one_part_of_its_source() -> None:
    source = Source(id=SourceId("s"), title="Ann.docx", text="Bob", external_id="Cem", case="Dee")
    quotes = [quote_of(source, a_mark(0, 3, part=part)) for part in Part]
    assert quotes == ["Bob", "Ann", "Cem", "Dee", "Bob"]


def test_stand_ins_read_like_nobody_in_particular() -> None:
    words = "[child AB]'s mum, [parent A], rang on [date] from [phone B] in [place C]; [sic] stays."
    read = "a child's mum, a parent, rang on then from it in somewhere; [sic] stays."
    assert as_read(words) == read
    assert as_read("No brackets.") == "No brackets."

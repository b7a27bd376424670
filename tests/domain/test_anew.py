"""Screening anew: no decision changes, nothing that was hidden is shown, and a second time finds nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_identifiers import LENGTH, MARKS, a_mark, done, hidden
from workbench.domain.anew import (
    AnewCounts,
    as_known,
    is_asked_anew,
    screened_anew,
    uncleared,
)
from workbench.domain.identifiers import Change, Clearing, Mark, Origin, Verdict, overlapping
from workbench.domain.sources import Source, SourceId

TEXTS = st.text("ab .,\u00e9", min_size=LENGTH, max_size=LENGTH)


def a_text(words: str) -> Source:
    return Source(id=SourceId("s"), title="", text=words)


def as_found(marks: tuple[Mark, ...]) -> list[Mark]:
    """Return marks as a finder gives them: sure, or to be looked at."""
    sure = {Origin.HAND: Origin.MASK}
    return [replace(m, found=sure.get(m.found, m.found), verdict=Verdict.OPEN) for m in marks]


def words_at(text: str, places: set[int]) -> set[int]:
    return {place for place in places if text[place].isalnum()}


@given(TEXTS, MARKS, MARKS)
def test_decisions_stay_and_nothing_hidden_is_shown(
    words: str, before: tuple[Mark, ...], found: tuple[Mark, ...]
) -> None:
    fresh = as_found(found)
    after = done(before, screened_anew(a_text(words), before, fresh))
    assert list(overlapping(after.values())) == []
    for each in before:
        if each.is_judged:
            assert after[each.id] == each
    kept = {at for m in before if m.verdict is Verdict.KEEP for at in range(m.start, m.end)}
    now = hidden(after.values())
    assert words_at(words, hidden(before)) <= now
    assert words_at(words, hidden(fresh)) - kept <= now
    assert not kept & now


@given(TEXTS, MARKS, MARKS)
def test_a_second_time_finds_nothing(
    words: str, before: tuple[Mark, ...], found: tuple[Mark, ...]
) -> None:
    fresh = as_found(found)
    after = tuple(done(before, screened_anew(a_text(words), before, fresh)).values())
    assert screened_anew(a_text(words), after, fresh) == ()


@given(TEXTS, MARKS, MARKS)
def test_only_what_the_finder_doubts_is_asked(
    words: str, before: tuple[Mark, ...], found: tuple[Mark, ...]
) -> None:
    fresh = as_found(found)
    changes = screened_anew(a_text(words), before, fresh)
    doubted = hidden(m for m in fresh if m.is_open)
    asked = [each.after for each in changes if is_asked_anew(each) and each.after]
    assert hidden(asked) <= doubted
    # What was surely hidden, or judged, is nobody's question again.
    assert not hidden(asked) & hidden(m for m in before if not m.is_open)


@given(TEXTS, MARKS, MARKS)
def test_all_of_it_has_its_way_back(
    words: str, before: tuple[Mark, ...], found: tuple[Mark, ...]
) -> None:
    changes = screened_anew(a_text(words), before, as_found(found))
    after = tuple(done(before, changes).values())
    assert done(after, tuple(each.turned() for each in changes)) == {m.id: m for m in before}


def test_what_sticks_out_of_a_decision_begins_with_a_letter() -> None:
    text = a_text("We met Hope Road, again.")
    kept = a_mark(7, 11, verdict=Verdict.KEEP)
    [change] = screened_anew(text, [kept], [a_mark(7, 17, kind="address")])
    assert change.after == a_mark(12, 16, kind="address")
    assert screened_anew(text, [kept], [a_mark(7, 12)]) == ()


def test_a_longer_find_takes_in_what_nobody_judged() -> None:
    text, short = a_text("Rang Ann Lee now."), a_mark(5, 8)
    assert screened_anew(text, [short], [a_mark(5, 12)]) == (
        Change(short, None),
        Change(None, a_mark(5, 12)),
    )
    # A doubt is no reason to ask about what was surely somebody.
    doubt = a_mark(5, 12, found=Origin.REVIEW)
    [change] = screened_anew(text, [short], [doubt])
    assert (change.before, change.after) == (None, replace(doubt, start=9))


def test_the_same_find_keeps_its_stand_in() -> None:
    known = a_mark(0, 3, label="[person D]", why="a name")
    assert as_known(known, a_mark(0, 3, label="", why="another reason")) is known
    doubted = replace(known, found=Origin.REVIEW)
    assert as_known(doubted, a_mark(0, 3, label="")).label == "[person D]"
    other = a_mark(0, 3, label="[child A]", role="child")
    assert as_known(known, other) is other


def test_counts_and_their_words() -> None:
    old, new = a_mark(0, 3), a_mark(0, 3, found=Origin.REVIEW)
    asked = a_mark(9, 12, found=Origin.REVIEW)
    changes = (Change(None, old), Change(old, new), Change(None, asked), Change(old, None))
    s, t = SourceId("s"), SourceId("t")
    clearings = tuple(uncleared({s: ("Ruth", "today"), t: ("", "")}, {s, t, SourceId("u")}))
    assert clearings == (Clearing(s, ("Ruth", "today"), ("", "")),)
    counts = AnewCounts.of(changes, clearings)
    assert counts == AnewCounts(to_mask=1, to_review=2, uncleared=1)
    assert counts.words == "1 new place masked, 2 to decide; 1 text is no longer cleared"
    assert AnewCounts.of((), ()).words == "nothing new"
    better = Change(new, replace(old, role="child"))
    assert AnewCounts.of((better,), ()).words == "nothing new; 1 masked place known better"

"""Values of attributes: shown alike where they are equal, and never two of a column as one."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.identifiers import Mark, Part, Verdict
from workbench.domain.sources import Source, SourceId
from workbench.domain.values import Values, value_id

_LABELS = ("[person A]", "[worker B]", "[worker B] (2)")
_WORDS = st.sampled_from(
    ["Ann", "ANN ", "Ann Bell", "Bell", "North", "[person A]", "[worker B] (2)", "Bo Ann", "x"]
)


def sources(*values: str, column: str = "Worker") -> list[Source]:
    return [
        Source(id=SourceId(f"s{n}"), title="", text="", attributes={column: value})
        for n, value in enumerate(values)
    ]


def a_mark(value: str, start: int, end: int, label: str, verdict: Verdict = Verdict.OPEN) -> Mark:
    name = value_id("Worker", value)
    return Mark(
        source=name, part=Part.VALUE, start=start, end=end, kind="person", label=label,
        verdict=verdict,
    )  # fmt: skip


@st.composite
def _marked(draw: st.DrawFn) -> tuple[Values, dict[SourceId, tuple[Mark, ...]]]:
    values = draw(st.lists(_WORDS, max_size=12))
    found: dict[SourceId, tuple[Mark, ...]] = {}
    for value in dict.fromkeys(values):
        cut = draw(st.integers(0, len(value)))
        stretches = [(0, cut), (cut, len(value))] if draw(st.booleans()) else [(0, len(value))]
        label, verdict = st.sampled_from(_LABELS), st.sampled_from(Verdict)
        found[value_id("Worker", value)] = tuple(
            a_mark(value, start, end, draw(label), draw(verdict))
            for start, end in stretches
            if start < end and draw(st.booleans())
        )
    return Values.of(sources(*values)), found


@given(_marked())
def test_two_values_never_have_one_stand_in(
    made: tuple[Values, dict[SourceId, tuple[Mark, ...]]],
) -> None:
    values, marks = made
    words = values.shown(marks)
    for one, other in combinations(values.ids, 2):
        shown = [words.get(pair, pair[1]).strip().casefold() for pair in (one, other)]
        same = one[1].strip().casefold() == other[1].strip().casefold()
        assert same or shown[0] != shown[1]


@given(_marked())
def test_only_what_is_masked_is_shown_otherwise(
    made: tuple[Values, dict[SourceId, tuple[Mark, ...]]],
) -> None:
    values, marks = made
    hiding = {pair for pair, name in values.ids.items() if any(m.is_masked for m in marks[name])}
    assert values.shown(marks).keys() == hiding


def test_the_same_person_written_in_two_ways_stays_two_values() -> None:
    values = Values.of(sources("Ann Bell", "Ann", "Cem", "Ann Bell"))
    marks = dict.fromkeys(values.texts, ()) | {
        value_id("Worker", "Ann Bell"): (a_mark("Ann Bell", 0, 8, "[worker B]"),),
        value_id("Worker", "Ann"): (a_mark("Ann", 0, 3, "[worker B]"),),
    }
    assert values.shown(marks) == {
        ("Worker", "Ann Bell"): "[worker B]",
        ("Worker", "Ann"): "[worker B] (2)",
    }


def test_keeping_one_value_changes_no_other_stand_in() -> None:
    values = Values.of(sources("Ann Bell", "Ann"))
    kept = a_mark("Ann Bell", 0, 8, "[worker B]", Verdict.KEEP)
    marks = {kept.source: (kept,)} | {
        value_id("Worker", "Ann"): (a_mark("Ann", 0, 3, "[worker B]"),)
    }
    assert values.shown(marks) == {("Worker", "Ann"): "[worker B] (2)"}


def test_a_column_counts_for_itself_and_ids_say_nothing() -> None:
    both = Values.of([*sources("Ann"), *sources("Ann", column="Child")])
    assert len(both.texts) == 2
    assert not [name for name in both.texts if "ann" in name.casefold()]
    assert [both.texts[name].text for name in both.ids_of(sources("Ann")[0])] == ["Ann"]

"""Patches: a tab that applies them shows what a fresh tab shows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workbench.app.patches import Listed
from workbench.app.watch import Watch
from workbench.errors import ProjectBusy

_LISTS = st.lists(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 3), max_size=6), min_size=1
)


@given(_LISTS)
def test_patches_in_a_row_give_the_last_list(states: list[dict[str, int]]) -> None:
    listed, held, order = Listed(), dict[str, Any](), list[str]()
    for state in states:
        rows = [{"id": name, "n": number} for name, number in state.items()]
        patch = listed.patch(rows)
        held |= {row["id"]: row for row in patch["rows"]}
        order = order if patch["order"] is None else patch["order"]
        assert [held[name] for name in order] == rows


def test_what_has_not_changed_does_not_travel() -> None:
    listed = Listed()
    listed.patch([{"id": "a"}, {"id": "b"}])
    assert listed.patch([{"id": "a"}, {"id": "b"}]) == {"rows": [], "order": None}


class _Page:
    def __init__(self) -> None:
        self.told = 0

    def look_again(self) -> None:
        self.told += 1


def test_pages_are_told_once_for_every_change() -> None:
    seen = iter([1, 1, 2])
    watch, page = Watch(lambda: next(seen)), _Page()
    watch.pages.add(page)
    for _ in range(3):
        watch.tick()
    assert page.told == 2


def test_pages_are_told_one_after_the_other_and_once_for_what_comes_meanwhile() -> None:
    calls: list[Callable[[], None]] = []
    seen = count()
    watch = Watch(lambda: next(seen), calls.append)
    pages = [_Page() for _ in range(3)]
    watch.pages.update(pages)
    watch.tick()
    calls.pop()()
    assert sum(page.told for page in pages) == 1
    # Whoever was told is told again at the end of the line; the others hear of both at once.
    watch.tick()
    gone = next(page for page in pages if not page.told)
    watch.pages.discard(gone)
    while calls:
        assert len(calls) == 1
        calls.pop()()
    assert sorted(page.told for page in pages) == [0, 1, 2]
    assert gone.told == 0


def test_a_project_that_is_busy_does_not_stop_the_watch() -> None:
    def look() -> int:
        raise ProjectBusy("evening", 15)

    watch, page = Watch(look), _Page()
    watch.pages.add(page)
    watch.tick()
    assert page.told == 0

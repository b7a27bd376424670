"""Counting what is placed: always the same as counting everything anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.boards import make_board
from workbench.domain.decisions import Act, Add, Dismiss, Drop, Merge, Move, Park, Reopen
from workbench.domain.sources import PassageId
from workbench.errors import DecisionError
from workbench.services.decide import decide, undo
from workbench.services.view.placed import count_placed, unplaced_among
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import material

THEMES = st.sampled_from(["c0", "c1", "c2"])
PASSAGES = st.lists(st.integers(0, 13).map(lambda n: PassageId(f"p{n}")), min_size=1, max_size=3)
ACTS = st.one_of(
    st.builds(lambda p, to: Add(passages=tuple(p), to=to), PASSAGES, THEMES),
    st.builds(lambda p, o: Drop(passages=tuple(p), origin=o), PASSAGES, THEMES),
    st.builds(lambda p, o, to: Move(passages=tuple(p), origin=o, to=to), PASSAGES, THEMES, THEMES),
    st.builds(lambda o, to: Merge(themes=(o,), into=to), THEMES, THEMES),
    st.builds(lambda o: Dismiss(theme=o), THEMES),
    st.builds(lambda o: Park(theme=o), THEMES),
    st.builds(lambda o: Reopen(theme=o), THEMES),
    st.none(),
)


def _do(project: Project, act: Act | None) -> None:
    try:
        if act is None:
            undo(project, coder="Ann")
        else:
            decide(project, act, coder="Ann")
    except DecisionError:
        pass


@settings(max_examples=25, deadline=None)
@given(st.lists(ACTS, max_size=12))
def test_counting_what_changed_is_counting_everything(acts: list[Act | None]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        make_board(Path(folder) / "p.workbench") as project,
    ):
        for act in acts:
            _do(project, act)
            board, texts = ledger(project).board, material(project)
            placed = board.placed()
            assert count_placed(project, board, texts) == len(placed)
            assert unplaced_among(project, texts.passages) == texts.passages.keys() - placed

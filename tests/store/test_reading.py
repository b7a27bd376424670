"""What was read of passages is found again: equal texts once, and what another process has read since."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.app.boards import make_board
from workbench.domain.sources import Passage
from workbench.store.database import Project, open_project
from workbench.store.material import material
from workbench.store.reading import kept_vectors, read_passages


class Lengths:
    """An encoder that is simple to check."""

    id, cacheable = "lengths", True

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray([[len(each), 1] for each in texts], dtype=np.float32).reshape(-1, 2)


@pytest.fixture
def board(tmp_path: Path) -> Project:
    return make_board(tmp_path / "read.workbench", themes=1, each=3, aside=1)


def read(project: Project, passages: Sequence[Passage]) -> None:
    read_passages(project, Lengths(), passages, lambda _stage, _fraction: None)


def test_before_anything_was_read_there_is_no_dimension(board: Project) -> None:
    vectors, kept = kept_vectors(board, list(material(board).passages.values()))
    assert vectors.shape == (4, 0)
    assert not kept.any()


def test_what_is_read_later_and_by_another_process_is_found(board: Project) -> None:
    passages = list(material(board).passages.values())
    read(board, passages[:2])
    vectors, kept = kept_vectors(board, passages)
    assert kept.tolist() == [True, True, False, False]
    assert not vectors[2:].any()
    assert board.path is not None
    with open_project(str(board.path)) as other:
        read(other, passages)
    vectors, kept = kept_vectors(board, passages)
    assert kept.all()
    assert vectors[:, 0].tolist() == [len(each.quote) for each in passages]


def test_rows_come_in_the_order_asked_for_and_are_nobody_elses(board: Project) -> None:
    passages = list(material(board).passages.values())
    read(board, passages)
    vectors, kept = kept_vectors(board, passages[::-1])
    assert vectors[:, 0].tolist() == [len(each.quote) for each in reversed(passages)]
    vectors[:], kept[:] = 0, False
    again, there = kept_vectors(board, passages)
    assert there.all()
    assert again.any()


def test_a_passage_that_is_not_there_any_more_has_no_vector(board: Project) -> None:
    [first, *_] = material(board).passages.values()
    read(board, [first])
    gone = Passage(id="gone", source_id=first.source_id, span=first.span, quote="Taken away.")  # type: ignore[arg-type]
    vectors, kept = kept_vectors(board, [gone, first])
    assert kept.tolist() == [False, True]
    assert not vectors[0].any()

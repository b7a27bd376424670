"""Projects in their own folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.boards import make_board
from workbench.store.database import Project, create_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Give an empty project."""
    with create_project(tmp_path / "evening.workbench", name="An evening") as made:
        yield made


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Project]:
    """Give a project with three candidates of four passages each, and two passages set aside."""
    with make_board(tmp_path / "board.workbench") as made:
        yield made

"""The program, run in this process by its own way in and out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.app.boards import make_board
from workbench.cli.entry import main


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> dict[str, Any]:
        """The one JSON object on stdout; anything beside it is a failure."""
        plain = json.loads(self.out)
        assert isinstance(plain, dict)
        return plain


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a function that types a command."""
    monkeypatch.delenv("WORKBENCH_CODER", raising=False)
    monkeypatch.delenv("WORKBENCH_CORPORA", raising=False)

    def typed(*words: str | Path) -> Said:
        monkeypatch.setattr(sys, "argv", ["workbench", *map(str, words)])
        capsys.readouterr()
        code: Any = 0
        try:
            main()
        except SystemExit as error:
            code = error.code
        out, err = capsys.readouterr()
        return Said(code or 0, out, err)

    return typed


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give the path of a project with three candidates of four passages each, two set aside."""
    where = tmp_path / "board.workbench"
    make_board(where).close()
    return where

"""The program itself, as a process: quick to answer, JSON alone on stdout, one sentence on stderr."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.boards import make_board
from workbench.domain.decisions import Rename
from workbench.services.decide import decide
from workbench.store.database import open_project

HEAVY = {
    "alembic",
    "bertopic",
    "bokeh",
    "hdbscan",
    "networkx",
    "numpy",
    "onnxruntime",
    "pandas",
    "panel",
    "sklearn",
    "spacy",
    "sqlalchemy",
    "tokenizers",
    "umap",
}
_LOADED = """
import sys
sys.argv = ["workbench", *sys.argv[1:]]
from workbench.cli.entry import main
try:
    main()
except SystemExit:
    pass
print(" ".join(sorted({name.split(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def _program(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "workbench", *map(str, words)],
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("words", [("--help",), ("decide", "--help"), ("serve", "--help")])
def test_help_loads_nothing_heavy(words: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", _LOADED, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert "Usage: workbench" in done.stdout
    assert not HEAVY & set(done.stderr.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, workbench; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())


@pytest.mark.slow
def test_from_an_empty_place_to_a_sound_project(tmp_path: Path) -> None:
    where, note = tmp_path / "evening", tmp_path / "note.txt"
    note.write_text("One worker stayed late – “again”. Nobody asked why.", encoding="utf-8")
    made = _program("init", where, "--name", "Abend – “eins”", "--json", PYTHONUTF8="1")
    assert (made.returncode, json.loads(made.stdout)["name"]) == (0, "Abend – “eins”")
    came = _program("import", where, note, "--json", PYTHONUTF8="1")
    assert (came.returncode, json.loads(came.stdout)["new"]) == (0, 1)
    assert b"Saved" in came.stderr
    checked = _program("doctor", where, "--json")
    assert (checked.returncode, json.loads(checked.stdout)["clean"]) == (0, True)


def test_a_failure_is_one_sentence_and_no_traceback(tmp_path: Path) -> None:
    done = _program("board", tmp_path / "nothing", "--json")
    assert (done.returncode, done.stdout) == (1, b"")
    [line] = done.stderr.decode().splitlines()
    assert str(tmp_path / "nothing.workbench") in line


@pytest.mark.parametrize("encoding", ["cp1252", pytest.param("ascii", marks=pytest.mark.slow)])
def test_a_console_that_knows_few_letters_does_not_stop_it(tmp_path: Path, encoding: str) -> None:
    where = tmp_path / "board.workbench"
    title = "Zażółć 信号 – “later”"
    with make_board(where, titles=(title,)):
        pass
    plain = _program("board", where, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (plain.returncode, plain.stderr) == (0, b"")
    assert b"c0" in plain.stdout
    told = _program("board", where, "--json", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    themes = json.loads(told.stdout.decode(encoding))["themes"]
    assert next(row["title"] for row in themes if row["id"] == "c0") == title
    failed = _program("undo", where, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert failed.returncode == 1
    assert b"Traceback" not in failed.stderr


def test_a_name_of_any_script_comes_through_a_file(tmp_path: Path) -> None:
    where = tmp_path / "board.workbench"
    make_board(where).close()
    with open_project(where) as project:
        decide(project, Rename(theme="c0", name="信号 🙂"), coder="Ann")
    done = _program("export", where, "--format", "candidates-csv", "--output", "/dev/stdout")
    assert done.returncode == 0
    assert "信号 🙂".encode() in done.stdout


@pytest.mark.slow
def test_a_reader_that_leaves_early_gets_no_traceback(tmp_path: Path) -> None:
    where = tmp_path / "board.workbench"
    make_board(where, themes=3, each=40).close()
    command = f"{sys.executable} -m workbench history {where} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)
    assert b"Traceback" not in done.stderr

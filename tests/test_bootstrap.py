"""The way from "only Python" to a running workbench: it stands on nothing but the standard library."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench import bootstrap

CHECKOUT = Path(__file__).parents[1]
#: What runs before anything is installed.
BARE = [CHECKOUT / "workbench" / name for name in ("__init__.py", "__main__.py", "bootstrap.py")]
_AS_OLD = """
import sys
sys.version_info, sys.version = (3, 9, 2, "final", 0), "3.9.2 (default)"
sys.argv = ["workbench", *sys.argv[1:]]
import runpy
runpy.run_module("workbench", run_name="__main__")
"""


def _imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", BARE, ids=lambda path: path.name)
def test_it_stands_on_the_standard_library(path: Path) -> None:
    ours = {"workbench.bootstrap", "workbench.cli.entry"}
    for name in _imported(ast.parse(path.read_text(encoding="utf-8"))) - ours:
        assert name.split(".")[0] in sys.stdlib_module_names, name


@pytest.mark.parametrize("path", BARE, ids=lambda path: path.name)
def test_an_older_python_can_read_it_to_the_refusal(path: Path) -> None:
    assert ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 7)).body


@pytest.mark.parametrize("words", [("demo",), ("test",), ("--help",), ()])
def test_an_older_python_is_told_in_a_sentence(words: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", _AS_OLD, *words]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The workbench needs Python 3.11 or newer; this is 3.9.2.\n"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a checkout that is set up already, as far as its files say."""
    (tmp_path / "requirements.lock").write_text("typer==1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    monkeypatch.setattr(bootstrap, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(bootstrap, "_PLACE", tmp_path / ".venv")
    return tmp_path


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_what_is_wanted_changes_with_the_lock(checkout: Path, name: str) -> None:
    before = bootstrap._fingerprint("requirements.lock")
    assert bootstrap._fingerprint("requirements.lock") == before
    with (checkout / name).open("a") as file:
        file.write("# one more line\n")
    assert bootstrap._fingerprint("requirements.lock") != before


@pytest.mark.skipif(os.name == "nt", reason="the place is laid out differently there")
def test_what_is_set_up_is_used_and_a_changed_lock_sets_up_anew(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def set_up(python: Path, lock: str) -> None:
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()
        made.append(lock)

    monkeypatch.setattr(bootstrap, "_set_up", set_up)
    python = bootstrap._python_with("requirements.lock")
    assert python == checkout / ".venv" / "bin" / "python"
    assert bootstrap._python_with("requirements.lock") == python
    assert made == ["requirements.lock"]
    (checkout / "requirements.lock").write_text("typer==2\n")
    bootstrap._python_with("requirements.lock")
    assert made == ["requirements.lock"] * 2


def test_a_step_that_fails_ends_with_a_sentence(
    checkout: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="Setting up failed"):
        bootstrap._do([sys.executable, "-c", "import sys; print('why'); sys.exit(3)"])
    out, err = capfd.readouterr()
    assert (out, "why" in err) == ("", True)


def test_an_installed_workbench_needs_no_setting_up() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "--help"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("Usage: ")
    assert done.stderr == ""

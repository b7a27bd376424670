"""The house: floors, sizes, quick starts and names."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "workbench").rglob("*.py"))
HEAVY = ("spacy", "bertopic", "umap", "sklearn", "panel", "onnxruntime", "pandas", "sqlalchemy")
NO_NAMES = {"utils", "helpers", "common", "manager", "misc", "base"}


def _loaded_by(code: str) -> set[str]:
    show = f"import sys; {code}; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", show], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.split())


def test_imports_run_strictly_downward() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("module", ["workbench", "workbench.cli.entry"])
def test_starting_loads_nothing_heavy(module: str) -> None:
    assert _loaded_by(f"import {module}") == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_is_small_and_says_what_it_owns(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    # The error tree is one list on purpose; everything else has to stay readable in one sitting.
    assert len(text.splitlines()) <= (600 if path.name == "errors.py" else 330)
    assert path.stem not in NO_NAMES
    if path.name == "__init__.py" and path.parent != ROOT / "workbench":
        assert len(ast.parse(text).body) == 1


@pytest.mark.parametrize("recipe", sorted((ROOT / "models").iterdir()), ids=lambda path: path.name)
def test_every_recipe_has_a_card_and_no_weights(recipe: Path) -> None:
    assert {each.name for each in recipe.iterdir()} <= {"recipe.toml", "CARD.md", "metrics.json"}
    assert (recipe / "CARD.md").read_text(encoding="utf-8").startswith("# ")


def test_nothing_else_lies_at_the_top() -> None:
    done = subprocess.run(
        ["git", "ls-files"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    if done.returncode:
        pytest.skip("not a git checkout")
    seen = {name.split("/")[0] for name in done.stdout.splitlines()}
    assert {name for name in seen if not name.startswith(".")} <= {
        "workbench", "models", "corpora", "tests", "pyproject.toml", "README.md",
        "LICENSE", "CHANGELOG.md", "requirements.lock",
    }  # fmt: skip


def test_the_lock_names_no_torch_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    names = {line.split("==")[0] for line in lock.splitlines() if "==" in line}
    assert not names & {"torch", "sentence-transformers"}
    assert "://" not in lock

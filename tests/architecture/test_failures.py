"""Every failure in the tree can happen: each leaf is raised somewhere, or returned to be."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

from workbench import errors

ROOT = Path(__file__).resolve().parents[2]
MODULES = [each for each in (ROOT / "workbench").rglob("*.py") if each.name != "errors.py"]
MOST_STATEMENTS = 40


def _made() -> set[str]:
    """Return the names of all classes and functions that are called."""
    trees = (ast.parse(each.read_text(encoding="utf-8")) for each in MODULES)
    return {
        node.func.id
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def test_every_failure_in_the_tree_happens_somewhere() -> None:
    leaves = {
        name
        for name, each in inspect.getmembers(errors, inspect.isclass)
        if issubclass(each, errors.WorkbenchError) and not each.__subclasses__()
    }
    assert leaves - _made() == set()


def test_no_function_is_long() -> None:
    for path in MODULES:
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                count = sum(isinstance(each, ast.stmt) for each in ast.walk(node)) - 1
                assert count <= MOST_STATEMENTS, f"{path.name}: {node.name}"

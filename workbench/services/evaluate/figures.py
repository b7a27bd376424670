"""The figures of a recipe beside its card: ``metrics.json``, written by measuring and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from workbench.discovery.recipes import load_recipe, models_folder
from workbench.discovery.versions import versions_of
from workbench.errors import CannotWrite
from workbench.services.evaluate.gold import Gold

FILE = "metrics.json"


def add_figures(recipe_id: str, gold: Gold, seed: int, found: Mapping[str, object]) -> Path:
    """Write what was measured of a recipe on a set, in place of what stood there of that set.

    Parameters
    ----------
    found
        Measures by name, such as ``quality`` or ``effort``; others of the same set stay.

    Returns
    -------
    Path
        The file, in the recipe's folder.

    Raises
    ------
    UnknownRecipe, InvalidRecipe
        There is no such recipe to write to.
    CannotWrite
        The folder cannot be written.
    """
    versions = versions_of(load_recipe(recipe_id))
    path = models_folder() / recipe_id / FILE
    known = _known(path)
    key = f"{gold.name} {gold.column}"
    about = {"sha256": gold.sha256, "texts": len(gold), "codes": gold.n_codes, "seed": seed}
    known[key] = {**known.get(key, {}), **about, **found, "versions": versions}
    try:
        path.write_text(_json(known), encoding="utf-8")
    except OSError as error:
        raise CannotWrite(str(path), error.strerror or str(error)) from error
    return path


def _known(path: Path) -> dict[str, dict[str, object]]:
    """Return what stands there; a file that makes no sense is written anew."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _json(known: Mapping[str, object]) -> str:
    return json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

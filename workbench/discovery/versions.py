"""What a run must record so that it can be repeated."""

from __future__ import annotations

import importlib.metadata
import platform

from workbench.discovery.grammar import tagger_package
from workbench.discovery.recipes import DensitySpec, Recipe

_ALWAYS = ("numpy", "scipy", "scikit-learn", "spacy")
_MINILM = ("onnxruntime", "tokenizers")
_DENSITY = ("bertopic", "umap-learn", "hdbscan")


def versions_of(recipe: Recipe) -> dict[str, str]:
    """Return the version of everything that a recipe's result depends on, sorted by name."""
    names = [*_ALWAYS, *filter(None, [tagger_package()])]
    if recipe.encoder.weights:
        names += _MINILM
    if isinstance(recipe.clusterer, DensitySpec):
        names += _DENSITY
    found = {name: importlib.metadata.version(name) for name in names}
    found["encoder"] = _encoder(recipe)
    found["python"] = platform.python_version()
    return dict(sorted(found.items()))


def _encoder(recipe: Recipe) -> str:
    weights = recipe.encoder.weights
    return f"{recipe.encoder.kind}:{weights.sha256}" if weights else str(recipe.encoder.kind)

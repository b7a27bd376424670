"""Recipes: the declared pipelines in ``models/``, read strictly.

A recipe is a folder ``models/<id>/`` with a ``recipe.toml`` and a model card. Every key is
required and every unknown key is an error, so a typing slip never changes a result silently.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from workbench.errors import InvalidRecipe, UnknownRecipe

DEFAULT_RECIPE = "minilm-consensus-v2"
#: Needs no weights, so it runs where a model cannot be loaded.
PLAIN_RECIPE = "tfidf-consensus-v2"
_FILE = "recipe.toml"
_T = TypeVar("_T")


class EncoderKind(StrEnum):
    """Ways to turn a text into a vector."""

    MINILM = "minilm"
    TFIDF = "tfidf"
    STATIC = "static"
    TRANSFORMERS = "transformers"


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedFile:
    """One file inside an installed package, held to its SHA-256."""

    package: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderSpec:
    """How texts become vectors; ``weights`` and ``tokenizer`` only where the kind needs them.

    ``folder`` is where a model lies that is on this machine already; when it is left out, the
    environment variable ``WORKBENCH_MODEL_FOLDER`` says so. Such a model has its own width, hence
    ``n_dimensions`` is 0 there.
    """

    kind: EncoderKind
    n_dimensions: int
    max_tokens: int
    weights: PinnedFile | None = None
    tokenizer: PinnedFile | None = None
    folder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsensusSpec:
    """Consensus k-means on at most ``n_landmarks`` passages, which the others then join.

    ``n_neighbours``, ``n_rounds`` and ``pull`` say how far a passage is drawn towards its
    neighbours first; ``n_resamples`` bootstrap resamples are clustered ``n_runs`` times each. Of at
    most ``n_drawn`` passages those that join are drawn, too.
    """

    n_landmarks: int
    n_drawn: int
    n_components: int
    n_resamples: int
    n_runs: int
    n_neighbours: int
    n_rounds: int
    pull: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DensitySpec:
    """UMAP and HDBSCAN; the smallest group is ``n * min_group_share``, at least ``min_group``."""

    n_neighbours: int
    n_components: int
    min_distance: float
    min_group: int
    min_group_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KeywordSpec:
    """How many words describe a proposal, and which words of the sector say nothing."""

    n_keywords: int
    fillers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementSpec:
    """Below ``min_score`` a passage is left unplaced; below ``min_members`` a group dissolves."""

    min_score: float
    min_members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoiseSpec:
    """The test against noise: see :mod:`workbench.discovery.noise`.

    ``sizes`` and ``thresholds`` are the calibration: the structure needed at each number of
    passages, interpolated on log(size).
    """

    n_surrogates: int
    max_sample: int
    sizes: tuple[int, ...]
    thresholds: tuple[float, ...]
    alike: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """One declared pipeline. ``consensus`` or ``density`` is set, never both."""

    id: str
    title: str
    seed: int
    min_passages: int
    encoder: EncoderSpec
    keywords: KeywordSpec
    placement: PlacementSpec
    noise: NoiseSpec
    consensus: ConsensusSpec | None = None
    density: DensitySpec | None = None

    @property
    def clusterer(self) -> ConsensusSpec | DensitySpec:
        """The settings of the clusterer that the recipe names."""
        chosen = self.consensus or self.density
        if chosen is None:
            raise InvalidRecipe(self.id, "it names no clusterer")
        return chosen


def models_folder() -> Path:
    """Return where recipes live.

    ``WORKBENCH_MODELS`` wins; then the assets of an installed wheel; then the checkout.
    """
    if chosen := os.environ.get("WORKBENCH_MODELS"):
        return Path(chosen)
    package = Path(__file__).resolve().parents[1]
    assets = package / "_assets" / "models"
    return assets if assets.is_dir() else package.parent / "models"


def list_recipes(folder: Path | None = None) -> tuple[Recipe, ...]:
    """Return every recipe in the folder, in order of id.

    Raises
    ------
    InvalidRecipe
        A recipe file says something impossible.
    """
    where = folder or models_folder()
    return tuple(load_recipe(name, where) for name in _ids(where))


def load_recipe(recipe_id: str | None = None, folder: Path | None = None) -> Recipe:
    """Read one recipe; ``None`` is the default one.

    Raises
    ------
    UnknownRecipe
        There is no recipe of that id in the folder.
    InvalidRecipe
        Its file cannot be read or says something impossible.
    """
    where, name = folder or models_folder(), recipe_id or DEFAULT_RECIPE
    known = _ids(where)
    if name not in known:
        raise UnknownRecipe(name, known)
    table = _read(where / name / _FILE, name)
    if table.get("id") != name:
        raise InvalidRecipe(name, f"its id is “{table.get('id')}”, not the name of its folder")
    recipe = _build(Recipe, table, name)
    _check(recipe)
    return recipe


def _ids(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{_FILE}")))


def _read(path: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidRecipe(name, f"{path.name} cannot be read: {error}") from error


def _build(kind: type[_T], table: dict[str, Any], where: str) -> _T:
    hints = get_type_hints(kind)
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(set(table) - names):
        raise InvalidRecipe(where, f"it has an unknown key “{unknown[0]}”")
    given = {key: _value(hints[key], value, f"{where}.{key}") for key, value in table.items()}
    try:
        return kind(**given)
    except TypeError as error:
        missing = sorted(names - set(table))
        raise InvalidRecipe(where, f"it lacks {', '.join(missing)}") from error


def _value(hint: Any, value: Any, where: str) -> Any:  # noqa: ANN401 - TOML values are untyped
    if get_origin(hint) is UnionType:
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint)[0], value, where)
    if is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, _expect(value, dict, where), where)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _kind(hint, value, where)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return _expect(value, hint, where)


def _tuple(item: Any, value: Any, where: str) -> tuple[Any, ...]:  # noqa: ANN401
    return tuple(_value(item, entry, where) for entry in _expect(value, list, where))


def _kind(hint: type[StrEnum], value: object, where: str) -> StrEnum:
    try:
        return hint(str(value))
    except ValueError as error:
        raise InvalidRecipe(where, f"“{value}” is none of {', '.join(hint)}") from error


def _expect(value: Any, kind: type, where: str) -> Any:  # noqa: ANN401
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise InvalidRecipe(where, f"{value!r} is not of type {kind.__name__}")
    return value


def _check(recipe: Recipe) -> None:
    encoder, noise = recipe.encoder, recipe.noise
    pinned = encoder.weights is not None and encoder.tokenizer is not None
    rules = {
        "it needs exactly one of consensus and density": (recipe.consensus is None)
        == (recipe.density is None),
        f"a {encoder.kind} encoder needs weights and tokenizer": encoder.kind
        in {EncoderKind.MINILM, EncoderKind.STATIC}
        and not pinned,
        "n_dimensions must be positive (0 only for a model of this machine)": encoder.n_dimensions
        < (0 if encoder.kind is EncoderKind.TRANSFORMERS else 1),
        "max_tokens must be at least 8": encoder.max_tokens < 8,
        "min_passages must be at least 5": recipe.min_passages < 5,
        "seed must not be negative": recipe.seed < 0,
        "min_score must be within 0 and 1": not 0 <= recipe.placement.min_score <= 1,
        "min_members must be at least 2": recipe.placement.min_members < 2,
        "n_keywords must be positive": recipe.keywords.n_keywords < 1,
        "n_surrogates must be at least 2": noise.n_surrogates < 2,
        "max_sample must be at least 20": noise.max_sample < 20,
        "sizes must rise, with one threshold each": not noise.sizes
        or list(noise.sizes) != sorted(set(noise.sizes))
        or len(noise.sizes) != len(noise.thresholds),
    }
    if broken := [rule for rule, failed in rules.items() if failed]:
        raise InvalidRecipe(recipe.id, broken[0])
    _check_clusterer(recipe)


def _check_clusterer(recipe: Recipe) -> None:
    spec = recipe.clusterer
    if isinstance(spec, ConsensusSpec):
        counts = (spec.n_resamples, spec.n_runs, spec.n_neighbours, spec.n_rounds)
        good = (
            min(counts) >= 1 and spec.n_drawn >= 0 and min(spec.n_components, spec.n_landmarks) > 1
        )
        good = good and 0 <= spec.pull < 1
    else:
        good = min(spec.n_neighbours, spec.n_components, spec.min_group) > 1
        good = good and 0 <= spec.min_group_share < 1 and spec.min_distance >= 0
    if not good:
        raise InvalidRecipe(recipe.id, "a setting of its clusterer is out of range")

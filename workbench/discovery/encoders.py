"""Encoders: texts in, unit vectors out, on the CPU and without a network."""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.progress import Progress, silent
from workbench.discovery.recipes import (
    PLAIN_RECIPE,
    EncoderKind,
    PinnedFile,
    Recipe,
    load_recipe,
)
from workbench.errors import BrokenModel


class Encoder(Protocol):
    """Something that turns texts into unit vectors.

    ``cacheable`` says whether a text's vector is the same whatever texts stand beside it.
    """

    id: str
    n_dimensions: int
    cacheable: bool

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return one unit vector a text, shape (n_texts, n_dimensions)."""
        ...

    def encode_more(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return vectors in the space of the latest ``encode``, shape (n_texts, n_dimensions)."""
        ...


def load_encoder(recipe: Recipe, *, progress: Progress | None = None) -> Encoder:
    """Return the encoder a recipe names, after checking the SHA-256 of its files.

    Parameters
    ----------
    progress
        Told how far a fast encoder has come that is prepared on this machine the first time.

    Raises
    ------
    BrokenModel
        A file is missing, is not the pinned one, or cannot be loaded.
    NoLocalModel
        The recipe wants a model of this machine, and there is none where it looks.
    MissingExtra
        That model needs a part of the workbench that is not installed.
    """
    match recipe.encoder.kind:
        case EncoderKind.TFIDF:
            from workbench.discovery.tfidf_encoder import TfidfEncoder

            return TfidfEncoder(recipe.encoder, seed=recipe.seed)
        case EncoderKind.STATIC:
            from workbench.discovery.static_encoder import load_static

            return load_static(recipe.encoder, progress=progress or silent)
        case EncoderKind.TRANSFORMERS:
            from workbench.discovery.local_encoder import load_local

            return load_local(recipe.encoder)
        case EncoderKind.MINILM:
            from workbench.discovery.onnx_encoder import load_minilm

            return load_minilm(recipe.encoder)


def load_encoder_or_plain(
    recipe: Recipe, *, progress: Progress | None = None
) -> tuple[Encoder, Recipe, str | None]:
    """Return a recipe's encoder, or the plain recipe and its encoder when its files are broken.

    Returns
    -------
    tuple
        The encoder; the recipe to run with it, with the encoder's number of dimensions; and one
        sentence that tells about the change, or None when nothing was changed.

    Raises
    ------
    NoLocalModel, MissingExtra
        As :func:`load_encoder`: what the person named is not there, so nothing else is taken.
    """
    try:
        encoder = load_encoder(recipe, progress=progress)
    except BrokenModel as error:
        plain = replace(load_recipe(PLAIN_RECIPE), seed=recipe.seed)
        told = f"{error} Until then the plain recipe {plain.id} is used, which knows words only."
        return load_encoder(plain), plain, told
    spec = replace(recipe.encoder, n_dimensions=encoder.n_dimensions)
    return encoder, replace(recipe, encoder=spec), None


def unit_rows(vectors: NDArray[Any]) -> NDArray[np.float32]:
    """Scale rows to unit length; rows without length stay zero."""
    wide = np.asarray(vectors, dtype=np.float64)
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    return np.asarray(wide / np.where(lengths > 1e-12, lengths, 1.0), dtype=np.float32)


def pinned_path(pinned: PinnedFile) -> Path:
    """Find a file of an installed package, without importing the package, and check it.

    Raises
    ------
    BrokenModel
        The package or file is missing, or the file is not the pinned one.
    """
    name = f"{pinned.package}/{pinned.path}"
    try:
        package = importlib.metadata.distribution(pinned.package)
        path = Path(str(package.locate_file(pinned.path)))
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except (importlib.metadata.PackageNotFoundError, OSError) as error:
        raise BrokenModel(name, "the file is missing") from error
    if found != pinned.sha256:
        raise BrokenModel(name, f"its SHA-256 is {found[:12]}…, not {pinned.sha256[:12]}…")
    return path

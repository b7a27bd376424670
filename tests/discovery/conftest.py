"""The encoder and the workshop's vectors, loaded once."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.discovery.material import PASSAGES
from workbench.discovery.answers import Discovery
from workbench.discovery.encoders import Encoder, load_encoder
from workbench.discovery.pipeline import discover
from workbench.discovery.recipes import Recipe, load_recipe


@pytest.fixture(scope="session")
def recipe() -> Recipe:
    return load_recipe()


@pytest.fixture(scope="session")
def encoder(recipe: Recipe) -> Encoder:
    return load_encoder(recipe)


@pytest.fixture(scope="session")
def vectors(encoder: Encoder) -> NDArray[np.float32]:
    return encoder.encode(PASSAGES)


@pytest.fixture(scope="session")
def found(recipe: Recipe, vectors: NDArray[np.float32]) -> Discovery:
    return discover(PASSAGES, vectors, recipe)

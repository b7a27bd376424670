"""The project's own corpus, encoded once."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.discovery.learning.material import sample_corpus
from workbench.discovery.encoders import Encoder


@pytest.fixture(scope="session")
def corpus(encoder: Encoder) -> tuple[NDArray[np.float32], list[frozenset[str]]]:
    texts, gold = sample_corpus()
    return encoder.encode(texts), gold

"""The fast encoder: distilled once, kept whole or not at all, and nearer to meanings than words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.discovery.material import PASSAGES
from workbench.discovery.encoders import load_encoder
from workbench.discovery.progress import silent
from workbench.discovery.recipes import Recipe, load_recipe
from workbench.discovery.static_distil import Words, distil
from workbench.discovery.static_encoder import StaticEncoder
from workbench.discovery.static_table import StaticTable, read_table, write_table
from workbench.errors import BrokenModel

WIDTH = 6
WORDS = Words(ranks=np.arange(-1, 39).clip(0), whole=np.arange(4, 40), start=0, end=1)


def network(ids: NDArray[np.int64]) -> NDArray[np.float64]:
    """Stand in for a network: a vector for each word piece, and a little of their product."""
    pieces = np.random.default_rng(1).standard_normal((40, 8))[ids[:, 1:-1]]
    return np.asarray(pieces.mean(axis=1) + 0.1 * np.tanh(pieces).prod(axis=1))


@pytest.fixture(scope="module")
def table() -> StaticTable:
    return distil(network, WORDS, WIDTH, silent)


def test_a_table_has_the_width_that_was_asked_for(table: StaticTable) -> None:
    assert table.pieces.shape == (40, WIDTH)
    assert table.weights.shape == (40,)
    assert table.common.shape == (WIDTH,)
    assert not table.pieces[:2].any()
    assert list(table.weights[:3]) == [0, 0, np.float32(np.log(2))]


def test_a_table_comes_out_the_same_every_time(table: StaticTable) -> None:
    assert distil(network, WORDS, WIDTH, silent).digest == table.digest


def test_a_table_follows_the_network(table: StaticTable) -> None:
    texts = np.random.default_rng(2).integers(4, 40, size=(200, 7))
    real = network(np.pad(texts, ((0, 0), (1, 1))))
    found = table.means(texts.tolist())
    assert np.corrcoef(_cosines(real), _cosines(found))[0, 1] > 0.8


def _cosines(vectors: NDArray[np.float64] | NDArray[np.float32]) -> NDArray[np.float64]:
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray((unit @ unit.T)[np.triu_indices(len(unit), 1)], dtype=np.float64)


def test_a_distilling_that_is_broken_off_stops(table: StaticTable) -> None:
    class Cancelled(Exception):
        pass

    def cancel(_stage: str, fraction: float) -> None:
        if fraction > 0.7:
            raise Cancelled

    with pytest.raises(Cancelled):
        distil(network, WORDS, WIDTH, cancel)


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.lists(st.integers(0, 39), max_size=9), max_size=8))
def test_a_mean_does_not_depend_on_its_neighbours(
    table: StaticTable, texts: list[list[int]]
) -> None:
    together = table.means(texts)
    alone = [table.means([text])[0] for text in texts]
    assert together.shape == (len(texts), WIDTH)
    assert together.tobytes() == b"".join(row.tobytes() for row in alone)
    for text, row in zip(texts, together, strict=True):
        assert row.any() == any(piece > 1 for piece in text)


def test_a_table_is_read_as_it_was_written(table: StaticTable, tmp_path: Path) -> None:
    path = tmp_path / "new" / "table.npz"
    write_table(path, "key", table)
    kept = read_table(path, "key")
    assert kept is not None
    assert kept.digest == table.digest
    assert [each.name for each in path.parent.iterdir()] == ["table.npz"]


def test_another_or_a_damaged_table_is_not_taken(table: StaticTable, tmp_path: Path) -> None:
    path = tmp_path / "table.npz"
    write_table(path, "key", table)
    whole = path.read_bytes()
    assert read_table(path, "other key") is None
    assert read_table(tmp_path / "none.npz", "key") is None
    for damaged in (whole[: len(whole) // 2], b"", whole.replace(whole[300:308], b"\1" * 8)):
        path.write_bytes(damaged)
        assert read_table(path, "key") is None


@pytest.fixture
def fast(recipe: Recipe) -> Recipe:
    return load_recipe("static-consensus-v1")


def test_a_broken_network_is_refused(
    fast: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path))
    assert fast.encoder.weights is not None
    weights = replace(fast.encoder.weights, sha256="0" * 64)
    with pytest.raises(BrokenModel, match="SHA-256"):
        load_encoder(replace(fast, encoder=replace(fast.encoder, weights=weights)))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_fast_encoder_is_distilled_once(
    fast: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path))
    said: list[float] = []
    first = load_encoder(fast, progress=lambda _stage, fraction: said.append(fraction))
    assert said == sorted(said)
    assert said[-1] == 1.0
    kept = list((tmp_path / "static").iterdir())
    assert len(kept) == 1

    def never(_stage: str, _fraction: float) -> None:
        pytest.fail("distilled again")

    second = load_encoder(fast, progress=never)
    assert isinstance(second, StaticEncoder)
    assert second.id == first.id
    vectors = second.encode(PASSAGES)
    assert vectors.tobytes() == first.encode(PASSAGES).tobytes()
    alone = np.vstack([second.encode([text]) for text in PASSAGES])
    assert alone.tobytes() == vectors.tobytes()
    assert vectors.shape == (len(PASSAGES), fast.encoder.n_dimensions)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)
    near, other, far, empty = second.encode(
        [
            "A senior manager must sign off every voucher.",
            "Vouchers need the signature of a senior leader.",
            "The choir sang in an empty swimming pool.",
            "",
        ]
    )
    assert near @ other > near @ far + 0.2
    assert not empty.any()

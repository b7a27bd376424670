"""The workers of a scheduler give what this machine gives, byte for byte, or it is told why not."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.discovery.material import PASSAGES
from workbench.discovery.encoders import load_encoder
from workbench.discovery.engines import There, engine_at
from workbench.discovery.pipeline import discover
from workbench.discovery.recipes import PLAIN_RECIPE, Recipe, load_recipe
from workbench.errors import MissingExtra, SchedulerUnreachable, WorkersUnfit


def test_without_an_address_it_is_this_machine(recipe: Recipe) -> None:
    with engine_at(None) as engine:
        encoder, _, told_so = engine.load(recipe)
        assert (encoder.id, told_so) == (load_encoder(recipe).id, None)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x", "tcp://127.0.0.1"])
def test_an_address_where_nothing_answers_is_told(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.discovery.engines._SECONDS", 1)
    with pytest.raises(SchedulerUnreachable, match="No Dask scheduler"), engine_at(address):
        pytest.fail("there is an engine")


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"\[cluster\]"), engine_at("tcp://127.0.0.1:1"):
        pytest.fail("there is an engine")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Give the address of a scheduler of our own with two worker processes."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as ours:
        yield ours.scheduler_address


@pytest.mark.slow
def test_two_workers_give_the_same_bytes(scheduler: str, recipe: Recipe) -> None:
    plain = load_encoder(recipe)
    vectors = plain.encode(PASSAGES)
    here = discover(PASSAGES, vectors, recipe, encode=plain.encode)
    told: list[str] = []
    with engine_at(scheduler) as engine:
        encoder, chosen, _ = engine.load(recipe)
        handed_out = encoder.encode(PASSAGES * 4)
        more = encoder.encode_more

        def encode(texts):
            return more(texts)

        there = engine.discover(
            PASSAGES, vectors, recipe, encode=encode, progress=lambda stage, _: told.append(stage)
        )
    assert (encoder.id, chosen) == (plain.id, recipe)
    assert handed_out.tobytes() == vectors.tobytes() * 4
    assert repr(there) == repr(here)
    assert pickle.dumps(there) == pickle.dumps(pickle.loads(pickle.dumps(here)))
    assert told


@pytest.mark.slow
def test_an_encoder_that_learns_from_all_texts_stays_here(scheduler: str) -> None:
    recipe = load_recipe(PLAIN_RECIPE)
    plain = load_encoder(recipe)
    vectors = plain.encode(PASSAGES)
    here = discover(PASSAGES, vectors, recipe, encode=plain.encode_more)
    with engine_at(scheduler) as engine:
        encoder, _, _ = engine.load(recipe)
        assert encoder.encode(PASSAGES).tobytes() == vectors.tobytes()
        there = engine.discover(PASSAGES, vectors, recipe, encode=encoder.encode_more)
    assert repr(there) == repr(here)


@pytest.mark.slow
def test_a_run_that_is_cancelled_stops(scheduler: str, recipe: Recipe) -> None:
    class Cancelled(Exception):
        pass

    def cancel(_stage: str, _fraction: float) -> None:
        raise Cancelled

    vectors = load_encoder(recipe).encode(PASSAGES)
    with engine_at(scheduler) as engine:
        with pytest.raises(Cancelled):
            engine.discover(PASSAGES, vectors, recipe, progress=cancel)
        assert engine.discover(PASSAGES, vectors, recipe).recipe_id == recipe.id


@pytest.mark.slow
def test_what_goes_wrong_over_there_is_told(scheduler: str, recipe: Recipe) -> None:
    assert recipe.encoder.weights is not None
    weights = replace(recipe.encoder.weights, sha256="0" * 64)
    broken = replace(recipe, encoder=replace(recipe.encoder, weights=weights))
    with engine_at(scheduler) as engine:
        assert isinstance(engine, There)
        with pytest.raises(WorkersUnfit, match="SHA-256"):
            engine._run(load_encoder, broken)
        with pytest.raises(WorkersUnfit, match="other versions"):
            engine._same("versions", {"numpy": "0"}, {"a worker": {"numpy": "1"}})
        vectors = load_encoder(recipe).encode(PASSAGES)
        with pytest.raises(WorkersUnfit, match="vectors have shape"):
            engine.discover(PASSAGES[:-1], vectors, recipe)


@pytest.mark.slow
def test_a_scheduler_without_workers_is_told(
    recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import LocalCluster

    monkeypatch.setattr("workbench.discovery.engines._SECONDS", 2)
    with (
        LocalCluster(n_workers=0, dashboard_address=":0") as ours,
        engine_at(ours.scheduler_address) as engine,
        pytest.raises(WorkersUnfit, match="there are none"),
    ):
        engine.load(recipe)

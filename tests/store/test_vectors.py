"""Vectors are kept by text and encoder: nothing is encoded twice, and a kill loses one batch."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from workbench.domain.sources import text_hash
from workbench.store.database import Project, create_project, open_project
from workbench.store.tables import VectorRow
from workbench.store.vectors import cached_vectors


class Counting:
    """An encoder that is simple to check, and remembers what it was asked."""

    def __init__(self, width: int = 3) -> None:
        self.width = width
        self.batches: list[list[str]] = []

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if texts:
            self.batches.append(list(texts))
        rows = [[len(text), *map(ord, text[: self.width - 1].ljust(self.width))] for text in texts]
        return np.asarray([row[: self.width] for row in rows], dtype=np.float32).reshape(
            len(texts), self.width
        )

    @property
    def asked(self) -> list[str]:
        return [text for batch in self.batches for text in batch]


def quiet(_stage: str, _fraction: float) -> None:
    """Report nothing."""


@pytest.fixture
def project(where: str) -> Project:
    return create_project(where)


def test_each_text_is_encoded_once(project: Project) -> None:
    encode, texts = Counting(), ["bus", "voucher", "bus", "", "bus"]
    with project:
        vectors, n_new = cached_vectors(project, "e", texts, encode, progress=quiet)
        again, n_again = cached_vectors(project, "e", texts[::-1], encode, progress=quiet)
    assert encode.asked == ["bus", "voucher", ""]
    assert (n_new, n_again) == (3, 0)
    assert vectors.dtype == np.float32
    assert vectors.tobytes() == Counting()(texts).tobytes()
    assert again.tobytes() == vectors[::-1].tobytes()


def test_a_hundred_new_reflections_cost_a_hundred_encodings(project: Project) -> None:
    texts = [f"reflection {number}" for number in range(5_100)]
    with project:
        cached_vectors(project, "e", texts[:5_000], Counting(), progress=quiet)
        encode = Counting()
        vectors, n_new = cached_vectors(project, "e", texts, encode, progress=quiet)
    assert n_new == len(encode.asked) == 100
    assert vectors.tobytes() == Counting()(texts).tobytes()


def test_another_encoder_has_its_own_vectors(project: Project) -> None:
    with project:
        cached_vectors(project, "narrow", ["bus"], Counting(3), progress=quiet)
        wide, n_new = cached_vectors(project, "wide", ["bus"], Counting(5), progress=quiet)
    assert (wide.shape, n_new) == ((1, 5), 1)


def test_no_texts_have_no_vectors(project: Project) -> None:
    with project:
        vectors, n_new = cached_vectors(project, "e", [], Counting(), progress=quiet)
    assert (vectors.shape, n_new) == ((0, 3), 0)


def test_a_vector_that_was_cut_short_is_made_again(project: Project) -> None:
    with project:
        cached_vectors(project, "e", ["bus"], Counting(), progress=quiet)
        with project.writing() as connection:
            connection.execute(sa.update(VectorRow).values(data=b"\0\0"))
        _, n_new = cached_vectors(project, "e", ["bus"], Counting(), progress=quiet)
        vectors, n_again = cached_vectors(project, "e", ["bus"], Counting(), progress=quiet)
    assert (n_new, n_again) == (1, 0)
    assert vectors.tobytes() == Counting()(["bus"]).tobytes()


def test_progress_rises_to_the_end(project: Project) -> None:
    said: list[tuple[str, float]] = []
    texts = [str(number) for number in range(1_000)]
    with project:
        cached_vectors(project, "e", texts, Counting(), progress=lambda *each: said.append(each))
    fractions = [fraction for _, fraction in said]
    assert fractions == sorted(fractions)
    assert said[-1] == ("Reading passages: 1,000 of 1,000", 1.0)


def test_what_is_broken_off_keeps_its_batches(project: Project) -> None:
    class Cancelled(Exception):
        pass

    def cancel(_stage: str, fraction: float) -> None:
        if fraction > 0.1:
            raise Cancelled

    texts = [str(number) for number in range(2_000)]
    first, second = Counting(), Counting()
    with project:
        with pytest.raises(Cancelled):
            cached_vectors(project, "e", texts, first, progress=cancel)
        cached_vectors(project, "e", texts, second, progress=quiet)
    assert 0 < len(first.asked) < 2_000
    assert sorted(first.asked + second.asked) == sorted(texts)


@settings(max_examples=40, deadline=None)
@given(calls=st.lists(st.lists(st.text(max_size=5), max_size=12), max_size=5))
def test_a_cache_changes_nothing_but_the_work(
    tmp_path_factory: pytest.TempPathFactory, calls: list[list[str]]
) -> None:
    encode = Counting()
    with create_project(tmp_path_factory.mktemp("law") / "p") as project:
        for texts in calls:
            vectors, _ = cached_vectors(project, "e", texts, encode, progress=quiet)
            assert vectors.tobytes() == Counting()(texts).tobytes()
    assert len(encode.asked) == len(set(encode.asked)) == len({t for call in calls for t in call})


_SLOWLY = """
import sys, time
from tests.store.test_vectors import Counting, quiet
from workbench.store.database import open_project
from workbench.store.vectors import cached_vectors

encode = Counting()
def slowly(texts):
    if texts:
        time.sleep(len(texts) / 1_000)
        print(len(texts), flush=True)
    return encode(texts)

with open_project(sys.argv[1]) as project:
    cached_vectors(project, "e", [str(n) for n in range(5_000)], slowly, progress=quiet)
"""


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.3, 0.8, 1.3])
def test_after_a_kill_one_batch_at_most_is_encoded_again(tmp_path: Path, seconds: float) -> None:
    where, texts = tmp_path / "evening.workbench", [str(number) for number in range(5_000)]
    create_project(where).close()
    command = [sys.executable, "-c", _SLOWLY, str(where)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as victim:
        assert victim.stdout is not None
        batches = [int(victim.stdout.readline())]
        time.sleep(seconds)
        victim.kill()
        batches += [int(line) for line in victim.stdout]
    encode = Counting()
    with open_project(where) as project:
        with project.reading() as connection:
            kept = set(connection.scalars(sa.select(VectorRow.text_hash)))
        vectors, n_new = cached_vectors(project, "e", texts, encode, progress=quiet)
    assert len(kept) in {sum(batches), sum(batches[:-1])}
    assert len(kept) < 5_000
    assert n_new == 5_000 - len(kept)
    assert not kept & {text_hash(text) for text in encode.asked}
    assert vectors.tobytes() == Counting()(texts).tobytes()

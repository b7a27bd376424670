"""Where encoding and discovering run: on this machine, or on the workers of a Dask scheduler.

Both give the same bytes: a vector does not depend on its neighbours, so texts can be handed out
in any way, and everything after that runs on one worker as it would here.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.answers import Discovery
from workbench.discovery.encoders import Encoder, load_encoder, load_encoder_or_plain
from workbench.discovery.pipeline import discover
from workbench.discovery.progress import Progress, silent
from workbench.discovery.recipes import Recipe
from workbench.discovery.versions import versions_of
from workbench.errors import MissingExtra, SchedulerUnreachable, WorkersUnfit

Vectors = NDArray[np.float32]
Loaded = tuple[Encoder, Recipe, str | None]
_SECONDS = 10
_BATCH = 64
_PULSE = 0.5


class Engine(Protocol):
    """What proposing needs: an encoder, and candidates from texts and vectors."""

    def load(self, recipe: Recipe, *, progress: Progress | None = None) -> Loaded:
        """Return an encoder and the recipe to run with it; see :func:`~.load_encoder_or_plain`."""
        ...

    def discover(
        self,
        texts: Sequence[str],
        vectors: Vectors,
        recipe: Recipe,
        *,
        encode: Callable[[Sequence[str]], Vectors] | None = None,
        progress: Progress | None = None,
    ) -> Discovery:
        """Return what is found; see :func:`~.pipeline.discover`."""
        ...


class Here:
    """Work on this machine."""

    def load(self, recipe: Recipe, *, progress: Progress | None = None) -> Loaded:
        """Return an encoder, the recipe to run with it, and a sentence if that is another one."""
        return load_encoder_or_plain(recipe, progress=progress)

    def discover(
        self,
        texts: Sequence[str],
        vectors: Vectors,
        recipe: Recipe,
        *,
        encode: Callable[[Sequence[str]], Vectors] | None = None,
        progress: Progress | None = None,
    ) -> Discovery:
        """Return what is found."""
        return discover(texts, vectors, recipe, encode=encode, progress=progress)


class There:
    """Work on the workers of a Dask scheduler.

    Parameters
    ----------
    client
        A connected ``distributed.Client``.
    address
        What the person typed.
    """

    def __init__(self, client: Any, address: str) -> None:  # noqa: ANN401 - Dask has no types
        self._client, self._address = client, address

    def load(self, recipe: Recipe, *, progress: Progress | None = None) -> Loaded:
        """Return an encoder that hands texts out to the workers, and the recipe to run with it.

        One that learns from all texts at once is light, and stays here.

        Raises
        ------
        WorkersUnfit
            They have other versions of something that a result depends on, or another model.
        """
        here, chosen, told = load_encoder_or_plain(recipe, progress=progress)
        (progress or silent)("Asking the workers what they have installed", 1.0)
        self._same("versions", versions_of(chosen), self._run(versions_of, chosen))
        if not here.cacheable:
            return here, chosen, told
        self._same("models", here.id, self._run(_encoder_id, chosen))
        return _HandedOut(self._client, self._address, here, chosen), chosen, told

    def discover(
        self,
        texts: Sequence[str],
        vectors: Vectors,
        recipe: Recipe,
        *,
        encode: Callable[[Sequence[str]], Vectors] | None = None,
        progress: Progress | None = None,
    ) -> Discovery:
        """Return what one of the workers finds; when ``progress`` raises, it is told to stop."""
        tell, beats, alone = progress or silent, 0, 0
        job = self._client.submit(discover, texts, vectors, recipe, encode=encode, pure=False)
        try:
            while True:
                tell("Looking for candidates on a worker", beats / (beats + 20))
                try:
                    return _as_discovery(_result(job, self._address, _PULSE))
                except TimeoutError:
                    beats += 1
                alone = 0 if self._client.nthreads() else alone + 1
                if alone * _PULSE > _SECONDS:
                    raise WorkersUnfit(self._address, "all of them are gone")
        finally:
            job.cancel()

    def _run(self, act: Callable[[Recipe], object], recipe: Recipe) -> dict[str, object]:
        try:
            self._client.wait_for_workers(1, timeout=_SECONDS)
            found: dict[str, object] = self._client.run(act, recipe)
        except TimeoutError as error:
            raise WorkersUnfit(self._address, "there are none") from error
        except Exception as error:  # whatever went wrong over there
            raise WorkersUnfit(self._address, _first_line(error)) from error
        return found

    def _same(self, what: str, here: object, there: dict[str, object]) -> None:
        for worker, found in there.items():
            if found != here:
                raise WorkersUnfit(self._address, f"{worker} has other {what} than this machine")


class _HandedOut:
    """An encoder whose texts are read by the workers; sent to one of them, it is a plain one."""

    cacheable = True

    def __init__(self, client: Any, address: str, here: Encoder, recipe: Recipe) -> None:  # noqa: ANN401
        self.id, self.n_dimensions = here.id, here.n_dimensions
        self._client, self._address, self._recipe = client, address, recipe

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> Vectors:
        """Return one unit vector a text, shape (n_texts, n_dimensions)."""
        vectors = np.zeros((len(texts), self.n_dimensions), dtype=np.float32)
        parts = [list(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
        jobs = self._client.map(_encoded, parts, recipe=self._recipe, pure=False)
        for start, part, job in zip(range(0, len(texts), _BATCH), parts, jobs, strict=True):
            vectors[start : start + len(part)] = _result(job, self._address)
            if progress:
                progress(start + len(part), len(texts))
        return vectors

    def encode_more(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text: the space is always the same."""
        return self.encode(texts)

    def __reduce__(self) -> tuple[type[_ReadThere], tuple[Recipe]]:
        return _ReadThere, (self._recipe,)


class _ReadThere:
    """What an encoder becomes on its way: a recipe, whose encoder is loaded where it is asked.

    A scheduler may unpack and pack it again, so it must not hold a network.
    """

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> Vectors:
        """Return one unit vector a text, shape (n_texts, n_dimensions)."""
        return _encoder_there(self._recipe).encode(texts, progress)

    def encode_more(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text: the space is always the same."""
        return _encoder_there(self._recipe).encode_more(texts)


@contextmanager
def engine_at(address: str | None) -> Iterator[Engine]:
    """Give the engine at a scheduler's address, such as ``tcp://10.0.0.5:8786``; without, this machine.

    Raises
    ------
    MissingExtra
        The extra ``cluster`` is not installed.
    SchedulerUnreachable
        Nothing answers there within ten seconds, or what does is no scheduler.
    """
    if address is None:
        yield Here()
        return
    if importlib.util.find_spec("distributed") is None:
        raise MissingExtra("cluster", "a scheduler is reached through Dask")
    from distributed import Client

    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError, ImportError) as error:
        raise SchedulerUnreachable(address, _first_line(error)) from error
    with client:
        yield There(client, address)


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0].rstrip(".") or type(error).__name__


def _result(job: Any, address: str, seconds: float | None = None) -> Any:  # noqa: ANN401
    """Return what a worker made; TimeoutError when it is not ready after so many seconds."""
    try:
        return job.result(timeout=seconds)
    except TimeoutError:
        raise
    except Exception as error:  # whatever went wrong over there
        raise WorkersUnfit(address, _first_line(error)) from error


@lru_cache(maxsize=2)
def _encoder_there(recipe: Recipe) -> Encoder:
    return load_encoder(recipe)


def _encoder_id(recipe: Recipe) -> str:
    return _encoder_there(recipe).id


def _encoded(texts: list[str], recipe: Recipe) -> Vectors:
    return _encoder_there(recipe).encode(texts)


def _as_discovery(found: object) -> Discovery:
    if not isinstance(found, Discovery):
        raise TypeError(f"a worker gave back {type(found).__name__}")
    return found

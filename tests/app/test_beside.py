"""Work beside the server's loop: looks take turns, what waits does not."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from bokeh.document import Document
from bokeh.server.callbacks import NextTickCallback

from workbench.app.beside import Looks, apart


def _waited(until: Callable[[], bool]) -> None:
    ends = time.monotonic() + 10
    while not until():
        assert time.monotonic() < ends, "it did not come to an end"
        time.sleep(0.005)


def _given(document: Document, said: list[Any]) -> int:
    """Do what waits for the document's lock, and return how much was said."""
    for each in list(document.session_callbacks):
        assert isinstance(each, NextTickCallback)
        document.remove_next_tick_callback(each)
        each.callback()
    return len(said)


def test_looks_take_turns_in_the_order_they_were_asked_for() -> None:
    document, looks, said = Document(), Looks(), list[Any]()
    within, most = list[int](), list[int]()

    def work(number: int) -> dict[str, Any]:
        within.append(number)
        most.append(len(within))
        time.sleep(0.02)
        within.remove(number)
        return {"number": number}

    for number in range(6):
        looks.look(document, partial(work, number), said.append)
    _waited(lambda: _given(document, said) == 6)
    assert [each["number"] for each in said] == list(range(6))
    assert set(most) == {1}


def test_a_look_that_fails_keeps_nobody_waiting(caplog: pytest.LogCaptureFixture) -> None:
    document, looks, said = Document(), Looks(), list[Any]()

    def fail() -> dict[str, Any]:
        raise ValueError("no such thing")

    looks.look(document, fail, said.append)
    looks.look(document, lambda: {"ok": True}, said.append)
    _waited(lambda: _given(document, said) == 1)
    assert said == [{"ok": True}]
    assert "A look could not be answered." in caplog.text


def test_what_waits_for_something_waits_apart() -> None:
    document, said = Document(), list[Any]()
    together = threading.Barrier(3)

    def work(number: int) -> dict[str, Any]:
        together.wait(5)
        return {"number": number}

    for number in range(3):
        apart(document, partial(work, number), said.append)
    _waited(lambda: _given(document, said) == 3)
    assert {each["number"] for each in said} == {0, 1, 2}


def test_without_a_tab_the_answer_comes_at_once() -> None:
    said = list[Any]()
    apart(None, lambda: {"one": 1}, said.append)
    Looks().look(None, lambda: {"two": 2}, said.append)
    assert said == [{"one": 1}, {"two": 2}]

"""Reading ahead: questions wait for it in their order, and are answered also when it fails."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from panel.io.server import WSHandler
from panel.models.esm import DataEvent

from tests.app.boards import make_board
from workbench.app import shell
from workbench.app.ahead import Ahead
from workbench.app.components.screen import Screen
from workbench.app.prompt import Prompt
from workbench.app.registry import PAGES
from workbench.app.watch import Watch
from workbench.errors import ProjectBusy

Call = Callable[[], None]


def _at_once(call: Call) -> None:
    call()


def _begun(read: Callable[[], object]) -> tuple[Ahead, list[int]]:
    """Begin, and ask three questions before anything can have been read."""
    ahead, answered = Ahead(read), list[int]()
    for number in range(3):
        ahead.after(partial(answered.append, number), soon=_at_once)
    assert not answered
    ahead.begin()
    return ahead, answered


def _read(ahead: Ahead) -> None:
    there = threading.Event()
    ahead.after(there.set, soon=_at_once)
    assert there.wait(20)


def test_questions_wait_and_are_answered_in_their_order() -> None:
    allowed = threading.Event()
    ahead, answered = _begun(lambda: allowed.wait(20))
    assert not ahead.is_there()
    allowed.set()
    _read(ahead)
    assert answered == [0, 1, 2]


def test_once_all_is_read_nothing_waits() -> None:
    ahead, answered = _begun(lambda: None)
    _read(ahead)
    while not ahead.is_there():
        pass
    ahead.after(lambda: answered.append(3), soon=lambda call: pytest.fail("it waited"))
    assert answered == [0, 1, 2, 3]


def test_what_cannot_be_read_ahead_is_left_to_who_asks(caplog: pytest.LogCaptureFixture) -> None:
    def read() -> None:
        raise ProjectBusy("evening.workbench", 15.0)

    with caplog.at_level(logging.ERROR):
        ahead, answered = _begun(read)
        _read(ahead)
    assert answered == [0, 1, 2]
    assert "the first page reads them" in caplog.text


def test_a_screen_lets_messages_in_by_its_gate_and_other_screens_by_none() -> None:
    gated, free, heard, held = Screen(), Screen(), list[object](), list[Call]()
    for each in (gated, free):
        each.heard(heard.append)
    gated.gated(held.append)
    for screen, words in ((gated, "one"), (free, "two")):
        screen._process_event(DataEvent(None, data=words))
    assert heard == ["two"]
    held.pop()()
    assert heard == ["two", "one"]


def test_every_channel_of_the_server_sends_at_once(tmp_path: Path) -> None:
    with make_board(tmp_path / "evening.workbench") as project:
        server = shell._server(project, 0, "Ruth", Watch(lambda: None), Ahead(lambda: None))
        targets = [each.target for each in server._tornado.wildcard_router.rules]
        server.stop()
    channels = [each for each in targets if isinstance(each, type) and issubclass(each, WSHandler)]
    assert channels == [Prompt] * len(PAGES)

"""The questions of a page's JavaScript and their answers; every failure is told in a sentence."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from workbench.errors import InvalidDecision, StaleDecision, WorkbenchError

_log = logging.getLogger(__name__)
_SORRY = "Something went wrong; nothing was changed. Try again, or reload the page."

Message = Mapping[str, Any]
Answer = Callable[[Message], Mapping[str, Any]]
#: Does work and gives what came of it to somebody.
Beside = Callable[[Callable[[], dict[str, Any]], Callable[[dict[str, Any]], None]], None]


def answer(answers: Mapping[str, Answer], message: object) -> dict[str, Any]:
    """Return the reply to one message: ``ok`` with what was asked for, or the error's sentence.

    Parameters
    ----------
    answers
        What can be asked, by the message's ``ask``.
    message
        What came over the wire: nothing about it is trusted.
    """
    number = message.get("number") if isinstance(message, Mapping) else None
    try:
        return {"reply": number, "ok": True, **_answered(answers, message)}
    except WorkbenchError as error:
        stale = isinstance(error, StaleDecision)
        return {"reply": number, "ok": False, "error": str(error), "stale": stale}
    except Exception:  # noqa: BLE001 - the last edge before a person: logged, and told in words
        _log.exception("A page's message could not be answered.")
        return {"reply": number, "ok": False, "error": _SORRY, "stale": False}


def _answered(answers: Mapping[str, Answer], message: object) -> Mapping[str, Any]:
    if not isinstance(message, Mapping) or message.get("ask") not in answers:
        raise InvalidDecision("The page's message", "it asks for nothing that is known")
    return answers[message["ask"]](message)


def at_once(work: Callable[[], dict[str, Any]], then: Callable[[dict[str, Any]], None]) -> None:
    """Do work now, on the thread that asks, and give what came of it."""
    then(work())


def text_of(message: Message, name: str, *, most: int = 10_000) -> str:
    """Return a text of a message; what is missing is empty.

    Raises
    ------
    InvalidDecision
        When it is no text, or too long to have been typed.
    """
    value = message.get(name) or ""
    if not isinstance(value, str) or len(value) > most:
        raise InvalidDecision("The page's message", f"“{name}” must be a text")
    return value


def number_of(message: Message, name: str) -> int | None:
    """Return a whole number of a message, or None.

    Raises
    ------
    InvalidDecision
        When it is something else.
    """
    value = message.get(name)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise InvalidDecision("The page's message", f"“{name}” must be a whole number")

"""Decisions from the command line: one act by options, or a script with an act a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.domain.decisions import Decision, Step
from workbench.domain.wire import act_from_plain, script_step_from_plain
from workbench.errors import InvalidDecision, UnreadableSource
from workbench.services.decide import decide, decide_all
from workbench.services.view_board import find_theme
from workbench.store.database import Project

#: The fields of an act that name a candidate or code.
_THEME_FIELDS = ("theme", "candidate", "into", "origin", "to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The options of ``workbench decide``, as typed."""

    theme: tuple[str, ...] = ()
    to: str | None = None
    passages: tuple[str, ...] = ()
    name: str | None = None
    statement: str | None = None
    kind: str | None = None
    facets: tuple[str, ...] = ()


def decide_given(project: Project, verb: str, given: Given, *, coder: str, reason: str) -> Decision:
    """Do the act that the options say.

    Raises
    ------
    InvalidDecision
        When they do not make an act.
    DecisionError
        When the board does not allow it.
    """
    plain = _resolved(project, _from_options(verb, given))
    return decide(project, act_from_plain(plain, "the command"), coder=coder, reason=reason)


def decide_file(project: Project, file: Path, *, coder: str) -> tuple[Decision, ...]:
    """Do the acts of a file of JSON lines: all of them, or none.

    Raises
    ------
    UnreadableSource
        When the file cannot be read.
    InvalidDecision
        When a line makes no act; it says which.
    DecisionError
        When the board does not allow one.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource(str(file), str(error)) from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    steps = [_step(project, line, f"line {number} of {file.name}") for number, line in numbered]
    return decide_all(project, steps, coder=coder)


def _step(project: Project, line: str, where: str) -> Step:
    try:
        plain = json.loads(line)
    except json.JSONDecodeError as error:
        raise InvalidDecision(where, f"it is not JSON ({error.msg})") from error
    if not isinstance(plain, dict):
        raise InvalidDecision(where, "it is not a JSON object")
    return script_step_from_plain(_resolved(project, plain), where)


def _from_options(verb: str, given: Given) -> dict[str, Any]:
    """Return the object that the options stand for, without what was not typed."""
    first = given.theme[0] if given.theme else None
    words = {"name": given.name, "statement": given.statement, "kind": given.kind}
    plain: dict[str, Any] = {"verb": verb, **words}
    if given.facets:
        plain["facets"] = list(given.facets)
    match verb:
        case "confirm":
            plain["candidate"] = first
        case "merge":
            plain |= {"themes": list(given.theme), "into": given.to}
        case "split":
            part = {"name": given.name or "", "passages": list(given.passages)}
            plain |= {"theme": first, "parts": [part], "name": None}
        case "move" | "recode" | "add" | "drop" | "create" | "create-code":
            plain |= {"passages": list(given.passages), "origin": first, "to": given.to}
        case _:
            plain["theme"] = first
    return {name: value for name, value in plain.items() if value is not None}


def _resolved(project: Project, plain: dict[str, Any]) -> dict[str, Any]:
    """Let a candidate or code be named by its exact title instead of its id."""
    named: dict[str, Any] = {
        name: find_theme(project, value)
        for name, value in plain.items()
        if name in _THEME_FIELDS and isinstance(value, str) and value
    }
    if isinstance(plain.get("themes"), list):
        named["themes"] = [
            find_theme(project, each) if isinstance(each, str) else each for each in plain["themes"]
        ]
    return {**plain, **named}

"""Decisions from the command line: one act by options, or a script with an act a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.domain.board import Board
from workbench.domain.decisions import Decision, HumanAct, Step
from workbench.domain.wire import act_from_plain, script_step_from_plain
from workbench.errors import InvalidDecision, UnreadableSource
from workbench.services.decide import ScriptLine, decide_all
from workbench.services.view.board import find_theme
from workbench.store.database import Project
from workbench.store.log import ledger

#: The fields of an act that name a candidate or code.
_THEME_FIELDS = ("theme", "candidate", "into", "origin", "to", "code", "parent")
_CODE = frozenset({"--name", "--statement", "--kind", "--facet"})
_WITH_PASSAGES = frozenset({"--theme", "--to", "--passage"})
#: What each verb can be told by options; what is left out here is for scripts.
_OPTIONS: Mapping[str, frozenset[str]] = {
    "confirm": _CODE | {"--theme"},
    "describe": _CODE - {"--name"} | {"--theme"},
    "create": _CODE | {"--theme", "--passage"},
    "create-code": _CODE | {"--theme", "--passage"},
    "rename": frozenset({"--theme", "--name"}),
    "merge": frozenset({"--theme", "--to", "--name"}),
    "split": frozenset({"--theme", "--name", "--passage"}),
    "move": _WITH_PASSAGES,
    "recode": _WITH_PASSAGES,
    "add": _WITH_PASSAGES - {"--theme"},
    "drop": _WITH_PASSAGES - {"--to"},
    "accept": frozenset({"--to", "--passage", "--struck"}),
    "refuse": _WITH_PASSAGES - {"--to"},
    "dismiss": frozenset({"--theme"}),
    "nest": frozenset({"--theme", "--to"}),
    "park": frozenset({"--theme"}),
    "reopen": frozenset({"--theme"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The options of ``workbench decide``, as typed."""

    theme: tuple[str, ...] = ()
    to: str | None = None
    passages: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    name: str | None = None
    statement: str | None = None
    kind: str | None = None
    facets: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """The options that were given."""
        typed = {
            "--theme": bool(self.theme),
            "--to": self.to is not None,
            "--passage": bool(self.passages),
            "--struck": bool(self.struck),
            "--name": self.name is not None,
            "--statement": self.statement is not None,
            "--kind": self.kind is not None,
            "--facet": bool(self.facets),
        }
        return tuple(option for option, there in typed.items() if there)


def read_act(project: Project, verb: str, given: Given) -> HumanAct:
    """Return the act that the options say.

    Raises
    ------
    InvalidDecision
        When they do not make an act, or one of them would be left unused.
    AmbiguousTheme
        When a title is that of several themes.
    """
    plain = _from_options(verb, given)
    return act_from_plain(_resolved(ledger(project).board, plain), "the command")


def decide_file(
    project: Project, file: Path, *, coder: str, reason: str = ""
) -> tuple[Decision, ...]:
    """Do the acts of a file of JSON lines: all of them, or none.

    A line may say its ``reason``; `reason` is that of the others.

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
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource(str(file), str(error)) from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    script = [_line(line, f"line {number} of {file.name}", reason) for number, line in numbered]
    return decide_all(project, script, coder=coder)


def _line(line: str, where: str, reason: str) -> ScriptLine:
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidDecision(where, f"it is not JSON ({error})") from error
    if not isinstance(plain, dict):
        raise InvalidDecision(where, "it is not a JSON object")
    why = plain.pop("reason", reason)
    if not isinstance(why, str):
        raise InvalidDecision(where, f"“reason” must be str, not {why!r}")
    script_step_from_plain(plain, where)  # a line that says nothing stops the script at once

    def read(board: Board) -> Step:
        return script_step_from_plain(_resolved(board, plain), where)

    return ScriptLine(read=read, reason=why, where=where)


def _from_options(verb: str, given: Given) -> dict[str, Any]:  # noqa: C901 - one line for each verb
    """Return the object that the options stand for, without what was not typed."""
    _refuse_unused(verb, given)
    first = given.theme[0] if given.theme else None
    words = {"name": given.name, "statement": given.statement, "kind": given.kind}
    plain: dict[str, Any] = {"verb": verb, **words}
    if given.facets:
        plain["facets"] = list(given.facets)
    match verb:
        case "confirm":
            plain["candidate"] = first
        case "nest":
            plain |= {"code": first, "parent": given.to or ""}
        case "merge":
            plain |= {"themes": list(given.theme), "into": given.to}
        case "split":
            part = {"name": given.name or "", "passages": list(given.passages)}
            plain |= {"theme": first, "parts": [part], "name": None}
        case "accept":
            taken, struck = list(given.passages), list(given.struck)
            plain |= {"to": given.to, "passages": taken, "struck": struck}
        case "refuse":
            plain |= {"theme": first, "passages": list(given.passages)}
        case "move" | "recode" | "add" | "drop" | "create" | "create-code":
            plain |= {"passages": list(given.passages), "origin": first, "to": given.to}
        case _:
            plain["theme"] = first
    return {name: value for name, value in plain.items() if value is not None}


def _refuse_unused(verb: str, given: Given) -> None:
    """Refuse options that say nothing to a verb, as the person meant something by them."""
    known = _OPTIONS.get(verb)
    if known is None:
        return
    unused = [option for option in given.options if option not in known]
    if unused:
        raise InvalidDecision("the command", f"{verb} takes no {', '.join(unused)}")
    if verb != "merge" and len(given.theme) > 1:
        raise InvalidDecision("the command", f"{verb} takes one --theme")


def _fields_of_themes(plain: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields that name a candidate or code; what a memo is on may be either, or neither."""
    on_theme = plain.get("about_kind") in {"code", "candidate"}
    return (*_THEME_FIELDS, "about") if on_theme else _THEME_FIELDS


def _resolved(board: Board, plain: dict[str, Any]) -> dict[str, Any]:
    """Let a candidate or code be named by its exact title instead of its id."""
    named: dict[str, Any] = {
        name: find_theme(board, value)
        for name, value in plain.items()
        if name in _fields_of_themes(plain) and isinstance(value, str) and value
    }
    if isinstance(plain.get("themes"), list):
        named["themes"] = [
            find_theme(board, each) if isinstance(each, str) else each for each in plain["themes"]
        ]
    return {**plain, **named}

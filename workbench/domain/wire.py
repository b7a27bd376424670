"""Decisions as plain JSON values and back: one codec for the store, scripts and the screen.

Dataclasses become objects, enumerations their values, tuples lists. Reading checks every field
against its declared type and says which one is wrong.
"""

from __future__ import annotations

import dataclasses
import re
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import cache, partial
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

from workbench.domain.board import Change, Key, Noun, Thing
from workbench.domain.candidates import Candidate, Membership
from workbench.domain.codebook import Code
from workbench.domain.coding import Coding, Refusal
from workbench.domain.corrections import Correct
from workbench.domain.decisions import ChooseGrain, Erase, HumanAct, Line, Propose, Redo, Step, Undo
from workbench.domain.memos import Memo
from workbench.errors import InvalidDecision

#: Verb -> class of everything that can stand in a log.
VERBS: Mapping[str, type] = {
    act.verb: act for act in (*get_args(HumanAct), ChooseGrain, Correct, Propose, Undo, Redo, Erase)
}
#: The verbs of people's acts; `recode` is the researcher's word for `move`.
HUMAN_VERBS: Mapping[str, type] = {act.verb: act for act in get_args(HumanAct)}
_ALIASES = {"recode": "move", "create-code": "create"}
_LARGEST = sys.float_info.max
#: NUL, which PostgreSQL cannot hold, and halves of UTF-16 pairs, which are no text.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_THINGS: Mapping[Noun, type] = {
    Noun.CANDIDATE: Candidate,
    Noun.MEMBER: Membership,
    Noun.CODE: Code,
    Noun.CODING: Coding,
    Noun.REFUSAL: Refusal,
    Noun.MEMO: Memo,
}


#: Reads a value, given the name of its field and where it stands.
_Reader = Callable[[Any, str, str], Any]
#: What JSON takes as it is; looked at first, as most values are such.
_AS_IT_IS = frozenset({str, int, float, bool, type(None)})


def to_plain(value: Any) -> Any:  # noqa: ANN401 - any domain value
    """Return a domain value as JSON values."""
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    fields = _fields(kind)  # type: ignore[arg-type] # a class is hashable, whatever its values are
    if fields is not None:
        names, values_of = fields
        values = values_of(value)
        return {
            name: each if type(each) in _AS_IT_IS else to_plain(each)
            for name, each in zip(names, values, strict=True)
        }
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    return value


@cache
def _fields(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]] | None:
    """Return the fields of a dataclass and what reads them all: an act on a large theme has thousands."""
    if not dataclasses.is_dataclass(kind):
        return None
    names = tuple(each.name for each in dataclasses.fields(kind))
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda value: tuple(getattr(value, name) for name in names)


def step_to_plain(step: Line) -> dict[str, Any]:
    """Return an act, undo, redo or erasure as an object with its verb."""
    return {"verb": step.verb, **to_plain(step)}


def step_from_plain(plain: Mapping[str, Any], where: str = "the log") -> Line:
    """Return the act, undo, redo or erasure that an object stands for.

    Raises
    ------
    InvalidDecision
        When the verb is unknown or a field is missing, unknown or of the wrong type.
    """
    step: Line = _read_verb(plain, VERBS, where)
    return step


def act_from_plain(plain: Mapping[str, Any], where: str) -> HumanAct:
    """Return the human act that a script's object stands for; ids that it leaves out are new.

    Raises
    ------
    InvalidDecision
        As `step_from_plain`, and for verbs that are no person's act.
    """
    act: HumanAct = _read_verb(plain, HUMAN_VERBS, where)
    return act


def script_step_from_plain(plain: Mapping[str, Any], where: str) -> Step:
    """Return the act, undo or redo that a line of a script stands for.

    Raises
    ------
    InvalidDecision
        As `step_from_plain`, and for the machine's own verb.
    """
    step: Step = _read_verb(plain, {**HUMAN_VERBS, "undo": Undo, "redo": Redo}, where)
    return step


def refuse_unstorable(value: Any, where: str) -> None:  # noqa: ANN401 - any domain value
    """Refuse text that no database keeps, wherever in a value it stands.

    Raises
    ------
    InvalidDecision
        When there is a NUL or half a UTF-16 pair.
    """
    if isinstance(value, str):
        if _UNSTORABLE.search(value):
            raise InvalidDecision(where, f"{value!r} holds a character that cannot be kept")
    elif isinstance(value, (tuple, list)):
        for item in value:
            refuse_unstorable(item, where)
    elif dataclasses.is_dataclass(value):
        for each in dataclasses.fields(value):
            refuse_unstorable(getattr(value, each.name), where)


def change_to_plain(change: Change) -> list[Any]:
    """Return a change as [noun, owner, item, before, after]."""
    return [*map(str, change.key), to_plain(change.before), to_plain(change.after)]


def change_from_plain(plain: list[Any]) -> Change:
    """Return the change that such a list stands for."""
    noun, owner, item, before, after = plain
    kind = _THINGS[Noun(noun)]
    return Change(Key(Noun(noun), owner, item), _thing(kind, before), _thing(kind, after))


def _thing(kind: type, plain: Any) -> Thing | None:  # noqa: ANN401
    return None if plain is None else _read_dataclass(kind, plain, "the log")


def _read_verb(plain: Mapping[str, Any], verbs: Mapping[str, type], where: str) -> Any:  # noqa: ANN401
    if not isinstance(plain, Mapping):
        raise InvalidDecision(where, f"expected an object, got {plain!r}")
    rest = dict(plain)
    verb = str(rest.pop("verb", ""))
    kind = verbs.get(_ALIASES.get(verb, verb))
    if kind is None:
        raise InvalidDecision(where, f"“{verb}” is not one of {', '.join(sorted(verbs))}")
    return _read_dataclass(kind, rest, where)


def _read_dataclass(kind: type, plain: Any, where: str) -> Any:  # noqa: ANN401
    if not isinstance(plain, Mapping):
        raise InvalidDecision(where, f"expected an object, got {plain!r}")
    known = _hints(kind)
    for name in plain:
        if name not in known:
            raise InvalidDecision(where, f"“{name}” is not one of {', '.join(known)}")
    for each in dataclasses.fields(kind):
        required = (
            each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING
        )
        if required and each.name not in plain:
            raise InvalidDecision(where, f"“{each.name}” is missing")
    return kind(**{name: _read(known[name], value, name, where) for name, value in plain.items()})


@cache
def _hints(kind: type) -> dict[str, Any]:
    names = [each.name for each in dataclasses.fields(kind)]
    hints = get_type_hints(kind)
    return {name: hints[name] for name in names}


def _read(kind: Any, value: Any, name: str, where: str) -> Any:  # noqa: ANN401
    return _reader(kind)(value, name, where)


@cache
def _reader(kind: Any) -> _Reader:  # noqa: ANN401
    """Return what reads a value of a declared type: found once, as a run tells of all passages."""
    kind = getattr(kind, "__supertype__", kind)
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        [inner] = [each for each in get_args(kind) if each is not types.NoneType]
        return partial(_read_optional, _reader(inner))
    if origin is tuple:
        return _tuple_reader(get_args(kind))
    if kind is float:
        return _read_number
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return partial(_read_inner, kind)
    return partial(_read_choice if issubclass(kind, StrEnum) else _read_scalar, kind)


def _tuple_reader(inner: tuple[Any, ...]) -> _Reader:
    if inner[-1] is ...:
        return partial(_read_list, _reader(inner[0]))
    return partial(_read_tuple, tuple(map(_reader, inner)))


def _read_optional(read: _Reader, value: Any, name: str, where: str) -> Any:  # noqa: ANN401
    return None if value is None else read(value, name, where)


def _read_list(read: _Reader, value: Any, name: str, where: str) -> tuple[Any, ...]:  # noqa: ANN401
    if not isinstance(value, (list, tuple)):
        raise InvalidDecision(where, f"“{name}” must be a list, not {value!r}")
    return tuple([read(item, name, where) for item in value])


def _read_tuple(readers: Sequence[_Reader], value: Any, name: str, where: str) -> tuple[Any, ...]:  # noqa: ANN401
    if not isinstance(value, (list, tuple)):
        raise InvalidDecision(where, f"“{name}” must be a list, not {value!r}")
    if len(value) != len(readers):
        raise InvalidDecision(where, f"“{name}” needs {len(readers)} values, got {value!r}")
    return tuple([read(each, name, where) for read, each in zip(readers, value, strict=True)])


def _read_inner(kind: type, value: Any, _: str, where: str) -> Any:  # noqa: ANN401
    return _read_dataclass(kind, value, where)


def _read_choice(kind: type[StrEnum], value: Any, name: str, where: str) -> StrEnum:  # noqa: ANN401
    try:
        return kind(value)
    except ValueError as error:
        known = ", ".join(each.value or "(empty)" for each in kind)
        raise InvalidDecision(where, f"“{name}” must be one of {known}") from error


def _read_scalar(kind: type, value: Any, name: str, where: str) -> Any:  # noqa: ANN401
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise InvalidDecision(where, f"“{name}” must be {kind.__name__}, not {value!r}")
    return value


def _read_number(value: Any, name: str, where: str) -> float:  # noqa: ANN401
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InvalidDecision(where, f"“{name}” must be a number, not {value!r}")
    # Not a number, infinite, or an integer larger than any float: none can be a score.
    if not -_LARGEST <= value <= _LARGEST:
        raise InvalidDecision(where, f"“{name}” is not a usable number")
    return float(value)

"""The codebook's tree: a code hangs under another one, or stands at the top."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from workbench.domain.candidates import Candidate
from workbench.domain.codebook import Code, CodeId
from workbench.domain.draft import Draft
from workbench.domain.laws import above
from workbench.errors import CodeCircle, NothingToDo, ThemeClosed


@dataclass(frozen=True, slots=True, kw_only=True)
class Nest:
    """Hang a code under another one; an empty parent is the top of the codebook."""

    verb: ClassVar[str] = "nest"
    code: str
    parent: str = ""


def nest(draft: Draft, act: Nest) -> None:
    """Hang a code under another one, with all that hangs under it.

    Raises
    ------
    ThemeClosed
        When one of them is a candidate still.
    CodeCircle
        When the parent is the code itself, or hangs under it.
    """
    code = _code(draft, act.code)
    parent = _code(draft, act.parent) if act.parent else None
    under = parent.id if parent else None
    if code.parent == under:
        raise NothingToDo("move in the codebook")
    if parent is not None and code.id in {parent.id, *above(draft.board.codes, parent.id)}:
        raise CodeCircle(code.name, parent.name)
    draft.put_code(replace(code, parent=under))


def let_go_of_children(draft: Draft, gone: CodeId, into: CodeId | None = None) -> None:
    """Hang the children of a code that goes under the code it went into, or where it hung itself."""
    codes = draft.now().codes
    inside = into is not None and gone in above(codes, into)
    adopted = codes[gone].parent if into is None or inside else into
    for child in codes.values():
        if child.parent == gone:
            draft.put_code(replace(child, parent=adopted))


def _code(draft: Draft, name: str) -> Code:
    found = draft.board.theme(name)
    if isinstance(found, Candidate):
        raise ThemeClosed(found.title, "still a candidate", "hang", "confirm it first")
    return found

"""Memos: notes that people write on anything, and the acts by which they come, change and go.

The machine writes none. A memo outlives what it is about: when that goes, the memo stays and says so
(see ``notes``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, NewType
from uuid import uuid4

MemoId = NewType("MemoId", str)


class MemoKind(StrEnum):
    """What a memo is for: what it may mean, what it does to who reads it, or how it was done."""

    ANALYTIC = "analytic"
    REFLEXIVE = "reflexive"
    METHOD = "method"


class AboutKind(StrEnum):
    """What a memo can be about."""

    CODE = "code"
    CANDIDATE = "candidate"
    PASSAGE = "passage"
    SOURCE = "source"
    PROJECT = "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """A person's note.

    `about` is the id of what it is about, empty for the project; `coder` wrote it first, and
    `changed_by` last, if anybody has changed it. Times are UTC in ISO 8601.
    """

    id: MemoId
    about_kind: AboutKind
    about: str
    kind: MemoKind
    text: str
    coder: str
    created_at: str
    changed_by: str = ""
    changed_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Write a memo; one on a confirmed candidate is on its code."""

    verb: ClassVar[str] = "note"
    about_kind: AboutKind
    about: str = ""
    text: str
    kind: MemoKind = MemoKind.ANALYTIC
    memo_id: MemoId = field(default_factory=lambda: MemoId(str(uuid4())))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMemo:
    """Write a memo anew, or say that it is of another kind; None leaves a field as it is."""

    verb: ClassVar[str] = "change-memo"
    memo: MemoId
    text: str | None = None
    kind: MemoKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMemo:
    """Take a memo away."""

    verb: ClassVar[str] = "remove-memo"
    memo: MemoId

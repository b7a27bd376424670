"""Who looks, and what each may do: roles, rights, and the check that every act asks for first.

The table of rights is the one in which everybody who works on a project can read what they may do.
Whoever has no right to something is refused; nothing is allowed because nobody thought of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import wraps
from types import MappingProxyType
from typing import Any, TypeVar, cast

from workbench.errors import NotAllowed


class Role(StrEnum):
    """In which role somebody looks at a project."""

    STEWARD = "steward"
    FACILITATOR = "facilitator"
    RESEARCHER = "researcher"
    CONTRIBUTOR = "contributor"
    LEADER = "leader"
    AUDITOR = "auditor"


class Right(StrEnum):
    """What an act or a view needs; the words finish the sentence “a leader may not …”."""

    SEE_GENERALISED = "see the barriers in general terms"
    SEE_WORDS = "see what people said"
    SEE_AS_GIVEN = "see the words with their names"
    JUDGE = "decide, code and propose"
    BRING_IN = "bring material in"
    REVIEW_NAMES = "review names and other identifiers"
    PREPARE = "prepare what leaves the project"
    APPROVE = "approve what leaves the project"
    KEEP = "erase, set how long things are kept, and make copies"
    SEE_LOG = "see the log of decisions and of what left the project"


class Words(StrEnum):
    """How the words are shown: with stand-ins for names, or as they were given."""

    MASKED = "masked"
    GIVEN = "as given"


#: Role -> its rights. Everything else is refused.
RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.STEWARD: frozenset(
            {
                Right.SEE_GENERALISED,
                Right.SEE_WORDS,
                Right.SEE_AS_GIVEN,
                Right.BRING_IN,
                Right.REVIEW_NAMES,
                Right.APPROVE,
                Right.KEEP,
                Right.SEE_LOG,
            }
        ),
        Role.FACILITATOR: frozenset(
            {
                Right.SEE_GENERALISED,
                Right.SEE_WORDS,
                Right.JUDGE,
                Right.BRING_IN,
                Right.REVIEW_NAMES,
                Right.PREPARE,
                Right.SEE_LOG,
            }
        ),
        Role.RESEARCHER: frozenset(
            {
                Right.SEE_GENERALISED,
                Right.SEE_WORDS,
                Right.SEE_AS_GIVEN,
                Right.JUDGE,
                Right.BRING_IN,
                Right.REVIEW_NAMES,
                Right.PREPARE,
                Right.SEE_LOG,
            }
        ),
        Role.CONTRIBUTOR: frozenset({Right.SEE_GENERALISED}),
        Role.LEADER: frozenset({Right.SEE_GENERALISED}),
        Role.AUDITOR: frozenset({Right.SEE_GENERALISED, Right.SEE_LOG}),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody who looks at a project.

    Parameters
    ----------
    roles
        The roles that this person has.
    acting
        The role in which they look now; None means all of theirs at once. Words as they were given
        are shown only to somebody who looks in a role that may see them.
    """

    roles: frozenset[Role]
    acting: Role | None = None

    def __post_init__(self) -> None:
        if self.acting is not None and self.acting not in self.roles:
            raise NotAllowed(self.called, f"act as {self.acting.value}")

    @property
    def called(self) -> str:
        """What a refusal calls them, such as ``leader``."""
        if self.acting:
            return self.acting.value
        return " and ".join(sorted(role.value for role in self.roles)) or "stranger"

    @property
    def rights(self) -> frozenset[Right]:
        """What they may do in the role in which they look."""
        if self.acting:
            return RIGHTS[self.acting]
        held = frozenset(right for role in self.roles for right in RIGHTS[role])
        return held - {Right.SEE_AS_GIVEN}

    @property
    def words(self) -> Words:
        """How words are shown to them."""
        return Words.GIVEN if Right.SEE_AS_GIVEN in self.rights else Words.MASKED

    def may(self, right: Right) -> bool:
        """Return whether they may do something."""
        return right in self.rights

    def acting_as(self, role: Role | None) -> Viewer:
        """Return the same person in one of their roles.

        Raises
        ------
        NotAllowed
            When they do not have that role.
        """
        return replace(self, acting=role)


#: Whoever works at the machine that the project lies on: they may act in any role.
LOCAL = Viewer(roles=frozenset(Role))

_Act = TypeVar("_Act", bound=Callable[..., Any])


def needs(right: Right) -> Callable[[_Act], _Act]:
    """Refuse a function to whoever may not: its first argument is a project, with its ``viewer``.

    Raises
    ------
    NotAllowed
        By the decorated function, before it has looked at anything.
    """

    def guarded(act: _Act) -> _Act:
        @wraps(act)
        def checked(project: Any, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the act takes
            viewer: Viewer = project.viewer
            if not viewer.may(right):
                raise NotAllowed(viewer.called, right.value)
            return act(project, *args, **named)

        checked.__needs__ = right  # type: ignore[attr-defined] # read by the test of the matrix
        return cast("_Act", checked)

    return guarded

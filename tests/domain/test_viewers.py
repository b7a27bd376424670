"""Who may do what: nothing is allowed that the table does not say."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from workbench.domain.viewers import LOCAL, RIGHTS, Right, Role, Viewer, Words, needs
from workbench.errors import NotAllowed


@dataclass
class Looked:
    viewer: Viewer


@needs(Right.JUDGE)
def judge(project: Looked, what: str) -> str:
    return f"{project.viewer.called} judged {what}"


def test_every_role_has_a_row_and_every_right_somebody() -> None:
    assert set(RIGHTS) == set(Role)
    assert frozenset[Right]().union(*RIGHTS.values()) == set(Right)


def test_leaders_and_contributors_see_general_terms_alone() -> None:
    for role in (Role.LEADER, Role.CONTRIBUTOR):
        assert RIGHTS[role] == {Right.SEE_GENERALISED}


def test_a_steward_does_not_judge_and_a_facilitator_sees_no_names() -> None:
    assert Right.JUDGE not in RIGHTS[Role.STEWARD]
    assert Right.SEE_AS_GIVEN not in RIGHTS[Role.FACILITATOR]


def test_the_local_person_may_all_but_sees_names_only_in_a_role() -> None:
    assert LOCAL.rights == set(Right) - {Right.SEE_AS_GIVEN}
    assert LOCAL.words is Words.MASKED
    assert LOCAL.acting_as(Role.RESEARCHER).words is Words.GIVEN
    assert LOCAL.acting_as(Role.LEADER).words is Words.MASKED


def test_nobody_acts_in_a_role_that_they_do_not_have() -> None:
    leader = Viewer(roles=frozenset({Role.LEADER}))
    with pytest.raises(NotAllowed, match="act as steward"):
        leader.acting_as(Role.STEWARD)


def test_a_stranger_may_nothing() -> None:
    assert Viewer(roles=frozenset()).rights == frozenset()


def test_an_act_asks_who_it_is_first() -> None:
    assert (
        judge(Looked(LOCAL), "it")
        == "auditor and contributor and facilitator and leader and researcher and steward judged it"
    )
    with pytest.raises(NotAllowed, match="“leader” you may not decide, code and propose"):
        judge(Looked(LOCAL.acting_as(Role.LEADER)), "it")
    assert judge.__needs__ is Right.JUDGE  # type: ignore[attr-defined]

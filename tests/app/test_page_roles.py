"""Pages by role: which open, what stands in their place, and that every message is refused, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.app.evenings import make_evening
from workbench.app.looking import plain_viewer, seen_as
from workbench.app.pages.explore import ExplorePage
from workbench.app.pages.explore_general import GeneralExplorePage
from workbench.app.pages.refused import RefusedPage
from workbench.app.registry import PAGES, Page, Registered, open_page, plain_pages
from workbench.app.seat import Seat
from workbench.domain.viewers import LOCAL, Right, Role, Viewer
from workbench.errors import NotAllowed
from workbench.store.database import Project

LEADER = LOCAL.acting_as(Role.LEADER)
#: What a leader may ask on the one page that is open to them.
_GENERAL = {"start", "wall", "story", "matrix", "time"}
_MESSAGE: Mapping[str, Any] = {
    "number": 1, "barrier": "typing", "theme": "c1", "passage": "p1", "source": "s1", "words": "I",
    "act": {"verb": "dismiss", "candidate": "c1"}, "to": "typing", "name": "A name", "where": [],
    "kind": "theme", "what": "c1", "text": "visit", "id": "x", "result": 1, "of": "c1", "themes": ["c1"],
    "into": "c2", "passages": ["p1"], "code": "typing", "start": 0, "end": 5, "work": "propose",
    "batch": "x", "file": 1, "files": [1], "case": "P1", "use": "any", "stance": "withdrawn",
}  # fmt: skip


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Project]:
    with make_evening(tmp_path / "evening.workbench") as project:
        yield project


def _built(project: Project, registered: Registered) -> tuple[Page, list[Mapping[str, Any]]]:
    hello = {"formats": [], "pages": [], "name": "", "viewer": plain_viewer(project.viewer)}
    page = open_page(registered, Seat(project=project, coder="Ruth", hello=hello))
    said: list[Mapping[str, Any]] = []
    page.screen.say = said.append  # type: ignore[method-assign,assignment] # what would go to the browser
    return page, said


def _asks(page: Page) -> list[str]:
    answers = vars(page).get("_answers")
    assert answers, (
        f"{type(page).__name__} keeps what it can be asked in _answers, so that this test sees it"
    )
    return sorted(answers)


@pytest.mark.parametrize("registered", PAGES, ids=lambda each: each.name)
def test_every_message_of_every_page_is_refused_to_a_leader(
    evening: Project, registered: Registered
) -> None:
    # What can be asked is read off a page of somebody who may ask it.
    asks = _asks(_built(evening, registered)[0])
    before = evening.fact("id"), _decisions(evening)
    page, said = _built(evening.seen_by(LEADER), registered)
    for ask in asks:
        said.clear()
        page.hear({**_MESSAGE, "ask": ask})  # type: ignore[attr-defined] # every page hears
        allowed = isinstance(page, GeneralExplorePage) and ask in _GENERAL
        told = [each["ok"] for each in said if "ok" in each]
        assert told == [allowed], f"{registered.name}: “{ask}” was answered {said} to a leader"
        assert "I typed the visit" not in str(said)
    assert (evening.fact("id"), _decisions(evening)) == before


def _decisions(project: Project) -> int:
    from workbench.store.log import latest_seq

    return latest_seq(project)


@pytest.mark.parametrize("registered", PAGES, ids=lambda each: each.name)
@pytest.mark.parametrize("role", list(Role))
def test_a_page_opens_to_whoever_has_its_right_and_to_nobody_else(
    evening: Project, registered: Registered, role: Role
) -> None:
    viewer = LOCAL.acting_as(role)
    opens = {each["path"] for each in plain_pages(registered, viewer)}
    assert (registered.path in opens) is viewer.may(registered.needs)
    assert ("/explore" in opens) is True


def test_a_leader_and_an_auditor_open_explore_in_general_terms(evening: Project) -> None:
    explore = next(each for each in PAGES if each.path == "/explore")
    for role in (Role.LEADER, Role.CONTRIBUTOR, Role.AUDITOR):
        page, _ = _built(evening.seen_by(LOCAL.acting_as(role)), explore)
        assert isinstance(page, GeneralExplorePage)
        with pytest.raises(NotAllowed):
            ExplorePage(Seat(project=page._project, coder=""))._start({})
    page, _ = _built(evening.seen_by(LOCAL.acting_as(Role.STEWARD)), explore)
    assert not isinstance(page, GeneralExplorePage)


def test_a_refused_page_answers_nothing(evening: Project) -> None:
    hello = {"refused": "In the role “leader” you may not.", "pages": []}
    page = RefusedPage(Seat(project=evening, coder="Ruth", hello=hello))
    said: list[Mapping[str, Any]] = []
    page.screen.say = said.append  # type: ignore[method-assign,assignment]
    page.hear({"ask": "start", "number": 3})
    page.refresh()
    assert [(each["reply"], each["ok"]) for each in said] == [(3, False)]


def test_the_address_says_in_which_role_one_looks(evening: Project) -> None:
    assert seen_as(evening, ()) is evening
    assert seen_as(evening, [b""]) is evening
    assert seen_as(evening, [b"Leader "]).viewer.acting is Role.LEADER
    with pytest.raises(NotAllowed, match="there is no such role"):
        seen_as(evening, [b"director"])
    only = evening.seen_by(Viewer(roles=frozenset({Role.LEADER}), acting=Role.LEADER))
    with pytest.raises(NotAllowed, match="act as steward"):
        seen_as(only, [b"steward"])


def test_the_bar_offers_the_roles_that_somebody_has() -> None:
    shown = plain_viewer(LEADER)
    assert (shown["as"], shown["words"]) == ("leader", "a leader")
    assert [each["role"] for each in shown["roles"] if each["here"]] == ["leader"]
    assert len(plain_viewer(LOCAL)["roles"]) == len(Role)
    assert plain_viewer(Viewer(roles=frozenset({Role.LEADER})))["roles"] == []


def test_explore_is_the_only_page_that_asks_for_no_words() -> None:
    assert [each.name for each in PAGES if each.needs is Right.SEE_GENERALISED] == ["Explore"]

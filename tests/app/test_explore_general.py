"""The leaders' page is told of changes, and what has to be counted for that keeps nobody waiting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.services.reviewed import review
from workbench.app.pages.explore_general import GeneralExplorePage
from workbench.app.seat import Seat
from workbench.domain.consent import Stance, Use
from workbench.domain.viewers import LOCAL, Role
from workbench.services.keep_consent import keep_consent
from workbench.store.database import create_project

Plain = dict[str, Any]


class Beside:
    """Work that waits until a test lets it go."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[], Plain], Callable[[Plain], None]]] = []

    def __call__(self, work: Callable[[], Plain], then: Callable[[Plain], None]) -> None:
        self.waiting.append((work, then))

    def go_on(self) -> None:
        """Do what waits."""
        while self.waiting:
            work, then = self.waiting.pop(0)
            then(work())


def test_what_has_changed_is_counted_beside_and_once(tmp_path: Path) -> None:
    with create_project(tmp_path / "team.workbench", name="Cald and East") as project:
        review(project, tmp_path)
        beside, heard = Beside(), list[Mapping[str, Any]]()
        leader = project.seen_by(LOCAL.acting_as(Role.LEADER))
        page = GeneralExplorePage(Seat(project=leader, coder="Lee", beside=beside))
        page.screen.say = heard.append  # type: ignore[method-assign, assignment]
        page.refresh()
        assert not beside.waiting
        page.hear({"ask": "start", "number": 1})
        beside.go_on()
        page.refresh()
        beside.go_on()
        assert len(heard) == 1

        keep_consent(project, ["W01"], [Use.LEADERS], Stance.WITHDRAWN, coder="Zoe")
        page.refresh()
        page.refresh()
        assert (len(beside.waiting), len(heard)) == (1, 1)
        beside.go_on()
        assert heard[1:] == [{"push": True, "patch": {"moved": True}}]
        page.refresh()
        beside.go_on()
        assert len(heard) == 2

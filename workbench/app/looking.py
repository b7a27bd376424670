"""In which role a tab looks: the address says it, and every page and download asks here.

``?as=leader`` shows a page as a leader would see it. Without it, one looks with all rights one has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.domain.viewers import Role, Viewer
from workbench.errors import NotAllowed
from workbench.store.database import Project

#: The name in the address.
ASKED = "as"
#: How a role is called on screen.
ROLE_WORDS: Mapping[Role, str] = {
    Role.STEWARD: "a steward",
    Role.FACILITATOR: "a facilitator",
    Role.RESEARCHER: "a researcher",
    Role.CONTRIBUTOR: "a contributor",
    Role.LEADER: "a leader",
    Role.AUDITOR: "an auditor",
}


def seen_as(project: Project, asked: Iterable[bytes]) -> Project:
    """Return the project as the role that an address asks for sees it.

    Raises
    ------
    NotAllowed
        When there is no such role, or the person does not have it.
    """
    named = b"".join(list(asked)[:1]).decode("utf-8", "replace").strip().casefold()
    if not named:
        return project
    if named not in set(Role):
        raise NotAllowed(named[:40], "look at a project, as there is no such role")
    return project.seen_by(project.viewer.acting_as(Role(named)))


def plain_viewer(viewer: Viewer) -> dict[str, Any]:
    """Return in which role somebody looks, and in which others they may, as the bar on top shows it."""
    roles = [
        {"role": role.value, "words": words, "here": role is viewer.acting}
        for role, words in ROLE_WORDS.items()
        if role in viewer.roles
    ]
    acting = viewer.acting
    return {"as": acting.value if acting else "", "words": ROLE_WORDS[acting] if acting else "",
            "roles": roles if len(roles) > 1 else []}  # fmt: skip

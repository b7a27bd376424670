"""Settings of a project: facts that people may change."""

from __future__ import annotations

import sqlalchemy as sa

from workbench.store.database import Project
from workbench.store.tables import FactRow

#: From how many people on a number is told to leaders.
SMALLEST = "smallest number told"
#: What leaders may tell apart first: ``teams`` or ``time``.
APART = "told apart first"


def put_setting(project: Project, name: str, value: str) -> None:
    """Write a setting down in place of what it was."""
    with project.writing() as connection:
        connection.execute(sa.delete(FactRow).where(FactRow.name == name))
        connection.execute(sa.insert(FactRow), [{"name": name, "value": value}])

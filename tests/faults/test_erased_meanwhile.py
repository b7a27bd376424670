"""Somebody erases while another process is at work: told in one sentence, nothing half done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.pieces import bring_in, four_themes
from workbench.errors import ProjectChanged
from workbench.services import propose_candidates as proposing
from workbench.services.check_project import check_project
from workbench.services.erase_case import erase_case
from workbench.services.propose_candidates import propose_candidates
from workbench.store.database import create_project, open_project
from workbench.store.log import latest_seq


def test_a_run_that_read_what_was_erased_meanwhile_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "evening.workbench"
    with create_project(where) as project:
        bring_in(project, four_themes(tmp_path / "four.csv"))
        save = proposing._save

        def late(*words: object, **named: object) -> object:
            with open_project(where) as other:
                erase_case(other, sources=["r3"], coder="Ruth")
            return save(*words, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(proposing, "_save", late)
        with pytest.raises(ProjectChanged, match="erased or took back material; nothing of this"):
            propose_candidates(project, coder="Ann")
        assert latest_seq(project) == 1
        assert check_project(project).faults == ()
        monkeypatch.setattr(proposing, "_save", save)
        assert propose_candidates(project, coder="Ann").run.n_passages == 39

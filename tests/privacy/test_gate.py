"""The gate: what is found around a text, in its title, its giver's id and its case."""

from __future__ import annotations

import pytest

from workbench.domain.identifiers import Part
from workbench.domain.sources import Source, SourceId
from workbench.privacy.allowlist import ProjectLists
from workbench.privacy.gate import find_in


def _in_title(title: str) -> list[str]:
    source = Source(id=SourceId("s"), title=title, text="Nothing was said.")
    [(_, found)] = find_in([source], ProjectLists())
    assert all(title[each.start : each.end] == each.quote for each in found[Part.TITLE])
    return [each.quote for each in found[Part.TITLE]]


@pytest.mark.parametrize("ending", ["md", "docx", "pdf", "vtt", "xlsx"])
def test_a_files_ending_is_nobodys_initials(ending: str) -> None:
    assert _in_title(f"workshop-note.{ending}") == []
    assert _in_title(f"Karen Smith.{ending}") == ["Karen Smith"]


def test_a_name_in_a_file_name_is_found_between_its_joints() -> None:
    assert _in_title("reflection_Karen_Smith_2026.txt") == ["Karen_Smith"]

"""What is set aside: the nearest themes, quiet voices, and what is nearly the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.app.boards import make_board
from tests.app.reviews import make_review
from workbench.domain.candidates import CandidateId
from workbench.domain.decisions import Dismiss
from workbench.domain.sources import PassageId, text_hash
from workbench.services.decide import decide
from workbench.services.view.aside import nearly_the_same, quiet_voices, view_aside
from workbench.services.view.centres import nearest_themes
from workbench.services.view.passages import set_aside
from workbench.store.database import Project
from workbench.store.material import material
from workbench.store.vectors import VectorCache

LONG = "I typed the same visit into three systems before lunch and then once more for the review"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_review(tmp_path / "review.workbench", themes=4) as made:
        yield made


def test_what_a_theme_let_go_lies_nearest_to_no_theme_that_is_gone(project: Project) -> None:
    decide(project, Dismiss(theme=CandidateId("c1")), coder="Ann")
    aside = set_aside(project)
    assert set(aside) >= {PassageId(f"p{place}") for place in range(6, 12)}
    near = nearest_themes(project, aside)
    assert set(near) == set(aside)
    assert all("c1" not in {theme for theme, _ in themes} for themes in near.values())
    assert all(len(themes) == 3 for themes in near.values())


def test_a_passage_lies_nearest_to_the_theme_it_is_in(project: Project) -> None:
    near = nearest_themes(project, [PassageId("p0"), PassageId("p20")])
    assert near[PassageId("p0")][0] == ("c0", "Theme 00")
    assert near[PassageId("p20")][0][0] == "c3"


def _voices(where: Path, alone: int) -> Project:
    """Make a project in which all passages but one read alike."""
    words = tuple(
        f"Somebody in room {letter} said that forms ate the day"
        for letter in "abcdefghijklmnopqrstuvwx"
    )
    project = make_board(where, themes=1, each=4, aside=16, words=words)
    texts = material(project).passages
    vectors = np.tile(np.eye(1, 8, dtype=np.float32), (len(texts), 1))
    vectors += np.random.default_rng(1).normal(scale=0.05, size=vectors.shape).astype(np.float32)
    vectors[alone] = np.eye(8, dtype=np.float32)[7]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    VectorCache(project, "e").add([text_hash(each.quote) for each in texts.values()], vectors)
    return project


def test_a_voice_unlike_all_others_is_quiet_and_most_are_not(tmp_path: Path) -> None:
    with _voices(tmp_path / "voices.workbench", alone=9) as project:
        quiet = quiet_voices(project, list(material(project).passages))
        assert PassageId("p9") in quiet
        assert len(quiet) <= 3
        rows = {row.id: row for row in view_aside(project)}
        assert rows[PassageId("p9")].quiet
        assert len(rows) == 16


def test_nothing_is_quiet_or_near_before_anything_was_read(tmp_path: Path) -> None:
    with make_board(tmp_path / "unread.workbench") as project:
        aside = set_aside(project)
        assert quiet_voices(project, aside) == frozenset()
        assert nearest_themes(project, aside) == {}
        assert [row.id for row in view_aside(project)] == list(aside)


@pytest.mark.parametrize(
    ("other", "folded"),
    [
        (f"{LONG}.", True),
        (LONG.upper() + "!", True),
        (LONG.replace("lunch", "supper"), True),
        (
            "I waited four days for a signature on a voucher and so did the family in the flat",
            False,
        ),
    ],
)
def test_what_is_nearly_the_same_is_folded(tmp_path: Path, other: str, folded: bool) -> None:
    with make_board(tmp_path / "same.workbench", themes=1, each=2, words=(LONG, other)) as project:
        same = nearly_the_same(project, [PassageId("p0"), PassageId("p1")])
    assert (same == {PassageId("p1"): PassageId("p0")}) is folded


def test_a_chain_of_repeats_leads_to_its_first(tmp_path: Path) -> None:
    words = (LONG, LONG.replace("lunch", "supper"), LONG.replace("lunch", "supper").lower(), LONG)
    with make_board(tmp_path / "same.workbench", themes=1, each=4, words=words) as project:
        same = nearly_the_same(project, list(material(project).passages)[:4])
    assert set(same.values()) == {PassageId("p0")}
    assert set(same) == {PassageId(f"p{place}") for place in (1, 2, 3)}

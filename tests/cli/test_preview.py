"""Looking before an act from the command line: previews, the review's order, what is aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.reviews import make_review
from tests.cli.conftest import Run


@pytest.fixture
def where(tmp_path: Path) -> str:
    path = tmp_path / "review.workbench"
    make_review(path, themes=4, each=8).close()
    return str(path)


def test_a_split_that_is_shown_can_be_made(run: Run, where: str) -> None:
    shown = run("preview", where, "split", "--theme", "Theme 00", "--json").result
    stays, off = shown["parts"]
    assert shown["how"] == "cut"
    assert len(stays["passages"]) + len(off["passages"]) == 8
    named = [word for each in off["passages"] for word in ("--passage", each)]
    made = run("decide", where, "split", "--theme", "Theme 00", "--name", off["name"], *named)
    assert made.code == 0
    again = run("board", where, "--json").result["themes"]
    sizes = {row["title"]: row["n_passages"] for row in again}
    assert sizes["Theme 00"] == len(stays["passages"])
    assert sizes[off["name"]] == len(off["passages"])


def test_three_parts_in_words(run: Run, where: str) -> None:
    said = run("preview", where, "split", "--theme", "c1", "--parts", "3")
    assert said.out.count("comes off") == 2
    assert said.out.startswith("stays")


def test_a_merge_and_a_move_show_both_sides(run: Run, where: str) -> None:
    merge = run("preview", where, "merge", "--theme", "c0", "--theme", "c2", "--to", "Theme 01")
    assert "16 passages would move." in merge.out
    assert "“Theme 01”: 8 → 24 passages" in merge.out
    assert "It could be called “Theme 01” or “Theme 00”" in merge.out
    move = run(
        "preview", where, "move", "--theme", "c0", "--to", "c1", "--passage", "p0", "--json"
    ).result
    assert [(side["before"], side["after"]) for side in (*move["origin"], move["into"])] == [
        (8, 7),
        (8, 9),
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("dance",),
        ("split",),
        ("merge", "--theme", "c0"),
        ("move", "--passage", "p0"),
        ("split", "--theme", "c0", "--parts", "4"),
    ],
)
def test_what_is_not_a_preview_is_wrong_usage(run: Run, where: str, words: tuple[str, ...]) -> None:
    assert run("preview", where, *words).code == 2


def test_an_unknown_theme_is_told(run: Run, where: str) -> None:
    said = run("preview", where, "split", "--theme", "nowhere")
    assert (said.code, said.out) == (1, "")
    assert "nowhere" in said.err


def test_the_reviews_order_and_how_much_is_left(run: Run, where: str) -> None:
    found = run("review", where, "--json").result
    assert (sorted(found["order"]), found["words"]) == (["c0", "c1", "c2", "c3"], "4 left")
    assert run("review", where, "--most", "1").out.count("Theme") == 1


def test_what_is_aside_with_what_is_near(run: Run, where: str) -> None:
    rows = run("aside", where, "--json").result["passages"]
    assert len(rows) == 8
    assert all(len(row["nearest"]) == 3 for row in rows)
    assert "nearest “" in run("aside", where).out or "quiet voice" in run("aside", where).out

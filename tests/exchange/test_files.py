"""Files are written whole or not at all."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from workbench.errors import CannotWrite
from workbench.exchange.files import write_whole


def test_a_file_is_written_and_written_over(tmp_path: Path) -> None:
    target = tmp_path / "board.csv"
    write_whole(target, b"one")
    write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["no folder/board.csv", "x" * 300, "file.txt/board.csv", "."])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("in the way")
    with pytest.raises(CannotWrite, match="choose another place"):
        write_whole(tmp_path / name, b"words")
    assert [each.name for each in tmp_path.iterdir()] == ["file.txt"]


def test_a_long_name_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 250 + ".csv")
    write_whole(target, b"words")
    assert target.read_bytes() == b"words"


def test_a_full_place_is_told() -> None:
    with pytest.raises(CannotWrite, match="No space left"):
        write_whole(Path("/dev/full"), b"words")
    assert Path("/dev/full").is_char_device()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"words")
    reader.join(10)
    assert read == [b"words"]
    assert pipe.is_fifo()

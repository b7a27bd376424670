"""Files read in a process of their own: what it costs, and what it survives."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingest.conftest import Write
from workbench.domain.sources import SourceKind
from workbench.errors import EmptySource, SourceError, UnknownColumn, UnreadableSource
from workbench.ingest.apart import FilesApart
from workbench.ingest.limits import Limits
from workbench.ingest.readers import HowToRead, read_file

#: Long to read: a page with very many tags.
SLOW = b"<html>" + b"<b>a</b>" * 5_000_000


@pytest.fixture
def apart() -> Iterator[FilesApart]:
    with FilesApart() as opened:
        yield opened


def _process(apart: FilesApart) -> subprocess.Popen[bytes]:
    assert apart._child is not None
    return apart._child.process


def test_it_reads_as_this_process_does(apart: FilesApart, write: Write) -> None:
    path = write("n.csv", "id,text,team\n1,we tried ‘it’ 😀,East\n2,,West\n")
    assert apart.read(path) == read_file(path)
    how = HowToRead(text=("team",), id="id", kind=SourceKind.VOICE_NOTE)
    asked = apart.read(path, how)
    assert [row.text for row in asked.rows] == ["East", "West"]
    assert asked.kind is SourceKind.VOICE_NOTE


def test_failures_are_told_as_they_are_here(apart: FilesApart, write: Write) -> None:
    with pytest.raises(EmptySource, match=r"blank\.txt holds no words"):
        apart.read(write("blank.txt", " "))
    with pytest.raises(UnknownColumn, match="no column “said”"):
        apart.read(write("n.csv", "id,text\n1,we\n"), HowToRead(text=("said",)))
    with pytest.raises(UnreadableSource, match="no such file"):
        apart.read(Path("none.txt"))


def test_one_process_reads_many_files(apart: FilesApart, write: Write) -> None:
    paths = [write(f"n{number}.txt", f"Note {number}.") for number in range(40)]
    apart.read(paths[0])
    first = _process(apart)
    start = time.monotonic()
    texts = [apart.read(path).rows[0].text for path in paths]
    assert texts == [f"Note {number}." for number in range(40)]
    assert _process(apart) is first
    assert time.monotonic() - start < 2


def test_names_that_are_not_utf_8_are_read(apart: FilesApart, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/n\xff.txt"))
    path.write_text("words")
    assert apart.read(path).rows[0].text == "words"


@pytest.mark.timeout(60)
def test_a_file_that_takes_too_long_is_stopped_and_the_next_one_read(write: Write) -> None:
    slow, quick = write("slow.html", SLOW), write("quick.txt", "We tried.")
    with FilesApart(Limits(seconds=1)) as apart:
        start = time.monotonic()
        with pytest.raises(
            UnreadableSource, match=r"slow\.html .* longer than 1 seconds .* higher"
        ):
            apart.read(slow)
        assert time.monotonic() - start < 10
        assert apart.read(quick).rows[0].text == "We tried."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on memory")
@pytest.mark.timeout(60)
def test_a_file_that_needs_too_much_memory_is_told_and_the_next_one_read(write: Write) -> None:
    large, small = write("large.txt", "😀" * 11_000_000), write("small.txt", "We tried.")
    with FilesApart(Limits(memory_mb=120)) as apart:
        with pytest.raises(UnreadableSource, match=r"large\.txt .* 120 MB .*MEMORY_MB higher"):
            apart.read(large)
        assert apart.read(small).rows[0].text == "We tried."


def test_a_process_that_is_killed_between_files_is_made_anew(
    apart: FilesApart, write: Write
) -> None:
    path = write("n.txt", "We tried.")
    apart.read(path)
    _process(apart).kill()
    _process(apart).wait()
    assert apart.read(path).rows[0].text == "We tried."


def test_a_process_that_dies_over_a_file_costs_that_file_alone(
    apart: FilesApart, write: Write
) -> None:
    slow, quick = write("slow.html", SLOW), write("quick.txt", "We tried.")
    apart.read(quick)
    victim = _process(apart)
    threading.Timer(0.3, victim.kill).start()
    with pytest.raises(UnreadableSource, match=r"slow\.html .* broke down"):
        apart.read(slow)
    assert apart.read(quick).rows[0].text == "We tried."


def test_the_process_ends_with_its_owner(write: Write) -> None:
    with FilesApart() as apart:
        apart.read(write("n.txt", "We tried."))
        process = _process(apart)
    assert process.poll() is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_process_can_write_no_file(write: Write) -> None:
    code = (
        "import workbench.ingest.child as child;"
        "from workbench.ingest.limits import Limits;"
        "child._bound(None); child._bound(Limits(memory_mb=300));"
        "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text('x')"
    )
    place = write("made.txt", "")
    done = subprocess.run(
        [sys.executable, "-c", code, str(place)], check=False, capture_output=True, text=True
    )
    assert "OSError" in done.stderr
    assert place.read_text() == ""


def test_a_module_in_the_current_folder_is_not_taken_for_ours(
    apart: FilesApart, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("json.py", "raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    try:
        assert apart.read(write("n.txt", "We tried.")).rows
    except SourceError as error:
        pytest.fail(str(error))


@pytest.mark.slow
def test_a_parent_with_much_memory_is_not_taken_for_the_child(tmp_path: Path) -> None:
    # What getrusage says of a fresh process starts at the memory of the one that started it.
    ballast = bytearray(os.urandom(1024) * 1_200_000)
    files = [tmp_path / f"n{number}.txt" for number in range(6)]
    for file in files:
        file.write_text("Words that somebody wrote.", encoding="utf-8")
    started = set()
    with FilesApart() as apart:
        for file in files:
            apart.read(file)
            assert apart._child is not None
            started.add(apart._child.process.pid)
    assert len(started) == 1
    assert ballast

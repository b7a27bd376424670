"""Making and opening projects: what is told when that cannot be done, and what is left alone."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from workbench.errors import NewerProject, ProjectExists, ProjectNotFound, ProjectUnreadable
from workbench.store import files
from workbench.store.checks import find_faults
from workbench.store.database import create_project, open_project, project_path

_CREATE = "import sys; from workbench.store.database import create_project; create_project(*sys.argv[1:]).close()"
_OPEN = """
import sys
from workbench.errors import ProjectError
from workbench.store.database import open_project
try:
    open_project(sys.argv[1])
except ProjectError as error:
    print(type(error).__name__, error)
"""


def test_a_name_without_an_ending_gets_ours(tmp_path: Path) -> None:
    create_project(tmp_path / "evening").close()
    assert project_path(tmp_path / "evening") == tmp_path / "evening.workbench"
    with open_project(tmp_path / "evening") as project:
        assert project.fact("name") == "evening"
        assert project.path == tmp_path / "evening.workbench"
    assert project_path("~/evening").parent == Path.home()


def test_facts_are_kept(where: str) -> None:
    create_project(where, name="Our évening", at="2025-01-01T00:00:00+00:00").close()
    with open_project(where) as project:
        assert project.fact("name") == "Our évening"
        assert project.fact("created_at") == "2025-01-01T00:00:00+00:00"
        assert len(project.fact("id")) == 36
        assert project.fact("nothing") == ""


def test_folders_are_made_and_nothing_lies_beside_the_file(tmp_path: Path) -> None:
    with create_project(tmp_path / "new" / "evening") as project:
        assert project.path is not None
        assert stat.S_IMODE(project.path.stat().st_mode) == 0o600
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["evening.workbench"]


def test_a_copy_is_for_its_owner_alone(tmp_path: Path) -> None:
    create_project(tmp_path / "evening").close()
    copy = tmp_path / "copy.workbench"
    files.copy_file(tmp_path / "evening.workbench", copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with open_project(copy) as project:
        assert list(find_faults(project)) == []


def test_a_folder_or_any_file_of_the_name_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "folder.workbench").mkdir()
    (tmp_path / "notes.txt").write_text("notes")
    for name in ("folder", "notes.txt"):
        with pytest.raises(ProjectExists):
            create_project(tmp_path / name)
    with pytest.raises(ProjectUnreadable):
        open_project(tmp_path / "folder")
    assert (tmp_path / "notes.txt").read_text() == "notes"


def test_names_that_cannot_be_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for name in (tmp_path / ("x" * 300), tmp_path / "file" / "evening"):
        with pytest.raises(ProjectUnreadable, match=name.name[:10]):
            create_project(name)
    with pytest.raises(ProjectUnreadable):
        open_project(tmp_path / ("x" * 300))
    with pytest.raises(ProjectNotFound, match="workbench init"):
        open_project(tmp_path / "file" / "evening")


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "evening.workbench"
    create_project(path).close()
    path.chmod(0)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setuid(65534)
        try:
            open_project(path)
        except ProjectUnreadable as error:
            os.write(writer, str(error).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with open(reader, encoding="utf-8") as said:  # noqa: PTH123 - a pipe has no path
        told = said.read()
    os.waitpid(child, 0)
    assert "evening.workbench cannot be opened as a project (Permission denied)" in told


def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE t (x)")
        other.commit()
    before = path.read_bytes()
    with pytest.raises(ProjectUnreadable, match="not a workbench file"):
        open_project(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("start", "length"), [(100, 3000), (5000, 60000)])
def test_a_damaged_file_is_told(tmp_path: Path, start: int, length: int) -> None:
    path = tmp_path / "evening.workbench"
    create_project(path).close()
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xa5" * length)
    with pytest.raises(ProjectUnreadable), open_project(path) as project:
        list(find_faults(project))


@pytest.mark.parametrize("head", [b"", b"SQLite format 3\x00", b"SQLite format 3\x00" + b"x" * 99])
def test_half_a_file_is_told(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "evening.workbench"
    path.write_bytes(head)
    with pytest.raises(ProjectUnreadable):
        open_project(path)
    assert path.read_bytes() == head


def test_a_newer_project_is_told_and_left_as_it_is(where: str) -> None:
    with create_project(where) as project, project.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerProject, match=r"schema 9999.*update the workbench"):
        open_project(where)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ann:secret@127.0.0.1:port/name",
        "postgresql://ann:secret@127.0.0.1:1/name",
        "postgresql+nothing://ann:secret@host/name",
        "mysql://ann:secret@host/name",
        "sqlite:///evening.db",
        "://",
    ],
)
def test_addresses_that_lead_nowhere_are_told_without_the_password(address: str) -> None:
    for act in (open_project, create_project):
        with pytest.raises(ProjectUnreadable) as told:
            act(address)
        assert "secret" not in str(told.value)


@pytest.mark.postgres
def test_a_database_without_a_project_is_told(postgres: str) -> None:
    with pytest.raises(ProjectUnreadable, match="no workbench project"):
        open_project(f"{postgres}/postgres")
    with pytest.raises(ProjectUnreadable, match="does not exist"):
        open_project(f"{postgres}/nothing")


def test_what_to_install_for_postgresql_is_told() -> None:
    blocked = f"import sys; sys.modules['psycopg'] = None\n{_OPEN}"
    command = [sys.executable, "-c", blocked, "postgresql://host/name"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "install the extra “postgres” first" in done.stdout


@pytest.mark.slow
def test_a_project_killed_while_it_is_made_is_there_or_not(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _CREATE]
    start = time.monotonic()
    subprocess.run([*command, tmp_path / "trial"], check=True)
    whole = time.monotonic() - start
    found = {True: 0, False: 0}
    for round_ in range(16):
        where = tmp_path / f"evening{round_}.workbench"
        with subprocess.Popen([*command, where]) as victim:
            time.sleep(whole * (0.6 + 0.5 * round_ / 16))
            victim.kill()
        found[where.exists()] += 1
        if where.exists():
            with open_project(where) as project:
                assert list(find_faults(project)) == []
                assert project.fact("id")
        else:
            create_project(where).close()
    assert sum(found.values()) == 16

"""Every command: what it says, how it exits, and that the README knows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typer

from tests.app.boards import make_board
from tests.cli.conftest import Run
from tests.services.pieces import SAMPLE, read_table, write_table
from workbench.cli.entry import app
from workbench.store.database import open_project
from workbench.store.material import material

README = Path(__file__).parents[2] / "README.md"
COMMANDS: dict[str, Any] = vars(typer.main.get_command(app))["commands"]
#: Said once for all commands, under the table.
_SHARED = {"--json", "--coder", "--as", "--help"}


def test_the_commands_are_those_of_the_contract() -> None:
    assert list(COMMANDS) == [
        "demo", "init", "import", "undo-import", "propose", "board", "decide", "code", "memo", "memos", "undo",
        "redo", "history", "suggest", "offers", "difference", "queue", "grain", "neighbours", "preview", "review",
        "aside", "salience", "matrix", "search", "searches", "settings", "map", "export", "serve", "doctor",
        "backup", "restore", "erase", "consent", "releases", "retention", "screen", "identifiers",
        "review-names", "names", "recipes", "evaluate", "corpora",
    ]  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_command_with_its_options(name: str) -> None:
    readme = README.read_text(encoding="utf-8")
    lines = [line for line in readme.splitlines() if line.startswith("|") and f"`{name}" in line]
    assert lines, name
    for parameter in COMMANDS[name].params:
        options = {option for option in parameter.opts if option.startswith("--")} - _SHARED
        for option in options:
            assert any(option in line for line in lines), (name, option)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(run: Run, name: str) -> None:
    said = run(name, "--help")
    assert said.code == 0
    assert f"Usage: workbench {name}" in said.out
    assert COMMANDS[name].help
    for parameter in COMMANDS[name].params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", ""), (name, parameter.name)


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("init",),
        ("import", "here.workbench"),
        ("export", "here.workbench", "--format", "html"),
        ("undo", "here.workbench", "--steps", "0"),
        ("history", "here.workbench", "--most", "0"),
        ("propose", "here.workbench", "--seed", "-1"),
        ("propose", "here.workbench", "--seed", "4294967296"),
        ("serve", "here.workbench", "--port", "70000"),
        ("import", "here.workbench", "a.csv", "--attribute", "team"),
        ("import", "here.workbench", "a.csv", "--kind", "poem"),
        ("decide", "here.workbench"),
        ("decide", "here.workbench", "park", "--file", "script.jsonl"),
    ],
)
def test_wrong_usage_is_exit_two(run: Run, words: tuple[str, ...]) -> None:
    said = run(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err


@pytest.mark.parametrize(
    "words",
    [
        ("import", "{}", "a.csv"),
        ("propose", "{}"),
        ("board", "{}"),
        ("decide", "{}", "park", "--theme", "c0"),
        ("undo", "{}"),
        ("redo", "{}"),
        ("history", "{}"),
        ("export", "{}", "--format", "html", "--output", "out.html"),
        ("doctor", "{}"),
        ("backup", "{}", "copy.workbench"),
        ("restore", "{}", "copy.workbench"),
    ],
)
@pytest.mark.parametrize("kind", ["missing", "letter", "folder", "foreign"])
def test_what_is_no_project_is_told(
    run: Run, tmp_path: Path, words: tuple[str, ...], kind: str
) -> None:
    (tmp_path / "letter").write_text("Dear all, this is no project.")
    (tmp_path / "folder").mkdir()
    (tmp_path / "foreign").write_bytes(b"SQLite format 3\0" + bytes(100))
    where = tmp_path / kind
    said = run(*(word.format(where) for word in words))
    assert (said.code, said.out) == (1, "")
    assert len(said.err.strip().splitlines()) == 1
    assert kind in said.err


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresqll://host/name", "only files and PostgreSQL"),
        ("sqlite:///evening.workbench", "only files and PostgreSQL"),
        ("http://host/name", "only files and PostgreSQL"),
        ("postgresql://u:secret@host:port/name", "not a database address"),
        ("postgresql:/u@host/name", "There is no project at"),
        ("postgresql://u:secret@127.0.0.1:1/name", "127.0.0.1"),
    ],
)
def test_an_address_with_a_slip_is_told_without_its_password(
    run: Run, address: str, told: str
) -> None:
    said = run("board", address, "--json")
    assert (said.code, said.out) == (1, "")
    assert told in said.err
    assert "secret" not in said.err
    assert "Traceback" not in said.err


def test_a_project_is_never_made_over_another(run: Run, place: Path) -> None:
    before = place.read_bytes()
    said = run("init", place, "--json")
    assert (said.code, said.out) == (1, "")
    assert place.read_bytes() == before


def test_a_name_without_an_ending_is_a_workbench_file(run: Run, tmp_path: Path) -> None:
    made = run("init", tmp_path / "evening", "--json").result
    assert made == {"project": str(tmp_path / "evening.workbench"), "name": "evening"}
    assert run("doctor", tmp_path / "evening", "--json").result["clean"] is True


def test_import_tells_what_was_read_as_what(run: Run, tmp_path: Path) -> None:
    where = tmp_path / "evening"
    run("init", where)
    rows = [("1", "Too many forms.", "North"), ("2", "", "South")]
    table = write_table(tmp_path / "survey.csv", rows, "nr", "said", "area")
    words = ("import", where, table, "--text", "said", "--id", "nr", "--attribute", "team=area")
    dry = run(*words, "--kind", "survey comment", "--dry-run", "--json")
    assert (dry.code, dry.result["new"], dry.result["dry_run"]) == (0, 1, True)
    done = run(*words, "--kind", "survey comment", "--json")
    assert done.code == 0
    assert {**done.result, "stored": False, "dry_run": True} == dry.result
    [file] = done.result["files"]
    assert (file["text"], file["id"], file["attributes"]) == (["said"], "nr", {"team": "area"})
    assert (file["kind"], file["skipped"]) == ("survey comment", ["row 3: no text"])
    in_words = run(*words)
    assert "0 new sources came in" in in_words.out
    assert "1 were there already" in in_words.out


def test_one_broken_file_is_exit_one_and_the_rest_is_in(run: Run, tmp_path: Path) -> None:
    where, good = tmp_path / "evening", tmp_path / "good.txt"
    run("init", where)
    good.write_text("One worker stayed late.")
    said = run("import", where, good, tmp_path / "gone.txt", "--json")
    assert said.code == 1
    assert (said.result["new"], said.result["failed"]) == (1, 1)
    assert "gone.txt" in said.result["files"][1]["error"]
    with open_project(where) as project:
        assert len(material(project).sources) == 1


def test_propose_says_that_it_is_too_little(run: Run, tmp_path: Path) -> None:
    where, note = tmp_path / "evening", tmp_path / "note.txt"
    run("init", where)
    note.write_text("One worker stayed late.")
    run("import", where, note)
    said = run("propose", where, "--coder", "Ann", "--seed", "5", "--json")
    assert said.code == 0
    assert (said.result["candidates"], said.result["verdict"]) == (0, "too few")
    assert (said.result["coder"], said.result["seed"]) == ("Ann", 5)
    assert run("propose", where).out.strip() == said.result["message"]
    wrong = run("propose", where, "--recipe", "nonsense")
    assert wrong.code == 1
    assert "minilm-consensus-v2" in wrong.err


def test_the_board_in_words_and_as_json(run: Run, place: Path) -> None:
    said = run("board", place)
    assert [line.split()[0] for line in said.out.splitlines()] == ["c0", "c1", "c2", "set"]
    shown = run("board", place, "--json").result
    assert [row["title"] for row in shown["themes"]] == [
        "Typing it twice",
        "Waiting for a signature",
        "Who may decide",
    ]
    assert shown["n_set_aside"] == 2


def test_undo_redo_and_history(run: Run, place: Path) -> None:
    for theme in ("c0", "c1", "c2"):
        run("decide", place, "park", "--theme", theme, "--coder", "Ann")
    assert run("undo", place, "--steps", "4").code == 1
    undone = run("undo", place, "--steps", "3", "--coder", "Bea", "--json").result["decisions"]
    assert [line["verb"] for line in undone] == ["undo"] * 3
    redone = run("redo", place, "--coder", "Bea", "--json").result["decisions"]
    assert redone[0]["words"] == "did again: parked “Typing it twice”"
    lines = run("history", place, "--most", "3", "--json").result["decisions"]
    assert [(line["seq"], line["coder"]) for line in lines] == [(8, "Bea"), (7, "Bea"), (6, "Bea")]
    assert "parked “Waiting for a signature”" in run("history", place).out
    assert [run("redo", place).code for _ in range(3)] == [0, 0, 1]


def test_the_coder_may_come_from_the_environment(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_CODER", "Cleo")
    run("decide", place, "park", "--theme", "c0")
    assert run("history", place, "--json").result["decisions"][0]["coder"] == "Cleo"


@pytest.mark.parametrize("fmt", ["candidates-csv", "codings-csv", "codebook-csv", "html"])
def test_export_writes_a_file(run: Run, place: Path, tmp_path: Path, fmt: str) -> None:
    output = tmp_path / "out"
    said = run("export", place, "--format", fmt, "--output", output, "--json")
    assert (said.code, said.result["bytes"]) == (0, output.stat().st_size)
    if fmt == "candidates-csv":
        assert len(read_table(output.read_bytes())) == 14


def test_export_tells_what_it_cannot_do(run: Run, place: Path, tmp_path: Path) -> None:
    for fmt, output in (("pdf", tmp_path / "a"), ("html", tmp_path / "none" / "a"), ("html", ".")):
        said = run("export", place, "--format", fmt, "--output", output)
        assert (said.code, said.out, len(said.err.splitlines())) == (1, "", 1)


def test_doctor_tells_damage_and_exits_one(run: Run, place: Path) -> None:
    assert run("doctor", place).out.startswith("Sound: 14 sources, 14 passages")
    with open_project(place) as project, project.writing() as connection:
        connection.exec_driver_sql("UPDATE passage SET quote = 'else' WHERE id = 'p0'")
    said = run("doctor", place, "--json")
    assert (said.code, said.result["clean"]) == (1, False)
    assert any("Law 1" in fault for fault in said.result["faults"])


def test_backup_and_restore(run: Run, place: Path, tmp_path: Path) -> None:
    copy, new = tmp_path / "copy.backup", tmp_path / "new"
    said = run("backup", place, copy, "--json")
    assert said.result["bytes"] == copy.stat().st_size
    assert run("backup", place, copy).code == 1
    assert run("restore", copy, new, "--json").result["faults"] == []
    assert run("restore", copy, new).code == 1
    assert run("board", new, "--json").result["n_passages"] == 14


def test_recipes_and_corpora_are_listed(run: Run, tmp_path: Path) -> None:
    recipes = run("recipes", "--json").result["recipes"]
    assert "minilm-consensus-v2" in {each["id"] for each in recipes}
    assert "minilm-consensus-v2" in run("recipes").out
    corpora = {each["id"]: each for each in run("corpora", "--json").result["corpora"]}
    assert corpora["childrens-services-sample"]["folder"] == str(SAMPLE)
    assert corpora["nhs-fft-phase1"]["folder"] is None
    assert "not here" in run("corpora", "--folder", tmp_path).out


def test_a_project_address_is_shown_without_its_password(run: Run, tmp_path: Path) -> None:
    """A result names the project as it was opened, not as it was typed."""
    make_board(tmp_path / "b.workbench").close()
    for words in (("doctor",), ("board",), ("history",)):
        assert "secret" not in run(*words, tmp_path / "b", "--json").out
    shown = run("doctor", tmp_path / "b", "--json").result["project"]
    assert shown == str(tmp_path / "b.workbench")

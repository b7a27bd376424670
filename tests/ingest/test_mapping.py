from __future__ import annotations

from typing import Any

import pytest

from tests.ingest.conftest import Write
from workbench.domain.sources import SourceKind
from workbench.errors import UnknownColumn
from workbench.ingest.mapping import guess_mapping
from workbench.ingest.readers import ColumnMapping, read_file

WORDS = [
    "we waited two weeks for the form",
    "nobody reads what we write down",
    "it went well today",
]

FORM = (
    "ID,Start time,Completion time,Email,Name,What did you try this week?,"
    "What got in the way?,Which team are you in?\n"
    "1,2024-05-01T09:00:00,2024-05-01T09:10:00,a@x.gov.uk,Ann Bell,We went without a laptop,"
    "The form takes two hours to fill,East\n"
    "2,2024-05-02T09:00:00,2024-05-02T09:20:00,b@x.gov.uk,Bob Cole,Voice notes in the car,"
    ",East\n"
    "3,2024-05-02T10:00:00,2024-05-02T10:20:00,c@x.gov.uk,Cy Dole,Longer visits to families,"
    "The panel meets once a month,West\n"
)


def _rows(*columns: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*columns, strict=True))


@pytest.mark.parametrize(
    "name", ["text", "Reflection", " Comment ", "What_happened", "ANSWER", "feedback", "Note"]
)
def test_known_names_of_words_are_recognised(name: str) -> None:
    guess = guess_mapping(["kind of thing", name], _rows(["a b c d e"] * 3, WORDS))
    assert guess.text == (name,)


def test_without_a_known_name_the_longest_words_are_the_text() -> None:
    guess = guess_mapping(["k", "said", "n"], _rows(["a", "b", "a"], WORDS, ["1", "2", "3"]))
    assert guess.text == ("said",)


def test_a_column_of_yes_and_no_is_not_the_text_because_of_its_name() -> None:
    guess = guess_mapping(["response", "story so far"], _rows(["Yes", "No", "Yes"], WORDS))
    assert guess.text == ("story so far",)


def test_an_id_must_be_different_in_every_row() -> None:
    columns = ["id", "ref", "text"]
    guess = guess_mapping(columns, _rows(["1", "1", "2"], ["a", "b", "c"], WORDS))
    assert guess.id == "ref"


def test_context_case_and_what_stays_out() -> None:
    columns = ["text", "Local authority", "Small change", "Author", "Name", "e-mail", "link"]
    guess = guess_mapping(
        columns,
        _rows(
            WORDS,
            ["Leeds", "York", "Leeds"],
            ["voice notes", "", "charter"],
            ["P1", "P2", "P1"],
            ["Ann", "Bob", "Cy"],
            ["a@x", "b@x", "c@x"],
            ["x" * 80, "y" * 80, "z" * 80],
        ),
    )
    assert guess.attributes == {"authority": "Local authority", "small_change": "Small change"}
    assert guess.case == "Author"


def test_addresses_under_any_heading_stay_out() -> None:
    columns = ["text", "contact"]
    guess = guess_mapping(columns, _rows(WORDS, ["a@x.uk", "a@x.uk", "b@x.uk"]))
    assert guess.columns == {"text"}


def test_a_microsoft_form_leaves_names_out_and_joins_its_questions(write: Write) -> None:
    reading = read_file(write("form.csv", FORM))
    assert reading.mapping == ColumnMapping(
        text=("What did you try this week?", "What got in the way?"),
        id="ID",
        attributes={
            "date": "Completion time",
            "Which team are you in?": "Which team are you in?",
        },
        case=None,
    )
    first, second, _ = reading.rows
    assert first.text == "We went without a laptop\n\nThe form takes two hours to fill"
    assert second.text == "Voice notes in the car"
    assert first.attributes["date"] == "2024-05-01"
    assert "left out: Start time, Email, Name" in reading.warnings


def test_names_are_imported_only_when_somebody_maps_them(write: Write) -> None:
    path = write("form.csv", FORM)
    reading = read_file(path, attributes={"who": " name "})
    assert [row.attributes for row in reading.rows] == [
        {"who": "Ann Bell"},
        {"who": "Bob Cole"},
        {"who": "Cy Dole"},
    ]
    assert not any("Ann" in str(row) for row in read_file(path).rows)


def test_what_is_mapped_by_name_replaces_the_guess(write: Write) -> None:
    path = write("n.csv", "id,text,note,team,person\n1,one two,other words,East,P1\n")
    reading = read_file(
        path, text=["NOTE", "text"], id="Team", attributes={"case": "id", "group": "Person"}
    )
    (row,) = reading.rows
    assert row.text == "other words\n\none two"
    assert row.external_id == "East"
    assert row.case == "1"
    assert row.attributes == {"group": "P1"}


@pytest.mark.parametrize(
    "option", [{"text": ["words"]}, {"id": "words"}, {"attributes": {"team": "words"}}]
)
def test_an_unknown_column_is_told_with_the_known_ones(
    write: Write, option: dict[str, Any]
) -> None:
    with pytest.raises(UnknownColumn, match="no column “words”; its columns are: ref, text"):
        read_file(write("n.csv", "ref,text\n1,we tried\n"), **option)


def test_blanks_of_other_programs_are_no_values(write: Write) -> None:
    reading = read_file(write("n.csv", "text,team,role\nwe tried,nan,#N/A\nNaN,East,x\nNone,,\n"))
    assert [row.text for row in reading.rows] == ["we tried", "None"]
    assert reading.rows[0].attributes == {}
    assert reading.skipped == ("row 3: no text",)


def test_white_space_of_words_is_kept_and_of_context_is_not(write: Write) -> None:
    (row,) = read_file(write("n.csv", 'text,team\n"  we tried \n", East \n')).rows
    assert (row.text, row.attributes["team"]) == ("  we tried \n", "East")


def test_ids_that_repeat_are_told(write: Write) -> None:
    reading = read_file(write("n.csv", "k,text\n1,we tried\n1,we stopped\n"), id="k")
    assert any("1 ids appear more than once" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    ("name", "heading", "kind"),
    [
        ("a.csv", "comment", SourceKind.SURVEY_COMMENT),
        ("a.csv", "reflection", SourceKind.REFLECTION),
        ("voice notes.csv", "text", SourceKind.VOICE_NOTE),
        ("Workshop 2.csv", "text", SourceKind.WORKSHOP_NOTE),
    ],
)
def test_the_kind_is_guessed_unless_given(
    write: Write, name: str, heading: str, kind: SourceKind
) -> None:
    path = write(name, f"{heading},team\nwe tried,E\n")
    assert read_file(path).kind is kind
    assert read_file(path, kind=SourceKind.TRANSCRIPT).kind is SourceKind.TRANSCRIPT

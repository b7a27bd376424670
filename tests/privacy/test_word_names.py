"""Names that are words as well: at the start of a sentence, dictated, of families; and words that are none."""

from __future__ import annotations

import pytest

from tests.privacy.finding import found, masked, reviewed
from workbench.privacy.explained import is_built, is_shortened


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Will is a boy who checks.", ["Will"]),
        ("Mark has gone home.", ["Mark"]),
        ("Obi rang from the bus.", ["Obi"]),
        ("Dele drove and Bola's cake came too.", ["Dele", "Bola"]),
        ("Mo and I stayed to sweep.", ["Mo"]),
        ("quick note, poppy seen alone in bedroom warm and clean", ["poppy"]),
        ("i have just left river hes fine hes had his tea", ["river"]),
        ("he cried and then grace said it was her turn", ["grace"]),
        ("so i went on a visit to the lees and it was late", ["lees"]),
        ("Tea with the Osbornes, then the Joneses.", ["Osbornes", "Joneses"]),
        ("had a chat about it with me and will. then home", ["will"]),
        ("we saw his mate Chops and stepdad Rocky", ["Chops", "Rocky"]),
    ],
)
def test_it_is_a_name(text: str, names: list[str]) -> None:
    assert masked(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("joy you owe me for the visit and the cake", "joy"),
        ("can somebody get dupe to ring mum about it tomorrow", "dupe"),
        ("col on duty from ten and nobody else is in", "col"),
        ("i think its too much for april to carry on her own", "april"),
        ("took faith to the park and she laughed a lot", "faith"),
        ("that is what Christian said when Christian lied to us", "Christian"),
        ("Summer let me in.", "Summer"),
    ],
)
def test_it_may_be_a_name_and_is_looked_at(text: str, name: str) -> None:
    assert name in [each.quote for each in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "the keyworker rang from the layby about tmrw",
        "i am on earlies so its the mispers again tomoz",
        "She ate two Weetabix and a Freddo in the Vauxhall Zafira.",
        "Supervisee: me. Safeguarder: nobody. Mine came late.",
        'He asked what "inter alia" meant, and "What gets in the way?" I said.',
        "We built a Duplo tower before Shabbat.",
        "Hope isn't a plan. Snow. Cold all day.",
    ],
)
def test_it_is_no_name(text: str) -> None:
    assert masked(text) == []


def test_a_name_that_is_sure_once_is_sure_again() -> None:
    text = "we told heather about it at two. later heather to be thanked and heather again"
    assert masked(text) == ["heather"] * 3


def test_a_name_written_like_an_acronym_of_the_sector_is_a_name() -> None:
    assert masked("I rang Ed about ED.") == ["Ed"]


@pytest.mark.parametrize("word", ["keyworker", "supervisee", "earlies", "safeguarder", "buddying"])
def test_words_are_built_of_words(word: str) -> None:
    assert is_built(word)


@pytest.mark.parametrize("name", ["oluwaseun", "blackwood", "whitehead", "brandon", "adaeze"])
def test_names_are_not(name: str) -> None:
    assert not is_built(name)
    assert not is_shortened(name)


def test_nobody_is_asked_twice_about_one_word() -> None:
    text = "i rang every family and the best part was the diary"
    assert reviewed(text) == []

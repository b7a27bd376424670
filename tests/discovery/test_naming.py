"""Keywords and working titles of groups of passages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.discovery.material import PASSAGES, THEMES
from workbench.discovery.encoders import load_encoder, unit_rows
from workbench.discovery.naming import GroupName, name_groups
from workbench.discovery.partitions import Labels, Vectors
from workbench.discovery.recipes import KeywordSpec, load_recipe
from workbench.discovery.wording import titles
from workbench.discovery.wording.titles import TITLE_LENGTH
from workbench.discovery.words import words_of

SPEC = KeywordSpec(n_keywords=8, fillers=("social", "family"))
LABELS: Labels = np.repeat(np.arange(6, dtype=np.int64), 8)
#: A definition for each of the groups, in words of a codebook.
DEFINITIONS = (
    "Small payments need a senior signature",
    "The same case notes are written again into forms and systems",
    "Distance, cars and buses make it hard to see families",
    "Hearings, judges and solicitors",
    "Workers leave and families start again with somebody new",
    "Supervision goes through tasks and leaves no room to think",
)


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    return load_encoder(load_recipe()).encode(PASSAGES)


@pytest.fixture(scope="module")
def names(vectors: Vectors) -> tuple[GroupName, ...]:
    return name_groups(PASSAGES, vectors, LABELS, SPEC)


def _directions(n_groups: int, labels: Labels) -> Vectors:
    wide = np.eye(n_groups + 1, 8)[labels]
    return unit_rows(wide + 0.01 * np.random.default_rng(0).standard_normal(wide.shape))


def test_every_group_has_a_title_of_two_to_six_words_that_people_said(
    names: tuple[GroupName, ...],
) -> None:
    assert len(names) == len(THEMES)
    for group, name in enumerate(names):
        said = {
            word.lower() for text in PASSAGES[group * 8 : group * 8 + 8] for word in words_of(text)
        }
        title = words_of(name.title)
        assert 2 <= len(title) <= 6
        assert {word.lower() for word in title} <= said
        assert name.title[0].isupper()
        assert len(name.title) <= TITLE_LENGTH


def test_titles_and_first_keywords_are_never_the_same(names: tuple[GroupName, ...]) -> None:
    assert len({name.title.casefold() for name in names}) == len(names)
    assert len({name.keywords[0] for name in names}) == len(names)
    assert all(1 <= len(name.keywords) <= SPEC.n_keywords for name in names)


@pytest.mark.parametrize(
    ("group", "word"),
    list(enumerate(["voucher", "case", "bus", "court", "worker", "supervision"])),
)
def test_the_words_are_those_of_the_theme(
    names: tuple[GroupName, ...], group: int, word: str
) -> None:
    assert word in f"{names[group].title} {' '.join(names[group].keywords)}".lower()


def test_a_definition_finds_its_group_by_title_and_keywords(names: tuple[GroupName, ...]) -> None:
    encode = load_encoder(load_recipe()).encode
    shown = encode([f"{name.title}. {', '.join(name.keywords)}" for name in names])
    best = (encode(DEFINITIONS) @ shown.T).argmax(axis=1)
    assert (best == np.arange(6)).mean() >= 5 / 6


def test_keywords_leave_out_fillers_and_what_neighbours_say_as_often(vectors: Vectors) -> None:
    texts = [f"{text} Always on a Tuesday with the family." for text in PASSAGES]
    found = name_groups(texts, vectors, LABELS, SPEC)
    words = {
        word.lower() for name in found for keyword in name.keywords for word in keyword.split()
    }
    assert not words & {"tuesday", "family", "families", "social"}


def test_the_same_passages_have_the_same_names(
    vectors: Vectors, names: tuple[GroupName, ...]
) -> None:
    assert name_groups(list(PASSAGES), vectors.copy(), LABELS.copy(), SPEC) == names


def test_passages_in_no_group_are_no_group(vectors: Vectors, names: tuple[GroupName, ...]) -> None:
    labels = LABELS.copy()
    labels[labels == 5] = -1
    assert len(name_groups(PASSAGES, vectors, labels, SPEC)) == 5
    assert name_groups(PASSAGES, vectors, np.full(48, -1), SPEC) == ()


NAMED = (
    "Zorblen waited in the corridor and Zorblen had no lunch.",
    "The corridor was cold and Zorblen sat there with Mrs Quillfeather.",
    "Our corridor is where Quillfeather meets Zorblen every week.",
    "I met Tamsinka and her mum Ofrelia in the corridor again.",
    "Then Tamsinka said that the corridor smelled of paint.",
    "No room again, so Tamsinka and Ofrelia had the corridor.",
)
NAMES = {"zorblen", "quillfeather", "tamsinka", "ofrelia"}


def test_nobodys_name_comes_into_titles_or_keywords() -> None:
    texts = [*NAMED, *PASSAGES[:6]]
    labels = np.repeat(np.arange(4, dtype=np.int64), 3)
    found = name_groups(texts, _directions(4, labels), labels, SPEC)
    shown = {
        word.lower()
        for name in found
        for part in (name.title, *name.keywords)
        for word in words_of(part)
    }
    assert not shown & NAMES
    assert all("corridor" in " ".join(name.keywords) for name in found[:1])


def test_names_in_small_letters_after_a_style_stay_out() -> None:
    texts = [
        f"mrs zorblen rang about the voucher on day {word}" for word in ("one", "two", "three")
    ]
    texts += [f"the bus to {place} was late" for place in ("school", "court", "town")]
    labels = np.repeat(np.arange(2, dtype=np.int64), 3)
    found = name_groups(texts, _directions(2, labels), labels, SPEC)
    assert "zorblen" not in f"{found}".lower()
    assert "voucher" in f"{found[0]}".lower()


def test_groups_of_the_same_words_have_different_titles() -> None:
    texts = ["The printer is broken again today."] * 6
    labels = np.repeat(np.arange(3, dtype=np.int64), 2)
    found = name_groups(texts, _directions(3, labels), labels, SPEC)
    assert len({name.title for name in found}) == 3
    assert all(name.title for name in found)


def test_groups_without_a_word_are_numbered() -> None:
    texts = ["???", "!!!", "...", "123"]
    labels = np.repeat(np.arange(2, dtype=np.int64), 2)
    found = name_groups(texts, _directions(2, labels), labels, SPEC)
    assert [name.title for name in found] == ["Working title 1", "Working title 2"]
    assert [name.keywords for name in found] == [(), ()]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=4, max_size=10))
def test_any_text_gets_a_title_and_no_two_the_same(texts: list[str]) -> None:
    labels = np.asarray([n % 2 for n in range(len(texts))], dtype=np.int64)
    found = name_groups(texts, _directions(2, labels), labels, SPEC)
    assert len({name.title.casefold() for name in found}) == 2
    assert all(name.title.strip() for name in found)


def test_titles_may_be_put_in_other_words(vectors: Vectors, names: tuple[GroupName, ...]) -> None:
    heard: list[Sequence[Sequence[str]]] = []

    def rephrase(given: Sequence[GroupName], central: Sequence[Sequence[str]]) -> list[str]:
        heard.append(central)
        return [f"Number {place}" for place, _ in enumerate(given)]

    found = name_groups(PASSAGES, vectors, LABELS, SPEC, rephrase=rephrase)
    assert [name.title for name in found] == [f"Number {place}" for place in range(6)]
    assert [name.keywords for name in found] == [name.keywords for name in names]
    assert all(set(group) <= set(PASSAGES) for group in heard[0])


def test_without_phrases_titles_are_joined_from_keywords() -> None:
    found = titles.choose_titles(
        [(), (), (), ()],
        [("voucher sign-off", "senior manager", "bus"), ("voucher", "panel"), ("court",), ()],
    )
    assert found == (
        "Voucher sign-off, senior manager, bus",
        "Voucher, panel",
        "Court",
        "Working title 1",
    )


def test_naming_does_not_bring_bertopic_in() -> None:
    code = (
        "import sys, numpy as np\n"
        "from workbench.discovery.naming import name_groups\n"
        "from workbench.discovery.recipes import KeywordSpec\n"
        "texts = ['the bus was late', 'no bus today', 'the form is long', 'forms and forms']\n"
        "labels = np.array([0, 0, 1, 1])\n"
        "vectors = np.eye(2, dtype=np.float32)[labels]\n"
        "name_groups(texts, vectors, labels, KeywordSpec(n_keywords=4, fillers=()))\n"
        "heavy = {'bertopic', 'umap', 'hdbscan', 'numba', 'torch'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")

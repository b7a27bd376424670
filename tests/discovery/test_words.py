"""Words, phrases, keywords and titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.discovery.material import EMPTY, PASSAGES
from workbench.discovery.keywords import TITLE_LENGTH, choose_keywords, clip, make_titles
from workbench.discovery.phrases import fold, learn_vocabulary
from workbench.discovery.words import has_content, same_words, stop_words, words_of


@pytest.mark.parametrize("text", EMPTY)
def test_passages_without_content(text: str) -> None:
    assert not has_content(text)


@pytest.mark.parametrize("text", ["No privacy", "Not listened to.", "Friendly staff", *PASSAGES])
def test_passages_with_content(text: str) -> None:
    assert has_content(text)


def test_words_keep_hyphens_and_straighten_apostrophes() -> None:
    assert words_of("Sign-off can\u2019t wait, o_k?") == ["Sign-off", "can't", "wait", "o", "k"]
    assert same_words("The BUS, late!") == same_words("the bus late")


def test_negations_are_no_stop_words() -> None:
    assert not {"no", "not", "never", "without", "cannot", "can't"} & stop_words()


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("workers", "worker"),
        ("families", "family"),
        ("branches", "branch"),
        ("child's", "child"),
        ("Boxes", "box"),
        ("access", "access"),
        ("crisis", "crisis"),
        ("bus", "bus"),
    ],
)
def test_plurals_fold(many: str, one: str) -> None:
    assert fold(many) == one


def test_phrases_keep_to_a_clause_and_show_the_commonest_form() -> None:
    words = learn_vocabulary(["Senior managers sign. MASH referrals", "senior managers"], [])
    found = words.phrases("A senior manager, MASH referral")
    assert found == ["senior", "managers", "senior managers", "MASH", "referrals", "MASH referrals"]
    assert "managers MASH" not in found


def test_a_negation_stays_with_its_word() -> None:
    words = learn_vocabulary(["no privacy", "without sign-off"], [])
    assert words.phrases("There is no privacy") == ["privacy", "no privacy"]
    assert "without sign-off" in words.phrases("paid without sign-off")


def test_fillers_and_masked_names_say_nothing() -> None:
    words = learn_vocabulary(["team meeting XXXX"], ["team"])
    assert words.phrases("Teams meeting XXXX") == ["meeting"]


def test_repeats_are_removed_from_keywords() -> None:
    texts = ["service excellent and excellent service, senior manager, manager"] * 2
    words = learn_vocabulary(texts, [])
    ranked = [
        ("service excellent", 0.9),
        ("excellent service", 0.8),
        ("manager", 0.7),
        ("senior manager", 0.6),
        ("senior", 0.5),
        ("unseen", 0.4),
    ]
    assert choose_keywords(ranked, texts, words, 5) == ("service excellent", "senior manager")


def test_titles_are_made_of_the_strongest_phrases() -> None:
    keywords = [
        ("voucher sign-off", "senior manager", "bus"),
        ("Voucher sign-off", "senior manager", "court"),
        ("bus", "pram", "visit", "ring"),
        (),
    ]
    texts = [["x"], ["x"], ["x"], ["Nobody stays. And then we start again."]]
    assert make_titles(keywords, texts) == (
        "Voucher sign-off · senior manager",
        "Voucher sign-off · senior manager · court",
        "Bus · pram · visit",
        "And then we start again",
    )


@given(
    st.lists(
        st.tuples(
            st.lists(st.text("abc d", min_size=1, max_size=70), max_size=5),
            st.lists(st.text(max_size=200), max_size=3),
        ),
        max_size=12,
    )
)
def test_titles_are_unique_short_and_never_empty(groups) -> None:
    titles = make_titles([words for words, _ in groups], [texts for _, texts in groups])
    assert len(titles) == len(groups)
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(title.strip() and len(title) <= TITLE_LENGTH for title in titles)


@given(st.text(max_size=300))
def test_a_clipped_passage_is_short(text: str) -> None:
    assert len(clip(text)) <= TITLE_LENGTH


def test_a_passage_is_clipped_at_a_clause() -> None:
    assert clip("We wait for weeks, because the panel is full.") == "We wait for weeks"
    long = (
        "Every voucher goes to a panel that meets on Thursdays whatever the need of the family is"
    )
    assert clip(long) == "Every voucher goes to a panel that meets on Thursdays…"

"""Words, phrases, keywords and titles."""

from __future__ import annotations

import pytest

from tests.discovery.material import EMPTY, PASSAGES
from workbench.discovery.keywords import choose_keywords, stem, stems_of
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


def test_days_months_and_feasts_keep_their_capital() -> None:
    words = learn_vocabulary(["on fridays in february before christmas"], [])
    assert words.phrases("fridays") == ["Fridays"]
    assert words.phrases("february") == ["February"]
    assert words.phrases("christmas") == ["Christmas"]


@pytest.mark.parametrize(
    ("forms", "key"),
    [(("typed", "typing", "types"), "typ"), (("panel", "panels"), "panel"), (("red",), "red")],
)
def test_the_forms_of_a_word_have_one_stem(forms: tuple[str, ...], key: str) -> None:
    assert {stem(form) for form in forms} == {key}


def test_stems_leave_out_what_runs_through_every_story() -> None:
    assert stems_of("They told me that 3 vouchers were typed twice, thanks") == [
        "voucher",
        "typ",
        "twic",
    ]


def test_repeats_are_removed_from_keywords() -> None:
    ranked = [
        ("service excellent", 0.9),
        ("excellent service", 0.8),
        ("manager", 0.7),
        ("senior manager", 0.6),
        ("senior", 0.5),
        ("once", 0.4),
    ]
    spread = dict.fromkeys([phrase for phrase, _ in ranked], 2) | {"once": 1}
    assert choose_keywords(ranked, spread, 5) == ("service excellent", "senior manager")
    assert choose_keywords(ranked, {}, 5) == ("service excellent", "senior manager", "once")


def test_no_more_keywords_than_asked_for() -> None:
    ranked = [(word, 1.0) for word in ("voucher", "panel", "court")]
    assert choose_keywords(ranked, {}, 2) == ("voucher", "panel")
    assert choose_keywords([], {}, 2) == ()
